// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// Two means with their spreads and sizes, as a table prints them, against a p-value.
public struct TwoMeans: Hashable, Sendable {
  /// One arm.
  public struct Arm: Hashable, Sendable {
    public let mean: PrintedNumber
    public let spread: PrintedNumber
    public let n: Int

    public init(mean: PrintedNumber, spread: PrintedNumber, n: Int) {
      (self.mean, self.spread, self.n) = (mean, spread, n)
    }
  }

  /// What stands behind "±".
  public enum Spread: String, CaseIterable, Hashable, Sendable {
    case standardDeviation, standardError
  }

  public let first: Arm
  public let second: Arm
  public let spread: Spread

  public init(_ first: Arm, _ second: Arm, spread: Spread) {
    (self.first, self.second, self.spread) = (first, second, spread)
  }

  /// The tests of equal means that give a printed p-value: Student, Welch, normal, two- and one-sided.
  ///
  /// Each p-value is a range over all means and spreads that are printed so.
  public func compared(with printed: PrintedP) -> PComparison {
    PComparison(printed, values: values)
  }

  /// Whether a printed difference, first minus second or the other way round, can be that of the means.
  public func consistency(difference: PrintedNumber) -> Consistency {
    let range = first.mean.possible - second.mean.possible
    let turned = second.mean.possible - first.mean.possible
    return difference.rounding(ofSomeIn: range) == nil && difference.rounding(ofSomeIn: turned) == nil
      ? .inconsistent : .consistent
  }

  /// Whether printed limits can be those of the difference, by Student's, Welch's or the normal interval.
  ///
  /// - Parameters:
  ///   - lower: The lower limit.
  ///   - upper: The upper limit.
  ///   - level: The confidence level.
  /// - Returns: Undetermined without spread, with fewer than two subjects in an arm or a level outside (0, 1).
  public func consistency(lower: PrintedNumber, upper: PrintedNumber, level: Double = 0.95) -> Consistency {
    guard let errors, level > 0, level < 1 else { return .undetermined(.undefined) }
    let range = first.mean.possible - second.mean.possible
    let turned = second.mean.possible - first.mean.possible
    let fits = errors.contains { variance, degrees in
      // Student's critical value falls with the degrees of freedom.
      guard let critical = degrees.mapped({ Self.critical(level: level, $0) }) else { return false }
      let half = ClosedRange(
        uncheckedBounds: (
          variance.lowerBound.squareRoot() * critical.lowerBound,
          variance.upperBound.squareRoot() * critical.upperBound
        )
      )
      return [range, turned].contains {
        lower.rounding(ofSomeIn: $0 - half) != nil && upper.rounding(ofSomeIn: $0 + half) != nil
      }
    }
    return fits ? .consistent : .inconsistent
  }

  private static func critical(level: Double, _ degrees: Double) -> Double {
    let tail = (1 - level) / 2
    return degrees > 1e6
      ? StandardNormal.quantile(upperTail: tail)
      : StudentT.quantile(upperTail: tail, degreesOfFreedom: degrees)
  }

  /// The absolute t of Student's and Welch's test; nil with fewer than two subjects in an arm or no spread.
  public var t: ClosedRange<Double>? {
    guard let errors else { return nil }
    let distance = (first.mean.possible - second.mean.possible).magnitudes
    return ClosedRange(
      spanning: errors.prefix(2).filter { $0.variance.lowerBound > 0 }.flatMap { variance, _ in
        [
          distance.lowerBound / variance.upperBound.squareRoot(),
          distance.upperBound / variance.lowerBound.squareRoot(),
        ]
      }
    )
  }

  /// The range of p-values of each test; empty with fewer than two subjects in an arm or no spread.
  public var values: [PComparison.Value] {
    guard let errors else { return [] }
    let distance = (first.mean.possible - second.mean.possible).magnitudes
    let found = errors.map { p(distance, $0.variance, $0.degrees) }
    let (student, welch, normal) = (found[0], found[1], found[2])
    let all: [(SignificanceTest, ClosedRange<Double>?)] = [
      (.studentT, student), (.welchT, welch), (.zOfMeans, normal),
      (.studentTOneSided, student?.scaled(by: 0.5)), (.welchTOneSided, welch?.scaled(by: 0.5)),
    ]
    return all.compactMap { test, range in range.map { PComparison.Value(test: test, p: $0) } }
  }

  /// Squared standard error and degrees of freedom of the difference: Student, Welch, normal.
  private var errors: [(variance: ClosedRange<Double>, degrees: ClosedRange<Double>)]? {
    guard first.n >= 2, second.n >= 2, max(first.n, second.n) <= .largestCount,
      let a = variance(first), let b = variance(second), a.upperBound + b.upperBound > 0,
      let degrees = welchDegrees(a, b)
    else { return nil }
    let (n1, n2) = (Double(first.n), Double(second.n))
    let pooled = (a.scaled(by: n1 * (n1 - 1)) + b.scaled(by: n2 * (n2 - 1)))
      .scaled(by: (1 / n1 + 1 / n2) / (n1 + n2 - 2))
    return [(pooled, ClosedRange(point: n1 + n2 - 2)), (a + b, degrees), (a + b, ClosedRange(point: 1e16))]
  }

  /// The squared standard errors of a mean; nil for a spread below 0.
  private func variance(_ arm: Arm) -> ClosedRange<Double>? {
    guard let range = arm.spread.possible.within(0...(.infinity)) else { return nil }
    let squares = ClosedRange(
      uncheckedBounds: (range.lowerBound * range.lowerBound, range.upperBound * range.upperBound)
    )
    return spread == .standardError ? squares : squares.scaled(by: 1 / Double(arm.n))
  }

  /// Satterthwaite's degrees of freedom, greatest where a / (n₁ − 1) = b / (n₂ − 1).
  private func welchDegrees(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> ClosedRange<Double>? {
    let (m1, m2) = (Double(first.n - 1), Double(second.n - 1))
    func degrees(_ a: Double, _ b: Double) -> Double {
      a + b > 0 ? (a + b) * (a + b) / (a * a / m1 + b * b / m2) : min(m1, m2)
    }
    var ends = [a.lowerBound, a.upperBound].flatMap { x in
      [b.lowerBound, b.upperBound].map { degrees(x, $0) }
    }
    if a.scaled(by: 1 / m1).overlaps(b.scaled(by: 1 / m2)) { ends.append(m1 + m2) }
    return ClosedRange(spanning: ends)
  }

  private func p(
    _ distance: ClosedRange<Double>,
    _ variance: ClosedRange<Double>,
    _ degrees: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    guard variance.upperBound > 0, variance.upperBound.isFinite else { return nil }
    let least = distance.lowerBound / variance.upperBound.squareRoot()
    let most = variance.lowerBound > 0 ? distance.upperBound / variance.lowerBound.squareRoot() : .infinity
    // The two-sided tail falls with the degrees of freedom.
    return ClosedRange(
      spanning: [
        PrintedStatistic.studentTail(most, degrees.upperBound),
        PrintedStatistic.studentTail(least, degrees.lowerBound),
      ]
    )
  }
}
