// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The words around group-sequential designs.
enum DesignMessage: String, MessageKey {
  case boundariesTitle, ratesTitle, rateTitle, meansTitle, survivalTitle
  case anyInformation, ratesWords, nullDifference, nullRatio, rateWords, meansTest, meansNormal
  case survivalWords, dropout, noDropout, lastLook, recruited, accrual, formula
  case oneSidedErrors, twoSidedErrors, single, spends, family, binding, notBinding
  case inflation, sizeSubjects, fixedSubjects, givenSubjects, sizeEvents, fixedEvents, givenEvents, arms
  case efficacy, look, information, time, events, subjects, z, level, twoSidedLevel, opposite
  case alphaSpent, powerSoFar, rateDifference, rateRatio, rate, meanDifference, hazardRatio
  case futility, wedge, betaSpent, stoppedUnderNull
  case chances, truth, null, half, alternative, rejects, early, stopsFutile
  case expectedInformation, expectedEvents, expectedSubjects, duration, underAssumed

  var message: Message {
    switch self {
    case .boundariesTitle: Message("Group-sequential boundaries", "成组序贯界值")
    case .ratesTitle: Message("Design for two rates", "两组率比较的设计")
    case .rateTitle: Message("Design for one rate", "单组率的设计")
    case .meansTitle: Message("Design for two means", "两组均值比较的设计")
    case .survivalTitle: Message("Design for survival", "生存比较的设计")
    case .anyInformation:
      Message("For information of any kind: events, subjects, 1/variance.", "适用于任何信息量：事件数、例数、方差的倒数。")
    case .ratesWords:
      Message(
        "Rates {0} (experimental) and {1} (control), {2}; {3} experimental to 1 control; score test.",
        "率：试验组 {0}，对照组 {1}，{2}；试验组与对照组之比 {3} : 1；得分检验。"
      )
    case .nullDifference: Message("difference under the null hypothesis {0}", "原假设下率差 {0}")
    case .nullRatio: Message("ratio under the null hypothesis {0}", "原假设下率比 {0}")
    case .rateWords: Message("Rate {0} against {1}.", "率 {0}，原假设值 {1}。")
    case .meansTest:
      Message(
        "Difference {0}, under the null hypothesis {1}; standard deviation {2}, estimated (t test); {3} experimental to 1 control.",
        "差值 {0}，原假设下 {1}；标准差 {2}，由数据估计（t 检验）；试验组与对照组之比 {3} : 1。"
      )
    case .meansNormal:
      Message(
        "Difference {0}, under the null hypothesis {1}; standard deviation {2}, known; {3} experimental to 1 control.",
        "差值 {0}，原假设下 {1}；标准差 {2}，已知；试验组与对照组之比 {3} : 1。"
      )
    case .survivalWords:
      Message(
        "Hazard ratio {0}; medians {1} (control) and {2} (experimental), exponential; {3} experimental to 1 control.",
        "风险比 {0}；中位数：对照组 {1}，试验组 {2}，指数分布；试验组与对照组之比 {3} : 1。"
      )
    case .dropout: Message("Dropout at a rate of {0} per unit of time in both arms.", "两组脱落率均为每单位时间 {0}。")
    case .noDropout: Message("No dropout.", "无脱落。")
    case .lastLook:
      Message("Even recruitment until {0}, last look at {1}.", "匀速入组至 {0}，末次分析在 {1}。")
    case .recruited:
      Message(
        "Recruitment of {0} per unit of time until {1}; looks when their events have come.",
        "每单位时间入组 {0} 例，至 {1}；达到所需事件数时分析。"
      )
    case .accrual: Message("Even recruitment until {0}.", "匀速入组至 {0}。")
    case .formula: Message("Events by {0}.", "事件数按 {0} 公式。")
    case .oneSidedErrors: Message("One-sided alpha {0}, power {1}.", "单侧 α {0}，检验效能 {1}。")
    case .twoSidedErrors: Message("Two-sided alpha {0}, power {1}.", "双侧 α {0}，检验效能 {1}。")
    case .single: Message("One analysis, no interim looks.", "仅一次分析，无期中分析。")
    case .spends: Message("Alpha is spent by {0}.", "α 消耗函数：{0}。")
    case .family: Message("Critical values by {0}.", "界值：{0}。")
    case .binding:
      Message(
        "Futility by {0}, binding: alpha is kept only if the trial does stop there.",
        "无效性：{0}，具约束力：仅当确实据此停止时才能控制 α。"
      )
    case .notBinding:
      Message(
        "Futility by {0}, not binding: alpha is kept also if the trial goes on.",
        "无效性：{0}，不具约束力：即使继续试验也能控制 α。"
      )
    case .inflation:
      Message(
        "A trial that runs to its last look needs {0} times the information of one without interim looks.",
        "进行到末次分析所需信息量为无期中分析时的 {0} 倍。"
      )
    case .sizeSubjects:
      Message(
        "Subjects: {0}, rounded up {1}.",
        "例数：{0}，取整 {1}。"
      )
    case .fixedSubjects:
      Message("Without interim looks {0} subjects (times {1}).", "无期中分析时例数 {0}（倍数 {1}）。")
    case .givenSubjects: Message("Subjects as given: {0}.", "给定例数：{0}。")
    case .sizeEvents:
      Message(
        "Events: {0}, rounded up {1}. Subjects: {2}, rounded up {3}.",
        "事件数：{0}，取整 {1}。例数：{2}，取整 {3}。"
      )
    case .fixedEvents:
      Message("Without interim looks {0} events (times {1}).", "无期中分析时事件数 {0}（倍数 {1}）。")
    case .givenEvents: Message("As given: {0} events, {1} subjects.", "给定：事件数 {0}，例数 {1}。")
    case .arms: Message(" ({0} experimental, {1} control)", "（试验组 {0}，对照组 {1}）")
    case .efficacy: Message("Efficacy: reject at or beyond", "有效性：达到或超过即拒绝原假设")
    case .look: Message("Look", "分析")
    case .information: Message("Information", "信息量")
    case .time: Message("Time", "时间")
    case .events: Message("Events", "事件")
    case .subjects: Message("Subjects", "例数")
    case .z: Message("z", "z")
    case .level: Message("p, one-sided", "单侧 P")
    case .twoSidedLevel: Message("p, two-sided", "双侧 P")
    case .opposite: Message("Or", "或")
    case .alphaSpent: Message("Alpha spent", "已耗 α")
    case .powerSoFar: Message("Power so far", "累计效能")
    case .rateDifference: Message("Difference", "率差")
    case .rateRatio: Message("Ratio", "率比")
    case .rate: Message("Rate", "率")
    case .meanDifference: Message("Difference", "差值")
    case .hazardRatio: Message("HR", "HR")
    case .futility: Message("Futility: stop at or below", "无效性：不超过即停止")
    case .wedge: Message("Futility: stop from here to there", "无效性：落在区间内即停止")
    case .betaSpent: Message("Beta spent", "已耗 β")
    case .stoppedUnderNull: Message("Stopped if no effect", "无效应时已停概率")
    case .chances: Message("What happens", "运行特征")
    case .truth: Message("If there is", "若实际")
    case .null: Message("no effect", "无效应")
    case .half: Message("half of the effect", "效应减半")
    case .alternative: Message("the assumed effect", "为所设效应")
    case .rejects: Message("Rejects", "拒绝")
    case .early: Message("At an interim look", "期中拒绝")
    case .stopsFutile: Message("Stops for futility", "因无效停止")
    case .expectedInformation: Message("Expected information", "期望信息量")
    case .expectedEvents: Message("Expected events", "期望事件")
    case .expectedSubjects: Message("Expected subjects", "期望例数")
    case .duration:
      Message("Expected duration if the assumed effect is true: {0}.", "若效应如所设，期望持续时间：{0}。")
    case .underAssumed:
      Message(
        "Times and subjects of the looks are those expected if the assumed effect is true.",
        "各次分析的时间和例数为效应如所设时的期望值。"
      )
    }
  }
}
