// SPDX-License-Identifier: Apache-2.0

/// Figures that a conclusion repeats, against those of the results.
///
/// A conclusion is accused where it names what the results name, with a figure that the text prints nowhere else and that
/// nothing printed gives.
extension Audit {
  typealias ToldSentence = (sentence: SentenceReading, figures: [ToldFigure])

  mutating func checkConclusions() {
    var told: [ToldFigure] = []
    var results: [ToldSentence] = []
    var judged = 0
    for sentence in reading.sentences {
      guard concludes(sentence), sentence.index > 0 else {
        let figures = toldFigures(in: sentence)
        told += figures
        if sentence.section != .background, !figures.isEmpty { results.append((sentence, figures)) }
        if told.count > 2000 { return }
        continue
      }
      guard !isOfOthers(sentence) else { continue }
      let figures = toldFigures(in: sentence)
      judged += figures.count + sentence.phrases.count
      // A conclusion repeats a few figures.
      guard judged <= 120 else { return }
      checkPairs(figures, told, sentence)
      checkTotal(sentence)
      for figure in figures where !isPrinted(figure, told) { checkNamed(figure, results, sentence) }
    }
  }

  /// Words for figures that are no results of the text.
  private static let others: Set<String> = [
    "previous", "previously", "earlier", "prior", "other", "meta-analysis", "meta-analyses", "pooled",
    "expected",
    "assumed", "anticipated", "planned", "target", "threshold", "margin", "historical", "historic",
    "national",
    "guideline", "guidelines", "literature", "published", "per-protocol",
    "projected", "predicted", "hypothesized", "hypothesised", "imputed", "registry", "pilot", "important",
    "relevant",
    "meaningful", "文献", "既往",
  ]

  private func isOfOthers(_ sentence: SentenceReading) -> Bool {
    sentence.tokens.contains {
      [.subgroup, .adjusted, .power, .excluded].contains(document.sense($0))
        || document.isWord($0, in: Self.others)
    }
  }

  // MARK: What the text prints

  /// Whether the text prints a figure before, with fewer decimals or more, or its complement.
  func isPrinted(_ figure: ToldFigure, _ told: [ToldFigure]) -> Bool {
    told.contains { other in
      let isAlike = other.unit == figure.unit || other.value.decimals >= max(1, figure.value.decimals)
      guard isAlike else { return false }
      if other.value.possible.overlaps(figure.value.possible) { return true }
      return figure.unit == .percent && other.unit == .percent
        && (100 - figure.value.value - other.value.value).magnitude <= figure.value.unit + other.value.unit
    } || figure.unit == .percent && isCounted(figure.value)
  }

  /// Whether some count and total of the text give a percentage.
  private func isCounted(_ percent: PrintedNumber) -> Bool {
    reading.sentences.contains { sentence in
      sentence.phrases.contains { phrase in
        guard case .proportion(let share) = phrase, let events = share.events, let total = share.total,
          total > 0
        else { return false }
        return percent.rounding(of: Double(events) / Double(total) * 100) != nil
          && share.percent.map { $0.possible.overlaps(percent.possible) } ?? true
      }
    }
  }

  // MARK: Subjects

  /// "In these 383 patients" where 338 were randomized: a number that the text has nowhere else, but for a slip.
  private mutating func checkTotal(_ sentence: SentenceReading) {
    for case .count(let count) in sentence.phrases where count.isSubjects && count.value >= 20 {
      let place = count.tokens.lowerBound
      let before = document.sense(place - 1) == .article ? place - 2 : place - 1
      guard [.of, .preposition].contains(document.sense(before)),
        [.subject, .male, .female].contains(document.sense(place + 1)),
        let total = reading.totals.first(where: {
          [.randomized, .enrolled, .stated].contains($0.stage)
            && PrintedNumber(Double(count.value), decimals: 0)
              .isSlip(of: PrintedNumber(Double($0.size), decimals: 0))
        }), total.sentence < sentence.index,
        // Fewer may be those who completed.
        String(count.value).sorted() == String(total.size).sorted(),
        !isToldElsewhere(count.value, but: sentence)
      else { continue }
      add(
        .total,
        at: place..<place + 2,
        .inconsistent,
        .difference(of: Double(total.size)...Double(total.size)),
        printed: [Figure(.total, count.value)],
        recomputed: [Recomputation(.total, Double(total.size))],
        .likely
      )
    }
  }

