// SPDX-License-Identifier: Apache-2.0

/// Confidence intervals for the difference of two proportions.
///
/// If an arm is empty each of them is −1 to 1: nothing is known.
extension TwoProportions {
  /// The score interval of Miettinen and Nurminen, whose variance carries the factor N / (N − 1).
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: The differences that ``miettinenNurminenZ(margin:)`` does not reject.
  /// - SeeAlso: Miettinen & Nurminen (1985), Statistics in Medicine 4:213–226. `MN` in SAS PROC FREQ
  ///   (`RISKDIFF(CL=MN)`).
  public func miettinenNurminen(level: Double) -> Interval {
    ScoreDifference(self, correctsVariance: true).interval(level: level)
  }

  /// The score interval of Mee, without the factor N / (N − 1); its test is that of Farrington and Manning.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: The differences that ``farringtonManningZ(margin:)`` does not reject.
  /// - SeeAlso: Mee (1984), Biometrics 40:1175–1176. `RISKDIFF(CL=MN(CORRECT=NO))` in SAS.
  public func mee(level: Double) -> Interval {
    ScoreDifference(self, correctsVariance: false).interval(level: level)
  }

  /// The score statistic of Miettinen and Nurminen for the hypothesis that the difference is `margin`.
  ///
  /// - Parameter margin: A difference, −1 < margin < 1.
  /// - Returns: A standard normal statistic, positive if the observed difference exceeds `margin`.
  public func miettinenNurminenZ(margin: Double) -> Double {
    ScoreDifference(self, correctsVariance: true).z(at: margin)
  }

  /// The score statistic of Farrington and Manning for the hypothesis that the difference is `margin`.
  ///
  /// - Parameter margin: A difference, −1 < margin < 1.
  /// - Returns: A standard normal statistic, positive if the observed difference exceeds `margin`.
  /// - SeeAlso: Farrington & Manning (1990), Statistics in Medicine 9:1447–1454.
  public func farringtonManningZ(margin: Double) -> Double {
    ScoreDifference(self, correctsVariance: false).z(at: margin)
  }

  /// Newcombe's hybrid score interval: Wilson's limits of each arm, combined by squares.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval within [−1, 1].
  /// - SeeAlso: Newcombe (1998), Statistics in Medicine 17:873–890, method 10. `NEWCOMBE` in SAS.
  public func newcombe(level: Double) -> Interval {
    let (p, q) = (treatment.estimate, reference.estimate)
    let (a, b) = (treatment.wilson(level: level), reference.wilson(level: level))
    func norm(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    return defined(
      difference - norm(p - a.lower, b.upper - q),
      difference + norm(a.upper - p, q - b.lower)
    )
  }

  /// The textbook interval with separate variances; may leave [−1, 1].
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval of no width where neither arm varies.
  public func wald(level: Double) -> Interval {
    let half = StandardNormal.criticalValue(level: level) * unpooledStandardError
    return defined(difference - half, difference + half)
  }

  /// The textbook interval, widened by (1/n₁ + 1/n₂) / 2 on each side; may leave [−1, 1].
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval, not cut at −1 and 1.
  public func waldContinuityCorrected(level: Double) -> Interval {
    let correction = (1 / Double(treatment.n) + 1 / Double(reference.n)) / 2
    let half = StandardNormal.criticalValue(level: level) * unpooledStandardError + correction
    return defined(difference - half, difference + half)
  }

  /// The Wald interval after adding one event and one other to each arm; may leave [−1, 1].
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval around the adjusted difference.
  /// - SeeAlso: Agresti & Caffo (2000), American Statistician 54:280–288.
  public func agrestiCaffo(level: Double) -> Interval {
    func adjusted(_ arm: Proportion) -> Proportion { Proportion(events: arm.events + 1, of: arm.n + 2) }
    let table = TwoProportions(adjusted(treatment), versus: adjusted(reference))
    let interval = table.wald(level: level)
    return defined(interval.lower, interval.upper)
  }

  private func defined(_ lower: Double, _ upper: Double) -> Interval {
    treatment.n == 0 || reference.n == 0 ? Interval(-1, 1) : Interval(lower, upper)
  }
}
