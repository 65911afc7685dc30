// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Everybody is of one kind: "favorable in 7, intermediate in 31 and adverse in 24" of 58, "812 pupils, of whom 402 were girls
  /// and 431 boys", "each counted once by the site: 19, 14 and 9" of 45.
  ///
  /// The whole may stand anywhere near: only a sum that is no number of the neighbourhood is wrong.
  mutating func checkKinds(in sentence: SentenceReading) {
    let look = look(sentence)
    let statement = exclusivity(sentence, look)
    var lists = KindListReader(look: look).lists()
    if let statement {
      for list in listsTold(around: statement, sentence, look)
      where !lists.contains(where: { $0.tokens.overlaps(list.tokens) && $0.parts.count >= list.parts.count })
      {
        lists.removeAll { $0.tokens.overlaps(list.tokens) }
        lists.append(list)
      }
    }
    guard !lists.isEmpty, lists.count <= 8, !mayOverlap(sentence, look) else { return }
    let near = countsNear(sentence, apart: lists)
    let apart = lists.map(\.tokens)
    for (rank, list) in lists.enumerated() where !near.contains(list.sum) {
      let isParallel = lists.indices.contains { other in
        other != rank && lists[other].kinds == list.kinds && near.contains(lists[other].sum)
      }
      let wholes = wholes(of: list, apart: apart, isStated: statement != nil, sentence, look)
      judge(list, wholes, sentence, look, isStated: statement != nil, isParallel: isParallel)
    }
  }

  private mutating func judge(
    _ list: KindList,
    _ near: [NearWhole],
    _ sentence: SentenceReading,
    _ look: PhraseLook,
    isStated: Bool,
    isParallel: Bool
  ) {
    let parts = list.parts.map(\.count)
    guard let largest = parts.max(), largest > 0 else { return }
    let isExclusive = isStated || isParallel || isOfSubjects(list, sentence, look)
    let wholes = near.filter {
      $0.size >= largest && list.sum < 2 * $0.size && $0.size < 2 * list.sum
    }
    guard isExclusive, let whole = wholes.first else { return }
    // More than any whole that may be meant, or fewer where nobody is left out.
    let isMore = wholes.allSatisfy { list.sum > $0.size }
    let isWhole =
      whole.isTight
      && (isStated
        && ((list.tokens.upperBound - 7..<list.tokens.upperBound).contains(where: isOther) || isParallel)
        || (list.isComplete && (isParallel || whole.isPopulation)))
    guard isMore || isWhole && !tellsMissing(sentence, look) else { return }
    withdraw(.part, at: list.tokens)
    add(
      .part,
      at: list.tokens,
      .inconsistent,
      .partsContradictTotal(parts: parts, total: whole.size),
      printed: figures(parts, whole.size),
      recomputed: [Recomputation(.total, Double(list.sum))],
      .likely
    )
  }

  /// Grades are of subjects where they are no grades of events.
  private func isOfSubjects(_ list: KindList, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    guard let family = list.family else {
      return !tellsEvents(sentence, look)
        && !(sentence.index > 0 && tellsEvents(reading.sentences[sentence.index - 1], look))
    }
    return family.isOfSubjects && !speaksOfBirths(list.tokens.upperBound..<list.tokens.upperBound + 6)
      && !speaksOfParents(sentence)
  }

  private func tellsEvents(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains {
      document.sense($0) == .event
        || document.isWord(
          $0,
          in: [
            "adverse", "toxicity", "toxicities", "reactions", "complications", "bleeds", "反", "症", "毒", "事",
          ]
        )
    }
  }

  // MARK: Wholes

  private struct NearWhole {
    let size: Int
    /// Whether it stands in the clause before the list, or in the sentence before.
    let isTight: Bool
    /// Whether it is said to be all of whom the list speaks.
    var isPopulation = false
  }

  /// What the list may be parts of, the nearest first.
  private func wholes(
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
  private func totalBehind(_ tokens: Range<Int>, _ look: PhraseLook) -> Int? {
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
  private func countsNear(_ sentence: SentenceReading, apart lists: [KindList]) -> Set<Int> {
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
  private func isOnce(_ place: Int) -> Bool { document.isWord(place - 1, in: ["计", "记", "仅计", "只计"]) }

  // MARK: What the words say

  /// Whether somebody may be of two kinds, or only some kinds are told.
  private func mayOverlap(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let next =
      sentence.index + 1 < reading.sentences.count ? reading.sentences[sentence.index + 1].tokens : 0..<0
    return sentence.tokens.contains { isOverlap($0, look) } || next.contains { isOverlap($0, look) }
  }

  /// "No patient had more than one".
  private func isNegated(_ place: Int, _ look: PhraseLook) -> Bool {
    (place - 6..<place).contains {
      [.not, .none].contains(look.sense($0)) || document.isWord($0, in: ["no", "none", "never"])
    }
  }

  private func isOverlap(_ place: Int, _ look: PhraseLook) -> Bool {
    if document.isWord(place, in: Self.overlapping) { return true }
    switch document.sense(place) {
    case .including: return !document.isWord(place, in: ["included", "其中"])
    case .both: return !document.isWord(place, in: ["两组", "二组"])
    case .than where document.isWord(place - 1, in: ["more"]): return !isNegated(place, look)
    default:
      return document.isWord(place, in: ["most"])
        && document.isWord(place + 1, in: ["common", "commonly", "frequent", "frequently"])
        || document.isWord(place, in: ["or"]) && document.isWord(place + 1, in: ["more", "higher", "worse"])
    }
  }

  private static let overlapping: Set<String> = [
    "overlap", "overlapped", "overlapping", "multiple", "several", "also", "mainly", "mostly", "crossover",
    "cross-over", "simultaneously", "concurrently", "同时", "合并", "主要", "兼有", "交叉",
  ]

  /// "And another reason in 32", 其他2例: nobody is left out.
  private func isOther(_ place: Int) -> Bool {
    document.isWord(place, in: ["other", "others", "another", "其", "其他"])
  }

  func tellsMissing(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains {
      document.isWord(
        $0,
        in: [
          "missing", "unknown", "unavailable", "unspecified", "undetermined", "unclear", "不详",
          "缺失",
        ]
      )
        || look.sense($0) == .not
          && document.isWord(
            $0 + 1,
            in: ["recorded", "known", "available", "assessed", "reported", "stated", "tested"]
          )
    }
  }

  /// Where the sentence says that everybody, or everything, is counted once.
  private func exclusivity(_ sentence: SentenceReading, _ look: PhraseLook) -> Int? {
    sentence.tokens.first { place in
      if look.isIdeographic(place) { return isCountedOnce(ideographic: place, look) }
      guard look.isWord(place) || look.isOne(place) else { return false }
      switch look.isOne(place) ? "one" : document.word(place) {
      case "counted", "classified", "coded", "recorded", "categorized", "categorised", "assigned", "listed":
        return (place + 1..<place + 5).contains { document.word($0) == "once" || look.isOne($0) }
      case "deaths":
        // "The 48 deaths were cardiovascular (n = 26), …": each has one cause.
        return look.sense(place + 1) == .was && document.isNumber(place - 1)

      case "exclusive": return document.isWord(place - 1, in: ["mutually"])
      case "than": return document.isWord(place - 1, in: ["more"]) && isNegated(place, look)
      case "histology", "aetiology", "etiology", "cause", "reason", "indication", "diagnosis", "subtype",
        "mechanism",
        "mode":
        // "The cause of death was infection in 9, …".
        let words = (place + 1..<place + 5).prefix { look.sense($0) != .comma }
        return words.contains { look.sense($0) == .was }
          && !document.isWord(place - 1, in: ["common", "frequent"])
      case "one", "single", "leading", "principal", "highest", "worst", "maximum", "maximal", "predominant",
        "underlying", "main":
        return (place + 1..<place + 3).contains { document.isWord($0, in: Self.singular) }
          && (sentence.tokens.contains { look.sense($0) == .each } || document.word(place) != "main")
      default: return false
      }
    }
  }

  private static let singular: Set<String> = [
    "reason", "cause", "indication", "site", "grade", "severity", "diagnosis", "category", "type",
    "complication", "mechanism",
  ]

  /// 仅计1种, 只计一次, 最高级别, 最严重, 首要原因.
  private func isCountedOnce(ideographic place: Int, _ look: PhraseLook) -> Bool {
    let pair = document.word(place) + document.word(place + 1)
    return ["仅计", "只计", "各计", "仅记", "互斥"].contains(pair)
      || ["最高", "最重", "最严"].contains(pair)
        && (place + 2..<place + 5).contains { document.isWord($0, in: ["级", "度", "重", "分"]) }
  }

  /// The lists of a sentence that says that each is counted once: behind that, or behind a colon, a bracket or 其中 before it.
  private func listsTold(around statement: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> [KindList]
  {
    let openers = sentence.tokens.filter {
      $0 < statement && ([.colonSign, .including, .open].contains(look.sense($0)) || isWhom($0, look))
    }
    return (openers.prefix(6) + [statement]).compactMap { list(from: $0, sentence, look) }
  }

  private func isWhom(_ place: Int, _ look: PhraseLook) -> Bool {
    look.sense(place) == .that && look.sense(place - 1) == .of
  }

  private func list(from start: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> KindList? {
    var parts: [(count: Int, place: Int)] = []
    var end = start
    for index in sentence.phrases.indices where sentence.phrases[index].tokens.lowerBound > start {
      let tokens = sentence.phrases[index].tokens
      // １级288名: the degree is no count.
      if look.sense(tokens.upperBound) == .grade, look.isIdeographic(tokens.upperBound) { continue }
      let behind = totalBehind(tokens, look)
      guard let share = share(index, sentence), let events = share.events,
        share.total == nil || behind != nil,
        parts.count < 12
      else { break }
      let gap = end..<tokens.lowerBound
      guard gap.count <= 16 else { break }
      if !parts.isEmpty {
        guard gap.contains(where: { [.comma, .and, .or].contains(look.sense($0)) }),
          !gap.contains(where: { [.stop, .semicolon, .arm, .was, .each].contains(look.sense($0)) }),
          sentence.mentions.allSatisfy({
            !gap.contains($0.tokens.lowerBound) || !corroboration.allocated.contains($0.arm)
          })
        else { break }
      }
      // "Counted once": the number itself.
      guard look.sense(tokens.lowerBound - 1) != .each, document.word(tokens.lowerBound) != "once",
        !isOnce(tokens.lowerBound)
      else {
        guard parts.isEmpty else { break }
        continue
      }
      parts.append((events, tokens.lowerBound))
      end = tokens.upperBound
      if behind != nil { break }
    }
    guard parts.count >= 2, let first = parts.first,
      !parts.dropLast().contains(where: { part in
        (part.place + 1..<part.place + 3).contains { look.sense($0) == .of }
      })
    else { return nil }
    return KindList(parts: parts, tokens: first.place..<end, kinds: [], start: start, family: nil)
  }
}

extension PhraseLook {
  fileprivate func isOne(_ place: Int) -> Bool {
    sentence.contains(place) && document.tokens[place].numeral?.count == 1
  }
}
