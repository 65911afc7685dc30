// SPDX-License-Identifier: Apache-2.0

/// Whether whole numbers can have a printed mean.
///
/// The sum of n whole numbers is whole, so that means come in steps of 1 / n; with several items per subject,
/// averaged, in steps of 1 / (n × items).
///
/// - SeeAlso: Brown & Heathers (2017), Social Psychological and Personality Science 8:363–369.
public struct GRIM: Hashable, Sendable {
  public let mean: PrintedNumber
  public let n: Int
  /// Whole numbers behind each subject's value, 1 for a single scale.
  public let items: Int
  public let finding: Finding

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    /// Sums that give the printed mean, and how it was rounded.
    case possible(PrintedNumber.Rounding, sums: ClosedRange<Int>)
    /// So many numbers that every mean with these decimals is possible.
    case alwaysPossible
    case impossible
    case noSubjects
    case tooLarge
  }

  /// Compares; any numbers may come in.
  public init(mean: PrintedNumber, n: Int, items: Int = 1) {
    (self.mean, self.n, self.items) = (mean, n, items)
    finding = Self.finding(mean, n, items)
  }

  private static func finding(_ mean: PrintedNumber, _ n: Int, _ items: Int) -> Finding {
    guard n >= 1, items >= 1 else { return .noSubjects }
    guard let total = GRIM.numbers(n, items) else { return .tooLarge }
    if Double(total) * mean.unit >= 1 { return .alwaysPossible }
    guard let low = Int(bounded: (mean.possible.lowerBound * Double(total)).rounded(.down)),
      let high = Int(bounded: (mean.possible.upperBound * Double(total)).rounded(.up))
    else { return .tooLarge }
    // Fewer than two steps of the digits lie between the ends, and each is wider than one sum.
    let fitting = (low...high).map { ($0, mean.rounding(of: Double($0) / Double(total))) }
    for kind in [PrintedNumber.Rounding.nearest, .truncated] {
      let sums = fitting.filter { $0.1 == kind }.map(\.0)
      if let first = sums.first, let last = sums.last { return .possible(kind, sums: first...last) }
    }
    return .impossible
  }

  /// n × items, nil beyond what is computed exactly.
  static func numbers(_ n: Int, _ items: Int) -> Int? {
    let (total, overflow) = n.multipliedReportingOverflow(by: items)
    return overflow || total > .largestCount ? nil : total
  }

  public var consistency: Consistency {
    switch finding {
    case .possible, .alwaysPossible: .consistent
    case .impossible: .inconsistent
    case .noSubjects: .undetermined(.undefined)
    case .tooLarge: .undetermined(.tooLarge)
    }
  }

  /// The means nearest to the printed one that whole numbers can have, as they would be printed.
  public var nearestMeans: [PrintedNumber] {
    guard n >= 1, items >= 1, let total = GRIM.numbers(n, items),
      let below = Int(bounded: (mean.value * Double(total)).rounded(.down))
    else { return [] }
    return [below, below + 1].compactMap { mean.printed(Double($0) / Double(total)) }
  }

  /// The numbers of subjects within `limits` whose whole numbers can have the mean; at most 100,000 are tried.
  public func sizesAllowing(within limits: ClosedRange<Int>) -> [Int] {
    let first = max(1, limits.lowerBound)
    guard first <= limits.upperBound, first <= .largestCount else { return [] }
    return (first...min(limits.upperBound, first + 99_999)).filter {
      GRIM(mean: mean, n: $0, items: items).consistency == .consistent
    }
  }
}
