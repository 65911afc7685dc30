// SPDX-License-Identifier: Apache-2.0

/// The texts of a dose calendar.
enum CalendarMessage: MessageKey {
  case title, cycleLine, height, weight, area, areaCapped, age, sex, female, male, clearance, formula
  case day, date, total, given, initials, dose, drug, route, times, perDay, lastDay, lastDayLine
  case over, atTimes, window, infusion, tablets, ramp, changed, withheld, undecided, cumulative, perArea
  case stop, caution, information, assumptions, missed, handling, source, until, notes, coMedications,
    doseLines
  case untilDay, fromDay, fromTo, throughout, monday, tuesday, wednesday, thursday, friday, saturday, sunday
  case judgement, notPatientData, subject, rampLegend, changedLegend, hereBecause, hereNotes, bracketed,
    labelled, dayNumber, subjectNumber, signature
  case exactGiven, notRounded, onDays, onDay, changedTo, proposals, exposure, deviations, noDeviation,
    intensityLine

  var message: Message {
    switch self {
    case .title: Message("Dose calendar", "给药日历")
    case .cycleLine: Message("{0}, cycle {1}, day 1 on {2}", "{0}，第 {1} 周期，第 1 天为 {2}")
    case .height: Message("Height", "身高")
    case .weight: Message("Weight", "体重")
    case .area: Message("Body surface area", "体表面积")
    case .areaCapped: Message("{0} m², calculated {1} m²", "{0} m²，计算值 {1} m²")
    case .age: Message("Age", "年龄")
    case .sex: Message("Sex", "性别")
    case .female: Message("female", "女")
    case .male: Message("male", "男")
    case .clearance: Message("Creatinine clearance", "肌酐清除率")
    case .formula: Message("{0} m² ({1})", "{0} m²（{1}）")
    case .day: Message("Day", "天")
    case .date: Message("Date", "日期")
    case .total: Message("Total", "合计")
    case .given: Message("given", "给药")
    case .initials: Message("Initials", "签名")
    case .dose: Message("Dose", "剂量")
    case .drug: Message("Drug", "药物")
    case .route: Message("Route", "途径")
    case .times: Message("Times", "时间")
    case .perDay: Message("{0} × {1}", "{0} × {1}")
    case .lastDay: Message("Last drug day", "末次给药日")
    case .lastDayLine: Message("Last drug day: day {0}, {1}", "末次给药日：第 {0} 天，{1}")
    case .over: Message("over {0}", "输注 {0}")
    case .atTimes: Message("at {0}", "{0}")
    case .window: Message("±{0} h", "±{0} 小时")
    case .infusion: Message("{0} h", "{0} 小时")
    case .tablets: Message("tablets {0}", "片剂 {0}")
    case .ramp: Message("ramp-up", "剂量递增")
    case .changed: Message("changed", "已调整")
    case .withheld: Message("not given", "不给药")
    case .undecided: Message("decide", "待决定")
    case .cumulative: Message("{0} in all", "合计 {0}")
    case .perArea: Message("{0} in all by body surface", "按体表面积合计 {0}")
    case .stop: Message("STOP", "停止")
    case .caution: Message("Caution", "注意")
    case .information: Message("Note", "说明")
    case .assumptions: Message("Assumed values (no source states them)", "假设值（来源未说明）")
    case .missed: Message("Missed dose", "漏服／漏输")
    case .handling: Message("Handling", "用药须知")
    case .source: Message("Source", "来源")
    case .until: Message("After the last day", "末日之后")
    case .notes: Message("Before you give it", "给药前须知")
    case .coMedications: Message("Co-medication", "合并用药")
    case .doseLines: Message("Doses", "剂量")
    case .untilDay: Message("until {0}", "至 {0}")
    case .fromDay: Message("from {0}", "自 {0}")
    case .fromTo: Message("{0} to {1}", "{0} 至 {1}")
    case .throughout: Message("throughout", "全程")
    case .monday: Message("Mon", "周一")
    case .tuesday: Message("Tue", "周二")
    case .wednesday: Message("Wed", "周三")
    case .thursday: Message("Thu", "周四")
    case .friday: Message("Fri", "周五")
    case .saturday: Message("Sat", "周六")
    case .sunday: Message("Sun", "周日")
    case .judgement:
      Message(
        "Research conduct; does not replace clinical judgement.",
        "仅供研究实施使用；不能替代临床判断。"
      )
    case .notPatientData:
      Message(
        "Calculated from the values above, without a patient's record; not patient data.",
        "由上列数值计算，未使用患者病历；并非患者数据。"
      )
    case .subject: Message("Subject", "受试者")
    case .rampLegend: Message("↑ dose still rising", "↑ 剂量递增中")
    case .changedLegend: Message("† changed from the plan, see the reasons", "† 与方案计划不同，见原因")
    case .hereBecause: Message("{0} ({1})", "{0}（{1}）")
    case .hereNotes: Message("Notes", "说明")
    case .labelled: Message("{0}: {1}", "{0}：{1}")
    case .dayNumber: Message("Day {0}", "第 {0} 天")
    case .bracketed: Message(" ({0})", "（{0}）")
    case .subjectNumber: Message("Subject no.", "受试者编号")
    case .signature: Message("Prescribed by, date", "处方医生、日期")
    case .exactGiven: Message("{0} → {1}, given {2} ({3})", "{0} → {1}，给药 {2}（{3}）")
    case .notRounded: Message("not rounded", "不取整")
    case .onDays: Message("{0} on days {1}", "第 {1} 天 {0}")
    case .onDay: Message("{0} on day {1}", "第 {1} 天 {0}")
    case .changedTo: Message("{0} → {1}", "{0} → {1}")
    case .proposals: Message("Proposed dose modifications", "建议的剂量调整")
    case .exposure: Message("Given against planned", "实际与计划给药对照")
    case .deviations: Message("Deviations", "偏离")
    case .noDeviation: Message("none", "无")
    case .intensityLine:
      Message(
        "{0}: given {1} of {2}; dose proportion {3}; relative dose intensity {4}",
        "{0}：实际 {1}／计划 {2}；剂量比例 {3}；相对剂量强度 {4}"
      )
    }
  }
}
