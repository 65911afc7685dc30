// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of survival curves and their tests.
struct SurvivalPage {
  private let calculation: SurvivalCalculation
  private let language: Language
  private let texts: Texts

  init(_ calculation: SurvivalCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
    texts = Texts(language: language)
  }

  var text: String {
    var page = StatisticsPage(texts(SurvivalMessage.title, calculation.formula.text), in: language)
    page.say(calculation.rows.text(in: texts))
    if calculation.isLate { page.say(texts[SurvivalMessage.late]) }
    curves(on: &page)
    for arm in calculation.arms {
      guard let time = calculation.emptied(arm) else { continue }
      page.say(texts(SurvivalMessage.emptied, label(arm), page.numbers.asTyped(time)))
    }
    times(on: &page)
    for test in calculation.tests { write(test.weights, test.result, on: &page) }
    return page.text
  }

  private var level: String {
    StatisticsNumbers(texts: texts).level(calculation.settings.level)
  }

  private func label(_ arm: SurvivalCalculation.Arm) -> String {
    arm.label.isEmpty ? texts[SurvivalMessage.all] : arm.label
  }

  private func curves(on page: inout StatisticsPage) {
    let numbers = page.numbers
    page.table(
      texts(SurvivalMessage.curves, level, calculation.settings.transform.word),
      [StatisticsMessage.arm, .subjects, .events].map { texts[$0] }
        + [texts[SurvivalMessage.median], texts(StatisticsMessage.interval, level)],
      numeric: [1, 2, 3, 4],
      calculation.arms.map { arm in
        let median = calculation.median(arm)
        func written(_ time: Double?) -> String {
          time.map { numbers.asTyped($0) } ?? texts[StatisticsMessage.notReached]
        }
        return [
          label(arm), "\(arm.curve.subjects)", "\(arm.curve.events)", written(median.estimate),
          texts(StatisticsMessage.limits, written(median.lower), written(median.upper)),
        ]
      }
    )
  }

  private func times(on page: inout StatisticsPage) {
    let numbers = page.numbers
    var isCarriedOn = false
    let rows = calculation.arms.flatMap { arm in
      calculation.settings.times.map { time -> [String] in
        let isBeyond = arm.curve.lastTime.map { time > $0 } ?? true
        isCarriedOn = isCarriedOn || isBeyond
        let interval = arm.curve.interval(
          at: time,
          transform: calculation.settings.transform,
          level: calculation.settings.level
        )
        return [
          label(arm), numbers.asTyped(time) + (isBeyond ? "*" : ""), "\(arm.curve.atRisk(at: time))",
          "\(arm.curve.cumulativeEvents(at: time))", numbers.share(arm.curve.survival(at: time)),
          interval.map { numbers.interval($0) { numbers.share($0) } } ?? texts[StatisticsMessage.notDefined],
        ]
      }
    }
    page.table(
      texts[SurvivalMessage.atTimes],
      [
        texts[StatisticsMessage.arm], texts[SurvivalMessage.time], texts[SurvivalMessage.atRisk],
        texts[SurvivalMessage.eventsSoFar], texts[SurvivalMessage.survival],
        texts(StatisticsMessage.interval, level),
      ],
      numeric: [1, 2, 3, 4, 5],
      rows
    )
    if isCarriedOn { page.say(texts[SurvivalMessage.beyond]) }
  }

  private func write(_ weights: LogRankWeights, _ result: LogRankResult, on page: inout StatisticsPage) {
    let numbers = page.numbers
    // Weighted sums are no counts of events, and say so by their decimals.
    let decimals = weights == .logRank ? 0 : 2
    page.table(
      calculation.title(of: weights, texts),
      [
        texts[StatisticsMessage.arm], texts[StatisticsMessage.subjects], texts[SurvivalMessage.observed],
        texts[SurvivalMessage.expected],
      ],
      numeric: [1, 2, 3],
      calculation.arms.indices.map { index in
        [
          label(calculation.arms[index]), "\(result.subjects[index])",
          numbers.fixed(result.observed[index], decimals),
          numbers.fixed(result.expected[index], 2),
        ]
      }
    )
    guard let statistic = result.statistic else { return page.say(texts[SurvivalMessage.noTest]) }
    page.say(
      texts(
        SurvivalMessage.test,
        numbers.fixed(statistic, 3),
        "\(result.degreesOfFreedom)",
        numbers.pValue(result.p)
      )
    )
  }
}

