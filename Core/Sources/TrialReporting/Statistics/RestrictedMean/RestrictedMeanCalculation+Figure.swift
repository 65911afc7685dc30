// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

extension RestrictedMeanCalculation {
  /// The curves, with the areas that are the means shaded up to τ.
  public func figure(in language: Language) -> KaplanMeierFigure {
    let texts = Texts(language: language)
    let numbers = StatisticsNumbers(texts: texts)
    let decimals = StatisticsNumbers.decimals(horizon)
    let tau = numbers.asTyped(horizon)
    let drawn = arms.map { arm in
      KaplanMeierFigure.Arm(
        name: arm.label.isEmpty ? texts[SurvivalMessage.all] : arm.label,
        detail: texts(RestrictedMeanMessage.meanDetail, numbers.fixed(arm.mean.mean, decimals)),
        curve: .estimated(steps(of: arm), median: nil)
      )
    }
    var line = ""
    // With more arms there is more than one difference, and the print has them all.
    if let only = comparisons.first, comparisons.count == 1 {
      let difference = only.result.difference(level: level)
      line = texts(
        RestrictedMeanMessage.resultLine,
        numbers.fixed(difference.value, decimals),
        numbers.interval(difference.interval) { numbers.fixed($0, decimals) },
        numbers.pValue(only.result.differenceTest.p)
      )
    }
    return KaplanMeierFigure(
      notes: FigureNotes(
        id: "rmst",
        title: texts(RestrictedMeanMessage.figureTitle, formula.text),
        description: texts(
          RestrictedMeanMessage.figureDescription,
          tau,
          drawn.map { "\($0.name) \($0.detail)" }.joined(separator: "; ")
        ),
        caption: texts(RestrictedMeanMessage.figureCaption, "\(rows.rows.count)", tau)
      ),
      words: KaplanMeierFigure.Words(
        survival: texts[SurvivalMessage.percent],
        time: timeName,
        atRisk: texts[FigureMessage.atRisk],
        sparse: texts[FigureMessage.sparse],
        empty: texts[FigureMessage.nobodyFollowed]
      ),
      arms: drawn,
      result: line,
      unit: .other,
      horizon: KaplanMeierFigure.Horizon(time: horizon, label: "τ = \(tau)"),
      width: 760
    )
  }

  private func steps(of arm: Arm) -> [KaplanMeierFigure.Step] {
    arm.curve.steps.map {
      KaplanMeierFigure.Step(
        time: $0.time,
        atRisk: $0.atRisk,
        events: $0.events,
        censored: $0.censored,
        survival: $0.survival,
        lower: nil,
        upper: nil
      )
    }
  }
}
