// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// The interval of one share.
  mutating func checkInterval(of phrase: ProportionPhrase) {
    guard let interval = phrase.interval, let percent = phrase.percent else { return }
    let printed = [Figure(.percent, percent), Figure(.lower, interval.lower), Figure(.upper, interval.upper)]
    let tokens = interval.tokens
    let isOfOne = interval.upper.value <= 1 && percent.value > 1
    if interval.lower.possible.lowerBound > interval.upper.possible.upperBound {
      return add(.estimateInterval, at: tokens, .inconsistent, .limitsReversed, printed: printed)
    }
    guard !isOfOne else { return }
    if percent.isBeyond(interval.lower, interval.upper)
      || percent.possible.upperBound < interval.lower.possible.lowerBound
      || percent.possible.lowerBound > interval.upper.possible.upperBound
    {
      let finding = IntervalCheck.Finding.estimateOutside
      return add(
        .estimateInterval,
        at: tokens,
        .inconsistent,
        .interval(finding, implied: .between(interval.lower.value, interval.upper.value)),
        printed: printed
      )
    }
    guard let events = phrase.events, let total = phrase.total, events <= total, !phrase.isSurvival,
      budget.mayTake(20_000)
    else {
      return add(
        .estimateInterval,
        at: tokens,
        phrase.isSurvival ? .consistent : .undetermined,
        .limitsOrdered,
        printed: printed,
        .likely
      )
    }
    let result = proportionInterval(
      lower: interval.lower,
      upper: interval.upper,
      count: events,
      of: total,
      level: (interval.level?.value ?? 95) / 100
    )
    let recomputed =
      result.envelope.map { [Recomputation(.lower, $0.lower), Recomputation(.upper, $0.upper)] } ?? []
    switch result.consistency {
    case .consistent:
      add(
        .estimateInterval,
        at: tokens,
        .consistent,
        .intervalMethods(result.matches),
        printed: printed,
        recomputed: recomputed
      )
    case .inconsistent:
      let because = Because.limitsFarFromCounts(lower: result.envelope?.lower, upper: result.envelope?.upper)
      add(.estimateInterval, at: tokens, .inconsistent, because, printed: printed, recomputed: recomputed)
    case .undetermined:
      let isNarrow = isTooNarrow(interval, events, total)
      let because = Because.limitsFarFromCounts(lower: result.envelope?.lower, upper: result.envelope?.upper)
      add(
        .estimateInterval,
        at: tokens,
        isNarrow ? .inconsistent : .undetermined,
        because,
        printed: printed,
        recomputed: recomputed
      )
    }
  }

  /// Wald's interval of none or of all has no width; one that has some, of 95 %, reaches 1.5 in n subjects by every method.
  private func isTooNarrow(_ interval: IntervalPhrase, _ events: Int, _ total: Int) -> Bool {
    guard interval.level.map({ $0.value >= 90 }) ?? true, total > 1 else { return false }
    let least = 150 / Double(total)
    let upper = interval.upper.possible.upperBound
    let lower = interval.lower.possible.lowerBound
    if events == 0 { return interval.upper.value > 0 && upper < least }
    return events == total && interval.lower.value < 100 && lower > 100 - least
  }
}
