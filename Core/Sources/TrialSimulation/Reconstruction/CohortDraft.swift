// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// A cohort while it is drawn and mended: one run of slots for each subject, in the order of randomization.
struct CohortDraft {
  static let missing = Int32.min

  /// Why a row is there or not, beside the number of the share that decided it.
  private enum Presence: Int32 {
    case present, leftOut, noDay
  }

  let plan: DrawingPlan
  /// `plan.width` values for each subject.
  private(set) var values: [Int32]
  /// The arm of each subject.
  private(set) var arms: [Int] = []
  /// The numbers that hold for the whole cohort.
  private let spreads: [Double]

  /// Draws every value from the rules; figures on several subjects may still be missed.
  init(_ plan: DrawingPlan, drawing stream: inout some RandomSource) {
    self.plan = plan
    values = [Int32](repeating: Self.missing, count: plan.subjects * plan.width)
    var spreads: [Double] = []
    for range in plan.spreads {
      let width = range.upperBound - range.lowerBound
      spreads.append(width > 0 ? range.lowerBound + width * stream.uniform() : range.lowerBound)
    }
    self.spreads = spreads
    randomize(drawing: &stream)
    for row in plan.rows.indices {
      for subject in 0..<plan.subjects {
        draw(row: row, of: subject, drawing: &stream)
      }
      for distribution in plan.distributions where distribution.row == row {
        spread(distribution, drawing: &stream)
      }
    }
  }

  /// Days of randomization with the first and the last where they were printed, and arms in random order.
  private mutating func randomize(drawing stream: inout some RandomSource) {
    let count = plan.subjects
    guard count > 0 else { return }
    let ends = [plan.firstDays, plan.lastDays].map { $0.lowerBound + Int32(stream.integer(below: $0.count)) }
    let (first, last) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
    var days = [first, last].prefix(count) + []
    while days.count < count {
      days.append(first + Int32(stream.integer(below: Int(last - first) + 1)))
    }
    days.sort()
    arms = plan.sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    stream.shuffle(&arms)
    for subject in 0..<count {
      values[subject * plan.width + plan.randomizedSlot] = days[subject]
      values[subject * plan.width + plan.armSlot] = Int32(arms[subject])
    }
  }

  /// Gives an arm values with the printed median and range; all others anywhere between.
  private mutating func spread(
    _ distribution: DrawingPlan.Distribution,
    drawing stream: inout some RandomSource
  ) {
    let members = (0..<plan.subjects).filter { distribution.arm == nil || arms[$0] == distribution.arm }
    guard members.count > 2 else { return }
    let (low, high) = (distribution.range.lowerBound, distribution.range.upperBound)
    let half = (members.count - 1) / 2
    var (below, above) = (Int32(distribution.median.rounded(.down)), Int32(distribution.median.rounded(.up)))
    if members.count.isMultiple(of: 2) {
      // The two in the middle may lie a little apart.
      let room = max(0, min(3, below - low, high - above))
      let apart = Int32(stream.integer(below: Int(room) + 1))
      (below, above) = (below - apart, above + apart)
    }
    var sorted = [low, high, below]
    if members.count.isMultiple(of: 2) { sorted.append(above) }
    for _ in 1..<half {
      sorted.append(low + Int32(stream.integer(below: Int(below - low) + 1)))
    }
    while sorted.count < members.count {
      sorted.append(above + Int32(stream.integer(below: Int(high - above) + 1)))
    }
    stream.shuffle(&sorted)
    for (member, value) in zip(members, sorted) {
      values[member * plan.width + distribution.slot] = value
    }
  }

  // MARK: Rows

  /// Draws a row anew, then those below that no longer fit it.
  mutating func redraw(row: Int, of subject: Int, drawing stream: inout some RandomSource) {
    draw(row: row, of: subject, drawing: &stream)
    mend(below: row, of: subject, drawing: &stream)
  }

  /// Draws one item of a row that is there anew, then what no longer fits it.
  mutating func redraw(slot: Int, of subject: Int, drawing stream: inout some RandomSource) {
    let row = plan.rowOfSlot[slot]
    let base = subject * plan.width
    guard isPresent(row, base) else {
      redraw(row: row, of: subject, drawing: &stream)
      return
    }
    values[base + slot] = drawn(plan.itemOfSlot[slot], of: row, base, drawing: &stream)
    if !fits(row, base) { draw(row: row, of: subject, drawing: &stream) }
    mend(below: row, of: subject, drawing: &stream)
  }

  /// Puts a subject back to values taken before.
  mutating func restore(_ kept: [Int32], of subject: Int) {
    let base = subject * plan.width
    for slot in 0..<plan.width {
      values[base + slot] = kept[slot]
    }
  }

  func isPresent(_ row: Int, _ base: Int) -> Bool {
    let state = values[base + plan.rows[row].state]
    return state != Self.missing && state & 3 == Presence.present.rawValue
  }

