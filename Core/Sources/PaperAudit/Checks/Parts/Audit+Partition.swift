// SPDX-License-Identifier: Apache-2.0

/// A number of things or subjects each of which is of one kind.
private struct SortedWhole {
  let size: Int
  let place: Int
  /// Where the kinds may begin.
  let end: Int
  /// Whether the list is in a bracket or behind a colon, so that no kind is left out.
  var isClosed = false
}

extension Audit {
  /// Things of which each is of one kind: "of the 158 events, 61 were distant, 22 local and 39 second cancers", "eight patients
  /// discontinued because of toxicity (n = 4), progression (n = 3) or consent (n = 2)", 死亡16例中….
  ///
  /// The kinds need not all be told, so that only more than there are contradicts, unless a bracket holds the list.
  mutating func checkPartition(in sentence: SentenceReading) {
    let look = look(sentence)
    for whole in populationsOfThings(sentence, look) + wholesOfReasons(sentence, look) {
      let parts = parts(of: whole, sentence, look)
      guard parts.count >= 2, let first = parts.first, let last = parts.last,
        !isMixed(whole.end..<clauseEnd(last.tokens.upperBound, look), look),
        parts.count >= 3 || areParallel(parts.map(\.tokens), look),
        // "Toxicity (n=6), progression (n=5) or consent (n=4)": the first of a list, and no whole.
        look.sense(whole.place - 1) != .equals || look.sense(first.tokens.lowerBound - 1) != .equals
      else { continue }
      let counts = parts.map(\.count)
      let sum = counts.reduce(0, +)
      let isEnded = [.stop, .end, .close, .semicolon].contains(
        look.sense(clauseEnd(last.tokens.upperBound, look))
      )
      guard sum >= whole.size || whole.isClosed && isEnded && sum * 2 > whole.size,
        !counts.contains(where: { $0 > whole.size })
      else { continue }
      let fits = sum == whole.size
      add(
        .part,
        at: whole.place..<last.tokens.upperBound,
        fits ? .consistent : .inconsistent,
        fits
          ? .partsMakeTotal(parts: counts, total: whole.size)
          : .partsContradictTotal(parts: counts, total: whole.size),
        printed: figures(counts, whole.size),
        recomputed: [Recomputation(.total, Double(sum))],
        .likely
      )
      // One list, told once.
      return
    }
  }

  // MARK: Wholes

  /// "Of the 158 events", "of the 19 patients not infused", 复发30例中.
  private func populationsOfThings(_ sentence: SentenceReading, _ look: PhraseLook) -> [SortedWhole] {
    sentence.populations.filter { isOfThings($0, look) || isOfUntreated($0, sentence, look) }.map {
      SortedWhole(size: $0.size, place: $0.place, end: $0.end)
    }
  }

  private func isOfThings(_ population: Population, _ look: PhraseLook) -> Bool {
    let noun = (population.place + 1..<population.place + 5).prefix {
      ![.comma, .subject, .preposition, .that].contains(look.sense($0)) || look.isIdeographic($0)
    }
    return noun.contains { look.sense($0) == .died || isThing($0, look) }
      || (population.place - 2..<population.place).contains {
        look.isIdeographic($0) && (look.sense($0) == .died || isThing($0, look))
      }
  }

  /// Why subjects were not treated; who was lost had one reason.
  private func isOfUntreated(_ population: Population, _ sentence: SentenceReading, _ look: PhraseLook)
    -> Bool
  {
    let end =
      sentence.phrases.first { $0.tokens.lowerBound >= population.end }?.tokens.lowerBound ?? population.end
    return (population.place + 1..<max(end, population.place + 1)).contains {
      look.sense($0) == .excluded
        || look.sense($0) == .not
          && document.isWord(
            $0 + 1,
            in: ["infused", "treated", "randomized", "randomised", "included", "enrolled"]
          )
    }
  }

  /// "Twelve patients died: …", "causes of the 12 deaths were …", "eight patients discontinued because of …", 8例退出治疗，原因为….
  private func wholesOfReasons(_ sentence: SentenceReading, _ look: PhraseLook) -> [SortedWhole] {
    sentence.phrases.indices.compactMap { index in
      guard let share = share(index, sentence), let size = share.events, size > 1, !share.isOther,
        !sentence.populations.contains(where: { share.tokens.contains($0.place) }),
        index + 1 < sentence.phrases.count
      else { return nil }
      let end = share.tokens.upperBound
      let next = sentence.phrases[index + 1].tokens.lowerBound
      // "24 and 37 patients" are of two arms.
      guard ![.and, .versus, .comma].contains(look.sense(share.tokens.lowerBound - 1)),
        isOfLost(share.tokens, next, sentence, look),
        next - end <= 14,
        !(end..<next).contains(where: { [.arm, .versus, .including, .that].contains(look.sense($0)) }),
        sentence.mentions.allSatisfy({ !(end..<next).contains($0.tokens.lowerBound) })
      else { return nil }
      let isClosed = (end..<next).contains {
        [.open, .colonSign].contains(look.sense($0)) && look.sense($0 + 1) != .sampleSize
      }
      let isLed =
        isClosed
        || (end..<next).contains { isReason($0, look) || look.sense($0) == .comma || look.sense($0) == .was }
      return isLed
        ? SortedWhole(size: size, place: share.tokens.lowerBound, end: end, isClosed: isClosed) : nil
    }
  }

