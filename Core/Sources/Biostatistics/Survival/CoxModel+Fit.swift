// SPDX-License-Identifier: Apache-2.0

extension CoxModel {
  /// Maximizes the partial likelihood by Newton's method with step halving.
  ///
  /// Goals, in this order: the true maximum, to rounding; an honest answer where there is none; speed. The
  /// iteration stops on the decrement U'I⁻¹U, the squared distance to the maximum in standard errors, not on
  /// the change of the likelihood, which is flat long before the coefficients have settled.
  ///
  /// A monotone likelihood shows itself by steps that stay long while the decrement vanishes, and by a
  /// decrement that shrinks by a factor near e from step to step; near a true maximum it shrinks to its
  /// square. The terms that still move are reported as infinite.
  ///
  /// - Returns: The fit, whose numbers do not depend on the order of the subjects, to the last bit.
  /// - Throws: `CoxError` if there is no event, or a covariate of which nothing can be learned.
  public func fit() throws(CoxError) -> CoxFit {
    for (column, name) in zip(covariates, names) where !column.allSatisfy(\.isFinite) {
      throw .notFinite(covariate: name)
    }
    guard data.eventCount > 0 else { throw .noEvents }
    var likelihood = CoxLikelihood(self)
    let size = covariates.count
    var beta = [Double](repeating: 0, count: size)
    var current = likelihood.evaluate(at: beta)
    let null = current

    let start = Cholesky(null.information, tolerance: 1e-11)
    let column = (0..<size).first { column in
      let span = likelihood.spans[column]
      // What rounding leaves of a covariate that is constant in every risk set is no information.
      let rounding = 1e-13 * span * span * Double(data.eventCount)
      return null.information[column][column] <= rounding || !start.isUsed[column]
    }
    if let column {
      throw .undetermined(covariate: names[column])
    }
    var factor = start
    var monotone = [Int]()
    var iterations = 0
    var previous = Double.infinity
    while true {
      let step = factor.solve(current.score)
      let decrement = zip(step, current.score).reduce(0) { $0 + $1.0 * $1.1 }
      let isSlow = decrement > Self.slowRatio * previous
      previous = decrement
      let diverging = step.indices.filter {
        isSlow && abs(step[$0]) * likelihood.spans[$0] > Self.longStep
      }
      if decrement <= Self.flatDecrement && !diverging.isEmpty {
        monotone = diverging
        break
      }
      if decrement <= Self.settledDecrement { break }
      guard iterations < Self.mostIterations else { throw .didNotConverge(iterations: iterations) }
      iterations += 1

      var fraction = 1.0
      var trial = [Double]()
      var next = current
      repeat {
        trial = zip(beta, step).map { $0 + fraction * $1 }
        next = likelihood.evaluate(at: trial)
        fraction /= 2
      } while !next.isImprovement(on: current) && fraction > 0x1p-30
      let nextFactor = Cholesky(next.information, tolerance: 1e-14)
      guard next.isImprovement(on: current), nextFactor.rank == beta.count else {
        // The gain that is left has sunk into rounding: the climb ends here, or what can be seen of it.
        guard decrement <= Self.visibleDecrement else { throw .didNotConverge(iterations: iterations) }
        monotone = diverging
        break
      }
      beta = trial
      current = next
      factor = nextFactor
    }
    return summary(null: null, start: start, fitted: current, beta: beta, monotone, iterations, likelihood)
  }

  private static let visibleDecrement = 1e-6
  private static let flatDecrement = 1e-12
  private static let settledDecrement = 1e-20
  private static let longStep = 0.01
  private static let slowRatio = 0.1
  private static let mostIterations = 100

  /// Turns the last iterate back into the units of the covariates.
  private func summary(
    null: CoxLikelihood.Value,
    start: Cholesky,
    fitted: CoxLikelihood.Value,
    beta: [Double],
    _ monotone: [Int],
    _ iterations: Int,
    _ likelihood: CoxLikelihood
  ) -> CoxFit {
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
        covariance[row][column] = inverse[i][j] / (likelihood.scales[row] * likelihood.scales[column])
      }
    }
    let coefficients = (0..<size).map { term in
      monotone.contains(term)
        ? (beta[term] < 0 ? -Double.infinity : .infinity) : beta[term] / likelihood.scales[term]
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
      scoreTest: chiSquareTest(start.quadraticForm(null.score), size),
      waldTest: monotone.isEmpty ? chiSquareTest(wald, size) : nil,
      likelihoodRatioTest: chiSquareTest(max(0, 2 * (fitted.logLikelihood - null.logLikelihood)), size),
      iterations: iterations,
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
