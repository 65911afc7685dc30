// SPDX-License-Identifier: Apache-2.0

/// Where the limits of normal of the trial's laboratories are written (`laboratory-limits:`).
///
/// The table has one row for each site, analyte, sex, range of ages and span of days.
public struct LimitsTable: Sendable {
  /// The file's name inside `data/`.
  public let file: String
  /// The subject's sex, in whose codes the table is written; nil where no limit depends on it.
  public let sex: ItemPath?
  /// The subject's age as recorded, in years unless the item has a unit; nil where no limit depends on it.
  public let age: ItemPath?

  init(_ block: inout BlockReader) {
    file = block.text("table")
    sex = block.optional("sex") { $0.itemPath() }
    age = block.optional("age") { $0.itemPath() }
  }
}

extension ProtocolValidation {
  func laboratoryLimits() {
    guard let limits = study.laboratoryLimits else { return }
    if study.record.site == nil {
      reading.report(
        "limits by site in a study that does not record the site",
        at: "laboratory-limits",
        remedy: "Add record.site: form.item of type site."
      )
    }
    if let sex = limits.sex { item(sex, at: "laboratory-limits.sex", kinds: [.category]) }
    guard let age = limits.age else { return }
    item(age, at: "laboratory-limits.age", kinds: [.integer, .decimal])
    guard let unit = study.item(age)?.unit, Unit("a").flatMap({ unit.factor(to: $0) }) == nil else { return }
    reading.report(
      "\(age) is written in \(unit.code), which is no unit of age",
      at: "laboratory-limits.age",
      remedy: "Name an item in years (unit: a)."
    )
  }
}
