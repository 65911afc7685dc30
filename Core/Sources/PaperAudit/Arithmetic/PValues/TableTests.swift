// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// Every test of a table of counts with rows such as arms and columns such as categories.
///
/// Two rows and two columns are left to ``TwoArmTests``, whose tests are taken over.
public struct TableTests: Hashable, Sendable {
  /// Nil for tests to work; else why none does.
  public let problem: TwoArmTests.Problem?
  /// The p-value of each test, in the order of ``SignificanceTest``.
  public let values: [PComparison.Value]
  private let unsearched: [SignificanceTest]
  private let arms: TwoArmTests?

  /// The most cells that are looked at.
  public static let largestTable = 400

  /// Takes counts by row and column; any numbers may come in.
  ///
  /// - Parameters:
  ///   - rows: Rows of the same length. A ragged or an empty table has no subjects.
  ///   - limit: How many tables Fisher's test may look at.
  public init(_ rows: [[Int]], limit: Int = 200_000) {
    problem = Self.problem(rows)
    guard problem == nil else {
      (values, unsearched, arms) = ([], [], nil)
      return
    }
    if rows.count == 2, rows[0].count == 2 {
      let arms = TwoArmTests(
        rows[0][0],
        of: rows[0][0] + rows[0][1],
        versus: rows[1][0],
        of: rows[1][0] + rows[1][1]
      )
      (values, unsearched, self.arms) = (arms.values, [], arms)
      return
    }
    let table = ContingencyTable(rows)
    let exact = table.total <= TwoArmTests.largestConditional ? table.fisher(limit: limit)?.p : nil
    var found: [(SignificanceTest, Double)] = [(.pearson, table.pearson().p)]
    found.append((.likelihoodRatio, Self.likelihoodRatio(table)))
    if let exact { found.append((.freemanHalton, exact)) }
    found += Self.ordered(rows) + Self.ordered(Self.transposed(rows)).filter { $0.0 == .kruskalWallis }
    values = found.compactMap(PComparison.Value.init)
    unsearched = exact == nil ? [.freemanHalton] : []
    arms = nil
  }

  private static func problem(_ rows: [[Int]]) -> TwoArmTests.Problem? {
    guard let width = rows.first?.count, width > 0, rows.allSatisfy({ $0.count == width }) else {
      return .noSubjects
    }
    let counts = rows.joined()
    if counts.contains(where: { $0 < 0 }) { return .countBeyondTotal }
    if counts.count > largestTable || counts.contains(where: { $0 > .largestCount }) { return .tooLarge }
    if counts.allSatisfy({ $0 == 0 }) { return .noSubjects }
    let filled = rows.filter { $0.contains { $0 > 0 } }.count
    let columns = (0..<width).filter { column in rows.contains { $0[column] > 0 } }.count
    return filled < 2 || columns < 2 ? .noVariation : nil
  }

  /// The tests that give a printed p-value.
  public func reproducing(_ printed: PrintedP, searching: Bool = true) -> PComparison {
    if let arms { return arms.reproducing(printed, searching: searching) }
    return PComparison(printed, values: values, unsearched: problem == .tooLarge ? [.pearson] : unsearched)
  }

  /// Which tests fall below a level.
  public func significance(atLevel level: Double = 0.05) -> SignificanceByTest {
    SignificanceByTest(values, level: level)
  }

  /// G² = 2 Σ observed log(observed / expected), with the degrees of freedom of Pearson's test.
  private static func likelihoodRatio(_ table: ContingencyTable) -> Double {
    guard let degrees = table.pearson().degreesOfFreedom else { return .nan }
    let sum = zip(table.rows.joined(), table.expectedCounts.joined()).reduce(0.0) { sum, cell in
      cell.0 == 0 ? sum : sum + Double(cell.0) * .log(Double(cell.0) / cell.1)
    }
    return ChiSquare.survival(max(0, 2 * sum), degreesOfFreedom: degrees)
  }

  /// Tests that take the columns, or with two columns the rows, as ordered.
  private static func ordered(_ rows: [[Int]]) -> [(SignificanceTest, Double)] {
    var found = [(SignificanceTest, Double)]()
    let groups = rows[0].count == 2 ? rows : rows.count == 2 ? transposed(rows) : []
    let filled = groups.filter { $0[0] + $0[1] > 0 }
    if filled.count > 2 {
      let proportions = groups.map { Proportion(events: $0[0], of: $0[0] + $0[1]) }
      let trend = cochranArmitage(proportions, scores: groups.indices.map(Double.init))
      found.append((.trend, trend.p))
      if let z = trend.statistic {
        let total = Double(rows.joined().reduce(0, +))
        found.append((.linearByLinear, StandardNormal.twoSided(z * ((total - 1) / total).squareRoot())))
      }
    }
    found.append((.kruskalWallis, kruskalWallis(rows)))
    return found
  }

  /// The Kruskal–Wallis test of rows as groups and columns as ordered values, corrected for ties.
  ///
  /// With two rows it is the Wilcoxon rank-sum test without continuity correction. As (N − 1) times the
  /// share of the variation of midranks that lies between the groups.
  private static func kruskalWallis(_ rows: [[Int]]) -> Double {
    let columns = rows[0].indices.map { column in rows.reduce(0.0) { $0 + Double($1[column]) } }
    let total = columns.reduce(0, +)
    var before = 0.0
    // Midranks about their mean.
    let ranks = columns.map { size in
      defer { before += size }
      return before + size / 2 - total / 2
    }
    let all = zip(columns, ranks).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    let groups = rows.filter { $0.contains { $0 > 0 } }
    let between = groups.reduce(0.0) { sum, row in
      let size = row.reduce(0.0) { $0 + Double($1) }
      let rankSum = zip(row, ranks).reduce(0.0) { $0 + Double($1.0) * $1.1 }
      return sum + rankSum * rankSum / size
    }
    guard all > 0, groups.count > 1 else { return .nan }
    return ChiSquare.survival((total - 1) * between / all, degreesOfFreedom: Double(groups.count - 1))
  }

  private static func transposed(_ rows: [[Int]]) -> [[Int]] {
    rows[0].indices.map { column in rows.map { $0[column] } }
  }
}
