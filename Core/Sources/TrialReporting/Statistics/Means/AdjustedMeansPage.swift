// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of an analysis of covariance.
struct AdjustedMeansPage {
  private let calculation: AdjustedMeansCalculation
  private let language: Language
  private let texts: Texts
  private let numbers: StatisticsNumbers

  init(_ calculation: AdjustedMeansCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
    texts = Texts(language: language)
    numbers = StatisticsNumbers(texts: texts)
  }

  var text: String {
    var page = StatisticsPage(texts(AdjustedMeansMessage.title, calculation.formula.text), in: language)
    page.say(calculation.rows.text(in: texts))
    page.say(sentences.joined(separator: language == .english ? " " : ""))
    means(on: &page)
    differences(on: &page)
    tests(on: &page)
    slopes(on: &page)
    if hasUndefined { page.say(texts[AdjustedMeansMessage.leverage]) }
    return page.text
  }

  /// What the model is, what its means are adjusted to, and where its errors come from.
  private var sentences: [String] {
    let comma = texts[StatisticsMessage.comma]
    let isRobust = calculation.settings.variance != .equal
    var found = [texts[AdjustedMeansMessage.model]]
    let averages = calculation.slopes.map { "\($0.name) = \(numbers.plain($0.average))" }
    if !averages.isEmpty {
      found.append(texts(AdjustedMeansMessage.covariates, averages.joined(separator: comma)))
    }
    if !calculation.factors.isEmpty {
      let isObserved = calculation.settings.weights == .observed
      found.append(
        texts(
          isObserved ? AdjustedMeansMessage.factorsObserved : .factorsEqual,
          calculation.factors.joined(separator: comma)
        )
      )
    }
    if !calculation.strata.isEmpty { found.append(texts[AdjustedMeansMessage.strata]) }
    found.append(
      isRobust
        ? texts(AdjustedMeansMessage.robust, calculation.settings.variance.rawValue.uppercased())
        : texts(
          AdjustedMeansMessage.classical,
          numbers.plain(calculation.residualVariance.squareRoot()),
          numbers.asTyped(calculation.degreesOfFreedom)
        )
    )
    return found
  }

  private var hasUndefined: Bool {
    calculation.arms.contains { $0.adjusted.standardError.isNaN }
      || calculation.tests.contains { $0.result.p.isNaN }
  }

  private var interval: String {
    texts(StatisticsMessage.interval, numbers.level(calculation.settings.level))
  }

  private func means(on page: inout StatisticsPage) {
    let arms = calculation.arms
    // One more digit than the least error shows, the same for all arms, so that columns align.
    let decimals = StatisticsNumbers.decimals(of: arms.map(\.adjusted.standardError))
    page.table(
      "",
      [
        texts[StatisticsMessage.arm], texts[StatisticsMessage.subjects], texts[MeansMessage.mean],
        texts[MeansMessage.sd], texts[AdjustedMeansMessage.adjusted], texts[AdjustedMeansMessage.error],
        interval,
      ],
      numeric: Set(1...6),
      arms.enumerated().map { index, arm in
        [
          index == arms.count - 1 ? texts(StatisticsMessage.reference, arm.name) : arm.name,
          "\(arm.summary.n)", numbers.fixed(arm.summary.mean, decimals),
          numbers.fixed(arm.summary.standardDeviation, decimals),
          numbers.fixed(arm.adjusted.estimate.value, decimals),
          numbers.fixed(arm.adjusted.standardError, decimals),
          numbers.interval(arm.adjusted.estimate.interval) { numbers.fixed($0, decimals) },
        ]
      }
    )
  }

  private func differences(on page: inout StatisticsPage) {
    let reference = calculation.arms[calculation.arms.count - 1].name
    let rows = calculation.comparisons.map { comparison in
      (texts(MeansMessage.difference, comparison.arm, reference), comparison.contrast, comparison.test)
    }
    contrasts(texts[AdjustedMeansMessage.differences], rows, hasSides: true, on: &page)
  }

  private func slopes(on page: inout StatisticsPage) {
    let rows = calculation.slopes.map { ($0.name, $0.contrast, TestLine($0.contrast.test)) }
    contrasts(texts[AdjustedMeansMessage.slopes], rows, hasSides: false, on: &page)
  }

