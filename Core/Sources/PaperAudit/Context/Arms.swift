// SPDX-License-Identifier: Apache-2.0

/// An arm, or another group that a text declares with a size.
struct Arm {
  /// Words of the name, as ``Document/key(_:)`` gives them.
  let name: [Int]
  /// The declared size, and after it sizes of parts declared later, such as who could be evaluated.
  var sizes: [Int]
  /// The tokens of the declaration.
  let tokens: Range<Int>
  let sentence: Int

  var size: Int? { sizes.first }
}

extension Document {
  /// Equal for equal words and equal numbers, whose keys are below zero.
  func key(_ index: Int) -> Int {
    let token = tokens[index]
    if let value = token.numeral?.value, token.word == 0 { return -1 - Int(min(abs(value), 1e9) * 100) }
    return Int(token.word)
  }
}

/// Finds the arms and their sizes as the text declares them.
struct ArmReader {
  private let document: Document
  private(set) var arms: [Arm] = []
  /// Arms of which more are declared than a trial has are no arms.
  private static let most = 12

  init(_ document: Document) {
    self.document = document
    for (index, sentence) in document.sentences.enumerated() where arms.count < Self.most {
      read(sentence.tokens, index)
    }
    if arms.isEmpty { readNames() }
    for sentence in document.sentences where arms.count >= 2 { readLaterSizes(sentence.tokens) }
  }

  /// "970 and 976 women were analysed": sizes of all arms in the order in which they were declared.
  private mutating func readLaterSizes(_ sentence: Range<Int>) {
    let look = PhraseLook(document, sentence)
    guard sentence.contains(where: { isOfEvaluable($0, look) }) else { return }
    for index in sentence where look.sense(index) == .and && look.whole(index - 1) != nil {
      var places = [index - 1, index + 1]
      while places.count < arms.count, look.sense(places[0] - 1) == .comma, look.whole(places[0] - 2) != nil {
        places.insert(places[0] - 2, at: 0)
      }
      let sizes = places.compactMap { look.whole($0) }
      guard sizes.count == arms.count,
        zip(sizes, arms).allSatisfy({ $0 * 2 >= ($1.size ?? .max) && $0 < $1.size ?? 0 })
      else { continue }
      for (rank, size) in sizes.enumerated()
      where arms[rank].sizes.count < 6 && !arms[rank].sizes.contains(size) {
        arms[rank].sizes.append(size)
      }
    }
  }

  private func isOfEvaluable(_ index: Int, _ look: PhraseLook) -> Bool {
    look.sense(index) == .analyzed || look.sense(index) == .completed
      || document.isWord(index, in: ["available", "assessed", "treated"])
  }

  private mutating func read(_ sentence: Range<Int>, _ number: Int) {
    let look = PhraseLook(document, sentence)
    let isAllocating = sentence.contains {
      [.randomized, .assigned].contains(document.sense($0)) && document.sense($0 - 1) != .not
    }
    // "618 (50.1%) received A and 626 (49.9%) received B"
    let isReceiving = sentence.count { document.sense($0) == .received } >= 2
    let hasArmWord = look.hasArmWord
    // "Five in the A group and four in the B group" died, withdrew or had an event: no sizes.
    let isOutcome = sentence.contains { [.died, .excluded, .event, .completed].contains(document.sense($0)) }
    var found: [Arm] = []
    var isWeak = false
    for index in sentence where document.tokens[index].isNumber {
      guard let size = look.whole(index), size > 0 else { continue }
      if let arm = bracketed(size, at: index, look, isAllocating) ?? following(size, at: index, look) {
        found.append(Arm(name: arm.name, sizes: [size], tokens: arm.tokens, sentence: number))
      } else if isAllocating || isReceiving || hasArmWord,
        let arm = leading(size, at: index, look) ?? terse(size, at: index, look)
      {
        isWeak = isWeak || arm.isLoose || !(isAllocating || isReceiving)
        found.append(Arm(name: arm.name, sizes: [size], tokens: arm.tokens, sentence: number))
      }
    }
    if found.count == 1, let second = elliptical(behind: found[0], look, number) { found.append(second) }
    if found.count < 2 { found += listed(look, isAllocating: isAllocating, number) }
    if found.count < 2, arms.isEmpty {
      let before = number > 0 ? document.sentences[number - 1].tokens : nil
      let equal = EqualArms(document, sentence).arms(number, before: before)
      if !equal.isEmpty { found = equal }
      if found.count < 2 {
        let listed = ListedArms(document, sentence).arms(number)
        if !listed.isEmpty { found = listed }
      }
    }
    let names = Set(found.map(\.name))
    if isWeak {
      guard arms.isEmpty, !isOutcome, names.count >= 2, names.count == found.count else { return }
      guard isAllocating || isTotal(found.compactMap(\.size).reduce(0, +), apart: found, look) else { return }
    }
    guard names.count >= 2 || !arms.isEmpty else { return }
    for arm in found where arms.count < Self.most { declare(arm, isFirst: names.count >= 2) }
  }

