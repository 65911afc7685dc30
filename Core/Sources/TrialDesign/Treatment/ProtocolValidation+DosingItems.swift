// SPDX-License-Identifier: Apache-2.0

extension ProtocolValidation {
  /// Reports items of `dosing.items` that are not there, have the wrong kind or unit, or stand in different forms.
  func dosingItems() {
    guard let items = study.dosing.items else { return }
    let place = "dosing.items"
    for entry in items.inputs { input(entry.path, "\(place).\(entry.key)", entry.kinds) }
    for measure in DosingItems.Measure.allCases {
      guard let path = items[measure], let item = study.item(path) else { continue }
      if measure == .sex {
        sexes(of: item, path, at: "\(place).sex")
      } else {
        unit(of: item, path, measure, at: "\(place).\(measure.rawValue)")
      }
    }
    if let course = items.coMedication {
      for (key, path) in [("first", course.first), ("last", course.last)] {
        guard let path, path.form != course.name.form else { continue }
        oneForm(path, as: course.name.form, at: "\(place).co-medication.\(key)")
      }
    }
    let asked = study.regimens.flatMap(\.drugs).flatMap { drug in
      (drug.facts?.adjustments ?? []).map(\.list) + (drug.modifications.map { [$0.list] } ?? [])
    }
    let known = Set(asked.flatMap { $0.inputs.map(\.id) }).sorted()
    for id in items.findings.keys.sorted() {
      self.known(id, among: known, "finding of the regimens' rules", at: "\(place).findings.\(id)")
    }
    guard let cycle = items.cycle else { return }
    for (key, path) in [("start", cycle.start), ("drug", cycle.drug)] {
      // What is missing was reported as such.
      guard let path, !path.form.isEmpty, path.form != cycle.number.form else { continue }
      oneForm(path, as: cycle.number.form, at: "\(place).cycle.\(key)")
    }
    if let path = cycle.drug { drugs(of: path, at: "\(place).cycle.drug") }
  }

  /// Without a unit 170 may be inches, and 1.0 of creatinine may be either of two usual scales; ages are in years.
  private func unit(of item: Item, _ path: ItemPath, _ measure: DosingItems.Measure, at place: String) {
    guard [.integer, .decimal].contains(item.kind), let target = measure.unit else { return }
    guard let unit = item.unit else {
      guard measure != .age, !hasUnit(path) else { return }
      reading.report(
        "\(path) has no unit",
        at: place,
        remedy: "Give the item its unit, for example unit: \(target.code)."
      )
      return
    }
    guard (try? Quantity(1, unit).converted(to: target, of: measure.analyte)) == nil else { return }
    reading.report(
      "\(path) is written in \(unit.code), which is no unit of \(measure.rawValue)",
      at: place,
      remedy: "Name an item in a unit that converts to \(target.code)."
    )
  }

  private func sexes(of item: Item, _ path: ItemPath, at place: String) {
    guard item.kind == .category else { return }
    let codes = item.categories.map(\.code)
    let missing = ["female", "male"].filter { !codes.contains($0) }
    guard !missing.isEmpty else { return }
    reading.report(
      "\(path) has no category \(missing.joined(separator: ", no "))",
      at: place,
      remedy: "Name an item with the categories female and male; others count as unknown."
    )
  }

  /// The drugs of a cycle's rows have to be those of the regimens, or no row would tell when a cycle began.
  private func drugs(of path: ItemPath, at place: String) {
    guard let item = study.item(path), item.kind == .category else { return }
    let drugs = study.regimens.flatMap { $0.drugs.map(\.name.english) }
    for code in study.codes(of: item) { known(code, among: drugs, "drug of the regimens", at: place) }
  }
}
