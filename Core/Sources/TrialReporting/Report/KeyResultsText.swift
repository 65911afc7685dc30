// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

/// The key results for a terminal: a line each, heads aligned, at most 100 columns where the words allow.
public struct KeyResultsText: Sendable {
  private let words: ReportWords

  public init(_ input: ReportInput) {
    words = ReportWords(input)
  }

  public var text: String {
    let lines = KeyResults(words: words).lines
    let width = lines.map(\.head.count).max() ?? 0
    let title = words.texts[words.study.study.shortTitle]
    let statement = words.study.data.statement.map { "\n\(words.texts[$0])" } ?? ""
    let body = lines.map { line in
      let gap = String(repeating: " ", count: width - line.head.count + 2)
      return "  \(line.head)\(gap)\(line.numbers.map(text).joined(separator: "   "))"
    }
    return "\(title)\(statement)\n\n\(body.joined(separator: "\n"))\n"
  }

  private func text(_ number: KeyResults.Number) -> String {
    let numbers = words.numbers(of: number.result)
    let isTest = number.entry.form == .test
    let value = isTest ? number.entry.cells.last.map { numbers.text(of: $0) } : nil
    let shown = value ?? numbers.text(of: number.entry)
    return number.column.map { "\($0) \(shown)" } ?? shown
  }

  /// One number in English, as a list of open results shows it.
  public static func text(of cell: Cell) -> String {
    EntryText(texts: Texts(language: .english), inMonths: true).text(of: cell)
  }
}
