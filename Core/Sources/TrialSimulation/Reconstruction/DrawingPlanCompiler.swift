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
  private var items: [DrawingPlan.Item] = []
  private var itemIDs: [String] = []
  private var shares: [DrawingPlan.Share] = []
  private var cases: [DrawingPlan.Case] = []
  private var codes: [Int32] = []
  private var slotLists: [Int] = []
  private var looksAt: [[Bool]] = []
  private var spreads: [ClosedRange<Double>] = []
  private var sizes: [Int] = []
  private var firstDays: ClosedRange<Int32> = 0...0
  private var lastDays: ClosedRange<Int32> = 0...0
  private var pool = ConditionPool()
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
      for item in row.items {
        rowOfSlot[items[item].slot] = number
        itemOfSlot[items[item].slot] = item
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
      forms: plan.rows.map(\.form),
      items: items,
      itemIDs: itemIDs,
      shares: shares,
      cases: cases,
      codes: codes,
      slotLists: slotLists,
      looksAt: looksAt,
      rowOfSlot: rowOfSlot,
      itemOfSlot: itemOfSlot,
      spreads: spreads,
      words: words,
      pool: pool,
      conditions: conditions,
      tallies: tallies,
      rates: rates,
      distributions: distributions
    )
  }

  // MARK: Rows

  mutating func compileRows() throws(ReconstructionError) {
    for (number, row) in plan.rows.enumerated() {
      let (firstItem, firstShare, firstCase) = (items.count, shares.count, cases.count)
      for share in row.shares {
        let when = try condition(share.when, from: number)
        shares.append(DrawingPlan.Share(when: when, spread: append(share.probability)))
      }
      for path in [arm, randomized] where path.form == row.form {
        let slot = try slot(path, from: number)
        items.append(DrawingPlan.Item(slot: slot, isGiven: true, cases: 0..<0))
        itemIDs.append(path.item)
      }
      for item in row.items {
        try compile(item, in: row, number: number)
      }
      let firstTogether = slotLists.count
      slotLists += row.together.compactMap { slots[number][$0] }
      rows.append(
        DrawingPlan.Row(
          slots: states[number]..<states[number] + 1 + slots[number].count,
          shares: firstShare..<shares.count,
          items: firstItem..<items.count,
          essential: study.form(row.form)?.happened.flatMap { slots[number][$0] } ?? -1,
          together: firstTogether..<slotLists.count
        )
      )
      let seen =
        shares[firstShare...].flatMap { slots(of: $0.when) }
        + cases[firstCase...].flatMap { slots(of: $0.when) + slots(of: $0.rule) }
      var looks = [Bool](repeating: false, count: plan.rows.count)
      for slot in seen { looks[states.lastIndex { $0 <= slot } ?? 0] = true }
      looksAt.append(looks)
    }
  }

  private mutating func compile(
    _ item: GeneratedItem,
    in row: GeneratedRow,
    number: Int
  ) throws(ReconstructionError) {
    let path = ItemPath(form: row.form, item: item.item)
    guard let definition = study.item(path) else { throw .unknown(path.description) }
    let firstCase = cases.count
    for rule in item.cases {
      let when = try condition(rule.when, from: number)
      let compiled: DrawingPlan.Rule
      switch rule.rule {
      case nil:
        compiled = .missing
      case .weights(let weights):
        let (firstCode, firstSpread) = (codes.count, spreads.count)
        for (code, weight) in weights {
          codes.append(try value(of: code, definition))
          _ = append(weight)
        }
        compiled = .weights(firstCode..<codes.count, firstSpread: firstSpread)
      case .between(let range):
        compiled = .between(Int32(clamping: range.lowerBound)...Int32(clamping: range.upperBound))
      case .days(let window):
        var anchor = -1
        if let path = window.anchor { anchor = try slot(path, from: number) }
        compiled = .days(
          DrawingPlan.Window(
            anchor: anchor,
            days: Int32(clamping: window.days.lowerBound)...Int32(clamping: window.days.upperBound),
            notBefore: try append(window.notBefore, from: number),
            notAfter: try append(window.notAfter, from: number)
          )
        )
      }
      cases.append(DrawingPlan.Case(when: when, rule: compiled))
    }
    let slot = try slot(path, from: number)
    items.append(DrawingPlan.Item(slot: slot, isGiven: false, cases: firstCase..<cases.count))
    itemIDs.append(item.item)
  }

  private func slots(of condition: Condition?) -> [Int] { condition.map { pool.slots(of: $0) } ?? [] }

  /// The slots a rule looks at.
  private func slots(of rule: DrawingPlan.Rule) -> [Int] {
    guard case .days(let window) = rule else { return [] }
    return (window.anchor < 0 ? [] : [window.anchor]) + slotLists[window.notBefore]
      + slotLists[window.notAfter]
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

  private mutating func append(_ paths: [ItemPath], from row: Int) throws(ReconstructionError) -> Range<Int> {
    let first = slotLists.count
    for path in paths {
      slotLists.append(try slot(path, from: row))
    }
    return first..<slotLists.count
  }

  private mutating func condition(_ criterion: Criterion?, from row: Int?) throws(ReconstructionError)
    -> Condition?
  {
    guard let criterion else { return nil }
    return try pool.add(criterion, names(from: row))
  }

  private func names(from row: Int?) -> ConditionPool.Names {
    ConditionPool.Names(study: study, words: words) { [plan, slots] form in
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
        let slot = try slot(path, from: row)
        append(try pool.add(slot, after: day.day, where: criterion, names(from: nil)), figure: number)
        tallies.append(
          DrawingPlan.Tally(figure: number, condition: conditions.count - 1, arm: study.arms.count, target: 0)
        )
      case .distribution(let asked):
        let row = plan.rows.firstIndex { $0.form == asked.item.form } ?? 0
        let slot = try slot(asked.item, from: row)
        figureSlots[number] = [slot]
        distributions.append(
          DrawingPlan.Distribution(
            figure: number,
            arm: try index(ofArm: asked.arm),
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
        DrawingPlan.Tally(
          figure: figure,
          condition: conditions.count - 1,
          arm: study.arms.count,
          target: subjects
        )
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
    figureSlots[figure] = pool.slots(of: condition).filter { !given.contains($0) }
  }

  private mutating func append(_ rate: PublishedFigure.Rate, figure: Int) throws(ReconstructionError) {
    guard case .timeToEvent(let derivation)? = study.endpoint(rate.endpoint)?.derivation else {
      throw .unknown("the time to event \(rate.endpoint)")
    }
    var events: [DrawingPlan.Event] = []
    for event in derivation.events {
      let row = plan.rows.firstIndex { $0.form == event.at.form } ?? 0
      events.append(
        DrawingPlan.Event(slot: try slot(event.at, from: row), when: try condition(event.when, from: nil))
      )
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
        arm: try index(ofArm: rate.arm),
        day: Int32(clamping: rate.day),
        target: (rate.percent * scale / 100).rounded(),
        scale: scale,
        events: events,
        observedUntil: observed
      )
    )
  }

  /// The arm's number; the number after the last for all arms together.
  private func index(ofArm id: String?) throws(ReconstructionError) -> Int {
    guard let id else { return study.arms.count }
    guard let index = study.arms.firstIndex(where: { $0.id == id }) else { throw .unknown("the arm \(id)") }
    return index
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
