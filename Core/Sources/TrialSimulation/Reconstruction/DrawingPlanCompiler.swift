// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Turns the names of a reconstruction into slots and numbers.
struct DrawingPlanCompiler {
  private let study: StudyProtocol
  private let plan: Reconstruction
  private let arm: ItemPath
  private let randomized: ItemPath
  private let followed: [PublishedFigure]
  private let words: [String]
  /// The slots of each row's items, by item.
  private let slots: [[String: Int]]
  private let states: [Int]
  private let width: Int

  private var rows: [DrawingPlan.Row] = []
  private var spreads: [ClosedRange<Double>] = []
  private var sizes: [Int] = []
  private var firstDays: ClosedRange<Int32> = 0...0
  private var lastDays: ClosedRange<Int32> = 0...0
  private var conditions: [Condition] = []
  private var tallies: [DrawingPlan.Tally] = []
  private var rates: [DrawingPlan.Rate] = []
  private var distributions: [DrawingPlan.Distribution] = []
  private var figureSlots: [[Int]] = []

  init(study: StudyProtocol, plan: Reconstruction) throws(ReconstructionError) {
    self.study = study
    self.plan = plan
    arm = study.record.arm
    guard let randomized = study.record.randomized else { throw .unknown("record.randomized") }
    self.randomized = randomized
    followed = plan.followed

    var words: [String] = []
    var slots: [[String: Int]] = []
    var states: [Int] = []
    var width = 0
    for row in plan.rows {
      states.append(width)
      width += 1
      var own: [String: Int] = [:]
      let given = [arm, randomized].filter { $0.form == row.form }.map(\.item)
      for item in given + row.items.map(\.item) where own[item] == nil {
        own[item] = width
        width += 1
      }
      slots.append(own)
      for item in row.items where study.form(row.form)?.item(item.item)?.kind == .text {
        for case .weights(let weights)? in item.cases.map(\.rule) {
          words += weights.map(\.code).filter { !words.contains($0) }
        }
      }
    }
    self.words = words
    self.slots = slots
    self.states = states
    self.width = width
  }

  var result: DrawingPlan {
    var rowOfSlot = [Int](repeating: 0, count: width)
    var itemOfSlot = [Int](repeating: -1, count: width)
    for (number, row) in rows.enumerated() {
      rowOfSlot[row.state] = number
      for (place, item) in row.items.enumerated() {
        rowOfSlot[item.slot] = number
        itemOfSlot[item.slot] = place
      }
    }
    return DrawingPlan(
      figureIDs: followed.map(\.id),
      figureSlots: figureSlots,
      sizes: sizes,
      firstDays: firstDays,
      lastDays: lastDays,
      lastFact: plan.lastFact.day,
      armSlot: slots.first?[arm.item] ?? 0,
      randomizedSlot: slots.first?[randomized.item] ?? 0,
      width: width,
      rows: rows,
      rowOfSlot: rowOfSlot,
      itemOfSlot: itemOfSlot,
      spreads: spreads,
      words: words,
      conditions: conditions,
      tallies: tallies,
      rates: rates,
      distributions: distributions
    )
  }

  // MARK: Rows

  mutating func compileRows() throws(ReconstructionError) {
    for (number, row) in plan.rows.enumerated() {
      var shares: [(when: Condition?, spread: Int)] = []
      for share in row.shares {
        shares.append((try condition(share.when, from: number), append(share.probability)))
      }
      var items: [DrawingPlan.Item] = []
      for path in [arm, randomized] where path.form == row.form {
        items.append(DrawingPlan.Item(id: path.item, slot: try slot(path, from: number), isGiven: true, cases: []))
      }
      for item in row.items {
        items.append(try compile(item, in: row, number: number))
      }
      let happened = study.form(row.form)?.happened
      let looksAt = items.flatMap(\.cases).flatMap { $0.rule.slots + ($0.when?.slots ?? []) }
        + shares.flatMap { $0.when?.slots ?? [] }
      rows.append(
        DrawingPlan.Row(
          form: row.form,
          state: states[number],
          shares: shares,
          items: items,
          essential: happened.flatMap { slots[number][$0] },
          together: row.together.compactMap { slots[number][$0] },
          looksAt: Set(looksAt.map { slot in states.lastIndex { $0 <= slot } ?? 0 }).subtracting([number])
        )
      )
    }
  }

