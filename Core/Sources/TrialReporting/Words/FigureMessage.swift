// SPDX-License-Identifier: Apache-2.0

/// The words in and around figures.
enum FigureMessage: String, MessageKey {
  // Flow.
  case flowTitle
  case flowDescription
  case flowCaption
  case enrolment
  case allocation
  case followUp
  case analysis
  case assessed
  case notReported
  case randomized
  case allocated
  case received
  case didNotReceive
  case discontinued
  case lost
  case died
  case inSets

  // Accrual.
  case accrualTitle
  case accrualDescription
  case accrualCaption
  case accrualRangeCaption
  case subjectsRandomized
  case randomizedSoFar
  case plan
  case target
  case targetReached
  case nobodyRandomized

  // Survival.
  case survivalTitle
  case survivalDescription
  case survivalCaption
  case undeterminedCaption
  case probability
  case monthsSinceRandomization
  case monthsSinceStart
  case atRisk
  case sparse
  case nobodyFollowed
  case cohortRange
  case medianDetail
  case resultLine
  case publishedPoint
  case withTest

  // Forest.
  case forestTitle
  case forestDescription
  case forestCaption
  case subgroup
  case armCounts
  case difference
  case hazardRatio
  case interaction
  case favours
  case noSubgroup

  // Adverse events.
  case eventsTitle
  case eventsDescription
  case eventsCaption
  case event
  case share
  case anyGrade
  case severe
  case riskDifference
  case noEvents

