// SPDX-License-Identifier: Apache-2.0

/// Counts with a percentage whose total stands elsewhere.
extension Audit {
  mutating func check(
    _ events: Int,
    _ percent: PrintedNumber,
    _ phrase: ProportionPhrase,
    in sentence: SentenceReading
  ) {
    let printed = [Figure(.events, events), Figure(.percent, percent)]
    if percent.possible.lowerBound > 100 {
      return add(.proportion, at: phrase.marked, .inconsistent, .percentageBeyondWhole, printed: printed)
    }
    let candidates = candidates(for: phrase, in: sentence)
    let checks = candidates.map { PercentageCheck(count: events, of: $0.size, printed: percent) }
    if let binding = candidates.indices.first(where: { candidates[$0].isBinding }),
      checks[binding].consistency == .inconsistent, !isOfCountBefore(events, percent, phrase, in: sentence)
    {
      return contradict(events, candidates[binding], checks[binding], phrase, printed)
    }
    for (candidate, check) in zip(candidates, checks) {
      guard case .reproduced(let rounding) = check.finding, let exact = check.exact else { continue }
      let sureness: Claim.Reading =
        candidate.isBinding ? .sure : candidate.size == candidates[0].size ? .likely : .oneOfSeveral
      if candidate.size == phrase.column
        || phrase.arm.map({ reading.arms[$0].size == candidate.size }) ?? false
      {
        hasWholeShares = true
      }
      sharesOfTotal[candidate.size, default: 0] += 1
      return add(
        .proportion,
        at: phrase.marked,
        .consistent,
        .denominatorFound(candidate.size, candidate.place, rounding),
        printed: printed,
        recomputed: [Recomputation(.total, Double(candidate.size)), Recomputation(.percent, exact)],
        sureness
      )
    }
    guard let nearest = candidates.first else {
      let totals = totalsFitting(percent, count: events)
      return add(
        .proportion,
        at: phrase.marked,
        totals == nil ? .inconsistent : .undetermined,
        totals == nil ? .noTotalFits(atMost: 1_000_000) : .denominatorUnknown(totals: totals),
        printed: printed,
        recomputed: recomputed(.total, totals)
      )
    }
    let largest = max(candidates.map(\.size).max() ?? nearest.size, largestNumber)
    // "A 61例（67.8%）": a size that is the count itself was read from here, and limits nothing.
    let armLimit = phrase.arm.flatMap { isArmTold($0, phrase) ? reading.arms[$0].sizes.max() : nil }.flatMap {
      $0 > events ? $0 : nil
    }
    let limit = armLimit ?? largestArm(beside: phrase, sentence) ?? largest
    let totals = totalsFitting(percent, count: events, within: 1...max(1, limit))
    if totals == nil, phrase.isApproximate { return }
    // Where no total is told at all, the largest number bounds nothing.
    let isBounded =
      phrase.column != nil || armLimit != nil || sentence.population != nil || areTotalsTold
      || candidates.contains { candidate in
        if case .sentence = candidate.place {
          candidate.size > events && !isCountOfOther(candidate.size, sentence)
        } else {
          true
        }
      }
    // Nor does a number that is this count or another one of the sentence.
    let isNumberOfAll = limit != events && !isCountOfOther(limit, sentence)
    guard totals != nil || isBounded && isNumberOfAll, !isTotalOfBefore(events, percent, phrase, sentence)
    else { return }
    // Another arm, whose size explains it, may be meant.
    let isOfOther = corroboration.sizes.joined().contains {
      PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
    }
    let check = PercentageCheck(count: events, of: nearest.size, printed: percent)
    guard let expected = check.expected else { return }
    if totals != nil || isOfOther {
      unbound.append(
        UnboundShare(
          claim: claims.count,
          phrase: phrase,
          sentence: sentence.index,
          events: events,
          percent: percent
        )
      )
    }
    if totals == nil, !isOfOther, armLimit == nil, phrase.column == nil, sentence.population == nil,
      let beyond = totalsFitting(percent, count: events)
    {
      untold.append((claims.count, beyond))
    }
    add(
      .proportion,
      at: phrase.marked,
      totals == nil && !isOfOther ? .inconsistent : .undetermined,
      totals == nil && !isOfOther
        ? .noTotalFits(atMost: limit)
        : .denominatorContradicted(nearest.size, nearest.place, expected: expected, totals: totals),
      printed: printed,
      recomputed: recomputed(.total, totals),
      .likely
    )
  }

