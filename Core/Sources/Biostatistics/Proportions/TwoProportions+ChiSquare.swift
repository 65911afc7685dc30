// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Large-sample tests of equal proportions, two-sided unless they take a direction.
///
/// Where nobody, or everybody, has an event, or an arm is empty, these tests are not defined: the statistic
/// is `nil` and p is NaN.
extension TwoProportions {
  /// Pearson's chi-square test without correction.
  ///
  /// - Returns: Chi-square with one degree of freedom.
  /// - SeeAlso: `chisq.test(correct = FALSE)` in R, `CHISQ` in SAS PROC FREQ.
  public func pearson() -> TestResult {
    chiSquare { crossDifference * crossDifference / margins * Double(n) }
  }

  /// Pearson's test with Yates' continuity correction.
  ///
  /// - Returns: Chi-square with one degree of freedom.
  /// - SeeAlso: Yates (1934), JRSS Supplement 1:217–235. `chisq.test` in R, "Continuity Adj." in SAS.
  public func yates() -> TestResult {
    chiSquare {
      let corrected = max(0, crossDifference.magnitude - Double(n) / 2)
      return corrected * corrected / margins * Double(n)
    }
  }

  /// The N − 1 chi-square test, Pearson's statistic times (N − 1) / N.
  ///
  /// - Returns: Chi-square with one degree of freedom.
  /// - SeeAlso: Campbell (2007), Statistics in Medicine 26:3661–3675. Equals CMH with one stratum.
  public func nMinusOne() -> TestResult {
    chiSquare { crossDifference * crossDifference / margins * Double(n - 1) }
  }

  /// The likelihood-ratio test, G² = 2 Σ observed log(observed / expected).
  ///
  /// - Returns: Chi-square with one degree of freedom.
  public func likelihoodRatio() -> TestResult {
    chiSquare {
      // Σ observed = Σ expected, so the deviances, each without cancellation, add up to the same sum.
      2 * zip(cells, expectedCounts).reduce(0) { $0 + SaddlePoint.deviance($1.0, mean: $1.1) }
    }
  }

  /// The z test with pooled variance; two-sided it is ``pearson()``.
  ///
  /// - Parameter alternative: The direction of the test.
  /// - Returns: A standard normal statistic, positive if treatment has the larger proportion.
  public func zPooled(_ alternative: Alternative = .twoSided) -> TestResult {
    guard isInformative else { return .undefined }
    let z = crossDifference * (Double(n) / margins).squareRoot()
    return TestResult(statistic: z, degreesOfFreedom: nil, p: alternative.p(z: z))
  }

  /// The z test with separate variances (Wald); infinite where neither arm varies.
  ///
  /// - Parameter alternative: The direction of the test.
  /// - Returns: A standard normal statistic, positive if treatment has the larger proportion.
  public func zUnpooled(_ alternative: Alternative = .twoSided) -> TestResult {
    guard isInformative else { return .undefined }
    let z = difference / unpooledStandardError
    return TestResult(statistic: z, degreesOfFreedom: nil, p: alternative.p(z: z))
  }

  /// √(p₁ q₁ / n₁ + p₂ q₂ / n₂).
  var unpooledStandardError: Double {
    [treatment, reference].reduce(0) { $0 + $1.estimate * (1 - $1.estimate) / Double($1.n) }.squareRoot()
  }

  /// x₁ n₂ − x₂ n₁, which is a d − b c.
  var crossDifference: Double {
    Double(treatment.events) * Double(reference.n) - Double(reference.events) * Double(treatment.n)
  }

  /// The product of the four margins.
  private var margins: Double {
    Double(treatment.n) * Double(reference.n) * Double(events) * Double(n - events)
  }

  private func chiSquare(_ statistic: () -> Double) -> TestResult {
    guard isInformative else { return .undefined }
    return .chiSquare(statistic(), degreesOfFreedom: 1)
  }
}

extension TestResult {
  /// What the data do not define.
  static var undefined: TestResult { TestResult(statistic: nil, degreesOfFreedom: nil, p: .nan) }

  /// A chi-square statistic with its upper tail.
  static func chiSquare(_ statistic: Double, degreesOfFreedom: Double) -> TestResult {
    TestResult(
      statistic: statistic,
      degreesOfFreedom: degreesOfFreedom,
      p: statistic.isNaN ? .nan : ChiSquare.survival(statistic, degreesOfFreedom: degreesOfFreedom)
    )
  }
}
