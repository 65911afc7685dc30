// SPDX-License-Identifier: Apache-2.0

/// Counts of arms: whether each part is of an arm of its own, and what they add up to.
extension Audit {
  /// Whether each part belongs to an arm of its own, known or only called a group.
  func areOfArms(_ parts: [Int], _ sentence: SentenceReading) -> Bool {
    areOfMentions(parts, sentence) || areOfGroups(parts, sentence)
  }

  private func areOfMentions(_ parts: [Int], _ sentence: SentenceReading) -> Bool {
    var arms = Set<Int>()
    for (rank, part) in parts.enumerated() {
      let tokens = sentence.phrases[part].tokens
      let limit =
        rank + 1 < parts.count ? sentence.phrases[parts[rank + 1]].tokens.lowerBound : tokens.upperBound + 10
      let before = rank > 0 ? sentence.phrases[parts[rank - 1]].tokens.upperBound : tokens.lowerBound - 8
      let behind = sentence.mentions.first {
        $0.tokens.lowerBound >= tokens.upperBound && $0.tokens.lowerBound < min(limit, tokens.upperBound + 8)
      }
      let ahead = sentence.mentions.last {
        $0.tokens.upperBound <= tokens.lowerBound && $0.tokens.lowerBound >= before
      }
      // 治疗组20例: the name right before; "7 were in the A group": behind.
      let isGlued = ahead.map { ahead in
        let gap = ahead.tokens.upperBound..<tokens.lowerBound
        return gap.count <= 2 && !gap.contains { [.and, .comma, .semicolon].contains(document.sense($0)) }
      }
      guard let mention = isGlued ?? false ? ahead : behind ?? ahead else { return false }
      arms.insert(mention.arm)
    }
    return arms.count == parts.count
  }

  /// "57 in the vaccine arm and 66 in the control arm", whatever the arms were called before.
  private func areOfGroups(_ parts: [Int], _ sentence: SentenceReading) -> Bool {
    let look = look(sentence)
    var names = Set<String>()
    for (rank, part) in parts.enumerated() {
      let end = sentence.phrases[part].tokens.upperBound
      let limit = rank + 1 < parts.count ? sentence.phrases[parts[rank + 1]].tokens.lowerBound : end + 9
      guard let group = (end..<min(limit, end + 9)).first(where: { look.sense($0) == .arm }),
        (end..<group).contains(where: { [.preposition, .of, .received].contains(look.sense($0)) }),
        !(end..<group).contains(where: { [.comma, .semicolon, .each, .both].contains(look.sense($0)) })
      else { return false }
      let isBehind = [.article, .preposition].contains(look.sense(group - 1)) || look.sense(group - 1) == .of
      names.insert(document.word(isBehind ? group + 1 : group - 1))
    }
    return names.count == parts.count && !names.contains("")
  }

  /// Whether nothing more is said of the parts: what follows is no verb that picks some of them.
  func endsClause(behind end: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    var place = end
    while place < end + 9 {
      switch look.sense(place) {
      case .stop, .end, .semicolon, .close: return true
      case .comma, .open: return look.sense(place + 1) == .pValue || look.sense(place) == .open
      case .was, .completed, .received: return false
      default: place += 1
      }
    }
    return false
  }

  // MARK: Totals said afterwards

  /// "6 in A, 4 in B and 3 in C, that is 13 in total"; "9 in all"; A组9例，B组10例，共19例.
  mutating func checkTotalsBehind(in sentence: SentenceReading) {
    let look = look(sentence)
    for index in sentence.phrases.indices.dropFirst() {
      guard let whole = share(index, sentence), let total = whole.events, !whole.isOther,
        isCalledTotal(whole.tokens, look)
      else { continue }
      let parts = partsBefore(index, sentence, look)
      let end = sentence.phrases[index].tokens.upperBound
      if parts.count >= 2, parts.count == max(reading.arms.count, 2),
        areOfArms(parts, sentence) || areParallel(parts, sentence, look)
          || areOfNamedArms(parts, until: whole.tokens.lowerBound, sentence, look)
      {
        sum(
          parts.compactMap { share($0, sentence)?.events },
          total,
          sentence.phrases[parts[0]].tokens.lowerBound..<end
        )
      } else if let last = parts.last, let each = share(last, sentence)?.events,
        isOfEach(sentence.phrases[last].tokens, until: whole.tokens.lowerBound, look)
      {
        let count = max(reading.arms.count, 2)
        sum(
          Array(repeating: each, count: count),
          total,
          sentence.phrases[last].tokens.lowerBound..<end
        )
      }
    }
  }

