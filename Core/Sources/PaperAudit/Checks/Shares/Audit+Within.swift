// SPDX-License-Identifier: Apache-2.0

/// Counts of a smaller group within a larger one, as the words say.
extension Audit {
  mutating func checkWithin(in sentence: SentenceReading) {
    let look = look(sentence)
    checkPopulations(sentence, look)
    checkSubset(sentence, look)
    checkArmCounts(sentence, look)
    checkAll(sentence, look)
  }

  private mutating func accuse(
    _ part: Int,
    within whole: Int,
    at tokens: Range<Int>,
    _ sureness: Claim.Reading = .sure
  ) {
    add(
      .part,
      at: tokens,
      .inconsistent,
      .partBeyondWhole(part: part, whole: whole),
      printed: [Figure(.part, part), Figure(.total, whole)],
      sureness
    )
  }

  // MARK: Of so many

  /// "Of 312 women, 332 agreed", "among the 84, 97 needed", "23 of these 14": more subjects than there are.
  private mutating func checkPopulations(_ sentence: SentenceReading, _ look: PhraseLook) {
    for phrase in sentence.phrases {
      guard case .count(let count) = phrase,
        let population = sentence.population(before: count.tokens.lowerBound),
        count.value > population.size, count.tokens.lowerBound - population.end <= 16
      else { continue }
      let next = count.tokens.upperBound
      let acts = look.isWord(next) && (isVerb(next, look) || look.sense(next) == .was)
      // 20例患者中22例复发.
      let isIdeographic =
        look.sense(next) == .subject && look.isIdeographic(next) && document.word(next + 1) != "次"
      guard acts || isIdeographic, look.sense(count.tokens.lowerBound - 1) != .all,
        !(population.end..<next).contains(where: { isBetween($0, look) })
      else { continue }
      accuse(count.value, within: population.size, at: population.place..<next)
    }
  }

  /// A word that takes the thread away from a population: another number of it, events, "the remaining".
  private func isBetween(_ place: Int, _ look: PhraseLook) -> Bool {
    [.event, .semicolon, .stop, .excluded].contains(look.sense(place))
      || document.isWord(place, in: ["remaining", "other", "rest", "remainder", "another"])
  }

  /// A verb of the past: one of those that are usual, or one in -ed that no noun follows.
  private func isVerb(_ place: Int, _ look: PhraseLook) -> Bool {
    let word = document.word(place)
    if Self.verbs.contains(word) { return true }
    guard word.hasSuffix("ed") else { return false }
    return [.article, .preposition, .comma, .stop, .end, .to, .of, .that, .and].contains(
      look.sense(place + 1)
    )
  }

  /// "Ten deaths, of which", "12 patients, of whom", and not "12 patients had infections, of which".
  private func pointsAtWhole(_ opener: Int, _ whole: ProportionPhrase, _ look: PhraseLook) -> Bool {
    guard document.isWord(opener, in: ["which"]) else { return true }
    let words = whole.tokens.lowerBound..<whole.tokens.upperBound + 1
    return words.contains { look.sense($0) == .died } && !words.contains { look.sense($0) == .subject }
  }

  private static let verbs: Set<String> = [
    "gave", "got", "took", "went", "came", "made", "chose", "left", "kept", "fell", "lost", "felt", "found",
    "bled",
    "agreed", "had", "responded", "died", "consented", "completed", "withdrew", "received", "were", "was",
    "started",
    "needed", "required", "developed", "reported", "experienced", "underwent", "relapsed", "showed",
    "achieved", "became",
    "survived", "returned", "achieved", "attended", "tested", "recovered", "changed", "improved",
    "discontinued",
  ]

  // MARK: Of whom

  /// "12 patients had an allergy, of whom 14 …", "21 patients died, including 25 from …", 死亡21例，其中…25例.
  private mutating func checkSubset(_ sentence: SentenceReading, _ look: PhraseLook) {
    for index in sentence.phrases.indices.dropFirst() {
      guard case .count(let part) = sentence.phrases[index], let whole = share(index - 1, sentence),
        let events = whole.events, !whole.isOther, part.value > events
      else { continue }
      let gap = whole.tokens.upperBound..<max(whole.tokens.upperBound, part.tokens.lowerBound)
      guard gap.count <= 20,
        // "50 of whom took analgesics".
        let opener = opener(in: gap, look) ?? ofWhom(part.tokens.upperBound, look),
        !gap.contains(where: { [.semicolon, .stop, .arm, .event].contains(look.sense($0)) }),
        sentence.mentions.allSatisfy({ !gap.contains($0.tokens.lowerBound) }),
        countsSubjects(whole, look), pointsAtWhole(opener, whole, look), isSameThing(part, opener, look),
        !isOneOfTwo(index - 1, sentence)
      else { continue }
      accuse(part.value, within: events, at: whole.tokens.lowerBound..<part.tokens.upperBound + 1, .likely)
    }
  }

