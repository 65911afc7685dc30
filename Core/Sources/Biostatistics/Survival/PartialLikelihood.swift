// SPDX-License-Identifier: Apache-2.0

/// A log partial likelihood that can be climbed.
protocol PartialLikelihood {
  /// What each covariate was divided by.
  var scales: [Double] { get }
  /// Largest minus smallest value of each covariate, in units of `scales`.
  var spans: [Double] { get }
  /// The likelihood at `beta`, in these units.
  mutating func evaluate(at beta: [Double]) -> CoxLikelihood.Value
}

extension CoxModel {
  /// The likelihood of this model, as it is found fastest.
  ///
  /// - Parameter units: Those of its covariates.
  /// - Returns: The likelihood.
  func partialLikelihood(_ units: CoxUnits) -> any PartialLikelihood {
    let order = order
    return CoxBlocks.suit(self, order) ? CoxBlocks(self, order, units) : CoxLikelihood(self)
  }
}
