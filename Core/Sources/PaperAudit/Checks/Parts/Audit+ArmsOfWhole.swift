// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// "A total of 117 participants, 61 on the drug and 66 on placebo", "24 schools, of which 12 were allocated to the programme and
  /// 13 to usual practice": nobody is in two arms, and nobody is in none.
  mutating func checkArmsOfWhole(in sentence: SentenceReading) {
    let look = look(sentence)
    for index in sentence.phrases.indices.dropLast(2) {
      guard let whole = share(index, sentence), let size = whole.events, !whole.isOther,
        let a = share(index + 1, sentence), let b = share(index + 2, sentence),
        let x = a.events, let y = b.events, a.total == nil, b.total == nil, x < size, y < size, x + y != size,
        x > 0, y > 0, size < 2 * (x + y), x + y < 2 * size,
        isJoined(a.tokens.upperBound..<b.tokens.lowerBound, look),
        let first = arm(behind: a.tokens.upperBound, until: b.tokens.lowerBound, look),
        let second = arm(behind: b.tokens.upperBound, until: b.tokens.upperBound + 9, look),
        first.word != second.word, isPlain(first.end..<b.tokens.lowerBound, look),
        isDone(second.end, sentence, look),
        x + y > size || tellsAll(whole, second.end, sentence, look) && !isTold(size - x - y, sentence),
        isLed(
          whole.tokens.upperBound..<a.tokens.lowerBound,
          isClosing: [.stop, .end, .close].contains(look.sense(second.end)),
          sentence,
          look
        ),
        isOfTwoArms(sentence, index, look)
      else { continue }
      let tokens = whole.tokens.lowerBound..<b.tokens.upperBound
      withdraw(.allocation, at: tokens)
      add(
        .part,
        at: tokens,
        .inconsistent,
        .partsContradictTotal(parts: [x, y], total: size),
        printed: figures([x, y], size),
        recomputed: [Recomputation(.total, Double(x + y))],
        .likely
      )
    }
  }

  /// A comma, colon, bracket or "of which" leads to the arms, and nothing else is told between.
  private func isLed(_ gap: Range<Int>, isClosing: Bool, _ sentence: SentenceReading, _ look: PhraseLook)
    -> Bool
  {
    gap.count <= 14
      && gap.contains { [.comma, .colonSign, .open, .dash, .semicolon].contains(look.sense($0)) }
      && !gap.contains {
        [.stop, .each, .both, .all, .and].contains(look.sense($0))
          || look.sense($0) == .semicolon && !isClosing
      }
      && !gap.contains { look.sense($0) == .arm }
      && sentence.mentions.allSatisfy { !gap.contains($0.tokens.lowerBound) }
  }

  /// "11 in the active group because of toxicity and 9": nothing else may follow the name of an arm.
  private func isPlain(_ gap: Range<Int>, _ look: PhraseLook) -> Bool {
    gap.count <= 4
      && gap.allSatisfy { [.comma, .and, .versus, .article, .close, .arm, .other].contains(look.sense($0)) }
  }

  /// Whether those who are in neither arm are counted somewhere near.
  private func isTold(_ rest: Int, _ sentence: SentenceReading) -> Bool {
    let next = min(sentence.index + 1, reading.sentences.count - 1)
    return reading.sentences[sentence.index...next].contains {
      $0.tokens.contains { document.tokens[$0].numeral?.count == rest }
    }
  }

  /// Whether all of the whole are told by arm, where no verb behind the arms picks some of them.
  private func tellsAll(
    _ whole: ProportionPhrase,
    _ end: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> Bool {
    let isClosed = (end..<end + 3).contains { [.stop, .end, .close, .semicolon].contains(look.sense($0)) }
    return isClosed && !sentence.populations.contains { whole.tokens.contains($0.place) }
  }

  private func isJoined(_ gap: Range<Int>, _ look: PhraseLook) -> Bool {
    gap.count <= 14 && gap.contains { [.comma, .and, .versus].contains(look.sense($0)) }
      && !gap.contains { [.stop, .semicolon, .open, .than].contains(look.sense($0)) }
  }

  /// "On placebo", "(11.8%) in the control group", "received usual care", "to usual practice": the first word that names it.
  private func arm(behind start: Int, until end: Int, _ look: PhraseLook) -> (word: String, end: Int)? {
    var place = start
    while place < end, look.isFiller(place) { place += 1 }
    guard look.isLead(place) else { return nil }
    while place < end, look.isLead(place) || look.sense(place) == .article { place += 1 }
    guard let named = (place..<min(end, place + 4)).first(where: { isArmWord($0, look) }) else {
      // "6 in the lightweight and 8 in the heavyweight group".
      return place + 2 == end && look.sense(place + 1) == .and && look.isWord(place)
        ? (document.word(place), place + 1) : nil
    }
    let isName = look.sense(named) != .arm
    let isBehind = isName || named > place
    var last = isBehind ? named + 1 : named + 2
    while last < named + 5, isArmWord(last, look) || look.sense(last) == .dash { last += 1 }
    return (document.word(isBehind ? place : named + 1), last)
  }

  private func isArmWord(_ place: Int, _ look: PhraseLook) -> Bool {
    look.sense(place) == .arm
      || document.isWord(
        place,
        in: [
          "placebo", "control", "controls", "intervention", "treatment", "drug", "vaccine", "sham", "care",
          "practice", "standard", "active", "usual", "comparator", "observation", "therapy",
        ]
      )
  }

  /// Nothing more is counted behind the arms.
  private func isDone(_ end: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let stop = (end..<end + 10).first {
      [.comma, .semicolon, .stop, .end, .close, .open].contains(look.sense($0))
    }
    guard let stop else { return false }
    // ", and 12 in the third".
    let next = look.sense(stop + 1) == .and ? stop + 2 : stop + 1
    return !(look.sense(stop) == .comma && look.whole(next) != nil && look.isLead(next + 1))
      && !(end..<stop).contains { look.sense($0).isTimeUnit || [.and, .grade].contains(look.sense($0)) }
  }

  /// No third arm, no crossing over, no other number that the two make up.
  private func isOfTwoArms(_ sentence: SentenceReading, _ index: Int, _ look: PhraseLook) -> Bool {
    guard reading.arms.count <= 2, let a = share(index + 1, sentence)?.events,
      let b = share(index + 2, sentence)?.events
    else { return false }
    let others = sentence.tokens.contains { document.tokens[$0].numeral?.count == a + b }
    return !others
      && !sentence.tokens.contains {
        document.isWord(
          $0,
          in: [
            "crossover", "cross-over", "period", "periods", "including", "also", "unknown", "unblinded",
            "neither",
            "other",
          ]
        )
      } && !document.words.contains { ["crossover", "cross-over"].contains($0) }
  }
}

extension PhraseLook {
  /// What may stand between a count and the word that leads to its arm.
  fileprivate func isFiller(_ place: Int) -> Bool {
    [.subject, .was, .open, .close, .percent, .that, .event].contains(sense(place))
      || document.isNumber(place)
  }

  fileprivate func isLead(_ place: Int) -> Bool {
    [.preposition, .to, .received, .assigned, .randomized, .of].contains(sense(place))
      || document.isWord(place, in: ["on", "from"])
  }
}
