// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Restricted mean survival time: the mean time without the event up to a horizon τ.
///
///     μ = ∫₀^τ S(t) dt        Var μ = Σ Aᵢ² dᵢ / (nᵢ (nᵢ − dᵢ))        Aᵢ = ∫ from tᵢ to τ of S(t) dt
///
/// It needs no proportional hazards, and is read in units of time.
///
/// - SeeAlso: Irwin (1949), J Hyg 47:188–189; Royston & Parmar (2013), BMC Med Res Methodol 13:152. Equals
///   `summary(survfit, rmean = τ)` of R survival.
public struct RestrictedMeanSurvival: Hashable, Sendable {
  /// μ, between 0 and τ.
  public let mean: Double
  /// Greenwood's variance of μ.
  public let variance: Double
  /// τ.
  public let horizon: Double
  /// Whether S is unknown up to τ: the longest time is a censoring before τ, and the last value of S was carried on.
  ///
  /// An analysis plan should choose a τ for which this is false in every arm.
  public let isExtrapolated: Bool

  /// Standard error of μ.
  public var standardError: Double { variance.squareRoot() }

  /// Mean time lost up to τ, τ − μ; its standard error is that of μ.
  public var timeLost: Double { horizon - mean }

  /// μ ± z standard errors.
  public func interval(level: Double) -> Interval {
    let margin = twoSidedNormalQuantile(level: level) * standardError
    return Interval(mean - margin, mean + margin)
  }
}

extension KaplanMeier {
  /// The mean time without the event up to `horizon`.
  ///
  /// - Parameter horizon: τ, above 0 and finite, in the unit of the data.
  /// - Returns: The mean with its variance; τ itself with variance 0 if no event happens up to then.
  public func restrictedMean(until horizon: Double) -> RestrictedMeanSurvival {
    precondition(horizon > 0 && horizon.isFinite, "a horizon must be above 0 and finite, got \(horizon)")
    let used = steps.prefix { $0.time <= horizon }
    // Backwards, so that the area after each event is at hand and small terms are added first.
    var area = 0.0
    var variance = 0.0
    var end = horizon
    for step in used.reversed() {
      area += (end - step.time) * step.survival
      end = step.time
      if step.events > 0, step.survival > 0 {
        let (d, n) = (Double(step.events), Double(step.atRisk))
        variance += area * area * (d / (n * (n - d)))
      }
    }
    let last = steps.last
    return RestrictedMeanSurvival(
      mean: area + end,
      variance: variance,
      horizon: horizon,
      isExtrapolated: (last?.survival ?? 1) > 0 && (last?.time ?? 0) < horizon
    )
  }
}