  /// Arms of which no size is printed: "arm A", "group 1".
  private mutating func readNames() {
    for (number, sentence) in document.sentences.enumerated() {
      let look = PhraseLook(document, sentence.tokens)
      for index in sentence.tokens where look.sense(index) == .arm && arms.count < Self.most {
        let next = index + 1
        guard look.isName(next), document.tokens[next].isCapital,
          document.tokens[next].end - document.tokens[next].start == 1
        else {
          continue
        }
        let name = [document.key(next)]
        if !arms.contains(where: { $0.name == name }) {
          arms.append(Arm(name: name, sizes: [], tokens: index..<next + 1, sentence: number))
        }
      }
    }
    if arms.count < 2 { arms = [] }
  }

  /// Whether a sum stands in the sentence as a number of its own.
  private func isTotal(_ sum: Int, apart arms: [Arm], _ look: PhraseLook) -> Bool {
    look.sentence.contains { index in look.whole(index) == sum && !arms.contains { $0.tokens.contains(index) }
    }
  }

  private mutating func declare(_ arm: Arm, isFirst: Bool) {
    if let known = arms.firstIndex(where: { $0.name == arm.name }) {
      // Later and smaller: who was treated, who could be evaluated.
      if let size = arm.size, let first = arms[known].size, size < first, size * 2 >= first,
        arms[known].sizes.count < 6,
        !arms[known].sizes.contains(size)
      {
        arms[known].sizes.append(size)
      }
    } else if isFirst {
      arms.append(arm)
    }
  }

  /// "A (n = 30)", "A group (30 patients)", "A group, n = 30", "A组（n=30）", "A组30例".
  private func bracketed(_ size: Int, at index: Int, _ look: PhraseLook, _ isAllocating: Bool) -> (
    name: [Int], tokens: Range<Int>
  )? {
    var place = index - 1
    var isMarked = false
    if look.sense(place) == .equals, look.sense(place - 1) == .sampleSize {
      isMarked = true
      place -= 2
    }
    if look.sense(place) == .open || (look.sense(place) == .comma && isMarked) {
      if !isMarked { isMarked = look.sense(index + 1) == .subject || look.sense(index + 2) == .subject }
      if !isMarked, look.sense(place) == .open, look.sense(place - 1) == .arm || isAllocating,
        look.sense(index + 1) == .close
      {
        isMarked = true
      }
      place -= 1
    } else {
      guard look.sense(place) == .arm, look.isIdeographic(place), look.sense(index + 1) == .subject,
        !["分", "两", "每", "各", "本", "该", "全", "同"].contains(document.word(place - 1)),
        isAllocating || !(look.sense(index + 2) == .open && look.sense(index + 4) == .percent)
      else { return nil }
      isMarked = true
    }
    // "Neutropenia (n = 33, 65.9%)" is an event, where nobody is allocated.
    let isShare = look.sense(index + 1) == .comma && look.sense(index + 3) == .percent
    guard isMarked, isAllocating || !isShare, let name = look.name(before: place) else { return nil }
    return (name.words, name.tokens.lowerBound..<index + 1)
  }

