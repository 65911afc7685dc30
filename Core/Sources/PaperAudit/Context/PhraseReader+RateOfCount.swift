// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// The percentage that is told as the rate of the count before, and the place behind it.
  ///
  /// "45 responded, a response rate of 37.5%", "45 responded (rate, 37.5%)", "感染5例，感染率为10.0%", "30例，占25.0%".
  func rate(ofCountAt index: Int, behind end: Int) -> (percent: PrintedNumber, end: Int)? {
    guard isAlone(index), !sense(end).isTimeUnit else { return nil }
    let comma = skipWords(end, limit: 6)
    if sense(comma) == .comma || sense(comma) == .open {
      let start = comma + 1
      let place = ideographicRate(at: start, before: index) ?? apposition(at: start)
      if let place, let percent = percent(at: place), isPlain(place), !hasFraction(behind: place + 2) {
        return (percent, sense(comma) == .open ? close(place + 2) : place + 2)
      }
    }
    return nil
  }

  /// Whether no other count stands before in the same breath, with which it could be added up: "5 complete and 15 partial
  /// responses, a response rate of 40%".
  private func isAlone(_ index: Int) -> Bool {
    guard let count = phrases.last, isCount(count) else { return true }
    let start = count.tokens.lowerBound
    if index - count.tokens.upperBound > 24 { return true }
    if (count.tokens.upperBound..<index).contains(where: { sense($0) == .semicolon || sense($0) == .stop }) {
      return true
    }
    // "Of 120 patients, 45 …", 120例患者中45例, 每组45例。
    return [.of, .preposition, .article, .all, .each].contains(sense(start - 1))
      || (count.tokens.upperBound..<index).contains { isWord($0) && document.word($0) == "中" }
  }

  /// A count, or one with its percentage in a bracket.
  private func isCount(_ phrase: Phrase) -> Bool {
    switch phrase {
    case .count: true
    case .proportion(let share):
      share.events != nil && share.total == nil && sense(share.tokens.upperBound - 1) == .close
    default: false
    }
  }

  /// 部分缓解8例，总缓解率为91.7%（55/60）: the rate has figures of its own.
  private func hasFraction(behind end: Int) -> Bool {
    sense(end) == .open && (fraction(at: end + 1) != nil || sense(end + 1) == .sampleSize)
  }

  private func isPlain(_ place: Int) -> Bool {
    !isCoverage(place) && percentRange(at: place) == nil && sense(place + 2) != .each
  }

  /// "A response rate of", "for a rate of", "giving a rate of", "or", "rate,": the place of the number.
  private func apposition(at index: Int) -> Int? {
    var place = index
    var hasRate = false
    var hasLead = false
    while place < index + 10, numeral(place) == nil {
      switch sense(place) {
      case .rate, .proportion: hasRate = true
      case .or where place == index: hasLead = true
      case .article: hasLead = true
      case .preposition where place == index && ["for", "with"].contains(document.word(place)): hasLead = true
      // "Among 30 patients, the response rate was" speaks of them, and of no count.
      case .was where sense(index - 1) != .open: return nil
      case .of, .was, .total, .comma, .colonSign, .equals, .to:
        if place == index { return nil }
      case .other where isWord(place) && !isIdeograph(place):
        if ["giving", "representing", "corresponding", "yielding", "ie"].contains(document.word(place)) {
          hasLead = true
        }
      default: return nil
      }
      place += 1
    }
    guard numeral(place) != nil, place > index else { return nil }
    // "(response rate, 35%)" needs no article, ", or 35%" no rate.
    let isBracket = sense(index - 1) == .open
    return hasRate && (hasLead || isBracket)
      || hasLead && place <= index + 2 && !hasRate && sense(index) != .article
      ? place : nil
  }

  /// 满意30例，满意度66.7%: the rate is named as the count is; 占66.7%.
  private func ideographicRate(at index: Int, before count: Int) -> Int? {
    guard isIdeograph(index), let number = (index..<index + 8).first(where: { numeral($0) != nil }) else {
      return nil
    }
    if document.word(index) == "占", number == index + 1 { return number }
    let start = sense(index) == .total ? index + 1 : index
    guard start < number, start > index - 1 else { return nil }
    let name = scalars(start..<number)
    guard let last = name.last(where: { ![0x4E3A, 0x8FBE, 0x662F, 0x3A].contains($0) }),
      // 率, 度, 例 of 比例.
      [0x7387, 0x5EA6, 0x4F8B].contains(last)
    else { return nil }
    var words = scalars(max(sentence.lowerBound, count - 5)..<count)
    // 达标者24例，达标率.
    if words.last == 0x8005 { words.removeLast() }
    if (2...4).contains(where: { words.count >= $0 && name.starts(with: words.suffix($0)) }) { return number }
    // 达标39例，达标率62.9%；对照组24例，达标率48.7%: named before.
    let earlier = scalars(max(sentence.lowerBound, count - 40)..<count)
    return name.count >= 3 && zip(earlier, earlier.dropFirst()).contains { $0 == name[0] && $1 == name[1] }
      ? number : nil
  }

  private func isIdeograph(_ index: Int) -> Bool {
    isWord(index) && Scalar.isIdeograph(document.text.scalars[Int(document.tokens[index].start)])
  }

  private func scalars(_ tokens: Range<Int>) -> [UInt32] {
    tokens.flatMap { document.text.scalars[document.tokens[$0].range] }
  }
}
