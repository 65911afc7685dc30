// SPDX-License-Identifier: Apache-2.0

/// Arms that are declared with one size for all: "to A or B, 60 in each group", "A组和B组，每组30例", "three groups (A, B, C) of 50 each".
struct EqualArms {
  private let document: Document
  private let look: PhraseLook

  init(_ document: Document, _ sentence: Range<Int>) {
    self.document = document
    look = PhraseLook(document, sentence)
  }

  /// - Parameters:
  ///   - number: The place of the sentence among all.
  ///   - before: The sentence before, where the arms may have been named.
  /// - Returns: The arms of a sentence that allocates, or follows one that does; empty if it says no such thing.
  func arms(_ number: Int, before: Range<Int>?) -> [Arm] {
    for index in look.sentence where document.tokens[index].isNumber {
      guard let size = look.whole(index), size > 1, isOfEach(index), !hasShare(index) else { continue }
      let found =
        isAllocating(look) ? names(before: index, look) : before.flatMap { names(in: $0, size: size) }
      guard let found, found.count >= 2, Set(found).count == found.count else { continue }
      return found.map { Arm(name: $0, sizes: [size], tokens: index..<index + 1, sentence: number) }
    }
    return []
  }

  /// The arms of the sentence before, if it also prints the sum.
  private func names(in sentence: Range<Int>, size: Int) -> [[Int]]? {
    let look = PhraseLook(document, sentence)
    guard isAllocating(look), let names = names(before: sentence.upperBound, look),
      sentence.contains(where: { look.whole($0) == size * names.count })
    else { return nil }
    return names
  }

  private func isAllocating(_ look: PhraseLook) -> Bool {
    look.sentence.contains { [.randomized, .assigned].contains(look.sense($0)) }
  }

  /// "60 in each group", "60 per arm", "groups of 50 each", "each group of 30", 每组30例, 各30例, "two equal groups of 30".
  private func isOfEach(_ index: Int) -> Bool {
    var place = index + 1
    while place < index + 3, look.sense(place) == .subject { place += 1 }
    if [.preposition, .to].contains(look.sense(place)) { place += 1 }
    if look.sense(place) == .each {
      return look.sense(place + 1) == .arm
        || [.comma, .close, .stop, .end, .semicolon].contains(look.sense(place + 1))
    }
    place = index - 1
    while [.of, .equals, .sampleSize, .comprising, .including, .was, .open].contains(look.sense(place)) {
      place -= 1
    }
    if look.sense(place) == .each { return look.isIdeographic(place) }
    guard look.sense(place) == .arm else { return false }
    return look.sense(place - 1) == .each
      || document.isWord(place - 1, in: ["equal", "equally"]) && place < index - 1
  }

  /// "1 in each group (2.5%)" tells of an outcome.
  private func hasShare(_ index: Int) -> Bool {
    (index + 1..<index + 8).contains { look.sense($0) == .open && look.sense($0 + 2) == .percent }
  }

  /// The names of the last list before a place.
  private func names(before end: Int, _ look: PhraseLook) -> [[Int]]? {
    let start = max(look.sentence.lowerBound, end - 40)
    for place in (start..<end).reversed() {
      if [.and, .or, .versus].contains(look.sense(place)),
        let second = look.name(from: skipped(place + 1, look)),
        let first = look.name(before: look.sense(place - 1) == .comma ? place - 2 : place - 1)
      {
        return listed([first.words, second.words], from: first.tokens.lowerBound, look)
      }
      if look.sense(place) == .arm, let names = bracketed(place, look) ?? counted(place, look) {
        return names
      }
    }
    return nil
  }

  private func listed(_ names: [[Int]], from start: Int, _ look: PhraseLook) -> [[Int]] {
    var (names, start) = (names, start)
    while names.count < 6 {
      while [.article, .arm].contains(look.sense(start - 1)) { start -= 1 }
      guard look.sense(start - 1) == .comma, let more = look.name(before: start - 2) else { break }
      names.insert(more.words, at: 0)
      start = more.tokens.lowerBound
    }
    return names
  }

  /// "Groups (A, B, C)".
  private func bracketed(_ group: Int, _ look: PhraseLook) -> [[Int]]? {
    guard look.sense(group + 1) == .open else { return nil }
    var names: [[Int]] = []
    var place = group + 2
    while names.count < 6, let name = look.name(from: skipped(place, look)) {
      names.append(name.words)
      place = name.tokens.upperBound
      if look.sense(place) == .close { return names.count >= 2 ? names : nil }
      while [.comma, .and, .or].contains(look.sense(place)) { place += 1 }
    }
    return nil
  }

  /// A、B、C三组.
  private func counted(_ group: Int, _ look: PhraseLook) -> [[Int]]? {
    var end = group
    if look.isIdeographic(end - 1), ["三", "两", "二", "四"].contains(document.word(end - 1)) { end -= 1 }
    guard end < group, let last = look.name(before: end - 1) else { return nil }
    let names = listed([last.words], from: last.tokens.lowerBound, look)
    return names.count >= 2 ? names : nil
  }

  private func skipped(_ index: Int, _ look: PhraseLook) -> Int {
    var place = index
    while [.article, .arm].contains(look.sense(place)) { place += 1 }
    return place
  }
}
