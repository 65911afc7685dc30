// SPDX-License-Identifier: Apache-2.0

/// Response from marrows and blood counts (`derivations.response`).
public struct ResponseDerivation: Sendable {
  /// The items of one marrow; all of one form, filled once or as a log.
  public struct Marrow: Sendable {
    /// The day of the sample.
    public let at: ItemPath
    public let blasts: ItemPath
    public let cellsCounted: ItemPath?
    public let spicules: ItemPath?
    public let cellularity: ItemPath?
    public let adequate: ItemPath?
    public let circulatingBlasts: ItemPath?
    public let extramedullary: ItemPath?
    public let auerRods: ItemPath?
  }

  /// The items of one blood count; all of one form.
  public struct Counts: Sendable {
    public let at: ItemPath
    public let neutrophils: ItemPath
    public let platelets: ItemPath
    public let circulatingBlasts: ItemPath?
  }

  /// The derived form: one row for each randomized subject.
  public let form: Form
  public let scheme: ResponseScheme
  public let marrow: Marrow
  public let counts: Counts?
  public let baselineBlasts: ItemPath?
  public let priorExtramedullary: ItemPath?
  /// Days of growth factors and of platelet transfusions, one for each row.
  public let growthFactors: [ItemPath]
  public let plateletTransfusions: [ItemPath]
  /// The first day of another treatment of the disease.
  public let newTherapy: [ItemPath]
  /// The first day of conditioning, or of transplantation where conditioning is not recorded.
  public let conditioning: [ItemPath]
  public let secondCourseEnd: ItemPath?
  public let death: ItemPath?
  public let lastAlive: ItemPath?
  /// The investigator's best response, shown beside the derived one.
  public let investigator: ItemPath?

  init(_ block: inout BlockReader, _ reading: ProtocolReading, time: StudyIdentity.TimeScale) {
    let id = block.text("form")
    let title = block.optional("title") { $0.localized() }
    scheme = block.required("criteria", else: .none) { reader in
      reader.block(shelved: .response) { ResponseScheme(&$0, reading) }
    }
    marrow = block.required("marrow", else: .none) { reader in reader.block { Marrow(&$0) } }
    counts = block.optional("counts") { reader in reader.block { Counts(&$0) } }
    baselineBlasts = block.optional("baseline-blasts") { $0.itemPath() }
    priorExtramedullary = block.optional("prior-extramedullary") { $0.itemPath() }
    growthFactors = block.list("growth-factors") { $0.itemPath() }
    plateletTransfusions = block.list("platelet-transfusions") { $0.itemPath() }
    newTherapy = block.list("new-therapy") { $0.itemPath() }
    conditioning = block.list("conditioning") { $0.itemPath() }
    secondCourseEnd = block.optional("second-course-end") { $0.itemPath() }
    death = block.optional("death") { $0.itemPath() }
    lastAlive = block.optional("last-alive") { $0.itemPath() }
    investigator = block.optional("investigator") { $0.itemPath() }
    form = Self.form(id, title: title ?? scheme.decisions.title, scheme, time)
  }

  /// The codes of the derived form's items.
  public enum Column: String, CaseIterable, Sendable {
    /// The day of the best response; of the last assessment where there is no response.
    case date
    /// The best response; missing where the facts leave several open.
    case best
    /// All best responses that the facts leave open.
    case possible
    /// Whether the best response is one of the trial's.
    case response
    /// Whether it is CR, CRh or CRi.
    case compositeRemission = "composite-remission"
    case remission
    case relapse
    case lastAssessment = "last-assessment"
  }

  private static func form(
    _ id: String,
    title: LocalizedText,
    _ scheme: ResponseScheme,
    _ time: StudyIdentity.TimeScale
  ) -> Form {
    let day: Item.Kind = time == .calendar ? .date : .days
    let categories = scheme.decisions.outcomes.filter { isBest($0.id) }
      .map { Item.Category(code: $0.id, title: $0.title) }
    return Form(
      derived: id,
      title: title,
      repeats: .once,
      items: [
        Item(derived: Column.date.rawValue, "Date of response", "疗效日期", kind: day),
        Item(
          derived: Column.best.rawValue,
          "Best response, derived",
          "最佳疗效（推导）",
          kind: .category,
          categories: categories
        ),
        Item(derived: Column.possible.rawValue, "Possible best responses", "可能的最佳疗效", kind: .text),
        Item(
          derived: Column.response.rawValue,
          "Response",
          "缓解",
          kind: .category,
          categories: Item.Category.yesOrNo
        ),
        Item(
          derived: Column.compositeRemission.rawValue,
          "Composite complete remission",
          "复合完全缓解",
          kind: .category,
          categories: Item.Category.yesOrNo
        ),
        Item(derived: Column.remission.rawValue, "First day of remission", "缓解首日", kind: day),
        Item(derived: Column.relapse.rawValue, "Relapse, derived", "复发（推导）", kind: day),
        Item(derived: Column.lastAssessment.rawValue, "Last assessment", "末次评估", kind: day),
      ]
    )
  }

