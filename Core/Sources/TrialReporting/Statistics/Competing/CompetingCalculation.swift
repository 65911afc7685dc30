// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// Cumulative incidences of competing events by arm, Gray's tests and Fine–Gray models.
public struct CompetingCalculation: Calculation {
  struct Arm: Sendable {
    /// `arm=A, sex=f`; empty for all together.
    let label: String
    let data: CompetingTimes
    let curve: CumulativeIncidence
  }

  let formula: ModelFormula
  let timeName: String
  let settings: CompetingSettings
  let cause: CauseColumn
  /// The numbers of the causes told, ascending.
  let told: [Int]
  let arms: [Arm]
  let strataCount: Int
  /// One for each cause told; empty for a single arm.
  let tests: [GrayResult]
  /// Nil where they were not asked for.
  let models: FineGrayModels?
  let rows: CompleteRows

  /// Estimates and compares the arms of a table.
  ///
  /// - Parameters:
  ///   - table: Read with the columns of the formula and of the covariates.
  ///   - formula: `Surv(time, cause) ~ arm + strata(site)`, the cause a column of kinds of event; several columns form
  ///     one arm a combination, and `~ 1` is a single one. Strata serve Gray's test.
  ///   - covariates: Those of Fine–Gray models; nil leaves the models out.
  ///   - reference: The level that stands first; else the one that the table has first.
  ///   - settings: Level, scale, variance, times, censoring, causes.
  /// - Throws: `FormulaFault` for another kind of formula, `DataFault` for cells that cannot be read, `CoxError` for
  ///   models that cannot be fitted.
  public init(
    _ table: DataTable,
    _ formula: ModelFormula,
    fineGray covariates: CovariateList? = nil,
    reference: ReferenceLevels,
    _ settings: CompetingSettings
  ) throws {
    let (time, event) = try formula.survival()
    try formula.refuseCluster()
    guard event.test == .asCoded else { throw formula.fault(.causeColumn, at: event.column.position) }
    let rows = try CompleteRows(table, columns: formula.columns.map(\.name))
    let cause = try CauseColumn(event.column.name, in: table, censored: settings.censored)
    let told = try cause.numbers(of: settings.causes)
    let data = CompetingTimes(
      times: try table.times(time.name, rows),
      causes: cause.codes(in: table, rows),
      causeCount: cause.causes.count
    )
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
    models = try covariates.map {
      try FineGrayModels(
        table,
        $0,
        time: time.name,
        cause,
        told: told,
        reference: reference,
        weights: settings.weights
      )
    }
    try reference.check(
      usedBy: formula.terms.map(\.column.name) + (models?.references.map(\.column) ?? [])
    )
    self.formula = formula
    self.settings = settings
    self.cause = cause
    self.told = told
    self.rows = rows
    timeName = time.name
    strataCount = stratum?.labels.count ?? 1
    arms = zip(groups.labels, data.split(by: groups.codes, groupCount: groups.labels.count)).map {
      Arm(label: $0, data: $1, curve: CumulativeIncidence($1))
    }
    let isCompared = groups.labels.count > 1
    tests = (isCompared ? told : []).map { number in
      grayTest(
        data,
        groups: groups.codes,
        groupCount: groups.labels.count,
        cause: number,
        strata: stratum?.codes
      )
    }
  }

  /// F(t) with its limits in one arm; nil limits before the first event of the kind.
  func interval(_ arm: Arm, _ number: Int, at time: Double) -> Interval? {
    arm.curve.interval(
      of: number,
      at: time,
      variance: settings.variance,
      transform: settings.transform,
      level: settings.level
    )
  }

  func isBeyond(_ arm: Arm, _ time: Double) -> Bool { arm.curve.lastTime.map { time > $0 } ?? true }

  // MARK: Telling

  public var json: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("formula", .string(formula.text)), .init("level", .number(settings.level)),
      .init("transform", .string(settings.transform.word)),
      .init("variance", .string(settings.variance.rawValue)),
      .init("censored", cause.censored.map { .string($0) } ?? .null),
      .init("causes", .array(told.map { .string(name($0)) })), .init("curves", .array(arms.map(curve))),
    ]
    let gray = zip(told, tests).map { number, result -> JSONValue in
      [
        "cause": .string(name(number)), "chisq": .optional(result.test.statistic),
        "df": .optional(result.test.degreesOfFreedom), "p": .statistic(result.test.p),
        "strata": .integer(strataCount),
        "score": .array(result.score.map(JSONValue.statistic)),
      ]
    }
    if !gray.isEmpty { members.append(.init("gray", .array(gray))) }
    if let models {
      let fits = models.fits.map { models.json($0, cause: name($0.cause), level: settings.level) }
      members.append(.init("weights", .string(settings.weights.word)))
      members.append(.init("fineGray", .array(fits)))
    }
    return members + [.init("rows", rows.json)]
  }

  private func name(_ number: Int) -> String { cause.causes[number - 1] }

  private func curve(_ arm: Arm) -> JSONValue {
    let causes = told.map { number -> JSONValue in
      let times = settings.times.map { time -> JSONValue in
        let interval = interval(arm, number, at: time)
        return [
          "time": .number(time), "atRisk": .integer(arm.curve.atRisk(at: time)),
          "incidence": .number(arm.curve.incidence(of: number, at: time)),
          "se": .number(arm.curve.standardError(of: number, at: time, variance: settings.variance)),
          "lower": .optional(interval?.lower), "upper": .optional(interval?.upper),
          "beyondFollowUp": .bool(isBeyond(arm, time)),
        ]
      }
      return [
        "cause": .string(name(number)), "events": .integer(arm.data.eventCount(of: number)),
        "times": .array(times),
      ]
    }
    return [
      "stratum": .string(arm.label), "n": .integer(arm.curve.subjects),
      "censored": .integer(arm.data.eventCount(of: 0)), "causes": .array(causes),
    ]
  }

  public func text(in language: Language) -> String { CompetingPage(self, language).text }
}
