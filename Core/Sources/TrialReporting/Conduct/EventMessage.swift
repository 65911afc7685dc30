// SPDX-License-Identifier: Apache-2.0

/// What happened, as the end of "li (investigator) …".
enum EventMessage: String, MessageKey {
  // The line
  case line, withReason, hidden, missing
  // The trial
  case activated, granted, grantedEverywhere, revoked, revokedEverywhere, cutMade, cutMadeOn
  case seedRevealed, seedHidden, limitsPublished
  // Subjects
  case screened, screenedAgain, broughtIn, broughtInAt, screenFailed, consented, consentCorrected,
    consentWithdrawn, eligibilityConfirmed
  case randomized, randomizedHidden, allocatedElsewhere, allocatedElsewhereHidden
  case randomizedInError, unblinded, deviated, deviatedAbout
  // Capture
  case entered, value, corrected, change, imported, importedRecorded, rowRemoved, redacted, attached
  case queried, queriedItem, queriedCheck, queriedCheckItem, queryAnswered, queryClosed, queryReopened
  case verified, signed, frozen, unfrozen, locked, unlocked
  // Treatment
  case doseAccepted, doseDeparted, doseDecidedHidden
  // Safety
  case seriousReported, reportSent
  // Notices
  case acknowledged, acknowledgedWhat

