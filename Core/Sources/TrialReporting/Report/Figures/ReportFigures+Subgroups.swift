// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension ReportFigures {
  /// A forest plot of one comparison's subgroups; nil for a table of another shape.
  func forest(_ table: ResultTable, of result: AnalysisResult) -> ForestFigure? {
    guard table.columns.count >= 3, case .arm(let treatment) = table.columns[0],
      case .arm(let reference) = table.columns[1], case .statistic(let measure) = table.columns[2]
    else { return nil }
    let isRatio = measure == .hazardRatio
    let unit = isRatio ? 1.0 : 100
    let everyone = table.rows.first { $0.label == .allSubjects }
    let all = size(everyone)
    let rows = table.rows.map { row -> ForestFigure.Row in
      let effect = row.entries[2]
      let remark =
        row.entries.count > 3 ? row.entries[3]?.cells.last.map { numbers(result).text(of: $0) } : nil
      return ForestFigure.Row(
        label: words.text(row.label),
        level: row.level,
        counts: row.entries.prefix(2).map { $0.map { numbers(result).text(of: $0) } ?? "" },
        effect: drawn(effect, unit: unit, weight: all > 0 ? size(row) / all : 0),
        text: effect.map { numbers(result).text(of: $0) } ?? "",
        remark: remark ?? "",
        cell: effect?.address.map { "\(result.id)/\($0)" }
      )
    }
    let endpoint = result.endpoint.map { words.endpoint($0) } ?? ""
    let isOnly = result.tables.count == 1
    return ForestFigure(
      notes: notes(
        isOnly ? "" : "\(treatment)-vs-\(reference)",
        of: result,
        title: texts(FigureMessage.forestTitle, endpoint, treatment, reference),
        description: texts(FigureMessage.forestDescription, String(rows.filter { $0.level > 0 }.count)),
        caption: texts(FigureMessage.forestCaption, words.level)
      ),
      words: ForestFigure.Words(
        subgroup: texts[FigureMessage.subgroup],
        counts: [treatment, reference].map { texts(FigureMessage.armCounts, $0) },
        effect: texts(isRatio ? FigureMessage.hazardRatio : .difference, words.level),
        remark: texts[FigureMessage.interaction],
        // A low hazard favours the arm; a low share of responders favours its reference.
        favoursLower: texts(FigureMessage.favours, isRatio ? treatment : reference),
        favoursUpper: texts(FigureMessage.favours, isRatio ? reference : treatment),
        empty: texts[FigureMessage.noSubgroup]
      ),
      rows: rows,
      overall: (everyone?.entries[2]?.cells.first?.value.number).map { $0 * unit },
      axis: isRatio ? .ratio : .difference
    )
  }

  /// Subjects of both arms in a line.
  private func size(_ row: ResultTable.Row?) -> Double {
    (row?.entries.prefix(2) ?? []).compactMap { $0?.cell(named: "n")?.value.bounds?.upperBound }.reduce(0, +)
  }

  private func drawn(_ entry: ResultTable.Entry?, unit: Double, weight: Double) -> ForestFigure.Effect {
    guard let entry, let first = entry.cells.first else { return .none }
    switch first.value {
    case .range(let lower, let upper, _):
      return lower <= upper ? .undetermined(lower * unit...upper * unit) : .refused
    case .number(let value):
      guard entry.cells.count > 2, let lower = entry.cells[1].value.number,
        let upper = entry.cells[2].value.number
      else { return .refused }
      return .estimated(
        ForestFigure.Estimate(value: value * unit, lower: lower * unit, upper: upper * unit),
        weight: weight
      )
    case .notReached, .notEstimable: return .refused
    }
  }
}
