// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// What a sample size statement assumes.
public enum SizePlan: Hashable, Sendable {
  /// Rates of the experimental and the control arm, and experimental subjects per control.
  case proportions(Double, versus: Double, ratio: Double)
  /// A difference of means and the common standard deviation.
  case means(difference: Double, deviation: Double, ratio: Double)
  /// A hazard ratio; the size is the number of events of both arms.
  case events(hazardRatio: Double, ratio: Double)
  /// A rate against a fixed one, in one arm.
  case oneProportion(Double, null: Double)
  /// Simon's two stages in one arm.
  case simon(Double, null: Double)

  /// Whether the assumptions can be those of a trial at all.
  var isPossible: Bool {
    func isRate(_ p: Double) -> Bool { p > 0 && p < 1 }
    func isRatio(_ r: Double) -> Bool { r >= 0.01 && r <= 100 }
    switch self {
    case .proportions(let p, let q, let r): return isRate(p) && isRate(q) && p != q && isRatio(r)
    case .means(let d, let s, let r):
      return (d / s).magnitude > 1e-6 && (d / s).magnitude < 20 && s > 0 && isRatio(r)
    case .events(let h, let r): return h > 1e-6 && h < 1e6 && (h - 1).magnitude > 1e-6 && isRatio(r)
    case .oneProportion(let p, let q): return isRate(p) && isRate(q) && p != q
    case .simon(let p, let q): return isRate(p) && isRate(q) && q < p
    }
  }

  /// Experimental subjects per control; nil with a single arm or where the size counts events.
  var ratio: Double? {
    switch self {
    case .proportions(_, _, let r), .means(_, _, let r): r
    case .events, .oneProportion, .simon: nil
    }
  }

  /// The size of both arms by each formula, not rounded, for one-sided tail probabilities.
  func sizes(tail alpha: Double, beta: Double) -> [(SizeFormula, Double)] {
    switch self {
    case .oneProportion(let p, let q):
      let normal = normalSizes(tail: alpha, beta: beta)
      return normal + exact(p, null: q, alpha: alpha, beta: beta, near: normal[0].1).map { (.binomial, $0) }
    case .simon(let p, let q):
      guard let pair = SimonTwoStage.search(nullRate: q, targetRate: p, alpha: alpha, beta: beta) else {
        return []
      }
      return [(.simonOptimal, Double(pair.optimal.size)), (.simonMinimax, Double(pair.minimax.size))]
    case .proportions, .means, .events:
      return normalSizes(tail: alpha, beta: beta)
    }
  }

  /// The same for formulas in closed form, or nearly so.
  func normalSizes(tail alpha: Double, beta: Double) -> [(SizeFormula, Double)] {
    let z = StandardNormal.quantile(upperTail: alpha) + StandardNormal.quantile(upperTail: beta)
    switch self {
    case .proportions(let p, let q, let r):
      let pooled = RatesComparison(p, versus: q, null: .difference(0), ratio: r)
        .fixedSize(alpha: alpha, beta: beta)
      let unpooled = z * z * (q * (1 - q) + p * (1 - p) / r) / ((p - q) * (p - q)) * (1 + r)
      let angle = 2 * (Double.asin(p.squareRoot()) - .asin(q.squareRoot()))
      let arcsine = z * z * (1 + 1 / r) / (angle * angle) * (1 + r)
      return [
        (.pooled, pooled), (.unpooled, unpooled), (.arcsine, arcsine),
        (.pooledCorrected, corrected(pooled, p - q, r)), (.unpooledCorrected, corrected(unpooled, p - q, r)),
      ]
    case .means(let d, let s, let r):
      let normal = MeansComparison(difference: d, standardDeviation: s, ratio: r, test: .normal)
        .fixedSize(alpha: alpha, beta: beta)
      guard normal < 1e6 else { return [(.normal, normal), (.student, normal)] }
      let student = MeansComparison(difference: d, standardDeviation: s, ratio: r, test: .t)
        .fixedSize(alpha: alpha, beta: beta)
      return [(.normal, normal), (.student, student)]
    case .events(let h, let r):
      let comparison = SurvivalComparison(
        controlHazard: PiecewiseRate(1),
        hazardRatio: h,
        accrualEnd: 1,
        ratio: r
      )
      let formulas: [(SizeFormula, SurvivalComparison.EventFormula)] = [
        (.schoenfeld, .schoenfeld), (.freedman, .freedman), (.hsiehFreedman, .hsiehFreedman),
      ]
      return formulas.map { ($0, comparison.fixedEvents(alpha: alpha, beta: beta, formula: $1)) }
    case .oneProportion(let p, let q):
      let score = SingleRateComparison(p, null: q).fixedSize(alpha: alpha, beta: beta)
      let wald = z * z * p * (1 - p) / ((p - q) * (p - q))
      let angle = 2 * (Double.asin(p.squareRoot()) - .asin(q.squareRoot()))
      return [(.score, score), (.wald, wald), (.arcsine, z * z / (angle * angle))]
    case .simon:
      return []
    }
  }

  /// With continuity correction, close to what Fisher's exact test needs.
  ///
  ///     n′ = n/4 (1 + √(1 + 2 (r + 1) / (n r |p − q|)))²   controls
  ///
  /// Casagrande, Pike & Smith (1978), Biometrics 34:483–486; Fleiss, Tytun & Ury (1980), Biometrics 36:343–346.
  private func corrected(_ size: Double, _ difference: Double, _ ratio: Double) -> Double {
    let controls = size / (1 + ratio)
    let root = 1 + (1 + 2 * (ratio + 1) / (controls * ratio * difference.magnitude)).squareRoot()
    return size / 4 * root * root
  }

  /// The first size at which the exact one-sided binomial test has the power (A'Hern 2001, Statistics in
  /// Medicine 20:859–866); none beyond 2,000 subjects.
  private func exact(_ p: Double, null q: Double, alpha: Double, beta: Double, near: Double) -> [Double] {
    guard near < 1_000 else { return [] }
    // For a target below the null hypothesis, non-events are counted.
    let (target, null) = p > q ? (p, q) : (1 - p, 1 - q)
    var limit = 0
    for n in 1...2_000 {
      let under = Binomial(n, null)
      // P(X > limit) ≤ alpha; the limit never falls as n grows.
      while under.survival(limit) > alpha { limit += 1 }
      if limit < n, Binomial(n, target).survival(limit) >= 1 - beta { return [Double(n)] }
    }
    return []
  }
}

/// The formulas behind sample sizes.
public enum SizeFormula: String, CaseIterable, Hashable, Sendable {
  /// Two proportions with the variance of the null hypothesis pooled, as `power.prop.test` in R.
  case pooled
  /// Two proportions with separate variances.
  case unpooled
  /// One or two proportions on the arcsine scale, as Cohen's h.
  case arcsine
  case pooledCorrected, unpooledCorrected
  /// Two means, standard deviation known and estimated.
  case normal, student
  case schoenfeld, freedman, hsiehFreedman
  /// One proportion: variance of the null hypothesis, variance of the target, exact.
  case score, wald, binomial
  case simonOptimal, simonMinimax
}
