// SPDX-License-Identifier: Apache-2.0

/// The difference of two figures that stand beside it.
extension Audit {
  /// "4.1 vs 2.2, a difference of 1.9"; "230 ml less with A (312 ml vs 542 ml)"; "1.9 days more than placebo".
  mutating func checkDifferences(in sentence: SentenceReading) {
    guard !hasModels(sentence),
      !sentence.tokens.contains(where: { document.isWord($0, in: ["adjustment", "imputed", "extrapolated"]) })
    else { return }
    let look = look(sentence)
    for index in sentence.tokens {
      if look.sense(index) == .difference || document.word(index) == "差" && document.word(index - 1) == "相"
        || isAbsolute(index, look)
      {
        checkDifference(at: index, sentence, look)
      } else if isIdeographicComparison(index, look) {
        checkIdeographic(at: index, sentence, look)
      } else if isComparative(index, look) {
        checkComparative(at: index, sentence, look)
      }
    }
  }

  // MARK: "A difference of"

  /// "An absolute risk reduction of 7.0%".
  private func isAbsolute(_ index: Int, _ look: PhraseLook) -> Bool {
    document.isWord(index, in: ["reduction", "increase", "decrease"]) && look.isWord(index)
      && (index - 2..<index).contains { document.isWord($0, in: ["absolute"]) }
  }

  /// "…, a difference of 11.7 percentage points", "a difference of 23 min".
  private mutating func checkDifference(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    var place = index + 1
    while [.of, .comma, .was, .open, .equals, .colonSign].contains(look.sense(place)), place < index + 4 {
      place += 1
    }
    guard look.sentence.contains(place), let numeral = document.tokens[place].numeral,
      look.sense(place + 1) != .confidence, !hasIntervalOfDifference(behind: place, look),
      !(index - 5..<index).contains(where: {
        look.isWord($0) && Self.modelledChanges.contains(document.word($0))
      })
    else { return }
    let isPoints =
      look.isWord(place + 1) && ["percentage", "points"].contains(document.word(place + 1))
      || look.sense(place + 1) == .points
    if look.sense(place + 1) == .percent {
      return checkPercent(numeral, at: place, noun: index, sentence, look)
    }
    let ends =
      isPoints
      ? shares(before: index, sentence) ?? values(before: index, unit: place + 1, numeral, look)
        ?? meansOfGroups(before: index, numeral, look)
      : endsOfSummaries(before: index, sentence) ?? pair(before: index, look)
        ?? values(before: index, unit: place + 1, numeral, look)
        ?? meansOfGroups(before: index, numeral, look)
    guard let ends else { return }
    judgeDifference(
      numeral,
      [(ends.first - ends.second).magnitudes],
      isPercent: isPoints,
      at: place..<place + 1
    )
  }

  /// "51.3% (78/152) with A and 39.2% (58/148) with B, an absolute difference of 18.1%": in points, or relative to either.
  private mutating func checkPercent(
    _ numeral: Numeral,
    at place: Int,
    noun index: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) {
    let isAbsolute = (index - 2..<index).contains { document.isWord($0, in: ["absolute"]) }
    guard !document.has(.timeModel) || isAbsolute,
      let ends = shares(before: index, sentence), ends.first.lowerBound > 0, ends.second.lowerBound > 0
    else { return }
    let size = PrintedNumber(numeral.value.magnitude, decimals: Int(numeral.decimals)).possible
    let difference = (ends.first - ends.second).magnitudes
    let relatives = [ends.first, ends.second].map {
      100 * difference.lowerBound / $0.upperBound...100 * difference.upperBound / $0.lowerBound
    }
    guard isAbsolute && document.isWord(index - 1, in: ["risk"]) || !relatives.contains(where: size.overlaps)
    else {
      return
    }
    judgeDifference(numeral, [difference], isPercent: true, at: place..<place + 2)
  }

  typealias DifferenceEnds = (first: ClosedRange<Double>, second: ClosedRange<Double>)

  mutating func judgeDifference(
    _ numeral: Numeral,
    _ differences: [ClosedRange<Double>],
    isPercent: Bool,
    at tokens: Range<Int>
  ) {
    let size = PrintedNumber(numeral.value.magnitude, decimals: Int(numeral.decimals)).possible
    guard let nearest = differences.min(by: { distance($0, size) < distance($1, size) }) else { return }
    add(
      isPercent ? .percentage : .mean,
      at: tokens,
      nearest.overlaps(size) ? .consistent : .inconsistent,
      .difference(of: nearest),
      printed: [Figure(.estimate, numeral.printed)],
      recomputed: [Recomputation(.estimate, nearest)],
      differences.count == 1 ? .likely : .oneOfSeveral
    )
  }

