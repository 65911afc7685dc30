// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Things of which each is of one kind: "of the 158 events, 61 were distant, 22 local and 39 second cancers", reasons for which
  /// subjects were not treated, 死亡16例中….
  ///
  /// The kinds need not all be told, so that only more than there are contradicts.
  mutating func checkPartition(in sentence: SentenceReading) {
    let look = look(sentence)
    for population in sentence.populations {
      let parts = parts(of: population, sentence, look)
      guard parts.count >= 2, let first = parts.first, let last = parts.last,
        !isMixed(first.tokens.upperBound..<clauseEnd(last.tokens.upperBound, look), look),
        parts.count >= 3 || areParallel(parts.map(\.tokens), look),
        isOfOneKind(population, until: first.tokens.lowerBound, parts.count, sentence, look)
      else { continue }
      let counts = parts.map(\.count)
      let sum = counts.reduce(0, +)
      guard sum >= population.size, !counts.contains(where: { $0 > population.size }) else { continue }
      let fits = sum == population.size
      add(
        .part,
        at: population.place..<last.tokens.upperBound,
        fits ? .consistent : .inconsistent,
        fits
          ? .partsMakeTotal(parts: counts, total: population.size)
          : .partsContradictTotal(parts: counts, total: population.size),
        printed: figures(counts, population.size),
        recomputed: [Recomputation(.total, Double(sum))],
        .likely
      )
    }
  }

  /// The counts in a row behind a population.
  private func parts(of population: Population, _ sentence: SentenceReading, _ look: PhraseLook) -> [(
    count: Int, tokens: Range<Int>
  )] {
    var parts: [(count: Int, tokens: Range<Int>)] = []
    var end = population.end
    for index in sentence.phrases.indices where sentence.phrases[index].tokens.lowerBound >= population.end {
      let tokens = sentence.phrases[index].tokens
      guard let share = share(index, sentence), let events = share.events, !share.isOther,
        share.total == nil || share.total == population.size
      else { break }
      let gap = end..<max(end, tokens.lowerBound)
      guard gap.count <= 16,
        !gap.contains(where: {
          [.semicolon, .stop, .open, .including, .versus].contains(look.sense($0))
        }),
        parts.isEmpty || !gap.contains(where: { look.sense($0) == .arm }),
        !gap.contains(where: { look.sense($0) == .that && look.sense($0 - 1) == .of }),
        parts.isEmpty || gap.contains(where: { [.comma, .and].contains(look.sense($0)) })
      else { break }
      parts.append((events, tokens))
      end = tokens.upperBound
    }
    return parts
  }

  /// Whether one and the same thing or subject cannot be in two of the parts.
  private func isOfOneKind(
    _ population: Population,
    until end: Int,
    _ count: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> Bool {
    let words = population.place + 1..<end
    // 复发30例中: the thing stands before.
    let isOfThings = (population.place - 2..<min(population.place + 5, end)).contains {
      (look.sense($0) == .died || isThing($0, look))
        && ($0 > population.place || look.isIdeographic($0))
    }
    if isOfThings { return true }
    // Why subjects were not treated; who was lost had one reason.
    return count >= 3
      && words.contains {
        look.sense($0) == .excluded
          || look.sense($0) == .not
            && document.isWord(
              $0 + 1,
              in: ["infused", "treated", "randomized", "randomised", "included", "enrolled"]
            )
      }
  }

  /// Two parts are told alike: "12 were local and 17 distant".
  private func areParallel(_ parts: [Range<Int>], _ look: PhraseLook) -> Bool {
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
