// SPDX-License-Identifier: Apache-2.0

/// Those of whom a clause speaks: "of the 55 patients, …", "among these 84, …", "55例患者中…".
struct Population {
  let size: Int
  /// The number.
  let place: Int
  /// The place behind the number, or behind 中.
  let end: Int
  /// Whether it opens the sentence, and not a later clause of it.
  let isAtHead: Bool
}

/// Finds the populations of a sentence.
struct PopulationReader {
  private let document: Document
  private let look: PhraseLook

  static func populations(_ document: Document, _ sentence: Range<Int>) -> [Population] {
    let reader = PopulationReader(document: document, look: PhraseLook(document, sentence))
    return sentence.compactMap { document.tokens[$0].isNumber ? reader.population(at: $0) : nil }
  }

  private func population(at index: Int) -> Population? {
    guard let size = look.whole(index) else { return nil }
    var behind = look.sense(index + 1) == .subject ? index + 2 : index + 1
    // 16例死亡患者中.
    if behind == index + 2, look.isIdeographic(index + 1) {
      let last = (behind..<behind + 5).first {
        document.isWord($0, in: ["中"]) || !look.isIdeographic($0) || document.tokens[$0].isNumber
      }
      if let last, document.isWord(last, in: ["中"]), look.sense(last + 1) == .comma || last == behind {
        behind = last
      }
    }
    if look.sense(behind) == .of, document.word(behind) == "中", look.isWord(behind),
      !Self.isPartOfWord(document.word(behind + 1))
    {
      return Population(size: size, place: index, end: behind + 1, isAtHead: isNearHead(index))
    }
    // 30例患者的总有效率.
    if behind > index + 1, look.sense(behind) == .of, document.isWord(behind, in: ["的"]) {
      return Population(size: size, place: index, end: behind + 1, isAtHead: isNearHead(index))
    }
    guard let head = lead(to: index), isFollowed(index + 1) else { return nil }
    return Population(size: size, place: index, end: index + 1, isAtHead: head)
  }

  /// Whether "of" or "among" at the head of the sentence (true) or of a later clause (false) leads to a number; nil if not.
  private func lead(to index: Int) -> Bool? {
    var place = index - 1
    while [.article, .all].contains(look.sense(place)) || document.isWord(place, in: ["remaining", "other"]) {
      place -= 1
    }
    guard look.sentence.contains(place), index - place <= 4 else { return nil }
    let isOf = look.sense(place) == .of || document.isWord(place, in: ["among", "amongst"])
    guard isOf || look.sense(place) == .preposition, look.isWord(place) else { return nil }
    if isHead(place) { return true }
    guard isOf else { return nil }
    switch look.sense(place - 1) {
    case .comma, .semicolon, .colonSign, .dash, .open: return false
    default:
      return document.isWord(place - 1, in: ["and", "but", "while", "whereas"]) && look.sense(place) != .of
        ? false : nil
    }
  }

  /// Whether only headings and asides stand before.
  private func isHead(_ place: Int) -> Bool {
    guard place > look.sentence.lowerBound + 3 else {
      return (look.sentence.lowerBound..<place).allSatisfy {
        [.comma, .colonSign, .stop, .dash, .end, .total, .and, .open].contains(look.sense($0))
          || isHeading($0)
      }
    }
    return false
  }

  private func isHeading(_ index: Int) -> Bool {
    switch look.sense(index) {
    case .results, .methods, .conclusion, .background: true
    default: document.tokens[index].isCapital && [.comma, .colonSign, .dash].contains(look.sense(index + 1))
    }
  }

  private func isNearHead(_ index: Int) -> Bool { index < look.sentence.lowerBound + 8 }

  /// "Of the 103, 105, and 98 patients", "in 8 and 9" are lists; "of 55 (20%)" gives a share.
  private func isFollowed(_ next: Int) -> Bool {
    switch look.sense(next) {
    case .close, .percent, .open, .and, .versus, .to, .or: return false
    case .comma where look.whole(next + 1) != nil: return ![.comma, .and].contains(look.sense(next + 2))
    default: return true
    }
  }

  /// 中性, 中位, 中度 begin with the same sign.
  static func isPartOfWord(_ next: String) -> Bool {
    ["性", "位", "度", "重", "药", "医", "期", "心", "央", "枢", "毒", "国", "等", "年", "途", "断", "止"].contains(next)
  }
}

extension Document {
  /// Whether one of some words stands at a place; the list is only made where a word stands at all.
  func isWord(_ index: Int, in words: @autoclosure () -> [String]) -> Bool {
    tokens.indices.contains(index) && tokens[index].word != 0 && words().contains(word(index))
  }

  func isWord(_ index: Int, in words: Set<String>) -> Bool {
    tokens.indices.contains(index) && tokens[index].word != 0 && words.contains(word(index))
  }
}

extension SentenceReading {
  /// The population that opens the sentence, and the place behind it.
  var population: (size: Int, end: Int)? { populations.first(where: \.isAtHead).map { ($0.size, $0.end) } }

  /// The last population that is named before a place.
  func population(before index: Int) -> Population? { populations.last { $0.end <= index } }
}
