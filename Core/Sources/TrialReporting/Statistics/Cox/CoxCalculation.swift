// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// A proportional hazards model fitted to a table.
public struct CoxCalculation: Calculation {
  let formula: ModelFormula
  let level: Double
  let fit: CoxFit
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
  ///     or in `factor()`, is one covariate for each level but the reference.
  ///   - reference: Reference levels; else those that the table has first.
  ///   - ties: The treatment of tied events.
  ///   - level: The confidence level.
  ///   - transform: The function of time of the test of proportional hazards; nil leaves the test out.
  /// - Throws: `FormulaFault`, `DataFault`, or `CoxError` where nothing can be fitted.
  public init(
    _ table: DataTable,
    _ formula: ModelFormula,
    reference: ReferenceLevels,
    ties: CoxTies,
    level: Double,
    checking transform: TimeTransform? = nil
  ) throws {
    let (time, event) = try formula.survival()
    try formula.requireTerm()
    let rows = try CompleteRows(table, columns: formula.columns.map(\.name))
    let data = SurvivalTimes(times: try table.times(time.name, rows), events: try table.events(event, rows))
    var covariates: [[Double]] = []
    var names: [String] = []
    var references: [(column: String, level: String)] = []
    for term in formula.terms {
      let name = term.column.name
      guard try table.hasLevels(term, rows) else {
        covariates.append(try table.numbers(name, rows))
        names.append(name)
        continue
      }
      let wanted = reference.level(of: name, isFirst: references.isEmpty)
      let factor = try Factor(name, in: table, rows, reference: wanted)
      guard factor.levels.count > 1 else { throw DataFault.oneArm(column: name, level: factor.levels[0]) }
      references.append((name, factor.levels[0]))
      for (code, level) in factor.levels.enumerated().dropFirst() {
        covariates.append(factor.codes.map { $0 == code ? 1 : 0 })
        names.append("\(name)=\(level)")
      }
    }
    try reference.check(usedBy: references.map(\.column))
    var strata: [Factor] = []
    for column in formula.strata { strata.append(try Factor(column.name, in: table, rows)) }
    let cross = strata.isEmpty ? nil : FactorCross(strata, rows: rows.rows.count)
    let fit = try coxRegression(data, covariates: covariates, names: names, strata: cross?.codes, ties: ties)
    proportionality = transform.map { transform in
      Result { () throws(CoxError) in try proportionalHazards(of: fit, transform: transform) }
    }
    self.fit = fit
    self.formula = formula
    self.level = level
    self.references = references
    self.rows = rows
    strataCount = cross?.labels.count ?? 1
  }

  // MARK: Telling

  public var json: [JSONValue.Member] {
    let errors = fit.standardErrors
    let terms = fit.names.indices.map { term -> JSONValue in
      let ratio = fit.hazardRatio(term, level: level)
      let test = fit.waldTest(of: term)
      return [
        "name": .string(fit.names[term]), "estimate": .statistic(fit.coefficients[term]),
        "se": .statistic(errors[term]), "hr": .statistic(ratio.estimate),
        "lower": .statistic(ratio.interval.lower), "upper": .statistic(ratio.interval.upper),
        "chisq": .optional(test?.statistic), "p": test.map { .statistic($0.p) } ?? .null,
        "monotone": .bool(fit.monotoneTerms.contains(term)),
      ]
    }
    let tests: JSONValue = [
      "likelihoodRatio": .test(fit.likelihoodRatioTest), "wald": fit.waldTest.map { .test($0) } ?? .null,
      "score": .test(fit.scoreTest),
    ]
    var members: [JSONValue.Member] = [
      .init("formula", .string(formula.text)), .init("ties", .string(fit.model.ties.rawValue)),
      .init("level", .number(level)), .init("n", .integer(fit.subjects)),
      .init("events", .integer(fit.events)),
      .init("strata", .integer(strataCount)),
      .init("references", .object(references.map { .init($0.column, .string($0.level)) })),
      .init("terms", .array(terms)),
      .init("logLikelihood", [.number(fit.logLikelihood.null), .number(fit.logLikelihood.fitted)]),
      .init("tests", tests),
    ]
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
