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
    let hasP = reading.sentences.contains { $0.phrases.contains { if case .p = $0 { true } else { false } } }
    guard hasP else { return }
    for sentence in reading.sentences {
      guard let word = sentence.tokens.first(where: { document.sense($0) == .interim }),
        !isNegated(word, sentence)
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

  // MARK: Allocation

  /// Sizes of two arms against one list of blocks of a stated size, in each sentence that states one.
  private mutating func checkScheme() {
    checkSimpleRandomization()
    guard document.has(.block) else { return }
    for sentence in reading.sentences {
      guard let block = blockSize(in: sentence),
        let sizes = sizes(behind: block.tokens.upperBound, sentence) ?? declaredSizes
      else { continue }
      let look = look(sentence)
      let isOneList = sentence.tokens.contains { look.sense($0) == .oneList }
      guard isOneList || !hasStrata,
        let check = AllocationCheck(sizes.0.size, sizes.1.size, ratio: ratio(in: sentence)),
        let isPossible = check.isPossible(block: block.size)
      else { continue }
      let finding = Because.AllocationFinding(
        sizes: [sizes.0.size, sizes.1.size],
        probability: isPossible ? check.permutedBlocks(block.size) : nil,
        blockSize: block.size
      )
      add(
        .allocation,
        at: min(
          sizes.0.tokens.lowerBound,
          sizes.1.tokens.lowerBound
        )..<max(sizes.0.tokens.upperBound, sizes.1.tokens.upperBound),
        isPossible ? .consistent : isOneList ? .inconsistent : .warning,
        .allocation(finding),
        printed: [Figure(.size, sizes.0.size), Figure(.size, sizes.1.size)],
        isOneList ? .sure : .likely
      )
    }
  }

  /// Sizes that drawing each subject's arm by itself hardly ever gives.
  private mutating func checkSimpleRandomization() {
    guard let sizes = declaredSizes, let check = AllocationCheck(sizes.0.size, sizes.1.size),
      check.simpleRandomization < 0.001,
      let sentence = reading.sentences.first(where: { sentence in
        sentence.tokens.contains {
          document.word($0) == "simple" && [.randomized].contains(document.sense($0 + 1))
        }
          && ratio(in: sentence) == (1, 1)
      }), sentence.index + 2 > reading.arms[0].sentence
    else { return }
    let finding = Because.AllocationFinding(
      sizes: [sizes.0.size, sizes.1.size],
      probability: check.simpleRandomization,
      blockSize: nil
    )
    add(
      .allocation,
      at: min(
        sizes.0.tokens.lowerBound,
        sizes.1.tokens.lowerBound
      )..<max(sizes.0.tokens.upperBound, sizes.1.tokens.upperBound),
      .warning,
      .allocation(finding),
      printed: [Figure(.size, sizes.0.size), Figure(.size, sizes.1.size)]
    )
  }

  private typealias Size = (size: Int, tokens: Range<Int>)

  /// Strata make several lists of one.
  private var hasStrata: Bool {
    document.tokens.contains {
      $0.word != 0 && ["stratified", "stratification", "strata", "分层"].contains(document.words[Int($0.word)])
    }
  }

  /// The last two numbers of subjects behind the block size.
  private func sizes(behind end: Int, _ sentence: SentenceReading) -> (Size, Size)? {
    let look = look(sentence)
    let found = (end..<sentence.tokens.upperBound).filter { look.whole($0) != nil }
    guard found.count >= 2, let first = look.whole(found[found.count - 2]),
      let second = look.whole(found[found.count - 1])
    else { return nil }
    return (
      (first, found[found.count - 2]..<found[found.count - 2] + 1),
      (second, found[found.count - 1]..<found[found.count - 1] + 1)
    )
  }

  private var declaredSizes: (Size, Size)? {
    let arms = reading.arms.filter { $0.sentence == reading.arms.first?.sentence }
    guard arms.count == 2, let a = arms[0].size, let b = arms[1].size else { return nil }
    return ((a, arms[0].tokens), (b, arms[1].tokens))
  }

  /// "2:1"; equal parts where none is printed.
  private func ratio(in sentence: SentenceReading) -> (first: Int, second: Int) {
    for index in sentence.tokens.dropFirst().dropLast()
    where document.sense(index) == .colonSign && document.tokens[index].isGlued {
      if let first = document.tokens[index - 1].numeral?.count,
        let second = document.tokens[index + 1].numeral?.count, first > 0, second > 0
      {
        return (first, second)
      }
    }
    return (1, 1)
  }

  /// "blocks of four", "block size of 4", "a block size 4"; nil for several sizes.
  private func blockSize(in sentence: SentenceReading) -> (size: Int, tokens: Range<Int>)? {
    let look = look(sentence)
    for index in sentence.tokens where look.sense(index) == .block {
      for place in index + 1..<index + 5 {
        guard look.sentence.contains(place), let size = document.tokens[place].numeral?.count, size >= 2,
          size <= 100
        else { continue }
        guard
          ![.and, .or, .comma, .to, .dash].contains(look.sense(place + 1)) || look.whole(place + 2) == nil
            || look.sense(place + 1) == .comma
        else { return nil }
        return (size, index..<place + 1)
      }
    }
    return nil
  }
}
