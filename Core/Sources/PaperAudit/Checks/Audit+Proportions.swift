// SPDX-License-Identifier: Apache-2.0

extension Audit {
  mutating func checkProportions(in sentence: SentenceReading) {
    for case .proportion(let phrase) in sentence.phrases where !phrase.isOther {
      check(phrase, in: sentence)
      checkInterval(of: phrase)
    }
  }

  private mutating func check(_ phrase: ProportionPhrase, in sentence: SentenceReading) {
    switch (phrase.events, phrase.total, phrase.percent) {
    case (let events?, let total?, let percent?): check(events, of: total, percent, phrase, sentence)
    case (let events?, let total?, nil): check(events, of: total, phrase, sentence)
    case (let events?, nil, let percent?): check(events, percent, phrase, in: sentence)
    case (nil, _, let percent?): check(percent, phrase, in: sentence)
    default: break
    }
  }

  // MARK: Count, total and percentage

  private mutating func check(
    _ events: Int,
    of total: Int,
    _ percent: PrintedNumber,
    _ phrase: ProportionPhrase,
    _ sentence: SentenceReading
  ) {
    let printed = [Figure(.events, events), Figure(.total, total), Figure(.percent, percent)]
    let check = PercentageCheck(count: events, of: total, printed: percent)
    let exact = check.exact.map { [Recomputation(.percent, $0)] } ?? []
    switch check.finding {
    case .reproduced(let rounding):
      if let because = sizeFault(total, phrase, sentence) {
        add(.proportion, at: phrase.marked, .inconsistent, because, printed: printed, recomputed: exact)
      } else {
        add(
          .proportion,
          at: phrase.marked,
          .consistent,
          .reproduced(rounding),
          printed: printed,
          recomputed: exact
        )
      }
    case .contradicted:
      guard let expected = check.expected else { return }
      if phrase.isRough {
        let distance = abs(expected.value - percent.value)
        guard distance <= 5 || distance > 7 else { return }
        return add(
          .proportion,
          at: phrase.marked,
          distance <= 5 ? .consistent : .inconsistent,
          distance <= 5
            ? .reproduced(.nearest)
            : .percentageContradicted(
              expected: expected,
              counts: check.countsFitting,
              totals: check.totalsFitting
            ),
          printed: printed,
          recomputed: exact,
          .likely
        )
      }
      if phrase.isApproximate, abs(expected.value - percent.value) <= max(2, percent.value / 20) {
        return add(
          .proportion,
          at: phrase.marked,
          .consistent,
          .reproduced(.nearest),
          printed: printed,
          recomputed: exact,
          .likely
        )
      }
      // "Survival of 67.1% (8/25)" may give an estimate over time and events besides.
      let because = Because.percentageContradicted(
        expected: expected,
        counts: check.countsFitting,
        totals: check.totalsFitting
      )
      add(
        .proportion,
        at: phrase.marked,
        phrase.isSurvival ? .undetermined : .inconsistent,
        phrase.isSurvival ? .needsFollowUp : because,
        printed: printed,
        recomputed: exact
      )
    case .countBeyondTotal:
      add(
        .proportion,
        at: phrase.marked,
        .inconsistent,
        .countBeyondTotal(count: events, total: total),
        printed: printed
      )
    case .noSubjects, .tooLarge:
      add(.proportion, at: phrase.marked, .undetermined, .notFromCounts, printed: printed)
    }
  }

  /// More subjects than the arm has.
  private func sizeFault(_ total: Int, _ phrase: ProportionPhrase, _ sentence: SentenceReading) -> Because? {
    guard let arm = phrase.arm, phrase.isArmSure, let size = reading.arms[arm].sizes.max(), total > size,
      // The size may be that of the evaluable only, and the other stand in a sentence that was not understood.
      !isCounted(total, before: sentence),
      // Of three arms or more, it is more probably another one that is meant.
      reading.arms.count == 2 || !reading.arms.contains(where: { $0.sizes.contains(total) })
    else { return nil }
    // Another arm named right behind may be the one that is meant.
    let end = phrase.tokens.upperBound
    guard
      !sentence.mentions.contains(where: { $0.arm != arm && (end..<end + 8).contains($0.tokens.lowerBound) })
    else { return nil }
    return .armSizeContradicted(arm: reading.name(of: arm), size: size, printed: total)
  }

  /// Whether a sentence before counts so many subjects.
  private func isCounted(_ total: Int, before sentence: SentenceReading) -> Bool {
    reading.sentences[..<sentence.index].suffix(12).contains { other in
      other.phrases.contains {
        if case .count(let count) = $0 { count.value == total && count.isSubjects } else { false }
      }
    }
  }

