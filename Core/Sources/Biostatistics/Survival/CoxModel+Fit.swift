// SPDX-License-Identifier: Apache-2.0

extension CoxModel {
  /// Maximizes the partial likelihood by Newton's method with step halving; see `NewtonClimb`.
  ///
  /// - Returns: The fit, whose numbers do not depend on the order of the subjects, to the last bit.
  /// - Throws: `CoxError` if there is no event, or a covariate of which nothing can be learned.
  public func fit() throws(CoxError) -> CoxFit {
    let units = CoxUnits(covariates)
    for (isFinite, name) in zip(units.areFinite, names) where !isFinite {
      throw .notFinite(covariate: name)
    }
    guard data.eventCount > 0 else { throw .noEvents }
    var likelihood = partialLikelihood(units)
    let climb = try NewtonClimb(names: names, spans: likelihood.spans, events: data.eventCount) {
      likelihood.evaluate(at: $0)
    }
    return summary(climb, scales: likelihood.scales)
  }

  /// Turns the last iterate back into the units of the covariates.
  private func summary(_ climb: NewtonClimb, scales: [Double]) -> CoxFit {
    let (beta, fitted, null, monotone) = (climb.beta, climb.fitted, climb.null, climb.monotone)
    let size = beta.count
    let finite = (0..<size).filter { !monotone.contains($0) }
    let settled = Cholesky(
      finite.map { i in finite.map { j in fitted.information[i][j] } },
      tolerance: 1e-14
    )
    let inverse = settled.inverse()
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for term in monotone {
      covariance[term][term] = .infinity
    }
    for (i, row) in finite.enumerated() {
      for (j, column) in finite.enumerated() {
        covariance[row][column] = inverse[i][j] / (scales[row] * scales[column])
      }
    }
    let coefficients = (0..<size).map { term in
      monotone.contains(term)
        ? (beta[term] < 0 ? -Double.infinity : .infinity) : beta[term] / scales[term]
    }
    // At the maximum U is 0, so that the Wald statistic is β'Iβ in the scaled units.
    let wald = (0..<size).reduce(0) { sum, i in
      (0..<size).reduce(sum) { $0 + beta[i] * fitted.information[i][$1] * beta[$1] }
    }
    return CoxFit(
      model: self,
      coefficients: coefficients,
      covariance: covariance,
      logLikelihood: (null.logLikelihood, fitted.logLikelihood),
      scoreTest: chiSquareTest(climb.start.quadraticForm(null.score), size),
      waldTest: monotone.isEmpty ? chiSquareTest(wald, size) : nil,
      likelihoodRatioTest: chiSquareTest(max(0, 2 * (fitted.logLikelihood - null.logLikelihood)), size),
      iterations: climb.iterations,
      monotoneTerms: monotone
    )
  }
}

/// A chi-square statistic with its upper tail.
func chiSquareTest(_ statistic: Double, _ degreesOfFreedom: Int) -> TestResult {
  TestResult(
    statistic: statistic,
    degreesOfFreedom: Double(degreesOfFreedom),
    p: ChiSquare.survival(statistic, degreesOfFreedom: Double(degreesOfFreedom))
  )
}
