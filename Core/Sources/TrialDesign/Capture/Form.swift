// SPDX-License-Identifier: Apache-2.0

/// A page of the case report form: items that are recorded together (`forms:`).
public struct Form: Sendable {
  /// How often the form is filled for one subject.
  public enum Repeat: String, CaseIterable, Sendable {
    case once
    /// A line for each occurrence, as adverse events and medications have.
    case log
  }

  public let id: String
  public let title: LocalizedText
  public let repeats: Repeat
  /// The item (a date, or days since randomization) that says when the form's facts happened.
  public let happened: String?
  public let items: [Item]

  public func item(_ id: String) -> Item? { items.first { $0.id == id } }

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    repeats = block.optional("repeats") { $0.choice(Repeat.self) } ?? .once
    happened = block.optional("happened") { $0.text() }
    items = block.list("items") { reader in reader.block { Item(&$0) } }
  }
}

/// One question of a form and what may be answered.
public struct Item: Sendable {
  /// What kind of value is recorded.
  public enum Kind: String, CaseIterable, Sendable {
    case category
    case integer
    case decimal
    case date
    /// Whole days since randomization.
    case days
    case text
    /// The arm the subject is randomized to.
    case arm
    /// The site that enrolled the subject.
    case site
  }

  /// One of the allowed answers of a `category` item.
  public struct Category: Sendable {
    public let code: String
    public let title: LocalizedText
  }

  public let id: String
  public let title: LocalizedText
  public let kind: Kind
  /// nil for values without a unit.
  public let unit: Unit?
  /// Empty for other kinds than `category`.
  public let categories: [Category]
  /// Values outside are reported as problems; ends included.
  public let range: ClosedRange<Double>?
  /// A missing value of a required item is a problem.
  public let isRequired: Bool

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
    kind = block.required("type", else: .text) { $0.choice(Kind.self) }
    unit = block.optional("unit") { $0.unit() }
    categories = block.list("categories") { reader in
      guard case .mapping = reader.node.content else {
        let code = reader.text()
        return Category(code: code, title: LocalizedText(code))
      }
      return reader.block { Category(code: $0.text("code"), title: $0.localized("title")) }
    }
    range = block.optional("range") { reader in
      let ends = reader.list { $0.number() }
      guard ends.count == 2, ends[0] <= ends[1] else {
        reader.report("a range needs its two ends, the lower first", remedy: "Write, for example, [0, 120].")
        return nil
      }
      return ends[0]...ends[1]
    }
    isRequired = block.optional("required") { $0.boolean() } ?? false
    if kind == .category, categories.isEmpty {
      block.report("a category item without categories", remedy: "Add categories: [ … ].")
    }
  }
}
