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
  public internal(set) var items: [Item]
  /// What holds for every row.
  public let checks: [EditCheck]

  public func item(_ id: String) -> Item? { items.first { $0.id == id } }

  /// The form with these items not required, because nobody can type them.
  func notRequiring(_ acts: Set<ItemPath>) -> Form {
    var form = self
    for index in items.indices where acts.contains(ItemPath(form: id, item: items[index].id)) {
      form.items[index].isRequired = false
    }
    return form
  }

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    repeats = block.optional("repeats") { $0.choice(Repeat.self) } ?? .once
    happened = block.optional("happened") { $0.text() }
    items = block.list("items") { reader in reader.block { Item(&$0) } }
    checks = block.list("checks") { reader in reader.block { EditCheck(&$0) } }
  }

  /// The item of this form that says when a value of `item` happened: the item's own, else the form's.
  public func happened(of item: Item) -> ItemPath? {
    (item.happened ?? happened).map { ItemPath(form: id, item: $0) }
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
  /// A missing value of a required item is a problem, unless a reason stands in its place or its branch is closed.
  public internal(set) var isRequired: Bool
  /// The item of the same form that says when this value was measured; nil for the form's own day.
  public let happened: String?
  /// Whether a value can become too old for an eligibility rule with a window; false for what lasts, such as sex.
  public let expires: Bool
  /// Where the limits of normal and the baseline of a number are recorded.
  public let limits: Limits
  /// The analyte under which `laboratory-limits` has the limits of a number; nil where graded values say it, or for none.
  public let analyte: String?
  /// The item is asked only where this is met: a value where it is not met is a problem; nil where it is always asked.
  public let shownWhen: Criterion?
  /// Codes that may stand in the place of a value and say why it is missing, such as `not-done`.
  public let missingReasons: [String]
  /// How a partial date is completed for analyses; nil where it stays missing to them.
  public let imputation: Imputation?

  /// Items that the thresholds of a number are multiples of; nil where none is recorded.
  ///
  /// They count from the row itself where they are of the same form, else with the subject's only value.
  public struct Limits: Hashable, Sendable {
    public let upper: ItemPath?
    public let lower: ItemPath?
    public let baseline: ItemPath?
  }

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
    happened = block.optional("happened") { $0.text() }
    expires = block.optional("expires") { $0.boolean() } ?? true
    limits = Limits(
      upper: block.optional("uln") { $0.itemPath() },
      lower: block.optional("lln") { $0.itemPath() },
      baseline: block.optional("baseline") { $0.itemPath() }
    )
    analyte = block.optional("analyte") { $0.text() }
    shownWhen = block.optional("shown-when") { $0.criterion() }
    missingReasons = block.list("missing") { $0.text() }
    imputation = block.optional("imputation") { $0.imputation() }
    if imputation != nil, kind != .date {
      block.report(
        "an imputation of a \(kind.rawValue) item",
        at: "imputation",
        remedy: "Only dates may be partial; leave imputation out, or write \"type: date\"."
      )
    }
    if kind == .category, categories.isEmpty {
      block.report("a category item without categories", remedy: "Add categories: [ … ].")
    }
    for reason in missingReasons where categories.contains(where: { $0.code == reason }) {
      block.report(
        "\"\(reason)\" is a category and a reason for a missing value",
        at: "missing",
        remedy: "Keep it under one of the two: a value with this code would be both on file and missing."
      )
    }
  }
}
