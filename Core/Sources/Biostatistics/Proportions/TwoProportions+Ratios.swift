// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Confidence intervals for the risk ratio and the odds ratio.
extension TwoProportions {
  /// The interval of Katz for the risk ratio, symmetric on the log scale; NaN if an arm has no event.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: A positive interval.
  /// - SeeAlso: Katz et al. (1978), Biometrics 34:469–474. `RELRISK` in SAS PROC FREQ.
  public func riskRatioKatz(level: Double) -> Interval {
    let (a, b) = (treatment, reference)
    let variance =
      Double(a.others) / (Double(a.events) * Double(a.n))
      + Double(b.others) / (Double(b.events) * Double(b.n))
    return logInterval(riskRatio, variance: variance, level: level)
  }

  /// The score interval of Miettinen and Nurminen for the risk ratio, with the factor N / (N − 1).
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: From 0 without events under treatment, to infinity without events under reference.
  /// - SeeAlso: Miettinen & Nurminen (1985), Statistics in Medicine 4:213–226.
  public func riskRatioScore(level: Double) -> Interval {
    ScoreRatio(table: self, correctsVariance: true).interval(level: level)
  }

  /// The score interval of Koopman for the risk ratio, without the factor N / (N − 1).
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: From 0 without events under treatment, to infinity without events under reference.
  /// - SeeAlso: Koopman (1984), Biometrics 40:513–517.
  public func riskRatioKoopman(level: Double) -> Interval {
    ScoreRatio(table: self, correctsVariance: false).interval(level: level)
  }

  /// Woolf's interval for the odds ratio, symmetric on the log scale; NaN if a cell is empty.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: A positive interval.
  /// - SeeAlso: Woolf (1955), Annals of Human Genetics 19:251–253.
  public func oddsRatioWoolf(level: Double) -> Interval {
    logInterval(oddsRatio, variance: cells.reduce(0) { $0 + 1 / $1 }, level: level)
  }

  /// Woolf's interval after adding ½ to each cell, around ``oddsRatioHaldane``.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: A positive interval, finite whatever the table.
  public func oddsRatioHaldane(level: Double) -> Interval {
    logInterval(oddsRatioHaldane, variance: cells.reduce(0) { $0 + 1 / ($1 + 0.5) }, level: level)
  }

  private func logInterval(_ ratio: Double, variance: Double, level: Double) -> Interval {
    let z = StandardNormal.criticalValue(level: level)
    guard variance.isFinite, ratio > 0, ratio.isFinite else { return Interval(.nan, .nan) }
    let factor = Double.exp(z * variance.squareRoot())
    return Interval(ratio / factor, ratio * factor)
  }
}
