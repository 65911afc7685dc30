// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Those who were lost and those who stayed are together no more than those who started: "sixty were randomized; 4 withdrew and 58
  /// completed the study", 筛选150例，排除20例，最终纳入135例.
  mutating func checkLosses(in sentence: SentenceReading) {
    let look = look(sentence)
    guard sentence.tokens.contains(where: { look.sense($0) == .excluded }),
      let start = started(sentence, look)
    else { return }
    var lost: (count: Int, place: Int)?
    let isOfArms = areLossesOfArms(sentence, look)
    for place in sentence.tokens where place > start.place && document.tokens[place].isNumber {
      guard let count = look.whole(place) else { continue }
      if isLost(place, look) {
        // Several reasons may meet in one subject, but no subject is in two arms.
        if let first = lost, isOfArms {
          lost = (first.count + count, first.place)
        } else if count > lost?.count ?? 0 {
          lost = (count, place)
        }
      } else if let lost, isKept(place, look), count < start.count, count + lost.count > start.count {
        return add(
          .part,
          at: lost.place..<place + 1,
          .inconsistent,
          .partsContradictTotal(parts: [lost.count, count], total: start.count),
          printed: figures([lost.count, count], start.count),
          recomputed: [Recomputation(.total, Double(lost.count + count))],
          .likely
        )
      }
    }
  }

  /// The population, or the first total of the sentence or of the one before.
  private func started(_ sentence: SentenceReading, _ look: PhraseLook) -> (count: Int, place: Int)? {
    if let population = sentence.populations.first { return (population.size, population.place) }
    let totals = reading.totals(upTo: sentence)
    if let here = totals.last(where: { $0.sentence == sentence.index }) {
      return (here.size, here.tokens.lowerBound)
    }
    // All of the arms, where nothing else is told.
    let sizes = reading.arms.compactMap(\.size)
    if sizes.count >= 2, sizes.count == reading.arms.count,
      reading.arms.allSatisfy({ $0.sentence < sentence.index }),
      areLossesOfArms(sentence, look)
    {
      return (sizes.reduce(0, +), sentence.tokens.lowerBound - 1)
    }
    guard let before = totals.first(where: { $0.sentence + 1 == sentence.index }),
      totals.count(where: { $0.sentence + 1 == sentence.index }) == 1
    else { return nil }
    return (before.size, sentence.tokens.lowerBound - 1)
  }

  /// "Three and five patients withdrew", A组失访2例，B组失访3例: a loss for each arm.
  private func areLossesOfArms(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let places = sentence.tokens.filter {
      document.tokens[$0].isNumber && isLost($0, look) && look.whole($0) != nil
    }
    guard places.count == max(reading.arms.count, 2) else { return false }
    if Set(sentence.mentions.map(\.arm)).count == places.count { return true }
    return places.count == 2 && places[1] == places[0] + 2 && look.sense(places[0] + 1) == .and
  }

  /// "4 withdrew", "20 were excluded", 排除20例, 脱落5例.
  private func isLost(_ place: Int, _ look: PhraseLook) -> Bool {
    if look.isIdeographic(place + 1) {
      return look.sense(place - 1) == .excluded && look.sense(place + 1) == .subject
    }
    return (place + 1..<place + 5).contains { look.sense($0) == .excluded }
      && !(place + 1..<place + 6).contains {
        document.isWord($0, in: ["consent", "treatment", "therapy", "drug", "early"])
      }
  }

  /// "58 completed the study", "135 were randomized", 纳入135例, 完成118例.
  private func isKept(_ place: Int, _ look: PhraseLook) -> Bool {
    if look.isIdeographic(place + 1) {
      return [.enrolled, .completed, .analyzed].contains(look.sense(place - 1))
        && look.sense(place + 1) == .subject
    }
    let verb = look.sense(place + 1) == .subject ? place + 2 : place + 1
    if look.sense(verb) == .was {
      return [.randomized, .analyzed].contains(look.sense(verb + 1))
        || look.sense(verb + 1) == .enrolled && !document.isWord(verb + 1, in: ["included"])
    }
    guard look.sense(verb) == .completed else { return false }
    let object = look.sense(verb + 1) == .article ? verb + 2 : verb + 1
    return document.isWord(object, in: ["study", "trial", "follow-up", "protocol"])
      || look.sense(object) == .follow
      || [.stop, .end].contains(look.sense(object))
  }
}
