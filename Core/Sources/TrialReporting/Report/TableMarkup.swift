// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialDesign

/// A table of a report: heads with denominators, one body for each part, notes underneath.
///
/// Several result tables with the same columns (the characteristics of a baseline table) become one table with a body for
/// each of them.
struct TableMarkup {
  let words: ReportWords
  let result: AnalysisResult
  /// At least one, all with the same columns.
  let parts: [ResultTable]
  /// The number of the trade, such as `14.2.1`.
  let number: String

  private var columns: [Label] { parts[0].columns }
  private var rows: [ResultTable.Row] { parts.flatMap(\.rows) }

  var node: Node {
    .div(
      .div(
        .table(
          [
            .tableCaption(
              .span(.text(words.texts(ReportMessage.table, number)), class: "number-title"),
              " ",
              .text(title)
            )
          ]
            + [.thead(heads)] + parts.map { .tbody($0.rows.map { line($0) }) },
          class: style
        ),
        class: "scroll",
        attributes: [("tabindex", "0"), ("role", "region"), ("aria-label", title)]
      ),
      legend,
      class: "table"
    )
  }

  private var style: String? {
    let names = [isFlat ? "flat" : nil, isDense ? "dense" : nil].compactMap(\.self)
    return names.isEmpty ? nil : names.joined(separator: " ")
  }

  /// Many columns stand closer, so that a page holds them.
  private var isDense: Bool { columns.count > 5 }

  /// Tables without indented lines get a little air every five rows.
  private var isFlat: Bool { rows.count > 7 && rows.allSatisfy { $0.level == 0 } }

  var title: String {
    if result.topic == .subgroups, case .arm(let arm)? = columns.first, columns.count > 1,
      case .arm(let reference) = columns[1]
    {
      return words.texts(ResultMessage.comparison, arm, reference)
    }
    if result.topic == .baseline { return words.texts[ResultMessage.baselineTable] }
    switch parts[0].id {
    case "arms": return words.texts[ResultMessage.armsTable]
    case "categories": return words.texts[ResultMessage.categoriesTable]
    case "comparisons": return words.texts[ResultMessage.comparisonsTable]
    case "tests": return words.texts[ResultMessage.testsTable]
    case "settled": return words.texts[ResultMessage.settledTable]
    case "flow": return words.texts[ResultMessage.flowTable]
    case "summary": return words.texts[ResultMessage.summaryTable]
    case "months": return words.texts[ResultMessage.monthsTable]
    case "sites": return words.texts[ResultMessage.sitesTable]
    case "sets": return words.texts[ResultMessage.setsTable]
    case "terms": return words.texts[ResultMessage.termsTable]
    case "grades": return words.texts[ResultMessage.gradesTable]
    case "deaths": return words.texts[ResultMessage.deathsTable]
    case "assessment-plan": return words.texts[ResultMessage.assessmentPlanTable]
    case "assessment-time": return words.texts[ResultMessage.assessmentTimeTable]
    case "exposure": return words.texts[ResultMessage.exposureTable]
    case "agreement": return words.texts[ResultMessage.agreementTable]
    case "investigator": return words.texts[ResultMessage.investigatorTable]
    default: return words.text(result.topic)
    }
  }

  // MARK: Heads

  private var heads: [Node] {
    let corner = common.map { form in Node.span(.text(form), class: "form") }
    let names = columns.indices.map { head($0) }
    guard let groups else { return [.tr([.td([corner].compactMap(\.self), class: "corner")] + names)] }
    return [
      .tr(
        [.td(class: "corner")]
          + groups.map { group in
            .th(
              .text(group.title),
              class: "group",
              attributes: [("scope", "colgroup"), ("colspan", String(group.count))]
            )
          }
      ),
      .tr([.td([corner].compactMap(\.self), class: "corner")] + names),
    ]
  }

  private func head(_ column: Int) -> Node {
    var text = words.text(columns[column])
    if parts[0].id == "months", columns[column] == .total { text = words.texts[ResultMessage.cumulative] }
    if let n = denominator(column) { text = words.texts(ResultMessage.armHead, text, n) }
    return .th(.text(text), attributes: [("scope", "col")] + (tooltip(column).map { [("title", $0)] } ?? []))
  }

  /// An arm's name in full.
  private func tooltip(_ column: Int) -> String? {
    guard case .arm(let id) = columns[column] else { return nil }
    return words.study.arm(id).map { words.texts[$0.title] }
  }

  /// Tables that have every arm several times: what each run of the arms says, then the rest.
  private var groups: [(title: String, count: Int)]? {
    let titles: [Statistic] =
      switch parts[0].id {
      case "terms": [.anyEvent, .severe]
      case "categories": [.subjects, .clopperPearson, .wilson]
      default: []
      }
    let arms = columns.prefix { if case .arm = $0 { true } else { false } }
    guard titles.count > 1, !arms.isEmpty, arms.count.isMultiple(of: titles.count) else { return nil }
    let run = arms.count / titles.count
    let rest = columns.count - arms.count
    return titles.map { (words.text(.statistic($0)), run) }
      + (rest > 0 ? [(words.text(.statistic(.riskDifference)), rest)] : [])
  }