  private func distance(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> Double {
    a.overlaps(b) ? 0 : max(a.lowerBound - b.upperBound, b.lowerBound - a.upperBound)
  }

  /// An interval right behind a figure tells that a model may have given both.
  func hasIntervalOfDifference(behind place: Int, _ look: PhraseLook) -> Bool {
    (place + 1..<place + 8).contains { look.sense($0) == .confidence || look.sense($0) == .standardError }
  }

  /// The last two shares of different arms before a place.
  private func shares(before end: Int, _ sentence: SentenceReading) -> DifferenceEnds? {
    var found: [ClosedRange<Double>] = []
    var arms: [Int?] = []
    for case .proportion(let share) in sentence.phrases where share.tokens.upperBound <= end && !share.isOther
    {
      guard let percent = share.percent else { continue }
      found.append(percent.possible)
      arms.append(share.arm)
    }
    guard found.count == 2, arms[0] == nil || arms[0] != arms[1] else { return nil }
    return (found[0], found[1])
  }

  /// Two means before a place, and no other figure of their kind in the sentence.
  func endsOfSummaries(before end: Int, _ sentence: SentenceReading) -> DifferenceEnds? {
    var found: [ClosedRange<Double>] = []
    for case .summary(let summary) in sentence.phrases where summary.tokens.upperBound <= end {
      guard summary.center == .mean, let value = summary.value else { return nil }
      found.append(value.possible)
    }
    return found.count == 2 ? (found[0], found[1]) : nil
  }

  /// "−0.26 vs −0.09," right before, with as many decimals; medians have differences of their own.
  private func pair(before end: Int, _ look: PhraseLook) -> DifferenceEnds? {
    let isOrdered = look.sentence.contains { look.sense($0) == .respectively }
    guard
      let versus = (max(look.sentence.lowerBound, end - 12)..<end).last(where: {
        look.sense($0) == .versus || look.sense($0) == .and && isOrdered
      }),
      let second = (versus + 1..<min(versus + 3, end)).first(where: { document.tokens[$0].isNumber }),
      let first = (max(look.sentence.lowerBound, versus - 3)..<versus).last(where: {
        document.tokens[$0].isNumber
      }),
      let a = document.tokens[first].numeral, let b = document.tokens[second].numeral,
      a.decimals == b.decimals,
      !(second + 1..<end).contains(where: { document.tokens[$0].isNumber }),
      !look.sentence.contains(where: { look.sense($0) == .median }), !isCounted(first, look),
      !isCounted(second, look)
    else { return nil }
    return (a.printed.possible, b.printed.possible)
  }

  /// "212 mL with A and 261 mL with B (difference −39 mL)", "8.4 and 3.6 points, a difference of 5.8 points": the only two
  /// figures of that unit before, in one clause with the difference.
  private func values(before end: Int, unit: Int, _ numeral: Numeral, _ look: PhraseLook) -> DifferenceEnds? {
    guard look.isWord(unit), !document.has(.timeModel),
      !look.sentence.contains(where: { look.sense($0) == .median })
    else { return nil }
    let word = document.tokens[unit].word
    var found: [Int] = []
    for index in max(look.sentence.lowerBound, end - 40)..<end {
      guard let value = document.tokens[index].numeral else { continue }
      let isJoined = look.sense(index + 1) == .and && document.tokens[index + 2].isNumber
      let next = isJoined ? index + 3 : index + 1
      let hasUnit = look.isWord(next) && document.tokens[next].word == word
      guard hasUnit else {
        // A figure in brackets is a spread; any other between them belongs to something else.
        if !found.isEmpty, look.sense(index - 1) != .open, look.sense(index - 1) != .plusMinus { return nil }
        continue
      }
      guard value.decimals == numeral.decimals, value.form == .digits, !isOfTimePoint(index, look) else {
        return nil
      }
      found.append(index)
    }
    guard found.count == 2, let last = found.last, last > end - 16,
      !(found[0]..<end).contains(where: { [.semicolon, .stop, .since, .baseline].contains(look.sense($0)) }),
      let a = document.tokens[found[0]].numeral?.printed, let b = document.tokens[found[1]].numeral?.printed
    else { return nil }
    return (a.possible, b.possible)
  }

  /// "The mean score was 24.1 in the A group and 20.3 in the B group, a difference of 5.8 points": two means of groups and no
  /// other figure before.
  private func meansOfGroups(before end: Int, _ numeral: Numeral, _ look: PhraseLook) -> DifferenceEnds? {
    guard numeral.decimals > 0, !document.has(.timeModel),
      let mean = look.sentence.first(where: { look.sense($0) == .mean }), mean < end,
      !look.sentence.contains(where: { look.sense($0) == .median })
    else { return nil }
    let numbers = (mean..<end).filter { document.tokens[$0].isNumber }
    guard numbers.count == 2, numbers[1] > end - 10,
      !(numbers[0]..<end).contains(where: { [.semicolon, .stop, .since, .baseline].contains(look.sense($0)) }
      ),
      numbers.allSatisfy({ index in
        document.tokens[index].numeral?.decimals == numeral.decimals && look.isWord(index + 1)
          && ["in", "with", "for", "on"].contains(document.word(index + 1))
      }),
      let a = document.tokens[numbers[0]].numeral?.printed,
      let b = document.tokens[numbers[1]].numeral?.printed
    else { return nil }
    return (a.possible, b.possible)
  }

  /// "At 30 days", "within 12 min", "aged 60 years".
  private func isOfTimePoint(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index - 1)
      && ["at", "within", "after", "by", "for", "until", "to", "from", "aged", "over", "every", "than"]
        .contains(
          document.word(index - 1)
        )
      || [.less, .greater, .atMost, .atLeast, .dash].contains(look.sense(index - 1))
  }

  private func isCounted(_ index: Int, _ look: PhraseLook) -> Bool {
    [.percent, .slash, .subject, .event].contains(look.sense(index + 1)) || look.sense(index - 1) == .slash
      || look.sense(index - 1) == .pValue || look.sense(index - 1) == .equals
  }
}
