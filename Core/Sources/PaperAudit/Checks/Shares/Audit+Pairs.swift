// SPDX-License-Identifier: Apache-2.0

/// Shares of two or more arms that a sentence compares.
struct Comparison {
  /// Places in the sentence's phrases.
  let phrases: [Int]
  let arms: [ComparedArm]
  let tokens: Range<Int>
  /// Whether every count and total is printed.
  var isPrinted: Bool { arms.allSatisfy(\.isPrinted) }
  /// Whether all that the counts may have been is known, even where they are not printed.
  var isDetermined: Bool { arms.allSatisfy { $0.isPrinted || (1...6).contains($0.options.count) } }
}

/// What may have been the counts of one arm of a comparison.
struct ComparedArm {
  let arm: Int?
  /// Events and total, the likeliest first.
  let options: [(events: Int, total: Int)]
  let isPrinted: Bool
}

extension Audit {
  /// The comparisons of a sentence: runs of neighbouring shares of different arms.
  func comparisons(in sentence: SentenceReading) -> [Comparison] {
    var found: [Comparison] = []
    var run: [Int] = []
    func close() {
      if let comparison = comparison(run, in: sentence) { found.append(comparison) }
      run = []
    }
    for (index, phrase) in sentence.phrases.enumerated() {
      switch phrase {
      case .proportion(let share) where !share.isOther:
        if run.contains(where: { !isOther(sentence.phrases[$0], than: share) }) { close() }
        run.append(index)
        if run.count == 2, sentence.order.count <= 2, share.arm != nil { close() }
      case .count(let count) where isBeside(index, count, sentence): run.append(index)
      case .p: close()
      default: break
      }
    }
    close()
    return found
  }

  /// "4 patients of A and 9 of B", 试验组3例，对照组9例: bare counts of two arms, each of which is named beside its count.
  func countComparisons(in sentence: SentenceReading) -> [Comparison] {
    let isAllocating = sentence.tokens.contains {
      [.randomized, .assigned, .excluded, .completed, .analyzed, .enrolled].contains(document.sense($0))
    }
    // Deaths over time are tested by their times.
    guard !isAllocating, !document.has(.timeModel), sentence.phrases.count <= 40 else { return [] }
    var found: [Comparison] = []
    var last: (index: Int, arm: Int, count: CountPhrase)?
    for (index, phrase) in sentence.phrases.enumerated() {
      guard case .count(let count) = phrase, let arm = arm(of: count, sentence) else {
        last = nil
        continue
      }
      defer { last = (index, arm, count) }
      guard let first = last, first.arm != arm,
        count.tokens.lowerBound - first.count.tokens.upperBound <= 14
      else { continue }
      let arms = [(first.arm, first.count.value), (arm, count.value)].map { arm, events in
        compared(ProportionPhrase(tokens: count.tokens, events: events, arm: arm))
      }
      guard arms.allSatisfy({ !$0.options.isEmpty }) else { continue }
      found.append(
        Comparison(
          phrases: [first.index, index],
          arms: arms,
          tokens: first.count.tokens.lowerBound..<count.tokens.upperBound
        )
      )
      last = nil
    }
    return found
  }

  /// The arm whose name stands right behind a count, or in Chinese right before it.
  private func arm(of count: CountPhrase, _ sentence: SentenceReading) -> Int? {
    let end = count.tokens.upperBound
    let behind = sentence.mentions.first { $0.tokens.lowerBound >= end }
    if let behind, behind.tokens.lowerBound - end <= 5 {
      let gap = end..<behind.tokens.lowerBound
      let isLinked =
        gap.contains { [.of, .preposition].contains(document.sense($0)) }
        && gap.allSatisfy { [.of, .preposition, .article, .subject, .arm].contains(document.sense($0)) }
      if isLinked { return behind.arm }
    }
    let start = count.tokens.lowerBound
    guard let before = sentence.mentions.last(where: { $0.tokens.upperBound <= start }),
      document.sense(before.tokens.upperBound - 1) == .arm, start - before.tokens.upperBound <= 6,
      look(sentence).isIdeographic(before.tokens.upperBound - 1),
      (before.tokens.upperBound..<start).allSatisfy({
        document.sense($0) == .other && !document.tokens[$0].isNumber && document.tokens[$0].word != 0
          || document.sense($0) == .preposition || document.sense($0) == .died
      })
    else { return nil }
    return before.arm
  }

  /// "12 v 14 babies": bare counts on both sides of a "versus".
  private func isBeside(_ index: Int, _ count: CountPhrase, _ sentence: SentenceReading) -> Bool {
    let before = count.tokens.lowerBound - 1
    let after = count.tokens.upperBound
    let isSecond =
      before > sentence.tokens.lowerBound && document.sense(before) == .versus
      && document.tokens[before - 1].isNumber
    let isFirst =
      after + 1 < sentence.tokens.upperBound && document.sense(after) == .versus
      && document.tokens[after + 1].isNumber
    return isFirst || isSecond
  }

