// SPDX-License-Identifier: Apache-2.0

/// A number of which a list of kinds may tell the parts.
struct NearWhole {
  let size: Int
  /// Whether it stands in the clause before the list, or in the sentence before.
  let isTight: Bool
  /// Whether it is said to be all of whom the list speaks.
  var isPopulation = false
}

/// What a list of kinds may be parts of, wherever it stands.
extension Audit {
  /// What the list may be parts of, the nearest first.
  func wholes(
    of list: KindList,
    apart: [Range<Int>],
    isStated: Bool,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  )
    -> [NearWhole]
  {
    let start = list.start
    if let size = wholeBehind(list, sentence, look) {
      return [NearWhole(size: size, isTight: true, isPopulation: true)]
    }
    let here = sentence.phrases.indices.reversed().compactMap { index -> (size: Int, end: Int)? in
      guard let share = share(index, sentence), let events = share.events, share.tokens.upperBound <= start,
        !apart.contains(where: { $0.overlaps(share.tokens) })
      else { return nil }
      return (events, share.tokens.upperBound)
    }
    if let population = sentence.population(before: start), start - population.end <= 24 {
      let isFirst = here.allSatisfy { $0.end <= population.end }
      if isFirst { return [NearWhole(size: population.size, isTight: true, isPopulation: true)] }
    }
    // "Total in 17, partial in 14 and none in 11": the figure before belongs to the list.
    if let nearest = here.first, nearest.end < start,
      start < list.tokens.lowerBound + 1, nearest.end < start,
      (nearest.end..<start).allSatisfy({ [.comma, .and, .close].contains(look.sense($0)) })
    {
      return []
    }
    if let nearest = here.first, start - nearest.end <= 14,
      !(nearest.end..<start).contains(where: {
        look.sense($0) == .stop || look.sense($0) == .semicolon && !isStated
      })
    {
      return [NearWhole(size: nearest.size, isTight: true)]
    }
    if let arm = sentence.mentions.last(where: { $0.tokens.upperBound <= start }), !pointsBack(sentence, look)
    {
      let sizes = reading.arms[arm.arm].sizes
      let before = countsBefore(sentence)
      return before.map { NearWhole(size: $0, isTight: true) }
        + (corroboration.allocated.contains(arm.arm) ? sizes.map { NearWhole(size: $0, isTight: false) } : [])
    }
    if isStated || pointsBack(sentence, look) || !sentence.mentions.isEmpty {
      return countsBefore(sentence).map {
        NearWhole(size: $0, isTight: true, isPopulation: pointsBack(sentence, look))
      }
    }
    // All of the text.
    let totals = reading.totals.map(\.size) + reading.arms.flatMap(\.sizes)
    let sum = reading.arms.compactMap(\.size).reduce(0, +)
    let all = (totals + [sum]).max() ?? 0
    return all > 0 ? [NearWhole(size: all, isTight: false)] : []
  }

  /// "… of the 60 patients", "… of the drug A group", ，共50例: the whole right behind the list.
  private func wholeBehind(_ list: KindList, _ sentence: SentenceReading, _ look: PhraseLook) -> Int? {
    guard let last = list.parts.last else { return nil }
    let end = max(list.tokens.upperBound, last.place + 1)
    if let total = totalBehind(last.place..<end, look) ?? totalBehind(last.place..<last.place + 1, look) {
      return total
    }
    if let mention = sentence.mentions.first(where: { $0.tokens.lowerBound >= end }),
      mention.tokens.lowerBound <= end + 4, corroboration.allocated.contains(mention.arm),
      (end..<mention.tokens.lowerBound).allSatisfy({
        [.subject, .of, .preposition, .article].contains(look.sense($0))
      }), list.start >= sentence.tokens.lowerBound, !hasMention(before: list.tokens.lowerBound, sentence)
    {
      return reading.arms[mention.arm].sizes.max()
    }
    return nil
  }

  private func hasMention(before place: Int, _ sentence: SentenceReading) -> Bool {
    sentence.mentions.contains { $0.tokens.upperBound <= place }
  }

  /// "12 of the 60 patients", "in 9 women, 60 in all", 5例，共50例.
  func totalBehind(_ tokens: Range<Int>, _ look: PhraseLook) -> Int? {
    var place = tokens.lowerBound + 1
    while place < tokens.upperBound + 4,
      [.subject, .male, .female, .comma, .close].contains(look.sense(place))
    { place += 1 }
    if look.sense(place) == .total, look.isIdeographic(place), look.sense(place + 2) == .subject {
      return look.whole(place + 1)
    }
    guard look.sense(place) == .of, !look.isIdeographic(place) else { return nil }
    place += 1
    while [.article, .all].contains(look.sense(place)) { place += 1 }
    let noun = (place + 1..<place + 4).contains { [.subject, .male, .female].contains(look.sense($0)) }
    return noun ? look.whole(place) : nil
  }

  /// "Of these women", "of them", 其中.
  private func pointsBack(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let start = sentence.tokens.lowerBound
    return (start..<start + 3).contains {
      [.of, .preposition].contains(look.sense($0)) && document.isWord($0 + 1, in: ["these", "those", "them"])
        || document.isWord($0, in: ["其中"])
    }
  }

  private func countsBefore(_ sentence: SentenceReading) -> [Int] {
    guard sentence.index > 0 else { return [] }
    let before = reading.sentences[sentence.index - 1]
    return before.phrases.indices.prefix(40).compactMap { share($0, before)?.events }.filter {
      !(1900...2100).contains($0)
    }
  }

  /// Numbers of this sentence and the two before, of all the arms and totals, and pairs that stand side by side.
  func countsNear(_ sentence: SentenceReading, apart lists: [KindList]) -> Set<Int> {
    func isApart(_ tokens: Range<Int>) -> Bool { lists.contains { $0.tokens.overlaps(tokens) } }
    let arms = reading.arms.filter { !isApart($0.tokens) }
    var numbers = Set(arms.flatMap(\.sizes) + reading.totals.map(\.size))
    numbers.insert(arms.compactMap(\.size).reduce(0, +))
    for near in reading.sentences[
      max(0, sentence.index - 2)...min(sentence.index + 1, reading.sentences.count - 1)
    ] {
      let counts = near.tokens.filter { !isApart($0..<$0 + 1) && !isOnce($0) }.compactMap {
        document.tokens[$0].numeral?.count
      }
      .prefix(80)
      numbers.formUnion(counts)
      numbers.formUnion(zip(counts, counts.dropFirst()).map(+))
      let shares = near.phrases.indices.prefix(40)
        .filter { !isApart(near.phrases[$0].tokens) && !isOnce(near.phrases[$0].tokens.lowerBound) }
        .compactMap { share($0, near)?.events }
      numbers.formUnion(zip(shares, shares.dropFirst()).map(+))
    }
    return numbers
  }

  /// 仅计1种.
  func isOnce(_ place: Int) -> Bool { document.isWord(place - 1, in: ["计", "记", "仅计", "只计"]) }
}
