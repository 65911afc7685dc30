// SPDX-License-Identifier: Apache-2.0

/// The sentences and heads of a report page.
enum ReportMessage: String, MessageKey {
  // The page.
  case interimReport
  case skipToResults
  case contents
  case cut
  case recordedBy
  case noCut
  case relativeTime
  case relativeShort
  case study
  case notForCare
  case protocolHash
  case dataHash
  case engine
  case table
  case figure

  // Key results.
  case keyResults
  case keySubjects
  case keyDifference
  case keyHazardRatio
  case keyPrespecified
  case keyNoTestNamed
  case keyRate

  // Sections.
  case flow
  case accrual
  case sets
  case baseline
  case response
  case subgroups
  case survival
  case safety
  case methods

  // What a section found.
  case randomizedByArm
  case accruedOfPlanned
  case accrued
  case whoIsAnalysed
  case armsAtBaseline
  case derivedAndInvestigator
  case whenAssessed
  case treatmentGiven
  case dosesGiven
  case endpointByArm
  case eventsByArm
  case endpointUndetermined
  case subgroupsOf
  case adverseEventsByArm
  case deathsByArm
  case against
  case accrualLeftOut

  // Beside a result.
  case population
  case allRandomized
  case endpoint
  case estimand
  case prespecified
  case postHoc
  case asPublished

  // Under a table.
  case legendPublished
  case legendImplied
  case legendRange
  case legendSame
  case oneCohort
  case legendPrimary

  // The panel.
  case panelOf
  case close
  case copyAsText
  case copied
  case selected
  case definition
  case method
  case provenance
  case address
  case values
  case subjects
  case noSubjects
  case listInFile
  case sortBy
  case noList
  case noSuchAddress

  // Methods and assumptions.
  case endpointsAndEstimands
  case analysisSets
  case methodsUsed
  case partialDates
  case noPartialDates
  case partialDatesSentence
  case item
  case rule
  case completed
  case leftMissing
  case noRule
  case earliestDay
  case latestDay
  case middleDay
  case firstOfMonth
  case assumptions
  case assumptionsIntroduction
  case noAssumptions
  case place
  case value
  case source
  case publishedFigures
  case publishedIntroduction
  case followed
  case notFollowed
  case contradicts
  case printed
  case reading
  case dataOrigin
  case licence
  case reference
  case rounding
  case comparisonsWith
  case treatment
  case variable
  case intercurrentEvents
  case summary