  private func contrasts(
    _ title: String,
    _ rows: [(name: String, contrast: LinearContrast, test: TestLine)],
    hasSides: Bool,
    on page: inout StatisticsPage
  ) {
    let decimals = StatisticsNumbers.decimals(of: rows.map(\.contrast.standardError))
    let head =
      [
        "", texts[StatisticsMessage.estimate], texts[AdjustedMeansMessage.error], interval, "t",
        texts[StatisticsMessage.pValue],
      ] + (hasSides ? [texts[StatisticsMessage.sides]] : [])
    page.table(
      title,
      head,
      numeric: Set(1...5),
      rows.map { name, contrast, test in
        let p = test.result?.p ?? .nan
        return [
          name, numbers.fixed(contrast.estimate.value, decimals),
          numbers.fixed(contrast.standardError, decimals),
          numbers.interval(contrast.estimate.interval) { numbers.fixed($0, decimals) },
          contrast.test.statistic.map { numbers.fixed($0, 3) } ?? "",
          p.isNaN ? texts[StatisticsMessage.notDefined] : numbers.pValue(p),
        ] + (hasSides ? [texts[(test.alternative ?? .twoSided).message]] : [])
      }
    )
  }

  private func tests(on page: inout StatisticsPage) {
    page.table(
      texts[AdjustedMeansMessage.tests],
      [
        texts[AdjustedMeansMessage.effect], "F", texts[AdjustedMeansMessage.numerator],
        texts[AdjustedMeansMessage.denominator], texts[StatisticsMessage.pValue],
      ],
      numeric: Set(1...4),
      calculation.tests.map { name, result in
        [
          name, result.statistic.map { numbers.plain($0) } ?? "",
          result.degreesOfFreedom.map { numbers.asTyped($0) } ?? "",
          numbers.asTyped(calculation.degreesOfFreedom),
          result.p.isNaN ? texts[StatisticsMessage.notDefined] : numbers.pValue(result.p),
        ]
      }
    )
  }
}

/// The words around an analysis of covariance.
enum AdjustedMeansMessage: String, MessageKey {
  case title, model, covariates, factorsEqual, factorsObserved, strata, classical, robust, leverage
  case adjusted, error, differences, slopes, tests, effect, numerator, denominator

  var message: Message {
    switch self {
    case .title: Message("Analysis of covariance: {0}", "协方差分析：{0}")
    case .model:
      Message("Least squares with the same slopes in all arms, no interactions.", "最小二乘，各组斜率相同，无交互作用。")
    case .covariates: Message("Means are adjusted to the average covariates: {0}.", "均数校正至协变量的平均值：{0}。")
    case .factorsEqual:
      Message(
        "Factors of the model, their levels counting alike in the means: {0}.",
        "模型中的因素（计算均数时各水平等权）：{0}。"
      )
    case .factorsObserved:
      Message(
        "Factors of the model, their levels counting by their share of the subjects in the means: {0}.",
        "模型中的因素（计算均数时各水平按例数加权）：{0}。"
      )
    case .strata:
      Message(
        "strata() enters the model as factors; nothing is computed stratum by stratum.",
        "strata() 作为因素进入模型；不逐层计算。"
      )
    case .classical:
      Message(
        "One variance for all subjects: residual standard deviation {0} on {1} degrees of freedom.",
        "所有受试者同一方差：残差标准差 {0}，自由度 {1}。"
      )
    case .robust: Message("Standard errors and tests are robust: {0}.", "标准误和检验为稳健估计：{0}。")
    case .leverage:
      Message(
        "Not defined: a subject whose value the model meets exactly, such as the only one of an arm, leaves no residual to judge a variance by.",
        "无定义：模型恰好拟合某一受试者（如某组仅一例）时，没有残差可用于估计方差。"
      )
    case .adjusted: Message("Adjusted mean", "校正均数")
    case .error: Message("SE", "SE")
    case .differences: Message("Adjusted differences", "校正均数差")
    case .slopes: Message("Slopes, two-sided tests", "斜率，双侧检验")
    case .tests: Message("F tests", "F 检验")
    case .effect: Message("Effect", "效应")
    case .numerator: Message("df", "df")
    case .denominator: Message("Residual df", "残差 df")
    }
  }
}
