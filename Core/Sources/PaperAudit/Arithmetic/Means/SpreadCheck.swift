// SPDX-License-Identifier: Apache-2.0

/// A standard deviation against the range of its values, their number and their mean.
///
/// With n values between a and b, both of which occur,
///
///     (b − a)² / (2 (n − 1))  ≤  s²  ≤  n / (n − 1) · (b − m)(m − a)
///
/// (Szőkefalvi Nagy 1918; Bhatia & Davis 2000, American Mathematical Monthly 107:353–357). Without a mean the upper bound is that for
/// half of the values at either end (Popoviciu 1935).
public struct SpreadCheck: Hashable, Sendable {
  public let deviation: PrintedNumber
  public let n: Int
  public let finding: Finding

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    case possible
    /// Larger than any n values within the range can have.
    case tooLarge(most: Double)
    /// Smaller than n values can have that reach both ends.
    case tooSmall(least: Double)
    /// The mean lies outside the range.
    case meanOutside
    /// The smallest value is above the largest.
    case rangeReversed
    case negativeDeviation
    case noSubjects
  }

  /// Compares; any numbers may come in.
  ///
  /// - Parameters:
  ///   - deviation: The standard deviation, denominator n − 1.
  ///   - n: The number of values.
  ///   - smallest: The smallest value, or the lower end of a scale.
  ///   - largest: The largest value, or the upper end of a scale.
  ///   - mean: The mean, if printed.
  ///   - isReached: Whether both ends occur, as in an observed range; not so for the ends of a scale.
  public init(
    deviation: PrintedNumber,
    n: Int,
    smallest: PrintedNumber,
    largest: PrintedNumber,
    mean: PrintedNumber? = nil,
    isReached: Bool
  ) {
    (self.deviation, self.n) = (deviation, n)
    finding = Self.finding(deviation, n, smallest.possible, largest.possible, mean?.possible, isReached)
  }

  private static func finding(
    _ deviation: PrintedNumber,
    _ n: Int,
    _ smallest: ClosedRange<Double>,
    _ largest: ClosedRange<Double>,
    _ mean: ClosedRange<Double>?,
    _ isReached: Bool
  ) -> Finding {
    if smallest.lowerBound > largest.upperBound { return .rangeReversed }
    if deviation.possible.upperBound < 0 { return .negativeDeviation }
    // The widest range that is printed so.
    let (low, high) = (smallest.lowerBound, largest.upperBound)
    if let mean, mean.upperBound < low || mean.lowerBound > high { return .meanOutside }
    guard n >= 2 else { return .noSubjects }
    let size = Double(n)
    let middle = (low + high) / 2
    // (b − m)(m − a) is largest in the middle.
    let m = mean.map { min(max(middle, $0.lowerBound), $0.upperBound) } ?? middle
    var spread = max(0, (high - m) * (m - low))
    if mean == nil, n % 2 == 1 { spread *= 1 - 1 / (size * size) }
    let most = (spread * size / (size - 1)).squareRoot()
    if deviation.possible.lowerBound > most * (1 + 1e-9) { return .tooLarge(most: most) }
    if isReached {
      let least = max(0, largest.lowerBound - smallest.upperBound) / (2 * (size - 1)).squareRoot()
      // With the denominator n it would be smaller still.
      let charitable = least * ((size - 1) / size).squareRoot()
      if deviation.possible.upperBound < charitable * (1 - 1e-9) { return .tooSmall(least: least) }
    }
    return .possible
  }

  public var consistency: Consistency {
    switch finding {
    case .possible: .consistent
    case .tooLarge, .tooSmall, .meanOutside, .rangeReversed, .negativeDeviation: .inconsistent
    case .noSubjects: .undetermined(.undefined)
    }
  }

  /// The smallest standard deviation of n whole numbers with a mean, which lie on both sides of it.
  ///
  ///     s² = n / (n − 1) · f (1 − f),   f the fraction of the mean
  ///
  /// - Returns: The smallest over all means printed so; 0 where a whole number is among them.
  public static func leastDeviation(ofWholeNumbersWithMean mean: PrintedNumber, n: Int) -> Double? {
    guard n >= 2, mean.value.magnitude < 1e15 else { return nil }
    let range = mean.possible
    guard range.lowerBound.rounded(.down) == range.upperBound.rounded(.down),
      range.lowerBound.rounded(.up) != range.lowerBound
    else { return 0 }
    let fractions = [range.lowerBound, range.upperBound].map { $0 - $0.rounded(.down) }
    let least = fractions.map { $0 * (1 - $0) }.min() ?? 0
    return (least * Double(n) / Double(n - 1)).squareRoot()
  }
}
