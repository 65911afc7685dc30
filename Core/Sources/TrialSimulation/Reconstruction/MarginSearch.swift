// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// Mends a drawn cohort until it meets every followed figure.
///
/// A step takes one missed figure and one subject, draws a value behind the figure anew, and keeps the
/// change unless the sum of misses grows; now and then a slightly worse one is kept, so that the search
/// does not stand still. Exact construction was not taken: figures overlap (best response by prior
/// treatment, survival with deaths by cause), and a construction that knows their overlaps would know
/// the study.
struct MarginSearch {
  static let attempts = 8
  private static let steps = 20_000

  private(set) var draft: CohortDraft
  private let plan: DrawingPlan
  private let members: [[Int]]
  /// For each subject and condition whether it is met.
  private var met: [Bool] = []
  private var counts: [Int] = []
  /// Twice the day of an event, or of censoring plus one, for each rate and subject.
  private var times: [[Int32]] = []
  /// How far each margin is missed: tallies, rates, distributions.
  private var misses: [Double] = []

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
    for _ in 0..<Self.steps {
      let missed = misses.indices.filter { misses[$0] > 0 }
      guard !missed.isEmpty else { return [] }
      let margin = missed[stream.integer(below: missed.count)]
      let (arm, figure) = scope(of: margin)
      let candidates = members[arm ?? plan.sizes.count]
      let slots = plan.figureSlots[figure]
      guard !candidates.isEmpty, !slots.isEmpty else { return figures(missed) }
      let subject = candidates[stream.integer(below: candidates.count)]
      let slot = slots[stream.integer(below: slots.count)]

      let base = subject * plan.width
      for slot in 0..<plan.width { kept[slot] = draft.values[base + slot] }
      let row = plan.rowOfSlot[slot]
      if plan.rows[row].shares.isEmpty || stream.next() & 1 == 0 {
        draft.redraw(slot: slot, of: subject, drawing: &stream)
      } else {
        draft.redraw(row: row, of: subject, drawing: &stream)
      }
      let before = misses.reduce(0, +)
      update(subject)
      let growth = misses.reduce(0, +) - before
      if growth > 1e-9, growth > 1.5 || stream.integer(below: 50) > 0 {
        draft.restore(kept, of: subject)
        update(subject)
      }
    }
    return figures(misses.indices.filter { misses[$0] > 0 })
  }

  /// The arm and the figure of a margin.
  private func scope(of margin: Int) -> (arm: Int?, figure: Int) {
    if margin < plan.tallies.count { return (plan.tallies[margin].arm, plan.tallies[margin].figure) }
    let rest = margin - plan.tallies.count
    if rest < plan.rates.count { return (plan.rates[rest].arm, plan.rates[rest].figure) }
    let distribution = plan.distributions[rest - plan.rates.count]
    return (distribution.arm, distribution.figure)
  }

  private func figures(_ margins: [Int]) -> [Int] {
    Set(margins.map { scope(of: $0).figure }).sorted()
  }

  // MARK: Misses

  private mutating func measure() {
    met = [Bool](repeating: false, count: plan.subjects * plan.conditions.count)
    counts = [Int](repeating: 0, count: plan.tallies.count)
    times = plan.rates.map { _ in [Int32](repeating: CohortDraft.missing, count: plan.subjects) }
    misses = [Double](
      repeating: 0,
      count: plan.tallies.count + plan.rates.count + plan.distributions.count
    )
    for tally in plan.tallies.indices { misses[tally] = miss(ofTally: tally) }
    for subject in 0..<plan.subjects { update(subject) }
    for rate in plan.rates.indices { misses[plan.tallies.count + rate] = miss(ofRate: rate) }
    for number in plan.distributions.indices { remeasure(number) }
  }

  /// Brings counts, times and misses up to date with one subject's values.
  private mutating func update(_ subject: Int) {
    let base = subject * plan.width
    let arm = draft.arms[subject]
    let first = subject * plan.conditions.count
    for condition in plan.conditions.indices {
      let isMet = plan.conditions[condition].holds(for: draft.values, from: base)
      guard isMet != met[first + condition] else { continue }
      met[first + condition] = isMet
      for tally in plan.tallies.indices
      where plan.tallies[tally].condition == condition
        && (plan.tallies[tally].arm == nil || plan.tallies[tally].arm == arm)
      {
        counts[tally] += isMet ? 1 : -1
        misses[tally] = miss(ofTally: tally)
      }
    }
    for rate in plan.rates.indices where plan.rates[rate].arm == nil || plan.rates[rate].arm == arm {
      let time = time(plan.rates[rate], base)
      guard time != times[rate][subject] else { continue }
      times[rate][subject] = time
      misses[plan.tallies.count + rate] = miss(ofRate: rate)
    }
    for number in plan.distributions.indices
    where plan.distributions[number].arm == nil || plan.distributions[number].arm == arm {
      remeasure(number)
    }
  }

  private func miss(ofTally tally: Int) -> Double {
    Double((counts[tally] - plan.tallies[tally].target).magnitude)
  }

  /// An event counts before a censoring of the same day.
  private func time(_ rate: DrawingPlan.Rate, _ base: Int) -> Int32 {
    let start = draft.values[base + plan.randomizedSlot]
    var event = Int32.max
    for (slot, when) in rate.events where draft.values[base + slot] != CohortDraft.missing {
      if when?.holds(for: draft.values, from: base) ?? true { event = min(event, draft.values[base + slot]) }
    }
    if event < .max { return 2 * (event - start) }
    let last = rate.observedUntil.reduce(CohortDraft.missing) { max($0, draft.values[base + $1]) }
    return last == CohortDraft.missing ? last : 2 * (last - start) + 1
  }

  /// In units of about one event in the arm: a twentieth of the whole.
  private func miss(ofRate number: Int) -> Double {
    let rate = plan.rates[number]
    var sorted = members[rate.arm ?? plan.sizes.count].map { times[number][$0] }
    sorted.sort()
    var atRisk = sorted.count
    var survival = 1.0
    for time in sorted {
      if time >= 2 * rate.day + 1 { break }
      if time >= 0, time & 1 == 0 { survival *= Double(atRisk - 1) / Double(atRisk) }
      atRisk -= 1
    }
    let printed = (survival * rate.scale).rounded()
    if printed == rate.target { return 0 }
    return 0.05 + 20 * (survival - rate.target / rate.scale).magnitude
  }

  private mutating func remeasure(_ number: Int) {
    let asked = plan.distributions[number]
    var sorted = members[asked.arm ?? plan.sizes.count]
      .map { draft.values[$0 * plan.width + asked.slot] }
      .filter { $0 != CohortDraft.missing }
    sorted.sort()
    let margin = plan.tallies.count + plan.rates.count + number
    guard let low = sorted.first, let high = sorted.last else {
      misses[margin] = 1
      return
    }
    let half = sorted.count / 2
    let median = Double(sorted[half] + sorted[(sorted.count - 1) / 2]) / 2
    let parts = [
      Double(low - asked.range.lowerBound), Double(high - asked.range.upperBound), median - asked.median,
    ]
    misses[margin] = parts.reduce(0) { $0 + min(1, $1.magnitude / 5) }
  }
}
