// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What the rows of one subject show: laboratory tumor lysis, and whether it is clinical.
public struct TumorLysisVerdict: Sendable {
  public let subject: String
  /// The subject's rows, in the order of the table.
  public let rows: [TumorLysisTable.Row]
  /// nil where nothing is written, or rows contradict each other.
  public let therapyStart: PartialDate?
  public let laboratory: TumorLysis
  /// What the laboratory was judged by.
  public let samples: [TumorLysis.Sample]
  /// The row of each sample, as index into `rows`.
  public let sampleRows: [Int]
  /// By the criteria's clinical list.
  public let decision: Decision
  /// The row of the creatinine that the decision looks at, as index into `rows`; nil where there is none.
  public let creatinine: Int?
  /// Rows of days that do not count, as indices into `rows`.
  public let outside: [Int]
  /// What leaves laboratory tumor lysis open; samples are indices into `rows`.
  public let laboratoryGaps: [TumorLysisGap]
  /// What leaves the outcome open; samples are indices into `rows`.
  public let gaps: [TumorLysisGap]
}

/// Assesses the subjects of a table for tumor lysis.
///
/// Clinical findings and creatinine count in the same days as the laboratory's. A finding is present where one row of
/// those days has it, and absent where one says so and none says otherwise; a row with neither date nor sample speaks for all of them.
public struct TumorLysisAssessor: Sendable {
  public let criteria: TumorLysisCriteria
  /// The names, units and possible values of what laboratories measure.
  public let scheme: GradingScheme
  let maker: DecisionMaker

  public init(_ criteria: TumorLysisCriteria, _ scheme: GradingScheme) {
    self.criteria = criteria
    self.scheme = scheme
    maker = DecisionMaker(criteria.clinical)
  }

  /// Assesses every subject of a table.
  ///
  /// - Parameter table: Read for these criteria.
  /// - Returns: One verdict for each subject, in the order in which the table names them first.
  /// - Throws: A unit that does not convert; the table refuses such rows.
  public func verdicts(on table: TumorLysisTable) throws(ConversionFailure) -> [TumorLysisVerdict] {
    var subjects: [String] = []
    var rows: [String: [TumorLysisTable.Row]] = [:]
    for row in table.rows {
      guard let subject = row.subject else { continue }
      if rows[subject] == nil { subjects.append(subject) }
      rows[subject, default: []].append(row)
    }
    var verdicts: [TumorLysisVerdict] = []
    for subject in subjects { verdicts.append(try verdict(on: subject, rows[subject] ?? [])) }
    return verdicts
  }

  private func verdict(on subject: String, _ rows: [TumorLysisTable.Row]) throws(ConversionFailure)
    -> TumorLysisVerdict
  {
    let therapyStart = Self.therapyStart(rows)
    let start = TumorLysis.Time(days: therapyStart.map { TumorLysis.days(of: $0) })
    let sampleRows = rows.indices.filter { rows[$0].isSample }
    let samples = sampleRows.map { sample(rows[$0], among: rows) }
    let laboratory = try TumorLysis(samples, therapyStart: start, criteria: criteria)
    let laboratoryGaps = laboratory.gaps.map { $0.moved { sampleRows[$0] } }.sorted()

    var values = maker.emptyCase
    for column in criteria.findingColumns {
      guard let input = maker.list.index(of: column) else { continue }
      values[input] = answer(column, input, rows, start)
    }
    let creatinine = TumorLysisCreatinine(rows, start, self)
    values = creatinine.values(in: values)
    if let input = maker.list.index(of: "laboratory_tls"), laboratory.laboratory != .unknown {
      values[input] = code(laboratory.laboratory == .met, of: input)
    }
    let decision = maker.decide(values)
    var gaps: Set<TumorLysisGap> = []
    for input in decision.settledBy {
      switch maker.list.inputs[input].id {
      case "laboratory_tls": gaps.formUnion(laboratoryGaps)
      case "creatinine", "creatinine_rise", "creatinine_uln": gaps.formUnion(creatinine.gaps)
      default: gaps.insert(.finding(input))
      }
    }
    return TumorLysisVerdict(
      subject: subject,
      rows: rows,
      therapyStart: therapyStart,
      laboratory: laboratory,
      samples: samples,
      sampleRows: sampleRows,
      decision: decision,
      creatinine: creatinine.row,
      outside: rows.indices.filter {
        rows[$0].date != nil && criteria.counts(rows[$0].when, from: start) == .notMet
      },
      laboratoryGaps: laboratoryGaps,
      gaps: gaps.sorted()
    )
  }

