// SPDX-License-Identifier: Apache-2.0

/// Estimates against the percentages or means of two arms that stand before them.
extension Audit {
  /// What the figures before an unadjusted estimate give, where it is far from that; nil where it is not, or may be adjusted.
  func contradictedBeside(_ estimate: EstimatePhrase, _ interval: IntervalPhrase, _ sentence: SentenceReading)
    -> ClosedRange<Double>?
  {
    guard !hasModels(sentence), !document.has(.timeModel), !interval.isOpen else { return nil }
    switch estimate.measure {
    case .riskRatio where !estimate.isAdjusted: return contradictedRatio(estimate, sentence)
    case .difference where estimate.isPercent || isInPoints(estimate),
      .other where isDifferenceOfShares(estimate, sentence):
      return contradictedDifferenceOfShares(estimate, interval, sentence)
    case .difference: return contradictedDifference(estimate, interval, sentence)
    default: return nil
    }
  }

  /// "45% vs 61%, relative risk 1.74": neither of the two ratios, by a fifth or more.
  func contradictedRatio(_ estimate: EstimatePhrase, _ sentence: SentenceReading) -> ClosedRange<
    Double
  >? {
    // "; the relative risk of death was": of another outcome.
    let isOfOther = estimate.tokens.contains { document.sense($0) == .of || document.isWord($0, in: ["for"]) }
    guard !isOfOther else { return nil }
    let shares = sentence.phrases.compactMap { phrase -> ProportionPhrase? in
      guard case .proportion(let share) = phrase, !share.isOther, share.percent != nil,
        share.tokens.upperBound <= estimate.tokens.lowerBound
      else { return nil }
      return share
    }
    guard shares.count == 2, let a = shares[0].percent?.possible, let b = shares[1].percent?.possible,
      a.lowerBound > 0, b.lowerBound > 0, shares[0].arm == nil || shares[0].arm != shares[1].arm,
      estimate.tokens.lowerBound - shares[1].tokens.upperBound <= 8,
      !(shares[1].tokens.upperBound..<max(shares[1].tokens.upperBound, estimate.tokens.lowerBound)).contains(
        where: {
          document.sense($0) == .stop
        }),
      shares[1].tokens.lowerBound - shares[0].tokens.upperBound <= 12
    else { return nil }
    let ratio = a.lowerBound / b.upperBound...a.upperBound / b.lowerBound
    let turned = 1 / ratio.upperBound...1 / ratio.lowerBound
    let printed = estimate.value.possible
    guard printed.lowerBound > 0, let first = ratio.factor(to: printed),
      let second = turned.factor(to: printed)
    else { return nil }
    return min(first, second) > 1.2 ? (first < second ? ratio : turned) : nil
  }

  /// 率差12.4个百分点, 相差12.4个百分点.
  private func isDifferenceOfShares(_ estimate: EstimatePhrase, _ sentence: SentenceReading) -> Bool {
    let start = estimate.tokens.lowerBound
    let isDifference = (max(sentence.tokens.lowerBound, start - 5)..<start).contains {
      document.sense($0) == .difference || document.word($0) == "差"
    }
    return isDifference && (estimate.isPercent || isInPoints(estimate))
  }

  /// Percentage points, 个百分点.
  private func isInPoints(_ estimate: EstimatePhrase) -> Bool {
    estimate.tokens.contains { document.isWord($0, in: ["percentage", "个"]) }
  }

  /// "13.1% … and 11.7% … (difference, 2.9 percentage points; 95% CI −3.7 to 6.7)": the interval lies around the difference of
  /// the two percentages right before, and the printed difference lies apart from both.
  private func contradictedDifferenceOfShares(
    _ estimate: EstimatePhrase,
    _ interval: IntervalPhrase,
    _ sentence: SentenceReading
  ) -> ClosedRange<Double>? {
    let shares = sentence.phrases.compactMap { phrase -> ProportionPhrase? in
      guard case .proportion(let share) = phrase, !share.isOther, share.percent != nil,
        share.tokens.upperBound <= estimate.tokens.lowerBound
      else { return nil }
      return share
    }
    guard estimate.measure == .other || !estimate.isAdjusted, shares.count >= 2,
      let a = shares[shares.count - 2].percent?.possible,
      let b = shares[shares.count - 1].percent?.possible,
      estimate.tokens.lowerBound - shares[shares.count - 1].tokens.upperBound <= 16
    else { return nil }
    let (lower, upper) = (interval.lower.possible, interval.upper.possible)
    let half = (upper - lower).scaled(by: 0.5)
    let middle = (lower + upper).scaled(by: 0.5)
    let printed = estimate.value.possible
    func distance(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> Double {
      a.overlaps(b) ? 0 : max(a.lowerBound - b.upperBound, b.lowerBound - a.upperBound)
    }
    guard half.lowerBound > 0 else { return nil }
    for difference in [a - b, b - a] where distance(difference, middle) <= half.lowerBound * 0.08 {
      let isApart = distance(difference, printed) >= 0.3 && distance(middle, printed) > half.upperBound * 0.2
      return isApart ? difference.magnitudes : nil
    }
    return nil
  }

  /// "5.2 (SD 2.0) and 6.8 (SD 2.1), mean difference −2.6 (95% CI …)": the interval holds neither difference of the means.
  private func contradictedDifference(
    _ estimate: EstimatePhrase,
    _ interval: IntervalPhrase,
    _ sentence: SentenceReading
  ) -> ClosedRange<Double>? {
    let means = sentence.phrases.compactMap { phrase -> SummaryPhrase? in
      guard case .summary(let summary) = phrase, summary.tokens.upperBound <= estimate.tokens.lowerBound
      else {
        return nil
      }
      return summary
    }
    guard means.count == 2, means.allSatisfy({ $0.center == .mean && $0.spread == .deviation }),
      !isResampled, !estimate.isPercent,
      means[0].arm == nil || means[0].arm != means[1].arm, let a = means[0].value?.possible,
      let b = means[1].value?.possible, estimate.tokens.lowerBound - means[1].tokens.upperBound <= 14
    else { return nil }
    let difference = a - b
    let limits =
      interval.lower.possible
      .lowerBound...max(interval.lower.possible.lowerBound, interval.upper.possible.upperBound)
    let holds = limits.overlaps(difference) || limits.overlaps(b - a)
    return holds && !isOffMiddle(estimate.value.possible, interval, [difference, b - a])
      ? nil : difference.magnitudes
  }

  /// Whether the interval lies around a difference of the figures before, and the printed difference apart from both.
  private func isOffMiddle(
    _ printed: ClosedRange<Double>,
    _ interval: IntervalPhrase,
    _ differences: [ClosedRange<Double>]
  ) -> Bool {
    let (lower, upper) = (interval.lower.possible, interval.upper.possible)
    let middle = (lower + upper).scaled(by: 0.5)
    let half = (upper.lowerBound - lower.upperBound) / 2
    guard half > 0, !differences.contains(where: printed.overlaps), !middle.overlaps(printed) else {
      return false
    }
    let distance = max(middle.lowerBound - printed.upperBound, printed.lowerBound - middle.upperBound)
    return differences.contains(where: middle.overlaps) && distance > 0.1 * half
  }
}
