// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// A test statistic as a text prints it, with its degrees of freedom.
///
/// The p-value of a rounded statistic is a range, as in statcheck (Nuijten et al. 2016, Behavior Research
/// Methods 48:1205–1226).
public enum PrintedStatistic: Hashable, Sendable {
  case t(PrintedNumber, degreesOfFreedom: PrintedNumber)
  case f(PrintedNumber, numerator: PrintedNumber, denominator: PrintedNumber)
  case chiSquare(PrintedNumber, degreesOfFreedom: PrintedNumber)
  case z(PrintedNumber)
  /// A correlation coefficient, with n − 2 degrees of freedom.
  case r(PrintedNumber, degreesOfFreedom: PrintedNumber)

  /// The two-sided p-values of all statistics printed so; nil for degrees of freedom or values that no
  /// statistic has.
  ///
  /// For F and χ² it is the upper tail, which is two-sided in meaning.
  public var p: ClosedRange<Double>? {
    switch self {
    case .t(let t, let n):
      guard let degrees = Self.degrees(n, ofWelch: true) else { return nil }
      return Self.corners(t.possible.magnitudes, degrees) { Self.studentTail($0, $1) }
    case .f(let f, let m, let n):
      guard let m = Self.degrees(m), let n = Self.degrees(n), let value = f.possible.within(0...(.infinity))
      else {
        return nil
      }
      let all = [m.lowerBound, m.upperBound].compactMap { numerator in
        Self.corners(value, n) { Self.fisherTail($0, numerator, $1) }
      }
      return ClosedRange(spanning: all.flatMap { [$0.lowerBound, $0.upperBound] })
    case .chiSquare(let x, let n):
      guard let degrees = Self.degrees(n), let value = x.possible.within(0...(.infinity)) else { return nil }
      return Self.corners(value, degrees) { Self.chiSquareTail($0, $1) }
    case .z(let z):
      return z.possible.magnitudes.mapped(StandardNormal.twoSided)
    case .r(let r, let n):
      guard let degrees = Self.degrees(n), let value = r.possible.magnitudes.within(0...1) else { return nil }
      return Self.corners(value, degrees) { r, n in
        r >= 1 ? 0 : Self.studentTail(r * (n / (1 - r * r)).squareRoot(), n)
      }
    }
  }

  /// The printed p-value beside that of the statistic, two-sided, one-sided, and one-sided the other way.
  public func compared(with printed: PrintedP) -> PComparison {
    guard let p else { return PComparison(printed, values: []) }
    var values = [PComparison.Value(test: .twoSided, p: p)]
    if hasDirection {
      values.append(PComparison.Value(test: .oneSided, p: p.scaled(by: 0.5)))
      let other = ClosedRange(uncheckedBounds: (1 - p.upperBound / 2, 1 - p.lowerBound / 2))
      values.append(PComparison.Value(test: .oneSidedOpposite, p: other))
    }
    return PComparison(printed, values: values)
  }

  /// F and χ² with one degree of freedom are squares of a t or z with a direction.
  private var hasDirection: Bool {
    switch self {
    case .t, .z, .r: true
    case .f(_, let numerator, _): numerator.value == 1
    case .chiSquare(_, let degrees): degrees.value == 1
    }
  }

  /// Whole degrees of freedom are exact, but that from 3 on those of a t test may be Welch's, rounded.
  private static func degrees(_ n: PrintedNumber, ofWelch: Bool = false) -> ClosedRange<Double>? {
    guard n.value >= 0.1, n.value <= 1e15 else { return nil }
    if n.decimals == 0, !ofWelch || n.value < 3 { return ClosedRange(point: n.value) }
    return n.possible.within(0.01...1e16)
  }

  private static func corners(
    _ x: ClosedRange<Double>,
    _ n: ClosedRange<Double>,
    _ tail: (Double, Double) -> Double
  ) -> ClosedRange<Double>? {
    ClosedRange(
      spanning: [
        tail(x.lowerBound, n.lowerBound), tail(x.lowerBound, n.upperBound),
        tail(x.upperBound, n.lowerBound), tail(x.upperBound, n.upperBound),
      ]
    )
  }

  /// Beyond so many degrees of freedom the limiting distribution has the same six digits.
  private static let many = 1e7

  static func studentTail(_ t: Double, _ n: Double) -> Double {
    n > many ? StandardNormal.twoSided(t) : StudentT.twoSided(t, degreesOfFreedom: n)
  }

  private static func chiSquareTail(_ x: Double, _ n: Double) -> Double {
    if n <= many { return ChiSquare.survival(x, degreesOfFreedom: n) }
    return StandardNormal.survival((x - n) / (2 * n).squareRoot())
  }

  private static func fisherTail(_ f: Double, _ m: Double, _ n: Double) -> Double {
    if n > many { return chiSquareTail(f * m, m) }
    if m > many { return f > 0 ? 1 - chiSquareTail(n / f, n) : 1 }
    return FisherF.survival(f, numerator: m, denominator: n)
  }
}
