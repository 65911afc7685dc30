// SPDX-License-Identifier: Apache-2.0

/// Words of a rehearsal's report.
enum RehearsalMessage: String, MessageKey {
  case title, statement, summary, entries, follow, queries
  case arms, arm, subjects, strata, stratum
  case screenFailures, rule, candidates
  case checks, form, check, rows, asked
  case forms, refusals, code, expected, unexpected
  case slips, slipsLeft
  case findings, notes, clean, timing
  case joint

  var message: Message {
    switch self {
    case .title: Message("{0}: rehearsal with {1} virtual subjects, seed {2}", "{0}：以 {1} 名虚拟受试者演练，种子 {2}")
    case .statement: Message("Nobody was screened or treated: all data are drawn.", "无人接受筛选或治疗：全部数据均为随机生成。")
    case .summary:
      Message(
        "{0} screened, {1} with consent, {2} screen failures, {3} randomized.",
        "筛选 {0} 例，知情同意 {1} 例，筛选失败 {2} 例，随机 {3} 例。"
      )
    case .entries: Message("{0} entries of the ledger up to {1}.", "账本共 {0} 条记录，截至 {1}。")
    case .follow:
      Message("{0} serious cases, {1} withdrawals of consent.", "严重不良事件 {0} 例，撤回知情同意 {1} 例。")
    case .queries:
      Message("Queries at the end: {0} open, {1} answered, {2} closed.", "结束时质疑：未答复 {0}，已答复 {1}，已关闭 {2}。")
    case .arms: Message("Allocation", "分配")
    case .arm: Message("Arm", "组别")
    case .subjects: Message("Subjects", "受试者")
    case .strata: Message("Allocation by stratum", "各层分配")
    case .stratum: Message("Stratum", "分层")
    case .screenFailures: Message("Screen failures by rule", "各标准所致筛选失败")
    case .rule: Message("Rule", "标准")
    case .candidates: Message("Candidates", "候选者")
    case .checks: Message("Edit checks", "逻辑核查")
    case .form: Message("Form", "表单")
    case .check: Message("Check", "核查")
    case .rows: Message("Rows", "行数")
    case .asked: Message("Asked", "触发")
    case .forms: Message("Forms", "表单")
    case .refusals: Message("Refusals", "拒绝")
    case .code: Message("Code", "代码")
    case .expected: Message("Expected", "预期")
    case .unexpected: Message("Unexpected", "意外")
    case .slips:
      Message("Slips made on purpose: {0}, of {1} kinds.", "有意制造的差错：{0} 次，共 {1} 种。")
    case .slipsLeft: Message("Not made in this rehearsal: {0}.", "本次演练未出现：{0}。")
    case .findings: Message("Findings ({0})", "发现的问题（{0}）")
    case .notes: Message("Worth a look ({0})", "值得留意（{0}）")
    case .clean:
      Message(
        "Nothing was found that stands in the way of a start.",
        "未发现妨碍启动的问题。"
      )
    case .timing:
      Message("{0} s in all; slowest: {1}.", "共用时 {0} 秒；最慢：{1}。")
    case .joint: Message(", ", "、")
    }
  }
}

/// What a rehearsal can find, and what to do about it.
enum RehearsalFindingMessage: String, MessageKey {
  case nobodyEligible, ruleNeverMet, ruleNeverFailed, formNotPlanned, formNeverFilled, itemNeverFilled
  case itemRequiredNeverFilled, checkAlwaysFires, checkNeverFires, visitWithoutForm, visitWithoutDay,
    nobodyMay
  case refused, otherwise, accepted, followed, repeated, further, auditEntry, audit, data
  case contradictoryRemedy, ruleRemedy, failRemedy, planRemedy, fillRemedy, itemRemedy, checkRemedy
  case neverRemedy, visitRemedy, dayRemedy, roleRemedy, refusedRemedy, otherwiseRemedy, acceptedRemedy,
    auditRemedy

