// SPDX-License-Identifier: Apache-2.0

/// Tails of the first arm's count given the events of both arms, for a walk over neighbouring tables.
///
/// Point probabilities follow from that of the table before by one ratio, and every 32 tables, or after a jump,
/// from the saddle point, so that rounding does not add up. Tails are sums from the count outwards.
struct ConditionalTails {
  private let n1: Int
  private let n2: Int
  /// 1/k, for ratios without divisions.
  private let reciprocals: [Double]
  private var count = 0
  private var events = 0
  private var probability = 1.0
  private var steps = 0

  init(_ n1: Int, _ n2: Int) {
    (self.n1, self.n2) = (n1, n2)
    reciprocals = (0...n1 + n2 + 1).map { 1 / Double($0) }
  }

  /// P(X ≥ count) given the events; beyond `limit` some value above it.
  mutating func upper(_ count: Int, of events: Int, limit: Double = .infinity) -> Double {
    let last = min(n1, events)
    guard count <= last else { return 0 }
    guard count > max(0, events - n2) else { return 1 }
    move(to: count, events)
    var term = probability
    var sum = term
    var x = count
    let others = n2 - events
    while x < last, sum <= limit {
      term *= Double(events - x) * Double(n1 - x) * (reciprocals[x + 1] * reciprocals[others + x + 1])
      sum += term
      x += 1
      // Terms fall ever faster from the mode on, and before it they are no small part of the sum.
      if term < 1e-18 * sum { break }
    }
    return sum
  }

  private mutating func move(to newCount: Int, _ newEvents: Int) {
    let (x, m) = (count, events)
    let total = n1 + n2
    steps += 1
    switch (newCount - x, newEvents - m) {
    case (0, 0): break
    case _ where steps > 32 || probability < 1e-200: anchor(newCount, newEvents)
    case (0, 1):
      probability *= Double(n2 - m + x) * Double(m + 1) * (reciprocals[m - x + 1] * reciprocals[total - m])
    case (1, 0):
      probability *= Double(m - x) * Double(n1 - x) * (reciprocals[x + 1] * reciprocals[n2 - m + x + 1])
    case (1, 1):
      probability *= Double(n1 - x) * Double(m + 1) * (reciprocals[x + 1] * reciprocals[total - m])
    default: anchor(newCount, newEvents)
    }
    (count, events) = (newCount, newEvents)
  }

  private mutating func anchor(_ count: Int, _ events: Int) {
    steps = 0
    probability = Hypergeometric(population: n1 + n2, successes: events, draws: n1).probability(count)
  }
}
