// SPDX-License-Identifier: Apache-2.0

/// Whether a printed percentage can be `count` of `total`, and if not, what could be.
public struct PercentageCheck: Hashable, Sendable {
  public let count: Int
  public let total: Int
  public let printed: PrintedNumber
  /// What is printed for all of the total: 100 for percentages, 1 for proportions, 1000 for per mille.
  public let whole: Double
  public let finding: Finding

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    /// The exact value is printed so.
    case reproduced(PrintedNumber.Rounding)
    /// The exact value would be printed otherwise.
    case contradicted
    /// More events than subjects, or fewer than none.
    case countBeyondTotal
    /// A percentage of nobody; nothing can be said.
    case noSubjects
    case tooLarge
  }

  /// Compares; any numbers may come in.
  public init(count: Int, of total: Int, printed: PrintedNumber, whole: Double = 100) {
    (self.count, self.total, self.printed, self.whole) = (count, total, printed, whole)
    finding = Self.finding(count, total, printed, whole)
  }

  private static func finding(_ count: Int, _ total: Int, _ printed: PrintedNumber, _ whole: Double)
    -> Finding
  {
    if total < 0 || count < 0 || count > total { return .countBeyondTotal }
    if total == 0 { return .noSubjects }
    if total > .largestCount { return .tooLarge }
    let exact = whole * Double(count) / Double(total)
    return printed.rounding(of: exact).map(Finding.reproduced) ?? .contradicted
  }

  /// The exact percentage; nil without subjects.
  public var exact: Double? { total > 0 ? whole * Double(count) / Double(total) : nil }

  /// The exact percentage with the printed decimals; nil without subjects.
  public var expected: PrintedNumber? { exact.flatMap(printed.printed) }

  public var consistency: Consistency {
    switch finding {
    case .reproduced: .consistent
    case .contradicted, .countBeyondTotal: .inconsistent
    case .noSubjects: .undetermined(.undefined)
    case .tooLarge: .undetermined(.tooLarge)
    }
  }

  /// The counts of the same total that are printed so; nil if no count is.
  public var countsFitting: ClosedRange<Int>? {
    PaperAudit.countsFitting(printed, of: total, whole: whole)
  }

  /// The totals of which the same count is printed so; nil if there is none.
  public var totalsFitting: ClosedRange<Int>? {
    PaperAudit.totalsFitting(printed, count: count, whole: whole)
  }
}
