// SPDX-License-Identifier: Apache-2.0

/// Who may enter the trial (`eligibility:`).
public struct Eligibility: Sendable {
  /// One numbered criterion, in words and, where it can be evaluated, as a rule.
  public struct Rule: Sendable {
    public let id: String
    public let text: LocalizedText
    /// nil where the protocol gives the words only.
    public let criterion: Criterion?
  }

  public let inclusion: [Rule]
  public let exclusion: [Rule]
  public let notes: [LocalizedText]

  static let none = Eligibility(inclusion: [], exclusion: [], notes: [])

  private init(inclusion: [Rule], exclusion: [Rule], notes: [LocalizedText]) {
    self.inclusion = inclusion
    self.exclusion = exclusion
    self.notes = notes
  }

  init(_ block: inout BlockReader) {
    inclusion = block.list("inclusion") { reader in reader.block { Rule(&$0) } }
    exclusion = block.list("exclusion") { reader in reader.block { Rule(&$0) } }
    notes = block.list("notes") { $0.localized() }
  }
}

extension Eligibility.Rule {
  fileprivate init(_ block: inout BlockReader) {
    id = block.text("id")
    text = block.localized("text")
    criterion = block.optional("criterion") { $0.criterion() }
  }
}
