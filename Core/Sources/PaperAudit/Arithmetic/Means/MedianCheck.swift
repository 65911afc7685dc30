// SPDX-License-Identifier: Apache-2.0

/// A median against its range, the number of values, whether they are whole, and the limits they had to keep.
public struct MedianCheck: Hashable, Sendable {
  public let median: PrintedNumber
  public let smallest: PrintedNumber?
  public let largest: PrintedNumber?
  public let n: Int?
  /// Whether each value is a whole number, as ages in years are.
  public let isWhole: Bool

  /// Takes the printed figures; what is not printed is nil, and any numbers may come in.
  public init(
    _ median: PrintedNumber,
    smallest: PrintedNumber? = nil,
    largest: PrintedNumber? = nil,
    n: Int? = nil,
    isWhole: Bool
  ) {
    (self.median, self.smallest, self.largest) = (median, smallest, largest)
    (self.n, self.isWhole) = (n, isWhole)
  }

  /// What is wrong.
  public enum Fault: String, Hashable, Sendable {
    /// Outside smallest…largest.
    case outsideRange
    case rangeReversed
    /// An odd number of whole numbers has a whole median.
    case halfWithOddSize
    /// The median of whole numbers is whole or a half.
    case neitherWholeNorHalf
    case noSubjects
    /// A single value, and a range of some width.
    case rangeOfOne
  }

  /// All that is wrong, in a fixed order; empty for a possible median.
  public var faults: [Fault] {
    var faults = [Fault]()
    let value = median.possible
    if let low = smallest?.possible, let high = largest?.possible, low.lowerBound > high.upperBound {
      faults.append(.rangeReversed)
    } else if smallest.map({ value.upperBound < $0.possible.lowerBound }) ?? false
      || largest.map({ value.lowerBound > $0.possible.upperBound }) ?? false
    {
      faults.append(.outsideRange)
    }
    if let n, n < 1 { faults.append(.noSubjects) }
    if isWhole {
      if !contains(multipleOf: 0.5) {
        faults.append(.neitherWholeNorHalf)
      } else if let n, n >= 1, n % 2 == 1, !contains(multipleOf: 1) {
        faults.append(.halfWithOddSize)
      }
    }
    if n == 1, let low = smallest?.possible, let high = largest?.possible, !low.overlaps(high) {
      faults.append(.rangeOfOne)
    }
    return faults
  }

  public var consistency: Consistency { faults.isEmpty ? .consistent : .inconsistent }

  private func contains(multipleOf step: Double) -> Bool {
    let range = median.possible
    return (range.lowerBound / step).rounded(.up) * step <= range.upperBound
  }

  /// The means that n values with this median and range can have; nil without range and size.
  ///
  /// Half of the values lie at or below the median, half at or above, and both ends occur.
  public var possibleMeans: ClosedRange<Double>? {
    guard let n, n >= 3, n <= .largestCount, let low = smallest?.possible, let high = largest?.possible else {
      return nil
    }
    let middle = median.possible
    let below = Double((n - 1) / 2)
    let rest = Double(n) - below - 1
    // As many as possible at the low end, the others at the median, one at the high end; and mirrored.
    let least = (below * low.lowerBound + rest * middle.lowerBound + high.lowerBound) / Double(n)
    let most = (below * high.upperBound + rest * middle.upperBound + low.upperBound) / Double(n)
    return ClosedRange(spanning: [least, most])
  }
}

/// Whether values can have kept limits such as those of eligibility.
///
/// - Parameters:
///   - smallest: The smallest value printed.
///   - largest: The largest value printed.
///   - limits: The lower and the upper limit, nil for none; both may be reached. Ages are counted in completed
///     years, so that "65 or younger" admits every value before 66.
/// - Returns: Which of the two printed values cannot have kept its limit.
public func beyondLimits(
  smallest: PrintedNumber?,
  largest: PrintedNumber?,
  limits: (lower: Double?, upper: Double?)
) -> (smallest: Bool, largest: Bool) {
  let isBelow =
    if let smallest, let limit = limits.lower { smallest.possible.upperBound < limit } else { false }
  let isAbove =
    if let largest, let limit = limits.upper {
      largest.decimals == 0 ? largest.value > limit : largest.possible.lowerBound >= limit + 1
    } else { false }
  return (isBelow, isAbove)
}

/// Whether quartiles or other quantiles that are printed in order can be in order.
public func areOrdered(_ quantiles: [PrintedNumber]) -> Bool {
  var floor = -Double.infinity
  for quantile in quantiles {
    guard quantile.possible.upperBound >= floor else { return false }
    floor = max(floor, quantile.possible.lowerBound)
  }
  return true
}
