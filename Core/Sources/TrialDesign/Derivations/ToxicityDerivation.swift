// SPDX-License-Identifier: Apache-2.0

/// Adverse events from what was reported and from laboratory values (`derivations.toxicity`).
///
/// The derived form is a log: the reported events as they are, and one event for each subject and term whose
/// laboratory values on treatment have a grade.
public struct ToxicityDerivation: Sendable {
  /// The items of reported events; all of one log form.
  public struct Reported: Sendable {
    public let at: ItemPath
    public let term: ItemPath
    public let systemOrganClass: ItemPath?
    public let grade: ItemPath
  }

  /// Values of one analyte; all items of one form.
  public struct Laboratory: Sendable {
    /// Index into the scheme's analytes.
    public let analyte: Int
    public let at: ItemPath
    public let value: ItemPath
    public let lower: Limit?
    public let upper: Limit?
  }

  /// A limit of normal.
  public enum Limit: Sendable {
    /// Recorded with each value, in the value's unit.
    case item(ItemPath)
    /// The same for every value.
    case quantity(Quantity)
  }

  public let form: Form
  public let scheme: GradingScheme
  /// The terms of the publication, with their system organ classes and the grades they have.
  public let dictionary: TermDictionary
  /// The first dose, before which a value is baseline; nil for the one of `record.treated`.
  public let firstDose: ItemPath?
  public let reported: Reported?
  public let laboratory: [Laboratory]

  init(_ block: inout BlockReader, _ reading: ProtocolReading, time: StudyIdentity.TimeScale) {
    let id = block.text("form")
    let title = block.optional("title") { $0.localized() }
    scheme = block.required("grading", else: .none) { reader in
      reader.block(shelved: .toxicity) { GradingScheme(&$0, reading) }
    }
    dictionary = TermDictionary(reading.shelf.terms, instead: scheme.instead)
    firstDose = block.optional("first-dose") { $0.itemPath() }
    reported = block.optional("reported") { reader in reader.block { Reported(&$0) } }
    let scheme = scheme
    laboratory = block.list("laboratory") { reader in reader.block { Laboratory(&$0, scheme) } }
    form = Self.form(id, title: title ?? scheme.title, time)
  }

  /// The codes of the derived form's items.
  public enum Column: String, CaseIterable, Sendable {
    case at
    case term
    case soc
    /// As reported; for laboratory values the lowest grade that what is known allows.
    case grade
    /// The highest grade that what is known allows; differs from `grade` where limits or flags are missing.
    case highest
    case baselineGrade = "baseline-grade"
    /// Whether the grade is higher than before treatment.
    case emergent
    case origin
  }

  /// Where a derived row comes from; the codes of the item `origin`.
  public enum Origin: String, CaseIterable, Sendable {
    case reported
    case laboratory
  }

  private static func form(_ id: String, title: LocalizedText, _ time: StudyIdentity.TimeScale) -> Form {
    let grades = 0.0...5.0
    let origins = [
      Item.Category(
        code: Origin.reported.rawValue,
        title: LocalizedText("reported", simplifiedChinese: "研究者报告")
      ),
      Item.Category(
        code: Origin.laboratory.rawValue,
        title: LocalizedText("laboratory", simplifiedChinese: "实验室推导")
      ),
    ]
    return Form(
      derived: id,
      title: title,
      repeats: .log,
      items: [
        Item(derived: Column.at.rawValue, "Onset", "发生日期", kind: time == .calendar ? .date : .days),
        Item(derived: Column.term.rawValue, "Term", "术语", kind: .text),
        Item(derived: Column.soc.rawValue, "System organ class", "系统器官分类", kind: .text),
        Item(derived: Column.grade.rawValue, "Grade", "级别", kind: .integer, range: grades),
        Item(
          derived: Column.highest.rawValue,
          "Highest possible grade",
          "可能的最高级别",
          kind: .integer,
          range: grades
        ),
        Item(
          derived: Column.baselineGrade.rawValue,
          "Grade before treatment",
          "治疗前级别",
          kind: .integer,
          range: grades
        ),
        Item(
          derived: Column.emergent.rawValue,
          "Worse than before treatment",
          "较治疗前加重",
          kind: .category,
          categories: Item.Category.yesOrNo
        ),
        Item(derived: Column.origin.rawValue, "Origin", "来源", kind: .category, categories: origins),
      ]
    )
  }

  /// Every item that the derivation reads, with its key.
  var inputs: [(key: String, path: ItemPath, kinds: Set<Item.Kind>)] {
    let day: Set<Item.Kind> = [.date, .days]
    let number: Set<Item.Kind> = [.integer, .decimal]
    var inputs: [(String, ItemPath, Set<Item.Kind>)] = []
    if let firstDose { inputs.append(("first-dose", firstDose, day)) }
    if let reported {
      inputs += [
        ("reported.at", reported.at, day), ("reported.term", reported.term, [.category, .text]),
        ("reported.grade", reported.grade, [.integer]),
      ]
      if let soc = reported.systemOrganClass { inputs.append(("reported.soc", soc, [.category, .text])) }
    }
    for (index, line) in laboratory.enumerated() {
      let place = "laboratory[\(index)]"
      inputs += [("\(place).at", line.at, day), ("\(place).value", line.value, number)]
      for (key, limit) in [("lln", line.lower), ("uln", line.upper)] {
        if case .item(let path)? = limit { inputs.append(("\(place).\(key)", path, number)) }
      }
    }
    return inputs
  }
}

extension ToxicityDerivation.Reported {
  fileprivate init(_ block: inout BlockReader) {
    at = block.required("at", else: .nowhere) { $0.itemPath() }
    term = block.required("term", else: .nowhere) { $0.itemPath() }
    systemOrganClass = block.optional("soc") { $0.itemPath() }
    grade = block.required("grade", else: .nowhere) { $0.itemPath() }
  }
}

extension ToxicityDerivation.Laboratory {
  fileprivate init(_ block: inout BlockReader, _ scheme: GradingScheme) {
    analyte = block.required("analyte", else: 0) { reader in
      let name = reader.text()
      let index = scheme.analyte(named: name)
      if index == nil, !scheme.analytes.isEmpty {
        reader.report(
          "\"\(name)\" is no analyte of these criteria",
          remedy: advice(for: name, among: scheme.analyteNames)
        )
      }
      return index
    }
    at = block.required("at", else: .nowhere) { $0.itemPath() }
    value = block.required("value", else: .nowhere) { $0.itemPath() }
    lower = block.optional("lln") { $0.limit() }
    upper = block.optional("uln") { $0.limit() }
  }
}

extension NodeReader {
  /// A limit of normal: an item, or a quantity that holds for every value.
  fileprivate func limit() -> ToxicityDerivation.Limit? {
    value("a limit of normal", example: "laboratory.lln, or 1.8 10*9/L") { text in
      if let quantity = Quantity(text) { return .quantity(quantity) }
      return ItemPath(text).map { .item($0) }
    }
  }
}