  /// Without a percentage a fraction says something only about its arm.
  private mutating func check(
    _ events: Int,
    of total: Int,
    _ phrase: ProportionPhrase,
    _ sentence: SentenceReading
  ) {
    let printed = [Figure(.events, events), Figure(.total, total)]
    if events > total {
      let isOfSubjects =
        document.sense(phrase.tokens.upperBound) == .subject && phrase.tokens.count > 3
        || phrase.tokens.contains { document.isWord($0, in: ["these", "those"]) }
      return add(
        .proportion,
        at: phrase.marked,
        isOfSubjects ? .inconsistent : .undetermined,
        .countBeyondTotal(count: events, total: total),
        printed: printed,
        .oneOfSeveral
      )
    }
    guard let arm = phrase.arm else { return }
    if let because = sizeFault(total, phrase, sentence) {
      add(.proportion, at: phrase.marked, .inconsistent, because, printed: printed)
    } else if reading.arms[arm].sizes.contains(total) {
      add(
        .proportion,
        at: phrase.marked,
        .consistent,
        .armSizeAgrees(arm: reading.name(of: arm), size: total),
        printed: printed
      )
    }
  }

  // MARK: Count and percentage

  private mutating func check(
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
    let armLimit = phrase.arm.flatMap { phrase.isArmSure ? reading.arms[$0].sizes.max() : nil }.flatMap {
      $0 > events ? $0 : nil
    }
    let limit = armLimit ?? largestArm(beside: phrase, sentence) ?? largest
    let totals = totalsFitting(percent, count: events, within: 1...max(1, limit))
    if totals == nil, phrase.isApproximate { return }
    // Where no total is told at all, the largest number bounds nothing.
    let isBounded =
      phrase.column != nil || armLimit != nil || sentence.population != nil || areTotalsTold
      || candidates.contains { if case .sentence = $0.place { $0.size > events } else { true } }
    guard totals != nil || isBounded, !isTotalOfBefore(events, percent, phrase, sentence) else { return }
    let check = PercentageCheck(count: events, of: nearest.size, printed: percent)
    guard let expected = check.expected else { return }
    if totals != nil {
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
    add(
      .proportion,
      at: phrase.marked,
      totals == nil ? .inconsistent : .undetermined,
      totals == nil
        ? .noTotalFits(atMost: limit)
        : .denominatorContradicted(nearest.size, nearest.place, expected: expected, totals: totals),
      printed: printed,
      recomputed: recomputed(.total, totals),
      .likely
    )
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

  /// "138 (83%) in one group and 121 (73%) in the other": where the first is a share of an arm, the second is none of more
  /// subjects than the largest arm has.
  private func largestArm(beside phrase: ProportionPhrase, _ sentence: SentenceReading) -> Int? {
    guard phrase.column == nil, sentence.population == nil, reading.arms.count >= 2,
      let index = sentence.phrases.firstIndex(where: { $0.tokens == phrase.tokens }), index > 0,
      case .proportion(let first) = sentence.phrases[index - 1], let events = first.events,
      let percent = first.percent, first.total == nil, !first.isOther, !first.isApproximate
    else { return nil }
    let gap = first.tokens.upperBound..<max(first.tokens.upperBound, phrase.tokens.lowerBound)
    let sizes = reading.arms.compactMap(\.size)
    guard gap.count <= 8, gap.contains(where: { [.and, .versus].contains(document.sense($0)) }),
      !gap.contains(where: { [.semicolon, .that, .including].contains(document.sense($0)) }),
      sizes.count == reading.arms.count,
      sizes.contains(where: {
        PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
      })
    else { return nil }
    return sizes.max()
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

  // MARK: Percentage alone

  private mutating func check(
    _ percent: PrintedNumber,
    _ phrase: ProportionPhrase,
    in sentence: SentenceReading
  ) {
    let printed = [Figure(.percent, percent)]
    if percent.value > 100 {
      guard isOfSubjects(phrase) else { return }
      return add(.percentage, at: phrase.marked, .inconsistent, .percentageBeyondWhole, printed: printed)
    }
    if phrase.isSurvival {
      guard sentence.section != .background else { return }
      return add(.rate, at: phrase.marked, .undetermined, .needsFollowUp, printed: printed)
    }
    // Assumptions of a sample size are no results.
    guard !sentence.tokens.contains(where: { document.sense($0) == .power || document.sense($0) == .alpha })
    else { return }
    let sizes =
      phrase.total.map { [CandidateTotal(size: $0, place: .sentence, isBinding: true)] }
      ?? denominators(for: phrase, in: sentence)
    for (rank, candidate) in sizes.enumerated() {
      guard let counts = countsFitting(percent, of: candidate.size) else { continue }
      return add(
        .percentage,
        at: phrase.marked,
        .consistent,
        .countsFit(counts, of: candidate.size, candidate.place),
        printed: printed,
        recomputed: recomputed(.events, counts) + [Recomputation(.total, Double(candidate.size))],
        candidate.isBinding ? .sure : rank == 0 ? .likely : .oneOfSeveral
      )
    }
    guard let nearest = sizes.first, !phrase.isApproximate else {
      guard sentence.section != .background, sentence.section != .conclusion else { return }
      return add(
        .percentage,
        at: phrase.marked,
        .undetermined,
        .denominatorUnknown(totals: nil),
        printed: printed
      )
    }
    let sizesOfAll = reading.arms.compactMap(\.size) + [largestNumber]
    let fitsNobody = areSharesOfAll && sizesOfAll.allSatisfy { countsFitting(percent, of: max(1, $0)) == nil }
    let isShare = isShareOfSubjects(phrase, sentence)
    let isDecided =
      fitsNobody || areSharesOfAll && phrase.isArmSure
      || isShare && nearest.isBinding
      || isShare && phrase.isArmSure
        && totalsAllowing(percent, within: 1...min(nearest.size, 3000)).isEmpty
    add(
      .percentage,
      at: phrase.marked,
      isDecided ? .inconsistent : .undetermined,
      .noCountFits(
        of: nearest.size,
        nearest.place,
        nearest: nearestPercentages(to: percent, of: nearest.size)
      ),
      printed: printed,
      .likely
    )
  }

  /// Only what the sentence or the arm names; a guess among many totals would fit anything.
  private func denominators(for phrase: ProportionPhrase, in sentence: SentenceReading) -> [CandidateTotal] {
    let all = candidates(for: phrase, in: sentence)
    if phrase.arm != nil {
      return all.filter { if case .arm = $0.place { true } else { $0.isBinding } }
    }
    let near = all.filter { $0.place == .sentence }
    let totals = all.filter { $0.place == .total }
    return sentence.section == .background ? near : near + totals
  }

  /// "53.3% of patients".
  private func isOfSubjects(_ phrase: ProportionPhrase) -> Bool {
    let end = phrase.tokens.upperBound
    return phrase.isTotalNamed
      || end + 1 < document.tokens.count && document.sense(end) == .of
        && (end + 1..<min(end + 4, document.tokens.count)).contains { document.sense($0) == .subject }
  }

  /// Whether a percentage counts subjects: "53.3% of patients", "of 20 patients, 43% had", "occurred in 43%", "the rate was
  /// 43%", and no mean of what each subject did.
  private func isShareOfSubjects(_ phrase: ProportionPhrase, _ sentence: SentenceReading) -> Bool {
    let look = look(sentence)
    let start = phrase.tokens.lowerBound
    let clause = start - 14..<start
    let isAveraged = clause.contains { place in
      [.mean, .median, .hazard, .survival].contains(look.sense(place))
        || look.isWord(place) && Self.notCounted.contains(document.word(place))
    }
    if isAveraged || sentence.tokens.contains(where: { look.sense($0) == .adjusted }) { return false }
    if isOfSubjects(phrase) { return true }
    // "43% of the treated areas"; a rate over years may be an estimate.
    let isTimed = (start - 10..<phrase.tokens.upperBound + 6).contains {
      [.year, .month].contains(look.sense($0)) && look.sense($0) != .age
    }
    guard look.sense(phrase.tokens.upperBound) != .of, !isTimed else { return false }
    switch look.sense(start - 1) {
    case .comma, .and:
      guard let end = sentence.population(before: start)?.end, start - end <= 14 else { return false }
      let next = phrase.tokens.upperBound
      return look.isWord(next) && look.sense(next) != .of && look.sense(next) != .preposition
    case .preposition:
      // "Was reported by 43%", and not "rose by 43%".
      return document.isWord(start - 1, in: ["in", "among"])
        || document.isWord(start - 1, in: ["by"])
          && document.isWord(
            start - 2,
            in: ["reported", "achieved", "experienced", "noted", "needed", "attained", "reached"]
          )
    case .was, .of, .colonSign, .comma:
      return (start - 10..<start).contains { [.rate, .proportion].contains(look.sense($0)) }
    default:
      // 皮疹发生率43%.
      return look.sense(start - 1) == .rate && look.isIdeographic(start - 1)
    }
  }

  /// Words of what is measured in each subject, or estimated.
  private static let notCounted: Set<String> = [
    "adherence", "compliance", "estimated", "estimate", "weighted", "predicted", "cumulative", "reduction",
    "change",
    "decrease", "increase", "decreased", "increased", "reduced", "fraction", "saturation", "hematocrit",
    "haematocrit",
    "依从性", "平均", "累积", "估计",
  ]
}
