// SPDX-License-Identifier: Apache-2.0

/// What a synopsis says, in the order of its sections.
enum SynopsisMessage: MessageKey {
  // Parts
  case subtitle, trial, arms, eligibility, randomization, schedule, endpoints, analyses, safety, monitoring,
    roles, data, assumptions, assumptionsLead, assumedValue, assumedHere
  // Trial
  case registration, condition, phase, design, blinding, rationale, plannedSubjects, start, plannedEnd,
    timeScale, sites, siteCount, openLabel, singleBlind, doubleBlind, calendarTime, relativeTime, dataKind,
    statement, origin, licence, defaultCut, trialData, publishedData, simulatedData, reconstructedData,
    form, filled, items, filledOnce, filledAsLog, role, may
  // Treatment
  case experimentalArm, activeComparatorArm, placeboArm, noTreatmentArm, noStudyDrug, regimen, cycle,
    cycles, drug, route, dose, timesADay, days, day, totalPerCourse, oneYear, yearCount, oneMonth,
    monthCount, oneWeek, weekCount, oneDay, dayCount, years
  // Eligibility
  case inclusion, exclusion, checkedAs, and, or, not, isRecorded, isNotRecorded, isOneOf, timesUpperLimit,
    timesLowerLimit, timesBaseline, comma, semicolon, daysInCycles, inWords, isBefore, isOnOrBefore, isAfter,
    isOnOrAfter,
    daysBefore, daysAfterwards, confirmedBy, countsFor
  // Randomization
  case allocationMethod, ratio, ratioOfArms, blockSizes, strata, simpleAllocation, permutedBlocks, bigStick,
    biasedCoin, urnAllocation, minimization, notPublished, imbalanceLimit, preferredProbability, urnBalls,
    imbalanceMeasure, rangeOfCounts, varianceOfCounts, deviationOfCounts, fromSubject
  // Schedule
  case activity, visit, when, onlyArms, dayOfTrial, daysOfTrial, dayOfTreatment, daysOfTreatment,
    dayAfterTreatment, daysAfterTreatment, done
  // Endpoints
  case primary, secondary, exploratory, responder, assessedOn, settledBy, clockStarts, randomizationDay,
    among, events, failureAtStart, observedUntil, latestOf, ratesAt, estimand, treatment, population,
    variable, intercurrentEvent, handledBy, summary, treatmentPolicy, hypothetical, composite,
    whileOnTreatment, principalStratum
  // Analyses
  case reference, level, baseline, analysisSets, plannedAnalyses, analysis, endpoint, set, standing, test,
    testNotNamed, prespecified, postHoc, asPublished, stratifiedBy, subgroupsBy, compares, partOfArm,
    wholeArm, remark, pearson, yates, nMinusOne, likelihoodRatio, fisher, fisherMidP, barnard, boschloo,
    logRank, stratifiedLogRank, adverseEvents, deathCause, committee, boundary, alpha, plannedInformation,
    look, information, purpose, obrienFleming, pocock, haybittlePeto, noBoundary

