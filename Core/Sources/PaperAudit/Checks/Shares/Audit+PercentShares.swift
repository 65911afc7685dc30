// SPDX-License-Identifier: Apache-2.0

/// Percentages without a count.
extension Audit {
  mutating func check(
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
    case .was, .of, .colonSign:
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
