// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Intervals by the profile likelihood.
///
/// The interval of βⱼ holds the values whose likelihood, maximized over the other coefficients, lies at most half a
/// chi-square quantile below the maximum. It needs no symmetry, and one of its ends may be infinite:
///
///     2 (ℓ̂ − ℓⱼ(b)) = χ²        at either end b
///
/// With r(b) = sign(b − β̂ⱼ) √(2 (ℓ̂ − ℓⱼ(b))), which is nearly a straight line, each end is the root of r(b) = ± z.
struct ProfileLikelihood {
  /// The likelihood at β.
  let evaluate: ([Double]) -> CoxLikelihood.Value
  /// Whether the information is the curvature itself, as without a penalty; else it is where learning it begins.
  let hasExactCurvature: Bool

  /// The maximum with `term` held at `value`, climbing from `start`.
  ///
  /// - Returns: The log likelihood, its place, and its slope along the term held.
  /// - Throws: `CoxError.didNotConverge`.
  func maximum(
    holding term: Int?,
    at value: Double,
    from start: [Double]
  ) throws(CoxError) -> (logLikelihood: Double, beta: [Double], slope: Double) {
    var beta = start
    if let term { beta[term] = value }
    var current = evaluate(beta)
    let free = beta.indices.filter { $0 != term }
    var curvature = inverse(current, free)
    for iteration in 0..<Self.mostIterations {
      let score = free.map { current.score[$0] }
      let step = curvature.map { row in zip(row, score).reduce(0) { $0 + $1.0 * $1.1 } }
      let decrement = zip(step, score).reduce(0) { $0 + $1.0 * $1.1 }
      let slope = term.map { current.score[$0] } ?? 0
      if decrement <= Self.settledDecrement { return (current.logLikelihood, beta, slope) }
      var fraction = 1.0
      var trial = beta
      var next = current
      repeat {
        for (place, index) in free.enumerated() { trial[index] = beta[index] + fraction * step[place] }
        next = evaluate(trial)
        fraction /= 2
      } while !next.isImprovement(on: current) && fraction > 0x1p-30
      guard next.isImprovement(on: current) else {
        // What is left has sunk into rounding.
        guard decrement <= 1e-6 else { throw .didNotConverge(iterations: iteration) }
        return (current.logLikelihood, beta, slope)
      }
      if hasExactCurvature {
        curvature = inverse(next, free)
      } else {
        let moved = free.map { trial[$0] - beta[$0] }
        update(&curvature, moved: moved, change: free.map { current.score[$0] - next.score[$0] })
      }
      // Rounding keeps the last steps from shrinking any further.
      if zip(trial, beta).allSatisfy({ abs($0 - $1) <= 2e-16 * abs($1) }) {
        return (next.logLikelihood, trial, term.map { next.score[$0] } ?? 0)
      }
      beta = trial
      current = next
    }
    throw .didNotConverge(iterations: Self.mostIterations)
  }

  private func inverse(_ value: CoxLikelihood.Value, _ free: [Int]) -> [[Double]] {
    Cholesky(free.map { i in free.map { value.information[i][$0] } }, tolerance: 1e-14).inverse()
  }

  /// Learns the inverse of the curvature from a step and the change of the score along it (Broyden, Fletcher, Goldfarb
  /// and Shanno; Nocedal & Wright, 2006, section 6.1).
  private func update(_ inverse: inout [[Double]], moved: [Double], change: [Double]) {
    let product = zip(moved, change).reduce(0) { $0 + $1.0 * $1.1 }
    guard product > 0 else { return }
    let size = moved.count
    let turned = inverse.map { row in zip(row, change).reduce(0) { $0 + $1.0 * $1.1 } }
    let length = zip(change, turned).reduce(0) { $0 + $1.0 * $1.1 }
    for i in 0..<size {
      for j in 0..<size {
        inverse[i][j] +=
          (1 + length / product) * moved[i] * moved[j] / product
          - (turned[i] * moved[j] + moved[i] * turned[j]) / product
      }
    }
  }