  /// Whether another sentence has a number, or two neighbouring counts of one give it, as a sum or a difference.
  private func isToldElsewhere(_ number: Int, but sentence: SentenceReading) -> Bool {
    reading.sentences.contains { other in
      guard other.index != sentence.index else { return false }
      let counts = other.tokens.compactMap { document.tokens[$0].numeral?.count }
      return counts.contains(number)
        || zip(counts, counts.dropFirst()).contains { $0 + $1 == number || abs($0 - $1) == number }
    }
  }

  // MARK: Pairs

  /// "From 17.0% to 5.8%", "11.8% vs 18.3%": one of them is told beside another figure than here.
  private mutating func checkPairs(_ figures: [ToldFigure], _ told: [ToldFigure], _ sentence: SentenceReading)
  {
    for (first, second) in zip(figures, figures.dropFirst()) where isPair(first, second) {
      for (known, other) in [(first, second), (second, first)] {
        guard !isPrinted(other, told), !isChange(from: known, to: other, told),
          let partner = partner(of: known, unlike: other, told)
        else { continue }
        add(
          .percentage,
          at: first.place..<second.place + (second.unit == .none ? 1 : 2),
          .inconsistent,
          .difference(of: partner.value...partner.value),
          printed: [Figure(.percent, other.value)],
          recomputed: [Recomputation(.percent, partner.value)],
          .likely
        )
        break
      }
    }
  }

  /// Whether two figures of one unit stand against each other: a word of comparison between, or "from" before.
  private func isPair(_ first: ToldFigure, _ second: ToldFigure) -> Bool {
    let gap = first.place + 1..<second.place
    guard first.unit == second.unit || first.unit == .none, first.value.decimals == second.value.decimals,
      gap.count <= 16, !gap.contains(where: { document.isNumber($0) && !document.sense($0 + 1).isTimeUnit }),
      // "34.6% vs. 42.3%".
      !gap.contains(where: {
        [.semicolon, .stop].contains(document.sense($0)) && document.sense($0 - 1) != .versus
      })
    else { return false }
    let isFrom = (first.place - 3..<first.place).contains { place in
      document.sense(place) == .since || ["由", "从"].contains(document.word(place))
    }
    return gap.contains {
      switch document.sense($0) {
      case .versus, .compared, .than: true
      case .to: isFrom
      default: false
      }
    }
  }

  /// Whether a printed difference leads from one figure to the other.
  private func isChange(from known: ToldFigure, to other: ToldFigure, _ told: [ToldFigure]) -> Bool {
    let change = (known.value.value - other.value.value).magnitude
    let allowance = known.value.unit + other.value.unit
    return told.contains { figure in
      guard (figure.value.value - change).magnitude <= figure.value.unit + allowance else { return false }
      return (figure.place - 8..<figure.place).contains {
        document.sense($0) == .difference || document.isWord($0, in: Self.changes)
      }
    }
  }

  private static let changes: Set<String> = [
    "reduction", "increase", "decrease", "change", "gain", "fall", "rise",
  ]

  /// The figure that stands beside a known one in the results, as alike to the wrong one as any.
  private func partner(of known: ToldFigure, unlike other: ToldFigure, _ told: [ToldFigure]) -> PrintedNumber?
  {
    var partners: [PrintedNumber] = []
    for place in told.indices {
      let here = told[place]
      guard here.unit == known.unit || here.unit == other.unit,
        here.value.roundedRange.overlaps(known.value.roundedRange)
      else { continue }
      for near in [place - 1, place + 1] where told.indices.contains(near) {
        let beside = told[near]
        let isNear = beside.sentence == here.sentence && abs(beside.place - here.place) <= 40
        if isNear, beside.unit == here.unit || beside.unit == other.unit { partners.append(beside.value) }
      }
    }
    return partners.first { $0.isSlip(of: other.value) } ?? partners.first
  }
}