  var message: Message {
    switch self {
    case .interimReport: .init("Interim report", "期中分析报告")
    case .skipToResults: .init("Skip to the results", "跳至结果")
    case .contents: .init("Contents", "目录")
    case .cut: .init("Data cut {0}", "数据截止日 {0}")
    case .recordedBy: .init("as recorded by {0}", "按 {0} 前已录入的记录")
    case .noCut: .init("All data on file, without a cut", "全部已录入数据，未设截止日")
    case .relativeTime:
      .init(
        "Relative time: the data count days from randomization and have no calendar, so there is no data cut.",
        "相对时间：数据仅记录随机化后的天数，无日历日期，因此不设数据截止日。"
      )
    case .relativeShort: .init("relative time", "相对时间")
    case .study: .init("Study", "研究")
    case .notForCare:
      .init("For research conduct; does not replace clinical judgement.", "仅供研究实施使用，不能替代临床判断。")
    case .protocolHash: .init("Protocol", "方案")
    case .dataHash: .init("Data", "数据")
    case .engine: .init("Engine", "程序")
    case .table: .init("Table {0}", "表 {0}")
    case .figure: .init("Figure {0}", "图 {0}")

    case .keyResults: .init("Key results", "主要结果")
    case .keySubjects: .init("Subjects randomized", "随机入组人数")
    case .keyDifference: .init("Difference, percentage points ({0} CI)", "率差，百分点（{0} CI）")
    case .keyHazardRatio: .init("Hazard ratio ({0} CI)", "风险比（{0} CI）")
    case .keyPrespecified: .init("P, {0}", "P 值，{0}")
    case .keyNoTestNamed: .init("The protocol names no test for this endpoint.", "方案未为该终点指定检验方法。")
    case .keyRate: .init("{1}, {0}, %", "{0} {1}，%")

    case .flow: .init("Flow", "受试者流程")
    case .accrual: .init("Accrual", "入组进度")
    case .sets: .init("Analysis sets", "分析集")
    case .baseline: .init("Baseline", "基线特征")
    case .response: .init("Response", "疗效应答")
    case .subgroups: .init("Subgroups", "亚组分析")
    case .survival: .init("Time to event", "生存分析")
    case .safety: .init("Safety", "安全性")
    case .methods: .init("Methods and assumptions", "方法与假设")

    case .randomizedByArm: .init("{0} subjects randomized: {1}", "共随机入组 {0} 例：{1}")
    case .accruedOfPlanned: .init("{0} of {1} planned subjects randomized", "计划 {1} 例，已随机入组 {0} 例")
    case .accrued: .init("{0} subjects randomized", "已随机入组 {0} 例")
    case .whoIsAnalysed: .init("Who is analysed", "各分析集的构成")
    case .treatmentGiven: .init("Treatment", "治疗")
    case .dosesGiven: .init("What of the planned doses was given", "计划剂量的实际给予情况")
    case .derivedAndInvestigator:
      .init("Response as derived, beside the investigator's", "推导疗效与研究者判定的对照")
    case .whenAssessed: .init("When response was assessed in each arm", "各组疗效评估的时间")
    case .armsAtBaseline: .init("The arms at baseline", "各组基线情况")
    case .endpointByArm: .init("{0}: {1}", "{0}：{1}")
    case .eventsByArm: .init("{0}: events in {1}", "{0}：事件数 {1}")
    case .endpointUndetermined:
      .init("{0}: not determined by what was published", "{0}：已发表数据不足以确定")
    case .subgroupsOf: .init("{0} by subgroup", "{0}：亚组分析")
    case .adverseEventsByArm: .init("Adverse events by arm", "各组不良事件")
    case .deathsByArm: .init("Deaths by arm and cause", "各组死亡及死因")
    case .against: .init("{0} against {1}", "{0} 对比 {1}")
    case .accrualLeftOut:
      .init(
        "Left out: the data count days from randomization and have no calendar.",
        "略去：数据仅记录随机化后的天数，无日历日期。"
      )

    case .population: .init("Population", "分析人群")
    case .allRandomized: .init("All randomized subjects", "全部随机化受试者")
    case .endpoint: .init("Endpoint", "终点")
    case .estimand: .init("Estimand", "估计目标")
    case .prespecified: .init("prespecified", "预先设定")
    case .postHoc: .init("post hoc", "事后分析")
    case .asPublished: .init("as published", "按发表文献")

    case .legendPublished: .init("P printed in the source.", "P 原文献中直接给出。")
    case .legendImplied:
      .init("I follows from printed figures by arithmetic.", "I 由原文献数字推算得出。")
    case .oneCohort:
      .init(
        "The rows are one cohort of very many that fit; {0} were drawn. No row is a person.",
        "以下各行仅为众多相符队列之一（共抽取 {0} 个队列）；任何一行均不代表真实患者。"
      )
    case .legendRange:
      .init(
        "Hatched: range over {0} cohorts that fit what was published; not an estimate.",
        "斜线底纹：与已发表数据相符的 {0} 个重建队列所给出的范围，并非估计值。"
      )
    case .legendSame:
      .init("“all 0”: 0 in every one of them, and other numbers likewise.", "“均为 0”：在每个队列中都是 0；其他数字同理。")
    case .legendPrimary: .init("▸ the line that the protocol names.", "▸ 方案指定的分析。")

    case .panelOf: .init("Behind the number", "数字的来源")
    case .close: .init("Close", "关闭")
    case .copyAsText: .init("Copy as text", "复制为文本")
    case .copied: .init("Copied", "已复制")
    case .selected: .init("Selected; copy with the keyboard", "已选中，请用键盘复制")
    case .definition: .init("Definition", "定义")
    case .method: .init("Method", "方法")
    case .provenance: .init("Provenance", "数据来源")
    case .address: .init("Address", "地址")
    case .values: .init("Values", "数值")
    case .subjects: .init("Subjects", "受试者")
    case .noSubjects: .init("No subject stands behind this number.", "该数字不对应任何受试者。")
    case .listInFile: .init("The subjects are listed in {0}.", "受试者清单见 {0}。")
    case .sortBy: .init("Sort by {0}", "按“{0}”排序")
    case .noList:
      .init("Computed from the counts and times of the whole population.", "由整个分析人群的计数与时间计算得出。")
    case .noSuchAddress: .init("No number has this address.", "没有与该地址对应的数字。")

    case .endpointsAndEstimands: .init("Endpoints and estimands", "终点与估计目标")
    case .analysisSets: .init("Analysis sets", "分析集")
    case .methodsUsed: .init("Methods used", "所用统计方法")
    case .partialDates: .init("Imputed dates", "日期填补")
    case .noPartialDates: .init("No date is known in part only, and none was imputed.", "没有不完整的日期，未作任何填补。")
    case .partialDatesSentence:
      .init(
        "Of dates known in part only, {0} were imputed for the analyses and {1} stay missing to them. Files show what was recorded.",
        "不完整的日期中，{0} 个为分析而填补，{1} 个在分析中仍为缺失。文件中保留原始记录。"
      )
    case .item: .init("Item", "条目")
    case .rule: .init("Rule", "规则")
    case .completed: .init("Imputed", "已填补")
    case .leftMissing: .init("Missing to analyses", "分析中缺失")
    case .noRule: .init("none stated", "未规定")
    case .earliestDay: .init("earliest possible day", "可能的最早日期")
    case .latestDay: .init("latest possible day", "可能的最晚日期")
    case .middleDay: .init("middle of the possible days", "可能日期的中点")
    case .firstOfMonth: .init("first day of the month", "当月第一天")
    case .assumptions: .init("Assumed values", "假设的取值")
    case .assumptionsIntroduction:
      .init(
        "These values stand in no source. The report uses them, and says why they were chosen.",
        "以下取值无文献出处，本报告予以采用并说明理由。"
      )
    case .noAssumptions: .init("No value of the protocol is assumed.", "方案中没有假设的取值。")
    case .place: .init("Place in the protocol", "方案中的位置")
    case .value: .init("Value", "取值")
    case .source: .init("Reason or source", "理由或出处")
    case .publishedFigures: .init("Published figures, and which were followed", "已发表数字及取舍")
    case .publishedIntroduction:
      .init(
        "Subject-level data were made to agree with the figures marked as followed. Where printed figures contradict each other, the note says which was followed.",
        "受试者水平的数据按标记为“采用”的数字重建。若已发表数字相互矛盾，备注说明取舍。"
      )
    case .followed: .init("followed", "采用")
    case .notFollowed: .init("not followed", "未采用")
    case .contradicts: .init("Contradicts: {0}.", "与以下数字矛盾：{0}。")
    case .printed: .init("Printed", "原文数字")
    case .reading: .init("Reading", "解读")
    case .dataOrigin: .init("Origin of the data", "数据出处")
    case .licence: .init("Licence", "许可")
    case .reference: .init("Reference", "参考文献")
    case .rounding:
      .init(
        "Numbers are rounded half away from zero for display only; results.json and the tables keep them in full.",
        "显示时四舍五入；results.json 与数据表保留完整精度。"
      )
    case .comparisonsWith:
      .init("Every comparison is with {0}; intervals are {1}.", "所有比较均以 {0} 组为参照；区间为 {1} 置信区间。")
    case .treatment: .init("Treatment", "治疗")
    case .variable: .init("Variable", "变量")
    case .intercurrentEvents: .init("Intercurrent events", "伴发事件")
    case .summary: .init("Summary measure", "群体层面汇总")
    }
  }
}
