// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The function of time with which a coefficient may be found to drift.
public enum TimeTransform: String, CaseIterable, Hashable, Sendable {
  /// 1 − S(t), with the Kaplan–Meier estimate of all subjects just before t; steady under censoring.
  case kaplanMeier
  /// Time itself; late events weigh heavily.
  case identity
  /// The rank of t among the times of all subjects.
  case rank
  /// log t.
  case log
}

/// Whether the coefficients of a Cox model hold at all times.
public struct ProportionalHazards: Hashable, Sendable {
  /// One test per term, in the order of the terms; p is NaN if events at one time only leave nothing to test.
  public let terms: [TestResult]
  /// The test of all terms together.
  public let global: TestResult
}

/// Tests a fit for coefficients that change with time, by the score test of Grambsch and Therneau.
///
/// Each coefficient βⱼ is allowed to be βⱼ + θⱼ g(t); the score test of θ = 0 needs no further fit. With Vᵢ
/// the information that event time tᵢ brings at the fitted β, and rᵢ its Schoenfeld residual:
///
///     U = (0, Σ g(tᵢ) rᵢ)        I = ( Σ Vᵢ   Σ gVᵢ ; Σ gVᵢ   Σ g²Vᵢ )
///
/// The test of one term adds its own θ only; the others' are left at 0.
///
/// - Parameters:
///   - fit: A fit with Efron or Breslow ties and finite coefficients.
///   - transform: The function g.
///   - terms: Columns that belong together, such as the indicators of one factor; nil for one term per
///     column.
/// - Returns: Chi-square tests with as many degrees of freedom as columns.
/// - Throws: `CoxError` for exact ties, an infinite coefficient, or the logarithm of an event time 0.
/// - SeeAlso: Grambsch & Therneau (1994), Biometrika 81:515–526. Equals `cox.zph` of R survival from version
///   3 on; earlier versions used an approximation.
public func proportionalHazards(
  of fit: CoxFit,
  transform: TimeTransform,
  terms: [[Int]]? = nil
) throws(CoxError) -> ProportionalHazards {
  let model = fit.model
  guard model.ties != .exact else { throw .exactTies }
  if let term = fit.monotoneTerms.first {
    throw .monotone(covariate: model.names[term])
  }
  var likelihood = CoxLikelihood(model)
  let beta = zip(fit.coefficients, likelihood.scales).map { $0 * $1 }
  let g = try transform.values(at: likelihood.eventTimes, in: model.data)
  let size = model.covariates.count
  var score = [Double](repeating: 0, count: size)
  var information = [[Double]](repeating: [Double](repeating: 0, count: 2 * size), count: 2 * size)
  let eventSums = likelihood.eventTimes.map { likelihood.sum(of: $0.events) }
  _ = likelihood.walk(beta) { number, gathered in
    let drift = g[number]
    let timeScore = zip(gathered.first, eventSums[number]).map { $0 + $1 }
    let timeInformation = gathered.second
    gathered.clear()
    for j in 0..<size {
      score[j] += drift * timeScore[j]
      for k in 0..<size {
        let v = timeInformation[j][k]
        information[j][k] += v
        information[size + j][k] += drift * v
        information[size + j][size + k] += drift * drift * v
      }
    }
  }

  func test(_ columns: [Int]) -> TestResult {
    let kept = Array(0..<size) + columns.map { size + $0 }
    let factor = Cholesky(
      kept.map { j in kept.map { k in information[max(j, k)][min(j, k)] } },
      tolerance: 1e-12
    )
    let u = [Double](repeating: 0, count: size) + columns.map { score[$0] }
    guard factor.rank > size else { return TestResult(statistic: nil, degreesOfFreedom: 0, p: .nan) }
    return chiSquareTest(factor.quadraticForm(u), factor.rank - size)
  }
  let tests = (terms ?? (0..<size).map { [$0] }).map(test)
  return ProportionalHazards(terms: tests, global: test(Array(0..<size)))
}

extension TimeTransform {
  /// g at each event time, centred at its mean over events, which changes the conditioning but not the tests.
  fileprivate func values(
    at times: [CoxLikelihood.EventTime],
    in data: SurvivalTimes
  ) throws(CoxError) -> [Double] {
    var values = [Double]()
    switch self {
    case .identity:
      values = times.map(\.time)
    case .log:
      guard times.allSatisfy({ $0.time > 0 }) else { throw .eventAtTimeZero }
      values = times.map { Double.log($0.time) }
    case .kaplanMeier:
      let curve = KaplanMeier(data)
      values = times.map { 1 - (curve.step(before: $0.time)?.survival ?? 1) }
    case .rank:
      // Ties share the mean of their ranks among the times of all rows, whenever these enter.
      let curve = KaplanMeier(data)
      var seen = 0.0
      let ranks = curve.steps.map { step in
        let tied = Double(step.events + step.censored)
        seen += tied
        return (time: step.time, rank: seen - (tied - 1) / 2)
      }
      values = times.map { event in
        var low = 0
        var high = ranks.count
        while low < high {
          let middle = (low + high) / 2
          if ranks[middle].time < event.time { low = middle + 1 } else { high = middle }
        }
        return ranks[low].rank
      }
    }
    let events = times.reduce(0) { $0 + $1.events.count }
    let sum = zip(values, times).reduce(0) { $0 + $1.0 * Double($1.1.events.count) }
    let mean = sum / Double(events)
    return values.map { $0 - mean }
  }
}