  private mutating func compile(
    _ item: GeneratedItem,
    in row: GeneratedRow,
    number: Int
  ) throws(ReconstructionError) -> DrawingPlan.Item {
    let path = ItemPath(form: row.form, item: item.item)
    guard let definition = study.item(path) else { throw .unknown(path.description) }
    var cases: [(when: Condition?, rule: DrawingPlan.Rule)] = []
    for rule in item.cases {
      let when = try condition(rule.when, from: number)
      switch rule.rule {
      case nil:
        cases.append((when, .missing))
      case .weights(let weights):
        let first = spreads.count
        var values: [Int32] = []
        for (code, weight) in weights {
          values.append(try value(of: code, definition))
          _ = append(weight)
        }
        cases.append((when, .weights(values, firstSpread: first)))
      case .between(let range):
        cases.append((when, .between(Int32(clamping: range.lowerBound)...Int32(clamping: range.upperBound))))
      case .days(let window):
        var anchor: Int?
        if let path = window.anchor { anchor = try slot(path, from: number) }
        cases.append(
          (
            when,
            .days(
              anchor: anchor,
              days: Int32(clamping: window.days.lowerBound)...Int32(clamping: window.days.upperBound),
              notBefore: try slots(window.notBefore, from: number),
              notAfter: try slots(window.notAfter, from: number)
            )
          )
        )
      }
    }
    return DrawingPlan.Item(id: item.item, slot: try slot(path, from: number), isGiven: false, cases: cases)
  }

  private func value(of code: String, _ item: Item) throws(ReconstructionError) -> Int32 {
    let value: Int? =
      switch item.kind {
      case .integer: Int(code)
      case .text: words.firstIndex(of: code)
      default: study.codes(of: item).firstIndex(of: code)
      }
    guard let value else { throw .unknown("the code \(code) of \(item.id)") }
    return Int32(clamping: value)
  }

  private mutating func append(_ spread: GeneratedRow.Spread) -> Int {
    spreads.append(spread.range)
    return spreads.count - 1
  }

  /// The slot of an item, looked at from a row: its own item first, else that of the only row of the form.
  private func slot(_ path: ItemPath, from row: Int) throws(ReconstructionError) -> Int {
    let own = plan.rows[row].form == path.form ? row : plan.rows.firstIndex { $0.form == path.form }
    guard let own, let slot = slots[own][path.item] else { throw .unknown(path.description) }
    return slot
  }

  private func slots(_ paths: [ItemPath], from row: Int) throws(ReconstructionError) -> [Int] {
    var found: [Int] = []
    for path in paths {
      found.append(try slot(path, from: row))
    }
    return found
  }

  private func condition(_ criterion: Criterion?, from row: Int?) throws(ReconstructionError) -> Condition? {
    guard let criterion else { return nil }
    return try Condition(criterion, study: study, words: words) { form in
      if let row, plan.rows[row].form == form { return [slots[row]] }
      return plan.rows.indices.filter { plan.rows[$0].form == form }.map { slots[$0] }
    }
  }

  // MARK: Figures

