// SPDX-License-Identifier: Apache-2.0

/// The words that the calculators share.
enum StatisticsMessage: String, MessageKey {
  case allRows, someRows, comma
  case arm, reference, events, subjects, estimate, interval, method, test, statistic, degrees, pValue, sides
  case limits, notDefined, notReached, leftOut, twoSided, greater, less
  case seconds

  var message: Message {
    switch self {
    case .allRows: Message("{0} rows read, all used.", "读取 {0} 行，全部使用。")
    case .someRows:
      Message(
        "{0} rows read, {1} used. Left out because of missing values: {2} ({3}).",
        "读取 {0} 行，使用 {1} 行。因缺失值排除 {2} 行（{3}）。"
      )
    case .comma: Message(", ", "，")
    case .arm: Message("Arm", "组别")
    case .reference: Message("{0} (reference)", "{0}（参照）")
    case .events: Message("Events", "事件")
    case .subjects: Message("n", "n")
    case .estimate: Message("Estimate", "估计值")
    case .interval: Message("{0} CI", "{0} CI")
    case .method: Message("Method", "方法")
    case .test: Message("Test", "检验")
    case .statistic: Message("Statistic", "统计量")
    case .degrees: Message("df", "df")
    case .pValue: Message("p", "P")
    case .sides: Message("Alternative", "备择假设")
    case .limits: Message("{0} to {1}", "{0}～{1}")
    case .notDefined: Message("not defined", "无定义")
    case .notReached: Message("not reached", "未达到")
    case .leftOut: Message("left out (n > {0})", "略去（n > {0}）")
    case .twoSided: Message("two-sided", "双侧")
    case .greater: Message("greater", "大于")
    case .less: Message("less", "小于")
    case .seconds: Message("Read in {0} s, computed in {1} s.", "读取用时 {0} 秒，计算用时 {1} 秒。")
    }
  }
}
