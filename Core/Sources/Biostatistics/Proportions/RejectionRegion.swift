// SPDX-License-Identifier: Apache-2.0

/// The two-by-two tables of given arm sizes that a test calls extreme.
///
/// For each number of events m of both arms they are the small and the large counts of the first arm. As m grows by
/// one, the smallest of the large counts grows by 0 or 1 for every ordering that gains by an event in the first arm
/// and loses by one in the second (Barnard's condition of convexity): a staircase with two questions per step.
struct RejectionRegion {
  let n1: Int
  let n2: Int
  /// For each number of events, the largest count that is extreme from below; −1 if none.
  let low: [Int]
  /// For each number of events, the smallest count that is extreme from above; n₁ + 1 if none.
  let high: [Int]

  /// A region by staircases.
  ///
  /// - Parameters:
  ///   - arms: The arm sizes.
  ///   - alternative: The direction; two-sided, both staircases.
  ///   - isExtreme: Whether a count of the first arm, given the events of both, is extreme from above. Asked of
  ///     the others instead of the events it must tell which counts are extreme from below.
  init(arms: (Int, Int), _ alternative: Alternative, isExtreme: (_ count: Int, _ events: Int) -> Bool) {
    (n1, n2) = arms
    let (n1, n2) = arms
    high =
      alternative == .less
      ? [Int](repeating: n1 + 1, count: n1 + n2 + 1) : Self.staircase(n1, n2, isExtreme)
    low =
      alternative == .greater
      ? [Int](repeating: -1, count: n1 + n2 + 1)
      // Few events are many others.
      : Self.staircase(n1, n2, isExtreme).reversed().map { n1 - $0 }
  }

  /// A region by its limits for each number of events.
  init(arms: (Int, Int), limits: (_ events: Int) -> (low: Int, high: Int)) {
    (n1, n2) = arms
    let all = (0...n1 + n2).map(limits)
    (low, high) = (all.map(\.low), all.map(\.high))
  }

  func contains(_ x1: Int, _ x2: Int) -> Bool {
    x1 <= low[x1 + x2] || x1 >= high[x1 + x2]
  }

  /// For each number of events the smallest count that is extreme.
  private static func staircase(_ n1: Int, _ n2: Int, _ isExtreme: (Int, Int) -> Bool) -> [Int] {
    var count = 0
    return (0...n1 + n2).map { events in
      count = max(count, events - n2)
      while count <= min(n1, events), !isExtreme(count, events) { count += 1 }
      return count <= min(n1, events) ? count : n1 + 1
    }
  }

  /// The probability of the region for given proportions of both arms.
  func probability(_ p1: Double, _ p2: Double) -> Double {
    let first = (0...n1).map { Binomial(n1, p1).probability($0) }
    let second = (0...n2).map { Binomial(n2, p2).probability($0) }
    var total = 0.0
    for (x1, b) in first.enumerated() where b > 0 {
      var inner = 0.0
      for x2 in 0...n2 where contains(x1, x2) { inner += second[x2] }
      total += b * inner
    }
    return min(1, total)
  }

  /// The probability of the region given each number of events; it does not depend on a common proportion.
  var conditionalProbabilities: [Double] {
    var above = ConditionalTails(n1, n2)
    var below = above
    let total = n1 + n2
    var probabilities = high.enumerated().map { events, count in above.upper(count, of: events) }
    // From the last to the first, which is a walk over others.
    for others in 0...total {
      let events = total - others
      guard low[events] >= 0 else { continue }
      let tail = below.upper(n1 - low[events], of: others)
      probabilities[events] = low[events] >= high[events] ? 1 : min(1, probabilities[events] + tail)
    }
    return probabilities
  }
}