  var message: Message {
    switch self {
    // Parts
    case .subtitle: Message("Protocol synopsis, protocol version {0}", "方案摘要，方案版本 {0}")
    case .trial: Message("Trial", "试验概况")
    case .arms: Message("Arms and treatment", "试验组与治疗")
    case .eligibility: Message("Eligibility", "入排标准")
    case .randomization: Message("Randomization", "随机化")
    case .schedule: Message("Schedule of activities", "研究流程表")
    case .endpoints: Message("Endpoints and estimands", "终点与估计目标")
    case .analyses: Message("Planned analyses", "计划的分析")
    case .safety: Message("Safety", "安全性")
    case .monitoring: Message("Monitoring", "期中监查")
    case .roles: Message("Roles", "角色与职责")
    case .data: Message("Data", "数据")
    case .assumptions: Message("Assumptions", "假定值")
    case .assumptionsLead:
      Message(
        "Values marked {0} are not stated by any source; they were chosen for the reason given here.",
        "标有 {0} 的数值没有来源明确给出，选取理由见此处。"
      )
    case .assumedValue: Message("{0} = {1}", "{0} = {1}")
    case .assumedHere: Message("Assumed; see note {0}.", "假定值，见注 {0}。")
    // Trial
    case .registration: Message("Registration", "注册")
    case .condition: Message("Condition", "适应症")
    case .phase: Message("Phase", "分期")
    case .design: Message("Design", "设计")
    case .blinding: Message("Blinding", "盲法")
    case .rationale: Message("Rationale", "研究依据")
    case .plannedSubjects: Message("Planned subjects", "计划例数")
    case .start: Message("Start", "开始日期")
    case .plannedEnd: Message("Planned end of accrual", "计划入组截止")
    case .timeScale: Message("Time", "时间")
    case .sites: Message("Sites", "研究中心")
    case .siteCount: Message("{0} ({1})", "{0} 家（{1}）")
    case .openLabel: Message("open label", "开放标签")
    case .singleBlind: Message("single blind", "单盲")
    case .doubleBlind: Message("double blind", "双盲")
    case .calendarTime: Message("dates of the calendar", "日历日期")
    case .relativeTime: Message("days since randomization only", "仅有自随机化起的天数")
    case .dataKind: Message("Kind", "类型")
    case .statement: Message("Statement", "声明")
    case .origin: Message("Origin", "来源")
    case .licence: Message("Licence", "许可")
    case .defaultCut: Message("Data cut", "数据截止日")
    case .trialData: Message("recorded in the trial", "试验中记录")
    case .publishedData: Message("published subject-level data", "已发表的受试者水平数据")
    case .simulatedData: Message("simulated", "模拟数据")
    case .reconstructedData: Message("reconstructed from published aggregates", "由已发表的汇总数据重建")
    case .form: Message("Form", "表单")
    case .filled: Message("Filled", "填写方式")
    case .items: Message("Items", "条目")
    case .filledOnce: Message("once", "一次")
    case .filledAsLog: Message("a line each time", "每次一行")
    case .role: Message("Role", "角色")
    case .may: Message("May", "权限")
    // Treatment
    case .experimentalArm: Message("experimental", "试验组")
    case .activeComparatorArm: Message("active comparator", "阳性对照")
    case .placeboArm: Message("placebo", "安慰剂")
    case .noTreatmentArm: Message("no treatment", "无治疗对照")
    case .noStudyDrug: Message("No study drug.", "不使用研究药物。")
    case .regimen: Message("Regimen", "方案")
    case .cycle: Message("Cycle", "周期长度")
    case .cycles: Message("Cycles", "周期数")
    case .drug: Message("Drug", "药物")
    case .route: Message("Route", "途径")
    case .dose: Message("Dose", "单次剂量")
    case .timesADay: Message("Times a day", "每日次数")
    case .days: Message("Days", "给药日")
    case .day: Message("Day", "日")
    case .totalPerCourse: Message("Total per cycle", "每周期总量")
    case .oneYear: Message("{0} year", "{0} 年")
    case .yearCount: Message("{0} years", "{0} 年")
    case .oneMonth: Message("{0} month", "{0} 个月")
    case .monthCount: Message("{0} months", "{0} 个月")
    case .oneWeek: Message("{0} week", "{0} 周")
    case .weekCount: Message("{0} weeks", "{0} 周")
    case .oneDay: Message("{0} day", "{0} 天")
    case .dayCount: Message("{0} days", "{0} 天")
    case .years: Message("years", "年")
    // Eligibility
    case .inclusion: Message("Inclusion criteria", "入选标准")
    case .exclusion: Message("Exclusion criteria", "排除标准")
    case .checkedAs: Message("Checked as: {0}", "核对规则：{0}")
    case .and: Message(" and ", " 且 ")
    case .or: Message(" or ", " 或 ")
    case .not: Message("not ({0})", "非（{0}）")
    case .isRecorded: Message("{0} is recorded", "{0}已记录")
    case .isNotRecorded: Message("{0} is not recorded", "{0}未记录")
    case .isOneOf: Message("{0}: {1}", "{0}：{1}")
    case .timesUpperLimit: Message("{0} × upper limit of normal", "{0} × 正常值上限")
    case .timesLowerLimit: Message("{0} × lower limit of normal", "{0} × 正常值下限")
    case .timesBaseline: Message("{0} × baseline", "{0} × 基线值")
    case .isBefore: Message("{0} before {1}", "{0}早于{1}")
    case .isOnOrBefore: Message("{0} on or before {1}", "{0}不晚于{1}")
    case .isAfter: Message("{0} after {1}", "{0}晚于{1}")
    case .isOnOrAfter: Message("{0} on or after {1}", "{0}不早于{1}")
    case .daysBefore: Message("{0} before {1}", "{1}前 {0}")
    case .daysAfterwards: Message("{0} after {1}", "{1}后 {0}")
    case .confirmedBy: Message("Confirmed by: {0}", "由以下条目确认：{0}")
    case .countsFor: Message("Findings count for {0}.", "检查结果有效期：{0}。")
    case .comma: Message(", ", "、")
    case .daysInCycles: Message("{0} (cycle {1})", "{0}（第 {1} 周期）")
    case .semicolon: Message("; ", "；")
    case .inWords: Message(" ({0})", "（{0}）")
    // Randomization
    case .allocationMethod: Message("Allocation", "分配方法")
    case .ratio: Message("Ratio", "比例")
    case .ratioOfArms: Message("{0} ({1})", "{0}（{1}）")
    case .blockSizes: Message("Block sizes", "区组长度")
    case .strata: Message("Stratified by", "分层因素")
    case .simpleAllocation: Message("simple randomization", "简单随机")
    case .permutedBlocks: Message("permuted blocks", "置换区组随机")
    case .bigStick: Message("big stick", "大棒设计")
    case .biasedCoin: Message("biased coin", "偏币设计")
    case .urnAllocation: Message("urn", "瓮模型")
    case .minimization: Message("minimization", "最小化法")
    case .notPublished: Message("not published", "未公布")
    case .imbalanceLimit: Message("Largest difference between arms", "组间最大差异")
    case .preferredProbability: Message("Probability of the preferred arm", "优先组的分配概率")
    case .urnBalls: Message("Urn: balls at the start, balls added", "瓮：初始球数、每次加球数")
    case .imbalanceMeasure: Message("Measure of imbalance", "不平衡度量")
    case .rangeOfCounts: Message("range", "极差")
    case .varianceOfCounts: Message("variance", "方差")
    case .deviationOfCounts: Message("standard deviation", "标准差")
    case .fromSubject: Message("From subject {0}", "自第 {0} 例受试者起")
    // Schedule
    case .activity: Message("Activity", "研究活动")
    case .visit: Message("Visit", "访视")
    case .when: Message("When", "时间")
    case .onlyArms: Message("only {0}", "仅 {0}")
    case .dayOfTrial: Message("day {0} from randomization", "随机化后第 {0} 天")
    case .daysOfTrial: Message("days {0} to {1} from randomization", "随机化后第 {0} 至 {1} 天")
    case .dayOfTreatment: Message("day {0} of treatment", "治疗第 {0} 天")
    case .daysOfTreatment: Message("days {0} to {1} of treatment", "治疗第 {0} 至 {1} 天")
    case .dayAfterTreatment: Message("day {0} after the end of treatment", "治疗结束后第 {0} 天")
    case .daysAfterTreatment:
      Message(
        "days {0} to {1} after the end of treatment",
        "治疗结束后第 {0} 至 {1} 天"
      )
    case .done: Message("done", "进行")
    // Endpoints
    case .primary: Message("primary", "主要终点")
    case .secondary: Message("secondary", "次要终点")
    case .exploratory: Message("exploratory", "探索性终点")
    case .responder: Message("Reached when", "达到标准")
    case .assessedOn: Message("Assessed on", "评估日期")
    case .settledBy: Message("Settled by", "判定期限")
    case .clockStarts: Message("Clock starts", "起点")
    case .randomizationDay: Message("randomization", "随机化")
    case .among: Message("Among", "分析对象")
    case .events: Message("Events", "事件")
    case .failureAtStart:
      Message(
        "failure on day 1 unless, by day {1}: {0}",
        "若至第 {1} 天未达到以下条件，则记为第 1 天失败：{0}"
      )
    case .observedUntil: Message("Censored at", "删失于")
    case .latestOf: Message("the latest of {0}", "以下日期的最晚者：{0}")
    case .ratesAt: Message("Rates at", "生存率时点")
    case .estimand: Message("Estimand", "估计目标")
    case .treatment: Message("Treatment", "治疗")
    case .population: Message("Population", "人群")
    case .variable: Message("Variable", "变量")
    case .intercurrentEvent: Message("Intercurrent event", "伴发事件")
    case .handledBy: Message("{0}: {1}", "{0}：{1}")
    case .summary: Message("Summary measure", "群体层面汇总")
    case .treatmentPolicy: Message("treatment policy", "疗法策略")
    case .hypothetical: Message("hypothetical", "假想策略")
    case .composite: Message("composite", "复合变量策略")
    case .whileOnTreatment: Message("while on treatment", "在治策略")
    case .principalStratum: Message("principal stratum", "主层策略")
    // Analyses
    case .reference: Message("Reference arm", "参照组")
    case .level: Message("Confidence level", "置信水平")
    case .baseline: Message("Baseline table", "基线表")
    case .analysisSets: Message("Analysis sets", "分析集")
    case .plannedAnalyses: Message("Analyses", "分析")
    case .analysis: Message("Analysis", "分析")
    case .endpoint: Message("Endpoint", "终点")
    case .set: Message("Analysis set", "分析集")
    case .standing: Message("Standing", "性质")
    case .test: Message("Test", "检验")
    case .testNotNamed: Message("none named", "未指定")
    case .prespecified: Message("prespecified", "预先规定")
    case .postHoc: Message("post hoc", "事后")
    case .asPublished: Message("as published", "按发表")
    case .stratifiedBy: Message("{0} is stratified by {1}.", "{0} 按以下因素分层：{1}。")
    case .subgroupsBy: Message("{0} is repeated in subgroups by {1}.", "{0} 按以下因素做亚组分析：{1}。")
    case .compares: Message("{0} compares {1}.", "{0} 比较：{1}。")
    case .partOfArm: Message("{0} where {1}", "{0}中满足 {1} 者")
    case .wholeArm: Message("all of {0}", "{0}全体")
    case .remark: Message("{0}: {1}", "{0}：{1}")
    case .pearson: Message("Pearson chi-squared", "Pearson 卡方")
    case .yates: Message("chi-squared with Yates' correction", "Yates 校正卡方")
    case .nMinusOne: Message("N − 1 chi-squared", "N − 1 卡方")
    case .likelihoodRatio: Message("likelihood ratio", "似然比")
    case .fisher: Message("Fisher's exact", "Fisher 精确")
    case .fisherMidP: Message("Fisher's exact, mid-p", "Fisher 精确 mid-p")
    case .barnard: Message("Barnard's exact", "Barnard 精确")
    case .boschloo: Message("Boschloo's exact", "Boschloo 精确")
    case .logRank: Message("log-rank", "log-rank")
    case .stratifiedLogRank: Message("stratified log-rank", "分层 log-rank")
    case .adverseEvents: Message("Adverse events by", "不良事件按")
    case .deathCause: Message("Cause of death", "死亡原因")
    case .committee: Message("Committee", "监查委员会")
    case .boundary: Message("Boundary", "界值")
    case .alpha: Message("One-sided type I error", "单侧 I 类错误")
    case .plannedInformation: Message("Planned information", "计划信息量")
    case .look: Message("Look", "期中分析")
    case .information: Message("Subjects or events", "例数或事件数")
    case .purpose: Message("Purpose", "目的")
    case .obrienFleming: Message("O'Brien–Fleming-type spending", "O'Brien–Fleming 型消耗函数")
    case .pocock: Message("Pocock-type spending", "Pocock 型消耗函数")
    case .haybittlePeto: Message("Haybittle–Peto", "Haybittle–Peto")
    case .noBoundary: Message("none", "无")
    }
  }
}
