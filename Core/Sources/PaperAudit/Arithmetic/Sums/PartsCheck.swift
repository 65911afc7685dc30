// SPDX-License-Identifier: Apache-2.0

/// Parts that should make up a total, as counts.
public struct PartsCheck: Hashable, Sendable {
  public let parts: [Int]
  public let total: Int
  public let finding: Finding

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    case equal
    /// So many are not in any part: unknown, or an error.
    case missing(Int)
    /// So many more than there are: parts overlap, or an error.
    case surplus(Int)
    /// A part below 0 or above the total.
    case partBeyondTotal
    case tooLarge
  }

  /// Compares; any numbers may come in.
  public init(_ parts: [Int], of total: Int) {
    (self.parts, self.total) = (parts, total)
    finding = Self.finding(parts, total)
  }

  private static func finding(_ parts: [Int], _ total: Int) -> Finding {
    if total < 0 || parts.contains(where: { $0 < 0 || $0 > total }) { return .partBeyondTotal }
    guard total <= .largestCount, parts.count <= 1_000_000 else { return .tooLarge }
    let sum = parts.reduce(0, +)
    return sum == total ? .equal : sum < total ? .missing(total - sum) : .surplus(sum - total)
  }

  /// For parts that exclude each other and leave nobody out.
  public var consistency: Consistency {
    switch finding {
    case .equal: .consistent
    case .missing, .surplus, .partBeyondTotal: .inconsistent
    case .tooLarge: .undetermined(.tooLarge)
    }
  }

  /// For parts that exclude each other and may leave somebody out.
  public var consistencyIfIncomplete: Consistency {
    if case .missing = finding { .consistent } else { consistency }
  }

  /// For parts that may overlap, such as adverse events: each may be as large as the total, whatever their sum.
  public var consistencyIfOverlapping: Consistency {
    switch finding {
    case .equal, .surplus, .missing: .consistent
    case .partBeyondTotal: .inconsistent
    case .tooLarge: .undetermined(.tooLarge)
    }
  }
}

/// Percentages that should make up the whole.
public struct PercentageSum: Hashable, Sendable {
  public let parts: [PrintedNumber]
  public let whole: PrintedNumber

  /// Takes the parts; the whole is exactly 100 unless another is printed.
  public init(_ parts: [PrintedNumber], whole: PrintedNumber = PrintedNumber(100, decimals: 12)) {
    (self.parts, self.whole) = (parts, whole)
  }

  /// The sum as printed.
  public var sum: Double { parts.reduce(0) { $0 + $1.value } }

  /// The sums that rounding leaves open.
  public var possible: ClosedRange<Double> {
    parts.reduce(ClosedRange(point: 0)) { $0 + $1.possible }
  }

  /// The largest distance between printed sum and whole that rounding to the nearest can explain.
  public var largestDeviation: Double { parts.reduce(0) { $0 + $1.unit / 2 } }

  /// How the parts were rounded if they make up the whole; nil if they cannot.
  public var rounding: PrintedNumber.Rounding? {
    let nearest = parts.reduce(ClosedRange(point: 0)) { $0 + $1.roundedRange }
    if nearest.overlaps(whole.roundedRange) { return .nearest }
    return possible.overlaps(whole.possible) ? .truncated : nil
  }

  /// For parts that exclude each other and leave nobody out.
  public var consistency: Consistency {
    if parts.isEmpty { return .undetermined(.undefined) }
    return rounding == nil ? .inconsistent : .consistent
  }

  /// Counts of `n` subjects that are printed as the parts and add up to `n`; nil if there are none.
  ///
  /// - Parameter n: Subjects of all parts.
  /// - Returns: For each part the counts that fit it, so that some choice of them adds up.
  public func counts(of n: Int) -> [ClosedRange<Int>]? {
    var ranges = [ClosedRange<Int>]()
    for part in parts {
      guard let fitting = countsFitting(part, of: n) else { return nil }
      ranges.append(fitting)
    }
    guard ranges.count <= 1_000_000 else { return nil }
    let least = ranges.reduce(0) { $0 + $1.lowerBound }
    let most = ranges.reduce(0) { $0 + $1.upperBound }
    return least <= n && n <= most ? ranges : nil
  }
}

/// The counts of a total that its parts' percentages and sizes leave open.
///
/// 43.3 % of 30 and 20 % of 25 are 13 and 5, so that 18 of 55 is the only total.
///
/// - Parameters:
///   - arms: The percentage of each part and its size; a percentage of nobody adds nothing.
///   - whole: What is printed for all of a part, 100 for percentages.
/// - Returns: Nil if a percentage fits no count of its part.
public func totalCount(_ arms: [(percentage: PrintedNumber, n: Int)], whole: Double = 100) -> ClosedRange<
  Int
>? {
  var (low, high) = (0, 0)
  for arm in arms.prefix(100_000) where arm.n != 0 {
    guard let counts = countsFitting(arm.percentage, of: arm.n, whole: whole) else { return nil }
    (low, high) = (low + counts.lowerBound, high + counts.upperBound)
  }
  return low...high
}

/// The mean of a whole that the means and sizes of its parts leave open; nil without subjects.
public func overallMean(_ parts: [(mean: PrintedNumber, n: Int)]) -> ClosedRange<Double>? {
  let filled = parts.filter { $0.n > 0 }
  let total = filled.reduce(0.0) { $0 + Double($1.n) }
  guard total > 0 else { return nil }
  return filled.reduce(ClosedRange(point: 0)) { $0 + $1.mean.possible.scaled(by: Double($1.n) / total) }
}
