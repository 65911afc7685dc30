// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import RealModule

/// One coefficient of a model, told with the error that its intervals rest on.
struct CoxTermEstimate: Sendable {
  let name: String
  let coefficient: Double
  /// From the observed information.
  let error: Double
  /// From the sandwich variance; nil where it was not asked for.
  let robustError: Double?
  let ratio: Double
  let interval: Interval
  /// Wald's test; nil where the coefficient is infinite.
  let test: TestResult?
  /// Whether the likelihood rises for ever along it.
  let isMonotone: Bool

  /// A term of a fit, by its model's error.
  init(_ term: Int, of fit: CoxFit, level: Double) {
    let found = fit.hazardRatio(term, level: level)
    name = fit.names[term]
    coefficient = fit.coefficients[term]
    error = fit.standardErrors[term]
    robustError = nil
    (ratio, interval) = (found.estimate, found.interval)
    test = fit.waldTest(of: term)
    isMonotone = fit.monotoneTerms.contains(term)
  }

  /// A term of a fit, by the sandwich variance.
  init(_ term: Int, of fit: CoxFit, _ robust: CoxRobust, level: Double) {
    let robustError = robust.standardErrors[term]
    let z = fit.coefficients[term] / robustError
    let margin = StandardNormal.quantile(upperTail: (1 - level) / 2) * robustError
    name = fit.names[term]
    coefficient = fit.coefficients[term]
    error = fit.standardErrors[term]
    self.robustError = robustError
    ratio = .exp(coefficient)
    interval = Interval(.exp(coefficient - margin), .exp(coefficient + margin))
    test = TestResult(statistic: z * z, degreesOfFreedom: 1, p: 2 * StandardNormal.survival(z.magnitude))
    isMonotone = false
  }

  /// Wald's z, which has the sign of its coefficient.
  var z: Double? {
    test?.statistic.map { $0.squareRoot() * (coefficient < 0 ? -1 : 1) }
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("estimate", .statistic(coefficient)),
      .init("se", .statistic(error)),
    ]
    if let robustError { members.append(.init("robustSE", .statistic(robustError))) }
    return .object(
      members + [
        .init("hr", .statistic(ratio)), .init("lower", .statistic(interval.lower)),
        .init("upper", .statistic(interval.upper)), .init("chisq", .optional(test?.statistic)),
        .init("p", test.map { .statistic($0.p) } ?? .null), .init("monotone", .bool(isMonotone)),
      ]
    )
  }
}