  var message: Message {
    switch self {
    case .flowTitle: .init("Flow of subjects", "受试者流程图")
    case .flowDescription:
      .init("{0} subjects were randomized: {1}.", "共随机入组 {0} 例：{1}。")
    case .flowCaption:
      .init(
        "Flow of subjects through the trial (CONSORT 2025), from randomization to the analysis sets.",
        "受试者流程图（CONSORT 2025），自随机化至各分析集。"
      )
    case .enrolment: .init("Enrolment", "筛选")
    case .allocation: .init("Allocation", "分配")
    case .followUp: .init("Follow-up", "随访")
    case .analysis: .init("Analysis", "分析")
    case .assessed: .init("assessed for eligibility", "接受资格评估")
    case .notReported: .init("Not reported", "未报告")
    case .randomized: .init("randomized", "随机化")
    case .allocated: .init("allocated to {0}", "分配至 {0} 组")
    case .received: .init("received treatment", "接受治疗")
    case .didNotReceive: .init("did not receive it", "未接受治疗")
    case .discontinued: .init("stopped treatment early", "提前终止治疗")
    case .lost: .init("lost to follow-up", "失访")
    case .died: .init("died", "死亡")
    case .inSets: .init("in {0}", "纳入{0}")

    case .accrualTitle: .init("Accrual against plan", "入组进度与计划")
    case .accrualDescription:
      .init("{0} subjects were randomized by {1}.", "至 {1} 共随机入组 {0} 例。")
    case .accrualRangeCaption:
      .init(
        "Subjects randomized. Hatched: range over {0} cohorts that fit what was published; only the number at the cut is "
          + "printed. Line: constant accrual over the planned period; dashed: at the mean rate so far.",
        "累计随机入组人数。阴影：与已发表数据相符的 {0} 个队列的范围，仅截止日人数为原文所印；直线：计划期内匀速入组；虚线：按目前平均速度外推。"
      )
    case .accrualCaption:
      .init(
        "Subjects randomized by month (steps) against constant accrual over the planned period (line); the dashed line goes on at the mean rate so far.",
        "按月累计随机入组人数（阶梯线）与计划期内匀速入组（直线）；虚线按目前平均速度外推。"
      )
    case .subjectsRandomized: .init("Subjects randomized", "随机入组人数")
    case .randomizedSoFar: .init("{0} randomized", "已入组 {0} 例")
    case .plan: .init("Plan", "计划")
    case .target: .init("Target {0}", "目标 {0} 例")
    case .targetReached: .init("Target in {0}", "预计 {0} 达标")
    case .nobodyRandomized: .init("Nobody has been randomized yet.", "尚无受试者随机入组。")

    case .survivalTitle: .init("{0} by arm", "各组{0}")
    case .survivalDescription:
      .init("Kaplan–Meier curves of {0}: {1}.", "{0}的 Kaplan–Meier 曲线：{1}。")
    case .survivalCaption:
      .init(
        "{0}. Kaplan–Meier estimates with pointwise {1} log-log confidence bands; ticks mark censored subjects, shading fewer than 10 % at risk.",
        "{0}。Kaplan–Meier 估计及逐点 {1} log-log 置信带；短竖线为删失，阴影区风险人数不足 10%。"
      )
    case .undeterminedCaption:
      .init(
        "{0}. Hatched: range of the Kaplan–Meier curves over {1} cohorts that fit what was published; not an estimate.",
        "{0}。斜线区为与已发表数据相符的 {1} 个重建队列的 Kaplan–Meier 曲线范围，并非估计值。"
      )
    case .probability: .init("{0}, %", "{0}，%")
    case .monthsSinceRandomization: .init("Months since randomization", "随机化后月数")
    case .monthsSinceStart: .init("Months since the start of the clock", "起始日后月数")
    case .atRisk: .init("At risk (events so far)", "风险人数（累计事件数）")
    case .sparse: .init("Fewer than 10 % at risk", "风险人数不足 10%")
    case .nobodyFollowed: .init("Nobody has been followed yet.", "尚无受试者接受随访。")
    case .cohortRange: .init("range over {0} cohorts that fit", "{0} 个相符队列的范围")
    case .medianDetail: .init("median {0}", "中位数 {0}")
    case .resultLine:
      .init("Hazard ratio {0} ({1} CI {2} to {3})", "风险比 {0}（{1} CI {2}～{3}）")
    case .publishedPoint: .init("{0} % at {1} months", "{1} 个月 {0}%")
    case .withTest: .init("{0}; {1} p {2}", "{0}；{1} P {2}")

    case .forestTitle: .init("{0} by subgroup, {1} against {2}", "{0}亚组分析，{1} 对比 {2}")
    case .forestDescription:
      .init("Effects in {0} subgroups, with the interaction test of each factor.", "{0} 个亚组的效应及各因素的交互作用检验。")
    case .forestCaption:
      .init(
        "Squares are sized by subjects, lines are {0} confidence intervals; the dashed line is the estimate of all subjects.",
        "方块大小与例数成比例，横线为 {0} 置信区间；虚线为全体受试者的估计值。"
      )
    case .subgroup: .init("Subgroup", "亚组")
    case .armCounts: .init("{0}, n/N", "{0}，n/N")
    case .difference: .init("Difference, points ({0} CI)", "率差，百分点（{0} CI）")
    case .hazardRatio: .init("Hazard ratio ({0} CI)", "风险比（{0} CI）")
    case .interaction: .init("P, interaction", "交互作用 P 值")
    case .favours: .init("Favours {0}", "{0} 组占优")
    case .noSubgroup: .init("No subgroup has been analysed yet.", "尚未进行亚组分析。")

    case .eventsTitle: .init("Adverse events by arm", "各组不良事件")
    case .eventsDescription:
      .init("Subjects with each of {0} adverse events, by arm.", "{0} 种不良事件的各组受试者人数。")
    case .eventsCaption:
      .init(
        "Subjects with each event, most frequent at grade 3 to 5 first; dark bars are grade 3 to 5. Differences of grade 3 to 5 with {0} score intervals.",
        "发生各事件的受试者，按 3～5 级发生频数排序；深色为 3～5 级。右侧为 3～5 级率差及 {0} 得分置信区间。"
      )
    case .event: .init("Event", "事件")
    case .share: .init("Subjects, %", "受试者，%")
    case .anyGrade: .init("Any grade", "任何级别")
    case .severe: .init("Grade 3 to 5", "3～5 级")
    case .riskDifference: .init("Difference at grade 3 to 5, points ({0} CI)", "3～5 级率差，百分点（{0} CI）")
    case .noEvents: .init("No adverse event has been recorded.", "尚无不良事件记录。")
    }
  }
}
