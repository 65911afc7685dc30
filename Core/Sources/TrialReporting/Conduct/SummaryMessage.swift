// SPDX-License-Identifier: Apache-2.0

/// The words of a subject's status and of the board of sites.
enum SummaryMessage: String, MessageKey {
  case head, screened, elsewhere, screenFailed, screenFailedWhy, consent, consentOf, consentWithdrawn,
    noConsent
  case eligibility, verdict, verdictOpen, confirmation, confirmed, confirmedVoid, notConfirmed
  case allocation, allocated, allocatedHidden, allocatedElsewhere, notAllocated, inError, unblinded
  case custody, open, frozen, locked, frozenLocked, protocolVersion
  case forms, queries, deviations, cases, none
  case row, revision, values, openQueries, signatures, state, noSignature, valid, void, validAndVoid
  case queryLine, rowWide, deviation, deviationAbout, caseLine, caseDayZero, notExpedited
  case reportDue, reportSent, reportLate, reportOver
  case doses, doseAccepted, doseDeparted, doseHidden
  // The board
  case boardHead, site, screenedCount, failed, consented, randomized, rows, unsigned, frozenRows, lockedRows
  case total, age, ageFrom, ageNote, openNotices, toReconcile, reconcileSite, undetermined

  var message: Message {
    switch self {
    case .head: Message("{0} · site {1} · {2}", "{0} · 中心 {1} · {2}")
    case .elsewhere: Message("brought in, recorded elsewhere", "由他处记录导入")
    case .screened: Message("Screened", "筛选")
    case .screenFailed: Message("failed on {0}", "{0} 筛选失败")
    case .screenFailedWhy: Message("failed on {0}: {1}", "{0} 筛选失败：{1}")
    case .consent: Message("Consent", "知情同意")
    case .consentOf: Message("{0} on {1}", "{0}（{1}）")
    case .consentWithdrawn: Message("withdrawn on {0}", "{0} 撤回")
    case .noConsent: Message("none on file", "无记录")
    case .eligibility: Message("Eligibility", "入选资格")
    case .verdict: Message("{0} on {1}", "{0}（{1}）")
    case .verdictOpen: Message("{0} on {1}: {2}", "{0}（{1}）：{2}")
    case .confirmation: Message("Confirmation", "资格确认")
    case .confirmed: Message("by {0}, valid", "{0} 确认，有效")
    case .confirmedVoid: Message("by {0}, void: values have changed since", "{0} 确认，已失效：此后数据有变更")
    case .notConfirmed: Message("not confirmed", "未确认")
    case .allocation: Message("Allocation", "分配")
    case .allocated: Message("{0} on {1}, allocation {2}", "{0}（{1}），第 {2} 例")
    case .allocatedHidden: Message("on {0}, allocation {1}; the arm is not shown here", "{0}，第 {1} 例；此处不显示组别")
    case .allocatedElsewhere: Message("made elsewhere", "由外部系统分配")
    case .notAllocated: Message("not allocated", "未分配")
    case .inError: Message("randomized in error", "误随机")
    case .unblinded: Message("blind broken", "已揭盲")
    case .custody: Message("Data", "数据状态")
    case .open: Message("open", "开放")
    case .frozen: Message("frozen", "已冻结")
    case .locked: Message("locked", "已锁定")
    case .frozenLocked: Message("frozen and locked", "已冻结并锁定")
    case .protocolVersion: Message("Protocol version", "方案版本")
    case .forms: Message("Forms ({0} rows)", "表单（{0} 行）")
    case .queries: Message("Queries not closed ({0})", "未关闭的质疑（{0}）")
    case .deviations: Message("Deviations ({0})", "方案偏离（{0}）")
    case .cases: Message("Serious cases ({0})", "严重病例（{0}）")
    case .doses: Message("Doses decided ({0})", "剂量决定（{0}）")
    case .doseAccepted:
      Message("{0} of cycle {1}: {2}, as proposed; {4} by {5}", "第 {1} 周期 {0}：{2}，按建议；{4}，{5}")
    case .doseDeparted:
      Message(
        "{0} of cycle {1}: {2}, departing from the proposed {3}; {4} by {5}: {6}",
        "第 {1} 周期 {0}：{2}，偏离建议的 {3}；{4}，{5}：{6}"
      )
    case .doseHidden:
      Message("cycle {0}, on {1} by {2}; drug and amount are not shown here", "第 {0} 周期，{1}，{2}；此处不显示药物和剂量")
    case .none: Message("–", "–")
    case .row: Message("Row", "数据行")
    case .revision: Message("Revision", "修订")
    case .values: Message("Values", "数值")
    case .openQueries: Message("Queries", "质疑")
    case .signatures: Message("Signatures", "签名")
    case .state: Message("Data", "数据状态")
    case .noSignature: Message("none", "无")
    case .valid: Message("{0} valid", "{0} 有效")
    case .void: Message("{0} void", "{0} 失效")
    case .validAndVoid: Message("{0} valid, {1} void", "{0} 有效，{1} 失效")
    case .queryLine: Message("{0} {1}, {2} days, {3}: {4}", "{0} {1}，{2} 天，{3}：{4}")
    case .rowWide: Message("{0} {1}", "{0} {1}")
    case .deviation: Message("{0}: {1}", "{0}：{1}")
    case .deviationAbout: Message("{0} ({1}): {2}", "{0}（{1}）：{2}")
    case .caseLine: Message("{0} version {1}, from {2}", "{0} 第 {1} 版，源自 {2}")
    case .caseDayZero: Message("day 0 is {0}", "第 0 天为 {0}")
    case .notExpedited: Message("no expedited report is due", "无须加速报告")
    case .reportDue: Message("{0}: due {1}", "{0}：截止 {1}")
    case .reportSent: Message("{0}: due {1}, sent {2}", "{0}：截止 {1}，已于 {2} 递交")
    case .reportLate: Message("{0}: due {1}, sent {2}, {3} days late", "{0}：截止 {1}，已于 {2} 递交，迟 {3} 天")
    case .reportOver: Message("{0}: due {1}, {2} days over", "{0}：截止 {1}，逾期 {2} 天")
    case .boardHead: Message("{0} · {1}", "{0} · {1}")
    case .site: Message("Site", "中心")
    case .screenedCount: Message("Screened", "筛选")
    case .failed: Message("Failed", "失败")
    case .consented: Message("Consent", "知情")
    case .randomized: Message("Randomized", "随机")
    case .rows: Message("Rows", "行")
    case .unsigned: Message("Unsigned", "未签")
    case .frozenRows: Message("Frozen", "冻结")
    case .lockedRows: Message("Locked", "锁定")
    case .total: Message("All", "合计")
    case .age: Message("≤{0} d", "≤{0}天")
    case .ageFrom: Message(">{0} d", ">{0}天")
    case .openNotices: Message("Notices open: {0}", "待知悉事项：{0}")
    case .toReconcile:
      Message(
        "To reconcile: {0}; \"equipoise reconcile\" says what.",
        "待核对一致性：{0}；详见 \"equipoise reconcile\"。"
      )
    case .reconcileSite: Message("{0}: {1}", "{0}：{1}")
    case .undetermined: Message("{0} cannot be told yet", "{0} 项尚无法判定")
    case .ageNote:
      Message(
        "≤ and >: queries that are not closed, by days since they were asked or opened again. Unsigned: rows without a valid signature.",
        "≤ 与 >：未关闭的质疑，按提出或重新打开后的天数。未签：没有有效签名的行。"
      )
    }
  }
}
