// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialDesign
import TrialReporting

/// A formula and the table it speaks of, in either order of typing.
struct FormulaOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The formula; the table behind it, unless --table names it.", valueName: "formula")
  )
  var words: [String] = []

  @Option(help: ArgumentHelp("The table (CSV).", valueName: "file"), completion: .file())
  var table: String?

  @Option(
    help: ArgumentHelp(
      "A reference level, as LEVEL or COLUMN=LEVEL; may be repeated. Else the first in the table.",
      valueName: "level"
    )
  )
  var reference: [String] = []

  func validate() throws {
    guard words.count == (table == nil ? 2 : 1) else {
      throw ValidationError(
        words.isEmpty || (words.count == 1 && table == nil)
          ? "A formula and a table are needed: 'Surv(time, event) ~ arm' FILE.csv."
          : "One formula and one table are needed. Put the formula in quotes: 'value ~ arm'."
      )
    }
  }

  var formula: String { words.first ?? "" }
  var file: String { table ?? words.last ?? "" }
  var references: ReferenceLevels { ReferenceLevels(reference) }
}

/// A table as calculators read it; whatever is wrong with it is said in the reader's language.
struct StatsTable {
  let path: String
  let language: Language
  private let bytes: [UInt8]
  private let head: [String]

  init(_ path: String, _ language: Language) throws {
    self.path = path
    self.language = language
    bytes = try CaseFile(path).bytes
    do throws(DataFault) {
      head = try DataTable.head(of: bytes)
    } catch {
      throw CommandFailure.usage(error.text(of: path, in: language))
    }
  }

  /// Parses a formula, reads its columns and hands both on.
  ///
  /// - Parameters:
  ///   - text: The formula as typed.
  ///   - cluster: A column that clusters the rows, typed apart; nil leaves it to the formula.
  ///   - work: What is done with both.
  /// - Returns: What `work` returns.
  /// - Throws: `CommandFailure` in the reader's language.
  func calculate<Answer>(
    _ text: String,
    cluster: String? = nil,
    _ work: (DataTable, ModelFormula) throws -> Answer
  ) throws -> Answer {
    try saying {
      var formula = try ModelFormula(parsing: text)
      try formula.checkColumns(in: head)
      if let cluster {
        try ModelFormula.Column(named: cluster).check(in: head, cluster)
        formula = try formula.clustered(by: cluster)
      }
      return try work(try DataTable(bytes, reading: formula.columns.map(\.name)), formula)
    }
  }

  /// Parses a formula and covariates beside it, reads the columns of both and hands all on.
  func calculate<Answer>(
    _ text: String,
    covariates: String?,
    _ work: (DataTable, ModelFormula, CovariateList?) throws -> Answer
  ) throws -> Answer {
    try saying {
      let formula = try ModelFormula(parsing: text)
      try formula.checkColumns(in: head)
      let list = try covariates.map { try CovariateList(parsing: $0) }
      try list?.checkColumns(in: head)
      let names = formula.columns.map(\.name) + (list?.terms.map(\.column.name) ?? [])
      return try work(try DataTable(bytes, reading: names), formula, list)
    }
  }

  /// Parses the rule of an outcome, reads its column and others, and hands both on.
  func calculate<Answer>(
    outcome text: String,
    columns: [String],
    _ work: (DataTable, EventRule) throws -> Answer
  ) throws -> Answer {
    try saying {
      let outcome = try EventRule(parsing: text)
      try outcome.checkColumn(in: head, text)
      for name in columns { try ModelFormula.Column(named: name).check(in: head, name) }
      return try work(try DataTable(bytes, reading: [outcome.column.name] + columns), outcome)
    }
  }

  private func saying<Answer>(_ work: () throws -> Answer) throws -> Answer {
    do {
      return try work()
    } catch let fault as FormulaFault {
      throw CommandFailure.usage(fault.text(in: language))
    } catch let fault as DataFault {
      throw CommandFailure.usage(fault.text(of: path, in: language))
    } catch let error as AnalysisOfCovarianceError {
      throw CommandFailure.usage("\(path): \(AnalysisOfCovarianceErrorText(language: language).text(error))")
    } catch let error as CoxError {
      throw CommandFailure.usage("\(path): \(CoxErrorText(language: language).text(error))")
    }
  }
}
