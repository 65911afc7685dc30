// SPDX-License-Identifier: Apache-2.0

/// What is believed of the proportion of each arm before the data.
public struct ArmPriors: Hashable, Sendable {
  public let treatment: BetaDistribution
  public let reference: BetaDistribution

  /// Makes a pair of priors, for example a vague one beside one with the subjects of an earlier trial.
  public init(treatment: BetaDistribution, reference: BetaDistribution) {
    self.treatment = treatment
    self.reference = reference
  }

  /// The same prior for both arms.
  public init(_ both: BetaDistribution) {
    self.init(treatment: both, reference: both)
  }
}
