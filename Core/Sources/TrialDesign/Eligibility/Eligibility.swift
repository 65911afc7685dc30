// SPDX-License-Identifier: Apache-2.0

/// Who may enter the trial (`eligibility:`).
public struct Eligibility: Sendable {
  /// One numbered criterion, in words and, where it can be evaluated, as a rule.
  public struct Rule: Sendable {
    public let id: String
    public let text: LocalizedText
    /// nil where the protocol gives the words only.
    public let criterion: Criterion?
    /// A yes/no item in which an investigator answers what the criterion does not: `yes` says that the rule is met.
    public let confirmed: ItemPath?
    /// A finding counts if it was made at most so many days before randomization, or before the day asked about; nil: any
    /// finding up to that day counts.
    public let validity: Int?
  }

  /// Which way a rule counts.
  public enum Kind: String, CaseIterable, Sendable {
    /// Has to be met.
    case inclusion
    /// Must not be met.
    case exclusion
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

  public func rules(_ kind: Kind) -> [Rule] { kind == .inclusion ? inclusion : exclusion }
}

extension Eligibility.Rule {
  fileprivate init(_ block: inout BlockReader) {
    id = block.text("id")
    text = block.localized("text")
    criterion = block.optional("criterion") { $0.criterion() }
    confirmed = block.optional("confirmed") { $0.itemPath() }
    validity = block.optional("valid") { reader in
      guard let quantity = reader.quantity() else { return nil }
      guard let days = quantity.days, days >= 0 else {
        reader.report("\(quantity) is not a time", remedy: "Write, for example, 7 d.")
        return nil
      }
      return days
    }
  }

  /// The answers of a confirming item.
  public static let confirmations = ["yes", "no"]

  /// All that is asked: the criterion and, beside it, the confirmation; nil where the rule is words alone.
  ///
  /// With both, an inclusion is met only where both are, and an exclusion where either is: a confirmation covers what
  /// the criterion cannot say, and never weakens it.
  public func question(as kind: Eligibility.Kind) -> Criterion? {
    let confirmation = confirmed.map { Criterion.compare($0, .among([Self.confirmations[0]])) }
    guard let criterion, let confirmation else { return criterion ?? confirmation }
    return kind == .inclusion ? .all([criterion, confirmation]) : .any([criterion, confirmation])
  }
}
