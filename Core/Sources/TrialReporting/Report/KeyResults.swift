// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialDesign

/// The few numbers that a reader comes for: subjects, the primary endpoint, its comparison and test, survival at a year.
struct KeyResults {
  let words: ReportWords

  private var texts: Texts { words.texts }

  var node: Node {
    .section(
      .h2(.text(texts[ReportMessage.keyResults])),
      .dl(lines.map { .div(.dt(.text($0.head)), .dd($0.numbers)) }),
      class: "key",
      id: "key-results"
    )
  }

  private var lines: [(head: String, numbers: [Node])] {
    var lines: [(head: String, numbers: [Node])] = []
    if let flow = words.results.results.first(where: { $0.topic == .flow }), let table = flow.tables.first,
      let row = table.rows.first
    {
      lines.append((texts[ReportMessage.keySubjects], byColumn(table, row, of: flow)))
    }
    if let primary { lines += comparison(primary) }
    if let survival, let table = survival.tables.first(where: { $0.id == "arms" }),
      let row = table.rows.first(where: { landmark($0) == yearLandmark(of: table) && landmark($0) != nil })
    {
      let name = survival.endpoint.map { words.endpoint($0) } ?? survival.id
      let head = texts(ReportMessage.keyRate, name, words.text(row.label))
      lines.append((head, byColumn(table, row, of: survival)))
    }
    return lines
  }

  // MARK: Which results

  /// The main analysis of the primary endpoint: of whole arms, prespecified before any other.
  private var primary: AnalysisResult? {
    let endpoint = words.study.endpoints.first { $0.role == .primary }?.id
    let results = words.results.results.filter { result in
      (result.topic == .response || result.topic == .survival) && result.plan?.selections.isEmpty ?? true
        && (endpoint == nil || result.endpoint == endpoint)
    }
    return results.first { $0.standing == .prespecified } ?? results.first
  }

  /// The first survival result with a rate at a landmark.
  private var survival: AnalysisResult? {
    words.results.results.first { result in
      result.topic == .survival
        && result.tables.contains { $0.id == "arms" && $0.rows.contains { landmark($0) != nil } }
    }
  }

  private func landmark(_ row: ResultTable.Row) -> Int? {
    if case .landmark(let days) = row.label { return days }
    return nil
  }

  /// The landmark that is nearest to a year.
  private func yearLandmark(of table: ResultTable) -> Int? {
    table.rows.compactMap { landmark($0) }.min { abs($0 - 365) < abs($1 - 365) }
  }

  // MARK: Lines

  private func comparison(_ result: AnalysisResult) -> [(head: String, numbers: [Node])] {
    var lines: [(head: String, numbers: [Node])] = []
    let name = result.endpoint.map { words.endpoint($0) } ?? result.id
    if let table = result.tables.first(where: { $0.id == "arms" }),
      let row = table.rows.first(where: \.isPrimary)
    {
      let form = texts[result.topic == .response ? ResultMessage.countOfTotalAndShare : .countOfTotal]
      lines.append(("\(name), \(form)", byColumn(table, row, of: result)))
    }
    if let table = result.tables.first(where: { $0.id == "comparisons" }), let row = table.rows.first {
      let head = result.topic == .response ? ReportMessage.keyDifference : .keyHazardRatio
      lines.append((texts(head, words.level), byColumn(table, row, of: result)))
    }
    if let table = result.tables.first(where: { $0.id == "tests" }) {
      if let row = table.rows.first(where: \.isPrimary) {
        lines.append((texts(ReportMessage.keyPrespecified, words.text(row.label)), byColumn(table, row, of: result)))
      } else {
        lines.append(("P", [.text(texts[ReportMessage.keyNoTestNamed])]))
      }
    }
    return lines
  }

  /// Each number with its column's name before it, where there is more than one.
  private func byColumn(_ table: ResultTable, _ row: ResultTable.Row, of result: AnalysisResult) -> [Node] {
    let columns = zip(table.columns, row.entries).filter { $0.0 != .total && $0.1 != nil }
    return columns.compactMap { column, entry in
      guard let entry else { return nil }
      let number = NumberMarkup(words: words, result: result, entry: entry).node
      let isOnly = columns.count == 1
      return .span(
        isOnly ? .nothing : .span(.text(words.text(column)), class: "of"),
        isOnly ? .nothing : " ",
        number,
        class: entry.isUndetermined ? "pair open" : "pair"
      )
    }
  }
}
