// SPDX-License-Identifier: Apache-2.0

/// What the final comparison of two arms has to show to be a success; more events under treatment are better.
///
/// For events that treatment should prevent, exchange the arms.
public enum FinalComparison: Hashable, Sendable {
  /// P(p₁ > p₂ + margin | final data) > threshold, with the priors of the final analysis.
  case posterior(ArmPriors, margin: Double, threshold: Double)
  /// The z test with pooled variance (Pearson's test in one direction), one-sided p ≤ alpha < ½.
  case pooledZ(alpha: Double)
  /// Fisher's exact test, one-sided p ≤ alpha.
  case fisher(alpha: Double)

  /// Whether these final data are a success.
  ///
  /// Never falls as treatment has more events, and never rises as reference has.
  public func isMet(by table: TwoProportions) -> Bool {
    switch self {
    case .posterior(let priors, let margin, let threshold):
      BayesianComparison(table, priors: priors).exceeds(threshold, margin: margin)
    case .pooledZ(let alpha):
      // Undefined where nobody or everybody has an event: no success.
      table.zPooled(.greater).p <= alpha
    case .fisher(let alpha):
      // As in Boschloo's ordering, p-values that only rounding tells apart are equal.
      table.fisher(.greater).p <= alpha * (1 + 1e-11)
    }
  }

  var isValid: Bool {
    switch self {
    case .posterior(_, let margin, let threshold): margin.magnitude < 1 && threshold > 0 && threshold < 1
    case .pooledZ(let alpha): alpha > 0 && alpha < 0.5
    case .fisher(let alpha): alpha > 0 && alpha < 1
    }
  }
}

extension TwoProportions {
  /// The probability, given these interim data, that the final comparison will be a success.
  ///
  ///     Σ P(Y₁ = y₁) P(Y₂ = y₂) over all future events with a successful final table
  ///
  /// Future events have beta-binomial distributions under the posteriors of now. Success only becomes likelier
  /// with each event under treatment and less likely with each under reference, so the largest successful y₂
  /// rises with y₁: its staircase is followed with m₁ + m₂ + 1 evaluations for m₁ and m₂ future subjects.
  ///
  /// - Parameters:
  ///   - success: What the final analysis has to show.
  ///   - treatmentSize: Subjects of the treatment arm at the final analysis, at least those of now.
  ///   - referenceSize: Subjects of the reference arm at the final analysis, at least those of now.
  ///   - priors: What was believed before the interim data; may differ from the priors of the final analysis.
  /// - Returns: A probability; 0 or 1 if nobody is to come. Measured relative error below 1e-12.
  /// - SeeAlso: Spiegelhalter, Freedman & Blackburn (1986), Controlled Clinical Trials 7:8–17; Saville, Connor,
  ///   Ayers & Alvarez (2014), Clinical Trials 11:485–493.
  public func predictiveProbability(
    of success: FinalComparison,
    treatmentSize: Int,
    referenceSize: Int,
    priors: ArmPriors
  ) -> Double {
    precondition(success.isValid, "thresholds and alpha lie in (0, 1), alpha of the z test below ½")
    precondition(
      treatmentSize >= treatment.n && referenceSize >= reference.n,
      "an arm cannot be smaller at the end than now"
    )
    let future1 = BetaBinomialDistribution(
      treatmentSize - treatment.n,
      treatment.posterior(prior: priors.treatment)
    ).probabilities
    let future2 = BetaBinomialDistribution(
      referenceSize - reference.n,
      reference.posterior(prior: priors.reference)
    ).probabilities
    var (total, below) = (0.0, 0.0)
    var y2 = 0
    for (y1, weight) in future1.enumerated() {
      let arm = Proportion(events: treatment.events + y1, of: treatmentSize)
      while y2 < future2.count {
        let other = Proportion(events: reference.events + y2, of: referenceSize)
        guard success.isMet(by: TwoProportions(arm, versus: other)) else { break }
        below += future2[y2]
        y2 += 1
      }
      total += weight * below
    }
    return min(1, total)
  }
}
