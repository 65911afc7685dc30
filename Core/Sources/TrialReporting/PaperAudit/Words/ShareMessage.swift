// SPDX-License-Identifier: Apache-2.0

/// Why a share, a total or the parts of a whole were judged so.
enum ShareMessage: String, MessageKey {
  case reproduced, reproducedCut
  case contradicted, percentIs, noCountIs, totalIs
  case countBeyondTotal, countBeyondTotalOpen
  case countsFit, noCountFits, nearest
  case denominatorFound, denominatorFoundCut, denominatorContradicted, noTotalIs, noTotalFits
  case denominatorUnknown, denominatorUnknownTotals, notFromCounts, beyondWhole
  case armSizeContradicted, armSizeAgrees
  case fromSentence, fromArm, fromTotal, fromSentenceBefore
  case partsMakeTotal, partsTooFew, partsTooMany, partsFallShort, partBeyondWhole
  case percentagesMakeWhole, percentagesContradictWhole
  case armsMakeTotal, armsContradictTotal, armsAre, armsFitNoCount, armsCouldLack
  case differenceReproduced, differenceContradicted, rateReproduced, rateContradicted

  var message: Message {
    switch self {
    case .reproduced: Message("{0} of {1} is {2} %, printed as {3} %.", "{1} 中的 {0} 为 {2}%，印作 {3}%。")
    case .reproducedCut:
      Message(
        "{0} of {1} is {2} %, printed as {3} %: cut off, not rounded.",
        "{1} 中的 {0} 为 {2}%，印作 {3}%：系截尾而非舍入。"
      )
    case .contradicted:
      Message("{0} of {1} is {2} %, which is not printed as {3} %.", "{1} 中的 {0} 为 {2}%，不会印作 {3}%。")
    case .percentIs: Message("{0} % of {1} would be {2}.", "{1} 的 {0}% 应为 {2}。")
    case .noCountIs: Message("No count of {1} is printed as {0} %.", "{1} 中没有例数会印作 {0}%。")
    case .totalIs: Message("{0} would be {1} % of {2}.", "{0} 为 {2} 的 {1}%。")
    case .countBeyondTotal: Message("{0} cannot be a count among {1}.", "{0} 不可能是 {1} 中的例数。")
    case .countBeyondTotalOpen:
      Message(
        "{0} cannot be a count among {1}; it may be a ratio or a score.",
        "{0} 不可能是 {1} 中的例数；也可能是比值或评分。"
      )
    case .countsFit: Message("{0} % is {1} of {2} ({3}).", "{0}% 即 {2} 中的 {1}（{3}）。")
    case .noCountFits:
      Message("No count of {1} ({2}) is printed as {0} %.", "{1}（{2}）中没有例数会印作 {0}%。")
    case .nearest: Message("The nearest would be {0}.", "最接近者为 {0}。")
    case .denominatorFound:
      Message("{0} of {1} ({2}) is {3} %, printed as {4} %.", "{1}（{2}）中的 {0} 为 {3}%，印作 {4}%。")
    case .denominatorFoundCut:
      Message(
        "{0} of {1} ({2}) is {3} %, printed as {4} %: cut off, not rounded.",
        "{1}（{2}）中的 {0} 为 {3}%，印作 {4}%：系截尾而非舍入。"
      )
    case .denominatorContradicted:
      Message("{0} of {1} ({2}) would be printed as {3} %, not {4} %.", "{1}（{2}）中的 {0} 应印作 {3}%，而非 {4}%。")
    case .noTotalIs: Message("No total makes {0} that share.", "没有总数能使 {0} 成为该比例。")
    case .noTotalFits:
      Message("{0} is printed as {1} % of no total up to {2}.", "在不超过 {2} 的总数中，{0} 均不会印作 {1}%。")
    case .denominatorUnknown:
      Message(
        "The total that {0} % belongs to was not found, so that no count can be checked.",
        "未找到 {0}% 所属的总数，故无法核对例数。"
      )
    case .denominatorUnknownTotals:
      Message(
        "The total was not found; {0} is printed as {1} % of {2}.",
        "未找到总数；{0} 为 {2} 的 {1}%。"
      )
    case .notFromCounts: Message("Counts do not decide this figure.", "该数字不能由例数判定。")
    case .beyondWhole:
      Message("No share of subjects is larger than 100 %; printed is {0} %.", "受试者的比例不可能超过 100%；所印为 {0}%。")
    case .armSizeContradicted:
      Message("{2} is given as a total of {0}, which has {1} subjects.", "此处 {0} 的总数为 {2}，而该组共 {1} 例。")
    case .armSizeAgrees: Message("{1} is the size of {0} elsewhere in the text.", "{1} 与文中他处 {0} 的人数相符。")
    case .fromSentence: Message("named in the sentence", "本句所述")
    case .fromArm: Message("the size of {0}", "{0} 的人数")
    case .fromTotal: Message("the total", "总数")
    case .fromSentenceBefore: Message("named in the sentence before", "前一句所述")
    case .partsMakeTotal: Message("{0} = {1}, as printed.", "{0} = {1}，与所印相符。")
    case .partsTooFew: Message("{0} = {1}, not {2}: {3} too few.", "{0} = {1}，而非 {2}：少 {3}。")
    case .partsTooMany: Message("{0} = {1}, not {2}: {3} too many.", "{0} = {1}，而非 {2}：多 {3}。")
    case .partsFallShort:
      Message("{0} = {1}, {3} fewer than {2}; others may not be listed.", "{0} = {1}，比 {2} 少 {3}；可能未列全。")
    case .partBeyondWhole: Message("A part of {0} is more than the whole of {1}.", "部分 {0} 大于整体 {1}。")
    case .percentagesMakeWhole:
      Message("{0} = {1} %, the whole within rounding.", "{0} = {1}%，在舍入范围内为整体。")
    case .percentagesContradictWhole:
      Message("{0} = {1} %, which rounding does not explain.", "{0} = {1}%，舍入不能解释。")
    case .armsMakeTotal: Message("The arms make {0} = {1}, as printed.", "各组合计 {0} = {1}，与所印相符。")
    case .armsContradictTotal:
      Message("It cannot be {0}: the figures of the arms make {1}.", "不可能为 {0}：各组数字合计为 {1}。")
    case .armsAre: Message("{0} of {1} is {2} %.", "{1} 中的 {0} 为 {2}%。")
    case .armsFitNoCount:
      Message(
        "It cannot be {0}: the figure of at least one arm fits no count of its subjects.",
        "不可能为 {0}：至少一组的数字与其人数不符。"
      )
    case .armsCouldLack:
      Message("It could be so only if the shares are of parts of the arms.", "仅当各比例以组内部分受试者为分母时才可能成立。")
    case .differenceReproduced: Message("The figures beside it give {0}, as printed.", "由旁列数字得 {0}，与所印相符。")
    case .rateReproduced: Message("The counts over the time give a rate of {0}.", "由例数与时间得率 {0}。")
    case .rateContradicted:
      Message("The counts over the time do not give a rate of {0}.", "由例数与时间得不到率 {0}。")
    case .differenceContradicted: Message("The figures beside it give {0}, not {1}.", "由旁列数字得 {0}，而非 {1}。")
    }
  }
}
