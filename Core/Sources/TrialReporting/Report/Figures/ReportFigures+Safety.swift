// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension ReportFigures {
  /// The most lines that a figure of adverse events has; the table has them all.
  private static let mostTerms = 25

  /// Adverse events by term; nil for other safety results.
  func adverseEvents(_ result: AnalysisResult) -> AdverseEventFigure? {
    guard let table = result.tables.first(where: { $0.id == "terms" }) else { return nil }
    let arms = words.study.arms
    let count = arms.count
    guard table.columns.count >= 2 * count else { return nil }
    let isPair = table.columns.count == 2 * count + 1
    // Classes are heads only; a term stands alone or under one.
    let terms = table.rows.indices.filter { index in
      guard case .literal = table.rows[index].label else { return false }
      let hasParts = index + 1 < table.rows.count && table.rows[index + 1].level > 0
      return table.rows[index].level > 0 || !hasParts
    }
    let lines = terms.map { table.rows[$0] }.sorted { rank($0, count) > rank($1, count) }.prefix(
      Self.mostTerms
    )
    let rows = lines.compactMap { row -> AdverseEventFigure.Row? in
      let bars = (0..<count).compactMap { arm in
        bar(any: row.entries[arm], severe: row.entries[count + arm], result)
      }
      guard bars.count == count else { return nil }
      let difference = isPair ? row.entries[2 * count] : nil
      return AdverseEventFigure.Row(
        term: words.text(row.label),
        bars: bars,
        difference: drawn(difference),
        text: difference.map { numbers(result).text(of: $0) } ?? "",
        cell: row.entries[0]?.address.map { "\(result.id)/\($0)" }
      )
    }
    guard !rows.isEmpty else { return nil }
    return AdverseEventFigure(
      notes: notes(
        "",
        of: result,
        title: texts[FigureMessage.eventsTitle],
        description: texts(FigureMessage.eventsDescription, String(rows.count)),
        caption: texts(FigureMessage.eventsCaption, words.level)
      ),
      words: AdverseEventFigure.Words(
        term: texts[FigureMessage.event],
        share: texts[FigureMessage.share],
        any: texts[FigureMessage.anyGrade],
        severe: texts[FigureMessage.severe],
        difference: isPair ? texts(FigureMessage.riskDifference, words.level) : "",
        empty: texts[FigureMessage.noEvents]
      ),
      arms: arms.indices.map { arm in
        texts(ResultMessage.armHead, arms[arm].id, String(rows[0].bars[arm].denominator))
      },
      rows: rows
    )
  }

  /// Subjects at grade 3 to 5 first, then at any grade; the upper end where it is a range.
  private func rank(_ row: ResultTable.Row, _ arms: Int) -> Double {
    func sum(_ entries: ArraySlice<ResultTable.Entry?>) -> Double {
      entries.compactMap { $0?.cells.first?.value.bounds?.upperBound }.reduce(0, +)
    }
    return sum(row.entries[arms..<(2 * arms)]) * 1e6 + sum(row.entries[..<arms])
  }

  private func bar(any: ResultTable.Entry?, severe: ResultTable.Entry?, _ result: AnalysisResult)
    -> AdverseEventFigure.Bar?
  {
    guard let any, let count = any.cells.first?.value.bounds,
      let n = any.cell(named: "n")?.value.bounds?.upperBound, n > 0
    else { return nil }
    func whole(_ bounds: ClosedRange<Double>) -> ClosedRange<Int> {
      Int(bounds.lowerBound)...Int(bounds.upperBound)
    }
    return AdverseEventFigure.Bar(
      any: whole(count),
      severe: (severe?.cells.first?.value.bounds).map(whole),
      denominator: Int(n),
      text: numbers(result).text(of: any)
    )
  }

  private func drawn(_ entry: ResultTable.Entry?) -> AdverseEventFigure.Difference {
    guard let entry, let first = entry.cells.first else { return .none }
    switch first.value {
    case .range(let lower, let upper, _):
      return lower <= upper ? .undetermined(100 * lower...100 * upper) : .none
    case .number(let value):
      guard entry.cells.count > 2, let lower = entry.cells[1].value.number,
        let upper = entry.cells[2].value.number
      else { return .none }
      return .estimated(value: 100 * value, lower: 100 * lower, upper: 100 * upper)
    case .notReached, .notEstimable: return .none
    }
  }
}
