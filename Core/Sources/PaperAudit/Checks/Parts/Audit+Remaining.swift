// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// The rest of so many: "of the 60 patients, 22 improved, 18 did not change, and the remaining 20 worsened", "nine were
  /// excluded and the remaining 167 analysed", 其余20例.
  mutating func checkRemaining(in sentence: SentenceReading) {
    let look = look(sentence)
    for place in sentence.tokens where document.tokens[place].isNumber {
      guard let rest = look.whole(place), isRest(place, look), !isVague(sentence, before: place, look) else {
        continue
      }
      let here = counts(in: sentence.tokens.lowerBound..<place, look)
      let before = sentence.index > 0 ? counts(of: reading.sentences[sentence.index - 1]) : []
      let all = before + here
      // One of the numbers less some of those behind it is the rest.
      let isPossible = all.indices.contains { whole in
        isSum(all[whole].count - rest, of: all[(whole + 1)...].map(\.count))
      }
      guard !isPossible, let whole = whole(here, sentence, place), whole.count > rest || here.count > 1 else {
        continue
      }
      let parts = here.filter { $0.place > whole.place }.map(\.count) + [rest]
      guard parts.count >= 2, parts.count <= 8 else { continue }
      add(
        .part,
        at: min(whole.place, here.first?.place ?? place)..<place + 1,
        .inconsistent,
        .partsContradictTotal(parts: parts, total: whole.count),
        printed: figures(parts, whole.count),
        recomputed: [Recomputation(.total, Double(parts.reduce(0, +)))],
        .likely
      )
    }
  }

  private typealias Count = (count: Int, place: Int)

  /// "The remaining 15", "15 remaining", "the other 15 were", 其余15例.
  private func isRest(_ place: Int, _ look: PhraseLook) -> Bool {
    let before = look.sense(place - 1) == .subject ? place - 2 : place - 1
    if document.isWord(before, in: ["余", "剩"]) || document.isWord(before - 1, in: ["剩"]) {
      return look.sense(place + 1) == .subject && document.word(place + 2) != "次"
    }
    guard isCounted(behind: place + 1, look) else { return false }
    if document.isWord(place - 1, in: ["remaining"]) { return true }
    return document.isWord(place - 1, in: ["other"]) && look.sense(place - 2) == .article
  }

  /// Whether subjects or deaths are counted, and no groups, courses or sites.
  private func isCounted(behind next: Int, _ look: PhraseLook) -> Bool {
    switch look.sense(next) {
    case .subject, .was, .stop, .end, .comma, .semicolon, .close, .open, .died, .received, .male, .female,
      .that:
      true
    case .other:
      document.isWord(next, in: ["had", "did", "underwent", "showed", "worsened", "improved", "remained"])
    default: false
    }
  }

  /// "A few", "some", "most": parts without a number; a part given in percent alone.
  private func isVague(_ sentence: SentenceReading, before end: Int, _ look: PhraseLook) -> Bool {
    let isUncounted = (sentence.tokens.lowerBound..<end).contains {
      document.isWord(
        $0,
        in: [
          "few", "some", "several", "most", "many", "majority", "half", "third", "quarter", "多数", "部分", "少数",
        ]
      ) || look.sense($0) == .each
    }
    return isUncounted
      || sentence.phrases.contains {
        if case .proportion(let share) = $0, $0.tokens.upperBound <= end {
          share.events == nil
        } else {
          false
        }
      }
  }

  /// The whole that the rest is of: the population, the largest count of the sentence where it comes first, or all who were
  /// randomized where the sentence only says who was left out.
  private func whole(_ here: [Count], _ sentence: SentenceReading, _ place: Int) -> Count? {
    if let population = sentence.population(before: place),
      here.contains(where: { $0.place > population.place })
    {
      return (population.size, population.place)
    }
    if here.count >= 2, let first = here.first, here.dropFirst().allSatisfy({ $0.count <= first.count }) {
      return first
    }
    guard here.count == 1,
      sentence.tokens.contains(where: { document.sense($0) == .excluded || isExclusion($0) }),
      sentence.index > 0,
      let total = reading.totals(upTo: sentence).first(where: { $0.sentence == sentence.index - 1 })
    else { return nil }
    return (total.size, total.tokens.lowerBound)
  }

  private func isExclusion(_ place: Int) -> Bool {
    document.isWord(place, in: ["exclusion", "excluding", "withdrawal", "exclusions", "removing"])
  }

  private func counts(of sentence: SentenceReading) -> [Count] {
    Array(counts(in: sentence.tokens, look(sentence)).suffix(8))
  }

  private func counts(in tokens: Range<Int>, _ look: PhraseLook) -> [Count] {
    Array(
      tokens.compactMap { place -> Count? in
        guard document.tokens[place].isNumber, let count = look.whole(place), !(1900...2100).contains(count)
        else {
          return nil
        }
        return (count, place)
      }.prefix(10)
    )
  }

  /// Whether some of the numbers, at least one, add up to the sum.
  private func isSum(_ sum: Int, of numbers: [Int]) -> Bool {
    guard sum > 0 else { return false }
    var sums: Set<Int> = [0]
    for number in numbers.prefix(12) { sums.formUnion(sums.map { $0 + number }) }
    return sums.contains(sum)
  }
}
