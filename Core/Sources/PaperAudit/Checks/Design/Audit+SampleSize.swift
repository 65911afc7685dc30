// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// "With 80% power and a two-sided alpha of 5%, 93 patients per group are needed to find 50% against 30%".
  mutating func checkSampleSize(in sentence: SentenceReading) {
    guard
      sentence.tokens.contains(where: {
        document.sense($0) == .power || document.word($0) == "β" || document.word($0) == "beta"
      }),
      sentence.tokens.count < Document.longestSentence
    else { return }
    var words = SizeWords()
    read(sentence, into: &words)
    // A sentence that stands alone is not mixed with its neighbours.
    if plan(words) == nil || words.sizes.isEmpty && words.events.isEmpty {
      let last = min(sentence.index + 1, reading.sentences.count - 1)
      for index in max(0, sentence.index - 1)...last where index != sentence.index {
        let other = reading.sentences[index]
        guard other.tokens.count < Document.longestSentence,
          !other.tokens.contains(where: { document.sense($0) == .power }),
          other.tokens.contains(where: { Self.sizeWords.contains(document.word($0)) })
        else { continue }
        read(other, into: &words)
      }
    }
    words.alpha = words.alpha ?? statedLevel?.alpha
    words.sides = words.sides ?? statedLevel?.sides
    guard !words.isOfOtherKind, isOfTwoArms(words, sentence), let power = words.power, let plan = plan(words)
    else { return }
    let isOfEvents = if case .events = plan { true } else { false }
    let candidates =
      isOfEvents
      ? words.events.map { ($0.value, SizeStatement.Reading?.some(.total), $0.tokens) } : words.sizes
    guard let first = candidates.first, budget.mayTake(50_000) else { return }
    let statement = SizeStatement(
      plan,
      alpha: words.alpha ?? 0.05,
      power: power,
      sides: words.sides,
      dropOut: words.dropOut
    )
    var chosen = (comparison: statement.reproducing(first.0, reading: first.1), tokens: first.2)
    for candidate in candidates.dropFirst().prefix(5) where chosen.comparison.matches.isEmpty {
      let comparison = statement.reproducing(candidate.0, reading: candidate.1)
      if !comparison.matches.isEmpty { chosen = (comparison, candidate.2) }
    }
    judge(chosen.comparison, chosen.tokens, words, power)
  }

  /// A level and sides that the text states for all its tests: "two-sided at the 5% level".
  func levelOfTests() -> (alpha: Double, sides: SizeStatement.Sides?)? {
    for sentence in reading.sentences where sentence.tokens.count < Document.longestSentence {
      guard sentence.tokens.contains(where: { [.twoSided, .oneSided, .alpha].contains(document.sense($0)) })
      else { continue }
      var words = SizeWords()
      read(sentence, into: &words)
      let look = look(sentence)
      let level = sentence.tokens.first {
        look.sense($0) == .percent && look.isWord($0 + 1) && document.word($0 + 1) == "level"
      }
      let percent = level.flatMap { $0 > 0 ? document.tokens[$0 - 1].numeral?.value : nil }
      if let alpha = words.alpha ?? percent.map({ $0 / 100 }) { return (alpha, words.sides) }
    }
    return nil
  }

  private mutating func judge(
    _ comparison: SizeComparison,
    _ tokens: Range<Int>,
    _ words: SizeWords,
    _ power: Double
  ) {
    let computed = comparison.range.flatMap { range -> ClosedRange<Int>? in
      guard range.upperBound < 1e9 else { return nil }
      return Int(range.lowerBound.rounded(.up))...Int(range.upperBound.rounded(.up))
    }
    let finding = Because.SampleSizeFinding(
      printed: comparison.printed,
      computed: computed,
      matches: Array(comparison.matches.prefix(4))
    )
    let verdict: Claim.Verdict =
      switch comparison.consistency {
      case .consistent: .consistent
      case .inconsistent: words.alpha == nil ? .undetermined : .inconsistent
      case .undetermined: .undetermined
      }
    add(
      .sampleSize,
      at: tokens,
      verdict,
      .sampleSize(finding),
      printed: [Figure(.size, comparison.printed)],
      recomputed: recomputed(.size, computed),
      words.alpha != nil && words.sides != nil ? .sure : .likely
    )
  }

  private static let sizeWords: Set<String> = [
    "power", "sample", "alpha", "significance", "dropout", "attrition", "needed", "required", "样本量", "样", "需",
  ]

  /// Whether two arms are compared: the sizes are per arm, or the text randomizes or names arms.
  private func isOfTwoArms(_ words: SizeWords, _ sentence: SentenceReading) -> Bool {
    words.sizes.contains { $0.reading == .perArm } || !words.events.isEmpty || reading.arms.count > 1
      || document.has(.randomized)
      || sentence.tokens.contains {
        [.versus, .compared, .arm].contains(document.sense($0))
          || document.isWord($0, in: ["control", "placebo"])
      }
  }

  private func plan(_ words: SizeWords) -> SizePlan? {
    if let ratio = words.hazardRatio, !words.events.isEmpty { return .events(hazardRatio: ratio, ratio: 1) }
    if let (first, second) = words.pairOfRates { return .proportions(second, versus: first, ratio: 1) }
    if words.rates.isEmpty, let difference = words.difference, let deviation = words.deviation {
      return .means(difference: difference, deviation: deviation, ratio: 1)
    }
    return nil
  }

  private func read(_ sentence: SentenceReading, into words: inout SizeWords) {
    SizeReader(document, look(sentence)).read(into: &words)
  }
}
