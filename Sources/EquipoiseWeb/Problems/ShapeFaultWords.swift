// SPDX-License-Identifier: Apache-2.0

import TrialReporting

/// What is wrong at one place of a document.
enum ShapeFaultMessage: String, MessageKey {
  case missing, unknown, kind, choice, range, control, empty, long, date, moment

  var message: Message {
    switch self {
    case .missing: Message("is missing", "缺失")
    case .unknown: Message("is not known; known: {0}", "未知；已知：{0}")
    case .kind: Message("must be of type {0}", "类型应为 {0}")
    case .choice: Message("must be one of {0}", "应为以下之一：{0}")
    case .range: Message("must lie between {0} and {1}", "应在 {0} 与 {1} 之间")
    case .control: Message("holds a control character", "含控制字符")
    case .empty: Message("is empty", "为空")
    case .long: Message("is longer than 64 characters", "超过 64 个字符")
    case .date: Message("is no day of the calendar, such as 2025-03-10", "不是有效日期，例如 2025-03-10")
    case .moment:
      Message(
        "is no day and no instant with its offset, such as 2025-03-10T08:30+08:00",
        "不是日期或带时区的时刻，例如 2025-03-10T08:30+08:00"
      )
    }
  }
}

extension ShapeFault {
  func text(in texts: Texts) -> String {
    switch kind {
    case .missing: texts[ShapeFaultMessage.missing]
    case .unknown(let known): texts(ShapeFaultMessage.unknown, known.joined(separator: ", "))
    case .kind(let wanted): texts(ShapeFaultMessage.kind, wanted)
    case .choice(let choices): texts(ShapeFaultMessage.choice, choices.joined(separator: ", "))
    case .range(let range):
      texts(ShapeFaultMessage.range, String(range.lowerBound), String(range.upperBound))
    case .control: texts[ShapeFaultMessage.control]
    case .empty: texts[ShapeFaultMessage.empty]
    case .long: texts[ShapeFaultMessage.long]
    case .date: texts[ShapeFaultMessage.date]
    case .moment: texts[ShapeFaultMessage.moment]
    }
  }
}
