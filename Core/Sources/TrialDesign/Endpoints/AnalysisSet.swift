// SPDX-License-Identifier: Apache-2.0

/// A set of subjects that is analysed (ICH E9 §5.2) (`analysis-sets:`).
public struct AnalysisSet: Sendable {
  public let id: String
  public let title: LocalizedText
  public let definition: LocalizedText
  /// Which of the randomized subjects belong to it; nil for all of them.
  public let criterion: Criterion?

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    definition = block.localized("definition")
    criterion = block.optional("criterion") { $0.criterion() }
  }
}