  mutating func compileFigures() throws(ReconstructionError) {
    for (number, figure) in followed.enumerated() {
      figureSlots.append([])
      switch figure.constraint {
      case nil: break
      case .sizes(let counts):
        sizes = study.arms.map { arm in counts.first { $0.arm == arm.id }?.subjects ?? 0 }
      case .accrual(let first, let last):
        firstDays = first.days(noLaterThan: plan.lastFact)
        lastDays = last.days(noLaterThan: plan.lastFact)
      case .count(let count, let criterion):
        try tally(criterion, count, figure: number)
      case .latest(let path, let day, let criterion):
        let row = plan.rows.firstIndex { $0.form == path.form } ?? 0
        let condition = Condition(
          try slot(path, from: row),
          after: day.day,
          where: try condition(criterion, from: nil)
        )
        append(condition, figure: number)
        tallies.append(
          DrawingPlan.Tally(figure: number, condition: conditions.count - 1, arm: nil, target: 0)
        )
      case .distribution(let asked):
        let row = plan.rows.firstIndex { $0.form == asked.item.form } ?? 0
        let slot = try slot(asked.item, from: row)
        figureSlots[number] = [slot]
        distributions.append(
          DrawingPlan.Distribution(
            figure: number,
            arm: try asked.arm.map(index(ofArm:)),
            slot: slot,
            row: row,
            median: asked.median,
            range: Int32(clamping: asked.range.lowerBound)...Int32(clamping: asked.range.upperBound)
          )
        )
      case .rate(let rate):
        try append(rate, figure: number)
      }
    }
  }

  private mutating func tally(
    _ criterion: Criterion,
    _ count: PublishedFigure.SubjectCount,
    figure: Int
  ) throws(ReconstructionError) {
    guard let condition = try condition(criterion, from: nil) else { return }
    append(condition, figure: figure)
    switch count {
    case .total(let subjects):
      tallies.append(
        DrawingPlan.Tally(figure: figure, condition: conditions.count - 1, arm: nil, target: subjects)
      )
    case .byArm(let counts):
      for count in counts {
        tallies.append(
          DrawingPlan.Tally(
            figure: figure,
            condition: conditions.count - 1,
            arm: try index(ofArm: count.arm),
            target: count.subjects
          )
        )
      }
    }
  }

  private mutating func append(_ condition: Condition, figure: Int) {
    conditions.append(condition)
    let given = [slots.first?[arm.item], slots.first?[randomized.item]]
    figureSlots[figure] = condition.slots.filter { !given.contains($0) }
  }

  private mutating func append(_ rate: PublishedFigure.Rate, figure: Int) throws(ReconstructionError) {
    guard case .timeToEvent(let derivation)? = study.endpoint(rate.endpoint)?.derivation else {
      throw .unknown("the time to event \(rate.endpoint)")
    }
    var events: [(slot: Int, when: Condition?)] = []
    for event in derivation.events {
      let row = plan.rows.firstIndex { $0.form == event.at.form } ?? 0
      events.append((try slot(event.at, from: row), try condition(event.when, from: nil)))
    }
    var observed: [Int] = []
    for path in derivation.observedUntil {
      observed.append(try slot(path, from: plan.rows.firstIndex { $0.form == path.form } ?? 0))
    }
    var scale = 100.0
    for _ in 0..<rate.decimals { scale *= 10 }
    figureSlots[figure] = events.map(\.slot) + observed
    rates.append(
      DrawingPlan.Rate(
        figure: figure,
        arm: try rate.arm.map(index(ofArm:)),
        day: Int32(clamping: rate.day),
        target: (rate.percent * scale / 100).rounded(),
        scale: scale,
        events: events,
        observedUntil: observed
      )
    )
  }

  private func index(ofArm id: String) throws(ReconstructionError) -> Int {
    guard let index = study.arms.firstIndex(where: { $0.id == id }) else { throw .unknown("the arm \(id)") }
    return index
  }
}

extension DrawingPlan.Rule {
  /// The slots the rule looks at.
  fileprivate var slots: [Int] {
    guard case .days(let anchor, _, let notBefore, let notAfter) = self else { return [] }
    return [anchor].compactMap(\.self) + notBefore + notAfter
  }
}

extension PartialDate {
  /// Every day the date can be, up to a last one.
  fileprivate func days(noLaterThan end: CivilDate) -> ClosedRange<Int32> {
    let first = CivilDate(year: year, month: month ?? 1, day: day ?? 1)?.day ?? end.day
    var last = first
    if day == nil {
      let (nextYear, nextMonth) =
        if let month, month < 12 { (year, month + 1) } else { (year + 1, 1) }
      last = (CivilDate(year: nextYear, month: nextMonth, day: 1)?.day ?? end.day + 1) - 1
    }
    return min(first, end.day)...max(min(last, end.day), min(first, end.day))
  }
}
