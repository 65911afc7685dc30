// SPDX-License-Identifier: Apache-2.0

extension ProtocolValidation {
  /// A rule's criterion, the item that confirms it, and the days from which its findings expire.
  func eligibilityRule(_ rule: Eligibility.Rule, at place: String) {
    criterion(rule.criterion, at: "\(place).criterion")
    if let path = rule.confirmed {
      item(path, at: "\(place).confirmed", kinds: [.category])
      let answers = Eligibility.Rule.confirmations
      if let item = study.item(path), item.kind == .category, Set(item.categories.map(\.code)) != Set(answers)
      {
        reading.report(
          "\(path) does not confirm: its categories are not \(answers.joined(separator: " and "))",
          at: "\(place).confirmed",
          remedy: "Write categories: [\"yes\", \"no\"]; what is not known stays empty."
        )
      }
    }
    guard rule.validity != nil else { return }
    // What is true at all times, such as sex, may stand beside what was measured on a day.
    let items = (rule.criterion?.items ?? []) + [rule.confirmed].compactMap(\.self)
    let isDated = items.contains { path in
      guard let form = study.form(path.form), let item = form.item(path.item) else { return true }
      return item.expires && form.happened(of: item) != nil
    }
    guard !isDated else { return }
    reading.report(
      "nothing says when its findings were measured, so that they cannot expire",
      at: "\(place).valid",
      remedy: "Add happened: with a date to the item or to its form, or leave out valid."
    )
  }

  /// A multiple of a limit needs the item that holds the limit, or the table of the laboratories' limits.
  func multiple(of path: ItemPath, _ item: Item, _ scale: Comparison.Scale, at place: String) {
    guard let key = scale.limitKey, item.limits[scale] == nil else { return }
    let hasTable = study.laboratoryLimits != nil && scale != .baseline
    if hasTable, study.limitsAnalyte(of: path) != nil { return }
    reading.report(
      "\(path) has no \(key), so that no multiple of it is ever known",
      at: "\(place).times",
      remedy: "Add \(key): form.item to the item \(path) in forms, and record it"
        + (hasTable ? "; or analyte: its name in the table of laboratory limits." : ".")
    )
  }

  /// Both sides of a comparison of dates are dates, or days in relative time.
  func dates(_ path: ItemPath, _ order: Comparison.DateOrder, _ day: Comparison.Day, at place: String) {
    let kinds: Set<Item.Kind> = study.study.time == .calendar ? [.date] : [.days]
    item(path, at: "\(place).item", kinds: kinds)
    switch day.base {
    case .randomization: break
    case .item(let other):
      item(other, at: "\(place).\(order.rawValue)", kinds: kinds)
      onlyValue(of: other, besides: path, at: "\(place).\(order.rawValue)")
    case .date:
      guard study.study.time == .relative else { return }
      reading.report(
        "a date in a study in relative time",
        at: "\(place).\(order.rawValue)",
        remedy: "Compare with an item or with randomization, plus: a number of days."
      )
    }
  }

  /// What a row is compared with stands in the same row, or once for the subject.
  func onlyValue(of other: ItemPath, besides path: ItemPath, at place: String) {
    guard other.form != path.form, let form = study.form(other.form), form.repeats == .log else { return }
    reading.report(
      "\(other) has many values for a subject: \(form.id) is a log",
      at: place,
      remedy: "Name an item of the form \(path.form), or of a form that is filled once."
    )
  }
}

extension Comparison.Scale {
  /// The key of an item under which its limit is named; nil for other scales.
  package var limitKey: String? {
    switch self {
    case .upperLimit: "uln"
    case .lowerLimit: "lln"
    case .baseline: "baseline"
    case .unit, .finding: nil
    }
  }
}

extension Item.Limits {
  /// The item of a limit; nil where there is none, and for scales that are no limits.
  package subscript(_ scale: Comparison.Scale) -> ItemPath? {
    switch scale {
    case .upperLimit: upper
    case .lowerLimit: lower
    case .baseline: baseline
    case .unit, .finding: nil
    }
  }
}