  /// "30 to the A group", "30 patients received A", "30 in the A group".
  private func leading(_ size: Int, at index: Int, _ look: PhraseLook) -> (
    name: [Int], tokens: Range<Int>, isLoose: Bool
  )? {
    var place = index + 1
    // "618 (50.1%) received A"
    if look.sense(place) == .open, look.sense(place + 2) == .percent, look.sense(place + 3) == .close {
      place += 4
    }
    var hasLink = false
    var isLoose = false
    var steps = 0
    while steps < 9 {
      switch look.sense(place) {
      case .to, .received, .assigned, .randomized:
        hasLink = true
      case .preposition:
        hasLink = true
        isLoose = look.sense(index + 1) != .to
      case .article, .subject, .was, .either, .all, .arm, .that: break
      default: steps = 20
      }
      if steps < 20 { place += 1 }
      steps += 1
    }
    guard hasLink, look.sense(place - 1) != .arm || look.isName(place), let name = look.name(from: place),
      !look.hasSizeBehind(name.tokens.upperBound)
    else { return nil }
    let hasArm = look.sense(name.tokens.upperBound) == .arm || look.sense(place - 1) == .arm
    guard hasArm || !isLoose else { return nil }
    return (name.words, index..<name.tokens.upperBound, isLoose)
  }

  /// "90 received gel and 90 tablets", "62 were assigned to gel and 61 tablets": the verb is told once.
  private func elliptical(behind first: Arm, _ look: PhraseLook, _ number: Int) -> Arm? {
    let end = first.tokens.upperBound
    guard first.tokens.contains(where: { [.received, .assigned, .randomized].contains(look.sense($0)) }),
      look.sentence.contains(where: { [.randomized, .assigned, .enrolled].contains(document.sense($0)) }),
      look.sense(end) == .and, let size = look.whole(end + 1), let name = look.name(from: end + 2),
      [.stop, .comma, .semicolon, .end].contains(look.sense(name.tokens.upperBound)),
      let own = first.size, size * 2 > own, own * 2 > size
    else { return nil }
    return Arm(name: name.words, sizes: [size], tokens: end + 1..<name.tokens.upperBound, sentence: number)
  }

  /// "(134 experimental; 135 control)".
  private func terse(_ size: Int, at index: Int, _ look: PhraseLook) -> (
    name: [Int], tokens: Range<Int>, isLoose: Bool
  )? {
    guard [.open, .semicolon].contains(look.sense(index - 1)), let name = look.name(from: index + 1),
      [.semicolon, .close].contains(look.sense(name.tokens.upperBound))
    else { return nil }
    return (name.words, index..<name.tokens.upperBound, true)
  }

  /// "the A group comprised 30 patients", "the A group included 30".
  private func following(_ size: Int, at index: Int, _ look: PhraseLook) -> (name: [Int], tokens: Range<Int>)?
  {
    let hasTotal = look.sentence.contains { look.sense($0) == .total }
    guard look.sense(index + 1) == .subject || hasTotal && isEnded(index + 1, look) else { return nil }
    var place = index - 1
    guard [.comprising, .including, .enrolled].contains(look.sense(place)) else { return nil }
    place -= 1
    guard look.sense(place) == .arm, let name = look.name(before: place) else { return nil }
    return (name.words, name.tokens.lowerBound..<index + 1)
  }

  private func isEnded(_ index: Int, _ look: PhraseLook) -> Bool {
    [.comma, .and, .semicolon, .stop, .end].contains(look.sense(index))
  }

  /// "the A and B groups (30 and 25 patients, respectively)", "to A or B (30 and 25 …)".
  private func listed(_ look: PhraseLook, isAllocating: Bool, _ number: Int) -> [Arm] {
    for index in look.sentence where document.tokens[index].isNumber {
      guard look.sense(index + 1) == .and || look.sense(index + 1) == .versus, let first = look.whole(index),
        let second = look.whole(index + 2),
        look.sense(index + 3) == .subject || look.sense(index + 3) == .comma
          || look.sense(index + 3) == .close
      else { continue }
      let hasOrder = (index + 3..<index + 8).contains { look.sense($0) == .respectively }
      guard hasOrder || isAllocating && look.sense(index - 1) == .open,
        let names = look.pairOfNames(before: index) ?? (hasOrder ? look.pairOfNames(after: index + 3) : nil)
      else { continue }
      return [
        Arm(name: names.0, sizes: [first], tokens: index..<index + 1, sentence: number),
        Arm(name: names.1, sizes: [second], tokens: index + 2..<index + 3, sentence: number),
      ]
    }
    return []
  }
}
