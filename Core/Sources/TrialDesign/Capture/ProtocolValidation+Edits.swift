// SPDX-License-Identifier: Apache-2.0

extension ProtocolValidation {
  /// The edit checks and branches of a form, and the items that the values of its items are measured by.
  func edits(of form: Form, at place: String, time: Set<Item.Kind>) {
    unique(form.checks.map(\.id), in: "\(place).checks")
    for (number, check) in form.checks.enumerated() {
      let place = "\(place).checks[\(number)].criterion"
      criterion(check.criterion, at: place)
      if !check.criterion.items.contains(where: { $0.form == form.id }) {
        reading.report(
          "a check that asks nothing of the form \(form.id)",
          at: place,
          remedy: "Compare an item of this form, or move the check to the form that it is about."
        )
      }
    }
    for (number, entry) in form.items.enumerated() {
      let place = "\(place).items[\(number)]"
      criterion(entry.shownWhen, at: "\(place).shown-when")
      if let shown = entry.shownWhen, shown.items.contains(ItemPath(form: form.id, item: entry.id)) {
        reading.report(
          "\(entry.id) decides about itself",
          at: "\(place).shown-when",
          remedy: "Ask another item whether this one is asked."
        )
      }
      if let happened = entry.happened {
        item(ItemPath(form: form.id, item: happened), at: "\(place).happened", kinds: time)
      }
      for (key, path) in [
        ("uln", entry.limits.upper), ("lln", entry.limits.lower), ("baseline", entry.limits.baseline),
      ] {
        guard let path else { continue }
        limit(path, of: entry, at: "\(place).\(key)")
        onlyValue(of: path, besides: ItemPath(form: form.id, item: entry.id), at: "\(place).\(key)")
      }
    }
  }

  /// A limit is a number in a unit that converts to the item's.
  private func limit(_ path: ItemPath, of entry: Item, at place: String) {
    item(path, at: place, kinds: [.integer, .decimal])
    guard entry.kind == .integer || entry.kind == .decimal else {
      reading.report(
        "\(entry.id) is a \(entry.kind.rawValue) item and has no limits",
        at: place,
        remedy: "Only numbers (integer, decimal) have limits of normal and a baseline."
      )
      return
    }
    guard let other = study.item(path), other.kind == .integer || other.kind == .decimal,
      study.limitFactor(from: other, to: entry) == nil
    else { return }
    reading.report(
      "the unit of \(path) does not convert to the unit of \(entry.id)"
        + (entry.unit.map { " (\($0.code))" } ?? ""),
      at: place,
      remedy: "Record value and limit in units that convert into each other."
    )
  }
}

extension StudyProtocol {
  /// What a limit is multiplied with to stand in the unit of its item; nil where the units do not convert.
  package func limitFactor(from limit: Item, to item: Item) -> Double? {
    guard let own = item.unit, let other = limit.unit else { return item.unit == limit.unit ? 1 : nil }
    return other.factor(to: own)
  }
}
