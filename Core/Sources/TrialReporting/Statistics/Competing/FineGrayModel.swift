// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// Fine–Gray models of each cause told, fitted to the rows that miss none of their covariates.
struct FineGrayModels: Sendable {
  let covariates: CovariateList
  let rows: CompleteRows
  let references: [(column: String, level: String)]
  let fits: [FineGrayFit]

  /// Fits the models.
  ///
  /// - Throws: `DataFault` for cells that cannot be read, `CoxError` where nothing can be fitted.
  init(
    _ table: DataTable,
    _ covariates: CovariateList,
    time: String,
    _ cause: CauseColumn,
    told: [Int],
    reference: ReferenceLevels,
    weights: FineGrayCensoring
  ) throws {
    rows = try CompleteRows(table, columns: [time, cause.name] + covariates.terms.map(\.column.name))
    let data = CompetingTimes(
      times: try table.times(time, rows),
      causes: cause.codes(in: table, rows),
      causeCount: cause.causes.count
    )
    let read = try Covariates(covariates.terms, in: table, rows, reference: reference)
    fits = try told.map { number in
      try fineGrayRegression(
        data,
        cause: number,
        covariates: read.columns,
        names: read.names,
        censoring: weights
      )
    }
    references = read.references
    self.covariates = covariates
  }

  /// One model, its terms named as those of a Cox model.
  func json(_ fit: FineGrayFit, cause: String, level: Double) -> JSONValue {
    let errors = fit.standardErrors
    let terms = fit.names.indices.map { term -> JSONValue in
      let ratio = fit.hazardRatio(term, level: level)
      return [
        "name": .string(fit.names[term]), "estimate": .statistic(fit.coefficients[term]),
        "se": .statistic(errors[term]), "shr": .statistic(ratio.value),
        "lower": .statistic(ratio.interval.lower), "upper": .statistic(ratio.interval.upper),
        "p": .statistic(fit.waldTest(of: term).p),
      ]
    }
    return [
      "cause": .string(cause), "n": .integer(fit.subjects), "events": .integer(fit.events),
      "references": .object(references.map { .init($0.column, .string($0.level)) }), "terms": .array(terms),
      "logLikelihood": [.number(fit.logLikelihood.null), .number(fit.logLikelihood.fitted)],
      "wald": .test(fit.waldTest), "rows": rows.json,
    ]
  }
}
