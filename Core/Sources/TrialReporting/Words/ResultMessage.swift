// SPDX-License-Identifier: Apache-2.0

/// Words in tables and lists: labels, units, reasons, states of a subject.
enum ResultMessage: String, MessageKey {
  // Ways of writing numbers together.
  case interval
  case range
  case rangeOfOne
  case rangeOfOneBrief
  case rangeOfTotal
  case rangeOfPair
  case rangeOfMean
  case undetermined
  case intervalUndetermined
  case notReached
  case listSeparator

  // Absences.
  case noData
  case noMaximum
  case leftOut
  case refused
  case zeroDenominator

  // Labels.
  case total
  case cumulative
  case allSubjects
  case missing
  case grade
  case comparison
  case rateAtMonths
  case rateAtDay
  case armHead
  case unnamedSite
  case years

  // What stands in a line.
  case countAndShare
  case countOfTotal
  case countOfTotalAndShare
  case percent
  case percentWithInterval
  case points
  case pointsWithInterval
  case withInterval
  case months
  case monthsWithInterval
  case days
  case medianAndRange
  case meanAndSD
  case statisticAndP
  case pAlone
  case confidence

  // Tables by their id.
  case armsTable
  case categoriesTable
  case comparisonsTable
  case testsTable
  case settledTable
  case flowTable
  case monthsTable
  case sitesTable
  case setsTable
  case baselineTable
  case termsTable
  case deathsTable
  case gradesTable
  case summaryTable
  case exposureTable
  case agreementTable
  case assessmentPlanTable
  case assessmentTimeTable
  case investigatorTable

  // Columns of listings.
  case subject
  case arm
  case site
  case randomized
  case time
  case ended
  case settled

  // What an analysis made of a subject.
  case responder
  case nonResponder
  case pending
  case unknown
  case event
  case censored
  case censoredAtCut
  case failureAtStart
  case notAnalysed
  case yes
  case no

  // Provenance.
  case entered
  case derived
  case imputed
  case published
  case implied
  case undeterminedRange

  // Notes.
  case smallExpectedCount
  case selectionOnOneSide
  case exactTestsLeftOut
  case monotoneLikelihood
  case eventsAtTimeZero
  case nonProportionalHazards
  case fewEvents
  case multiplicityNotControlled
  case assessedApart
  case doesNotSum
  case findingsDrawnForCategory
  case contradicted