  /// The number of subjects of a column, where all its lines share it.
  private func denominator(_ column: Int) -> String? {
    switch columns[column] {
    case .arm, .total: break
    default: return nil
    }
    switch result.topic {
    case .flow, .sets, .baseline:
      if case .arm(let id) = columns[column] { return words.armSizes[id].map(String.init) }
      return String(words.results.subjects.count)
    default: break
    }
    var found: String?
    for entry in rows.compactMap({ $0.entries[column] }) {
      guard let cell = entry.cell(named: "n"), entry.cells.count > 1 else { continue }
      guard case .number = cell.value else { return nil }
      let text = words.numbers(of: result).text(of: cell)
      if let found, found != text { return nil }
      found = text
    }
    return found
  }

  // MARK: Lines

  private func line(_ row: ResultTable.Row) -> Node {
    let entries = zip(columns, row.entries).map { column, entry -> Node in
      guard let entry else { return .td() }
      let isOpen = entry.isUndetermined
      return .td(
        NumberMarkup(
          words: words,
          result: result,
          entry: entry,
          isBrief: column == .statistic(.interaction),
          isInTable: true
        )
        .node,
        class: isOpen ? "open" : nil
      )
    }
    return .tr([.th(label(row), attributes: [("scope", "row")])] + entries, class: style(of: row))
  }

  private func style(of row: ResultTable.Row) -> String? {
    var names: [String] = []
    if row.level > 0 { names.append("under") }
    if row.level == 0, rows.contains(where: { $0.level > 0 }) { names.append("head") }
    if isNamed(row) { names.append("named") }
    return names.isEmpty ? nil : names.joined(separator: " ")
  }

  /// Whether the protocol names this very line, as it names a test.
  private func isNamed(_ row: ResultTable.Row) -> Bool { row.isPrimary && parts[0].id == "tests" }

  private func label(_ row: ResultTable.Row) -> [Node] {
    var nodes: [Node] = isNamed(row) ? ["▸ "] : []
    nodes.append(.text(words.text(row.label)))
    if let form = form(of: row), form != common { nodes += [" ", .span(.text(form), class: "form")] }
    return nodes
  }

  /// How the numbers of most lines are written, said once in the corner.
  private var common: String? {
    let counted = rows.filter { row in
      row.entries.contains { $0?.form == .countAndShare }
    }
    return counted.count > 1 ? words.texts[ResultMessage.countAndShare] : nil
  }

  /// What the numbers of a line are, such as "% (95 % CI)"; nil where the label says it.
  private func form(of row: ResultTable.Row) -> String? {
    // The head of a characteristic or of a subgroup has at most a number of another kind, named by its column.
    if case .item = row.label { return nil }
    guard let entry = row.entries.compactMap(\.self).first, let kind = entry.cells.first?.kind else {
      return nil
    }
    let texts = words.texts
    let level = words.level
    let inMonths = words.numbers(of: result).inMonths
    switch entry.form {
    case .countAndShare: return texts[ResultMessage.countAndShare]
    case .countOfTotal: return texts[ResultMessage.countOfTotal]
    case .countOfTotalAndShare: return texts[ResultMessage.countOfTotalAndShare]
    case .estimateAndInterval:
      switch kind {
      case .fraction: return texts(ResultMessage.percentWithInterval, level)
      case .fractionDifference: return texts(ResultMessage.pointsWithInterval, level)
      case .days where inMonths: return texts(ResultMessage.monthsWithInterval, level)
      default: return texts(ResultMessage.withInterval, level)
      }
    case .single, .interval:
      switch kind {
      case .fraction: return texts[ResultMessage.percent]
      case .fractionDifference: return texts[ResultMessage.points]
      case .days: return texts[inMonths ? ResultMessage.months : .days]
      default: return nil
      }
    case .test:
      return entry.cell(named: "statistic") == nil
        ? texts[ResultMessage.pAlone] : texts[ResultMessage.statisticAndP]
    case .medianAndRange, .pair, .meanAndSD: return nil
    }
  }

  // MARK: Legend

  /// Whether the entry says in one word that its number is the same in all cohorts.
  private func isSameInAll(_ entry: ResultTable.Entry) -> Bool {
    var brief = words.numbers(of: result)
    let full = brief.text(of: entry)
    brief.isBrief = true
    return brief.text(of: entry) != full
  }

  /// What marks in the table mean; only those that occur.
  private var legend: Node {
    let entries = rows.flatMap(\.entries).compactMap(\.self)
    var lines: [String] = []
    if words.marksProvenance {
      let shown = entries.filter { !$0.isUndetermined }.flatMap(\.cells)
      if shown.contains(where: { $0.provenance == .published }) {
        lines.append(words.texts[ReportMessage.legendPublished])
      }
      if shown.contains(where: { $0.provenance == .implied }) {
        lines.append(words.texts[ReportMessage.legendImplied])
      }
      if entries.contains(where: \.isUndetermined) {
        lines.append(words.texts(ReportMessage.legendRange, String(words.results.cohorts ?? 0)))
        if entries.contains(where: isSameInAll) { lines.append(words.texts[ReportMessage.legendSame]) }
      }
    }
    if rows.contains(where: isNamed) { lines.append(words.texts[ReportMessage.legendPrimary]) }
    return lines.isEmpty ? .nothing : .p(.text(lines.joined(separator: " ")), class: "legend")
  }
}
