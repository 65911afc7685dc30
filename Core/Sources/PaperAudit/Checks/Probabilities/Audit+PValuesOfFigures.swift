// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// P-values against statistics, estimates and means that stand before them.
extension Audit {
  func statistic(before index: Int, _ sentence: SentenceReading) -> StatisticPhrase? {
    guard index > 0, case .statistic(let statistic) = sentence.phrases[index - 1] else { return nil }
    return statistic
  }

  func answer(_ p: PPhrase, _ statistic: StatisticPhrase) -> Answer {
    let judged = judged(statistic, p)
    return Answer(
      verdict: judged.verdict,
      because: judged.because,
      recomputed: judged.p.map { [Recomputation(.p, $0)] } ?? [],
      sureness: statistic.degrees == nil ? .likely : .sure
    )
  }

  /// The estimate right before, with nothing between but other p-values of it.
  func estimate(before index: Int, _ sentence: SentenceReading) -> EstimatePhrase? {
    guard index > 0, case .estimate(let estimate) = sentence.phrases[index - 1], estimate.interval != nil,
      estimate.interval?.isOpen == false, estimate.measure != .other
    else { return nil }
    return estimate
  }

  func answer(_ p: PPhrase, _ estimate: EstimatePhrase) -> Answer {
    guard let check = intervalCheck(estimate) else {
      return Answer(verdict: .undetermined, because: .figuresMissing)
    }
    // A ratio's interval that does not hold it is wrong itself, and says nothing of p. A difference may have lost its sign.
    if estimate.measure != .difference, case .estimateOutside = check.finding {
      return Answer(verdict: .undetermined, because: .figuresMissing)
    }
    let isOfOdds = [.hazardRatio, .oddsRatio].contains(estimate.measure) && !namesTest(p, behind: estimate)
    let result = IntervalAgainstP(check, p.printed, isOfOdds: isOfOdds)
    let recomputed = check.impliedP.map { [Recomputation(.p, $0)] } ?? []
    let because = Because.intervalAgainstP(result.finding, implied: check.impliedP)
    let isOneSided = document.has(.oneSided)
    switch result.finding {
    case .agreesOneSided where !isOneSided:
      return Answer(verdict: .undetermined, because: because, recomputed: recomputed)
    case .withinMethods where isOneSided || result.isWithinTwoSided && !(isOfOdds && result.isOneSidedOnly):
      return Answer(verdict: .consistent, because: because, recomputed: recomputed, sureness: .likely)
    default: break
    }
    switch result.consistency {
    case .consistent: return Answer(verdict: .consistent, because: because, recomputed: recomputed)
    case .inconsistent, .undetermined:
      guard result.finding != .undefined else { return Answer(verdict: .undetermined, because: because) }
      // An interval that is not symmetric comes from another method than z.
      let isOdd =
        check.finding == .asymmetric && result.finding != .contradicts || p.isQualified
        || isCorrected(p, check)
      return Answer(verdict: isOdd ? .undetermined : .inconsistent, because: because, recomputed: recomputed)
    }
  }

  /// "(95% CI 0.50 to 0.98; stratified log-rank P = 0.08)": a test of another kind may differ more.
  private func namesTest(_ p: PPhrase, behind estimate: EstimatePhrase) -> Bool {
    let end = estimate.tokens.upperBound
    return (end..<max(end, p.tokens.lowerBound)).contains {
      document.tokens[$0].word != 0 && ![.and, .article, .was, .value].contains(document.sense($0))
    }
      || (p.tokens.upperBound..<p.tokens.upperBound + 6).contains {
        [.timeModel, .fisher, .adjusted, .chiSquare].contains(document.sense($0))
      }
  }

  /// A p-value that was corrected for many comparisons is larger than the one of its interval.
  private func isCorrected(_ p: PPhrase, _ check: IntervalCheck) -> Bool {
    hasCorrections && check.impliedP.map { p.printed.possible.lowerBound > $0.upperBound } ?? false
  }

  /// "Difference 0.1 cm (SE 0.16), p = 0.003": the estimate over its standard error.
  func answerOfError(_ p: PPhrase, _ sentence: SentenceReading) -> Answer? {
    let look = look(sentence)
    let start = p.tokens.lowerBound
    guard let error = (start - 6..<start).last(where: { look.sense($0) == .standardError }),
      let place = (error + 1..<start).first(where: { document.tokens[$0].isNumber }), place <= error + 2,
      let spread = document.tokens[place].numeral?.printed.possible, spread.lowerBound > 0,
      let value = (max(sentence.tokens.lowerBound, error - 4)..<error).last(where: {
        document.tokens[$0].isNumber
      }),
      let estimate = document.tokens[value].numeral,
      (value - 5..<value).contains(where: { isEffect($0, look) }),
      !(place + 1..<start).contains(where: { document.tokens[$0].isNumber })
    else { return nil }
    let size = PrintedNumber(estimate.value.magnitude, decimals: Int(estimate.decimals)).possible
    let range =
      StandardNormal.twoSided(
        size.upperBound / spread.lowerBound
      )...StandardNormal.twoSided(
        max(0, size.lowerBound) / spread.upperBound
      )
    let possible = p.printed.possible
    let isNear = possible.overlaps(range.lowerBound...min(1, range.upperBound * 1.2))
    // Few degrees of freedom make p larger, one side halves it.
    let isFar = !possible.overlaps(range.lowerBound / 3...min(1, range.upperBound * 3))
    guard isNear || isFar else { return nil }
    return Answer(
      verdict: isNear ? .consistent : .inconsistent,
      because: isNear
        ? .statistic([PComparison.Match(test: .twoSided, p: range, rounding: .nearest)])
        : .statisticContradicted(range),
      recomputed: [Recomputation(.p, range)],
      sureness: .likely
    )
  }

  private func isEffect(_ index: Int, _ look: PhraseLook) -> Bool {
    look.sense(index) == .difference
      || look.isWord(index)
        && ["β", "beta", "coefficient", "slope", "effect", "差", "系"].contains(document.word(index))
  }

  /// The last two means with spreads of different arms before a p-value.
  func means(before index: Int, _ sentence: SentenceReading) -> (SummaryPhrase, SummaryPhrase)? {
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

  func answer(_ p: PPhrase, _ means: (SummaryPhrase, SummaryPhrase), _ sentence: SentenceReading)
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
