// SPDX-License-Identifier: Apache-2.0

/// "From 23.4 before treatment to 15.1 afterwards": a value before and one after.
struct FromTo {
  let tokens: Range<Int>
  let first: PrintedNumber
  let second: PrintedNumber
  let isPercent: Bool
}

extension Audit {
  func isFrom(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index) && ["from", "由", "从"].contains(document.word(index))
  }

  /// The two values behind "from", with their spreads and times passed over.
  func fromTo(at start: Int, _ look: PhraseLook, before limit: Int) -> FromTo? {
    guard let first = value(start + 1, look, before: min(limit, start + 8)),
      let to = (first.end..<min(limit, first.end + 22)).first(where: { isTo($0, first.end, look) }),
      let second = value(to + 1, look, before: min(limit, to + 8)), first.isPercent == second.isPercent,
      first.numeral.isSigned == second.numeral.isSigned,
      look.sense(first.end).isTimeUnit == look.sense(second.end).isTimeUnit || to == first.end
    else { return nil }
    return FromTo(
      tokens: start..<second.end,
      first: first.numeral.printed,
      second: second.numeral.printed,
      isPercent: first.isPercent
    )
  }

  /// The first number after at most a few words, which is no year, no time and no size.
  private func value(_ start: Int, _ look: PhraseLook, before limit: Int) -> (
    numeral: Numeral, isPercent: Bool, end: Int
  )? {
    var index = start
    while index < limit, look.isWord(index) || [.open, .colonSign].contains(look.sense(index)) { index += 1 }
    guard index < limit, look.sentence.contains(index), let numeral = document.tokens[index].numeral,
      !(numeral.decimals == 0 && (1900...2100).contains(numeral.value)), numeral.form != .words,
      look.sense(index - 1) != .sampleSize, look.sense(index - 1) != .equals,
      look.sense(index - 1) != .monthName,
      !look.sense(index - 1).isTimeUnit || look.isIdeographic(index - 1), look.sense(index + 1) != .monthName,
      look.sense(index + 1) != .slash, look.sense(index + 1) != .subject
    else { return nil }
    // "20 to 10 per cent": the sign stands behind the second.
    let isPercent = look.sense(index + 1) == .percent
    return (numeral, isPercent, index + (isPercent ? 2 : 1))
  }

  /// "To", 至 outside of the brackets that hold a spread, before a number.
  private func isTo(_ index: Int, _ start: Int, _ look: PhraseLook) -> Bool {
    guard look.sense(index) == .to else { return false }
    let between = start..<index
    let opened = between.count { look.sense($0) == .open }
    let closed = between.count { look.sense($0) == .close }
    // "（14.2±3.1）分" was opened before its number.
    return opened <= closed && value(index + 1, look, before: index + 8) != nil
  }
}