  /// A figure of the same arm, or of none where the others have one, begins another comparison.
  private func isOther(_ phrase: Phrase, than share: ProportionPhrase) -> Bool {
    guard case .proportion(let first) = phrase else { return false }
    switch (first.arm, share.arm) {
    case (let a?, let b?): return a != b
    case (nil, nil): return true
    default: return false
    }
  }

  private func comparison(_ run: [Int], in sentence: SentenceReading) -> Comparison? {
    var run = run
    guard run.count >= 2, let first = run.first, let last = run.last else { return nil }
    var shares = run.compactMap { index -> ProportionPhrase? in
      switch sentence.phrases[index] {
      case .proportion(let share): return share
      case .count(let count): return ProportionPhrase(tokens: count.tokens, events: count.value)
      default: return nil
      }
    }
    if shares.count == 2, sentence.order.count == 2,
      shares.allSatisfy({ $0.percent == nil && $0.total == nil })
    {
      for index in shares.indices { shares[index].arm = sentence.order[index] }
    }
    if shares.contains(where: { $0.arm == nil }) {
      // Without arms only a "versus" between two figures compares them.
      guard let pair = versusPair(shares, sentence) else { return nil }
      run = [run[pair], run[pair + 1]]
      shares = [shares[pair], shares[pair + 1]]
    }
    let arms = shares.map { compared($0) }
    guard arms.allSatisfy({ !$0.options.isEmpty }) else { return nil }
    return Comparison(
      phrases: run,
      arms: arms,
      tokens: sentence.phrases[first].tokens.lowerBound..<sentence.phrases[last].tokens.upperBound
    )
  }

  private func versusPair(_ shares: [ProportionPhrase], _ sentence: SentenceReading) -> Int? {
    (0..<shares.count - 1).last { index in
      let between =
        shares[index].tokens
        .upperBound..<max(shares[index].tokens.upperBound, shares[index + 1].tokens.lowerBound)
      let isJoined = between.contains { [.versus, .compared, .than].contains(document.sense($0)) }
      let isOrdered = sentence.tokens.contains { document.sense($0) == .respectively }
      // "33/72 (45.8%) and 30/74 (40.5%), P = …"
      let (first, second) = (shares[index], shares[index + 1])
      let behind = second.tokens.upperBound..<second.tokens.upperBound + 4
      // A difference or a ratio further behind is of them where the second follows "and" or "versus" at once.
      let isJoinedAtOnce = [.and, .versus, .compared, .than].contains(
        document.sense(second.tokens.lowerBound - 1)
      )
      let hasRatio =
        behind.contains { [.oddsRatio, .riskRatio, .relative].contains(document.sense($0)) }
        || isJoinedAtOnce
          && (behind.lowerBound..<behind.upperBound + 3).contains {
            [.oddsRatio, .riskRatio, .relative, .odds, .risk, .difference].contains(document.sense($0))
          }
      // Two parts of one group have the same total; a ratio compares all the same.
      let isFollowed =
        first.total != nil && second.total != nil && second.events != nil
        && between.count <= (hasRatio && first.percent != nil && second.percent != nil ? 8 : 3)
        && !between.contains { document.tokens[$0].isNumber || document.sense($0) == .semicolon }
        && (hasRatio || first.total != second.total && behind.contains { document.sense($0) == .pValue })
      if isFollowed { return true }
      let hasGroups = between.contains { document.sense($0) == .arm }
      return isJoined || isOrdered || hasGroups
    }
  }

  private func compared(_ share: ProportionPhrase) -> ComparedArm {
    if let events = share.events, let total = share.total {
      return ComparedArm(arm: share.arm, options: events <= total ? [(events, total)] : [], isPrinted: true)
    }
    let sizes = share.arm.map { reading.arms[$0].sizes } ?? []
    if let events = share.events, share.percent == nil {
      return ComparedArm(
        arm: share.arm,
        options: sizes.prefix(1).filter { events <= $0 }.map { (events, $0) },
        isPrinted: false
      )
    }
    if let events = share.events {
      let options = sizes.filter { size in
        events <= size
          && share.percent.map {
            PercentageCheck(count: events, of: size, printed: $0).consistency == .consistent
          } ?? true
      }.map { (events, $0) }
      if options.isEmpty, let percent = share.percent, let totals = totalsFitting(percent, count: events),
        totals.count <= 3
      {
        return ComparedArm(arm: share.arm, options: totals.map { (events, $0) }, isPrinted: false)
      }
      return ComparedArm(arm: share.arm, options: options, isPrinted: !options.isEmpty)
    }
    guard let percent = share.percent, !share.isSurvival else {
      return ComparedArm(arm: share.arm, options: [], isPrinted: false)
    }
    let options = sizes.prefix(2).flatMap { size in
      (countsFitting(percent, of: size).map { Array($0.prefix(6)) } ?? []).map { ($0, size) }
    }
    return ComparedArm(arm: share.arm, options: options, isPrinted: false)
  }
}