  /// "9 and 14 in the exercise and control groups, respectively (25 in total)".
  private func areOfNamedArms(_ parts: [Int], until end: Int, _ sentence: SentenceReading, _ look: PhraseLook)
    -> Bool
  {
    guard parts.count == 2 else { return false }
    let gap = sentence.phrases[parts[0]].tokens.upperBound..<sentence.phrases[parts[1]].tokens.lowerBound
    let behind = sentence.phrases[parts[1]].tokens.upperBound..<end
    return gap.count <= 2 && gap.contains { [.and, .versus].contains(look.sense($0)) } && behind.count <= 14
      && behind.contains { look.sense($0) == .arm || look.sense($0) == .respectively }
  }

  /// "78 failures were seen after one and 74 after the other": the same small word leads to what each count is of.
  private func areParallel(_ parts: [Int], _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let leads = parts.indices.map { rank -> Int32? in
      let end = sentence.phrases[parts[rank]].tokens.upperBound
      let next = rank + 1 < parts.count ? sentence.phrases[parts[rank + 1]].tokens.lowerBound : end + 6
      let place = (end..<max(end, min(end + 6, next))).first {
        look.sense($0) == .preposition && !look.isIdeographic($0)
      }
      return place.map { document.tokens[$0].word }
    }
    return parts.count == 2 && leads[0] != nil && leads[0] == leads[1]
  }

  private mutating func sum(_ parts: [Int], _ total: Int, _ tokens: Range<Int>) {
    let sum = parts.reduce(0, +)
    add(
      .part,
      at: tokens,
      sum == total ? .consistent : .inconsistent,
      sum == total
        ? .partsMakeTotal(parts: parts, total: total) : .partsContradictTotal(parts: parts, total: total),
      printed: figures(parts, total),
      recomputed: [Recomputation(.total, Double(sum))]
    )
  }

  /// "12 patients (8%) in total", "in all, 12", "12 altogether", 共12例.
  private func isCalledTotal(_ tokens: Range<Int>, _ look: PhraseLook) -> Bool {
    func isTotal(_ place: Int) -> Bool {
      look.sense(place) == .total && !document.isWord(place, in: ["overall", "combined"])
        || look.sense(place) == .all && look.sense(place - 1) == .preposition
        || document.isWord(place, in: ["together"])
    }
    var place = tokens.upperBound
    while place < tokens.upperBound + 3, [.preposition, .subject, .close].contains(look.sense(place)) {
      place += 1
    }
    if isTotal(place), [.stop, .end, .close, .comma, .semicolon, .open].contains(look.sense(place + 1)) {
      return true
    }
    // "With a total of 130 lesions" counts no subjects.
    guard
      [.subject, .male, .female, .stop, .end, .close, .comma, .semicolon, .open].contains(
        look.sense(tokens.upperBound)
      )
    else { return false }
    place = tokens.lowerBound - 1
    while place > tokens.lowerBound - 3, [.of, .comma].contains(look.sense(place)) { place -= 1 }
    return isTotal(place) && [.comma, .open, .preposition, .article, .other].contains(look.sense(place - 1))
  }

  /// The counts in a row right before a phrase.
  private func partsBefore(_ index: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> [Int] {
    var parts: [Int] = []
    var start = sentence.phrases[index].tokens.lowerBound
    for part in (0..<index).reversed() {
      guard let share = share(part, sentence), share.events != nil, !share.isOther else { break }
      let gap = share.tokens.upperBound..<max(share.tokens.upperBound, start)
      guard gap.count <= 14, !gap.contains(where: { [.semicolon, .stop].contains(look.sense($0)) }) else {
        break
      }
      parts.insert(part, at: 0)
      start = share.tokens.lowerBound
    }
    return parts
  }

  /// "3 men (1.4%) of each group".
  private func isOfEach(_ tokens: Range<Int>, until end: Int, _ look: PhraseLook) -> Bool {
    (tokens.lowerBound..<min(end, tokens.upperBound + 5)).contains {
      look.sense($0) == .each && look.sense($0 + 1) == .arm
    }
  }
}
