// SPDX-License-Identifier: Apache-2.0

/// A whole and the parts that a sentence lists behind it.
private struct PartList {
  let whole: Int
  let parts: [Int]
  let tokens: Range<Int>
  /// Whether the words say that the parts are all of the whole.
  let isClosed: Bool
  /// Whether nobody is in two parts.
  let isExclusive: Bool
}

extension Audit {
  /// "11 deaths (7 from progression and 4 from infection)", "24 responders: 10 complete and 14 partial".
  mutating func checkLists(in sentence: SentenceReading) {
    for index in sentence.phrases.indices {
      if let list = list(from: index, sentence) { judge(list) }
    }
  }

  private func list(from index: Int, _ sentence: SentenceReading) -> PartList? {
    guard let whole = share(index, sentence), let events = whole.events, events > 0, isWhole(index, sentence)
    else { return nil }
    if whole.isOther || (whole.arm != nil && whole.isArmSure) { return nil }
    let look = look(sentence)
    let start = sentence.phrases[index].tokens.upperBound
    let next =
      index + 1 < sentence.phrases.count
      ? sentence.phrases[index + 1].tokens.lowerBound : sentence.tokens.upperBound
    guard next - start <= 14, start < next else { return nil }
    var opener: Sense?
    for place in start..<next {
      switch look.sense(place) {
      case .open, .colonSign, .including, .comprising: opener = look.sense(place)
      case .that where look.sense(place - 1) == .of: opener = .including
      case .article where look.sense(place - 1) == .of && opener == nil: opener = .including
      case .comma where opener == nil: opener = .comma
      case .stop, .semicolon, .sampleSize: return nil
      // "60 patients allocated to each arm, 55 in A and 57 in B".
      case .each: return nil
      // 脱落2例，最终纳入46例: those left are no part of those lost.
      case .enrolled, .analyzed, .completed, .excluded: if opener == .comma { return nil }
      case .close where opener != .open: return nil
      default: if isConsequence(place, look) { return nil }
      }
    }
    guard let opener else { return nil }
    // "17 in the exercise group, 14 in the injection group and 31 …": the first of the arms.
    let head = start..<((start..<next).first { look.sense($0) == .comma } ?? start)
    if opener == .comma, look.sense(start) == .preposition,
      head.contains(where: { look.sense($0) == .arm })
        || sentence.mentions.contains(where: { head.overlaps($0.tokens) })
    {
      return nil
    }
    // "20 patients had stage II, 31 stage III": the first of the classes, and no whole.
    if opener == .comma, designation(behind: start - 1, look) != nil { return nil }
    // "20 CR, 31 PR, 15 SD": one list, and no whole.
    if opener == .comma, next - start == 2, index + 2 < sentence.phrases.count,
      sentence.phrases[index + 2].tokens.lowerBound - sentence.phrases[index + 1].tokens.upperBound == 2
    {
      return nil
    }
    // 试验组66例和对照组66例，试验组退出3例: the size of an arm has no parts in other arms.
    let tokens = sentence.phrases[index].tokens
    if opener == .comma, reading.arms.contains(where: { $0.size == events && $0.tokens.overlaps(tokens) }) {
      return nil
    }
    return parts(of: events, index, opener: opener, sentence, look)
  }

  /// A number of subjects, or of what subjects have one of.
  private func isWhole(_ index: Int, _ sentence: SentenceReading) -> Bool {
    switch sentence.phrases[index] {
    case .proportion: return true
    case .count(let count):
      let look = look(sentence)
      let end = count.tokens.upperBound
      return count.isSubjects || look.sense(count.tokens.lowerBound - 1) == .colonSign
        || (end..<end + 4).contains {
          [.died, .excluded, .event].contains(look.sense($0)) || isExclusive($0, look)
        } || isRecorded(end, look)
    default: return false
    }
  }

