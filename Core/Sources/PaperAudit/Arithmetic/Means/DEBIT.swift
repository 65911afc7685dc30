// SPDX-License-Identifier: Apache-2.0

/// Whether zeros and ones can have a printed mean and standard deviation.
///
/// With k ones among n the mean is k / n and, with the denominator n − 1,
///
///     s² = n / (n − 1) · m (1 − m)
///
/// - SeeAlso: Heathers & Brown (2019), DEBIT: a simple consistency test for binary data, OSF.
public struct DEBIT: Hashable, Sendable {
  public let mean: PrintedNumber
  public let deviation: PrintedNumber
  public let n: Int
  public let finding: Finding

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    /// Counts of ones that give both figures.
    case possible(counts: ClosedRange<Int>, GRIMMER.Denominator)
    case meanImpossible
    /// The mean is possible, the standard deviation is not; it would be printed as one of these.
    case deviationImpossible(expected: [PrintedNumber])
    case noSubjects
    case tooLarge
  }

  /// Compares; any numbers may come in.
  ///
  /// The mean is a proportion, between 0 and 1.
  public init(mean: PrintedNumber, deviation: PrintedNumber, n: Int) {
    (self.mean, self.deviation, self.n) = (mean, deviation, n)
    finding = Self.finding(mean, deviation, n)
  }

  public var consistency: Consistency {
    switch finding {
    case .possible: .consistent
    case .meanImpossible, .deviationImpossible: .inconsistent
    case .noSubjects: .undetermined(.undefined)
    case .tooLarge: .undetermined(.tooLarge)
    }
  }

  private static func finding(_ mean: PrintedNumber, _ deviation: PrintedNumber, _ n: Int) -> Finding {
    guard n >= 2 else { return .noSubjects }
    guard n <= .largestCount else { return .tooLarge }
    guard let counts = countsFitting(mean, of: n, whole: 1) else { return .meanImpossible }
    guard counts.count <= 20_000 else { return .tooLarge }
    for denominator in GRIMMER.Denominator.allCases {
      let fitting = counts.filter { deviation.rounding(of: spread($0, n, denominator)) != nil }
      if let first = fitting.first, let last = fitting.last {
        return .possible(counts: first...last, denominator)
      }
    }
    let ends = [counts.lowerBound, counts.upperBound].compactMap {
      deviation.printed(spread($0, n, .sample))
    }
    return .deviationImpossible(expected: ends.first == ends.last ? Array(ends.prefix(1)) : ends)
  }

  private static func spread(_ count: Int, _ n: Int, _ denominator: GRIMMER.Denominator) -> Double {
    let (k, n) = (Double(count), Double(n))
    return (k * (n - k) / n / (denominator == .sample ? n - 1 : n)).squareRoot()
  }
}
