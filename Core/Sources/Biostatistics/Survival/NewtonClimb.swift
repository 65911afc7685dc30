// SPDX-License-Identifier: Apache-2.0

/// Newton's method with step halving on a log likelihood that is concave, or nearly so.
///
/// Goals, in this order: the true maximum, to rounding; an honest answer where there is none; speed. The
/// iteration stops on the decrement U'I⁻¹U, the squared distance to the maximum in standard errors, not on
/// the change of the likelihood, which is flat long before the coefficients have settled.
///
/// A monotone likelihood shows itself by steps that stay long while the decrement vanishes, and by a
/// decrement that shrinks by a factor near e from step to step; near a true maximum it shrinks to its
/// square. The terms that still move are reported as infinite.
struct NewtonClimb {
  /// The highest point reached.
  let beta: [Double]
  let fitted: CoxLikelihood.Value
  /// The likelihood with all β = 0, and the factor of its information.
  let null: CoxLikelihood.Value
  let start: Cholesky
  /// Terms along which the likelihood rises for ever.
  let monotone: [Int]
  let iterations: Int

  /// Climbs from β = 0.
  ///
  /// - Parameters:
  ///   - names: One per term.
  ///   - spans: Largest less smallest value of each covariate.
  ///   - events: Number of events.
  ///   - evaluate: The likelihood at β, in the units of `spans`.
  /// - Throws: `CoxError` for a covariate of which nothing can be learned, or if no maximum is found.
  init(
    names: [String],
    spans: [Double],
    events: Int,
    evaluate: ([Double]) -> CoxLikelihood.Value
  ) throws(CoxError) {
    let size = names.count
    var beta = [Double](repeating: 0, count: size)
    var current = evaluate(beta)
    let null = current

    let start = Cholesky(null.information, tolerance: 1e-11)
    let column = (0..<size).first { column in
      let span = spans[column]
      // What rounding leaves of a covariate that is constant in every risk set is no information.
      let rounding = 1e-13 * span * span * Double(events)
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
        isSlow && abs(step[$0]) * spans[$0] > Self.longStep
      }
      if decrement <= Self.flatDecrement && !diverging.isEmpty {
        monotone = diverging
        break
      }
      if decrement <= Self.settledDecrement {
        // The last step is known and too short to change anything but the coefficients' last digits.
        beta = zip(beta, step).map { $0 + $1 }
        break
      }
      guard iterations < Self.mostIterations else { throw .didNotConverge(iterations: iterations) }
      iterations += 1

      var fraction = 1.0
      var trial = [Double]()
      var next = current
      repeat {
        trial = zip(beta, step).map { $0 + fraction * $1 }
        next = evaluate(trial)
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
    self.beta = beta
    fitted = current
    self.null = null
    self.start = start
    self.monotone = monotone
    self.iterations = iterations
  }

  private static let visibleDecrement = 1e-6
  private static let flatDecrement = 1e-12
  private static let settledDecrement = 1e-20
  private static let longStep = 0.01
  private static let slowRatio = 0.1
  private static let mostIterations = 100
}