  private mutating func mend(below row: Int, of subject: Int, drawing stream: inout some RandomSource) {
    var changed: Set<Int> = [row]
    for next in plan.rows.indices.dropFirst(row + 1)
    where !plan.rows[next].looksAt.isDisjoint(with: changed) && !fits(next, subject * plan.width) {
      draw(row: next, of: subject, drawing: &stream)
      changed.insert(next)
    }
  }

  private mutating func draw(row number: Int, of subject: Int, drawing stream: inout some RandomSource) {
    let base = subject * plan.width
    clear(number, base)
    let share = shareNumber(number, base)
    var presence = Presence.present
    if !plan.rows[number].shares.isEmpty {
      let probability = share < 0 ? 0 : spreads[plan.rows[number].shares[share].spread]
      if stream.uniform() >= probability { presence = .leftOut }
    }
    if presence == .present {
      for place in plan.rows[number].items.indices {
        let slot = plan.rows[number].items[place].slot
        if !plan.rows[number].items[place].isGiven {
          values[base + slot] = drawn(place, of: number, base, drawing: &stream)
        }
      }
      if let essential = plan.rows[number].essential, values[base + essential] == Self.missing {
        clear(number, base)
        presence = .noDay
      } else if plan.rows[number].together.contains(where: { values[base + $0] == Self.missing }) {
        for slot in plan.rows[number].together {
          values[base + slot] = Self.missing
        }
      }
    }
    values[base + plan.rows[number].state] = Int32(share + 1) << 2 | presence.rawValue
  }

  private mutating func clear(_ row: Int, _ base: Int) {
    for item in plan.rows[row].items where !item.isGiven {
      values[base + item.slot] = Self.missing
    }
  }

  /// The first share whose criterion is met; -1 where none is.
  private func shareNumber(_ row: Int, _ base: Int) -> Int {
    plan.rows[row].shares.firstIndex { $0.when?.holds(for: values, from: base) ?? true } ?? -1
  }

  /// The rule that holds for an item; nil where it stays missing.
  private func rule(_ place: Int, of row: Int, _ base: Int) -> DrawingPlan.Rule? {
    for rule in plan.rows[row].items[place].cases
    where rule.when?.holds(for: values, from: base) ?? true {
      return rule.rule
    }
    return nil
  }

  private func drawn(
    _ place: Int,
    of row: Int,
    _ base: Int,
    drawing stream: inout some RandomSource
  ) -> Int32 {
    switch rule(place, of: row, base) {
    case nil, .missing:
      return Self.missing
    case .weights(let codes, let first):
      if codes.count == 1 { return codes[0] }
      var total = 0.0
      for number in codes.indices { total += spreads[first + number] }
      var rest = stream.uniform() * total
      for number in codes.indices {
        rest -= spreads[first + number]
        if rest < 0 { return codes[number] }
      }
      return codes[codes.count - 1]
    case .between(let range):
      return range.lowerBound + Int32(stream.integer(below: range.count))
    case .days(let anchor, let days, let notBefore, let notAfter):
      guard let window = window(anchor, days, notBefore, notAfter, base) else { return Self.missing }
      return window.lowerBound + Int32(stream.integer(below: window.count))
    }
  }

  /// The days a window leaves; nil where it leaves none.
  private func window(
    _ anchor: Int?,
    _ days: ClosedRange<Int32>,
    _ notBefore: [Int],
    _ notAfter: [Int],
    _ base: Int
  ) -> ClosedRange<Int32>? {
    let start = anchor.map { values[base + $0] } ?? plan.lastFact
    guard start != Self.missing else { return nil }
    var (low, high) = (start + days.lowerBound, min(start + days.upperBound, plan.lastFact))
    for slot in notBefore { low = max(low, values[base + slot]) }
    for slot in notAfter where values[base + slot] != Self.missing { high = min(high, values[base + slot]) }
    return low <= high ? low...high : nil
  }

  /// Whether a row could have been drawn as it is from what stands above it.
  private func fits(_ row: Int, _ base: Int) -> Bool {
    let state = values[base + plan.rows[row].state]
    guard state >> 2 == Int32(shareNumber(row, base) + 1) else { return false }
    switch Presence(rawValue: state & 3) {
    case .leftOut: return true
    case .noDay, nil: return false
    case .present:
      return plan.rows[row].items.indices.allSatisfy { place in
        plan.rows[row].items[place].isGiven || fits(place, of: row, base)
      }
    }
  }

  private func fits(_ place: Int, of row: Int, _ base: Int) -> Bool {
    let value = values[base + plan.rows[row].items[place].slot]
    switch rule(place, of: row, base) {
    case nil, .missing:
      return value == Self.missing
    case .weights(let codes, let first):
      return codes.firstIndex(of: value).map { spreads[first + $0] > 0 } ?? false
    case .between(let range):
      return range.contains(value)
    case .days(let anchor, let days, let notBefore, let notAfter):
      guard let window = window(anchor, days, notBefore, notAfter, base) else { return value == Self.missing }
      return window.contains(value)
    }
  }
}
