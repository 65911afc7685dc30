// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

/// A figure with its place in the report.
struct ReportFigure: Sendable {
  /// The result it shows.
  let result: String
  let figure: any Figure

  /// The name of its file inside `figures/`.
  var file: String { "\(figure.notes.id).svg" }
}

/// Makes the figures of a report from its results.
struct ReportFigures {
  let words: ReportWords

  init(_ words: ReportWords) {
    self.words = words
  }

  var texts: Texts { words.texts }

  /// In the order of the results; a result without a figure has none.
  var all: [ReportFigure] {
    words.results.results.flatMap { result -> [ReportFigure] in
      let figures: [any Figure]
      switch result.topic {
      case .flow: figures = [flow(result)]
      case .accrual: figures = [accrual(result)].compactMap(\.self)
      case .survival: figures = [survival(result)].compactMap(\.self)
      case .subgroups: figures = result.tables.compactMap { forest($0, of: result) }
      case .safety: figures = [adverseEvents(result)].compactMap(\.self)
      case .sets, .baseline, .treatment, .response: figures = []
      }
      return figures.map { ReportFigure(result: result.id, figure: $0) }
    }
  }

  /// What a figure says about itself, with the statement and the footer that every file carries.
  func notes(_ name: String, of result: AnalysisResult, title: String, description: String, caption: String)
    -> FigureNotes
  {
    FigureNotes(
      id: FileName.safe(name == "" ? result.id : "\(result.id).\(name)"),
      title: title,
      description: description,
      caption: caption,
      footer: [words.statement, words.footer].compactMap(\.self).joined(separator: " ")
    )
  }

  func numbers(_ result: AnalysisResult) -> EntryText { words.numbers(of: result) }

  /// "30 CAV, 25 MEC".
  var armCounts: String {
    words.study.arms
      .map { "\(words.armSizes[$0.id] ?? 0) \($0.id)" }
      .joined(separator: texts[ResultMessage.listSeparator])
  }
}

extension CellValue {
  /// The number as a range of one, or the range; nil where it is neither.
  var bounds: ClosedRange<Double>? {
    switch self {
    case .number(let number): number...number
    case .range(let lower, let upper, _): lower <= upper ? lower...upper : nil
    case .notReached, .notEstimable: nil
    }
  }
}
