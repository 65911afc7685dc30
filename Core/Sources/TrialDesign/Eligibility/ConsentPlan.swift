// SPDX-License-Identifier: Apache-2.0

/// The texts that subjects consent to (`consent:`).
///
///     consent:
///       versions:
///         - {id: "2.1", from: 2025-01-06, title: Information for subjects, version 2.1}
///         - {id: "3.0", from: 2025-09-01}
///       date: screening.consent
public struct ConsentPlan: Sendable {
  /// One approved text.
  public struct Version: Sendable {
    public let id: String
    public let title: LocalizedText
    /// The first day on which it may be signed; nil where not limited.
    public let from: CivilDate?
    /// The last day; nil where not limited.
    public let until: CivilDate?

    /// Whether the text was in force on a day.
    public func isInForce(on day: CivilDate) -> Bool {
      (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
  }

  /// Empty where the protocol names none: then any version may be recorded.
  public let versions: [Version]
  /// The item that holds the day of consent, filled in when consent is recorded; nil where there is none.
  public let date: ItemPath?

  static let none = ConsentPlan(versions: [], date: nil)

  private init(versions: [Version], date: ItemPath?) {
    self.versions = versions
    self.date = date
  }

  init(_ block: inout BlockReader) {
    versions = block.list("versions") { reader in reader.block { Version(&$0) } }
    date = block.optional("date") { $0.itemPath() }
  }
}

extension ConsentPlan.Version {
  fileprivate init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
    from = block.optional("from") { $0.date() }
    until = block.optional("until") { $0.date() }
    if let from, let until, until < from {
      block.report("a text that ends before it begins", at: "until", remedy: "Write a day from \(from) on.")
    }
  }
}
