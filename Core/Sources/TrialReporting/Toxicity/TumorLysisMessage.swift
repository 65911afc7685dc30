// SPDX-License-Identifier: Apache-2.0

/// The words of tumor lysis.
enum TumorLysisMessage: String, MessageKey {
  case therapyStart
  case startUnknown
  case met
  case metWithoutHours
  case notMet
  case notMetWithoutHours
  case unknown
  case unknownWithoutHours
  case row
  case ofRow
  case apart
  case notMeasured
  case outside
  case baseline
  case missingStart
  case missingDate
  case missingTime
  case missingValue
  case missingBaseline
  case missingLimit
  case missingCreatinine
  case creatinine
  case undecided

  var message: Message {
    switch self {
    case .therapyStart: Message("therapy from {0}", "治疗始于 {0}")
    case .startUnknown: Message("start of therapy not known", "治疗开始日期未知")
    case .met:
      Message(
        "laboratory tumor lysis met: {0} abnormal within {2} h, {1} needed",
        "符合实验室肿瘤溶解：{2} 小时内 {0} 项异常，需 {1} 项"
      )
    case .metWithoutHours:
      Message(
        "laboratory tumor lysis met: {0} abnormal in the days that count, {1} needed",
        "符合实验室肿瘤溶解：计入日内 {0} 项异常，需 {1} 项"
      )
    case .notMet:
      Message(
        "laboratory tumor lysis not met: {0} abnormal within {2} h, {1} needed",
        "不符合实验室肿瘤溶解：{2} 小时内 {0} 项异常，需 {1} 项"
      )
    case .notMetWithoutHours:
      Message(
        "laboratory tumor lysis not met: {0} abnormal in the days that count, {1} needed",
        "不符合实验室肿瘤溶解：计入日内 {0} 项异常，需 {1} 项"
      )
    case .unknown:
      Message(
        "laboratory tumor lysis not known: {0} certainly abnormal within {2} h, {1} needed",
        "实验室肿瘤溶解未知：{2} 小时内确定异常 {0} 项，需 {1} 项"
      )
    case .unknownWithoutHours:
      Message(
        "laboratory tumor lysis not known: {0} certainly abnormal in the days that count, {1} needed",
        "实验室肿瘤溶解未知：计入日内确定异常 {0} 项，需 {1} 项"
      )
    case .row: Message("row {0}", "第 {0} 行")
    case .ofRow: Message("{1} (row {0})", "{1}（第 {0} 行）")
    case .apart: Message("not counted with the others", "未与其他项合计")
    case .notMeasured: Message("not measured on days {0} to {1}: {2}", "第 {0} 至 {1} 天未检测：{2}")
    case .outside: Message("not looked at, outside days {0} to {1}: rows {2}", "第 {0} 至 {1} 天以外，未采用：第 {2} 行")
    case .baseline: Message("baseline", "基线")
    case .missingStart: Message("the start of therapy", "治疗开始日期")
    case .missingDate: Message("the date of row {0}", "第 {0} 行的日期")
    case .missingTime: Message("the time of day of row {0}", "第 {0} 行的时刻")
    case .missingValue: Message("a value with its unit in row {0}", "第 {0} 行的数值和单位")
    case .missingBaseline: Message("the baseline of row {0}", "第 {0} 行的基线值")
    case .missingLimit: Message("the upper limit of normal of row {0}", "第 {0} 行的正常值上限")
    case .missingCreatinine: Message("creatinine", "肌酐")
    case .creatinine: Message("creatinine of row {0}", "肌酐取自第 {0} 行")
    case .undecided: Message("not decided", "未定")
    }
  }
}
