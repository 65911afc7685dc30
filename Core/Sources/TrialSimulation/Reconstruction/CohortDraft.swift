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
    let members = (0..<plan.subjects).filter {
      distribution.arm == plan.sizes.count || arms[$0] == distribution.arm
    }
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

  /// Draws one item anew, or its whole row where that is asked or the row is not there.
  ///
  /// Rows below may then no longer fit; `mend(below:of:drawing:)` sees to them.
  mutating func redraw(slot: Int, wholeRow: Bool, of subject: Int, drawing stream: inout some RandomSource) {
    let row = plan.rowOfSlot[slot]
    let base = subject * plan.width
    if !wholeRow, isPresent(row, base) {
      values[base + slot] = drawn(plan.itemOfSlot[slot], base, drawing: &stream)
      if fits(row, base) { return }
    }
    draw(row: row, of: subject, drawing: &stream)
  }

  /// Draws anew the rows below a changed one that no longer fit what stands above them.
  mutating func mend(below row: Int, of subject: Int, drawing stream: inout some RandomSource) {
    var changed = [Bool](repeating: false, count: plan.rows.count)
    changed[row] = true
    for next in row + 1..<max(row + 1, plan.rows.count) {
      let looks = (row..<next).contains { changed[$0] && plan.looksAt[next][$0] }
      if looks, !fits(next, subject * plan.width) {
        draw(row: next, of: subject, drawing: &stream)
        changed[next] = true
      }
    }
  }

  /// Puts some slots of a subject back to values taken before.
  mutating func restore(_ slots: Range<Int>, from kept: [Int32], of subject: Int) {
    let base = subject * plan.width
    for slot in slots { values[base + slot] = kept[slot] }
  }

  func isPresent(_ row: Int, _ base: Int) -> Bool {
    let state = values[base + plan.rows[row].state]
    return state != Self.missing && state & 3 == Presence.present.rawValue
  }

  private mutating func draw(row number: Int, of subject: Int, drawing stream: inout some RandomSource) {
    let base = subject * plan.width
    let row = plan.rows[number]
    clear(row, base)
    let share = share(row, base)
    var presence = Presence.present
    if !row.shares.isEmpty {
      let probability = share < 0 ? 0 : spreads[plan.shares[share].spread]
      if stream.uniform() >= probability { presence = .leftOut }
    }
    if presence == .present {
      for item in row.items where !plan.items[item].isGiven {
        values[base + plan.items[item].slot] = drawn(item, base, drawing: &stream)
      }
      if row.essential >= 0, values[base + row.essential] == Self.missing {
        clear(row, base)
        presence = .noDay
      } else if isAnyMissing(row.together, base) {
        for place in row.together {
          values[base + plan.slotLists[place]] = Self.missing
        }
      }
    }
    values[base + row.state] = Int32(share + 1) << 2 | presence.rawValue
  }

  private func isAnyMissing(_ list: Range<Int>, _ base: Int) -> Bool {
    list.contains { values[base + plan.slotLists[$0]] == Self.missing }
  }

  private mutating func clear(_ row: DrawingPlan.Row, _ base: Int) {
    for item in row.items where !plan.items[item].isGiven {
      values[base + plan.items[item].slot] = Self.missing
    }
  }

  private func holds(_ condition: Condition?, _ base: Int) -> Bool {
    guard let condition else { return true }
    return plan.pool.holds(condition, for: values, from: base)
  }

  /// The first share whose criterion is met; -1 where none is.
  private func share(_ row: DrawingPlan.Row, _ base: Int) -> Int {
    for share in row.shares where holds(plan.shares[share].when, base) { return share }
    return -1
  }

  /// The rule that holds for an item.
  private func rule(_ item: Int, _ base: Int) -> DrawingPlan.Rule {
    for number in plan.items[item].cases where holds(plan.cases[number].when, base) {
      return plan.cases[number].rule
    }
    return .missing
  }

  private func drawn(_ item: Int, _ base: Int, drawing stream: inout some RandomSource) -> Int32 {
    switch rule(item, base) {
    case .missing:
      return Self.missing
    case .weights(let codes, let first):
      if codes.count == 1 { return plan.codes[codes.lowerBound] }
      var total = 0.0
      for number in 0..<codes.count { total += spreads[first + number] }
      var rest = stream.uniform() * total
      for number in 0..<codes.count {
        rest -= spreads[first + number]
        if rest < 0 { return plan.codes[codes.lowerBound + number] }
      }
      return plan.codes[codes.upperBound - 1]
    case .between(let range):
      return range.lowerBound + Int32(stream.integer(below: range.count))
    case .days(let window):
      let (low, high) = bounds(of: window, base)
      return low <= high ? low + Int32(stream.integer(below: Int(high - low) + 1)) : Self.missing
    }
  }

  /// The first and the last day a window leaves; the last before the first where it leaves none.
  private func bounds(of window: DrawingPlan.Window, _ base: Int) -> (low: Int32, high: Int32) {
    let start = window.anchor < 0 ? plan.lastFact : values[base + window.anchor]
    guard start != Self.missing else { return (1, 0) }
    var (low, high) = (start + window.days.lowerBound, min(start + window.days.upperBound, plan.lastFact))
    for place in window.notBefore { low = max(low, values[base + plan.slotLists[place]]) }
    for place in window.notAfter {
      let bound = values[base + plan.slotLists[place]]
      if bound != Self.missing { high = min(high, bound) }
    }
    return (low, high)
  }

  /// Whether a row could have been drawn as it is from what stands above it.
  private func fits(_ number: Int, _ base: Int) -> Bool {
    let row = plan.rows[number]
    let state = values[base + row.state]
    guard state >> 2 == Int32(share(row, base) + 1) else { return false }
    switch state & 3 {
    case Presence.leftOut.rawValue: return true
    case Presence.present.rawValue:
      for item in row.items where !plan.items[item].isGiven && !fits(item: item, base) { return false }
      return true
    default: return false
    }
  }

  private func fits(item: Int, _ base: Int) -> Bool {
    let value = values[base + plan.items[item].slot]
    switch rule(item, base) {
    case .missing:
      return value == Self.missing
    case .weights(let codes, let first):
      for number in 0..<codes.count where plan.codes[codes.lowerBound + number] == value {
        return spreads[first + number] > 0
      }
      return false
    case .between(let range):
      return range.contains(value)
    case .days(let window):
      let (low, high) = bounds(of: window, base)
      return low <= high ? low <= value && value <= high : value == Self.missing
    }
  }
}