  private func parts(
    of whole: Int,
    _ index: Int,
    opener: Sense,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> PartList? {
    var found: [Int] = []
    var end = sentence.phrases[index].tokens.upperBound
    for next in index + 1..<sentence.phrases.count {
      let tokens = sentence.phrases[next].tokens
      if next > index + 1 {
        let gap = end..<max(end, tokens.lowerBound)
        guard gap.count <= 14,
          !gap.contains(where: { [.close, .stop, .open].contains(look.sense($0)) }) || isInner(gap, look),
          gap.contains(where: { [.comma, .and, .semicolon].contains(look.sense($0)) }),
          !gap.contains(where: { isConsequence($0, look) })
        else { break }
      }
      guard let part = share(next, sentence), part.events != nil, look.sense(tokens.lowerBound - 1) != .equals
      else { break }
      // "A in 402, B in 188, and two or more of them in 97" may overlap.
      if look.sense(tokens.upperBound) == .or { return nil }
      if case .count(let count) = sentence.phrases[next], !isNamed(count, look) { break }
      // "96 fractures: 60 of the radius and 36 of the ulna; 6 had both": the list was complete.
      let sum = found.reduce(0) { $0 + (share($1, sentence)?.events ?? 0) }
      if sum == whole, (end..<tokens.lowerBound).contains(where: { look.sense($0) == .semicolon }) { break }
      // "14 had a remission, 11 had data; 9 …": what follows a semicolon is no part of the same list.
      if next > index + 1, opener != .colonSign, opener != .open,
        (end..<tokens.lowerBound).contains(where: { look.sense($0) == .semicolon })
      {
        break
      }
      // "Of 406: 201 of 203 vaccinees and 15 of 203 controls": shares of the parts, no parts.
      guard part.total == nil || part.total == whole || total(of: index, sentence) != nil else { return nil }
      found.append(next)
      // No list of kinds is as long, and none is looked through for each of its members.
      guard found.count <= Self.longestList else { return nil }
      end = tokens.upperBound
    }
    guard (2...Self.longestList).contains(found.count),
      !isMixed(sentence.phrases[index].tokens.upperBound..<clauseEnd(end, look), look),
      found.count >= 3 || areParallel(found.map { sentence.phrases[$0].tokens }, look),
      // "Thirty events occurred in 12 patients: 20 infections and 10 bleeds".
      !isOfEarlier(found, index, sentence)
    else { return nil }
    return list(whole, index, found, opener, end, sentence, look)
  }

  private static let longestList = 12

  /// "Three of one group and one of the other withdrew, so 29 and 31 were analysed": what is left is no part of what went.
  private func isConsequence(_ place: Int, _ look: PhraseLook) -> Bool {
    document.isWord(place, in: ["so", "thus", "therefore", "hence", "故", "因此"])
      || document.isWord(place, in: ["leaving"]) && look.sense(place + 2) == .and
  }

  private func list(
    _ whole: Int,
    _ index: Int,
    _ parts: [Int],
    _ opener: Sense,
    _ end: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> PartList? {
    let words = sentence.phrases[index].tokens.lowerBound - 4..<end
    let byArm = areOfArms(parts, sentence)
    let sum = parts.reduce(0) { $0 + (share($1, sentence)?.events ?? 0) }
    let byTotal = addUp(parts, index, sentence)
    let isExclusive =
      byArm || byTotal
      || words.contains {
        look.sense($0) == .died || look.sense($0) == .excluded || self.isExclusive($0, look)
      }
      || areDegrees(words, sentence, look)
    if opener == .comma {
      let isLinked = parts.allSatisfy {
        [.preposition, .was].contains(look.sense(sentence.phrases[$0].tokens.upperBound))
      }
      let hasShares = parts.contains { if case .proportion = sentence.phrases[$0] { true } else { false } }
      guard byArm || byTotal || (isExclusive && isLinked && !hasShares) else { return nil }
    }
    guard
      byArm || byTotal || opener == .colonSign || opener == .open
        || !hasOtherShares(parts, of: whole, index, sentence)
    else {
      return nil
    }
    let isOfAllArms =
      byArm && !isPopulation(index, sentence)
      // Events may have befallen others, too.
      && (opener != .comma || sum >= whole || !isRecorded(sentence.phrases[index].tokens.upperBound, look))
      && max(reading.arms.count, 2) == parts.count
      && endsClause(behind: end, sentence, look)
    return PartList(
      whole: whole,
      parts: parts.compactMap { share($0, sentence)?.events },
      tokens: sentence.phrases[index].tokens.lowerBound..<end,
      isClosed: opener == .colonSign && isOfResponders(sentence.phrases[index].tokens.lowerBound..<end, look)
        || opener == .comprising || byTotal || isOfAllArms
        || hasOthers(end, look) && !tellsMissing(sentence, look),
      isExclusive: isExclusive
    )
  }

  /// Whether the totals of the parts make up the total of the whole.
  private func addUp(_ parts: [Int], _ index: Int, _ sentence: SentenceReading) -> Bool {
    guard let total = total(of: index, sentence) else { return false }
    let totals = parts.compactMap { share($0, sentence)?.total }
    return totals.count == parts.count && totals.reduce(0, +) == total
  }

  private func isExclusive(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index) && Self.exclusive.contains(document.word(index))
  }

  /// Words of things of which a subject has one.
  private static let exclusive: Set<String> = [
    "response", "responses", "responders", "remission", "remissions", "stage", "cause", "causes", "reasons",
    "reason",
    "withdrawal", "withdrawals", "cr", "pr", "sex", "randomized", "assigned", "responded", "缓解", "死亡", "失访",
  ]

  private func isInner(_ gap: Range<Int>, _ look: PhraseLook) -> Bool {
    // "10 (40%), 15 (60%)": the bracket closed belongs to a part.
    gap.filter { look.sense($0) == .close }.count == 1 && look.sense(gap.lowerBound) == .close
      && !gap.contains { look.sense($0) == .open }
  }

  /// A part needs a word of what it counts.
  private func isNamed(_ count: CountPhrase, _ look: PhraseLook) -> Bool {
    let next = count.tokens.upperBound
    let start = count.tokens.lowerBound
    // "…, and another reason in 8;" ends the list; "3 and 4;" are of two arms.
    if [.semicolon, .stop, .end].contains(look.sense(next)), look.sense(start - 1) != .and,
      (start - 5..<start - 1).contains(where: { look.sense($0) == .and })
    {
      return true
    }
    return look.isWord(next) || [.and, .comma, .close].contains(look.sense(next))
  }

  private mutating func judge(_ list: PartList) {
    let sum = list.parts.reduce(0, +)
    let printed = figures(list.parts, list.whole)
    let recomputed = [Recomputation(.total, Double(sum))]
    if let part = list.parts.first(where: { $0 > list.whole }) {
      // Where every part is larger, they are parts of something else.
      guard list.isExclusive || list.isClosed, list.parts.contains(where: { $0 <= list.whole }) else {
        return
      }
      return add(
        .part,
        at: list.tokens,
        .inconsistent,
        .partBeyondWhole(part: part, whole: list.whole),
        printed: printed
      )
    }
    if sum == list.whole {
      return add(
        .part,
        at: list.tokens,
        .consistent,
        .partsMakeTotal(parts: list.parts, total: list.whole),
        printed: printed
      )
    }
    let isDecided =
      list.isClosed && (list.isExclusive || sum < list.whole) || (sum > list.whole && list.isExclusive)
    guard isDecided || sum < list.whole else { return }
    add(
      .part,
      at: list.tokens,
      isDecided ? .inconsistent : .undetermined,
      isDecided
        ? .partsContradictTotal(parts: list.parts, total: list.whole)
        : .partsFallShort(parts: list.parts, total: list.whole),
      printed: printed,
      recomputed: recomputed,
      isDecided ? .sure : .likely
    )
  }
}
