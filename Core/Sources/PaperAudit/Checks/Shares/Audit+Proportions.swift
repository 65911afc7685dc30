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
        [.subject, .male, .female].contains(document.sense(phrase.tokens.upperBound))
        && phrase.tokens.count > 3
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
}
