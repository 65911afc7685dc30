// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Adverse events by term at the maximum grade per subject, and deaths by cause.
struct SafetyAnalysis {
  let plan: SafetyPlan
  let data: AnalysisData
  private let included: [Bool]
  private let lists: SubjectLists
  /// Members of the safety set, by arm.
  private let n: [Int]

  init(_ plan: SafetyPlan, data: AnalysisData) {
    self.plan = plan
    self.data = data
    let included = data.isMember(of: plan.set)
    self.included = included
    lists = SubjectLists(data)
    n = data.countByArm { included[$0] }
  }

  // MARK: Adverse events

  /// One row of the adverse event form.
  private struct Event {
    let member: Int
    let term: String
    let systemOrganClass: String
    let grade: Int
  }

  private static let eventsID = "safety.adverse-events"
  private static let deathsID = "safety.deaths"

  /// The adverse events of the safety set at the cut, in the record's order.
  private var events: [Event] {
    guard let items = plan.adverseEvents else { return [] }
    let terms = words(items.term)
    let classes = items.systemOrganClass.map { words($0) }
    guard case .numbers(let grades) = data.view.column(items.grade) else { return [] }
    return data.rows(of: items.term.form).compactMap { row, member in
      guard included[member], !terms[row].isEmpty else { return nil }
      return Event(
        member: member,
        term: terms[row],
        systemOrganClass: classes?[row] ?? "",
        grade: grades[row].isNaN ? 0 : Int(grades[row])
      )
    }
  }

  /// The words of a text or category item, one for each row of its form.
  private func words(_ path: ItemPath) -> [String] {
    switch data.view.column(path) {
    case .texts(let texts): texts
    case .codes(let codes):
      codes.map { code in
        guard code >= 0, let item = data.study.item(path) else { return "" }
        return data.study.title(of: Int(code), of: item).english
      }
    default: [String](repeating: "", count: data.view.table(path.form).count)
    }
  }

  var adverseEvents: (result: AnalysisResult, listing: Listing)? {
    guard plan.adverseEvents != nil else { return nil }
    let events = events
    let result = AnalysisResult(
      id: Self.eventsID,
      topic: .safety,
      endpoint: nil,
      set: plan.set,
      standing: .prespecified,
      access: .closed,
      methods: [.severe, .riskDifference],
      primaryTest: nil,
      tables: [termTable(events), gradeTable(events)],
      curves: nil,
      notes: [],
      plan: nil
    )
    let arms = events.map { data.arm[$0.member] }
    let listing = Listing(
      id: Self.eventsID,
      subjects: events.map { Int32($0.member) },
      columns: [
        Listing.Column(title: .arm, values: .codes(arms, of: data.study.record.arm)),
        Listing.Column(title: .statistic(.anyEvent), values: .texts(events.map(\.term))),
        Listing.Column(
          title: .statistic(.grade),
          values: .numbers(events.map { $0.grade == 0 ? .nan : Double($0.grade) })
        ),
      ]
    )
    return (result, listing)
  }

  /// A line for each term, most frequent at grade 3–5 first; under it nothing is hidden.
  ///
  /// Columns: any grade and grade 3–5 of each arm, and the difference of grade 3–5.
  private func termTable(_ events: [Event]) -> ResultTable {
    let study = data.study
    let severe = study.arms.map { Label.arm($0.id) }
    var table = TableBuilder("terms", columns: severe + severe + data.comparisons.map { $0.label(study) })
    let byTerm = Dictionary(grouping: events.indices) { events[$0].term }
    let order = byTerm.keys.sorted { a, b in
      let (left, right) = (
        subjects(byTerm[a] ?? [], events, from: 3), subjects(byTerm[b] ?? [], events, from: 3)
      )
      let (all, other) = (
        subjects(byTerm[a] ?? [], events, from: 0), subjects(byTerm[b] ?? [], events, from: 0)
      )
      return (right.count, other.count, a) < (left.count, all.count, b)
    }
    table.row(.statistic(.anyEvent), isPrimary: true, entries(Array(events.indices), events, path: "any"))
    var lastClass = ""
    let classes = Dictionary(events.map { ($0.term, $0.systemOrganClass) }) { first, _ in first }
    // Classes in the order of their most frequent term, so that the table still begins with what matters.
    var classOrder: [String] = []
    for term in order where !classOrder.contains(classes[term] ?? "") {
      classOrder.append(classes[term] ?? "")
    }
    for systemOrganClass in classOrder {
      if systemOrganClass != lastClass, !systemOrganClass.isEmpty {
        let rows = events.indices.filter { events[$0].systemOrganClass == systemOrganClass }
        table.row(.literal(systemOrganClass), entries(rows, events, path: "class/\(systemOrganClass)"))
        lastClass = systemOrganClass
      }
      for term in order where classes[term] ?? "" == systemOrganClass {
        table.row(.literal(term), level: 1, entries(byTerm[term] ?? [], events, path: "term/\(term)"))
      }
    }
    return table.table
  }

  private func subjects(_ rows: [Int], _ events: [Event], from grade: Int) -> Set<Int> {
    Set(rows.filter { events[$0].grade >= grade }.map { events[$0].member })
  }

