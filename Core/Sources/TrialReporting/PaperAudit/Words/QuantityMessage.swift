// SPDX-License-Identifier: Apache-2.0

/// Why a mean, a median, limits, dates, sizes or rates over time were judged so.
enum QuantityMessage: String, MessageKey {
  case medianPossible, medianOutside, halfWithOddSize, neitherWholeNorHalf, noSubjects, rangeOfOne
  case meanPossible, meanAlwaysPossible, meanPlain, meanImpossible, nearestMeans, deviationImpossible
  case binaryPossible, binaryImpossible
  case spreadPossible, spreadTooLarge, spreadTooSmall, meanOutside, negativeDeviation
  case limitsReversed, limitsOrdered, limitsOrderedOpen
  case beyondEligibility, withinEligibility, eligibleBetween, orMore, orLess
  case months, monthsAndDuration, dateReversed, impossibleDate, durationContradicted
  case sizeReproduced, sizeContradicted, sizeOpen, sizeUndefined
  case exponential, proportionalHazards, agreesWithAssumption, differsUnderAssumption, impliedOnly
  case unordered, ordered, needsFollowUp, shareOfCounts
  case to, or, list

  var message: Message {
    switch self {
    case .medianPossible: Message("The median lies within its limits.", "中位数位于其界限之内。")
    case .medianOutside: Message("The median, {0}, lies outside {1} to {2}.", "中位数 {0} 位于 {1}～{2} 之外。")
    case .halfWithOddSize:
      Message("The median of an odd number of whole values is one of them.", "奇数个整数值的中位数为其中之一。")
    case .neitherWholeNorHalf:
      Message("The median of whole values is whole or a half.", "整数值的中位数为整数或半数。")
    case .noSubjects: Message("There are no subjects.", "没有受试者。")
    case .rangeOfOne: Message("A single subject has no range.", "单个受试者没有范围。")
    case .meanPossible:
      Message("{0} is the mean of whole values that sum to {1} (GRIM).", "{0} 是总和为 {1} 的整数值的均数（GRIM）。")
    case .meanAlwaysPossible:
      Message(
        "So many subjects can have any mean with these decimals; GRIM decides nothing.",
        "受试者如此之多，任何此小数位的均数皆可能；GRIM 无从判断。"
      )
    case .meanPlain: Message("The mean is possible.", "该均数可能成立。")
    case .meanImpossible:
      Message("{0} whole values have no mean of {1} (GRIM).", "{0} 个整数值的均数不可能为 {1}（GRIM）。")
    case .nearestMeans: Message("The nearest are {0}.", "最接近者为 {0}。")
    case .deviationImpossible:
      Message(
        "No {0} whole values with a mean of {1} have a standard deviation of {2} (GRIMMER).",
        "均数为 {1} 的 {0} 个整数值，标准差不可能为 {2}（GRIMMER）。"
      )
    case .binaryPossible:
      Message(
        "Zeros and {0} ones have this mean and standard deviation (DEBIT).",
        "0 与 {0} 个 1 的均数与标准差正是如此（DEBIT）。"
      )
    case .binaryImpossible:
      Message(
        "{0} zeros and ones with a mean of {1} have a standard deviation of {2}, not {3} (DEBIT).",
        "均数为 {1} 的 {0} 个 0 或 1，标准差为 {2}，而非 {3}（DEBIT）。"
      )
    case .spreadPossible: Message("The standard deviation is possible within the range.", "标准差在该范围内可能成立。")
    case .spreadTooLarge:
      Message("Within this range no standard deviation exceeds {0}.", "在该范围内标准差不会超过 {0}。")
    case .spreadTooSmall:
      Message("Values that reach both ends have a standard deviation of {0} at least.", "数值达到两端时，标准差至少为 {0}。")
    case .meanOutside: Message("The mean, {0}, lies outside {1} to {2}.", "均数 {0} 位于 {1}～{2} 之外。")
    case .negativeDeviation: Message("A standard deviation is never below 0.", "标准差不会小于 0。")
    case .limitsReversed: Message("The lower limit, {0}, is above the upper one, {1}.", "下限 {0} 大于上限 {1}。")
    case .limitsOrdered: Message("The limits are in order and enclose the figure.", "界限有序且包含该数字。")
    case .limitsOrderedOpen:
      Message(
        "The limits enclose the figure; the counts that would decide them were not found.",
        "界限包含该数字；未找到可判定其值的例数。"
      )
    case .beyondEligibility:
      Message("Observed are {0} to {1}, eligible were {2}.", "实际为 {0}～{1}，而入选条件为 {2}。")
    case .withinEligibility:
      Message("Observed are {0} to {1}, within the limits of eligibility ({2}).", "实际为 {0}～{1}，符合入选条件（{2}）。")
    case .eligibleBetween: Message("{0} to {1}", "{0}～{1}")
    case .orMore: Message("{0} or more", "{0} 及以上")
    case .orLess: Message("{0} or less", "{0} 及以下")
    case .months: Message("The dates are in order and span up to {0} months.", "日期有序，最长跨 {0} 个月。")
    case .monthsAndDuration:
      Message("The dates span up to {0} months, which agrees with {1}.", "日期最长跨 {0} 个月，与 {1} 相符。")
    case .dateReversed: Message("The second date lies before the first.", "后一日期早于前一日期。")
    case .impossibleDate: Message("No calendar has this date.", "日历中没有该日期。")
    case .durationContradicted:
      Message("The dates span up to {0} months, which does not agree with {1}.", "日期最长跨 {0} 个月，与 {1} 不符。")
    case .sizeReproduced: Message("The stated assumptions give {0}: {1}.", "所述假设可得 {0}：{1}。")
    case .sizeContradicted:
      Message(
        "By every usual formula the stated assumptions need {0}; printed is {1}.",
        "按各常用公式，所述假设需要 {0}；所印为 {1}。"
      )
    case .sizeOpen:
      Message(
        "The usual formulas give {0} for the stated assumptions; {1} may have been chosen for reasons that are not stated.",
        "按常用公式，所述假设得 {0}；{1} 可能另有未述理由。"
      )
    case .sizeUndefined: Message("No usual formula fits the stated assumptions.", "没有常用公式适用于所述假设。")
    case .exponential: Message("with a constant hazard", "在风险率恒定的假设下")
    case .proportionalHazards: Message("with proportional hazards", "在比例风险假设下")
    case .agreesWithAssumption:
      Message("The other figures imply {0} {1}, as printed.", "{1}，由其他数字推得 {0}，与所印相符。")
    case .differsUnderAssumption:
      Message(
        "The other figures imply {0} {1}, not {2}; no curve has to keep this assumption.",
        "{1}，由其他数字推得 {0}，而非 {2}；曲线不必符合该假设。"
      )
    case .impliedOnly: Message("The other figures imply {0} {1}.", "{1}，由其他数字推得 {0}。")
    case .unordered:
      Message(
        "Survival never rises: a later rate is not above an earlier one, and it passes a half at the median.",
        "生存率不会上升：后一时点不高于前一时点，且在中位时间经过一半。"
      )
    case .ordered: Message("The rates do not rise with time, as it must be.", "各率随时间不升，符合要求。")
    case .needsFollowUp:
      Message(
        "A rate at a time depends on who was followed how long; this text does not decide it.",
        "时间点率取决于随访情况；本文不足以判定。"
      )
    case .shareOfCounts:
      Message(
        "{0} of {1} is {2} %; {3} % may be an estimate over time, which the text does not decide.",
        "{1} 中的 {0} 为 {2}%；{3}% 可能为随时间的估计，本文不足以判定。"
      )
    case .to: Message("{0} to {1}", "{0}～{1}")
    case .or: Message("{0} or {1}", "{0} 或 {1}")
    case .list: Message(", ", "、")
    }
  }
}