  var message: Message {
    switch self {
    case .interval: .init("{0} to {1}", "{0}～{1}")
    case .range: .init("range {0} to {1}", "范围 {0}～{1}")
    case .rangeOfOneBrief: .init("all {0}", "均为 {0}")
    case .rangeOfOne: .init("{0} in all cohorts", "各队列均为 {0}")
    case .rangeOfTotal: .init("range {0} of {1}", "范围 {0} / {1}")
    case .rangeOfPair: .init("range {0}; {1}", "范围 {0}；{1}")
    case .rangeOfMean: .init("range {0} (SD {1})", "范围 {0}（标准差 {1}）")
    case .undetermined: .init("undetermined", "未定")
    case .intervalUndetermined: .init("interval undetermined", "区间未定")
    case .notReached: .init("not reached", "未达到")
    case .listSeparator: .init(", ", "、")

    case .noData: .init("no data", "无数据")
    case .noMaximum: .init("no estimate", "无法估计")
    case .leftOut: .init("left out", "未计算")
    case .refused: .init("refused", "拒绝比较")
    case .zeroDenominator: .init("no value", "无值")

    case .total: .init("Total", "合计")
    case .cumulative: .init("So far", "累计")
    case .allSubjects: .init("All subjects", "全部受试者")
    case .missing: .init("Missing", "缺失")
    case .grade: .init("Grade {0}", "{0} 级")
    case .comparison: .init("{0} against {1}", "{0} 对比 {1}")
    case .rateAtMonths: .init("Rate at {0} months", "{0} 个月率")
    case .rateAtDay: .init("Rate at day {0}", "第 {0} 天率")
    case .armHead: .init("{0}, N\u{A0}=\u{A0}{1}", "{0}（N\u{A0}=\u{A0}{1}）")
    case .unnamedSite: .init("Site not recorded", "中心未记录")
    case .years: .init("years", "岁")

    case .countAndShare: .init("n (%)", "n (%)")
    case .countOfTotal: .init("n/N", "n/N")
    case .countOfTotalAndShare: .init("n/N (%)", "n/N (%)")
    case .percent: .init("%", "%")
    case .percentWithInterval: .init("% ({0} CI)", "%（{0} CI）")
    case .points: .init("percentage points", "百分点")
    case .pointsWithInterval: .init("percentage points ({0} CI)", "百分点（{0} CI）")
    case .withInterval: .init("({0} CI)", "（{0} CI）")
    case .months: .init("months", "月")
    case .monthsWithInterval: .init("months ({0} CI)", "月（{0} CI）")
    case .days: .init("days", "天")
    case .medianAndRange: .init("median (range)", "中位数（范围）")
    case .meanAndSD: .init("mean (SD)", "均数（标准差）")
    case .statisticAndP: .init("statistic; p", "统计量；P 值")
    case .pAlone: .init("p", "P 值")
    case .confidence: .init("{0} %", "{0}%")

    case .armsTable: .init("By arm", "各组结果")
    case .categoriesTable: .init("By category", "按类别")
    case .comparisonsTable: .init("Comparisons", "组间比较")
    case .testsTable: .init("Tests side by side", "各检验并列")
    case .settledTable: .init("Without pending and unknown subjects", "剔除待定与未知受试者")
    case .flowTable: .init("Flow of subjects", "受试者流程")
    case .monthsTable: .init("By month", "按月")
    case .sitesTable: .init("By site", "按中心")
    case .setsTable: .init("Analysis sets", "分析集")
    case .baselineTable: .init("Baseline characteristics", "基线特征")
    case .termsTable: .init("Adverse events by class and term", "按系统器官分类与术语汇总的不良事件")
    case .deathsTable: .init("Deaths", "死亡")
    case .gradesTable: .init("Maximum grade per subject", "每例受试者最高级别")

    case .assessmentPlanTable: .init("Assessment of response, by plan", "疗效评估时间：计划")
    case .assessmentTimeTable: .init("Assessment of response, observed", "疗效评估时间：实际")
    case .exposureTable: .init("Exposure by drug, first cycle", "各药物暴露量（第 1 周期）")
    case .agreementTable: .init("Derived response and the investigator's", "推导疗效与研究者判定")
    case .investigatorTable:
      .init("The investigator's response (lines) as derived (columns)", "研究者判定（行）与推导结果（列）")
    case .summaryTable: .init("Against plan", "与计划对照")

    case .subject: .init("Subject", "受试者")
    case .arm: .init("Arm", "组别")
    case .site: .init("Site", "中心")
    case .randomized: .init("Randomized", "随机化日期")
    case .time: .init("Time, days", "时间（天）")
    case .ended: .init("Ended by", "终止原因")
    case .settled: .init("Settled", "是否确定")

    case .responder: .init("responder", "应答")
    case .nonResponder: .init("no response", "未应答")
    case .pending: .init("pending", "待定")
    case .unknown: .init("unknown", "未知")
    case .event: .init("event", "事件")
    case .censored: .init("censored", "删失")
    case .censoredAtCut: .init("censored at the cut", "截止日删失")
    case .failureAtStart: .init("failure, dated at the start", "失败，记于起始日")
    case .notAnalysed: .init("not analysed", "未纳入分析")
    case .yes: .init("yes", "是")
    case .no: .init("no", "否")

    case .entered: .init("recorded", "录入")
    case .derived: .init("computed from recorded values", "由录入值计算")
    case .imputed: .init("imputed by a stated rule", "按既定规则填补")
    case .published: .init("printed in the source", "原文献直接给出")
    case .implied: .init("follows from printed figures", "由原文献数字推算")
    case .undeterminedRange:
      .init("undetermined: range over {0} cohorts that fit", "未定：与已发表数据相符的 {0} 个队列的范围")

    case .smallExpectedCount:
      .init(
        "The smallest expected count is {0}, below 5: read the exact tests rather than the chi-square (Cochran 1954).",
        "最小期望频数为 {0}，小于 5：应参考精确检验而非卡方检验（Cochran 1954）。"
      )
    case .selectionOnOneSide:
      .init(
        "A part of {0} is set against the whole of {1}. Randomization does not protect this comparison, so no effect is estimated; compare the same part of both arms instead.",
        "此处以 {0} 组的一部分与 {1} 组全部受试者比较，不再受随机化保护，因此不给出效应估计；应比较两组的相同部分。"
      )
    case .exactTestsLeftOut:
      .init(
        "Exact unconditional tests are left out above {0} subjects: they would take long and agree with the others.",
        "受试者超过 {0} 例时不计算无条件精确检验：耗时长且与其他检验结果一致。"
      )
    case .monotoneLikelihood:
      .init(
        "An arm has no events: the likelihood grows without limit and the hazard ratio has no estimate.",
        "有一组未发生事件：似然函数单调，风险比无法估计。"
      )
    case .eventsAtTimeZero:
      .init(
        "{0} events are dated at the start of the clock; the curve begins below 100 %.",
        "有 {0} 例事件记于起始日，曲线起点低于 100%。"
      )
    case .nonProportionalHazards:
      .init(
        "The check of proportional hazards gives p = {0}: one hazard ratio does not describe the whole time.",
        "比例风险检验 P = {0}：单一风险比不足以描述整个随访期。"
      )
    case .fewEvents:
      .init(
        "Only {0} events: large-sample intervals and tests are unsure.",
        "仅 {0} 例事件：基于大样本的区间与检验不可靠。"
      )
    case .multiplicityNotControlled:
      .init(
        "Not prespecified: its p-values are not corrected for the number of questions asked.",
        "非预先设定的分析：P 值未作多重性校正。"
      )
    case .assessedApart:
      .init(
        "By plan the arms are assessed up to {0} days apart. Recovery of the counts takes time, so a difference in response may in part be one of timing.",
        "按计划各组评估时间最多相差 {0} 天。血象恢复需要时间，疗效差异可能部分源于评估时间不同。"
      )
    case .findingsDrawnForCategory:
      .init(
        "In reconstructed data the findings were drawn to fit the category: that the two agree says nothing about the trial.",
        "重建数据中的检查结果系按疗效类别生成：两者一致并不说明试验的实际情况。"
      )
    case .doesNotSum: .init("The box “{0}” does not sum.", "流程框“{0}”合计不符。")
    case .contradicted:
      .init(
        "Declared as determined, yet not the same in all cohorts: {0}.",
        "声明为已确定，但各队列结果不一致：{0}。"
      )
    }
  }
}
