// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What an item wants to be written into it: codes, numbers with range and unit, the form of a date.
struct ValueWords {
  let names: ConductNames
  private var texts: Texts { names.texts }

  /// What to write instead of a text that is no value of the item; empty for an item that the protocol does not have.
  func wanted(_ path: ItemPath, insteadOf text: String) -> String {
    guard let item = names.study.item(path) else { return "" }
    let sentences: [String] =
      switch item.kind {
      case .category, .arm, .site: codes(item, insteadOf: text)
      case .integer, .decimal: number(item)
      case .days: [texts[ValueMessage.days]] + range(item)
      case .date: [texts[ValueMessage.date]]
      case .text: [texts[ValueMessage.words]]
      }
    return names.joined(sentences + [reasons(item)])
  }

  /// The codes that may say why a value is missing; empty where there are none.
  func reasons(_ item: Item) -> String {
    item.missingReasons.isEmpty ? "" : texts(ValueMessage.reasons, names.list(item.missingReasons))
  }

  private func codes(_ item: Item, insteadOf text: String) -> [String] {
    let codes = names.study.codes(of: item)
    let shown = codes.enumerated().map { index, code in
      let title = texts[names.study.title(of: index, of: item)]
      return title == code ? code : texts(ValueMessage.coded, code, title)
    }
    return [
      nearMiss(of: text, among: codes).map { texts(ConductMessage.didYouMean, $0) } ?? "",
      shown.isEmpty ? "" : texts(ValueMessage.oneOf, texts.list(shown, atMost: 20)),
    ]
  }

  private func number(_ item: Item) -> [String] {
    let unit = item.unit.flatMap { $0.code == "1" ? nil : UnitWords.symbol(of: $0, in: texts) }
    return [texts[item.kind == .integer ? ValueMessage.whole : .number]] + range(item)
      + [unit.map { texts(ValueMessage.unit, $0) } ?? ""]
  }

  private func range(_ item: Item) -> [String] {
    guard let range = item.range else { return [] }
    return [
      texts(ValueMessage.range, UnitWords.digits(range.lowerBound), UnitWords.digits(range.upperBound))
    ]
  }
}

/// What an item wants, in whole sentences.
enum ValueMessage: String, MessageKey {
  case oneOf, coded, whole, number, range, unit, days, date, words, reasons

  var message: Message {
    switch self {
    case .oneOf: Message("Write one of: {0}.", "请填写其中之一：{0}。")
    case .coded: Message("{0} ({1})", "{0}（{1}）")
    case .whole: Message("Write a whole number.", "请填写整数。")
    case .number: Message("Write a number.", "请填写数字。")
    case .range: Message("It lies between {0} and {1}.", "范围为 {0} 至 {1}。")
    case .unit: Message("Its unit is {0}, and is not written.", "单位为 {0}，无须填写单位。")
    case .days: Message("Write whole days since randomization, such as 28.", "请填写自随机化起的整天数，如 28。")
    case .date:
      Message(
        "Write the day as YYYY-MM-DD, such as 2025-03-10; where only the month or the year is known, YYYY-MM or YYYY.",
        "请按 YYYY-MM-DD 填写日期，如 2025-03-10；仅知年月或年份时，填写 YYYY-MM 或 YYYY。"
      )
    case .words: Message("Write words.", "请填写文字。")
    case .reasons: Message("Where it is missing, write why: {0}.", "如缺失，请填写原因：{0}。")
    }
  }
}
