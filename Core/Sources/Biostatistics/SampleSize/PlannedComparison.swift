// SPDX-License-Identifier: Apache-2.0

/// A comparison to be planned: what its standardized effect is, and what its statistic says of the effect.
///
/// Subjects are counted over all arms and not rounded; round up when the trial is written.
public protocol PlannedComparison: Sendable {
  /// Subjects of the experimental arm per subject of the control arm; nil with a single arm.
  var allocationRatio: Double? { get }

  /// The subjects that a trial without interim looks needs.
  ///
  /// - Parameters:
  ///   - alpha: Type I error in the direction of the effect.
  ///   - beta: Type II error.
  /// - Returns: Subjects, not rounded.
  func fixedSize(alpha: Double, beta: Double) -> Double

  /// The mean of Z at the end of a trial of so many subjects, in the direction of the effect.
  ///
  /// Standard errors under the null hypothesis and the alternative may differ; the drift is the one with which
  /// a normal statistic has the power of this comparison at one-sided level `alpha`.
  func drift(subjects: Double, alpha: Double) -> Double

  /// The observed effect at which the statistic of so many subjects is `z`; nil if none reaches it.
  ///
  /// Positive z lie in the direction of the alternative.
  func effect(reaching z: Double, subjects: Double) -> Double?
}

/// The size of a trial and what its boundaries mean on the scale of the effect.
public struct PlannedSize: Hashable, Sendable {
  /// Subjects without interim looks; nil where the size was given.
  public let fixed: Double?
  /// Subjects if the trial runs to its last look.
  public let maximum: Double
  /// Subjects at each look.
  public let perLook: [Double]
  /// Experimental subjects per control subject; nil with a single arm.
  public let allocationRatio: Double?
  /// Effects that just reach each critical value; nil where none does.
  public let criticalEffects: [Double?]
  /// Effects in the other direction, for two-sided tests.
  public let oppositeEffects: [Double?]?
  /// Effects at the futility bounds.
  public let futilityEffects: [Double?]?
  /// What happens if there is no effect, half of the assumed one, and the assumed one.
  public let underNull: OperatingCharacteristics
  public let underHalf: OperatingCharacteristics
  public let underAlternative: OperatingCharacteristics

  /// Expected subjects under given characteristics.
  public func expected(_ characteristics: OperatingCharacteristics) -> Double {
    maximum * characteristics.expectedInformation
  }

  /// Subjects of the experimental arm out of `subjects`; all of them with a single arm.
  public func experimental(of subjects: Double) -> Double {
    allocationRatio.map { subjects * $0 / (1 + $0) } ?? subjects
  }
}

extension GroupSequentialDesign {
  /// The subjects this design needs to find the effect of `comparison` with its power.
  public func size(for comparison: some PlannedComparison) -> PlannedSize {
    let fixed = comparison.fixedSize(alpha: plan.alphaPerSide, beta: plan.beta)
    return size(fixed: fixed, maximum: fixed * inflationFactor, drift: drift, comparison)
  }

  /// What this design achieves with a given number of subjects.
  public func power(of comparison: some PlannedComparison, subjects: Double) -> PlannedSize {
    precondition(subjects > 0, "a trial needs subjects, got \(subjects)")
    let drift = comparison.drift(subjects: subjects, alpha: plan.alphaPerSide)
    return size(fixed: nil, maximum: subjects, drift: drift, comparison)
  }

  private func size(fixed: Double?, maximum: Double, drift: Double, _ comparison: some PlannedComparison)
    -> PlannedSize
  {
    let perLook = fractions.map { $0 * maximum }
    func effects(_ bounds: [Double]) -> [Double?] {
      zip(bounds, perLook).map { comparison.effect(reaching: $0, subjects: $1) }
    }
    return PlannedSize(
      fixed: fixed,
      maximum: maximum,
      perLook: perLook,
      allocationRatio: comparison.allocationRatio,
      criticalEffects: effects(criticalValues),
      oppositeEffects: plan.sides == .two ? effects(criticalValues.map { -$0 }) : nil,
      futilityEffects: futilityBounds.map { zip($0, effects($0)).map { plan.hasFutility($0) ? $1 : nil } },
      underNull: characteristics(drift: 0),
      underHalf: characteristics(drift: drift / 2),
      underAlternative: characteristics(drift: drift)
    )
  }
}
