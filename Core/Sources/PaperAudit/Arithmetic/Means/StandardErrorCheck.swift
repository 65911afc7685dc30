// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// A standard deviation, a standard error and the number of values: s / √n.
public struct StandardErrorCheck: Hashable, Sendable {
  public let deviation: PrintedNumber
  public let error: PrintedNumber
  public let n: Int

  /// Takes the printed figures; any numbers may come in.
  public init(deviation: PrintedNumber, error: PrintedNumber, n: Int) {
    (self.deviation, self.error, self.n) = (deviation, error, n)
  }

  /// The standard errors that the standard deviation implies; nil without subjects.
  public var implied: ClosedRange<Double>? {
    guard n >= 1 else { return nil }
    return deviation.possible.within(0...(.infinity))?.scaled(by: 1 / Double(n).squareRoot())
  }

  /// How the printed standard error was rounded; nil if the standard deviation implies another.
  public var rounding: PrintedNumber.Rounding? { implied.flatMap(error.rounding(ofSomeIn:)) }

  public var consistency: Consistency {
    if deviation.possible.upperBound < 0 || error.possible.upperBound < 0 { return .inconsistent }
    guard n >= 1 else { return .undetermined(.undefined) }
    return rounding == nil ? .inconsistent : .consistent
  }

  /// The numbers of values with which both figures agree, (s / e)²; nil if the printed error may be 0.
  public var impliedSize: ClosedRange<Double>? {
    guard let s = deviation.possible.within(0...(.infinity)), let e = error.possible.within(0...(.infinity)),
      e.lowerBound > 0
    else { return nil }
    let (low, high) = (s.lowerBound / e.upperBound, s.upperBound / e.lowerBound)
    return ClosedRange(uncheckedBounds: (low * low, high * high))
  }
}

/// The confidence interval of one mean against its standard deviation and the number of values.
public struct MeanInterval: Hashable, Sendable {
  public let mean: PrintedNumber
  public let deviation: PrintedNumber
  public let n: Int
  public let level: Double

  /// Takes the printed figures; any numbers may come in.
  public init(mean: PrintedNumber, deviation: PrintedNumber, n: Int, level: Double = 0.95) {
    (self.mean, self.deviation, self.n, self.level) = (mean, deviation, n, level)
  }

  /// Half the width of the interval, from the normal distribution and from Student's.
  public var halfWidths: (normal: ClosedRange<Double>, student: ClosedRange<Double>)? {
    guard n >= 2, n <= 1_000_000_000, level > 0, level < 1,
      let s = deviation.possible.within(0...(.infinity))
    else { return nil }
    let error = s.scaled(by: 1 / Double(n).squareRoot())
    let tail = (1 - level) / 2
    return (
      error.scaled(by: StandardNormal.quantile(upperTail: tail)),
      error.scaled(
        by: n > 1_000_000
          ? StandardNormal.quantile(upperTail: tail)
          : StudentT.quantile(upperTail: tail, degreesOfFreedom: Double(n - 1))
      )
    )
  }

  /// Whether printed limits can be those of Student's or the normal interval.
  public func consistency(lower: PrintedNumber, upper: PrintedNumber) -> Consistency {
    guard let halfWidths else { return .undetermined(.undefined) }
    let fits = [halfWidths.normal, halfWidths.student].contains { half in
      lower.rounding(ofSomeIn: mean.possible - half) != nil
        && upper.rounding(ofSomeIn: mean.possible + half) != nil
    }
    return fits ? .consistent : .inconsistent
  }
}
