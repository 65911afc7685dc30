// SPDX-License-Identifier: Apache-2.0

/// Whether everything that a decision list names is there and fits: findings, codes, units.
struct DecisionListChecks {
  private let list: DecisionList
  private let reading: ProtocolReading
  private let names: [String]
  /// The keys of the block around the list, ended by a point; empty where the list is the whole file.
  private let around: String

  init(_ list: DecisionList, at place: String = "", reporting reading: ProtocolReading) {
    self.list = list
    around = place.isEmpty ? "" : place + "."
    self.reading = reading
    names = list.inputs.map(\.id)
  }

  func run() {
    unique(names, "finding", at: "\(around)findings")
    unique(list.outcomes.map(\.id), "outcome", at: "\(around)outcomes")
    if list.outcomes.count > 64 {
      reading.report("more than 64 outcomes", at: "\(around)outcomes", remedy: "Split the list in two.")
    }
    for (index, rule) in list.rules.enumerated() {
      check(rule.criterion, at: "\(around)rules[\(index)].when")
    }
    for (index, note) in list.notes.enumerated() {
      check(note.criterion, at: "\(around)notes[\(index)].when")
    }
  }

  private func unique(_ ids: [String], _ what: String, at place: String) {
    var seen: Set<String> = []
    for id in ids where !id.isEmpty && !seen.insert(id).inserted {
      reading.report(
        "the \(what) \"\(id)\" stands twice",
        at: place,
        remedy: "Give each \(what) an id of its own."
      )
    }
  }

  func check(_ criterion: Criterion, at place: String) {
    switch criterion {
    case .all(let parts):
      for (index, part) in parts.enumerated() { check(part, at: "\(place).all[\(index)]") }
    case .any(let parts):
      for (index, part) in parts.enumerated() { check(part, at: "\(place).any[\(index)]") }
    case .not(let part): check(part, at: "\(place).not")
    case .compare(let path, let comparison):
      guard let finding = finding(path, at: place) else { return }
      check(comparison, of: finding, at: place)
    }
  }

  private func finding(_ path: ItemPath, at place: String) -> Finding? {
    guard path.isFinding else {
      reading.report(
        "\(path) is an item of a form; a decision list looks at its own findings",
        at: place,
        remedy: "Write {finding: name, …}. \(advice(for: path.item, among: names))"
      )
      return nil
    }
    guard let finding = list.inputs.first(where: { $0.id == path.item }) else {
      reading.report(
        "unknown finding \"\(path.item)\"",
        at: place,
        remedy: advice(for: path.item, among: names)
      )
      return nil
    }
    return finding
  }

  private func check(_ comparison: Comparison, of finding: Finding, at place: String) {
    let item = finding.item
    switch comparison {
    case .known: return
    case .date(let order, _):
      reading.report(
        "a decision list compares no dates",
        at: "\(place).\(order.rawValue)",
        remedy: "Give the list a finding that is a number of days."
      )
    case .among(let codes):
      let known = item.categories.map(\.code)
      for code in codes where !known.contains(code) {
        reading.report(
          "unknown category \"\(code)\" of \(item.id)",
          at: place,
          remedy: advice(for: code, among: known)
        )
      }
    case .number(let relation, _, let scale):
      guard item.kind == .integer || item.kind == .decimal else {
        reading.report(
          "\(item.id) is a \(item.kind.rawValue) finding and has no thresholds",
          at: place,
          remedy: "Compare it with equals or in."
        )
        return
      }
      switch scale {
      case .unit(nil), .upperLimit, .lowerLimit, .baseline: return
      case .unit(let unit?):
        guard item.unit.flatMap({ unit.factor(to: $0) }) == nil else { return }
        reading.report(
          "the unit \(unit.code) does not convert to the unit of \(item.id)\(item.unit.map { " (\($0.code))" } ?? "")",
          at: "\(place).\(relation.rawValue)",
          remedy: "Write the threshold in the finding's own unit."
        )
      case .finding(let other):
        guard let partner = self.finding(other, at: "\(place).times") else { return }
        if partner.item.kind != .integer, partner.item.kind != .decimal {
          reading.report(
            "\(partner.id) is a \(partner.item.kind.rawValue) finding and has no multiples",
            at: "\(place).times",
            remedy: "Name a finding that is a number."
          )
        }
      }
    }
  }
}