  /// 男50例，女30例，其中35例: of all, and not of the half that was told last.
  private func isOneOfTwo(_ index: Int, _ sentence: SentenceReading) -> Bool {
    guard index > 0, let a = share(index - 1, sentence), let b = share(index, sentence),
      b.tokens.lowerBound - a.tokens.upperBound <= 6
    else { return false }
    return [a.tokens, b.tokens].allSatisfy { tokens in
      (tokens.lowerBound - 3..<tokens.upperBound + 2).contains {
        [.male, .female, .arm].contains(document.sense($0))
      }
        || sentence.mentions.contains {
          $0.tokens.upperBound <= tokens.lowerBound && tokens.lowerBound - $0.tokens.upperBound <= 2
        }
    }
  }

  /// "Of whom", "of these", "of them", "including", 其中: where the smaller group begins.
  private func opener(in gap: Range<Int>, _ look: PhraseLook) -> Int? {
    gap.first { place in
      switch look.sense(place) {
      case .including: !document.isWord(place, in: ["included", "包括"])
      case .that: look.sense(place - 1) == .of || document.isWord(place - 1, in: ["among"])
      default:
        document.isWord(place, in: ["these", "them", "those"])
          && (look.sense(place - 1) == .of || document.isWord(place - 1, in: ["among"]))
      }
    }
  }

  private func ofWhom(_ index: Int, _ look: PhraseLook) -> Int? {
    look.sense(index) == .of && document.isWord(index + 1, in: ["whom"]) ? index + 1 : nil
  }

  /// Whether the whole counts subjects or deaths, and no events of which a subject may have many.
  private func countsSubjects(_ whole: ProportionPhrase, _ look: PhraseLook) -> Bool {
    let end = whole.tokens.upperBound
    let words = whole.tokens.lowerBound..<end + 4
    return words.contains { [.subject, .died, .male, .female].contains(look.sense($0)) }
      && document.word(end + 1) != "次"
      && !words.contains { look.sense($0) == .event }
  }

  /// Whether the part counts subjects too: a verb, "with", "from" or 例 follows, and no other thing.
  private func isSameThing(_ part: CountPhrase, _ opener: Int, _ look: PhraseLook) -> Bool {
    let next = part.tokens.upperBound
    if look.sense(next) == .of, opener == next + 1 { return true }
    if look.isIdeographic(next) {
      return look.sense(next) == .subject && document.word(next + 1) != "次"
    }
    if [.subject, .died, .was, .preposition, .male, .female, .since].contains(look.sense(next)) {
      return true
    }
    return look.sense(opener) != .including && look.isWord(next) && isVerb(next, look)
  }

  // MARK: Of an arm

  /// "In the A group (n = 40), 44 patients had an event": more subjects than the arm has.
  private mutating func checkArmCounts(_ sentence: SentenceReading, _ look: PhraseLook) {
    for case .count(let count) in sentence.phrases where count.isSubjects {
      guard let arm = arm(of: count, sentence, look), corroboration.allocated.contains(arm),
        let size = reading.arms[arm].sizes.max(),
        count.value > size,
        !reading.arms.contains(where: { $0.tokens.overlaps(count.tokens) }),
        // All of a trial may stand beside one arm's name.
        !reading.totals.contains(where: { $0.size == count.value }),
        count.value != reading.arms.compactMap(\.size).reduce(0, +)
      else { continue }
      accuse(count.value, within: size, at: count.tokens.lowerBound..<count.tokens.upperBound + 1, .likely)
    }
  }

  /// "All 84 patients" of arms that have 80: more than there are, unless others were screened or registered.
  private mutating func checkAll(_ sentence: SentenceReading, _ look: PhraseLook) {
    let sizes = reading.arms.compactMap(\.size)
    guard sizes.count >= 2, corroboration.allocated.count == reading.arms.count else { return }
    let sum = sizes.reduce(0, +)
    for case .count(let count) in sentence.phrases where count.isSubjects && count.value > sum && sum > 0 {
      guard look.sense(count.tokens.lowerBound - 1) == .all, !document.has(.screened),
        !reading.totals.contains(where: { $0.size >= count.value }), count.value < sum * 2
      else { continue }
      accuse(count.value, within: sum, at: count.tokens.lowerBound..<count.tokens.upperBound + 1, .likely)
    }
  }

  /// The arm right before a count of subjects, or right behind it.
  private func arm(of count: CountPhrase, _ sentence: SentenceReading, _ look: PhraseLook) -> Int? {
    let next = count.tokens.upperBound
    guard look.sense(next) == .subject, document.word(next + 1) != "次",
      !sentence.tokens.contains(where: {
        [.screened, .enrolled, .randomized, .assigned, .power].contains(look.sense($0))
      })
    else { return nil }
    let behind = sentence.mentions.first {
      $0.tokens.lowerBound > next && $0.tokens.lowerBound <= next + 4
        && (next + 1..<$0.tokens.lowerBound).allSatisfy {
          [.preposition, .article, .of].contains(look.sense($0))
        }
        // "In 330 patients A was better" tells of all.
        && next + 1 < $0.tokens.lowerBound
    }
    if let behind { return behind.arm }
    let start = count.tokens.lowerBound
    return sentence.mentions.last {
      $0.tokens.upperBound <= start && start - $0.tokens.upperBound <= 7
        && ($0.tokens.upperBound..<start).allSatisfy {
          [.comma, .open, .close, .sampleSize, .equals].contains(look.sense($0))
            || look.sense($0 - 1) == .equals
        }
        && sentence.mentions.count == 1
    }?.arm
  }
}
