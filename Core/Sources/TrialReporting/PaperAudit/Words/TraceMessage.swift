// SPDX-License-Identifier: Apache-2.0

/// Words of an audited text beside the results of a study.
enum TraceMessage: String, MessageKey {
  case title, titleAt
  case summary, found, open, absent, absentNearest
  case means

  var message: Message {
    switch self {
    case .title: Message("Results of {0}", "{0} 的结果")
    case .titleAt: Message("Results of {0} at {1}", "{0} 截至 {1} 的结果")
    case .summary:
      Message("{0} found · {1} possible · {2} not among them", "{0} 项相符 · {1} 项可能 · {2} 项不在其中")
    case .found: Message("{0}: {1}", "{0}：{1}")
    case .open: Message("{0}: {1}, which leaves it possible", "{0}：{1}，有此可能")
    case .absent: Message("not among the results", "不在结果之中")
    case .absentNearest: Message("not among the results; {0}: {1}", "不在结果之中；{0}：{1}")
    case .means:
      Message(
        "A figure that is not among the results need not be wrong: it may be of other work, or of an analysis that the protocol does not name.",
        "不在结果之中的数字未必有误：它可能出自他人的研究，或出自方案未列的分析。"
      )
    }
  }
}