  var message: Message {
    switch self {
    case .nobodyEligible:
      Message("Nobody can be made eligible; rules that stay open: {0}.", "无人能够入选；始终未满足的标准：{0}。")
    case .ruleNeverMet: Message("The rule {0} is never met.", "标准 {0} 从未满足。")
    case .ruleNeverFailed:
      Message("Nobody could be made to fail the rule {0} (tried: {1}).", "尝试 {1} 次，均无法使标准 {0} 不满足。")
    case .formNotPlanned:
      Message(
        "The form {0} is never filled: no visit of the schedule names it.",
        "表单 {0} 从未填写：访视计划中无访视指定该表单。"
      )
    case .formNeverFilled: Message("The form {0} is never filled.", "表单 {0} 从未填写。")
    case .itemNeverFilled: Message("The item {0} is never filled.", "项目 {0} 从未填写。")
    case .itemRequiredNeverFilled: Message("The required item {0} is never filled.", "必填项目 {0} 从未填写。")
    case .checkAlwaysFires:
      Message("The check {1} of the form {0} asks about every row ({2}).", "表单 {0} 的核查 {1} 对每一行均触发（{2} 行）。")
    case .checkNeverFires:
      Message(
        "No row could be made to fail the check {1} of the form {0} (tried: {2}).",
        "尝试 {2} 次，均无法使表单 {0} 的核查 {1} 触发。"
      )
    case .visitWithoutForm: Message("Nothing is filled at the visit {0}.", "访视 {0} 无任何表单需填写。")
    case .visitWithoutDay: Message("Nothing says when the visit {0} is.", "访视 {0} 的时间无法确定。")
    case .nobodyMay: Message("No role may {0} ({1}).", "无角色有权{0}（{1}）。")
    case .refused: Message("Refused, although it should be done: {0} ({1}).", "本应允许却被拒绝：{0}（{1}）。")
    case .otherwise:
      Message("Refused, but not with {2}: {0} ({1}).", "已被拒绝，但原因并非 {2}：{0}（{1}）。")
    case .accepted:
      Message(
        "Done, although it had to be refused with {2}: {0} ({1}).",
        "本应以 {2} 拒绝却被允许：{0}（{1}）。"
      )
    case .followed:
      Message("Done, but \"{2}\" did not follow: {0} ({1}).", "已执行，但未产生“{2}”：{0}（{1}）。")
    case .repeated:
      Message("Not carried out, as if done before: {0} ({1}).", "未执行，被当作已执行过：{0}（{1}）。")
    case .further: Message("{0} more like it.", "另有 {0} 次类似情况。")
    case .auditEntry: Message("Audit, entry {0}: {1}", "稽查，第 {0} 条：{1}")
    case .audit: Message("Audit: {0}", "稽查：{0}")
    case .data: Message("Tables: {0}", "数据表：{0}")
    case .contradictoryRemedy:
      Message(
        "Look for rules that contradict each other, or that ask for what no form of screening holds.",
        "检查相互矛盾的标准，或筛选表单中并不存在所需项目的标准。"
      )
    case .ruleRemedy:
      Message(
        "See that its items can be filled before randomization, and that its thresholds lie inside their ranges.",
        "确认其项目可在随机前填写，且界值在允许范围内。"
      )
    case .failRemedy:
      Message(
        "A rule that nobody can fail decides nothing; look at its thresholds and at the items' ranges.",
        "无人会违反的标准没有意义；请核对界值与项目范围。"
      )
    case .planRemedy:
      Message(
        "Add an activity to schedule.activities with form: {0} and its visits.",
        "在 schedule.activities 中增加 form: {0} 及其访视。"
      )
    case .fillRemedy:
      Message(
        "See that the visits that fill it are ever reached, and that its checks can hold.",
        "确认其访视能够到达，且其核查可以满足。"
      )
    case .itemRemedy:
      Message("See that its branch (shown-when) ever opens, or take it out.", "确认其显示条件（shown-when）能够成立，否则删除。")
    case .checkRemedy:
      Message(
        "Turn the criterion round if it says what is wrong: a check says what holds.",
        "核查应写明正确的情形；若写成错误情形，请取反。"
      )
    case .neverRemedy:
      Message(
        "A check that nothing fails asks nothing; look at its criterion and at the items' ranges.",
        "从不触发的核查没有意义；请核对条件与项目范围。"
      )
    case .visitRemedy:
      Message("Name it in an activity with a form, or take it out.", "在含表单的活动中指定该访视，否则删除。")
    case .dayRemedy:
      Message("Give it a window, every:, or recovery:.", "为其设定 window、every 或 recovery。")
    case .roleRemedy: Message("Add {0} to can: of a role that should.", "在相应角色的 can: 中加入 {0}。")
    case .refusedRemedy:
      Message(
        "The rules let nobody do what the protocol plans: mend the protocol where the refusal points.",
        "规则不允许方案所计划的操作：请按拒绝原因修正方案。"
      )
    case .otherwiseRemedy:
      Message(
        "Look whether the reason given is the one to mend; else report it with the study's protocol and the seed.",
        "请核对所给原因是否正是应修正之处；否则请附方案与种子报告该问题。"
      )
    case .acceptedRemedy:
      Message(
        "A slip of this kind would go unnoticed: report it with the study's protocol and the seed.",
        "此类差错不会被发现：请附方案与种子报告该问题。"
      )
    case .auditRemedy:
      Message(
        "The engine contradicts itself: report it with the study's protocol and the seed.",
        "引擎自相矛盾：请附方案与种子报告该问题。"
      )
    }
  }
}
