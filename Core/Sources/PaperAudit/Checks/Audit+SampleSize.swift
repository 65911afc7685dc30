// SPDX-License-Identifier: Apache-2.0

/// What a statement on sample size assumes, as far as it was understood.
private struct SizeWords {
  var power: Double?
  var alpha: Double?
  var sides: SizeStatement.Sides?
  var dropOut: Double?
  var rates: [Double] = []
  var hazardRatio: Double?
  var difference: Double?
  var deviation: Double?
  var sizes: [(value: Int, reading: SizeStatement.Reading?, tokens: Range<Int>)] = []
  var events: [(value: Int, tokens: Range<Int>)] = []
}

extension Audit {
  /// "With 80% power and a two-sided alpha of 5%, 93 patients per group are needed to find 50% against 30%".
  mutating func checkSampleSize(in sentence: SentenceReading) {
    guard sentence.tokens.contains(where: { document.sense($0) == .power }),
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
    guard let power = words.power, let plan = plan(words) else { return }
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
    "power", "sample", "alpha", "significance", "dropout", "attrition", "needed", "required", "样本量", "样",
  ]

  private func plan(_ words: SizeWords) -> SizePlan? {
    if let ratio = words.hazardRatio, !words.events.isEmpty { return .events(hazardRatio: ratio, ratio: 1) }
    if words.rates.count == 2 { return .proportions(words.rates[1], versus: words.rates[0], ratio: 1) }
    if words.rates.isEmpty, let difference = words.difference, let deviation = words.deviation {
      return .means(difference: difference, deviation: deviation, ratio: 1)
    }
    return nil
  }

  private func read(_ sentence: SentenceReading, into words: inout SizeWords) {
    let look = look(sentence)
    for index in sentence.tokens {
      if look.sense(index) == .oneSided { words.sides = .one }
      if look.sense(index) == .twoSided { words.sides = .two }
      guard let numeral = document.tokens[index].numeral, !numeral.isSigned else { continue }
      if look.sense(index + 1) == .percent {
        take(numeral.value / 100, at: index, behind: index + 2, look, &words)
      } else if numeral.decimals > 0, numeral.value < 1 {
        takeFraction(numeral.value, at: index, look, &words)
      } else {
        takeNumber(numeral, at: index, look, &words)
      }
    }
  }

  /// A percentage: power, level, drop-out or a rate.
  private func take(_ value: Double, at index: Int, behind: Int, _ look: PhraseLook, _ words: inout SizeWords)
  {
    if near(index, behind, look, { look.sense($0) == .power }) {
      words.power = words.power ?? value
    } else if near(index, behind, look, { self.isLevel($0, look) }) {
      words.alpha = words.alpha ?? value
    } else if near(index, behind, look, { self.isDropOut($0, look) }) {
      words.dropOut = words.dropOut ?? value
    } else if value > 0, value < 1, words.rates.count < 4 {
      words.rates.append(value)
    }
  }

  private func takeFraction(_ value: Double, at index: Int, _ look: PhraseLook, _ words: inout SizeWords) {
    let before = (index - 4..<index)
    if before.contains(where: { [.hazardRatio, .ratio].contains(look.sense($0)) }) {
      words.hazardRatio = words.hazardRatio ?? value
    } else if near(index, index + 1, look, { self.isLevel($0, look) }) {
      words.alpha = words.alpha ?? value
    } else if near(index, index + 1, look, { look.sense($0) == .power }) {
      words.power = words.power ?? value
    }
  }

  private func takeNumber(_ numeral: Numeral, at index: Int, _ look: PhraseLook, _ words: inout SizeWords) {
    let before = index - 4..<index
    if before.contains(where: { look.sense($0) == .deviation }) {
      words.deviation = words.deviation ?? numeral.value
    } else if before.contains(where: { look.sense($0) == .difference }) {
      words.difference = words.difference ?? numeral.value
    } else if let count = numeral.count, count >= 6, !look.sense(index + 1).isTimeUnit {
      let behind = index + 1..<index + 6
      if behind.prefix(3).contains(where: { look.sense($0) == .event }) {
        words.events.append((count, index..<index + 1))
      } else if behind.prefix(3).contains(where: { look.sense($0) == .subject })
        || behind.prefix(2).contains(where: { look.sense($0) == .each })
        || look.sense(index - 1) == .equals && look.sense(index - 2) == .sampleSize
      {
        let isArm = behind.contains { look.sense($0) == .each } || look.sense(index - 1) == .each
        let isTotal = (index - 4..<index).contains { look.sense($0) == .total }
        words.sizes.append((count, isArm ? .perArm : isTotal ? .total : nil, index..<index + 1))
      }
    }
  }

  /// Whether a word stands within three places before a number or two behind it, with no other number between.
  private func near(_ index: Int, _ behind: Int, _ look: PhraseLook, _ holds: (Int) -> Bool) -> Bool {
    for place in behind..<behind + 3 {
      if !look.sentence.contains(place) || document.tokens[place].isNumber || look.sense(place) == .comma {
        break
      }
      if holds(place) { return true }
    }
    for place in (index - 5..<index).reversed() {
      if !look.sentence.contains(place) || document.tokens[place].isNumber || look.sense(place) == .comma {
        break
      }
      if holds(place) { return true }
    }
    return false
  }

  private func isLevel(_ index: Int, _ look: PhraseLook) -> Bool {
    look.sense(index) == .alpha
      || (look.isWord(index) && ["significance", "error", "significant"].contains(document.word(index)))
  }

  private func isDropOut(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index)
      && ["dropout", "dropouts", "drop", "attrition", "loss", "losses", "withdrawal", "withdrawals", "lost"]
        .contains(document.word(index))
  }
}
