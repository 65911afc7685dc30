// SPDX-License-Identifier: Apache-2.0

/// Pairs of yes-or-no answers that disagree: the same subjects seen twice, or matched subjects.
public struct DiscordantPairs: Hashable, Sendable {
  /// Pairs with an event only the first time.
  public let onlyFirst: Int
  /// Pairs with an event only the second time.
  public let onlySecond: Int

  /// Makes the two counts; neither is negative.
  public init(onlyFirst: Int, onlySecond: Int) {
    precondition(onlyFirst >= 0 && onlySecond >= 0, "counts must not be negative")
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
  }

  /// McNemar's test that both directions are equally likely.
  ///
  /// - Parameter continuityCorrection: Whether to subtract 1 from the difference, unless it is 0; R does by
  ///   default.
  /// - Returns: Chi-square with one degree of freedom; undefined without discordant pairs.
  /// - SeeAlso: McNemar (1947), Psychometrika 12:153–157. `mcnemar.test` in R, `AGREE` in SAS PROC FREQ.
  public func mcNemar(continuityCorrection: Bool) -> TestResult {
    guard onlyFirst + onlySecond > 0 else { return .undefined }
    let difference = Double(abs(onlyFirst - onlySecond))
    let corrected = max(0, difference - (continuityCorrection ? 1 : 0))
    return .chiSquare(corrected * corrected / Double(onlyFirst + onlySecond), degreesOfFreedom: 1)
  }

  /// The exact version, a binomial test against ½.
  ///
  /// - Returns: A result without statistic; p is 1 without discordant pairs.
  public func mcNemarExact() -> TestResult {
    Proportion(events: onlyFirst, of: onlyFirst + onlySecond).binomialTest(against: 0.5)
  }
}
