// SPDX-License-Identifier: Apache-2.0

/// Why a p-value, a test statistic or an interval was judged so.
enum ProbabilityMessage: String, MessageKey {
  case testsReproduce, figuresReproduce, testWithP, testWithPCut, moreTests, onlyRare
  case dependsOnTest
  case onlyOneSided, noTest, noTestDefined, noTestOpen, needsModel, needsModelPlain
  case figuresMissing, noProbability
  case symmetric, asymmetric, farFromMiddle, estimateOutside, estimateOutsideSign, limitsExchanged,
    negativeRatio
  case impliesP, impliesHalfP, impliesNearP, impliesOtherP, impliesOtherSide, notComparable
  case intervalMethods, limitsNear, limitsFar, limitsUndefined
  case effectFromCounts, effectContradictsCounts, effectOtherWay, effectUndefined
  case statistic, statisticContradicted, statisticOpen, statisticUndefined, degreesMissing
  case versus

  var message: Message {
    switch self {
    case .testsReproduce: Message("Given by {1}, for {0}.", "由 {0} 按{1}可得。")
    case .figuresReproduce: Message("Given by {0}.", "按{0}可得。")
    case .testWithP: Message("{0} (p {1})", "{0}（P {1}）")
    case .testWithPCut: Message("{0} (p {1}, cut off)", "{0}（P {1}，截尾）")
    case .moreTests: Message("{0}, and {1} more", "{0}，另有 {1} 种")
    case .onlyRare:
      Message("No test that usually stands unnamed gives it.", "通常无须注明的检验均不能得出该值。")
    case .dependsOnTest:
      Message(
        "Whether p is below {0} depends on the test: below by {1}; not below by {2}.",
        "P 是否小于 {0} 取决于检验方法：小于者：{1}；不小于者：{2}。"
      )
    case .onlyOneSided:
      Message(
        "Only one-sided, which the text does not say, is the printed value right: {0}.",
        "仅单侧检验可得所印数值，而文中未说明单侧：{0}。"
      )
    case .noTest:
      Message(
        "No test of {0} that was tried gives the printed value; two-sided ones give p {1}.",
        "所试检验由 {0} 均不能得出所印数值；双侧检验的 P 为 {1}。"
      )
    case .noTestOpen:
      Message(
        "Tests of {0} give p {1}, not the printed value; other counts or tests may stand behind it.",
        "由 {0} 的检验得 P {1}，与所印数值不符；其背后可能另有例数或检验。"
      )
    case .noTestDefined: Message("No test is defined for {0}.", "{0} 无可用检验。")
    case .needsModel:
      Message(
        "The text speaks of adjusted or stratified analyses, which counts do not reproduce; unadjusted tests of {0} give p {1}.",
        "文中述及校正或分层分析，例数不能重现；由 {0} 的未校正检验得 P {1}。"
      )
    case .needsModelPlain:
      Message(
        "The text speaks of adjusted or stratified analyses, which counts do not reproduce.",
        "文中述及校正或分层分析，例数不能重现。"
      )
    case .figuresMissing:
      Message("The figures that it could be recomputed from were not found.", "未找到可用以重新计算的数字。")
    case .noProbability: Message("A p-value lies between 0 and 1.", "P 值介于 0 与 1 之间。")
    case .symmetric:
      Message(
        "The estimate is the middle of its interval ({0}), as usual methods give.",
        "估计值位于区间中点（{0}），与常用方法相符。"
      )
    case .asymmetric:
      Message(
        "The middle of the interval is {0}, not {1}: an exact, score or profile method, or an error.",
        "区间中点为 {0}，而非 {1}：可能为精确、得分或剖面方法，或有误。"
      )
    case .farFromMiddle:
      Message(
        "The middle of the interval is {0}; no usual method leaves the estimate of {1} so far from it.",
        "区间中点为 {0}；常用方法不会使估计值 {1} 偏离如此之远。"
      )
    case .estimateOutside:
      Message("{0} lies outside its own interval, {1} to {2}.", "{0} 位于其区间 {1}～{2} 之外。")
    case .estimateOutsideSign:
      Message(
        "{0} lies outside its interval, {1} to {2}; with the other sign it lies inside.",
        "{0} 位于区间 {1}～{2} 之外；改变符号则在其内。"
      )
    case .limitsExchanged:
      Message("The lower limit, {0}, is above the upper one, {1}.", "下限 {0} 大于上限 {1}。")
    case .negativeRatio: Message("A ratio is never below 0.", "比值不会小于 0。")
    case .impliesP: Message("The interval implies p {0}, as printed.", "由区间推得 P {0}，与所印相符。")
    case .impliesHalfP:
      Message(
        "The interval implies p {0} two-sided; half of it is printed, as by a one-sided test.",
        "由区间推得双侧 P {0}；所印为其一半，如同单侧检验。"
      )
    case .impliesNearP:
      Message(
        "The interval implies p {0}; the printed value is as near as methods come to each other.",
        "由区间推得 P {0}；所印数值与之相差在不同方法之间的差异以内。"
      )
    case .impliesOtherP:
      Message(
        "The interval implies p {0}; the printed value is farther off than methods differ.",
        "由区间推得 P {0}；所印数值与之相差超过不同方法之间的差异。"
      )
    case .impliesOtherSide:
      Message(
        "The interval implies p {0}: one of interval and p-value excludes no effect and the other does not.",
        "由区间推得 P {0}：区间与 P 值一个排除无效应，另一个不排除。"
      )
    case .notComparable: Message("Interval and p-value cannot be compared.", "区间与 P 值无法比较。")
    case .intervalMethods: Message("The counts give these limits by {0}.", "由例数按 {0} 可得该界限。")
    case .limitsNear:
      Message(
        "No method tried gives exactly these limits from the counts; lower limits are {0}, upper ones {1}.",
        "所试方法由例数均不能恰好得出该界限；下限为 {0}，上限为 {1}。"
      )
    case .limitsFar:
      Message(
        "No method comes near these limits from the counts; lower limits are {0}, upper ones {1}.",
        "由例数没有方法能接近该界限；下限为 {0}，上限为 {1}。"
      )
    case .limitsUndefined: Message("The counts give no limits to compare with.", "由例数不能得出可比较的界限。")
    case .effectFromCounts: Message("{0} give {1}, as printed.", "由 {0} 得 {1}，与所印相符。")
    case .effectContradictsCounts: Message("{0} give {1}, not {2}.", "由 {0} 得 {1}，而非 {2}。")
    case .effectOtherWay: Message("{0}, or {1} the other way round", "{0}，或反向为 {1}")
    case .effectUndefined: Message("{0} give no such effect.", "由 {0} 不能得出该效应。")
    case .statistic: Message("Given by {0}.", "按{0}可得。")
    case .statisticContradicted:
      Message("The printed statistic gives p {0}, not the printed value.", "由所印统计量得 P {0}，与所印数值不符。")
    case .statisticOpen:
      Message(
        "The printed figures give p {0}; another test or missing values may give the printed one.",
        "由所印数字得 P {0}；其他检验或缺失值可能得出所印数值。"
      )
    case .statisticUndefined:
      Message("No statistic has this value and these degrees of freedom.", "不存在此数值与自由度的统计量。")
    case .degreesMissing:
      Message(
        "The degrees of freedom are not printed; without them the statistic gives no p-value.",
        "未印自由度，统计量无法换算为 P 值。"
      )
    case .versus: Message("{0} against {1}", "{0} 对 {1}")
    }
  }
}
