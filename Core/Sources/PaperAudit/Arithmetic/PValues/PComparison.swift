// SPDX-License-Identifier: Apache-2.0

/// A printed p-value beside those that the tests of the same figures give.
public struct PComparison: Hashable, Sendable {
  public let printed: PrintedP
  /// What each test gives, in the order of ``SignificanceTest``.
  public let values: [Value]
  /// Tests that were not computed, for their size or because nobody asked.
  public let unsearched: [SignificanceTest]
  /// The tests that give the printed value, conventional ones first, exact roundings before cuts.
  public let matches: [Match]

  /// A test and its p-value; a range where the figures it comes from are rounded.
  public struct Value: Hashable, Sendable {
    public let test: SignificanceTest
    public let p: ClosedRange<Double>
  }

  /// A test that gives the printed value, and how that was rounded.
  public struct Match: Hashable, Sendable {
    public let test: SignificanceTest
    public let p: ClosedRange<Double>
    public let rounding: PrintedNumber.Rounding
  }

  init(_ printed: PrintedP, values: [Value], unsearched: [SignificanceTest] = []) {
    (self.printed, self.values, self.unsearched) = (printed, values, unsearched)
    // One-sided p-values of the wrong direction exceed any level; a bound from below tells nothing of them.
    let isFloor = printed.relation == .greater || printed.relation == .atLeast
    let found = values.filter { !isFloor || $0.test.usage != .oneSided }.compactMap { value in
      printed.rounding(ofSomeIn: value.p).map { Match(test: value.test, p: value.p, rounding: $0) }
    }
    matches = Self.order.flatMap { usage, rounding in
      found.filter { $0.test.usage == usage && $0.rounding == rounding }
    }
  }

  private static let order: [(SignificanceTest.Usage, PrintedNumber.Rounding)] = [
    (.conventional, .nearest), (.conventional, .truncated), (.rare, .nearest), (.oneSided, .nearest),
    (.rare, .truncated), (.oneSided, .truncated),
  ]

  /// Whether a test that needs no naming gives the printed value.
  public var isConventional: Bool { matches.contains { $0.test.usage == .conventional } }

  /// Whether only one-sided tests give the printed value.
  public var isOnlyOneSided: Bool { !matches.isEmpty && matches.allSatisfy { $0.test.usage == .oneSided } }

  /// From the smallest to the largest p-value of all two-sided tests; nil without any.
  public var range: ClosedRange<Double>? {
    let sides = values.filter { $0.test.usage != .oneSided }
    return ClosedRange(
      spanning: (sides.isEmpty ? values : sides).flatMap { [$0.p.lowerBound, $0.p.upperBound] }
    )
  }

  /// Consistent if any test, even a rare one, gives the printed value: the charitable reading decides.
  ///
  /// Where a test was left out, a value up to twice beyond those computed is not called inconsistent.
  public var consistency: Consistency {
    if printed.isImpossible { return .inconsistent }
    if !matches.isEmpty { return .consistent }
    guard let range, let least = values.map(\.p.lowerBound).min() else {
      return .undetermined(unsearched.isEmpty ? .undefined : .tooLarge)
    }
    if unsearched.isEmpty { return .inconsistent }
    let wide = ClosedRange(uncheckedBounds: (least / 2, min(1, range.upperBound * 2)))
    return printed.possible.overlaps(wide) ? .undetermined(.notSearched) : .inconsistent
  }
}

/// Which tests fall below a level and which do not.
public struct SignificanceByTest: Hashable, Sendable {
  public let level: Double
  /// Tests with p below the level.
  public let below: [SignificanceTest]
  /// Tests with p at or above the level.
  public let above: [SignificanceTest]

  init(_ values: [PComparison.Value], level: Double) {
    self.level = level
    let sides = values.filter { $0.test.usage != .oneSided }
    below = sides.filter { $0.p.upperBound < level }.map(\.test)
    above = sides.filter { $0.p.lowerBound >= level }.map(\.test)
  }

  /// Whether the choice among two-sided tests decides about significance.
  public var dependsOnTest: Bool { !below.isEmpty && !above.isEmpty }

  /// Whether the choice among the conventional tests alone decides about significance.
  public var dependsOnConventionalTest: Bool {
    below.contains { $0.usage == .conventional } && above.contains { $0.usage == .conventional }
  }
}
