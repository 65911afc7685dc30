// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// Mends a drawn cohort until it meets every followed figure.
///
/// A step takes one missed figure and one subject, and draws a value behind the figure anew. If that brings
/// the figure nearer, the rows that hang on the value are brought into line, and the change is kept unless
/// the sum of all misses grows. Now and then a step that does neither is kept, so that the search does not
/// stand still. Exact construction was not taken: figures overlap (best response by prior treatment,
/// survival with deaths by cause), and a construction that knows their overlaps would know the study.
struct MarginSearch {
  static let attempts = 8
  private static let steps = 20_000

  private(set) var draft: CohortDraft
  private let plan: DrawingPlan
  /// The subjects of each arm, and last all of them.
  private let members: [[Int]]
  /// For each subject and condition whether it is met.
  private var met: [Bool] = []
  private var counts: [Int] = []
  /// For each rate and subject twice the day of an event, or of censoring plus one.
  private var times: [[Int32]] = []
  /// The values behind each distribution, by subject.
  private var spreads: [[Int32]] = []
  /// How far each margin is missed: tallies, then rates, then distributions.
  private var misses: [Double] = []
  /// Room for one arm's values while they are sorted.
  private var sorted: [Int32] = []

  init(_ draft: CohortDraft) {
    self.draft = draft
    plan = draft.plan
    var members = [[Int]](repeating: [], count: plan.sizes.count + 1)
    for (subject, arm) in draft.arms.enumerated() {
      members[arm].append(subject)
      members[plan.sizes.count].append(subject)
    }
    self.members = members
    measure()
  }

  /// Searches for a cohort that meets every figure.
  ///
  /// - Parameter stream: Decides subjects, values and which worse steps are kept.
  /// - Returns: The figures that are still missed, by number; empty for success.
  mutating func mend(drawing stream: inout some RandomSource) -> [Int] {
    var kept = [Int32](repeating: 0, count: plan.width)
    var missed: [Int] = []
    var isChanged = true
    for _ in 0..<Self.steps {
      if isChanged {
        missed.removeAll(keepingCapacity: true)
        for margin in misses.indices where misses[margin] > 0 { missed.append(margin) }
        if missed.isEmpty { return [] }
      }
      let margin = missed[stream.integer(below: missed.count)]
      let (arm, figure) = scope(of: margin)
      let slots = plan.figureSlots[figure].count
      guard slots > 0, !members[arm].isEmpty else { break }
      let subject = members[arm][stream.integer(below: members[arm].count)]
      isChanged = step(
        margin,
        slot: plan.figureSlots[figure][stream.integer(below: slots)],
        subject,
        keeping: &kept,
        drawing: &stream
      )
    }
    return Set(misses.indices.filter { misses[$0] > 0 }.map { scope(of: $0).figure }).sorted()
  }

  /// Most steps are given up before more than one row has changed, so no more than that is kept and put back.
  ///
  /// - Returns: Whether misses may have changed.
  private mutating func step(
    _ margin: Int,
    slot: Int,
    _ subject: Int,
    keeping kept: inout [Int32],
    drawing stream: inout some RandomSource
  ) -> Bool {
    let base = subject * plan.width
    let row = plan.rowOfSlot[slot]
    let slots = plan.rows[row].slots
    for slot in slots { kept[slot] = draft.values[base + slot] }
    let wholeRow = !plan.rows[row].shares.isEmpty && stream.next() & 3 == 0
    draft.redraw(slot: slot, wholeRow: wholeRow, of: subject, drawing: &stream)
    let isDaring = stream.integer(below: 20) == 0
    guard isDaring || isNearer(margin, subject) else {
      draft.restore(slots, from: kept, of: subject)
      return false
    }
    for slot in slots.upperBound..<plan.width { kept[slot] = draft.values[base + slot] }
    draft.mend(below: row, of: subject, drawing: &stream)
    let before = total
    update(subject)
    let growth = total - before
    if growth > 1e-9, !isDaring || growth > 1.5 {
      draft.restore(slots.lowerBound..<plan.width, from: kept, of: subject)
      update(subject)
    }
    return true
  }

  private var total: Double {
    var sum = 0.0
    for miss in misses { sum += miss }
    return sum
  }

  /// The arm and the figure of a margin.
  private func scope(of margin: Int) -> (arm: Int, figure: Int) {
    if margin < plan.tallies.count { return (plan.tallies[margin].arm, plan.tallies[margin].figure) }
    let rest = margin - plan.tallies.count
    if rest < plan.rates.count { return (plan.rates[rest].arm, plan.rates[rest].figure) }
    let distribution = plan.distributions[rest - plan.rates.count]
    return (distribution.arm, distribution.figure)
  }

  // MARK: Misses

  private mutating func measure() {
    met = [Bool](repeating: false, count: plan.subjects * plan.conditions.count)
    counts = [Int](repeating: 0, count: plan.tallies.count)
    let none = [Int32](repeating: CohortDraft.missing, count: plan.subjects)
    times = plan.rates.map { _ in none }
    spreads = plan.distributions.map { _ in none }
    misses = plan.tallies.map { Double($0.target) }
    misses += Array(repeating: 0, count: plan.rates.count + plan.distributions.count)
    for subject in 0..<plan.subjects { update(subject) }
    for rate in plan.rates.indices { misses[plan.tallies.count + rate] = miss(ofRate: rate) }
    for number in plan.distributions.indices {
      misses[plan.tallies.count + plan.rates.count + number] = miss(ofDistribution: number)
    }
  }

