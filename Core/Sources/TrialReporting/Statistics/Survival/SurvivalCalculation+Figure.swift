// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

extension SurvivalCalculation {
  /// The curves as the house draws them, with numbers at risk beneath.
  ///
  /// - Parameter language: Of the words in the figure.
  /// - Returns: The figure; its time axis has the name of the column, whose unit is not known.
  public func figure(in language: Language) -> KaplanMeierFigure {
    let texts = Texts(language: language)
    let numbers = StatisticsNumbers(texts: texts)
    let drawn = arms.map { drawing(of: $0, texts, numbers) }
    let test = tests.first.map { test in
      texts(SurvivalMessage.resultLine, title(of: test.weights, texts), numbers.pValue(test.result.p))
    }
    let about = drawn.map { [$0.name, $0.detail].filter { !$0.isEmpty }.joined(separator: " ") }
    return KaplanMeierFigure(
      notes: FigureNotes(
        id: "survival",
        title: texts(SurvivalMessage.figureTitle, formula.text),
        description: texts(SurvivalMessage.figureDescription, about.joined(separator: "; ")),
        caption: texts(
          isLate ? SurvivalMessage.lateCaption : .figureCaption,
          "\(rows.rows.count)",
          numbers.level(settings.level),
          settings.transform.word
        )
      ),
      words: KaplanMeierFigure.Words(
        survival: texts[SurvivalMessage.percent],
        time: timeName,
        atRisk: texts[FigureMessage.atRisk],
        sparse: texts[FigureMessage.sparse],
        empty: texts[FigureMessage.nobodyFollowed]
      ),
      arms: drawn,
      result: test ?? "",
      unit: .other,
      width: 760
    )
  }

  private func drawing(of arm: Arm, _ texts: Texts, _ numbers: StatisticsNumbers) -> KaplanMeierFigure.Arm {
    let limits = arm.curve.intervals(transform: settings.transform, level: settings.level)
    let found = zip(arm.curve.steps, limits).map { step, interval in
      KaplanMeierFigure.Step(
        time: step.time,
        atRisk: step.atRisk,
        events: step.events,
        censored: step.censored,
        survival: step.survival,
        lower: interval?.lower,
        upper: interval?.upper
      )
    }
    let steps =
      found.isEmpty ? found : (found + entrySteps(of: arm, besides: found)).sorted { $0.time < $1.time }
    let median = arm.curve.quantile(0.5)
    let written = median.map { numbers.asTyped($0) } ?? texts[StatisticsMessage.notReached]
    return KaplanMeierFigure.Arm(
      name: arm.label.isEmpty ? texts[SurvivalMessage.all] : arm.label,
      detail: texts(SurvivalMessage.medianDetail, written),
      curve: .estimated(steps, median: median)
    )
  }

  /// Steps at which nothing happens but that subjects enter, so that numbers at risk are right between events.
  private func entrySteps(of arm: Arm, besides found: [KaplanMeierFigure.Step]) -> [KaplanMeierFigure.Step] {
    let taken = Set(found.map(\.time))
    let limits = arm.curve.intervals(transform: settings.transform, level: settings.level)
    var before = 0
    return Set(arm.entries).filter { $0 > 0 && !taken.contains($0) }.sorted().map { time in
      while before < found.count, found[before].time < time { before += 1 }
      let interval = before > 0 ? limits[before - 1] : Interval(1, 1)
      return KaplanMeierFigure.Step(
        time: time,
        atRisk: arm.curve.atRisk(at: time),
        events: 0,
        censored: 0,
        survival: before > 0 ? found[before - 1].survival : 1,
        lower: interval?.lower,
        upper: interval?.upper
      )
    }
  }
}
