// SPDX-License-Identifier: Apache-2.0

/// Where a sentence names an arm.
struct ArmMention {
  let arm: Int
  /// With the word "group" or "arm" where one stands beside the name.
  let tokens: Range<Int>
}

/// Finds names of arms in a sentence.
struct ArmNames {
  private let document: Document
  private let arms: [Arm]
  /// Arms by the first word of their name.
  private var first: [Int: [Int]] = [:]
  /// The only arm that has a word in its name.
  private var distinct: [Int: Int] = [:]
  /// The arm that other words than "control" call the control, of two.
  private let control: Int?

  init(_ document: Document, _ arms: [Arm]) {
    self.document = document
    self.arms = arms
    var owners: [Int: Set<Int>] = [:]
    for (index, arm) in arms.enumerated() {
      if let word = arm.name.first { first[word, default: []].append(index) }
      for word in arm.name { owners[word, default: []].insert(index) }
    }
    for (word, owners) in owners where owners.count == 1 && word > 0 {
      if let owner = owners.first, arms[owner].name.count > 1 { distinct[word] = owner }
    }
    let controls = [
      "control", "placebo", "usual", "standard", "no", "observation", "sham", "waiting",
    ]
    let marked = arms.indices.filter {
      arms[$0].name.contains { $0 > 0 && controls.contains(document.words[$0]) }
    }
    let isNamed = arms.contains { arm in
      arm.name.contains {
        $0 > 0 && ["control", "intervention", "experimental"].contains(document.words[$0])
      }
    }
    control = arms.count == 2 && marked.count == 1 && !isNamed ? marked[0] : nil
    for (word, arms) in first {
      first[word] = arms.sorted { self.arms[$0].name.count > self.arms[$1].name.count }
    }
  }

  func mentions(in sentence: Range<Int>) -> [ArmMention] {
    guard !arms.isEmpty else { return [] }
    let look = PhraseLook(document, sentence)
    var found: [ArmMention] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      if let mention = mention(at: index, look) {
        found.append(mention)
        index = mention.tokens.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private func mention(at index: Int, _ look: PhraseLook) -> ArmMention? {
    let key = document.key(index)
    if let candidates = first[key] {
      for arm in candidates {
        guard let end = matches(arms[arm].name, at: index, look) else { continue }
        guard isNamed(arms[arm].name, index, end, look) else { continue }
        return ArmMention(arm: arm, tokens: index..<(look.sense(end) == .arm ? end + 1 : end))
      }
    }
    if let arm = generic(at: index, look) { return arm }
    guard let arm = distinct[key], document.tokens[index].word != 0 else { return nil }
    let near = (index + 1..<index + 4).first { look.sense($0) == .arm }
    if let near { return ArmMention(arm: arm, tokens: index..<near + 1) }
    guard document.tokens[index].isCapital, !isArticle(index),
      look.sense(index - 1) != .stop, index > look.sentence.lowerBound
    else { return nil }
    return ArmMention(arm: arm, tokens: index..<index + 1)
  }

  /// "The intervention group", "the control group" of two arms that are named otherwise.
  private func generic(at index: Int, _ look: PhraseLook) -> ArmMention? {
    guard let control, look.sense(index + 1) == .arm, document.tokens[index].word != 0 else { return nil }
    switch document.word(index) {
    case "control", "comparison", "usual": return ArmMention(arm: control, tokens: index..<index + 2)
    case "intervention", "experimental", "active":
      return ArmMention(arm: 1 - control, tokens: index..<index + 2)
    default: return nil
    }
  }

  /// A and I are words besides.
  private func isArticle(_ index: Int) -> Bool { ["a", "i"].contains(document.word(index)) }

  /// The place behind a name that stands at `index`, dashes aside.
  private func matches(_ name: [Int], at index: Int, _ look: PhraseLook) -> Int? {
    var place = index
    for word in name {
      while look.sense(place) == .dash { place += 1 }
      guard look.sentence.contains(place), document.key(place) == word else { return nil }
      place += 1
    }
    return place
  }

  /// A single letter or number is a name only beside "group" or behind a preposition.
  private func isNamed(_ name: [Int], _ index: Int, _ end: Int, _ look: PhraseLook) -> Bool {
    guard name.count == 1 else { return true }
    let token = document.tokens[index]
    if token.end - token.start > 2, !token.isNumber { return true }
    if look.sense(end) == .arm || look.sense(index - 1) == .arm { return true }
    guard !token.isNumber, token.isCapital else { return false }
    switch look.sense(index - 1) {
    case .grade, .preposition, .and, .versus, .than, .or, .to, .received, .compared, .comma, .semicolon,
      .open,
      .close, .end:
      return true
    default: return [.and, .versus, .or, .close, .stop, .comma, .was].contains(look.sense(end))
    }
  }
}
