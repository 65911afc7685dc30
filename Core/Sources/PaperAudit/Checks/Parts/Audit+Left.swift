// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Who was left out and who is left make up those who were there: "the per-protocol population excluded 42 and comprised 369" of 401.
  ///
  /// Any number of the text may be the one that they were taken from, and others of the sentences may have been left out too.
  mutating func checkLeft(in sentence: SentenceReading) {
    let look = look(sentence)
    let numbers = sentence.tokens.filter { look.whole($0) != nil }
    let lost = numbers.filter { isLeftOut($0, look) }
    let kept = numbers.filter { !lost.contains($0) && isLeft($0, look) }
    if lost.count == 1, let first = kept.first, let out = look.whole(lost[0]), let left = look.whole(first),
      first > lost[0], first - lost[0] <= 16, out > 0, out < left, !tellsOthers(sentence, look),
      // "Leaving 604 and 611": of two groups.
      look.sense(first + 1) != .and || look.whole(first + 2) == nil
    {
      judge(out, left, lost[0]..<first + 1, sentence)
    } else if lost.count == 1, let first = numbers.first(where: { $0 > lost[0] }), first - lost[0] <= 12,
      isStarted(first, look), let out = look.whole(lost[0]), let left = look.whole(first), out > 0,
      out < left, !tellsOthers(sentence, look), look.sense(first + 1) != .and || look.whole(first + 2) == nil
    {
      judge(out, left, lost[0]..<first + 1, isMost: true, sentence)
    }
    judgeComplete(sentence, look)
    judgeArms(sentence, look)
  }

  private mutating func judge(
    _ out: Int,
    _ left: Int,
    _ tokens: Range<Int>,
    isMost: Bool = false,
    _ sentence: SentenceReading
  ) {
    let before = max(0, sentence.index - 1)
    // Others who were lost, here or in the sentence before.
    var lost: Set<Int> = [0]
    for near in reading.sentences[before...sentence.index] {
      for place in near.tokens where !tokens.contains(place) && lost.count < 400 {
        if let count = document.tokens[place].numeral?.count, count < left {
          lost.formUnion(lost.map { $0 + count })
        }
      }
    }
    let near = reading.sentences[max(0, sentence.index - 2)...sentence.index].flatMap {
      $0.phrases.prefix(40)
    }
    let subjects = near.compactMap {
      if case .count(let count) = $0, count.isSubjects { count.value } else { nil }
    }
    let sizes = reading.totals.map(\.size) + reading.arms.flatMap(\.sizes) + subjects
    let all = corroboration.counts.union(sizes).union([reading.arms.compactMap(\.size).reduce(0, +)])
      .union(reading.sentences[...sentence.index].suffix(40).flatMap { $0.populations.map(\.size) })
    guard !all.contains(where: { lost.contains($0 - left - out) }),
      // 401 and 369 are told as totals themselves.
      let total = sizes.filter({ $0 > left && $0 < left + 2 * out + 2 && $0 != left + out }).min(by: {
        abs($0 - left - out) < abs($1 - left - out)
      }),
      // Some who were screened may just not have started.
      !isMost || left + out > total && !all.contains(where: { $0 >= left + out })
    else { return }
    add(
      .part,
      at: tokens,
      .inconsistent,
      .partsContradictTotal(parts: [out, left], total: total),
      printed: figures([out, left], total),
      recomputed: [Recomputation(.total, Double(out + left))],
      .likely
    )
  }

  /// "Excluded 42 patients", "42 were excluded", 排除42例.
  private func isLeftOut(_ place: Int, _ look: PhraseLook) -> Bool {
    if look.sense(place - 1) == .excluded
      || document.isWord(place - 1, in: ["excluding", "excludes", "removed"])
    {
      return true
    }
    guard !look.isIdeographic(place + 1) else { return false }
    let words = (place + 1..<place + 5).prefix {
      ![.comma, .and, .semicolon, .open].contains(look.sense($0))
    }
    return words.contains { look.sense($0) == .excluded && !document.isWord($0, in: ["discontinued"]) }
  }

  /// "And randomly assigned 318", "318 were randomised", 随机入组310例.
  private func isStarted(_ place: Int, _ look: PhraseLook) -> Bool {
    if [.randomized, .assigned, .enrolled].contains(look.sense(place - 1)) { return true }
    let verb = look.sense(place + 1) == .subject ? place + 2 : place + 1
    return look.sense(verb) == .was && [.randomized, .assigned].contains(look.sense(verb + 1))
  }

  /// "Complete for 283 of 300 participants; 9 in one arm and 11 in the other were lost".
  private mutating func judgeComplete(_ sentence: SentenceReading, _ look: PhraseLook) {
    for (index, phrase) in sentence.phrases.enumerated() {
      guard case .proportion(let whole) = phrase, let kept = whole.events, let all = whole.total, kept < all,
        let a = sentence.phrases.indices.contains(index + 2) ? share(index + 1, sentence) : nil,
        let b = share(index + 2, sentence), let x = a.events, let y = b.events, a.total == nil,
        b.total == nil,
        x + y > all - kept, x <= all - kept, y <= all - kept,
        isOfComplete(sentence.tokens.lowerBound..<a.tokens.lowerBound, look),
        areOfArms([index + 1, index + 2], sentence),
        (b.tokens.upperBound..<b.tokens.upperBound + 9).contains(where: {
          document.isWord($0, in: ["lost", "missed", "withdrew", "withdrawn"])
        })
      else { continue }
      add(
        .part,
        at: whole.tokens.lowerBound..<b.tokens.upperBound,
        .inconsistent,
        .partsContradictTotal(parts: [kept, x, y], total: all),
        printed: figures([kept, x, y], all),
        recomputed: [Recomputation(.total, Double(kept + x + y))],
        .likely
      )
    }
  }

  private func isOfComplete(_ tokens: Range<Int>, _ look: PhraseLook) -> Bool {
    tokens.contains {
      [.completed, .follow].contains(look.sense($0))
        || document.isWord($0, in: ["complete", "available", "attended"])
    }
  }

  /// "Comprised 369", "leaving 369", "369 remained", 剩余369例, 最终纳入369例.
  private func isLeft(_ place: Int, _ look: PhraseLook) -> Bool {
    if document.isWord(
      place - 1,
      in: ["comprised", "leaving", "leaves", "left", "contained", "剩余", "余"]
    )
      || look.sense(place - 1) == .comprising
      || document.isWord(place - 1, in: ["余"]) && document.isWord(place - 2, in: ["剩"])
    {
      return true
    }
    if look.isIdeographic(place - 1), look.sense(place - 1) == .enrolled || look.sense(place - 1) == .analyzed
    {
      return (place - 4..<place).contains { document.isWord($0, in: ["最", "终", "最终"]) }
    }
    let verb = look.sense(place + 1) == .subject ? place + 2 : place + 1
    return document.isWord(verb, in: ["remained", "remaining"])
  }

  private func tellsOthers(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains {
      document.isWord(
        $0,
        in: [
          "further", "additional", "another", "also", "some", "others", "added", "replaced", "each",
          "treatment",
        ]
      )
    }
  }

  // MARK: Arms

  /// "57 in the first and 56 in the second were examined; 2 and 5 did not return" of 59 each.
  private mutating func judgeArms(_ sentence: SentenceReading, _ look: PhraseLook) {
    for place in sentence.tokens where look.sense(place) == .and {
      guard let x = look.whole(place - 1), let y = look.whole(place + 1), isOfLost(place + 2, look),
        let (m, n) = keptPair(before: place - 1, sentence, look)
      else { continue }
      guard reading.arms.count == 2, let a = reading.arms[0].size, let b = reading.arms[1].size else {
        judgeAll(x + y, m + n, place - 1..<place + 2, sentence)
        continue
      }
      let isFitting = Set([m + x, n + y]) == Set([a, b]) || Set([m + y, n + x]) == Set([a, b])
      // Each arm by itself may have its losses in two places.
      guard !isFitting, Set([m, n]) != Set([a, b]), m <= max(a, b), n <= max(a, b), m + x > a || n + y > b,
        m + y > a || n + x > b
      else { continue }
      let isSecond = n + y != b
      add(
        .part,
        at: place - 1..<place + 2,
        .inconsistent,
        .partsContradictTotal(parts: isSecond ? [y, n] : [x, m], total: isSecond ? b : a),
        printed: figures([x, y], isSecond ? b : a),
        recomputed: [Recomputation(.total, Double(isSecond ? n + y : m + x))],
        .likely
      )
    }
  }

  /// Both pairs against all, where the sizes of the arms are not told.
  private mutating func judgeAll(_ lost: Int, _ kept: Int, _ tokens: Range<Int>, _ sentence: SentenceReading)
  {
    let totals = reading.totals(upTo: sentence).map(\.size)
    let before = reading.sentences[...sentence.index].suffix(12).flatMap { $0.populations.map(\.size) }
    let counts = reading.sentences[...sentence.index].suffix(12).flatMap { sentence in
      sentence.phrases.compactMap {
        if case .count(let count) = $0, count.isSubjects { count.value } else { nil }
      }
    }
    guard let all = (totals + before + counts).max(), all > kept, lost + kept > all,
      !totals.contains(kept + lost)
    else { return }
    add(
      .part,
      at: tokens,
      .inconsistent,
      .partsContradictTotal(parts: [kept, lost], total: all),
      printed: figures([kept, lost], all),
      recomputed: [Recomputation(.total, Double(kept + lost))],
      .likely
    )
  }

  /// "[Children, respectively,] did not return", "were lost", "withdrew".
  private func isOfLost(_ start: Int, _ look: PhraseLook) -> Bool {
    let words = (start..<start + 7).prefix { ![.stop, .semicolon, .end, .open].contains(look.sense($0)) }
    return words.contains {
      look.sense($0) == .not && document.isWord($0 + 1, in: ["return", "attend", "complete"])
        || document.isWord($0, in: ["lost", "missed"])
    }
  }

  /// Two counts that another of the sentence adds up.
  private func keptPair(before end: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> (Int, Int)? {
    let counts = (sentence.tokens.lowerBound..<end).compactMap { look.whole($0) }.prefix(24)
    guard counts.count >= 3, let n = counts.last else { return nil }
    let m = counts[counts.endIndex - 2]
    return counts.dropLast(2).contains(m + n) ? (m, n) : nil
  }
}