extension SurvivalCalculation {
  /// What a test is called, with its strata.
  func title(of weights: LogRankWeights, _ texts: Texts) -> String {
    let name = texts(weights.message, arguments: weights.arguments(StatisticsNumbers(texts: texts)))
    return strataCount > 1 ? texts(SurvivalMessage.stratified, name, "\(strataCount)") : name
  }
}

extension LogRankWeights {
  fileprivate var message: SurvivalMessage {
    switch self {
    case .logRank: .logRank
    case .gehan: .gehan
    case .taroneWare: .taroneWare
    case .flemingHarrington: .flemingHarrington
    }
  }

  fileprivate func arguments(_ numbers: StatisticsNumbers) -> [String] {
    guard case .flemingHarrington(let rho, let gamma) = self else { return [] }
    return [numbers.asTyped(rho), numbers.asTyped(gamma)]
  }
}

/// The words around survival curves.
enum SurvivalMessage: String, MessageKey {
  case title, all, curves, median, atTimes, time, atRisk, eventsSoFar, survival, beyond
  case logRank, gehan, taroneWare, flemingHarrington, stratified, observed, expected, test, noTest
  case late, emptied, lateCaption
  case figureTitle, figureDescription, figureCaption, percent, medianDetail, resultLine

  var message: Message {
    switch self {
    case .title: Message("Survival: {0}", "生存分析：{0}")
    case .late:
      Message(
        "Rows (entry, time]: n counts rows, and a row is at risk after its entry only.",
        "数据行为 (进入, 时间]：n 为行数，每行仅在进入之后处于风险之中。"
      )
    case .emptied:
      Message(
        "{0}: at {1} all who had entered by then had the event; the curve falls to 0 and stays there, although others enter later.",
        "{0}：在 {1} 时，此前进入者全部发生事件；曲线降至 0 并保持，尽管之后仍有受试者进入。"
      )
    case .all: Message("all", "全部")
    case .curves:
      Message("Kaplan–Meier estimates; {0} limits on the {1} scale", "Kaplan–Meier 估计；{0} 限按 {1} 变换")
    case .median: Message("Median", "中位数")
    case .atTimes: Message("Survival at times", "各时点生存率")
    case .time: Message("Time", "时间")
    case .atRisk: Message("At risk", "风险人数")
    case .eventsSoFar: Message("Events so far", "累计事件")
    case .survival: Message("Survival", "生存率")
    case .beyond:
      Message(
        "* beyond the last time observed in the arm: the last value is carried on, nothing is known.",
        "* 超出该组最后观察时间：沿用最后的值，实际未知。"
      )
    case .logRank: Message("Log-rank test", "log-rank 检验")
    case .gehan: Message("Gehan–Breslow test (weights n)", "Gehan–Breslow 检验（权重 n）")
    case .taroneWare: Message("Tarone–Ware test (weights √n)", "Tarone–Ware 检验（权重 √n）")
    case .flemingHarrington:
      Message("Fleming–Harrington test, ρ = {0}, γ = {1}", "Fleming–Harrington 检验，ρ = {0}，γ = {1}")
    case .stratified: Message("{0}, stratified ({1} strata)", "{0}，分层（{1} 层）")
    case .observed: Message("Observed", "实际事件")
    case .expected: Message("Expected", "期望事件")
    case .test: Message("Chi-square {0} on {1} df, p = {2}", "卡方 {0}，自由度 {1}，P = {2}")
    case .noTest:
      Message(
        "No test: the arms are never at risk together when an event happens.",
        "无法检验：事件发生时各组从未同时处于风险之中。"
      )
    case .figureTitle: Message("Survival by arm: {0}", "各组生存曲线：{0}")
    case .figureDescription: Message("Kaplan–Meier curves: {0}.", "Kaplan–Meier 曲线：{0}。")
    case .figureCaption:
      Message(
        "Kaplan–Meier estimates of {0} subjects with pointwise {1} confidence bands ({2} scale); ticks mark censored subjects.",
        "{0} 例受试者的 Kaplan–Meier 估计及逐点 {1} 置信带（{2} 变换）；短竖线为删失。"
      )
    case .lateCaption:
      Message(
        "Kaplan–Meier estimates of {0} rows, at risk after their entry, with pointwise {1} confidence bands ({2} scale); ticks mark censored rows.",
        "{0} 行数据（进入之后方处于风险之中）的 Kaplan–Meier 估计及逐点 {1} 置信带（{2} 变换）；短竖线为删失。"
      )
    case .percent: Message("Survival, %", "生存率，%")
    case .medianDetail: Message("median {0}", "中位数 {0}")
    case .resultLine: Message("{0}: p {1}", "{0}：P {1}")
    }
  }
}