  /// What all rows agree on.
  ///
  /// It is no part of a sample, so a row that is refused for another reason may tell it.
  private static func therapyStart(_ rows: [TumorLysisTable.Row]) -> PartialDate? {
    let told = Set(rows.compactMap(\.therapyStart))
    return told.count == 1 ? told.first : nil
  }

  private func sample(_ row: TumorLysisTable.Row, among rows: [TumorLysisTable.Row]) -> TumorLysis.Sample {
    guard case .substance(let analyte) = row.measured else {
      return TumorLysis.Sample(analyte: nil, when: row.when, quantity: nil)
    }
    return TumorLysis.Sample(
      analyte: analyte,
      when: row.when,
      quantity: row.quantity,
      baseline: baseline(of: row, among: rows)
    )
  }

  /// The subject's value before therapy in the unit of a row; from another row where this one has none.
  func baseline(of row: TumorLysisTable.Row, among rows: [TumorLysisTable.Row]) -> Double? {
    guard let unit = row.unit, !row.isRefused else { return nil }
    guard row.result.baseline.isNaN else { return row.result.baseline }
    let told = rows.lazy.filter { $0.measured == row.measured && !$0.isRefused && !$0.result.baseline.isNaN }
    return told.compactMap { other in
      other.unit.flatMap { scale(from: $0, to: unit, of: row) }.map { $0(other.result.baseline) }
    }.first
  }

  func scale(from unit: Unit, to target: Unit, of row: TumorLysisTable.Row) -> UnitScale? {
    let name: String? =
      switch row.measured {
      case .substance(let analyte): analyte
      case .creatinine: "creatinine"
      default: nil
      }
    return name.flatMap { scheme.analyte(named: $0) }.flatMap {
      scheme.analytes[$0].scale(from: unit, to: target)
    }
  }

  /// NaN where it is not known.
  private func answer(
    _ column: String,
    _ input: Int,
    _ rows: [TumorLysisTable.Row],
    _ start: TumorLysis.Time
  ) -> Double {
    var isAbsent = false
    var isOpen = false
    for row in rows {
      let isOfAllDays = row.date == nil && row.measured == .nothing
      let counts = isOfAllDays ? .met : criteria.counts(row.when, from: start)
      guard counts != .notMet else { continue }
      // What stands in a refused row may not be believed, not even that it is "no".
      if row.isRefused || counts == .unknown {
        isOpen = isOpen || row.findings.keys.contains(column)
      } else if let answer = row.findings[column] ?? nil {
        if answer { return code(true, of: input) }
        isAbsent = true
      }
    }
    return isAbsent && !isOpen ? code(false, of: input) : .nan
  }

  /// The category that stands for an answer.
  func code(_ answer: Bool, of input: Int) -> Double {
    let word = answer ? "yes" : "no"
    let index = maker.list.inputs[input].item.categories.firstIndex { $0.code == word }
    return index.map { Double($0) } ?? .nan
  }
}

extension TumorLysisTable.Row {
  /// Whether it tells a substance of the criteria, or may have been about one; without a value it is a sample all the
  /// same, of which the value is not known.
  var isSample: Bool {
    switch measured {
    case .substance, .unreadable: true
    case .creatinine, .other, .nothing: false
    }
  }

  /// nil where the value or its unit is missing or may not be believed.
  var quantity: Quantity? {
    guard !isRefused, !result.value.isNaN, let unit else { return nil }
    return Quantity(result.value, unit)
  }
}

extension TumorLysisGap {
  /// The same gap of the sample that another list has at another index.
  func moved(_ index: (Int) -> Int) -> TumorLysisGap {
    switch self {
    case .date(let sample): .date(index(sample))
    case .time(let sample): .time(index(sample))
    case .amount(let sample): .amount(index(sample))
    case .baseline(let sample): .baseline(index(sample))
    case .upperLimit(let sample): .upperLimit(index(sample))
    case .therapyStart, .notMeasured, .creatinine, .finding: self
    }
  }
}
