// SPDX-License-Identifier: Apache-2.0

/// Words of the list of what is due.
enum DueMessage: String, MessageKey {
  case title
  case overdue
  case due
  case dueSoon
  case nothing
  case counts
  case subject
  case site
  case arm
  case visit
  case window
  case because
  case from
  case again
  case daysOver
  case daysFrom
  case daysFromPlanned
  case afterRecovery
  case withoutRecovery
  case withoutRecoveryPlanned
  case sinceContact
  case afterFinding
  case otherReading
  case randomization
  case firstDose
  case lastDose
  case safety
  case event
  case report
  case dueBy
  case dayZero
  case reportFatal
  case reportFatalFollowUp
  case reportOther
  case reportBecameFatal
  case reportNewInformation
  case undecided
  case waiting
  case unreadable
  case joint

  var message: Message {
    switch self {
    case .title: .init("{0}: due on {1}", "{0}：{1} 应办事项")
    case .overdue: .init("Overdue ({0})", "已逾期（{0}）")
    case .due: .init("Due ({0})", "到期（{0}）")
    case .dueSoon: .init("Due within {1} days ({0})", "{1} 天内到期（{0}）")
    case .nothing: .init("nothing", "无")
    case .counts:
      .init(
        "Other visits: {0} done, {1} early, {2} late, {3} missed, {4} not yet due, {5} not applicable, {6} not determined.",
        "其余访视：已完成 {0}，提前 {1}，延迟 {2}，缺失 {3}，未到期 {4}，不适用 {5}，无法判定 {6}。"
      )
    case .subject: .init("Subject", "受试者")
    case .site: .init("Site", "中心")
    case .arm: .init("Arm", "组别")
    case .visit: .init("Visit", "访视")
    case .window: .init("Window", "窗口期")
    case .because: .init("Because", "依据")
    case .from: .init("from {0}", "自 {0} 起")
    case .again: .init("{0}, once more", "{0}（复查）")
    case .daysOver: .init("{0} days over", "逾期 {0} 天")
    case .daysFrom: .init("days {0} to {1} from {2} {3}", "自{2} {3} 起第 {0} 至 {1} 天")
    case .daysFromPlanned: .init("days {0} to {1} from planned {2} {3}", "自计划的{2} {3} 起第 {0} 至 {1} 天")
    case .afterRecovery: .init("counts recovered {0}, last dose {1}", "{0} 血象恢复，末次给药 {1}")
    case .withoutRecovery: .init("no recovery, within {0} days of last dose {1}", "血象未恢复，末次给药 {1} 后 {0} 天内")
    case .withoutRecoveryPlanned:
      .init("no recovery, within {0} days of planned last dose {1}", "血象未恢复，计划末次给药 {1} 后 {0} 天内")
    case .sinceContact: .init("{0} days since last known alive {1}", "距末次确认存活 {1} 满 {0} 天")
    case .afterFinding: .init("days {0} to {1} after the finding of {2}", "{2} 检查结果后第 {0} 至 {1} 天")
    case .otherReading: .init("other reading {0}", "另一种理解 {0}")
    case .randomization: .init("randomization", "随机")
    case .firstDose: .init("first dose", "首次给药")
    case .lastDose: .init("last dose", "末次给药")
    case .safety: .init("Safety reports ({0})", "安全性报告（{0}）")
    case .event: .init("Event", "事件")
    case .report: .init("Report", "报告")
    case .dueBy: .init("Due by", "截止日")
    case .dayZero: .init("day 0 is {0}", "第 0 天为 {0}")
    case .reportFatal: .init("fatal or life-threatening, 7 days", "致死或危及生命，7 天")
    case .reportFatalFollowUp: .init("follow-up, 8 further days", "后续报告，再 8 天")
    case .reportOther: .init("other, 15 days", "其他，15 天")
    case .reportBecameFatal: .init("became fatal or life-threatening, 7 days", "转为致死或危及生命，7 天")
    case .reportNewInformation: .init("new information, 15 days", "新信息，15 天")
    case .undecided: .init("not decided: {0} missing", "未定：缺 {0}")
    case .waiting: .init("no clock yet: {0} missing", "尚未计时：缺 {0}")
    case .joint: .init("; ", "；")
    case .unreadable: .init("not a time: {0}", "无法识别的时间：{0}")
    }
  }
}
