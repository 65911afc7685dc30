// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// Measured values of one arm or more: summaries, differences with the reference arm, tests.
public struct MeansCalculation: Calculation {
  /// An arm's values or, where only that was published, their summary.
  public struct Arm: Sendable {
    public let name: String
    public let summary: SampleSummary
    /// nil where only the summary is known.
    let values: [Double]?

    public init(_ name: String, _ summary: SampleSummary) {
      self.name = name
      self.summary = summary
      values = nil
    }

    init(_ name: String, values: [Double]) {
      self.name = name
      self.values = values
      summary = SampleSummary(values)
    }
  }

  let title: String
  /// The reference last.
  let arms: [Arm]
  let level: Double
  let comparisons: [MeanComparison]
  /// Tests of all arms together; of two arms within strata.
  let tests: [NamedResult<TestLine>]
  let rows: CompleteRows?

  /// Compares published summaries; the last arm is the reference.
  public init(_ arms: [Arm], level: Double, alternative: Alternative) {
    self.init("", arms, strata: [], rows: nil, level, alternative)
  }

  private init(
    _ title: String,
    _ arms: [Arm],
    strata: [StratumOfValues],
    rows: CompleteRows?,
    _ level: Double,
    _ alternative: Alternative
  ) {
    self.title = title
    self.arms = arms
    self.level = level
    self.rows = rows
    comparisons = arms.dropLast().map { MeanComparison($0, versus: arms[arms.count - 1], level, alternative) }
    var tests: [NamedResult<TestLine>] = []
    let values = arms.compactMap(\.values)
    if values.count > 2 {
      tests = [
        NamedResult(
          key: "kruskal-wallis",
          name: Message("Kruskal–Wallis", "Kruskal–Wallis 检验"),
          value: TestLine(kruskalWallis(values))
        ),
        NamedResult(
          key: "anova",
          name: Message("Analysis of variance (F)", "方差分析（F）"),
          value: TestLine(analysisOfVariance(values))
        ),
      ]
    }
    if !strata.isEmpty {
      tests.append(
        NamedResult(
          key: "van-elteren",
          name: Message("van Elteren (stratified Wilcoxon)", "van Elteren 检验（分层 Wilcoxon）"),
          value: TestLine(vanElteren(strata, alternative), alternative)
        )
      )
    }
    self.tests = tests
  }

  /// Compares the arms of a table.
  ///
  /// - Parameters:
  ///   - table: Read with the columns of the formula.
  ///   - formula: `value ~ arm`, perhaps `+ strata(site)`; `value ~ 1` summarizes only. One with covariates is for
  ///     ``AdjustedMeansCalculation``.
  ///   - reference: The reference level; else the one that the table has first.
  ///   - level: The confidence level.
  ///   - alternative: The direction of the tests.
  /// - Throws: `FormulaFault` for another kind of formula, `DataFault` for cells that cannot be read.
  public init(
    _ table: DataTable,
    _ formula: ModelFormula,
    reference: ReferenceLevels,
    level: Double,
    alternative: Alternative
  ) throws {
    let value = try formula.value()
    precondition(formula.terms.count <= 1, "covariates are for AdjustedMeansCalculation")
    if formula.terms.isEmpty, let stratum = formula.strata.first {
      throw formula.fault(.strataNotUsed, at: stratum.position)
    }
    try formula.refuseCluster()
    let rows = try CompleteRows(table, columns: formula.columns.map(\.name))
    let values = try table.numbers(value.name, rows)
    let names = formula.terms.map(\.column.name)
    try reference.check(usedBy: names)
    guard let name = names.first else {
      self.init(formula.text, [Arm(value.name, values: values)], strata: [], rows: rows, level, alternative)
      return
    }
    let factor = try Factor(name, in: table, rows, reference: reference.level(of: name, isFirst: true))
    func subset(_ arm: Int, _ isIn: (Int) -> Bool) -> [Double] {
      values.indices.filter { factor.codes[$0] == arm && isIn($0) }.map { values[$0] }
    }
    let order = Array(factor.levels.indices.dropFirst()) + [0]
    let arms = order.map { arm in Arm(factor.levels[arm], values: subset(arm) { _ in true }) }
    var strata: [StratumOfValues] = []
    if !formula.strata.isEmpty {
      guard arms.count == 2 else { throw DataFault.strataOfArms(column: name, arms: arms.count) }
      var factors: [Factor] = []
      for column in formula.strata { factors.append(try Factor(column.name, in: table, rows)) }
      let cross = FactorCross(factors, rows: rows.rows.count)
      strata = cross.labels.indices.map { stratum in
        StratumOfValues(
          subset(1) { cross.codes[$0] == stratum },
          versus: subset(0) { cross.codes[$0] == stratum }
        )
      }
    }
    self.init(formula.text, arms, strata: strata, rows: rows, level, alternative)
  }

  // MARK: Telling

  public var json: [JSONValue.Member] {
    let groups = arms.map { arm -> JSONValue in
      var members: [JSONValue.Member] = [
        .init("arm", .string(arm.name)), .init("n", .integer(arm.summary.n)),
        .init("mean", .statistic(arm.summary.mean)), .init("sd", .statistic(arm.summary.standardDeviation)),
      ]
      if let values = arm.values?.sorted() {
        members += MeansPage.quantiles.map {
          .init($0.key, .statistic(quantile(values, $0.p, type: .averagedSteps)))
        }
      }
      return .object(members)
    }
    var members: [JSONValue.Member] = [.init("level", .number(level)), .init("arms", .array(groups))]
    if comparisons.count == 1 { members += comparisons[0].json }
    if comparisons.count > 1 {
      members.append(
        .init(
          "comparisons",
          .array(
            comparisons.map { comparison in
              .object(
                [.init("arm", .string(comparison.arm)), .init("reference", .string(comparison.reference))]
                  + comparison.json
              )
            }
          )
        )
      )
    }
    if !tests.isEmpty {
      let key = comparisons.count == 1 ? "stratifiedTests" : "tests"
      members.append(.init(key, .object(tests.map { .init($0.key, $0.value.json) })))
    }
    if let rows { members.append(.init("rows", rows.json)) }
    return members
  }

  public func text(in language: Language) -> String { MeansPage(self, language).text }
}
