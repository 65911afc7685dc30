// SPDX-License-Identifier: Apache-2.0

/// Each subject's log-rank score: whether it had the event, less the cumulative hazard of all subjects at its time.
///
///     aᵢ = δᵢ − Σ { dⱼ/nⱼ : tⱼ ≤ tᵢ }
///
/// The scores of an arm add up to its observed less its expected events, O − E of the log-rank test, and those of all subjects
/// to 0; so a permutation or re-randomization test of the scores is one of the log-rank statistic.
///
/// - Parameter times: The times of all subjects, whatever the arm.
/// - Returns: One score for each subject, in the order given.
/// - SeeAlso: Peto & Peto (1972), Journal of the Royal Statistical Society A 135:185–207.
public func logRankScores(_ times: SurvivalTimes) -> [Double] {
  if let entries = times.entries {
    // Late entries spare a subject the hazard before them.
    let curve = KaplanMeier(times)
    let hazards = zip(curve.nelsonAalen(at: times.times), curve.nelsonAalen(at: entries))
    return zip(times.events, hazards).map { ($0 ? 1 : 0) - ($1.0 - $1.1) }
  }
  let order = times.sorted
  var scores = [Double](repeating: 0, count: times.count)
  var hazard = 0.0
  var first = 0
  while first < times.count {
    var end = first
    var events = 0
    while end < times.count, order.times[end] == order.times[first] {
      if order.isEvent(end) { events += 1 }
      end += 1
    }
    hazard += Double(events) / Double(times.count - first)
    for place in first..<end {
      scores[order.row(place)] = (order.isEvent(place) ? 1 : 0) - hazard
    }
    first = end
  }
  return scores
}