  /// Whether the words beside a count, in its own clause, tell of deaths, losses or reasons.
  private func isOfLost(_ tokens: Range<Int>, _ next: Int, _ sentence: SentenceReading, _ look: PhraseLook)
    -> Bool
  {
    let behind = (tokens.upperBound..<min(tokens.upperBound + 6, next)).prefix {
      ![.comma, .semicolon].contains(look.sense($0))
    }
    if behind.contains(where: { isLostWord($0, look) }) { return true }
    let before = (max(sentence.tokens.lowerBound, tokens.lowerBound - 8)..<tokens.lowerBound).reversed()
      .prefix {
        ![.comma, .semicolon, .stop].contains(look.sense($0)) && !document.tokens[$0].isNumber
      }
    return before.contains { isReason($0, look) || look.isIdeographic($0) && isLostWord($0, look) }
  }

  private func isLostWord(_ place: Int, _ look: PhraseLook) -> Bool {
    look.sense(place) == .died || look.sense(place) == .excluded || isThing(place, look)
      || isReason(place, look)
      || look.sense(place) == .not
        && (look.sense(place + 1) == .completed || document.isWord(place + 1, in: ["complete"]))
  }

  private func isReason(_ place: Int, _ look: PhraseLook) -> Bool {
    document.isWord(place, in: ["reasons", "causes", "because", "due", "discontinuation"])
      || look.isIdeographic(place)
        && ["原因", "死因", "因为"].contains(document.word(place) + document.word(place + 1))
  }

  // MARK: Parts

  /// The counts in a row behind a whole.
  private func parts(of whole: SortedWhole, _ sentence: SentenceReading, _ look: PhraseLook) -> [(
    count: Int, tokens: Range<Int>
  )] {
    var parts: [(count: Int, tokens: Range<Int>)] = []
    var end = whole.end
    for index in sentence.phrases.indices where sentence.phrases[index].tokens.lowerBound >= whole.end {
      let tokens = sentence.phrases[index].tokens
      guard let share = share(index, sentence), let events = share.events, !share.isOther,
        share.total == nil || share.total == whole.size
      else { break }
      let gap = end..<max(end, tokens.lowerBound)
      // "17 and 23" are of two arms.
      if !parts.isEmpty, gap.allSatisfy({ [.and, .comma, .versus].contains(look.sense($0)) }) { return [] }
      guard gap.count <= 16, gap.allSatisfy({ isGap($0, isFirst: parts.isEmpty, whole, look) }),
        parts.isEmpty || gap.contains(where: { [.comma, .and, .or, .semicolon].contains(look.sense($0)) })
      else { break }
      // "60 of the radius and 36 of the ulna; 6 had both": the list was complete.
      if gap.contains(where: { look.sense($0) == .semicolon }),
        parts.reduce(0, { $0 + $1.count }) == whole.size
      {
        break
      }
      guard parts.count < 12 else { return [] }
      parts.append((events, tokens))
      end = tokens.upperBound
    }
    return parts
  }

  /// What may stand between parts; a bracket only as in "(n = 5)".
  private func isGap(_ place: Int, isFirst: Bool, _ whole: SortedWhole, _ look: PhraseLook) -> Bool {
    switch look.sense(place) {
    case .stop, .including, .versus: return false
    case .semicolon: return whole.isClosed
    case .arm: return isFirst && !whole.isClosed
    case .that: return look.sense(place - 1) != .of
    case .open: return look.sense(place + 1) == .sampleSize || isFirst && whole.isClosed
    default: return true
    }
  }

  /// Two parts are told alike: "12 were local and 17 distant".
  func areParallel(_ parts: [Range<Int>], _ look: PhraseLook) -> Bool {
    let verbs = parts.map { look.sense($0.upperBound) == .was }
    return verbs[0] == verbs[1]
      || !verbs[1] && look.sense(parts[1].upperBound) != .that
        && !document.word(parts[1].upperBound).hasSuffix("ed")
  }

  private func isThing(_ place: Int, _ look: PhraseLook) -> Bool {
    document.isWord(place, in: Self.things)
      || look.isIdeographic(place) && Self.things.contains(document.word(place) + document.word(place + 1))
  }

  private static let things: Set<String> = [
    "events", "attacks", "failures", "recurrences", "relapses", "withdrawals", "exclusions",
    "discontinuations",
    "losses", "dropouts", "exacerbations", "progressions", "fractures", "失败", "复发", "脱落", "退出", "失访",
  ]
}
