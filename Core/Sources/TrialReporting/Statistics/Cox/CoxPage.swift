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
    let isCut = fit.model.data.entries != nil
    let size = texts(
      isCut ? CoxMessage.rows : .size,
      "\(fit.subjects)",
      "\(fit.events)",
      texts[fit.model.ties.message]
    )
    page.say(
      calculation.strataCount > 1
        ? texts(CoxMessage.strata, size, "\(calculation.strataCount)") : size
    )
    if !calculation.references.isEmpty {
      let levels = calculation.references.map { "\($0.column)=\($0.level)" }
      page.say(texts(CoxMessage.references, levels.joined(separator: texts[StatisticsMessage.comma])))
    }
    if calculation.robust != nil {
      page.say(
        calculation.clusterCount.map { texts(CoxMessage.clusters, "\($0)") } ?? texts[CoxMessage.robust]
      )
    }
    terms(on: &page)
    if fit.isMonotone { page.say(texts[CoxMessage.monotone]) }
    tests(on: &page)
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
    let numbers = page.numbers
    let terms = calculation.terms
    let isRobust = calculation.robust != nil
    // A covariate with a large unit, such as days, has a small coefficient and keeps its digits.
    let decimals = StatisticsNumbers.decimals(of: terms.map(\.error))
    let head =
      [texts[CoxMessage.term], texts[CoxMessage.coefficient], texts[CoxMessage.error]]
      + (isRobust ? [texts[CoxMessage.robustError]] : [])
      + [
        texts[CoxMessage.ratio], texts(StatisticsMessage.interval, numbers.level(calculation.level)), "z",
        texts[StatisticsMessage.pValue],
      ]
    page.table(
      "",
      head,
      numeric: Set(1..<head.count),
      terms.map { term in
        [term.name, numbers.fixed(term.coefficient, decimals), numbers.fixed(term.error, decimals)]
          + (term.robustError.map { [numbers.fixed($0, decimals)] } ?? [])
          + [
            numbers.plain(term.ratio), numbers.interval(term.interval) { numbers.plain($0) },
            term.z.map { numbers.fixed($0, 3) } ?? "",
            term.test.map { numbers.pValue($0.p) } ?? texts[StatisticsMessage.notDefined],
          ]
      }
    )
  }

  private func tests(on page: inout StatisticsPage) {
    let fit = calculation.fit
    let none = TestResult(statistic: nil, degreesOfFreedom: nil, p: .nan)
    var tests = [(name: texts[CoxMessage.likelihoodRatio], result: TestLine(fit.likelihoodRatioTest))]
    if let robust = calculation.robust {
      tests += [
        (texts[CoxMessage.robustWald], TestLine(robust.waldTest)),
        (texts[CoxMessage.score], TestLine(fit.scoreTest)),
        (texts[CoxMessage.robustScore], TestLine(robust.scoreTest)),
      ]
    } else {
      tests += [
        (texts[CoxMessage.wald], TestLine(fit.waldTest ?? none)),
        (texts[CoxMessage.score], TestLine(fit.scoreTest)),
      ]
    }
    page.tests(texts[CoxMessage.tests], tests)
    if calculation.clusterCount != nil { page.say(texts[CoxMessage.independence]) }
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
  case rows, clusters, robust, robustError, robustWald, robustScore, independence
  case figureTitle, figureDescription, figureCaption, lower, higher, notEstimated

  var message: Message {
    switch self {
    case .title: Message("Proportional hazards: {0}", "比例风险模型：{0}")
    case .size: Message("{0} subjects, {1} events; {2}.", "{0} 例，{1} 个事件；{2}。")
    case .rows: Message("{0} rows (start, stop], {1} events; {2}.", "{0} 行 (start, stop]，{1} 个事件；{2}。")
    case .clusters:
      Message(
        "Robust (sandwich) variance with {0} clusters; intervals, z and p rest on it.",
        "稳健（三明治）方差，{0} 个聚类；区间、z 与 P 据此计算。"
      )
    case .robust:
      Message(
        "Robust (sandwich) variance; intervals, z and p rest on it.",
        "稳健（三明治）方差；区间、z 与 P 据此计算。"
      )
    case .robustError: Message("Robust SE", "稳健标准误")
    case .robustWald: Message("Wald, robust", "稳健 Wald 检验")
    case .robustScore: Message("Score, robust", "稳健得分检验")
    case .independence:
      Message(
        "The likelihood ratio and the plain score test take the rows of a cluster for independent.",
        "似然比检验和普通得分检验假定同一聚类内各行相互独立。"
      )
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
