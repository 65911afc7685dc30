// SPDX-License-Identifier: Apache-2.0

extension RejectionRegion {
  /// The tables of one size that a planned test rejects.
  init(_ plan: ExactRatesComparison, _ size: ExactRatesComparison.Size) {
    let (n1, n2) = (size.treatment, size.reference)
    let direction: Alternative = plan.expectsMore ? .greater : .less
    // As in Boschloo's ordering, p-values that only rounding tells apart are equal.
    let slack = 1 + 1e-11
    switch plan.test {
    case .fisherOneSided:
      self.init(arms: (n1, n2), direction, isExtreme: Self.fisher(n1, n2, level: plan.alpha * slack))
    case .fisherDoubled:
      self.init(arms: (n1, n2), .twoSided, isExtreme: Self.fisher(n1, n2, level: plan.alpha / 2 * slack))
    case .fisherTwoSided:
      self.init(arms: (n1, n2)) { Self.byProbability(n1, n2, events: $0, level: plan.alpha * slack) }
    case .boschlooOneSided:
      let level = Self.boschlooLevel(n1, n2, direction, alpha: plan.alpha * slack)
      self.init(arms: (n1, n2), direction, isExtreme: Self.fisher(n1, n2, level: level))
    case .boschlooDoubled:
      let levels = [Alternative.greater, .less].map {
        Self.boschlooLevel(n1, n2, $0, alpha: plan.alpha / 2 * slack)
      }
      let above = Self(arms: (n1, n2), .greater, isExtreme: Self.fisher(n1, n2, level: levels[0]))
      let below = Self(arms: (n1, n2), .less, isExtreme: Self.fisher(n1, n2, level: levels[1]))
      self.init(arms: (n1, n2)) { (below.low[$0], above.high[$0]) }
    case .pooledZ:
      let critical = StandardNormal.quantile(upperTail: plan.alpha)
      self.init(arms: (n1, n2), direction, isExtreme: Self.pooledZ(n1, n2, critical: critical))
    case .pearson:
      let critical = StandardNormal.quantile(upperTail: plan.alpha / 2)
      self.init(arms: (n1, n2), .twoSided, isExtreme: Self.pooledZ(n1, n2, critical: critical))
    }
  }

  /// Whether P(X ≥ count) given the events is at most `level`.
  static func fisher(_ n1: Int, _ n2: Int, level: Double) -> (Int, Int) -> Bool {
    var tails = ConditionalTails(n1, n2)
    return { count, events in tails.upper(count, of: events, limit: level) <= level }
  }

  /// The level up to which Fisher's one-sided p-values may go so that the supremum of all such tables keeps alpha.
  ///
  /// The supremum is a step function of that level, and rises with it: a bisection finds the step.
  private static func boschlooLevel(_ n1: Int, _ n2: Int, _ side: Alternative, alpha: Double) -> Double {
    // Fisher's test itself keeps alpha.
    var (low, high) = (alpha, 1.0)
    while high - low > 1e-12 * low {
      let middle = (low + high) / 2
      let region = Self(arms: (n1, n2), side, isExtreme: fisher(n1, n2, level: middle))
      if region.largestProbability() <= alpha { low = middle } else { high = middle }
    }
    return low
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

  /// The two tails whose tables, from the least probable on, add up to at most `level` with all their equals.
  static func byProbability(_ n1: Int, _ n2: Int, events: Int, level: Double) -> (low: Int, high: Int) {
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
      guard next <= level else { break }
      (left, right, sum) = (nextLeft, nextRight, next)
    }
    let start = table.support.lowerBound
    return (start + left - 1, start + right + 1)
  }
}
