// SPDX-License-Identifier: Apache-2.0

/// Where the limits of normal of the trial's laboratories are written (`laboratory-limits:`).
///
/// The table has one row for each site, analyte, sex, range of ages and span of days.
public struct LimitsTable: Sendable {
  /// The file's name inside `data/`.
  public internal(set) var file: String
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

/// What the table of laboratory limits calls an item, and how its limits become values in the item's unit.
public struct LimitsAnalyte: Sendable {
  public let id: String
  /// nil where no grading criteria have it.
  let graded: LaboratoryAnalyte?

  /// How limits in `unit` become values in `target`; nil where there is no conversion.
  public func scale(from unit: Unit, to target: Unit) -> UnitScale? {
    if let graded { return graded.scale(from: unit, to: target) }
    if let scale = UnitScale(from: unit, to: target) { return scale }
    guard let one = try? Quantity(1, unit).converted(to: target, of: Analyte(id)) else { return nil }
    return UnitScale(multiplier: one.value, divisor: 1, offset: 0)
  }
}

extension StudyProtocol {
  /// The analyte of an item in the table of laboratory limits: as the item says, else as its values are graded.
  ///
  /// - Returns: nil where the study has no such table, or nothing says what the item measures.
  public func limitsAnalyte(of path: ItemPath) -> LimitsAnalyte? {
    guard laboratoryLimits != nil else { return nil }
    let toxicity = derivations.toxicity
    let analytes = toxicity?.scheme.analytes ?? []
    if let id = item(path)?.analyte {
      return LimitsAnalyte(id: id, graded: analytes.first { $0.id == id })
    }
    guard let line = toxicity?.laboratory.first(where: { $0.value == path }),
      analytes.indices.contains(line.analyte)
    else { return nil }
    return LimitsAnalyte(id: analytes[line.analyte].id, graded: analytes[line.analyte])
  }
}

extension ProtocolValidation {
  func laboratoryLimits() {
    itemAnalytes()
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

  /// An analyte of an item leads to the table of limits, under a name that the table may have.
  private func itemAnalytes() {
    for (index, form) in study.forms.enumerated() {
      for (number, item) in form.items.enumerated() {
        guard let analyte = item.analyte else { continue }
        let place = "forms[\(index)].items[\(number)].analyte"
        if study.laboratoryLimits == nil {
          reading.report(
            "an analyte in a study without a table of laboratory limits",
            at: place,
            remedy: "Add laboratory-limits: with table: and the file's name, or leave the analyte out."
          )
        } else if let scheme = study.derivations.toxicity?.scheme {
          known(analyte, among: scheme.analytes.map(\.id), "analyte", at: place)
        }
      }
    }
  }
}
