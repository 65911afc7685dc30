// SPDX-License-Identifier: Apache-2.0

/// The words around proportions.
enum ProportionMessage: String, MessageKey {
  case title, oneTitle, arms, intervals, against, difference, riskRatio, oddsRatio, tests, stratified,
    stratifiedTests
  case homogeneity, allArms, allArmsPearson, allArmsFisher, oneSided

  var message: Message {
    switch self {
    case .title: Message("Comparison of proportions", "率的比较")
    case .oneTitle: Message("One proportion", "单个率")
    case .arms: Message("Proportion", "率")
    case .intervals: Message("{0} intervals of each proportion", "各组率的 {0} 区间")
    case .against: Message("{0} against {1}", "{0} 对比 {1}")
    case .difference: Message("Difference: {0}", "率差：{0}")
    case .riskRatio: Message("Risk ratio: {0}", "相对危险度：{0}")
    case .oddsRatio: Message("Odds ratio", "比值比")
    case .tests: Message("Tests of equal proportions", "率相等的检验")
    case .stratified: Message("Within strata ({0} with subjects of both arms)", "分层分析（{0} 层含两组受试者）")
    case .stratifiedTests: Message("Stratified tests", "分层检验")
    case .homogeneity: Message("Tests of one odds ratio for all strata", "各层比值比一致性检验")
    case .allArms: Message("All arms together", "各组总体比较")
    case .allArmsPearson: Message("Pearson chi-square", "Pearson 卡方检验")
    case .allArmsFisher: Message("Fisher–Freeman–Halton (exact)", "Fisher–Freeman–Halton（精确）")
    case .oneSided:
      Message(
        "One-sided: greater means more events in the arm than in the reference. Chi-square tests have no direction.",
        "单侧：“大于”指该组事件率高于参照组。卡方检验无方向。"
      )
    }
  }
}