  /// An assessment after new treatment says nothing about this one, so it is never a best response.
  private static func isBest(_ outcome: String) -> Bool {
    outcome != ResponseCategory.excluded.rawValue && outcome != ResponseCategory.invalid.rawValue
  }

  /// The best responses that can be derived, in the order of the derived item's codes.
  public var categories: [ResponseCategory] {
    scheme.decisions.outcomes.filter { Self.isBest($0.id) }.compactMap { ResponseCategory(rawValue: $0.id) }
  }

  /// Every item that the derivation reads, with its key.
  var inputs: [(key: String, path: ItemPath, kinds: Set<Item.Kind>)] {
    let day: Set<Item.Kind> = [.date, .days]
    let number: Set<Item.Kind> = [.integer, .decimal]
    var inputs: [(String, ItemPath?, Set<Item.Kind>)] = [
      ("marrow.at", marrow.at, day), ("marrow.blasts", marrow.blasts, number),
      ("marrow.cells-counted", marrow.cellsCounted, number),
      ("marrow.spicules", marrow.spicules, [.category]),
      ("marrow.cellularity", marrow.cellularity, number), ("marrow.adequate", marrow.adequate, [.category]),
      ("marrow.circulating-blasts", marrow.circulatingBlasts, [.category]),
      ("marrow.extramedullary", marrow.extramedullary, [.category]),
      ("marrow.auer-rods", marrow.auerRods, [.category]),
      ("counts.at", counts?.at, day), ("counts.neutrophils", counts?.neutrophils, number),
      ("counts.platelets", counts?.platelets, number),
      ("counts.circulating-blasts", counts?.circulatingBlasts, [.category]),
      ("baseline-blasts", baselineBlasts, number), ("prior-extramedullary", priorExtramedullary, [.category]),
      ("second-course-end", secondCourseEnd, day), ("death", death, day), ("last-alive", lastAlive, day),
      ("investigator", investigator, [.category]),
    ]
    let lists = [
      ("growth-factors", growthFactors), ("platelet-transfusions", plateletTransfusions),
      ("new-therapy", newTherapy), ("conditioning", conditioning),
    ]
    for (key, paths) in lists {
      inputs += paths.enumerated().map { ("\(key)[\($0.offset)]", $0.element, day) }
    }
    return inputs.compactMap { key, path, kinds in path.map { (key, $0, kinds) } }
  }
}

extension ResponseDerivation.Marrow {
  fileprivate static let none = Self(
    at: .nowhere,
    blasts: .nowhere,
    cellsCounted: nil,
    spicules: nil,
    cellularity: nil,
    adequate: nil,
    circulatingBlasts: nil,
    extramedullary: nil,
    auerRods: nil
  )

  fileprivate init(_ block: inout BlockReader) {
    at = block.required("at", else: .nowhere) { $0.itemPath() }
    blasts = block.required("blasts", else: .nowhere) { $0.itemPath() }
    cellsCounted = block.optional("cells-counted") { $0.itemPath() }
    spicules = block.optional("spicules") { $0.itemPath() }
    cellularity = block.optional("cellularity") { $0.itemPath() }
    adequate = block.optional("adequate") { $0.itemPath() }
    circulatingBlasts = block.optional("circulating-blasts") { $0.itemPath() }
    extramedullary = block.optional("extramedullary") { $0.itemPath() }
    auerRods = block.optional("auer-rods") { $0.itemPath() }
  }
}

extension ResponseDerivation.Counts {
  fileprivate init(_ block: inout BlockReader) {
    at = block.required("at", else: .nowhere) { $0.itemPath() }
    neutrophils = block.required("neutrophils", else: .nowhere) { $0.itemPath() }
    platelets = block.required("platelets", else: .nowhere) { $0.itemPath() }
    circulatingBlasts = block.optional("circulating-blasts") { $0.itemPath() }
  }
}

extension ItemPath {
  /// Stands in for an item that a block should have named; the missing key was reported.
  static let nowhere = ItemPath(form: "", item: "")
}
