// SPDX-License-Identifier: Apache-2.0

/// The tables of one size that a test rejects: for each number of events, small and large counts of treatment.
///
/// One-sided tests are monotone: as the events m grow by one, the critical treatment count grows by 0 or 1, so
/// that a staircase with one tail probability per step finds them all.
struct RejectedTables {
  private let n1: Int
  private let n2: Int
  /// For each number of events, the largest count that rejects from below, and the smallest from above.
  private let low: [Int]
  private let high: [Int]

  init(_ plan: ExactRatesComparison, _ size: ExactRatesComparison.Size) {
    (n1, n2) = (size.treatment, size.reference)
    let (n1, n2) = (n1, n2)
    let (alpha, more) = (plan.alpha, plan.expectsMore)
    let none = [Int](repeating: -1, count: n1 + n2 + 1)
    let never = [Int](repeating: n1 + 1, count: n1 + n2 + 1)
    func above(_ reject: (Int, Int) -> Bool) -> [Int] { Self.staircase(n1, n2, reject) }
    // Small counts of events are large counts of others.
    func below(_ reject: (Int, Int) -> Bool) -> [Int] { above(reject).reversed().map { n1 - $0 } }
    switch plan.test {
    case .fisherOneSided, .fisherDoubled:
      let level = plan.test == .fisherDoubled ? alpha / 2 : alpha
      let reject = Self.fisher(n1, n2, level: level)
      let both = plan.test == .fisherDoubled
      high = more || both ? above(reject) : never
      low = !more || both ? below(reject) : none
    case .pooledZ, .pearson:
      let both = plan.test == .pearson
      let critical = StandardNormal.quantile(upperTail: both ? alpha / 2 : alpha)
      let reject = Self.pooledZ(n1, n2, critical: critical)
      high = more || both ? above(reject) : never
      low = !more || both ? below(reject) : none
    case .fisherTwoSided:
      let limits = (0...n1 + n2).map { Self.byProbability(n1, n2, events: $0, alpha: alpha) }
      (low, high) = (limits.map(\.low), limits.map(\.high))
    }
  }

  func contains(_ x1: Int, _ x2: Int) -> Bool {
    x1 <= low[x1 + x2] || x1 >= high[x1 + x2]
  }

  /// The probability of all these tables.
  func probability(_ p1: Double, _ p2: Double) -> Double {
    let first = (0...n1).map { Binomial(n1, p1).probability($0) }
    let second = (0...n2).map { Binomial(n2, p2).probability($0) }
    var total = 0.0
    for (x1, b) in first.enumerated() where b > 0 {
      var inner = 0.0
      for x2 in 0...n2 where contains(x1, x2) { inner += second[x2] }
      total += b * inner
    }
    return total
  }

  /// For each number of events the smallest treatment count that rejects; beyond all counts where none does.
  private static func staircase(_ n1: Int, _ n2: Int, _ reject: (Int, Int) -> Bool) -> [Int] {
    var count = 0
    return (0...n1 + n2).map { events in
      count = max(count, events - n2)
      while count <= min(n1, events), !reject(count, events) { count += 1 }
      return count <= min(n1, events) ? count : n1 + 1
    }
  }

  /// Whether P(X ≥ count) given the events is at most `level`.
  ///
  /// The tail begins at the count and is left as soon as it exceeds the level or has no more to add.
  private static func fisher(_ n1: Int, _ n2: Int, level: Double) -> (Int, Int) -> Bool {
    // As in Boschloo's ordering, p-values that only rounding tells apart are equal.
    let level = level * (1 + 1e-11)
    return { count, events in
      let table = Hypergeometric(population: n1 + n2, successes: events, draws: n1)
      var term = table.probability(count)
      var sum = term
      var x = count
      while x < min(n1, events), sum <= level, term > 1e-18 * level {
        term *=
          Double(events - x) * Double(n1 - x) / (Double(x + 1) * Double(n2 - events + x + 1))
        sum += term
        x += 1
      }
      return sum <= level
    }
  }

  private static func pooledZ(_ n1: Int, _ n2: Int, critical: Double) -> (Int, Int) -> Bool {
    { count, events in
      let table = TwoProportions(
        Proportion(events: count, of: n1),
        versus: Proportion(events: events - count, of: n2)
      )
      return (table.zPooled(.greater).statistic ?? 0) >= critical * (1 - 1e-13)
    }
  }

  /// The two tails whose tables, from the least probable on, add up to at most alpha with all their equals.
  private static func byProbability(_ n1: Int, _ n2: Int, events: Int, alpha: Double) -> (low: Int, high: Int)
  {
    let table = Hypergeometric(population: n1 + n2, successes: events, draws: n1)
    let probabilities = table.probabilities
    var (left, right) = (0, probabilities.count - 1)
    var sum = 0.0
    while left <= right {
      // The next table and all that are as probable, within the tolerance of fisher.test in R.
      let limit = min(probabilities[left], probabilities[right]) * (1 + fisherTieTolerance)
      var (nextLeft, nextRight, next) = (left, right, sum)
      while nextLeft <= right, probabilities[nextLeft] <= limit {
        next += probabilities[nextLeft]
        nextLeft += 1
      }
      while nextRight >= nextLeft, probabilities[nextRight] <= limit {
        next += probabilities[nextRight]
        nextRight -= 1
      }
      guard next <= alpha * (1 + 1e-11) else { break }
      (left, right, sum) = (nextLeft, nextRight, next)
    }
    let start = table.support.lowerBound
    return (start + left - 1, start + right + 1)
  }
}
