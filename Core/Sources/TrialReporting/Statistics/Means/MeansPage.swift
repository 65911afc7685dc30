// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The text of compared means.
struct MeansPage {
  /// What is shown of the distribution, by the definition of SAS.
  static let quantiles: [(key: String, p: Double)] = [
    ("min", 0), ("q1", 0.25), ("median", 0.5), ("q3", 0.75), ("max", 1),
  ]

  private let calculation: MeansCalculation
  private let language: Language

  init(_ calculation: MeansCalculation, _ language: Language) {
    self.calculation = calculation
    self.language = language
  }

  var text: String {
    let texts = Texts(language: language)
    let title = texts[calculation.arms.count > 1 ? MeansMessage.title : .oneTitle]
    var page = StatisticsPage(
      calculation.title.isEmpty ? title : texts(MeansMessage.titled, title, calculation.title),
      in: language
    )
    if let rows = calculation.rows { page.say(rows.text(in: texts)) }
    summaries(on: &page)
    page.tests(
      texts[calculation.comparisons.count == 1 ? MeansMessage.stratified : .allArms],
      calculation.tests.map { (texts.pattern($0.name), $0.value) }
    )
    for comparison in calculation.comparisons { write(comparison, on: &page) }
    return page.text
  }

  private func summaries(on page: inout StatisticsPage) {
    let arms = calculation.arms
    let (texts, numbers) = (page.texts, page.numbers)
    // One more digit than the least spread shows, the same for all arms, so that columns align.
    let decimals = StatisticsNumbers.decimals(of: arms.map(\.summary.standardDeviation))
    let hasValues = arms.allSatisfy { $0.values != nil }
    let quantileHeads: [MeansMessage] = [.least, .lowerQuartile, .median, .upperQuartile, .greatest]
    page.table(
      "",
      [
        texts[StatisticsMessage.arm], texts[StatisticsMessage.subjects], texts[MeansMessage.mean],
        texts[MeansMessage.sd],
      ]
        + (hasValues ? quantileHeads.map { texts[$0] } : []),
      numeric: Set(1...8),
      arms.enumerated().map { index, arm in
        let isReference = arms.count > 1 && index == arms.count - 1
        let sorted = arm.values?.sorted() ?? []
        let quantiles =
          hasValues
          ? Self.quantiles.map { numbers.fixed(quantile(sorted, $0.p, type: .averagedSteps), decimals) } : []
        return [
          isReference ? texts(StatisticsMessage.reference, arm.name) : arm.name, "\(arm.summary.n)",
          numbers.fixed(arm.summary.mean, decimals), numbers.fixed(arm.summary.standardDeviation, decimals),
        ] + quantiles
      }
    )
  }

  private func write(_ comparison: MeanComparison, on page: inout StatisticsPage) {
    let (texts, numbers) = (page.texts, page.numbers)
    page.table(
      texts(MeansMessage.difference, comparison.arm, comparison.reference),
      [
        texts[StatisticsMessage.method], texts[StatisticsMessage.estimate],
        texts(StatisticsMessage.interval, numbers.level(calculation.level)),
      ],
      numeric: [1, 2],
      comparison.differences.map { result in
        let decimals = StatisticsNumbers.decimals(of: [result.value.value])
        return [
          texts.pattern(result.name), numbers.fixed(result.value.value, decimals),
          numbers.interval(result.value.interval) { numbers.fixed($0, decimals) },
        ]
      }
    )
    page.table(
      texts[MeansMessage.standardized],
      [texts[StatisticsMessage.method], texts[StatisticsMessage.estimate]],
      numeric: [1],
      comparison.standardized.map { [texts.pattern($0.name), numbers.plain($0.value)] }
    )
    page.tests(texts[MeansMessage.tests], comparison.tests.map { (texts.pattern($0.name), $0.value) })
  }
}

/// The words around means.
enum MeansMessage: String, MessageKey {
  case title, oneTitle, titled, mean, sd, least, lowerQuartile, median, upperQuartile, greatest
  case difference, standardized, tests, allArms, stratified

  var message: Message {
    switch self {
    case .title: Message("Comparison of values", "数值的比较")
    case .oneTitle: Message("Values", "数值")
    case .titled: Message("{0}: {1}", "{0}：{1}")
    case .mean: Message("Mean", "均数")
    case .sd: Message("SD", "标准差")
    case .least: Message("Min", "最小")
    case .lowerQuartile: Message("Q1", "Q1")
    case .median: Message("Median", "中位数")
    case .upperQuartile: Message("Q3", "Q3")
    case .greatest: Message("Max", "最大")
    case .difference: Message("{0} minus {1}", "{0} 减 {1}")
    case .standardized: Message("Standardized difference of means", "标准化均数差")
    case .tests: Message("Tests of equal means and distributions", "均数及分布相等的检验")
    case .allArms: Message("All arms together", "各组总体比较")
    case .stratified: Message("Within strata", "分层检验")
    }
  }
}
