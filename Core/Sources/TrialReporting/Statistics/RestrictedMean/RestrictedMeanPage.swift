// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of restricted mean survival times.
struct RestrictedMeanPage {
  private let calculation: RestrictedMeanCalculation
  private let language: Language
  private let texts: Texts

  init(_ calculation: RestrictedMeanCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
    texts = Texts(language: language)
  }

  var text: String {
    var page = StatisticsPage(texts(RestrictedMeanMessage.title, calculation.formula.text), in: language)
    let numbers = page.numbers
    page.say(calculation.rows.text(in: texts))
    let horizon = numbers.asTyped(calculation.horizon)
    page.say(
      calculation.isChosen
        ? texts(
          RestrictedMeanMessage.chosen,
          horizon,
          calculation.longest.map { numbers.asTyped($0) } ?? "∞"
        )
        : texts(RestrictedMeanMessage.defaulted, horizon)
    )
    arms(on: &page)
    for (arm, result) in calculation.comparisons { write(arm, result, on: &page) }
    return page.text
  }

  private var level: String { StatisticsNumbers(texts: texts).level(calculation.level) }

  private func label(_ arm: RestrictedMeanCalculation.Arm) -> String {
    arm.label.isEmpty ? texts[SurvivalMessage.all] : arm.label
  }

  private func arms(on page: inout StatisticsPage) {
    let numbers = page.numbers
    let horizon = calculation.horizon
    let decimals = StatisticsNumbers.decimals(horizon)
    page.table(
      "",
      [
        texts[StatisticsMessage.arm], texts[StatisticsMessage.subjects], texts[StatisticsMessage.events],
        "RMST", texts[CoxMessage.error], texts(StatisticsMessage.interval, level), "RMTL",
        texts(StatisticsMessage.interval, level),
      ],
      numeric: [1, 2, 3, 4, 5, 6, 7],
      calculation.arms.enumerated().map { index, arm in
        let interval = arm.mean.interval(level: calculation.level)
        let lost = Interval(horizon - interval.upper, horizon - interval.lower)
        let isReference = index == 0 && calculation.arms.count > 1
        return [
          isReference ? texts(StatisticsMessage.reference, label(arm)) : label(arm),
          "\(arm.curve.subjects)",
          "\(arm.curve.cumulativeEvents(at: horizon))", numbers.fixed(arm.mean.mean, decimals),
          numbers.fixed(arm.mean.standardError, decimals),
          numbers.interval(interval) { numbers.fixed($0, decimals) },
          numbers.fixed(arm.mean.timeLost, decimals),
          numbers.interval(lost) { numbers.fixed($0, decimals) },
        ]
      }
    )
  }

  private func write(
    _ arm: RestrictedMeanCalculation.Arm,
    _ result: RestrictedMeanComparison,
    on page: inout StatisticsPage
  ) {
    let numbers = page.numbers
    let decimals = StatisticsNumbers.decimals(calculation.horizon)
    func row(
      _ name: RestrictedMeanMessage,
      _ estimate: Estimate,
      _ test: TestResult,
      _ write: (Double) -> String
    ) -> [String] {
      [
        texts[name], write(estimate.value), numbers.interval(estimate.interval, write),
        numbers.pValue(test.p),
      ]
    }
    page.table(
      texts(ProportionMessage.against, label(arm), label(calculation.arms[0])),
      [
        "", texts[StatisticsMessage.estimate], texts(StatisticsMessage.interval, level),
        texts[StatisticsMessage.pValue],
      ],
      numeric: [1, 2, 3],
      [
        row(.difference, result.difference(level: calculation.level), result.differenceTest) {
          numbers.fixed($0, decimals)
        },
        row(.ratio, result.ratio(level: calculation.level), result.ratioTest) { numbers.plain($0) },
        row(.lostRatio, result.lostRatio(level: calculation.level), result.lostRatioTest) {
          numbers.plain($0)
        },
      ]
    )
  }
}

/// The words around restricted mean survival times.
enum RestrictedMeanMessage: String, MessageKey {
  case title, chosen, defaulted, difference, ratio, lostRatio
  case figureTitle, figureDescription, figureCaption, meanDetail, resultLine

  var message: Message {
    switch self {
    case .title: Message("Restricted mean survival time: {0}", "限制性平均生存时间：{0}")
    case .chosen: Message("Up to τ = {0}; every arm is known up to {1}.", "截至 τ = {0}；各组均已知至 {1}。")
    case .defaulted:
      Message(
        "Up to τ = {0}, the smallest of the arms' largest observed times, as --tau is not given. A protocol names τ before it sees the data.",
        "截至 τ = {0}，即各组最大观察时间中的最小值（未给出 --tau）。方案应在见到数据之前规定 τ。"
      )
    case .difference: Message("RMST difference", "RMST 差值")
    case .ratio: Message("RMST ratio", "RMST 比值")
    case .lostRatio: Message("RMTL ratio", "RMTL 比值")
    case .figureTitle: Message("Restricted mean survival time: {0}", "限制性平均生存时间：{0}")
    case .figureDescription:
      Message(
        "Kaplan–Meier curves with the area beneath them up to {0}: {1}.",
        "Kaplan–Meier 曲线及其截至 {0} 的曲线下面积：{1}。"
      )
    case .figureCaption:
      Message(
        "Kaplan–Meier estimates of {0} subjects. The shaded area beneath a curve up to τ = {1} is its restricted mean survival time; the area between two curves is their difference. Ticks mark censored subjects.",
        "{0} 例受试者的 Kaplan–Meier 估计。曲线下截至 τ = {1} 的阴影面积即限制性平均生存时间；两曲线之间的面积为其差值。短竖线为删失。"
      )
    case .meanDetail: Message("RMST {0}", "RMST {0}")
    case .resultLine: Message("RMST difference {0} ({1}), p {2}", "RMST 差值 {0}（{1}），P {2}")
    }
  }
}
