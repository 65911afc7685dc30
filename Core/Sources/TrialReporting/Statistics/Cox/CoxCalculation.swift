// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// A proportional hazards model fitted to a table.
public struct CoxCalculation: Calculation {
  let formula: ModelFormula
  let level: Double
  let fit: CoxFit
  /// The sandwich variance; nil where it was not asked for.
  let robust: CoxRobust?
  /// How many clusters it has; nil where every row stands alone.
  let clusterCount: Int?
  let terms: [CoxTermEstimate]
  /// The reference level of each column with levels.
  let references: [(column: String, level: String)]
  let strataCount: Int
  /// The test of proportional hazards of each term, in the order of the terms, or why there is none; nil where it was
  /// not asked for.
  let proportionality: Result<ProportionalHazards, CoxError>?
  let rows: CompleteRows

  /// Fits the model of a formula.
  ///
  /// - Parameters:
  ///   - table: Read with the columns of the formula.
  ///   - formula: `Surv(time, event) ~ arm + age + strata(site)`. A column of numbers is one covariate; one of texts,
  ///     or in `factor()`, is one covariate for each level but the reference. Rows (start, stop] have an entry of their
  ///     own; `cluster(id)` asks for the sandwich variance.
  ///   - reference: Reference levels; else those that the table has first.
  ///   - ties: The treatment of tied events.
  ///   - level: The confidence level.
  ///   - isRobust: Whether the sandwich variance is wanted without clusters too.
  ///   - transform: The function of time of the test of proportional hazards; nil leaves the test out.
  /// - Throws: `FormulaFault`, `DataFault`, or `CoxError` where nothing can be fitted.
  public init(
    _ table: DataTable,
    _ formula: ModelFormula,
    reference: ReferenceLevels,
    ties: CoxTies,
    level: Double,
    robust isRobust: Bool = false,
    checking transform: TimeTransform? = nil
  ) throws {
    let (entry, time, event) = try formula.lateSurvival()
    try formula.requireTerm()
    let rows = try CompleteRows(table, columns: formula.columns.map(\.name))
    let data = try table.survivalTimes(entry: entry, time: time, event: event, rows)
    let covariates = try Covariates(formula.terms, in: table, rows, reference: reference)
    try reference.check(usedBy: covariates.references.map(\.column))
    var strata: [Factor] = []
    for column in formula.strata { strata.append(try Factor(column.name, in: table, rows)) }
    let cross = strata.isEmpty ? nil : FactorCross(strata, rows: rows.rows.count)
    let fit = try coxRegression(
      data,
      covariates: covariates.columns,
      names: covariates.names,
      strata: cross?.codes,
      ties: ties
    )
    let clusters = try formula.cluster.map { try Factor($0.name, in: table, rows) }
    let robust = isRobust || clusters != nil ? try fit.robust(clusters: clusters?.codes) : nil
    self.robust = robust
    clusterCount = clusters?.levels.count
    terms = covariates.names.indices.map { term in
      robust.map { CoxTermEstimate(term, of: fit, $0, level: level) }
        ?? CoxTermEstimate(term, of: fit, level: level)
    }
    proportionality = transform.map { transform in
      Result { () throws(CoxError) in try proportionalHazards(of: fit, transform: transform) }
    }
    self.fit = fit
    self.formula = formula
    self.level = level
    references = covariates.references
    self.rows = rows
    strataCount = cross?.labels.count ?? 1
  }

  // MARK: Telling

  public var json: [JSONValue.Member] {
    var tests: [JSONValue.Member] = [
      .init("likelihoodRatio", .test(fit.likelihoodRatioTest)),
      .init("wald", (robust?.waldTest ?? fit.waldTest).map { .test($0) } ?? .null),
      .init("score", .test(fit.scoreTest)),
    ]
    if let robust { tests.append(.init("robustScore", .test(robust.scoreTest))) }
    var members: [JSONValue.Member] = [
      .init("formula", .string(formula.text)), .init("ties", .string(fit.model.ties.rawValue)),
      .init("level", .number(level)), .init("n", .integer(fit.subjects)),
      .init("events", .integer(fit.events)),
      .init("strata", .integer(strataCount)),
      .init("references", .object(references.map { .init($0.column, .string($0.level)) })),
      .init("terms", .array(terms.map(\.json))),
      .init("logLikelihood", [.number(fit.logLikelihood.null), .number(fit.logLikelihood.fitted)]),
      .init("tests", .object(tests)),
    ]
    if robust != nil { members.append(.init("clusters", clusterCount.map { .integer($0) } ?? .null)) }
    switch proportionality {
    case .success(let tests):
      let each = zip(fit.names, tests.terms).map { JSONValue.Member($0, .test($1)) }
      members.append(.init("proportionalHazards", ["terms": .object(each), "global": .test(tests.global)]))
    case .failure(let error):
      members.append(
        .init("proportionalHazards", ["terms": nil, "global": nil, "reason": .string("\(error)")])
      )
    case nil: break
    }
    members.append(.init("rows", rows.json))
    return members
  }

  public func text(in language: Language) -> String { CoxPage(self, language).text }
}
