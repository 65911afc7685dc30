// SPDX-License-Identifier: Apache-2.0

/// What of the planned doses was given (`derivations.exposure`), as ADaM keeps it in ADEX.
///
/// Recorded are administrations in rows: a drug, its first and last day, the amount of one administration and how
/// many a day. Planned is the regimen of the subject's arm, one cycle of it.
public struct ExposureDerivation: Sendable {
  /// The derived form: one row for each subject and drug of the regimen.
  public let form: Form
  public let drug: ItemPath
  public let first: ItemPath
  /// nil where every row is one day.
  public let last: ItemPath?
  public let dose: ItemPath
  /// An item with the unit of each dose; nil where the dose item's own unit holds.
  public let unit: ItemPath?
  /// nil for one administration a day.
  public let perDay: ItemPath?
  /// For amounts in mg of drugs that are planned by body surface or weight.
  public let height: ItemPath?
  public let weight: ItemPath?

  /// The codes of the derived form's items.
  public enum Column: String, CaseIterable, Sendable {
    case drug
    /// In the unit of the plan.
    case planned
    case given
    case unit
    /// Given ÷ planned, in percent.
    case proportion
    /// Given per time ÷ planned per time, in percent.
    case intensity
  }

  init(_ block: inout BlockReader) {
    let id = block.text("form")
    let title = block.optional("title") { $0.localized() }
    drug = block.required("drug", else: .nowhere) { $0.itemPath() }
    first = block.required("first", else: .nowhere) { $0.itemPath() }
    last = block.optional("last") { $0.itemPath() }
    dose = block.required("dose", else: .nowhere) { $0.itemPath() }
    unit = block.optional("unit") { $0.itemPath() }
    perDay = block.optional("per-day") { $0.itemPath() }
    height = block.optional("height") { $0.itemPath() }
    weight = block.optional("weight") { $0.itemPath() }
    let percent = Unit("%")
    form = Form(
      derived: id,
      title: title ?? LocalizedText("Exposure", simplifiedChinese: "用药暴露"),
      repeats: .log,
      items: [
        Item(derived: Column.drug.rawValue, "Drug", "药物", kind: .text),
        Item(derived: Column.planned.rawValue, "Planned", "计划量", kind: .decimal),
        Item(derived: Column.given.rawValue, "Given", "实际量", kind: .decimal),
        Item(derived: Column.unit.rawValue, "Unit", "单位", kind: .text),
        Item(derived: Column.proportion.rawValue, "Given of planned", "实际/计划", kind: .decimal, unit: percent),
        Item(
          derived: Column.intensity.rawValue,
          "Relative dose intensity",
          "相对剂量强度",
          kind: .decimal,
          unit: percent
        ),
      ]
    )
  }

  /// Every item that the derivation reads, with its key.
  package var inputs: [(key: String, path: ItemPath, kinds: Set<Item.Kind>)] {
    let day: Set<Item.Kind> = [.date, .days]
    let number: Set<Item.Kind> = [.integer, .decimal]
    let words: Set<Item.Kind> = [.category, .text]
    let inputs: [(String, ItemPath?, Set<Item.Kind>)] = [
      ("drug", drug, words), ("first", first, day), ("last", last, day), ("dose", dose, number),
      ("unit", unit, words), ("per-day", perDay, number), ("height", height, number),
      ("weight", weight, number),
    ]
    return inputs.compactMap { key, path, kinds in path.map { (key, $0, kinds) } }
  }
}
