// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a role lets a person do, as the end of "may …" and "有权…".
extension Permission: MessageKey {
  public var message: Message {
    switch self {
    case .screen: Message("note candidates in the screening log", "登记筛选")
    case .consent: Message("record consent", "记录知情同意")
    case .confirmEligibility: Message("confirm eligibility by signature", "签名确认入选资格")
    case .randomize: Message("ask for an allocation", "申请随机")
    case .randomizedInError: Message("note that a subject was randomized in error", "记录误随机")
    case .unblind: Message("break the blind of a subject", "对受试者揭盲")
    case .deviate: Message("note deviations", "记录方案偏离")
    case .prescribe: Message("decide doses", "决定给药剂量")
    case .enter: Message("fill in forms", "录入数据")
    case .correct: Message("change what was filled in", "修改已录入的数据")
    case .attach: Message("attach files", "附加文件")
    case .query: Message("ask queries", "提出质疑")
    case .answer: Message("answer queries", "答复质疑")
    case .closeQuery: Message("close queries and open them again", "关闭及重新打开质疑")
    case .verify: Message("verify values against the source", "核查源数据")
    case .sign: Message("sign forms", "签署表单")
    case .freeze: Message("freeze data and let go of them", "冻结及解冻数据")
    case .lock: Message("lock and unlock data", "锁定及解锁数据")
    case .redact: Message("cover what identifies a person", "遮盖可识别个人身份的内容")
    case .reportSerious: Message("report serious events", "报告严重不良事件")
    case .sendReport: Message("note that a safety report was sent", "记录安全性报告的递交")
    case .grant: Message("give roles to persons and take them away", "授予及收回角色")
    case .importData: Message("bring in data recorded elsewhere", "导入外部数据")
    case .cut: Message("name data cuts", "设定数据截止")
    case .amend: Message("put a new protocol version into force", "启用新版方案")
    case .reveal: Message("reveal the sealed seed", "公开密封的随机种子")
    case .read: Message("see subjects' data", "查看受试者数据")
    case .readArms: Message("see the arm of single subjects", "查看单个受试者的组别")
    case .readResults: Message("see results by arm", "查看分组结果")
    case .audit: Message("see who did what and when, and take note of it", "查看稽查轨迹并知悉")
    }
  }
}
