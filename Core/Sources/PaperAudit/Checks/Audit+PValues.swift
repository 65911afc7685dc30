// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Audit {
  mutating func checkPValues(in sentence: SentenceReading) {
    guard sentence.phrases.contains(where: { if case .p = $0 { true } else { false } }) else { return }
    let comparisons = comparisons(in: sentence)
    for (index, phrase) in sentence.phrases.enumerated() {
      guard case .p(let p) = phrase, !isLevel(p, sentence) else { continue }
      let printed = [Figure(.p, p.printed.number)]
      if p.printed.isImpossible {
        add(.pValue, at: p.tokens, .inconsistent, .noProbability, printed: printed)
        continue
      }
      judge(p, at: index, sentence, comparisons, printed)
    }
  }

  /// "P < 0.05 was considered significant" is no result.
  private func isLevel(_ p: PPhrase, _ sentence: SentenceReading) -> Bool {
    let words: Set<String> = [
      "considered", "regarded", "deemed", "defined", "indicated", "denote", "denoted", "indicates",
      "threshold", "set", "level", "taken",
    ]
    let end = min(p.tokens.upperBound + 8, sentence.tokens.upperBound)
    let near = max(sentence.tokens.lowerBound, p.tokens.lowerBound - 6)..<end
    return near.contains { words.contains(document.word($0)) || document.word($0) == "认" }
  }

  /// What one source of a p-value says.
  private struct Answer {
    let verdict: Claim.Verdict
    let because: Because
    var recomputed: [Recomputation] = []
    var sureness = Claim.Reading.sure
  }

  private mutating func judge(
    _ p: PPhrase,
    at index: Int,
    _ sentence: SentenceReading,
    _ comparisons: [Comparison],
    _ printed: [Figure]
  ) {
    var answers: [Answer] = []
    if let statistic = statistic(before: index, sentence) { answers.append(answer(p, statistic)) }
    if let estimate = estimate(before: index, sentence), !isOfMargin(p, sentence) {
      answers.append(answer(p, estimate))
    }
    if let means = means(before: index, sentence), let answer = answer(p, means, sentence) {
      answers.append(answer)
    }
    if let comparison = nearest(to: index, comparisons, sentence), !p.isQualified, !isOfMargin(p, sentence),
      let answer = answer(p, comparison, sentence)
    {
      answers.append(answer)
    }
    let chosen =
      answers.first { $0.verdict == .consistent } ?? answers.first { $0.verdict == .undetermined } ?? answers
      .first
      ?? Answer(verdict: .undetermined, because: .figuresMissing)
    add(
      .pValue,
      at: p.tokens,
      chosen.verdict,
      chosen.because,
      printed: printed,
      recomputed: chosen.recomputed,
      chosen.sureness
    )
  }

  /// "P=0.006 for noninferiority".
  private func isOfMargin(_ p: PPhrase, _ sentence: SentenceReading) -> Bool {
    let end = p.tokens.upperBound
    return (end..<min(end + 5, sentence.tokens.upperBound)).contains { document.sense($0) == .oneSided }
  }

  // MARK: Counts

  /// The comparison that ends before the p-value with no other p-value between, else the one behind it.
  private func nearest(to index: Int, _ comparisons: [Comparison], _ sentence: SentenceReading) -> Comparison?
  {
    func hasP(_ range: Range<Int>) -> Bool {
      range.contains { if case .p = sentence.phrases[$0] { true } else { false } }
    }
    if let before = comparisons.last(where: { ($0.phrases.last ?? 0) < index }),
      let last = before.phrases.last,
      !hasP(last + 1..<index)
    {
      return before
    }
    guard let after = comparisons.first(where: { ($0.phrases.first ?? 0) > index }),
      let first = after.phrases.first,
      !hasP(index + 1..<first)
    else { return nil }
    return after
  }

  private mutating func answer(_ p: PPhrase, _ comparison: Comparison, _ sentence: SentenceReading) -> Answer?
  {
    guard comparison.arms.count == 2 else { return answerTable(p, comparison) }
    let isOneSided = document.has(.oneSided)
    var range: ClosedRange<Double>?
    var isUnsearched = false
    var oneSided: Answer?
    for (rank, first) in comparison.arms[0].options.prefix(6).enumerated() {
      for (otherRank, second) in comparison.arms[1].options.prefix(6).enumerated() {
        guard let tests = budget.tests(first, second) else {
          isUnsearched = true
          continue
        }
        let rows = [
          Because.TableRow(events: first.events, total: first.total),
          .init(events: second.events, total: second.total),
        ]
        let mayMatchExact = comparison.isPrinted && first.total + second.total <= 160
        var result = tests.reproducing(p.printed, searching: false)
        if result.matches.isEmpty, mayMatchExact, budget.maySearch() {
          result = tests.reproducing(p.printed, searching: true)
        }
        if result.matches.isEmpty { isUnsearched = isUnsearched || result.mayMatchUnsearched }
        if let all = result.range {
          range = range.map { min($0.lowerBound, all.lowerBound)...max($0.upperBound, all.upperBound) } ?? all
        }
        guard !result.matches.isEmpty else { continue }
        let sureness: Claim.Reading =
          comparison.isPrinted ? .sure : rank + otherRank == 0 ? .likely : .oneOfSeveral
        let values = result.matches.map { $0.p }
        let recomputed = [
          Recomputation(
            .p,
            ClosedRange(spanning: values.flatMap { [$0.lowerBound, $0.upperBound] }) ?? 0...1
          )
        ]
        if result.isOnlyOneSided, !isOneSided {
          oneSided = Answer(
            verdict: .undetermined,
            because: .onlyOneSided(result.matches, tables: rows),
            recomputed: recomputed,
            sureness: sureness
          )
          continue
        }
        let significance = tests.significance()
        return Answer(
          verdict: .consistent,
          because: .testsReproduce(
            result.matches,
            tables: rows,
            significance: significance.dependsOnTest ? significance : nil
          ),
          recomputed: recomputed,
          sureness: sureness
        )
      }
    }
    if let oneSided { return oneSided }
    return unmatched(p, comparison, range, isUnsearched: isUnsearched, sentence)
  }

  private func unmatched(
    _ p: PPhrase,
    _ comparison: Comparison,
    _ range: ClosedRange<Double>?,
    isUnsearched: Bool,
    _ sentence: SentenceReading
  ) -> Answer? {
    let rows = comparison.arms.compactMap {
      $0.options.first.map { Because.TableRow(events: $0.events, total: $0.total) }
    }
    let recomputed = range.map { [Recomputation(.p, $0)] } ?? []
    guard let range else { return nil }
    if hasModels(sentence) {
      return Answer(verdict: .undetermined, because: .needsModel(range, tables: rows), recomputed: recomputed)
    }
    // Counts that follow from percentages may be of somewhat fewer subjects; no p-value moves threefold for that.
    let isFar = !p.printed.possible.overlaps(range.lowerBound / 3...min(1, range.upperBound * 3))
    let isDecided = comparison.isPrinted && !isUnsearched || (comparison.isDetermined && isFar)
    return Answer(
      verdict: isDecided ? .inconsistent : .undetermined,
      because: .noTestReproduces(range, tables: rows),
      recomputed: recomputed,
      sureness: comparison.isPrinted ? .sure : .likely
    )
  }

  /// Three or more arms.
  private mutating func answerTable(_ p: PPhrase, _ comparison: Comparison) -> Answer? {
    let counts = comparison.arms.compactMap { $0.options.first }
    guard counts.count <= 8, counts.reduce(0, { $0 + $1.total }) <= 20_000, budget.mayTake(50_000) else {
      return nil
    }
    let tests = TableTests([counts.map(\.events), counts.map { $0.total - $0.events }])
    let result = tests.reproducing(p.printed, searching: true)
    let rows = counts.map { Because.TableRow(events: $0.events, total: $0.total) }
    if !result.matches.isEmpty {
      let values = result.matches.flatMap { [$0.p.lowerBound, $0.p.upperBound] }
      return Answer(
        verdict: .consistent,
        because: .testsReproduce(result.matches, tables: rows, significance: nil),
        recomputed: [Recomputation(.p, ClosedRange(spanning: values) ?? 0...1)],
        sureness: comparison.isPrinted ? .sure : .likely
      )
    }
    // Two of the arms may have been compared.
    return Answer(
      verdict: .undetermined,
      because: .noTestReproduces(result.range, tables: rows),
      recomputed: result.range.map { [Recomputation(.p, $0)] } ?? [],
      sureness: .likely
    )
  }

  // MARK: Statistics, estimates, means

  private func statistic(before index: Int, _ sentence: SentenceReading) -> StatisticPhrase? {
    guard index > 0, case .statistic(let statistic) = sentence.phrases[index - 1] else { return nil }
    return statistic
  }

  private func answer(_ p: PPhrase, _ statistic: StatisticPhrase) -> Answer {
    let judged = judged(statistic, p)
    return Answer(
      verdict: judged.verdict,
      because: judged.because,
      recomputed: judged.p.map { [Recomputation(.p, $0)] } ?? [],
      sureness: statistic.degrees == nil ? .likely : .sure
    )
  }

  /// The estimate right before, with nothing between but other p-values of it.
  private func estimate(before index: Int, _ sentence: SentenceReading) -> EstimatePhrase? {
    guard index > 0, case .estimate(let estimate) = sentence.phrases[index - 1], estimate.interval != nil,
      estimate.interval?.isOpen == false, estimate.measure != .other
    else { return nil }
    return estimate
  }

  private func answer(_ p: PPhrase, _ estimate: EstimatePhrase) -> Answer {
    guard let check = intervalCheck(estimate) else {
      return Answer(verdict: .undetermined, because: .figuresMissing)
    }
    let result = IntervalAgainstP(check, p.printed)
    let recomputed = check.impliedP.map { [Recomputation(.p, $0)] } ?? []
    let because = Because.intervalAgainstP(result.finding, implied: check.impliedP)
    let isOneSided = document.has(.oneSided)
    switch result.finding {
    case .agreesOneSided where !isOneSided:
      return Answer(verdict: .undetermined, because: because, recomputed: recomputed)
    case .withinMethods where isOneSided || result.isWithinTwoSided:
      return Answer(verdict: .consistent, because: because, recomputed: recomputed, sureness: .likely)
    default: break
    }
    switch result.consistency {
    case .consistent: return Answer(verdict: .consistent, because: because, recomputed: recomputed)
    case .inconsistent, .undetermined:
      guard result.finding != .undefined else { return Answer(verdict: .undetermined, because: because) }
      // An interval that is not symmetric comes from another method than z.
      let isOdd = check.finding == .asymmetric && result.finding != .contradicts || p.isQualified
      return Answer(verdict: isOdd ? .undetermined : .inconsistent, because: because, recomputed: recomputed)
    }
  }

  /// The last two means with spreads of different arms before a p-value.
  private func means(before index: Int, _ sentence: SentenceReading) -> (SummaryPhrase, SummaryPhrase)? {
    var found: [SummaryPhrase] = []
    for phrase in sentence.phrases[..<index].reversed() {
      if case .count = phrase { continue }
      guard case .summary(let summary) = phrase, summary.center == .mean, summary.first != nil,
        summary.second == nil,
        summary.arm != nil || summary.size != nil
      else { break }
      found.append(summary)
      if found.count == 2 { break }
    }
    guard found.count == 2, found[0].arm != found[1].arm || (found[0].size != nil && found[1].size != nil)
    else { return nil }
    return (found[1], found[0])
  }

  private func answer(_ p: PPhrase, _ means: (SummaryPhrase, SummaryPhrase), _ sentence: SentenceReading)
    -> Answer?
  {
    guard let first = means.0.size ?? means.0.arm.flatMap({ reading.arms[$0].size }),
      let second = means.1.size ?? means.1.arm.flatMap({ reading.arms[$0].size }),
      let a = means.0.value, let b = means.1.value, let s = means.0.first, let t = means.1.first
    else { return nil }
    for spread in TwoMeans.Spread.allCases {
      let two = TwoMeans(
        .init(mean: a, spread: s, n: first),
        .init(mean: b, spread: t, n: second),
        spread: spread
      )
      let result = two.compared(with: p.printed)
      guard !result.matches.isEmpty, !result.isOnlyOneSided else { continue }
      return Answer(
        verdict: .consistent,
        because: .statistic(result.matches),
        recomputed: result.range.map { [Recomputation(.p, $0)] } ?? [],
        sureness: spread == .standardDeviation ? .sure : .oneOfSeveral
      )
    }
    let deviations = TwoMeans(
      .init(mean: a, spread: s, n: first),
      .init(mean: b, spread: t, n: second),
      spread: .standardDeviation
    )
    let result = deviations.compared(with: p.printed)
    // Change from baseline, skewed data or missing values take other tests; none is that far away.
    let far = result.range.map { $0.lowerBound / 8...min(1, $0.upperBound * 8) }
    let isFar = far.map { !p.printed.possible.overlaps($0) } ?? false
    let isSure =
      (means.0.isArmSure || means.0.size != nil) && (means.1.isArmSure || means.1.size != nil)
      && means.0.spread == .deviation
    return Answer(
      verdict: isFar && isSure && !hasModels(sentence) ? .inconsistent : .undetermined,
      because: .statisticContradicted(result.range),
      recomputed: result.range.map { [Recomputation(.p, $0)] } ?? [],
      sureness: .likely
    )
  }
}

extension PComparison {
  /// Whether a two-sided test that was not computed might give the printed value, which lies near the others.
  fileprivate var mayMatchUnsearched: Bool {
    guard !unsearched.isEmpty, let range else { return false }
    return printed.possible.overlaps(range.lowerBound / 1.6...min(1, range.upperBound * 1.6))
  }
}

extension IntervalAgainstP {
  /// ``Finding/withinMethods`` without one-sided tests.
  fileprivate var isWithinTwoSided: Bool {
    guard let z = interval.impliedZ else { return false }
    let range = printed.possible
    let stated = ClosedRange(
      uncheckedBounds: (
        StandardNormal.quantile(upperTail: range.upperBound / 2),
        StandardNormal.quantile(upperTail: range.lowerBound / 2)
      )
    )
    return stated.overlaps(z.lowerBound / 1.25 - 0.35...z.upperBound * 1.25 + 0.35)
  }
}
