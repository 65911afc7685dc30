// SPDX-License-Identifier: Apache-2.0

extension Audit {
  mutating func checkPValues(in sentence: SentenceReading) {
    guard sentence.phrases.contains(where: { if case .p = $0 { true } else { false } }) else { return }
    let comparisons = allComparisons(for: sentence)
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
    let end = min(p.tokens.upperBound + 8, sentence.tokens.upperBound)
    let near = max(sentence.tokens.lowerBound, p.tokens.lowerBound - 6)..<end
    return near.contains { Self.wordsOfLevels.contains(document.word($0)) }
  }

  private static let wordsOfLevels: Set<String> = [
    "认",
    "considered", "regarded", "deemed", "defined", "indicated", "denote", "denoted", "indicates",
    "threshold", "set", "level", "taken",
  ]

  /// What one source of a p-value says.
  struct Answer {
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
    if let answer = answerOfError(p, sentence) { answers.append(answer) }
    let bound = answers
    if let means = means(before: index, sentence), let answer = answer(p, means, sentence) {
      answers.append(answer)
    }
    let list = isOfMargin(p, sentence) ? nil : answerOfList(p, at: index, sentence)
    if let list { answers.append(list) }
    if list == nil, let comparison = compared(by: index, comparisons, sentence), !p.isQualified,
      !isOfMargin(p, sentence),
      let answer = answer(p, comparison, sentence)
    {
      answers.append(answer)
    }
    var ofGroups: Answer?
    if list == nil, answers.allSatisfy({ $0.verdict == .undetermined }), !isOfMargin(p, sentence) {
      if let answer = answerOfPair(p, at: index, sentence) { answers.append(answer) }
      ofGroups = answerOfGroups(p, at: index, sentence)
      if let ofGroups { answers.append(ofGroups) }
    }
    // What stands right before the p-value is surely what it belongs to.
    let chosen =
      answers.first { $0.verdict == .consistent }
      ?? bound.first { $0.verdict == .inconsistent }
      ?? (ofGroups?.verdict == .inconsistent ? ofGroups : nil)
      ?? answers.first { $0.verdict == .undetermined && !isMissing($0) }
      ?? answers.first
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

  private mutating func answerOfGroups(_ p: PPhrase, at index: Int, _ sentence: SentenceReading) -> Answer? {
    answerOfCounts(p, sentence) ?? answerOfPercents(p, at: index, sentence)
      ?? answerOfMeans(p, at: index, sentence)
  }

  private func isMissing(_ answer: Answer) -> Bool {
    if case .figuresMissing = answer.because { true } else { false }
  }

  /// "P=0.006 for noninferiority", "P=0.14 for interaction".
  private func isOfMargin(_ p: PPhrase, _ sentence: SentenceReading) -> Bool {
    let end = p.tokens.upperBound
    return (end..<min(end + 5, sentence.tokens.upperBound)).contains {
      document.sense($0) == .oneSided
        || document.isWord($0, in: ["interaction", "heterogeneity", "homogeneity", "trend", "equivalence"])
    }
  }
}
