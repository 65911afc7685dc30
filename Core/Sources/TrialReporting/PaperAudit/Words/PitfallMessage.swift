// SPDX-License-Identifier: Apache-2.0

/// What a careful reader has to know of the design and the wording of a text.
enum PitfallMessage: String, MessageKey {
  case subgroupAgainstWholeArm, significanceDependsOnTest
  case significantAboveLevel, significantWithoutP, subgroupWithoutMultiplicity, oneOfManyWithoutMultiplicity
  case rateNotReached, interimWithoutBoundary, imbalance, imbalanceWithoutP
  case endpointWithoutResult, primaryEndpointNotConcluded, causalWording
  case allocationPossible, allocationImpossible, allocationContradicted, allocationUnlikely,
    allocationOffRatio

  var message: Message {
    switch self {
    case .subgroupAgainstWholeArm:
      Message(
        "A part of one arm ({0} of {1}) is compared with all {2} of the other: randomization does not protect this comparison.",
        "以一组的部分受试者（{1} 例中的 {0} 例）与另一组全部 {2} 例比较：该比较不受随机化保护。"
      )
    case .significanceDependsOnTest:
      Message(
        "Called significant, which depends on the test: at {0}, p is below by {1}; not below by {2}.",
        "文中称有统计学意义，但取决于检验方法：以 {0} 为界，小于者：{1}；不小于者：{2}。"
      )
    case .significantAboveLevel:
      Message("Called significant, and the printed p-value is not below 0.05.", "文中称有统计学意义，而所印 P 值不小于 0.05。")
    case .significantWithoutP: Message("Called significant without a p-value.", "文中称有统计学意义而未给出 P 值。")
    case .subgroupWithoutMultiplicity:
      Message(
        "A subgroup is called significant; the text does not say that it was planned or how the error of many comparisons was kept.",
        "称亚组有统计学意义；文中未说明是否预设及如何控制多重比较的误差。"
      )
    case .oneOfManyWithoutMultiplicity:
      Message(
        "One of several comparisons is called significant; the text does not say how the error of many comparisons was kept.",
        "多个比较之一称有统计学意义；文中未说明如何控制多重比较的误差。"
      )
    case .rateNotReached:
      Message(
        "A median may be not reached; a rate at a time has a value as soon as somebody was followed so long.",
        "中位数可以未达到；时间点率只要有人随访到该时间即有数值。"
      )
    case .interimWithoutBoundary:
      Message(
        "An interim analysis with p-values; the text names no boundary, no spending of alpha and no rule.",
        "期中分析给出 P 值；文中未提界值、α 消耗或任何规则。"
      )
    case .imbalance:
      Message(
        "Here {0} differ by {1} standard deviations (p {2}).",
        "此处 {0} 相差 {1} 个标准差（P {2}）。"
      )
    case .imbalanceWithoutP:
      Message("Here {0} differ by {1} standard deviations.", "此处 {0} 相差 {1} 个标准差。")
    case .endpointWithoutResult:
      Message("{0} was planned; no result of it was found in the text.", "{0} 为计划终点；文中未找到其结果。")
    case .primaryEndpointNotConcluded:
      Message("The conclusion does not speak of the primary endpoint, {0}.", "结论未提及主要终点 {0}。")
    case .causalWording:
      Message(
        "Words of cause and effect for a comparison that was not randomized.",
        "对未随机化的比较使用了因果措辞。"
      )
    case .allocationPossible:
      Message(
        "One list of blocks of {0} gives sizes as unequal as {1} with probability {2}.",
        "单一列表、区组长度 {0} 时，出现 {1} 或更不均衡的概率为 {2}。"
      )
    case .allocationImpossible:
      Message(
        "One list of blocks of {0} cannot give {1}; several lists, as by stratum or site, could.",
        "单一列表、区组长度 {0} 时不可能得到 {1}；若按层或中心分别列表则可能。"
      )
    case .allocationContradicted:
      Message("One list of blocks of {0} cannot give {1}.", "单一列表、区组长度 {0} 时不可能得到 {1}。")
    case .allocationUnlikely:
      Message(
        "Simple randomization gives sizes as unequal as {0} with probability {1}.",
        "简单随机时，出现 {0} 或更不均衡的概率为 {1}。"
      )
    case .allocationOffRatio:
      Message(
        "Allocation in the ratio {0} gives sizes as far from it as {1} with probability {2}.",
        "按 {0} 分配时，出现 {1} 或偏离更远的概率为 {2}。"
      )
    }
  }
}
