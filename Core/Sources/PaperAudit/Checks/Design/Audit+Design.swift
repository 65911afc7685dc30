// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Habits of design and language that figures alone do not show.
  mutating func checkDesign() {
    for sentence in reading.sentences {
      checkSubgroups(in: sentence)
      checkSignificance(in: sentence)
      checkNotReached(in: sentence)
      checkCausality(in: sentence)
    }
    checkInterim()
    checkBalance()
    checkEndpoints()
    checkIdeographicEndpoints()
    checkScheme()
    checkRatio()
  }

  // MARK: Comparisons

  /// A part of one arm beside the whole of another.
  private mutating func checkSubgroups(in sentence: SentenceReading) {
    let hasSubgroup = sentence.tokens.contains { document.sense($0) == .subgroup }
    var last: ProportionPhrase?
    for case .proportion(let share) in sentence.phrases where !share.isOther {
      defer { last = share }
      guard let first = last, let a = first.arm, let b = share.arm, a != b, let m = first.total,
        let n = share.total,
        let sizeA = reading.arms[a].size, let sizeB = reading.arms[b].size, sizeA != m || sizeB != n
      else { continue }
      let isFirstPart = m < sizeA && n == sizeB
      let isSecondPart = n < sizeB && m == sizeA
      let isOfOther = reading.arms.indices.contains { arm in
        arm != a && arm != b && (reading.arms[arm].size == m || reading.arms[arm].size == n)
      }
      guard isFirstPart || isSecondPart, !isOfOther else { continue }
      let (part, arm, other) = isFirstPart ? (m, sizeA, sizeB) : (n, sizeB, sizeA)
      // Some subjects who could not be evaluated are no subgroup.
      guard hasSubgroup || part * 4 <= arm * 3 else { continue }
      add(
        .design,
        at: first.tokens.lowerBound..<share.tokens.upperBound,
        .warning,
        .subgroupAgainstWholeArm(part: part, arm: arm, other: other),
        printed: [Figure(.total, m), Figure(.total, n)]
      )
      // Called significant, and not by the word "subgroup", which `checkSignificance` looks for.
      if !hasSubgroup, !document.has(.multiplicity),
        let word = sentence.tokens.first(where: { document.sense($0) == .significant }),
        !isNegated(word, sentence)
      {
        add(.language, at: word..<word + 1, .warning, .significantWithoutMultiplicity(isSubgroup: true))
      }
    }
  }

  private mutating func checkSignificance(in sentence: SentenceReading) {
    guard let word = sentence.tokens.first(where: { document.sense($0) == .significant }),
      !isNegated(word, sentence)
    else { return }
    let hasSubgroup = sentence.tokens.contains {
      document.sense($0) == .subgroup || document.sense($0) == .exploratory
    }
    let ps = sentence.phrases.compactMap { if case .p(let p) = $0 { p } else { nil } }
    guard !ps.isEmpty || hasSubgroup else { return }
    let tokens = word..<word + 1
    if hasSubgroup, !document.has(.multiplicity) {
      add(.language, at: tokens, .warning, .significantWithoutMultiplicity(isSubgroup: true))
    }
    if ps.count == 1, let p = ps.first, p.printed.isBelow(0.05) == false, sentence.section != .methods {
      add(
        .language,
        at: tokens,
        .warning,
        .significantWithoutP(p.printed),
        printed: [Figure(.p, p.printed.number)]
      )
    }
    for comparison in comparisons(in: sentence) where comparison.arms.count == 2 && ps.count == 1 {
      guard let first = comparison.arms[0].options.first, let second = comparison.arms[1].options.first,
        let tests = budget.tests(first, second)
      else { continue }
      let significance = tests.significance()
      guard significance.dependsOnConventionalTest, !hasStatistic(sentence),
        ps[0].printed.isBelow(0.05) == true
      else { continue }
      add(
        .language,
        at: tokens,
        .warning,
        .significanceDependsOnTest(significance),
        printed: [Figure(.p, ps[0].printed.number)]
      )
      break
    }
  }

  /// A printed statistic names the test.
  private func hasStatistic(_ sentence: SentenceReading) -> Bool {
    sentence.phrases.contains { if case .statistic = $0 { true } else { false } }
  }

  private func isNegated(_ word: Int, _ sentence: SentenceReading) -> Bool {
    (max(sentence.tokens.lowerBound, word - 5)..<word).contains { document.sense($0) == .not }
      || word > sentence.tokens.lowerBound && document.word(word - 1) == "if"
  }

  // MARK: Language

  /// A median may be not reached; a rate may not.
  private mutating func checkNotReached(in sentence: SentenceReading) {
    let look = look(sentence)
    guard let word = sentence.tokens.first(where: { look.sense($0) == .reached }),
      let not = (word - 4..<word).first(where: { look.sense($0) == .not }),
      !sentence.tokens.contains(where: { look.sense($0) == .median }),
      sentence.tokens.contains(where: { [.rate, .proportion].contains(look.sense($0)) })
        || isTimed(sentence, look),
      sentence.tokens.contains(where: { look.sense($0) == .survival })
    else { return }
    add(.language, at: not..<word + 1, .warning, .rateNotReached)
  }

  /// "3-year survival".
  private func isTimed(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains {
      document.tokens[$0].isNumber
        && (look.sense($0 + 1).isTimeUnit || (look.sense($0 + 1) == .dash && look.sense($0 + 2).isTimeUnit))
    }
  }

  private mutating func checkCausality(in sentence: SentenceReading) {
    guard document.has(.observational), !document.has(.randomized),
      sentence.section == .conclusion || sentence.section == .results,
      let word = sentence.tokens.first(where: { document.sense($0) == .causal }),
      !isNegated(word, sentence)
    else { return }
    add(.language, at: word..<word + 1, .warning, .causalWording)
  }

  private mutating func checkInterim() {
    guard document.has(.interim), !document.has(.boundary), !document.has(.alpha) else { return }
    func hasP(_ sentence: SentenceReading) -> Bool {
      sentence.phrases.contains { if case .p = $0 { true } else { false } }
    }
    guard reading.sentences.contains(where: hasP) else { return }
    for sentence in reading.sentences {
      // An effect at a look without a p-value was not tested there.
      let hasEffect = sentence.phrases.contains { if case .estimate = $0 { true } else { false } }
      guard hasP(sentence) || !hasEffect else { continue }
      guard let word = sentence.tokens.first(where: { document.sense($0) == .interim }),
        !isNegated(word, sentence),
        // 中期 is a stage of disease too.
        document.word(word) != "中期" || ["分", "分析", "结果", "结"].contains(document.word(word + 1)),
        // "Two interim analyses were planned": this need be none of them.
        !(word..<word + 5).contains(where: { document.isWord($0, in: ["planned", "foreseen", "scheduled"]) })
      else { continue }
      let end = word + 1 < sentence.tokens.upperBound ? word + 2 : word + 1
      return add(.design, at: word..<end, .warning, .interimWithoutBoundary)
    }
  }

  // MARK: Balance

  /// "Balanced" beside baseline shares that differ.
  private mutating func checkBalance() {
    for sentence in reading.sentences {
      guard
        let word = sentence.tokens.first(where: {
          document.sense($0) == .balanced || document.sense($0) == .similar
        }),
        sentence.tokens.contains(where: { document.sense($0) == .baseline }),
        !isNegated(word, sentence)
      else { continue }
      var worst: (because: Because, distance: Double)?
      for other in reading.sentences[sentence.index..<min(sentence.index + 5, reading.sentences.count)] {
        let hasP = other.phrases.contains { if case .p = $0 { true } else { false } }
        if other.index > sentence.index, hasP || isOutcome(other) { break }
        for comparison in comparisons(in: other) where comparison.arms.count == 2 {
          guard let found = imbalance(comparison, other), found.distance > (worst?.distance ?? 0) else {
            continue
          }
          worst = found
        }
      }
      if let worst { add(.language, at: word..<word + 1, .warning, worst.because) }
    }
  }

  private func isOutcome(_ sentence: SentenceReading) -> Bool {
    sentence.tokens.contains { index in
      [.endpoint, .survival, .died].contains(document.sense(index))
        || ["response", "responded", "remission", "orr"].contains(document.word(index))
    }
  }

  private mutating func imbalance(_ comparison: Comparison, _ sentence: SentenceReading) -> (
    because: Because, distance: Double
  )? {
    guard let first = comparison.arms[0].options.first, let second = comparison.arms[1].options.first,
      let tests = budget.tests(first, second)
    else { return nil }
    let (p, q) = (Double(first.events) / Double(first.total), Double(second.events) / Double(second.total))
    let variance = (p * (1 - p) + q * (1 - q)) / 2
    let distance = variance > 0 ? abs(p - q) / variance.squareRoot() : p == q ? 0 : .infinity
    let conventional = tests.values.filter { $0.test.usage == .conventional }
    let range = ClosedRange(spanning: conventional.map(\.p.lowerBound))
    guard distance > 0.4 || (range?.lowerBound ?? 1) < 0.1 else { return nil }
    let percentages = comparison.phrases.compactMap { index -> PrintedNumber? in
      if case .proportion(let share) = sentence.phrases[index] { share.percent } else { nil }
    }
    return (
      .imbalance(
        percentages: percentages,
        sizes: [first.total, second.total],
        p: range,
        standardizedDifference: distance
      ), distance
    )
  }
}