  /// Whether a number of the sentence is the count of another share, and no total; women and men are of one whole.
  private func isCountOfOther(_ size: Int, _ sentence: SentenceReading) -> Bool {
    let senses = sentence.tokens.lazy.map { document.sense($0) }
    if senses.contains(.male), senses.contains(.female) { return false }
    return sentence.phrases.contains {
      if case .proportion(let share) = $0 { share.events == size } else { false }
    }
  }

  /// Whether the size of the arm of a share is told as such, or explains other shares.
  private func isArmTold(_ arm: Int, _ phrase: ProportionPhrase) -> Bool {
    phrase.isArmSure && (corroboration.allocated.contains(arm) || corroboration.explainsOthers)
  }

  /// "80 women conceived in 120 cycles (67%)": the percentage is that of the count before in this one.
  private func isTotalOfBefore(
    _ total: Int,
    _ percent: PrintedNumber,
    _ phrase: ProportionPhrase,
    _ sentence: SentenceReading
  ) -> Bool {
    guard let index = sentence.phrases.firstIndex(where: { $0.tokens == phrase.tokens }), index > 0,
      case .count(let count) = sentence.phrases[index - 1]
    else { return false }
    return PercentageCheck(count: count.value, of: total, printed: percent).consistency == .consistent
  }

  /// Whether the text names arms with sizes, or totals.
  private var areTotalsTold: Bool {
    !reading.totals.isEmpty || reading.arms.contains { $0.size != nil }
      || document.has(.analyzed, .randomized, .enrolled, .total)
  }

  /// "Of 14 patients in remission, 11 had data and 9 (82%) were negative": a share of a count said since.
  private func isOfCountBefore(
    _ events: Int,
    _ percent: PrintedNumber,
    _ phrase: ProportionPhrase,
    in sentence: SentenceReading
  ) -> Bool {
    guard let end = sentence.population(before: phrase.tokens.lowerBound)?.end else { return false }
    let look = look(sentence)
    return (end..<phrase.tokens.lowerBound).contains { place in
      document.tokens[place].isNumber
        && look.whole(place).map {
          PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
        } ?? false
    }
  }

  /// "138 (83%) in one group and 121 (73%) in the other": where one is a share of an arm, the other is none of more subjects
  /// than the largest arm has.
  private func largestArm(beside phrase: ProportionPhrase, _ sentence: SentenceReading) -> Int? {
    let sizes = reading.arms.compactMap(\.size)
    guard phrase.column == nil, sentence.population == nil, sizes.count >= 2,
      sizes.count == reading.arms.count,
      corroboration.allocated.count == sizes.count || corroboration.explained >= 2,
      let index = sentence.phrases.firstIndex(where: { $0.tokens == phrase.tokens })
    else { return nil }
    let isPaired = [index - 1, index + 1].contains { place in
      guard sentence.phrases.indices.contains(place), case .proportion(let other) = sentence.phrases[place],
        let events = other.events, let percent = other.percent, other.total == nil, !other.isOther,
        !other.isApproximate
      else { return false }
      return isBeside(phrase.tokens, other.tokens)
        && sizes.contains {
          PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
        }
    }
    return isPaired ? sizes.max() : nil
  }

  /// Whether two figures are joined by "and" or "versus", as those of two arms are.
  private func isBeside(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    let start = min(a.upperBound, b.upperBound)
    let gap = start..<max(start, max(a.lowerBound, b.lowerBound))
    return gap.count <= 8 && gap.contains { [.and, .versus].contains(document.sense($0)) }
      && !gap.contains { [.semicolon, .that, .including].contains(document.sense($0)) }
  }

  private mutating func contradict(
    _ events: Int,
    _ total: CandidateTotal,
    _ check: PercentageCheck,
    _ phrase: ProportionPhrase,
    _ printed: [Figure]
  ) {
    guard let expected = check.expected, events <= total.size else {
      return add(
        .proportion,
        at: phrase.marked,
        .inconsistent,
        .countBeyondTotal(count: events, total: total.size),
        printed: printed
      )
    }
    add(
      .proportion,
      at: phrase.marked,
      .inconsistent,
      .denominatorContradicted(total.size, total.place, expected: expected, totals: check.totalsFitting),
      printed: printed,
      recomputed: check.exact.map { [Recomputation(.percent, $0)] } ?? []
    )
  }

  func recomputed(_ role: Figure.Role, _ range: ClosedRange<Int>?) -> [Recomputation] {
    range.map { [Recomputation(role, Double($0.lowerBound)...Double($0.upperBound))] } ?? []
  }
}
