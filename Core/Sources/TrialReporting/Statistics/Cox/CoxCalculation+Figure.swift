// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

extension CoxCalculation {
  /// The hazard ratios as a forest.
  ///
  /// - Parameter language: Of the words in the figure.
  /// - Returns: One row a term; a term without a finite estimate says so.
  public func figure(in language: Language) -> ForestFigure {
    let texts = Texts(language: language)
    let numbers = StatisticsNumbers(texts: texts)
    let rows = terms.map { term -> ForestFigure.Row in
      guard !term.isMonotone else {
        return ForestFigure.Row(
          label: term.name,
          level: 0,
          effect: .refused,
          text: texts[CoxMessage.notEstimated]
        )
      }
      return ForestFigure.Row(
        label: term.name,
        level: 0,
        effect: .estimated(
          ForestFigure.Estimate(
            value: term.ratio,
            lower: term.interval.lower,
            upper: term.interval.upper
          ),
          weight: 0.5
        ),
        text: "\(numbers.plain(term.ratio)) (\(numbers.interval(term.interval) { numbers.plain($0) }))"
      )
    }
    return ForestFigure(
      notes: FigureNotes(
        id: "cox",
        title: texts(CoxMessage.figureTitle, formula.text),
        description: texts(CoxMessage.figureDescription, "\(rows.count)"),
        caption: texts(
          CoxMessage.figureCaption,
          numbers.level(level),
          "\(fit.subjects)",
          "\(fit.events)",
          texts[fit.model.ties.message]
        )
      ),
      words: ForestFigure.Words(
        subgroup: texts[CoxMessage.term],
        counts: [],
        effect: texts(FigureMessage.hazardRatio, numbers.level(level)),
        remark: "",
        favoursLower: texts[CoxMessage.lower],
        favoursUpper: texts[CoxMessage.higher],
        empty: ""
      ),
      rows: rows,
      overall: nil,
      axis: .ratio
    )
  }
}
