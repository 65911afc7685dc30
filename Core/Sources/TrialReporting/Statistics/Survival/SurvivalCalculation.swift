// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// Kaplan–Meier curves of each arm, and tests of the log-rank family.
public struct SurvivalCalculation: Calculation {
  struct Arm: Sendable {
    /// `arm=A, sex=f`; empty for a single curve.
    let label: String
    /// When rows come under observation; empty if all do at time 0.
    let entries: [Double]
    let curve: KaplanMeier
  }

  let formula: ModelFormula
  let timeName: String
  /// Whether rows come under observation at entries of their own.
  let isLate: Bool
  let settings: SurvivalSettings
  let arms: [Arm]
  let strataCount: Int
  /// One a weight; empty for a single arm.
  let tests: [(weights: LogRankWeights, result: LogRankResult)]
  let rows: CompleteRows

  /// Estimates and compares the arms of a table.
  ///
  /// - Parameters:
  ///   - table: Read with the columns of the formula.
  ///   - formula: `Surv(time, event) ~ arm + strata(site)`, or `Surv(entry, time, event)`; several columns form one arm a
  ///     combination, and `~ 1` is a single curve. Strata serve the tests.
  ///   - reference: The level that stands first; else the one that the table has first.
  ///   - settings: Level, scale, times, weights.
  /// - Throws: `FormulaFault` for another kind of formula, `DataFault` for cells that cannot be read.
  public init(
    _ table: DataTable,
    _ formula: ModelFormula,
    reference: ReferenceLevels,
    _ settings: SurvivalSettings
  ) throws {
    let (entry, time, event) = try formula.lateSurvival()
    try formula.refuseCluster()
    let rows = try CompleteRows(table, columns: formula.columns.map(\.name))
    let data = try table.survivalTimes(entry: entry, time: time, event: event, rows)
    try reference.check(usedBy: formula.terms.map(\.column.name))
    var factors: [Factor] = []
    for (index, term) in formula.terms.enumerated() {
      let name = term.column.name
      factors.append(
        try Factor(name, in: table, rows, reference: reference.level(of: name, isFirst: index == 0))
      )
    }
    var strata: [Factor] = []
    for column in formula.strata { strata.append(try Factor(column.name, in: table, rows)) }
    let groups = FactorCross(factors, rows: rows.rows.count)
    let stratum = strata.isEmpty ? nil : FactorCross(strata, rows: rows.rows.count)
    self.formula = formula
    self.settings = settings
    self.rows = rows
    timeName = time.name
    isLate = entry != nil
    strataCount = stratum?.labels.count ?? 1
    arms = zip(groups.labels, data.split(by: groups.codes, groupCount: groups.labels.count)).map {
      label,
      times in
      Arm(label: label, entries: times.entries ?? [], curve: KaplanMeier(times))
    }
    guard groups.labels.count > 1 else {
      tests = []
      return
    }
    tests = settings.weights.map { weights in
      (
        weights,
        logRankTest(
          data,
          groups: groups.codes,
          groupCount: groups.labels.count,
          strata: stratum?.codes,
          weights: weights
        )
      )
    }
  }

  /// The time at which all who had entered an arm had the event although others entered later: its curve stays at 0.
  func emptied(_ arm: Arm) -> Double? {
    guard isLate, let zero = arm.curve.steps.first(where: { $0.survival == 0 })?.time,
      let last = arm.curve.lastTime, zero < last
    else { return nil }
    return zero
  }

  func median(_ arm: Arm) -> (estimate: Double?, lower: Double?, upper: Double?) {
    arm.curve.quantile(0.5, transform: settings.transform, level: settings.level)
  }

  // MARK: Telling

  public var json: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("formula", .string(formula.text)), .init("level", .number(settings.level)),
      .init("transform", .string(settings.transform.word)), .init("curves", .array(arms.map { curve($0) })),
    ]
    let told = tests.map { test($0.weights, $0.result) }
    // The log-rank test itself has a name of its own; further weights stand beside it.
    if let first = tests.firstIndex(where: { $0.weights == .logRank }) {
      members.append(.init("logRank", told[first]))
    }
    if !told.isEmpty { members.append(.init("tests", .array(told))) }
    members.append(.init("rows", rows.json))
    return members
  }

  private func curve(_ arm: Arm) -> JSONValue {
    let median = self.median(arm)
    let limits: JSONValue = [
      "estimate": .optional(median.estimate), "lower": .optional(median.lower),
      "upper": .optional(median.upper),
    ]
    let times = settings.times.map { time -> JSONValue in
      let interval = arm.curve.interval(at: time, transform: settings.transform, level: settings.level)
      return [
        "time": .number(time), "atRisk": .integer(arm.curve.atRisk(at: time)),
        "events": .integer(arm.curve.cumulativeEvents(at: time)),
        "survival": .number(arm.curve.survival(at: time)),
        "se": .optional(arm.curve.standardError(at: time)), "lower": .optional(interval?.lower),
        "upper": .optional(interval?.upper),
        "beyondFollowUp": .bool(arm.curve.lastTime.map { time > $0 } ?? true),
      ]
    }
    var members: [JSONValue.Member] = [
      .init("stratum", .string(arm.label)), .init("n", .integer(arm.curve.subjects)),
      .init("events", .integer(arm.curve.events)), .init("median", limits),
    ]
    if !times.isEmpty { members.append(.init("times", .array(times))) }
    return .object(members)
  }

  private func test(_ weights: LogRankWeights, _ result: LogRankResult) -> JSONValue {
    [
      "weights": .string(weights.word), "chisq": .optional(result.statistic),
      "df": .integer(result.degreesOfFreedom),
      "p": .statistic(result.p), "z": .optional(result.z), "strata": .integer(strataCount),
      "observed": .array(result.observed.map(JSONValue.statistic)),
      "expected": .array(result.expected.map(JSONValue.statistic)),
    ]
  }

  public func text(in language: Language) -> String { SurvivalPage(self, language).text }
}
