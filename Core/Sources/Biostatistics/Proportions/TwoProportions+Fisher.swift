// SPDX-License-Identifier: Apache-2.0

/// Fisher's exact test and its mid-p versions, conditional on both margins.
///
/// With one margin empty there is one table only, and each exact p-value is 1 (mid-p ½ one-sided).
extension TwoProportions {
  /// Fisher's exact test.
  ///
  /// Two-sided, it adds up the tables that are at most as probable as the observed one; tables within a
  /// relative 1e-7 count as equally probable, as in R and SAS. See *Discrepancies: Fisher two-sided*.
  ///
  /// - Parameter alternative: The direction of the test.
  /// - Returns: A result without statistic.
  /// - SeeAlso: `fisher.test` in R, `FISHER` in SAS PROC FREQ.
  public func fisher(_ alternative: Alternative = .twoSided) -> TestResult {
    exact(ConditionalTables(self).p(alternative))
  }

  /// Twice the smaller one-sided Fisher p-value, at most 1.
  ///
  /// - Returns: A result without statistic.
  public func fisherDoubled() -> TestResult {
    let tables = ConditionalTables(self)
    return exact(min(1, 2 * min(tables.p(.greater), tables.p(.less))))
  }

  /// The mid-p version: half the probability of the observed table is left out.
  ///
  /// Two-sided by point probability: ``fisher(_:)`` minus half the probability of the observed table.
  /// Tables as probable as the observed one count in full.
  ///
  /// - Parameter alternative: The direction of the test.
  /// - Returns: A result without statistic.
  /// - SeeAlso: Lancaster (1961), JASA 56:223–234; Hirji, Tan & Elashoff (1991), Statistics in Medicine
  ///   10:1137–1153.
  public func fisherMidP(_ alternative: Alternative = .twoSided) -> TestResult {
    let tables = ConditionalTables(self)
    return exact(tables.p(alternative) - tables.observed / 2)
  }

  /// Twice the smaller one-sided mid-p value, at most 1.
  ///
  /// - Returns: A result without statistic.
  public func fisherMidPDoubled() -> TestResult {
    let tables = ConditionalTables(self)
    let smaller = min(tables.p(.greater), tables.p(.less)) - tables.observed / 2
    return exact(min(1, 2 * smaller))
  }

  private func exact(_ p: Double) -> TestResult {
    TestResult(statistic: nil, degreesOfFreedom: nil, p: min(1, p))
  }
}

/// The probabilities of all tables with the margins of one table.
private struct ConditionalTables {
  let probabilities: [Double]
  let index: Int

  init(_ table: TwoProportions) {
    let distribution = Hypergeometric(
      population: table.n,
      successes: table.events,
      draws: table.treatment.n
    )
    probabilities = distribution.probabilities
    index = table.treatment.events - distribution.support.lowerBound
  }

  var observed: Double { probabilities[index] }

  func p(_ alternative: Alternative) -> Double {
    switch alternative {
    case .greater: return probabilities[index...].reversed().reduce(0, +)
    case .less: return probabilities[...index].reduce(0, +)
    case .twoSided:
      let limit = observed * (1 + fisherTieTolerance)
      return probabilities.filter { $0 <= limit }.sorted().reduce(0, +)
    }
  }
}

/// Relative distance within which two tables count as equally probable, as in R.
let fisherTieTolerance = 1e-7
