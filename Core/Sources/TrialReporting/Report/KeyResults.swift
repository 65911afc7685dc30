// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialDesign

/// The few numbers that a reader comes for: subjects, the primary endpoint, its comparison and test, survival at a year.
struct KeyResults {
  let words: ReportWords

  private var texts: Texts { words.texts }

  /// One line: what it says, and a number for each arm or comparison.
  struct Line {
    let head: String
    let numbers: [Number]
  }

  /// One number of a line; `column` is nil where the line has no other.
  struct Number {
    let column: String?
    let result: AnalysisResult
    let entry: ResultTable.Entry
  }

  var node: Node {
    var items: [Node] = []
    for line in lines {
      let numbers =
        line.numbers.isEmpty ? [Node.text(texts[ReportMessage.keyNoTestNamed])] : line.numbers.map(markup)
      items.append(.div(.dt(.text(line.head)), .dd(numbers)))
    }
    return .section(.h2(.text(texts[ReportMessage.keyResults])), .dl(items), class: "key", id: "key-results")
  }

  private func markup(_ number: Number) -> Node {
    let button = NumberMarkup(words: words, result: number.result, entry: number.entry, isBrief: true).node
    let style = number.entry.isUndetermined ? "pair open" : "pair"
    guard let column = number.column else { return .span(button, class: style) }
    return .span(.span(.text(column), class: "of"), " ", button, class: style)
  }

  var lines: [Line] {
    var lines: [Line] = []
    if let flow = words.results.results.first(where: { $0.topic == .flow }), let table = flow.tables.first,
      let row = table.rows.first
    {
      lines.append(line(texts[ReportMessage.keySubjects], table, row, of: flow))
    }
    if let primary { lines += comparison(primary) }
    if let survival, let table = survival.tables.first(where: { $0.id == "arms" }),
      let year = yearLandmark(of: table), let row = table.rows.first(where: { landmark($0) == year })
    {
      let name = survival.endpoint.map { words.endpoint($0) } ?? survival.id
      lines.append(line(texts(ReportMessage.keyRate, name, words.text(row.label)), table, row, of: survival))
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

  private func comparison(_ result: AnalysisResult) -> [Line] {
    var lines: [Line] = []
    let name = result.endpoint.map { words.endpoint($0) } ?? result.id
    if let table = result.tables.first(where: { $0.id == "arms" }),
      let row = table.rows.first(where: \.isPrimary)
    {
      let form = texts[result.topic == .response ? ResultMessage.countOfTotalAndShare : .countOfTotal]
      lines.append(line("\(name), \(form)", table, row, of: result))
    }
    if let table = result.tables.first(where: { $0.id == "comparisons" }), let row = table.rows.first {
      let head = result.topic == .response ? ReportMessage.keyDifference : .keyHazardRatio
      lines.append(line(texts(head, words.level), table, row, of: result))
    }
    if let table = result.tables.first(where: { $0.id == "tests" }) {
      if let row = table.rows.first(where: \.isPrimary) {
        lines.append(
          line(texts(ReportMessage.keyPrespecified, words.text(row.label)), table, row, of: result)
        )
      } else {
        lines.append(Line(head: "P", numbers: []))
      }
    }
    return lines
  }

  /// The numbers of one row with their columns' names, where there is more than one.
  private func line(
    _ head: String,
    _ table: ResultTable,
    _ row: ResultTable.Row,
    of result: AnalysisResult
  ) -> Line {
    var numbers: [Number] = []
    for (column, entry) in zip(table.columns, row.entries) where column != .total {
      guard let entry else { continue }
      numbers.append(Number(column: words.text(column), result: result, entry: entry))
    }
    if numbers.count == 1 { numbers = [Number(column: nil, result: result, entry: numbers[0].entry)] }
    return Line(head: head, numbers: numbers)
  }
}