  /// The end of the interval on one side of the maximum.
  ///
  /// - Parameters:
  ///   - term: The coefficient.
  ///   - sign: −1 for the lower end, 1 for the upper.
  ///   - best: The maximum ℓ̂, or its limit if the likelihood rises for ever on the other side.
  ///   - start: A point where the search begins.
  ///   - scale: About one standard error.
  ///   - z: Normal quantile.
  /// - Returns: The end; infinite if the likelihood never falls so far.
  /// - Throws: `CoxError.didNotConverge`.
  func end(
    of term: Int,
    sign: Double,
    best: Double,
    start: [Double],
    scale: Double,
    z: Double
  ) throws(CoxError) -> Double {
    var beta = start
    /// r − z, and its slope, at `value`.
    func excess(_ value: Double) throws(CoxError) -> (excess: Double, slope: Double) {
      let point = try maximum(holding: term, at: value, from: beta)
      beta = point.beta
      let root = max(0, 2 * (best - point.logLikelihood)).squareRoot()
      return (root - z, root > 0 ? -sign * point.slope / root : 0)
    }
    // A bracket first: inside the interval on one hand, outside on the other.
    var inside = start[term]
    var step = scale * z
    var outside = inside
    var value = try excess(inside)
    guard value.excess < 0 else {
      // The start lies outside already: look towards the maximum.
      outside = inside
      repeat {
        inside -= sign * step
        step *= 2
        guard step < scale * 1e6 else { return sign * .infinity }
        value = try excess(inside)
        if value.excess >= 0 { outside = inside }
      } while value.excess >= 0
      return try root(sign, &inside, &outside, excess)
    }
    repeat {
      outside = inside + sign * step
      guard step < scale * 1e6 else { return sign * .infinity }
      value = try excess(outside)
      if value.excess < 0 {
        inside = outside
        // A likelihood that has stopped falling never reaches the level.
        if abs(value.slope) * scale < 1e-9 { return sign * .infinity }
      }
      step *= 2
    } while value.excess < 0
    return try root(sign, &inside, &outside, excess)
  }

  /// Newton's method on the excess, kept inside its bracket.
  private func root(
    _ sign: Double,
    _ inside: inout Double,
    _ outside: inout Double,
    _ excess: (Double) throws(CoxError) -> (excess: Double, slope: Double)
  ) throws(CoxError) -> Double {
    var guess = (inside + outside) / 2
    for _ in 0..<Self.mostIterations {
      let (value, slope) = try excess(guess)
      if value < 0 { inside = guess } else { outside = guess }
      var next = slope != 0 ? guess - sign * value / slope : guess
      if abs(value) < 1e-14 || abs(next - guess) <= 4e-16 * abs(guess) { return next }
      let (low, high) = (min(inside, outside), max(inside, outside))
      if !(next > low && next < high) { next = (low + high) / 2 }
      // Rounding of the likelihood leaves no closer bracket.
      if next == low || next == high { return next }
      guess = next
    }
    return guess
  }

  private static let mostIterations = 100
  private static let settledDecrement = 1e-22
}

extension CoxFit {
  /// The interval of one coefficient by the profile likelihood, finite on one side at least.
  ///
  /// Where the likelihood is monotone, as when an arm has no event, Wald's interval is the whole line, but this one
  /// still ends on the other side: the data exclude ratios that are too near 1.
  ///
  /// - Parameters:
  ///   - term: Index of the covariate.
  ///   - level: Confidence level in (0, 1).
  /// - Returns: Limits of β; the exponential of them limits the hazard ratio.
  /// - Throws: `CoxError.didNotConverge` if other coefficients have no maximum on the way.
  /// - SeeAlso: Venzon & Moolgavkar (1988), Applied Statistics 37:87–94. `RISKLIMITS=PL` in SAS `PROC PHREG`.
  public func profileInterval(_ term: Int, level: Double) throws(CoxError) -> Interval {
    precondition(names.indices.contains(term), "term \(term) is not in 0..<\(names.count)")
    if let other = monotoneTerms.first(where: { $0 != term }) {
      throw .monotone(covariate: names[other])
    }
    var likelihood = model.partialLikelihood(CoxUnits(model.covariates))
    let scales = likelihood.scales
    let profile = ProfileLikelihood(evaluate: { likelihood.evaluate(at: $0) }, hasExactCurvature: true)
    let z = twoSidedNormalQuantile(level: level)
    let isFinite = coefficients[term].isFinite
    // A monotone term starts at 0, from where both ends are looked for.
    let start = zip(coefficients, scales).map { $0.isFinite ? $0 * $1 : 0 }
    let scale = isFinite ? covariance[term][term].squareRoot() * scales[term] : 1
    func end(_ sign: Double) throws(CoxError) -> Double {
      guard isFinite || (coefficients[term] > 0) != (sign > 0) else { return sign * .infinity }
      let best = logLikelihood.fitted
      return try profile.end(of: term, sign: sign, best: best, start: start, scale: scale, z: z)
        / scales[term]
    }
    return Interval(try end(-1), try end(1))
  }
}
