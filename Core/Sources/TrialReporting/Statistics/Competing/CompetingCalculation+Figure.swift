// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

extension CompetingCalculation {
  /// The incidences as curves.
  ///
  /// - Parameters:
  ///   - language: Of the words in the figure.
  ///   - isStacked: Whether a panel is an arm with its causes one above the other; else it is a cause with a curve for
  ///     each arm, its confidence band and its test.
  /// - Returns: The figure, numbers at risk beneath.
  public func figure(in language: Language, stacked isStacked: Bool = false) -> IncidenceFigure {
    let texts = Texts(language: language)
    let panels = isStacked ? arms.map { stack($0, texts) } : told.map { overlay($0, texts) }
    let about = panels.map { panel in
      let curves = panel.curves.map { "\($0.name) \($0.detail)" }.joined(separator: ", ")
      return "\(panel.title): \(curves)"
    }
    return IncidenceFigure(
      notes: FigureNotes(
        id: "competing",
        title: texts(CompetingMessage.figureTitle, formula.text),
        description: texts(CompetingMessage.figureDescription, about.joined(separator: "; ")),
        caption: isStacked
          ? texts(CompetingMessage.stackedCaption, "\(rows.rows.count)")
          : texts(
            CompetingMessage.figureCaption,
            "\(rows.rows.count)",
            StatisticsNumbers(texts: texts).level(settings.level),
            settings.transform.word
          )
      ),
      words: IncidenceFigure.Words(
        incidence: texts[CompetingMessage.percent],
        time: timeName,
        atRisk: texts[CompetingMessage.atRisk]
      ),
      panels: panels,
      isStacked: isStacked
    )
  }

  private func label(_ arm: Arm, _ texts: Texts) -> String {
    arm.label.isEmpty ? texts[SurvivalMessage.all] : arm.label
  }

  private func percent(_ share: Double) -> String { DecimalText.fixed(share, decimals: 1, shift: 2) + "%" }

  private func risk(_ arm: Arm, sign: Int?, name: String) -> IncidenceFigure.RiskRow {
    IncidenceFigure.RiskRow(name: name, arm: sign, atRisk: arm.curve.steps.map { ($0.time, $0.atRisk) })
  }

  /// One cause, a curve for each arm; numbers at risk under the last one.
  private func overlay(_ number: Int, _ texts: Texts) -> IncidenceFigure.Panel {
    let test = zip(told, tests).first { $0.0 == number }?.1.test
    let numbers = StatisticsNumbers(texts: texts)
    return IncidenceFigure.Panel(
      title: causeLabel(number),
      curves: arms.map { arm in
        let steps = arm.curve.steps.map { step -> IncidenceFigure.Step in
          let interval = interval(arm, number, at: step.time)
          return IncidenceFigure.Step(
            time: step.time,
            value: arm.curve.incidence(of: number, at: step.time),
            lower: interval?.lower,
            upper: interval?.upper
          )
        }
        return IncidenceFigure.Curve(
          name: label(arm, texts),
          detail: steps.last.map { percent($0.value) } ?? "",
          steps: steps
        )
      },
      rows: number == told.last
        ? arms.enumerated().map { risk($1, sign: $0, name: label($1, texts)) } : [],
      result: test.map {
        texts(SurvivalMessage.resultLine, texts[CompetingMessage.gray], numbers.pValue($0.p))
      } ?? ""
    )
  }

  /// One arm, its causes one above the other.
  private func stack(_ arm: Arm, _ texts: Texts) -> IncidenceFigure.Panel {
    var base = arm.curve.steps.map { _ in 0.0 }
    let curves = told.map { number -> IncidenceFigure.Curve in
      let values = arm.curve.incidences[number - 1].map(\.value)
      let steps = arm.curve.steps.indices.map {
        IncidenceFigure.Step(time: arm.curve.steps[$0].time, base: base[$0], value: values[$0])
      }
      for index in base.indices { base[index] += values[index] }
      return IncidenceFigure.Curve(
        name: causeLabel(number),
        detail: values.last.map(percent) ?? "",
        steps: steps
      )
    }
    return IncidenceFigure.Panel(
      title: label(arm, texts),
      curves: curves,
      rows: [risk(arm, sign: nil, name: "")]
    )
  }
}