  private func entries(_ rows: [Int], _ events: [Event], path: String) -> [ResultTable.Entry?] {
    let study = data.study
    func share(_ arm: Int, from grade: Int, _ name: String) -> ResultTable.Entry {
      let isIn: (Int) -> Bool = { events[$0].grade >= grade && Int(data.arm[events[$0].member]) == arm }
      return .share(
        "\(path)/\(study.arms[arm].id)/\(name)",
        Set(rows.filter(isIn).map { events[$0].member }).count,
        of: n[arm],
        rows: lists.isOn
          ? RowSet(listing: Self.eventsID, rows: rows.filter(isIn).sorted().map(Int32.init)) : nil
      )
    }
    let any = study.arms.indices.map { Optional(share($0, from: 0, "any")) }
    let severe = study.arms.indices.map { share($0, from: 3, "grade-3-5") }
    let differences = data.comparisons.map { comparison -> ResultTable.Entry? in
      guard n[comparison.treatment] > 0, n[comparison.reference] > 0 else { return nil }
      func proportion(_ arm: Int) -> Proportion {
        Proportion(events: Int(severe[arm].cells[0].value.number ?? 0), of: n[arm])
      }
      let pair = TwoProportions(proportion(comparison.treatment), versus: proportion(comparison.reference))
      return .estimate(
        "\(path)/\(comparison.path(study))/difference",
        CellValue(pair.difference),
        pair.miettinenNurminen(level: data.level),
        named: .miettinenNurminen,
        .fractionDifference
      )
    }
    return any + severe.map(Optional.some) + differences
  }

  /// Subjects by their highest grade, over all terms.
  private func gradeTable(_ events: [Event]) -> ResultTable {
    var highest = [Int](repeating: -1, count: data.count)
    for event in events { highest[event.member] = max(highest[event.member], event.grade) }
    var table = TableBuilder("grades", columns: data.armColumns)
    for grade in (1...5).reversed() {
      let counts = data.countByArm { included[$0] && highest[$0] == grade }
      table.row(
        .grade(grade),
        data.study.arms.enumerated().map { arm, entry in
          .share(
            "grades/\(entry.id)/\(grade)",
            counts[arm],
            of: n[arm],
            rows: lists.isOn
              ? RowSet(
                listing: Self.eventsID,
                rows: events.indices.filter {
                  Int(data.arm[events[$0].member]) == arm && highest[events[$0].member] == grade
                }.map(Int32.init)
              ) : nil
          )
        }
      )
    }
    return table.table
  }

  // MARK: Deaths

  var deaths: (result: AnalysisResult, listing: Listing)? {
    guard let items = plan.deaths else { return nil }
    let cut = data.cutDay ?? Int32.max
    let isDead = data.death.map { $0 != ItemColumn.noDay && $0 <= cut }
    var table = TableBuilder("deaths", columns: data.armColumns + [.total])
    let all = data.countByArm { _ in true }
    func entries(_ name: String, _ isIn: (Int) -> Bool) -> [ResultTable.Entry?] {
      let counts = data.countByArm(where: isIn)
      let arms = data.study.arms.enumerated().map { arm, entry -> ResultTable.Entry? in
        .share(
          "\(entry.id)/\(name)",
          counts[arm],
          of: all[arm],
          rows: lists.rows(Self.deathsID, count: data.count) { Int(data.arm[$0]) == arm && isIn($0) }
        )
      }
      return arms + [
        .share(
          "total/\(name)",
          counts.reduce(0, +),
          of: data.count,
          rows: lists.rows(Self.deathsID, count: data.count, where: isIn)
        )
      ]
    }
    table.row(.statistic(.deaths), isPrimary: true, entries("deaths") { isDead[$0] })
    var columns: [Listing.Column] = [
      Listing.Column(title: .item(items.at), values: deathDays(isDead))
    ]
    if let cause = items.cause, let item = data.study.item(cause), item.kind == .category {
      let codes = data.codes(cause)
      let categories = data.study.codes(of: item)
      for code in categories.indices {
        table.row(
          .category(cause, code),
          level: 1,
          entries("cause-\(categories[code])") { isDead[$0] && Int(codes[$0]) == code }
        )
      }
      table.row(
        .missing(cause),
        level: 1,
        entries("cause-missing") { isDead[$0] && codes[$0] == ItemColumn.noCode }
      )
      columns.append(data.column(of: cause))
    }
    let result = AnalysisResult(
      id: Self.deathsID,
      topic: .safety,
      endpoint: nil,
      set: nil,
      standing: .prespecified,
      access: .closed,
      methods: [.deaths],
      primaryTest: nil,
      tables: [table.table],
      curves: nil,
      notes: [],
      plan: nil
    )
    return (result, data.listing(Self.deathsID, columns))
  }

  private func deathDays(_ isDead: [Bool]) -> Listing.Values {
    let days = zip(data.death, isDead).map { $1 ? $0 : ItemColumn.noDay }
    return data.study.study.time == .calendar ? .dates(days) : .days(days)
  }
}
