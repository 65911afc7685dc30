// SPDX-License-Identifier: Apache-2.0

/// The words in which a checklist says who is eligible, and because of what.
enum EligibilityMessage: String, MessageKey {
  // Verdicts
  case met, notMet, unknown, eligible, notEligible, notSettled, on, onUnknownDay
  // Parts of the text
  case inclusionHead, exclusionHead, emptyForm, manyHead, passing, totals, wholeChecklist
  case subject, verdict, day, notPassed, unknownRules, none, ruleCount
  // Findings
  case isCode, isNotCode, isRecorded, isNotRecorded, timesUpper, timesLower, timesBaseline, measured,
    measuredOn
  case dateIs, dateIsNot, dateUnsure, before, onOrBefore, after, onOrAfter, randomizationDay
  // Why something does not count
  case missing, nothingInForm, missingReason, expired, undated, undatedPartly, later, noDay, contradictory,
    noUpper, noLower,
    noBaseline, noOtherDay, noRandomization, wordsAlone, settledBy, listSeparator

  var message: Message {
    switch self {
    case .met: Message("met", "符合")
    case .notMet: Message("not met", "不符合")
    case .unknown: Message("unknown", "未知")
    case .eligible: Message("eligible", "合格")
    case .notEligible: Message("not eligible", "不合格")
    case .notSettled: Message("not settled", "尚不能判定")
    case .on: Message("{0} · {1} on {2}", "{0} · {1}（{2}）")
    case .onUnknownDay: Message("{0} · {1}", "{0} · {1}")
    case .inclusionHead: Message("Inclusion: every rule has to be met", "入选标准：须全部符合")
    case .exclusionHead: Message("Exclusion: no rule may be met", "排除标准：须均不符合")
    case .emptyForm:
      Message(
        "The form {0} holds no data for anybody; {1} of {2} rules look at it.",
        "表单“{0}”没有任何受试者的数据；{2} 条标准中有 {1} 条依据该表单。"
      )
    case .manyHead: Message("{0} subjects · {1}: {2}", "{0} 例 · {1}：{2}")
    case .passing: Message("Passed: {0}", "已通过：{0}")
    case .totals:
      Message(
        "{0}: {1} eligible, {2} not eligible, {3} not settled",
        "{0}：合格 {1}，不合格 {2}，尚不能判定 {3}"
      )
    case .wholeChecklist:
      Message("The whole checklist of one of them: --subject {0}", "查看单个受试者的完整核对表：--subject {0}")
    case .subject: Message("Subject", "受试者")
    case .verdict: Message("Verdict", "结论")
    case .day: Message("Day asked", "判定日")
    case .notPassed: Message("Not passed", "未通过")
    case .unknownRules: Message("Unknown", "未知")
    case .none: Message("–", "–")
    case .ruleCount: Message("{0} rules", "{0} 条")
    case .isCode: Message("{0}: {1}", "{0}：{1}")
    case .isNotCode: Message("{0}: {1}, not {2}", "{0}：{1}，非 {2}")
    case .isRecorded: Message("{0} is recorded", "{0}已记录")
    case .isNotRecorded: Message("{0} is not recorded", "{0}未记录")
    case .timesUpper: Message("{0} × upper limit of normal ({1})", "{0} × 正常值上限（{1}）")
    case .timesLower: Message("{0} × lower limit of normal ({1})", "{0} × 正常值下限（{1}）")
    case .timesBaseline: Message("{0} × baseline ({1})", "{0} × 基线值（{1}）")
    case .measured: Message("{0} ({1}, {2} old)", "{0}（{1}，{2}前）")
    case .measuredOn: Message("{0} ({1})", "{0}（{1}）")
    case .dateIs: Message("{0} {1}, {2} {3} ({4})", "{0} {1}，{2} {3}（{4}）")
    case .dateIsNot: Message("{0} {1}, not {2} {3} ({4})", "{0} {1}，并非{2} {3}（{4}）")
    case .dateUnsure:
      Message("{0} {1}: not known whether {2} {3} ({4})", "{0} {1}：不能确定是否{2} {3}（{4}）")
    case .before: Message("before", "早于")
    case .onOrBefore: Message("on or before", "不晚于")
    case .after: Message("after", "晚于")
    case .onOrAfter: Message("on or after", "不早于")
    case .randomizationDay: Message("the day of randomization", "随机化日")
    case .missing: Message("{0}: nothing on file", "{0}：无记录")
    case .nothingInForm: Message("nothing on file in the form {0}", "表单“{0}”无记录")
    case .missingReason: Message("{0}: missing, because: {1}", "{0}：缺失，原因：{1}")
    case .expired:
      Message(
        "{0} expired: {1} old, valid for {2} ({3} on {4})",
        "{0}已过期：{1}前，有效期 {2}（{3}，{4}）"
      )
    case .undated:
      Message("{0} {1}: the day is not on file, so that it may be too old", "{0} {1}：检查日期无记录，可能已过期")
    case .undatedPartly:
      Message(
        "{0} {1}: of {2}, so that it may be too old or too late",
        "{0} {1}：日期仅知 {2}，可能已过期或过晚"
      )
    case .later:
      Message("{0}: {1} was measured on {2}, after the day asked about", "{0}：{1} 测于 {2}，晚于判定日")
    case .noDay:
      Message(
        "{0} {1}: not randomized, and no day named (--on) from which its age counts",
        "{0} {1}：未随机，且未指定（--on）计算时效的日期"
      )
    case .contradictory:
      Message("{0}: values of the same day disagree: {1}", "{0}：同日数值相互矛盾：{1}")
    case .noUpper: Message("{0} {1}: upper limit of normal not on file", "{0} {1}：正常值上限无记录")
    case .noLower: Message("{0} {1}: lower limit of normal not on file", "{0} {1}：正常值下限无记录")
    case .noBaseline: Message("{0} {1}: baseline value not on file", "{0} {1}：基线值无记录")
    case .noOtherDay: Message("{0} {1}: {2} not on file", "{0} {1}：{2}无记录")
    case .noRandomization:
      Message(
        "{0} {1}: not randomized, and no day named (--on) to compare it with",
        "{0} {1}：未随机，且未指定（--on）用于比较的日期"
      )
    case .wordsAlone:
      Message(
        "words alone: the protocol names no item that answers it (criterion or confirmed)",
        "仅有文字：方案未指定用于判断的条目（criterion 或 confirmed）"
      )
    case .settledBy: Message("would be settled by: {0}", "可由以下信息确定：{0}")
    case .listSeparator: Message(", ", "、")
    }
  }
}
