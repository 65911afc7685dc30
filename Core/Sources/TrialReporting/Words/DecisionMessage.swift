// SPDX-License-Identifier: Apache-2.0

/// The words in which a verdict says because of what.
enum DecisionMessage: String, MessageKey {
  case isCode
  case isNotCode
  case isMissing
  case isRecorded
  case isNotRecorded
  case multipleOf
  case because
  case notBecause
  case open
  case settledBy
  case allMissingLeadTo
  case certainBecause
  case listSeparator
  case source

  var message: Message {
    switch self {
    case .isCode: Message("{0}: {1}", "{0}：{1}")
    case .isNotCode: Message("{0}: {1}, not {2}", "{0}：{1}，非 {2}")
    case .isMissing: Message("{0} not known", "{0}未知")
    case .isRecorded: Message("{0} recorded", "{0}已记录")
    case .isNotRecorded: Message("{0} not recorded", "{0}未记录")
    case .multipleOf: Message("{0} × {1} ({2})", "{0} × {1}（{2}）")
    case .because: Message("{0}: {1}", "{0}：{1}")
    case .notBecause: Message("not {0}: {1}", "非 {0}：{1}")
    case .open: Message("{0} possible: {1}", "可能为 {0}：{1}")
    case .settledBy: Message("would be settled by: {0}", "可由以下信息确定：{0}")
    case .allMissingLeadTo:
      Message("{0} whatever the missing findings are", "无论缺失信息为何，均为 {0}")
    case .certainBecause:
      Message("{0}, whatever the missing findings are: {1}", "{0}（与缺失信息无关）：{1}")
    case .listSeparator: Message(", ", "、")
    case .source: Message("{0}; {1}", "{0}；{1}")
    }
  }
}