  var message: Message {
    switch self {
    case .line: Message("{0} ({1})", "{0}（{1}）")
    case .withReason: Message("{0}; reason: {1}", "{0}；理由：{1}")
    case .hidden: Message("(not shown)", "（不显示）")
    case .missing: Message("(missing)", "（缺失）")
    case .activated:
      Message(
        "put protocol version {0} ({1}) into force, SHA-256 {2}",
        "启用方案第 {0} 版（{1}），SHA-256 {2}"
      )
    case .granted: Message("gave {0} the role {1} at site {2}", "授予 {0} 中心 {2} 的角色 {1}")
    case .grantedEverywhere: Message("gave {0} the role {1}", "授予 {0} 角色 {1}")
    case .revoked: Message("took the role {1} at site {2} from {0}", "收回 {0} 中心 {2} 的角色 {1}")
    case .revokedEverywhere: Message("took the role {1} from {0}", "收回 {0} 的角色 {1}")
    case .cutMade:
      Message("named the data cut {0}: {1} entries, SHA-256 {2}", "设定数据截止 {0}：{1} 条记录，SHA-256 {2}")
    case .cutMadeOn:
      Message(
        "named the data cut {0} of {3}: {1} entries, SHA-256 {2}",
        "设定数据截止 {0}（{3}）：{1} 条记录，SHA-256 {2}"
      )
    case .seedRevealed: Message("revealed the sealed seed: {0}", "公开密封的种子：{0}")
    case .seedHidden: Message("revealed the sealed seed, which is not shown here", "公开密封的种子（此处不显示）")
    case .limitsPublished:
      Message("put {0} laboratory limits of {1} sites into force", "启用 {1} 个中心的 {0} 项实验室正常值范围")
    case .screenedAgain: Message("screened {0} again, at site {1} on {2}", "于 {2} 在中心 {1} 再次筛选 {0}")
    case .consentCorrected:
      Message(
        "corrected the day of the consent of {0} to version {1} from {2} to {3}",
        "将 {0} 对第 {1} 版知情同意书的签署日期由 {2} 更正为 {3}"
      )
    case .broughtIn: Message("brought in {0}, recorded elsewhere", "导入在他处记录的 {0}")
    case .broughtInAt: Message("brought in {0} of site {1}, recorded elsewhere", "导入中心 {1} 在他处记录的 {0}")
    case .screened: Message("screened {0} at site {1} on {2}", "于 {2} 在中心 {1} 筛选 {0}")
    case .screenFailed: Message("noted that {0} failed screening on {1}", "记录 {0} 于 {1} 筛选失败")
    case .consented:
      Message("recorded consent {1} of {0}, given on {2}", "记录 {0} 于 {2} 签署的知情同意书 {1}")
    case .consentWithdrawn:
      Message("recorded that {0} withdrew consent on {1}", "记录 {0} 于 {1} 撤回知情同意")
    case .eligibilityConfirmed:
      Message(
        "confirmed by signature that {0} is eligible, SHA-256 {1}",
        "签名确认 {0} 符合入选资格，SHA-256 {1}"
      )
    case .randomized:
      Message("randomized {0} to {1} on {2}, allocation {3}", "于 {2} 将 {0} 随机至 {1}，第 {3} 例")
    case .randomizedHidden:
      Message(
        "randomized {0} on {1}, allocation {2}; the arm is not shown here",
        "于 {1} 随机 {0}，第 {2} 例；此处不显示组别"
      )
    case .allocatedElsewhere:
      Message(
        "brought in the allocation of {0} to {1}, made elsewhere on {2}, allocation {3}",
        "导入 {0} 于 {2} 在外部系统分配至 {1} 的结果，第 {3} 例"
      )
    case .allocatedElsewhereHidden:
      Message(
        "brought in the allocation of {0}, made elsewhere on {1}, allocation {2}; the arm is not shown here",
        "导入 {0} 于 {1} 在外部系统的分配结果，第 {2} 例；此处不显示组别"
      )
    case .randomizedInError: Message("noted that {0} was randomized in error", "记录 {0} 为误随机")
    case .unblinded: Message("broke the blind of {0}", "对 {0} 揭盲")
    case .deviated: Message("noted a deviation of {0} ({1}): {2}", "记录 {0} 的方案偏离（{1}）：{2}")
    case .deviatedAbout:
      Message("noted a deviation of {0} ({1}, {3}): {2}", "记录 {0} 的方案偏离（{1}，{3}）：{2}")
    case .entered: Message("filled in {0}: {1}", "录入 {0}：{1}")
    case .value: Message("{0} = {1}", "{0} = {1}")
    case .corrected: Message("corrected {0}: {1}", "更正 {0}：{1}")
    case .change: Message("{0} from {1} to {2}", "{0} 由 {1} 改为 {2}")
    case .imported: Message("brought in {0}: {1}", "导入 {0}：{1}")
    case .importedRecorded:
      Message("brought in {0}, recorded on {2}: {1}", "导入 {0}（记录于 {2}）：{1}")
    case .rowRemoved: Message("took out {0}", "移除 {0}")
    case .redacted: Message("covered {0} of {1}", "遮盖 {1} 的 {0}")
    case .attached:
      Message("attached {0} ({1} bytes, SHA-256 {2}) to {3}", "为 {3} 附加文件 {0}（{1} 字节，SHA-256 {2}）")
    case .queried: Message("asked {0} about {1}: {2}", "就 {1} 提出质疑 {0}：{2}")
    case .queriedItem: Message("asked {0} about {3} of {1}: {2}", "就 {1} 的 {3} 提出质疑 {0}：{2}")
    case .queriedCheck:
      Message("asked {0} about {1} by check {3}: {2}", "依核查 {3} 就 {1} 提出质疑 {0}：{2}")
    case .queriedCheckItem:
      Message("asked {0} about {3} of {1} by check {4}: {2}", "依核查 {4} 就 {1} 的 {3} 提出质疑 {0}：{2}")
    case .queryAnswered: Message("answered {0}: {1}", "答复质疑 {0}：{1}")
    case .queryClosed: Message("closed {0}", "关闭质疑 {0}")
    case .queryReopened: Message("opened {0} again", "重新打开质疑 {0}")
    case .verified: Message("verified {0} against the source: {1}", "核查 {0} 的源数据：{1}")
    case .signed: Message("signed {0} ({1}), SHA-256 {2}", "签署 {0}（{1}），SHA-256 {2}")
    case .frozen: Message("froze {0}", "冻结{0}")
    case .unfrozen: Message("unfroze {0}", "解冻{0}")
    case .locked: Message("locked {0}", "锁定{0}")
    case .unlocked: Message("unlocked {0}", "解锁{0}")
    case .doseAccepted:
      Message(
        "decided {0} of cycle {1} of {2} as proposed: {3}; calculated from SHA-256 {5}",
        "按建议决定 {2} 第 {1} 周期的 {0}：{3}；计算依据 SHA-256 {5}"
      )
    case .doseDeparted:
      Message(
        "decided {0} of cycle {1} of {2}: {3} in the place of the proposed {4}; calculated from SHA-256 {5}",
        "决定 {2} 第 {1} 周期的 {0}：{3}，偏离建议的 {4}；计算依据 SHA-256 {5}"
      )
    case .doseDecidedHidden:
      Message(
        "decided a dose of cycle {1} of {0}; drug and amount are not shown here",
        "决定 {0} 第 {1} 周期的一项剂量；此处不显示药物和剂量"
      )
    case .seriousReported:
      Message(
        "reported the serious event {0}, version {1}, from {2}; known since {3}",
        "报告严重不良事件 {0} 第 {1} 版，源自 {2}；获知时间 {3}"
      )
    case .acknowledged: Message("took note of entry {0}", "知悉第 {0} 条")
    case .acknowledgedWhat: Message("took note of entry {0}: {1}", "知悉第 {0} 条：{1}")
    case .reportSent: Message("noted that the report {1} of {0} was sent on {2}", "记录 {0} 的报告 {1} 已于 {2} 递交")
    }
  }
}
