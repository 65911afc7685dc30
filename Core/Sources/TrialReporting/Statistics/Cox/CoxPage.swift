// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of a proportional hazards model.
struct CoxPage {
  private let calculation: CoxCalculation
  private let language: Language
  private let texts: Texts

  init(_ calculation: CoxCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
    texts = Texts(language: language)
  }

  var text: String {
    let fit = calculation.fit
    var page = StatisticsPage(texts(CoxMessage.title, calculation.formula.text), in: language)
    page.say(calculation.rows.text(in: texts))
    let size = texts(CoxMessage.size, "\(fit.subjects)", "\(fit.events)", texts[fit.model.ties.message])
    page.say(
      calculation.strataCount > 1
        ? texts(CoxMessage.strata, size, "\(calculation.strataCount)") : size
    )
    if !calculation.references.isEmpty {
      let levels = calculation.references.map { "\($0.column)=\($0.level)" }
      page.say(texts(CoxMessage.references, levels.joined(separator: texts[StatisticsMessage.comma])))
    }
    terms(on: &page)
    if fit.isMonotone { page.say(texts[CoxMessage.monotone]) }
    page.tests(
      texts[CoxMessage.tests],
      [
        (texts[CoxMessage.likelihoodRatio], TestLine(fit.likelihoodRatioTest)),
        (
          texts[CoxMessage.wald],
          TestLine(fit.waldTest ?? TestResult(statistic: nil, degreesOfFreedom: nil, p: .nan))
        ),
        (texts[CoxMessage.score], TestLine(fit.scoreTest)),
      ]
    )
    page.say(
      texts(
        CoxMessage.likelihood,
        DecimalText.fixed(fit.logLikelihood.null, decimals: 4),
        DecimalText.fixed(fit.logLikelihood.fitted, decimals: 4)
      )
    )
    switch calculation.proportionality {
    case .success(let proportionality):
      let each = zip(fit.names, proportionality.terms).map { ($0, TestLine($1)) }
      page.tests(
        texts[CoxMessage.proportionality],
        each + (each.count > 1 ? [(texts[CoxMessage.global], TestLine(proportionality.global))] : [])
      )
    case .failure(let error): page.say(CoxErrorText(language: language).problem(error))
    case nil: break
    }
    return page.text
  }

  private func terms(on page: inout StatisticsPage) {
    let fit = calculation.fit
    let numbers = page.numbers
    let errors = fit.standardErrors
    // A covariate with a large unit, such as days, has a small coefficient and keeps its digits.
    let decimals = StatisticsNumbers.decimals(of: errors)
    page.table(
      "",
      [
        texts[CoxMessage.term], texts[CoxMessage.coefficient], texts[CoxMessage.error],
        texts[CoxMessage.ratio],
        texts(StatisticsMessage.interval, numbers.level(calculation.level)), "z",
        texts[StatisticsMessage.pValue],
      ],
      numeric: [1, 2, 3, 4, 5, 6],
      fit.names.indices.map { term in
        let ratio = fit.hazardRatio(term, level: calculation.level)
        let test = fit.waldTest(of: term)
        // Wald's z has the sign of its coefficient.
        let z = test?.statistic.map { $0.squareRoot() * (fit.coefficients[term] < 0 ? -1 : 1) }
        return [
          fit.names[term], numbers.fixed(fit.coefficients[term], decimals),
          numbers.fixed(errors[term], decimals),
          numbers.plain(ratio.estimate), numbers.interval(ratio.interval) { numbers.plain($0) },
          z.map { numbers.fixed($0, 3) } ?? "",
          test.map { numbers.pValue($0.p) } ?? texts[StatisticsMessage.notDefined],
        ]
      }
    )
  }
}

extension CoxTies {
  var message: CoxMessage {
    switch self {
    case .efron: .efron
    case .breslow: .breslow
    case .exact: .exact
    }
  }
}

/// The words around a proportional hazards model.
enum CoxMessage: String, MessageKey {
  case title, size, strata, references, term, coefficient, error, ratio, monotone, tests, likelihoodRatio,
    wald, score
  case likelihood, proportionality, global, efron, breslow, exact
  case figureTitle, figureDescription, figureCaption, lower, higher, notEstimated

  var message: Message {
    switch self {
    case .title: Message("Proportional hazards: {0}", "比例风险模型：{0}")
    case .size: Message("{0} subjects, {1} events; {2}.", "{0} 例，{1} 个事件；{2}。")
    case .strata: Message("{0} {1} strata, each with its own baseline hazard.", "{0}共 {1} 层，各层有自己的基线风险。")
    case .references: Message("Reference: {0}.", "参照：{0}。")
    case .term: Message("Term", "项")
    case .coefficient: Message("Coefficient", "系数")
    case .error: Message("SE", "标准误")
    case .ratio: Message("HR", "HR")
    case .monotone:
      Message(
        "The likelihood rises for ever along terms with an infinite coefficient, as where an arm has no event; Wald's interval and test then say nothing, the likelihood-ratio and score tests stay valid.",
        "系数为无穷的项使似然单调上升（如某组无事件）；此时 Wald 区间与检验无意义，似然比检验和得分检验仍有效。"
      )
    case .tests: Message("Tests of all coefficients 0", "全部系数为 0 的检验")
    case .likelihoodRatio: Message("Likelihood ratio", "似然比检验")
    case .wald: Message("Wald", "Wald 检验")
    case .score: Message("Score", "得分检验")
    case .likelihood:
      Message(
        "Log partial likelihood {0} with all coefficients 0, {1} fitted.",
        "对数偏似然：系数全为 0 时 {0}，拟合后 {1}。"
      )
    case .proportionality:
      Message("Tests of proportional hazards (Grambsch–Therneau)", "比例风险检验（Grambsch–Therneau）")
    case .global: Message("All terms", "全部项")
    case .efron: Message("tied events by Efron", "同时事件按 Efron 法")
    case .breslow: Message("tied events by Breslow", "同时事件按 Breslow 法")
    case .exact: Message("tied events exact (discrete time)", "同时事件按精确法（离散时间）")
    case .figureTitle: Message("Hazard ratios: {0}", "风险比：{0}")
    case .figureDescription: Message("Hazard ratios of {0} terms with their intervals.", "{0} 项的风险比及其区间。")
    case .figureCaption:
      Message(
        "Hazard ratios with {0} Wald intervals; {1} subjects, {2} events; {3}.",
        "风险比及 {0} Wald 区间；{1} 例，{2} 个事件；{3}。"
      )
    case .lower: Message("Lower hazard", "风险较低")
    case .higher: Message("Higher hazard", "风险较高")
    case .notEstimated: Message("no finite estimate", "无有限估计值")
    }
  }
}
