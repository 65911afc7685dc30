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

  /// The adverse events of the safety set at the cut, in the record's order: a subject's events stand together.
  ///
  /// Every column has one value for each event; terms and classes are indices into `words`.
  private struct Events {
    var member: [Int] = []
    var term: [Int] = []
    var systemOrganClass: [Int] = []
    /// 0 is missing.
    var grade: [Int] = []
    private(set) var words: [String] = []
    private var numbers: [String: Int] = [:]

    var indices: Range<Int> { member.indices }

    mutating func number(of word: String) -> Int {
      if let number = numbers[word] { return number }
      numbers[word] = words.count
      words.append(word)
      return words.count - 1
    }
  }

  private static let eventsID = "safety.adverse-events"
  private static let deathsID = "safety.deaths"

  private var events: Events {
    var events = Events()
    guard let items = plan.adverseEvents, case .numbers(let grades) = data.view.column(items.grade) else {
      return events
    }
    let terms = words(items.term)
    let classes = items.systemOrganClass.map { words($0) }
    for (row, member) in data.rows(of: items.term.form) where included[member] && !terms[row].isEmpty {
      events.member.append(member)
      events.term.append(events.number(of: terms[row]))
      events.systemOrganClass.append(events.number(of: classes?[row] ?? ""))
      events.grade.append(grades[row].isNaN ? 0 : Int(grades[row]))
    }
    return events
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
    let arms = events.member.map { data.arm[$0] }
    let listing = Listing(
      id: Self.eventsID,
      subjects: events.member.map(Int32.init),
      columns: [
        Listing.Column(title: .arm, values: .codes(arms, of: data.study.record.arm)),
        Listing.Column(title: .statistic(.anyEvent), values: .texts(events.term.map { events.words[$0] })),
        Listing.Column(
          title: .statistic(.grade),
          values: .numbers(events.grade.map { $0 == 0 ? .nan : Double($0) })
        ),
      ]
    )
    return (result, listing)
  }

  /// A line for each term, most frequent at grade 3–5 first; under it nothing is hidden.
  ///
  /// Columns: any grade and grade 3–5 of each arm, and the difference of grade 3–5.
  private func termTable(_ events: Events) -> ResultTable {
    let study = data.study
    let severe = study.arms.map { Label.arm($0.id) }
    var table = TableBuilder("terms", columns: severe + severe + data.comparisons.map { $0.label(study) })
    table.row(.statistic(.anyEvent), isPrimary: true, entries(Array(events.indices), events, path: "any"))
    let terms = terms(events)
    // Classes in the order of their most frequent term, so that the table still begins with what matters.
    var classOrder: [Int] = []
    for term in terms where !classOrder.contains(term.systemOrganClass) {
      classOrder.append(term.systemOrganClass)
    }
    for number in classOrder {
      let name = events.words[number]
      if !name.isEmpty {
        let rows = events.indices.filter { events.systemOrganClass[$0] == number }
        table.row(.literal(name), entries(rows, events, path: "class/\(name)"))
      }
      for term in terms where term.systemOrganClass == number {
        table.row(.literal(term.name), level: 1, entries(term.rows, events, path: "term/\(term.name)"))
      }
    }
    return table.table
  }

  /// One term with the events that have it.
  private struct Term {
    let name: String
    /// The class of its first event.
    let systemOrganClass: Int
    let rows: [Int]
    /// Subjects with the term at grade 3–5, and at any grade.
    let severe: Int
    let all: Int
  }

  private func terms(_ events: Events) -> [Term] {
    var rows = [[Int]](repeating: [], count: events.words.count)
    for event in events.indices { rows[events.term[event]].append(event) }
    return zip(events.words, rows).compactMap { name, rows in
      rows.first.map { first in
        Term(
          name: name,
          systemOrganClass: events.systemOrganClass[first],
          rows: rows,
          severe: subjects(rows.filter { events.grade[$0] >= 3 }, events),
          all: subjects(rows, events)
        )
      }
    }.sorted { ($1.severe, $1.all, $0.name) < ($0.severe, $0.all, $1.name) }
  }

  /// How many subjects some events have; they stand by subject.
  private func subjects(_ rows: [Int], _ events: Events) -> Int {
    var count = 0
    var last = -1
    for row in rows where events.member[row] != last {
      count += 1
      last = events.member[row]
    }
    return count
  }

  private func entries(_ rows: [Int], _ events: Events, path: String) -> [ResultTable.Entry?] {
    let study = data.study
    func share(_ arm: Int, from grade: Int, _ name: String) -> ResultTable.Entry {
      let rows = rows.filter { events.grade[$0] >= grade && Int(data.arm[events.member[$0]]) == arm }
      return .share(
        "\(path)/\(study.arms[arm].id)/\(name)",
        subjects(rows, events),
        of: n[arm],
        rows: lists.isOn ? RowSet(listing: Self.eventsID, rows: rows.map(Int32.init)) : nil
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
  private func gradeTable(_ events: Events) -> ResultTable {
    var highest = [Int](repeating: -1, count: data.count)
    for (member, grade) in zip(events.member, events.grade) { highest[member] = max(highest[member], grade) }
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
                  Int(data.arm[events.member[$0]]) == arm && highest[events.member[$0]] == grade
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
