// SPDX-License-Identifier: Apache-2.0

/// Looking about in one sentence: what stands where, and names.
struct PhraseLook {
  let document: Document
  let sentence: Range<Int>
  private static let longestName = 7

  init(_ document: Document, _ sentence: Range<Int>) {
    self.document = document
    self.sentence = sentence
  }

  /// Whether the sentence says "group" or "arm"; to be asked once, as it looks at every word.
  var hasArmWord: Bool { sentence.contains { document.sense($0) == .arm } }

  func sense(_ index: Int) -> Sense {
    sentence.contains(index) ? document.sense(index) : .end
  }

  func whole(_ index: Int) -> Int? {
    guard sentence.contains(index), let count = document.tokens[index].numeral?.count else { return nil }
    let before = sense(index - 1)
    guard before != .grade, !before.isTimeUnit, before != .monthName, before != .slash else { return nil }
    let after = sense(index + 1)
    guard after != .percent, !after.isTimeUnit, after != .unit, after != .slash, after != .dash else {
      return nil
    }
    if isWord(index + 1), document.tokens[index + 1].isGlued, !isIdeographic(index + 1) { return nil }
    if isRatio(index) { return nil }
    return count
  }

  /// Whether a number is part of a ratio such as 1:1 or 2:1.
  private func isRatio(_ index: Int) -> Bool {
    func isNumber(_ place: Int) -> Bool { sentence.contains(place) && document.tokens[place].isNumber }
    return
      (sense(index + 1) == .colonSign && document.tokens[index + 1].isGlued && isNumber(index + 2)
      && document.tokens[index + 2].isGlued)
      || (sense(index - 1) == .colonSign && document.tokens[index].isGlued && isNumber(index - 2))
  }

  /// Whether a bracket or comma behind a name gives its size, or an arm of its own.
  func hasSizeBehind(_ index: Int) -> Bool {
    var place = sense(index) == .arm ? index + 1 : index
    // 分为A组40例.
    if place > index, isIdeographic(index), whole(place) != nil, sense(place + 1) == .subject { return true }
    guard sense(place) == .open || sense(place) == .comma else { return false }
    let isOpen = sense(place) == .open
    place += 1
    if isOpen, sense(place) == .arm || (whole(place) != nil && [.close, .subject].contains(sense(place + 1)))
    {
      return true
    }
    return (place..<place + 5).contains { sense($0) == .sampleSize && sense($0 + 1) == .equals }
  }

  func isWord(_ index: Int) -> Bool {
    sentence.contains(index) && document.tokens[index].word != 0 && !document.tokens[index].isNumber
  }

  func isIdeographic(_ index: Int) -> Bool {
    sentence.contains(index) && Scalar.isIdeograph(document.text.scalars[Int(document.tokens[index].start)])
  }

  /// Whether a token may be part of a name: a word without a meaning here, a dose, a number of an arm.
  func isName(_ index: Int) -> Bool {
    guard sentence.contains(index) else { return false }
    let token = document.tokens[index]
    switch token.sense {
    case .other: return token.word != 0 || token.isNumber || isPlus(index)
    case .unit, .dash, .score, .day, .alpha: return true
    // 治疗组
    case .received: return isIdeographic(index) && sense(index + 1) == .arm
    case .tStatistic, .fStatistic, .zStatistic, .sampleSize, .pValue: return token.isCapital
    default: return false
    }
  }

  private func isNo(_ index: Int) -> Bool {
    sense(index) == .not && document.word(index) == "no" && isName(index + 1)
  }

  private func isPlus(_ index: Int) -> Bool {
    document.text.scalars[Int(document.tokens[index].start)] == 0x2B
  }

  /// The name that ends before `index`, which may be the word "group" or the place behind it.
  func name(before index: Int) -> (words: [Int], tokens: Range<Int>)? {
    var end = index + 1
    if sense(index) == .arm { end = index }
    if end - 1 >= sentence.lowerBound, sense(end - 1) == .open || sense(end - 1) == .comma { end -= 1 }
    // "venetoclax plus azacitidine (VA) (n = 30)": the letters in brackets are the name.
    if sense(end - 1) == .close, isName(end - 2), sense(end - 3) == .open {
      return name(in: end - 2..<end - 1)
    }
    var start = end
    while start > sentence.lowerBound, end - start < Self.longestName, isName(start - 1) { start -= 1 }
    if start < end, isNo(start - 1) { start -= 1 }
    return name(in: start..<end)
  }

  /// The name that begins at `index`.
  func name(from index: Int) -> (words: [Int], tokens: Range<Int>)? {
    var end = index
    // "No further treatment".
    if isNo(index) { end += 1 }
    while end < sentence.upperBound, end - index < Self.longestName, isName(end) { end += 1 }
    if sense(end) == .open, isName(end + 1), sense(end + 2) == .close, document.tokens[end + 1].word != 0 {
      return name(in: end + 1..<end + 2)
    }
    return name(in: index..<end)
  }

  private func name(in tokens: Range<Int>) -> (words: [Int], tokens: Range<Int>)? {
    var tokens = tokens
    while let first = tokens.first, sense(first) == .dash { tokens = first + 1..<tokens.upperBound }
    while let last = tokens.last, sense(last) == .dash { tokens = tokens.lowerBound..<last }
    let words = tokens.filter { sense($0) != .dash }.map(document.key)
    guard !words.isEmpty,
      tokens.contains(where: { isWord($0) }) || (tokens.count == 1 && sense(tokens.lowerBound - 1) == .arm)
    else { return nil }
    return (words, tokens)
  }

  /// "A and B groups", "A or B", before the place.
  func pairOfNames(before index: Int) -> ([Int], [Int])? {
    var place = index - 1
    var steps = 0
    while steps < 14, place > sentence.lowerBound {
      if sense(place) == .and || sense(place) == .or || sense(place) == .versus {
        if let first = name(before: place - 1), let second = name(from: skipArticles(place + 1)) {
          return (first.words, second.words)
        }
      }
      place -= 1
      steps += 1
    }
    return nil
  }

  func pairOfNames(after index: Int) -> ([Int], [Int])? {
    for place in index..<min(index + 16, sentence.upperBound)
    where sense(place) == .and || sense(place) == .or {
      if let first = name(before: place - 1), let second = name(from: skipArticles(place + 1)) {
        return (first.words, second.words)
      }
    }
    return nil
  }

  private func skipArticles(_ index: Int) -> Int {
    var place = index
    while sense(place) == .article || sense(place) == .arm { place += 1 }
    return place
  }
}
