// SPDX-License-Identifier: Apache-2.0

/// Inference after a group-sequential trial has stopped, by the stage-wise ordering.
///
/// An outcome is more extreme the earlier the trial rejects; within a look, the larger Z is. With p(θ) the
/// probability of an outcome at least as extreme under drift θ, the p-value is p(0), the limits solve
/// p(θ) = α/2 and 1 − α/2, and the median-unbiased estimate p(θ) = ½. Looks after the one that stopped play no
/// part, so that later information need not be known.
///
/// - SeeAlso: Fairbanks & Madsen (1982), Biometrika 69:69–74; Tsiatis, Rosner & Mehta (1984), Biometrics
///   40:797–803.
public struct StagewiseOrdering: Hashable, Sendable {
  /// Information fractions as they were at the looks.
  public let fractions: [Double]
  public let upper: [Double]
  /// −∞ where no lower boundary binds.
  public let lower: [Double]

  /// Orders the outcomes of given boundaries.
  ///
  /// - Parameters:
  ///   - fractions: Ascending positive information fractions.
  ///   - upper: Critical values.
  ///   - lower: Lower boundary; nil if none binds.
  public init(fractions: [Double], upper: [Double], lower: [Double]? = nil) {
    precondition(fractions.count == upper.count, "each look needs a critical value")
    self.fractions = fractions
    self.upper = upper
    self.lower = lower ?? upper.map { _ in -.infinity }
  }

  /// The outcome of a trial that stopped at look `look`, counted from 1, with statistic `z`.
  ///
  /// - Parameters:
  ///   - look: The look that stopped, or the last one done.
  ///   - z: Its statistic, over all subjects so far.
  ///   - level: Confidence level of the two-sided interval, such as 0.95.
  /// - Returns: p-value, interval and estimates.
  /// - Throws: ``GroupSequentialError/look(_:)`` and ``GroupSequentialError/statistic(_:)``.
  public func outcome(look: Int, z: Double, level: Double) throws(GroupSequentialError) -> StagewiseOutcome {
    guard look >= 1, look <= fractions.count else { throw .look(look) }
    guard z.magnitude <= 37 else { throw .statistic(z) }
    precondition(level > 0 && level < 1, "a confidence level must lie in (0, 1), got \(level)")
    // Stopping low is the mirror image of stopping high.
    if look < fractions.count, z <= lower[look - 1] {
      let mirrored = StagewiseOrdering(fractions: fractions, upper: lower.map(-), lower: upper.map(-))
      return mirrored.upward(look: look, z: -z, level: level).mirrored
    }
    return upward(look: look, z: z, level: level)
  }

  private func upward(look: Int, z: Double, level: Double) -> StagewiseOutcome {
    let scale = fractions[look - 1].squareRoot()
    let naive = z / scale
    let tail = (1 - level) / 2
    // Where the sum of all single chances of being more extreme, or less, is below the tail.
    let reach = StandardNormal.quantile(upperTail: tail / Double(look)) + 0.1
    let starts = (0..<look).map { ((($0 + 1 < look) ? upper[$0] : z) - reach) / fractions[$0].squareRoot() }
    let ends = (0..<look).map { ((($0 + 1 < look) ? lower[$0] : z) + reach) / fractions[$0].squareRoot() }
    let least = starts.reduce(naive - 0.1, min)
    let most = ends.reduce(naive + 0.1, max)
    let crossing = BoundaryCrossing(
      fractions: Array(fractions.prefix(look)),
      lower: Array(lower.prefix(look)),
      upper: upper.prefix(look - 1) + [z],
      drifts: least...most
    )
    // Solved on the normal scale, where p(θ) is nearly straight.
    func drift(where target: Double) -> Double {
      let goal = StandardNormal.quantile(target)
      return root(from: (least, -1), to: (most, 1), near: naive + goal / scale, step: 0.1) {
        let p = crossing.power(drift: $0)
        return StandardNormal.quantile(min(max(p, 0), 1)) - goal
      }
    }
    return StagewiseOutcome(
      p: crossing.power(drift: 0),
      drift: Estimate(drift(where: 0.5), Interval(drift(where: tail), drift(where: 1 - tail))),
      maximumLikelihoodDrift: naive
    )
  }
}

/// What a stopped trial says of its drift; divide by the root of the maximum information for the effect.
public struct StagewiseOutcome: Hashable, Sendable {
  /// One-sided p-value, small in favour of the new treatment.
  public let p: Double
  /// The median-unbiased estimate of the drift and its confidence interval.
  public let drift: Estimate
  /// z / √t, which early stopping biases away from zero.
  public let maximumLikelihoodDrift: Double

  /// Twice the smaller tail.
  public var twoSidedP: Double { 2 * min(p, 1 - p) }

  fileprivate var mirrored: StagewiseOutcome {
    StagewiseOutcome(
      p: 1 - p,
      drift: Estimate(-drift.value, Interval(-drift.interval.upper, -drift.interval.lower)),
      maximumLikelihoodDrift: -maximumLikelihoodDrift
    )
  }
}

extension GroupSequentialDesign {
  /// The ordering of this design's outcomes; a lower boundary counts only if it binds.
  ///
  /// The wedge of a two-sided design does not count: an outcome within it has no place in an order by direction.
  /// Where it binds, p-values are a little too large, never too small.
  public var stagewiseOrdering: StagewiseOrdering {
    let lower: [Double]? =
      if plan.sides == .two {
        criticalValues.map { -$0 }
      } else if !plan.futilityBinds {
        nil
      } else {
        futilityBounds.map { $0 + [-.infinity] }
      }
    return StagewiseOrdering(fractions: fractions, upper: criticalValues, lower: lower)
  }
}
