// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// Every test of two proportions, from their counts.
public struct TwoArmTests: Hashable, Sendable {
  /// Why counts are no table that a test could tell anything of.
  public enum Problem: String, Hashable, Sendable {
    /// More events than subjects, or negative counts.
    case countBeyondTotal
    case noSubjects
    /// Nobody or everybody has an event.
    case noVariation
    /// More than 10¹² subjects.
    case tooLarge
  }

  /// Nil for tests to work; else why none does.
  public let problem: Problem?
  /// The p-values that take no search, in the order of ``SignificanceTest``.
  ///
  /// Empty with a problem, but that without variation Fisher's exact test is defined and gives 1.
  public let values: [PComparison.Value]
  private let table: TwoProportions?

  /// The most subjects for whom the exact conditional tests are computed.
  public static let largestConditional = 50_000
  /// The most subjects for whom the exact unconditional tests are computed.
  public static let largestUnconditional = 400

  /// Takes events and subjects of two arms; any numbers may come in.
  public init(_ events: Int, of n: Int, versus otherEvents: Int, of otherN: Int) {
    problem = Self.problem([(events, n), (otherEvents, otherN)])
    guard problem == nil else {
      values = problem == .noVariation ? [.init(test: .fisher, p: 1...1)] : []
      table = nil
      return
    }
    let table = TwoProportions(
      Proportion(events: events, of: n),
      versus: Proportion(events: otherEvents, of: otherN)
    )
    self.table = table
    values = Self.quick(table)
  }

  static func problem(_ arms: [(events: Int, n: Int)]) -> Problem? {
    if arms.contains(where: { $0.n < 0 || $0.events < 0 || $0.events > $0.n }) { return .countBeyondTotal }
    if arms.contains(where: { $0.n == 0 }) { return .noSubjects }
    if arms.contains(where: { $0.n > .largestCount }) { return .tooLarge }
    let events = arms.reduce(0) { $0 + $1.events }
    return events == 0 || events == arms.reduce(0) { $0 + $1.n } ? .noVariation : nil
  }

  private static func quick(_ table: TwoProportions) -> [PComparison.Value] {
    var found: [(SignificanceTest, Double)] = [
      (.pearson, table.pearson().p), (.yates, table.yates().p), (.nMinusOne, table.nMinusOne().p),
      (.likelihoodRatio, table.likelihoodRatio().p), (.zUnpooled, table.zUnpooled().p),
    ]
    let isSmall = table.n <= largestConditional
    if isSmall {
      found += [
        (.fisher, table.fisher().p), (.fisherDoubled, table.fisherDoubled().p),
        (.midP, table.fisherMidP().p), (.midPDoubled, table.fisherMidPDoubled().p),
      ]
    }
    found += [(.pearsonGreater, table.zPooled(.greater).p), (.pearsonLess, table.zPooled(.less).p)]
    if isSmall {
      found += [(.fisherGreater, table.fisher(.greater).p), (.fisherLess, table.fisher(.less).p)]
    }
    return found.compactMap(PComparison.Value.init)
  }

  /// The exact unconditional tests, which take a search; empty beyond ``largestUnconditional``.
  public func unconditional() -> [PComparison.Value] {
    guard let table, table.n <= Self.largestUnconditional else { return [] }
    return [
      (.barnard, table.barnard().p), (.boschloo, table.boschloo().p),
      (.boschlooDoubled, table.boschlooDoubled().p),
    ].compactMap(PComparison.Value.init)
  }

  /// The tests that give a printed p-value.
  ///
  /// - Parameters:
  ///   - printed: The p-value.
  ///   - searching: Whether to try the exact unconditional tests if no other gives the value.
  /// - Returns: Each test with its p-value, and those that match.
  public func reproducing(_ printed: PrintedP, searching: Bool = true) -> PComparison {
    let first = PComparison(printed, values: values, unsearched: left)
    guard first.matches.isEmpty, !values.isEmpty, searching, let table, table.n <= Self.largestUnconditional
    else { return first }
    return PComparison(printed, values: values + unconditional())
  }

  /// The tests whose statistic is a printed one: χ² of Pearson, Yates, N − 1 and G, or z without its sign.
  public func reproducing(statistic: PrintedNumber) -> [SignificanceTest] {
    squares.compactMap { test, square in
      let values = [square, square.squareRoot(), -square.squareRoot()]
      return values.contains { statistic.rounding(of: $0) != nil } ? test : nil
    }
  }

  /// From the smallest to the largest χ² that Pearson, Yates, N − 1, G or a squared z give; nil where none is defined.
  public var chiSquares: ClosedRange<Double>? { ClosedRange(spanning: squares.map(\.1)) }

  private var squares: [(SignificanceTest, Double)] {
    guard let table else { return [] }
    let squares: [(SignificanceTest, Double?)] = [
      (.pearson, table.pearson().statistic), (.yates, table.yates().statistic),
      (.nMinusOne, table.nMinusOne().statistic), (.likelihoodRatio, table.likelihoodRatio().statistic),
      (.zUnpooled, table.zUnpooled().statistic.map { $0 * $0 }),
    ]
    return squares.compactMap { test, square in square.map { (test, $0) } }
  }

  /// Which tests fall below a level; the unconditional ones only if asked for.
  public func significance(atLevel level: Double = 0.05, searching: Bool = false) -> SignificanceByTest {
    SignificanceByTest(values + (searching ? unconditional() : []), level: level)
  }

  private var left: [SignificanceTest] {
    guard let table else { return problem == .tooLarge || problem == .noVariation ? [.pearson] : [] }
    let conditional: [SignificanceTest] = [
      .fisher, .fisherDoubled, .midP, .midPDoubled, .fisherGreater, .fisherLess,
    ]
    return (table.n > Self.largestConditional ? conditional : []) + [.barnard, .boschloo, .boschlooDoubled]
  }
}

extension PComparison.Value {
  /// A single p-value; nil where the test is not defined.
  init?(_ test: SignificanceTest, _ p: Double) {
    guard p >= 0, p <= 1 + 1e-9 else { return nil }
    self.init(test: test, p: ClosedRange(point: min(p, 1)))
  }
}