  /// Whether a subject's values bring a margin nearer than it stands.
  private mutating func isNearer(_ margin: Int, _ subject: Int) -> Bool {
    let base = subject * plan.width
    if margin < plan.tallies.count {
      let condition = plan.tallies[margin].condition
      let was = met[subject * plan.conditions.count + condition]
      let isMet = plan.pool.holds(plan.conditions[condition], for: draft.values, from: base)
      return isMet != was && isMet == (counts[margin] < plan.tallies[margin].target)
    }
    let rest = margin - plan.tallies.count
    if rest < plan.rates.count {
      let (was, time) = (times[rest][subject], time(rest, base))
      if time == was { return false }
      times[rest][subject] = time
      defer { times[rest][subject] = was }
      return miss(ofRate: rest) < misses[margin]
    }
    let number = rest - plan.rates.count
    let (was, value) = (spreads[number][subject], draft.values[base + plan.distributions[number].slot])
    spreads[number][subject] = value
    defer { spreads[number][subject] = was }
    return miss(ofDistribution: number) < misses[margin]
  }

  /// Brings counts, times and misses up to date with one subject's values.
  private mutating func update(_ subject: Int) {
    let base = subject * plan.width
    let arm = draft.arms[subject]
    let all = plan.sizes.count
    let first = subject * plan.conditions.count
    for tally in plan.tallies.indices where plan.tallies[tally].arm == arm || plan.tallies[tally].arm == all {
      let condition = plan.tallies[tally].condition
      let isMet = plan.pool.holds(plan.conditions[condition], for: draft.values, from: base)
      guard isMet != met[first + condition] else { continue }
      met[first + condition] = isMet
      counts[tally] += isMet ? 1 : -1
      misses[tally] = Double((counts[tally] - plan.tallies[tally].target).magnitude)
    }
    for rate in plan.rates.indices where plan.rates[rate].arm == arm || plan.rates[rate].arm == all {
      let time = time(rate, base)
      guard time != times[rate][subject] else { continue }
      times[rate][subject] = time
      misses[plan.tallies.count + rate] = miss(ofRate: rate)
    }
    for number in plan.distributions.indices
    where plan.distributions[number].arm == arm || plan.distributions[number].arm == all {
      let value = draft.values[base + plan.distributions[number].slot]
      guard value != spreads[number][subject] else { continue }
      spreads[number][subject] = value
      misses[plan.tallies.count + plan.rates.count + number] = miss(ofDistribution: number)
    }
  }

  /// An event counts before a censoring of the same day.
  private func time(_ rate: Int, _ base: Int) -> Int32 {
    let start = draft.values[base + plan.randomizedSlot]
    var event = Int32.max
    for number in plan.rates[rate].events.indices {
      let value = draft.values[base + plan.rates[rate].events[number].slot]
      if value == CohortDraft.missing || value >= event { continue }
      if let when = plan.rates[rate].events[number].when,
        !plan.pool.holds(when, for: draft.values, from: base)
      {
        continue
      }
      event = value
    }
    if event < .max { return 2 * (event - start) }
    var last = CohortDraft.missing
    for slot in plan.rates[rate].observedUntil { last = max(last, draft.values[base + slot]) }
    return last == CohortDraft.missing ? last : 2 * (last - start) + 1
  }

  /// One event in an arm of 25 weighs as much as a subject or two: half the weight takes longer, twice the weight
  /// drives cohorts to the patterns that are easiest to meet.
  private mutating func miss(ofRate number: Int) -> Double {
    var atRisk = sort(times[number], in: plan.rates[number].arm, upTo: 2 * plan.rates[number].day)
    var survival = 1.0
    for time in sorted {
      if time & 1 == 0 { survival *= Double(atRisk - 1) / Double(atRisk) }
      atRisk -= 1
    }
    let (target, scale) = (plan.rates[number].target, plan.rates[number].scale)
    if (survival * scale).rounded() == target { return 0 }
    return 0.05 + 40 * (survival - target / scale).magnitude
  }

  private mutating func miss(ofDistribution number: Int) -> Double {
    _ = sort(spreads[number], in: plan.distributions[number].arm, upTo: .max)
    guard let low = sorted.first, let high = sorted.last else { return 1 }
    let asked = plan.distributions[number]
    let median = Double(sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    let ends = (low - asked.range.lowerBound).magnitude + (high - asked.range.upperBound).magnitude
    return min(2, Double(ends) / 5) + min(1, (median - asked.median).magnitude / 5)
  }

  /// Puts the values of an arm's subjects up to a bound into `sorted`, ascending.
  ///
  /// - Returns: How many subjects have a value, whatever it is.
  private mutating func sort(_ values: [Int32], in arm: Int, upTo bound: Int32) -> Int {
    sorted.removeAll(keepingCapacity: true)
    var known = 0
    for subject in members[arm] where values[subject] != CohortDraft.missing {
      known += 1
      // By insertion: an arm has tens of subjects, and a cohort is sorted thousands of times.
      let value = values[subject]
      if value > bound { continue }
      var place = sorted.count
      sorted.append(value)
      while place > 0, sorted[place - 1] > value {
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      sorted[place] = value
    }
    return known
  }
}
