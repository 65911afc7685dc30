// SPDX-License-Identifier: Apache-2.0

/// What kind of data a study folder holds, and where they come from (`data:`).
public struct DataSource: Sendable {
  /// The kinds of data; a report says which, on every page.
  public enum Kind: String, CaseIterable, Sendable {
    /// Recorded in the trial itself.
    case trial
    /// Published subject-level data of a real trial.
    case published
    /// Drawn from a model; no one was treated.
    case simulated
    /// Made to agree with published aggregates; not patient data.
    case reconstructed
  }

  public let kind: Kind
  /// The sentence that pages, files and figures carry; nil for a trial's own data.
  public let statement: LocalizedText?
  public let origin: LocalizedText?
  public let licence: String?
  /// The cut that is used when none is asked for; nil where the study has no calendar or no such cut.
  public let defaultCut: CivilDate?

  /// Data that a program drew.
  init(simulated statement: LocalizedText, cut: CivilDate) {
    kind = .simulated
    self.statement = statement
    origin = nil
    licence = nil
    defaultCut = cut
  }

  init(_ block: inout BlockReader) {
    kind = block.required("kind", else: .trial) { $0.choice(Kind.self) }
    statement = block.optional("statement") { $0.localized() }
    origin = block.optional("origin") { $0.localized() }
    licence = block.optional("licence") { $0.text() }
    defaultCut = block.optional("cut") { $0.date() }
    if kind == .reconstructed || kind == .simulated, statement == nil {
      block.report(
        "\(kind.rawValue) data without a statement",
        remedy: "Add statement: the sentence that every page of a report has to carry."
      )
    }
  }
}
