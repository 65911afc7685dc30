// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Estimates with intervals, against themselves and against the counts before them.
  mutating func checkEstimates(in sentence: SentenceReading) {
    for (index, phrase) in sentence.phrases.enumerated() {
      guard case .estimate(let estimate) = phrase else { continue }
      check(estimate, at: index, sentence)
    }
  }

  func intervalCheck(_ estimate: EstimatePhrase) -> IntervalCheck? {
    guard let interval = estimate.interval else { return nil }
    let level = (interval.level?.value ?? 95) / 100
    guard level > 0, level < 1 else { return nil }
    return IntervalCheck(
      estimate: estimate.value,
      lower: interval.lower,
      upper: interval.upper,
      level: level,
      scale: estimate.measure == .difference || estimate.measure == .other ? .difference : .ratio
    )
  }

  private mutating func check(_ estimate: EstimatePhrase, at index: Int, _ sentence: SentenceReading) {
    guard let check = intervalCheck(estimate), let interval = estimate.interval else {
      return checkBare(estimate, at: index, sentence)
    }
    let printed = [
      Figure(.estimate, estimate.value), Figure(.lower, interval.lower), Figure(.upper, interval.upper),
    ]
    let because = Because.interval(check.finding, implied: check.impliedEstimate)
    let recomputed = [Recomputation(.estimate, check.impliedEstimate)]
    let isOutside = estimate.value.isBeyond(interval.lower, interval.upper) && !interval.isOpen
    if check.consistency == .inconsistent || isOutside {
      let isReversed = isReversed(estimate, interval)
      return add(
        .estimateInterval,
        at: estimate.tokens,
        isReversed ? .undetermined : .inconsistent,
        because,
        printed: printed,
        recomputed: recomputed,
        isReversed ? .oneOfSeveral : .sure
      )
    }
    if let contradicted = contradictedBeside(estimate, interval, sentence) {
      return add(
        .estimateInterval,
        at: estimate.tokens,
        .inconsistent,
        .difference(of: contradicted),
        printed: printed,
        recomputed: [Recomputation(.estimate, contradicted)],
        .likely
      )
    }
    if let answer = fromCounts(estimate, interval, at: index, sentence) {
      return add(
        .estimateInterval,
        at: estimate.tokens,
        answer.0,
        answer.1,
        printed: printed,
        recomputed: recomputed,
        answer.2
      )
    }
    if !isSkewedMean(estimate, check, sentence), estimate.measure == .other || interval.isOpen {
      return add(
        .estimateInterval,
        at: estimate.tokens,
        .consistent,
        .limitsOrdered,
        printed: printed,
        .likely
      )
    }
    if isSkewedMean(estimate, check, sentence) {
      return add(
        .estimateInterval,
        at: estimate.tokens,
        .inconsistent,
        because,
        printed: printed,
        recomputed: recomputed,
        .likely
      )
    }
    let verdict: Claim.Verdict =
      check.consistency == .consistent
      ? .consistent : isFar(check, isHazard: estimate.measure == .hazardRatio) ? .inconsistent : .undetermined
    add(.estimateInterval, at: estimate.tokens, verdict, because, printed: printed, recomputed: recomputed)
  }

  /// A reduction printed without its minus, 12.3 (−15.1 to −9.5), is a habit: turned round it lies in the middle.
  private func isReversed(_ estimate: EstimatePhrase, _ interval: IntervalPhrase) -> Bool {
    guard estimate.measure == .difference || estimate.measure == .other,
      interval.lower.value <= interval.upper.value
    else { return false }
    let turned = IntervalCheck(
      estimate: PrintedNumber(-estimate.value.value, decimals: estimate.value.decimals),
      lower: interval.lower,
      upper: interval.upper,
      scale: .difference
    )
    return turned.finding != .estimateOutside && (turned.offset ?? 0) < 0.35
  }

  /// The interval of a difference of means lies evenly around it, adjusted or not; that of medians or a bootstrap need not.
  private func isSkewedMean(_ estimate: EstimatePhrase, _ check: IntervalCheck, _ sentence: SentenceReading)
    -> Bool
  {
    let look = look(sentence)
    let before = max(sentence.tokens.lowerBound, estimate.tokens.lowerBound - 6)..<estimate.tokens.upperBound
    let isDifference =
      estimate.measure == .difference
      || estimate.measure == .other && before.contains { look.sense($0) == .difference }
    guard isDifference, !estimate.isPercent, estimate.interval?.isOpen == false, (check.offset ?? 0) > 0.25,
      !document.has(.median) || !sentence.tokens.contains(where: { look.sense($0) == .median }),
      !isResampled,
      !sentence.tokens.contains(where: { document.isWord($0, in: Self.skewedWords) }),
      !before.contains(where: {
        [.risk, .rate, .survival, .proportion].contains(look.sense($0))
          || document.isWord($0, in: ["percentage", "个", "百分点"])
          || look.sense($0) == .points && !document.isWord($0, in: ["points"])
      })
    else { return false }
    // No shares of subjects in the sentence, so that what has a unit is a value.
    let isOfValues =
      estimate.hasUnit && !estimate.tokens.contains { look.sense($0).isTimeUnit }
      && !sentence.phrases.contains { if case .proportion(let share) = $0 { !share.isOther } else { false } }
    return isOfValues
      || sentence.tokens.contains { [.mean, .deviation, .plusMinus].contains(look.sense($0)) }
      || sentence.phrases.contains {
        if case .summary(let summary) = $0 { summary.center == .mean && summary.first != nil } else { false }
      } || before.contains { look.sense($0) == .mean }
  }

  /// Costs and geometric means have intervals that need not lie evenly.
  private static let skewedWords: Set<String> = [
    "cost", "costs", "euros", "dollars", "pounds", "expenditure", "charges", "qaly", "qalys", "geometric",
    "费用", "元", "费",
  ]

  /// A hazard ratio comes from a symmetric interval in every program; the middle may miss it by little.
  private func isFar(_ check: IntervalCheck, isHazard: Bool) -> Bool {
    guard check.finding == .asymmetric, check.scale == .ratio, check.lower.value > 0 else { return false }
    let distance = check.impliedEstimate.factor(to: check.estimate.possible) ?? 1
    let width = check.upper.value / check.lower.value
    // Exact and profile intervals reach a third of the way to a limit, whatever their width.
    if !isResampled, (check.offset ?? 0) > 0.5, distance > 1.05 { return true }
    return isHazard ? distance > 1.05 && width < 6 : distance > 1.15 && width < 4
  }

  /// A ratio without an interval behind the counts of two arms.
  private mutating func checkBare(_ estimate: EstimatePhrase, at index: Int, _ sentence: SentenceReading) {
    if estimate.measure == .riskRatio, !estimate.isAdjusted, !hasModels(sentence), !document.has(.timeModel),
      let contradicted = contradictedRatio(estimate, sentence)
    {
      return add(
        .estimateInterval,
        at: estimate.tokens,
        .inconsistent,
        .difference(of: contradicted),
        printed: [Figure(.estimate, estimate.value)],
        recomputed: [Recomputation(.estimate, contradicted)],
        .likely
      )
    }
    guard let measure = estimate.measure.fromCounts, !estimate.isAdjusted, !hasModels(sentence),
      !document.has(.timeModel),
      let comparison = comparisons(in: sentence).last(where: { ($0.phrases.last ?? 0) == index - 1 }),
      comparison.arms.count == 2,
      comparison.isPrinted, let first = comparison.arms[0].options.first,
      let second = comparison.arms[1].options.first,
      budget.mayTake(5_000 + min(first.total + second.total, 20_000) * 2)
    else { return }
    let effect = EffectFromCounts(
      measure,
      estimate.value,
      first.events,
      of: first.total,
      versus: second.events,
      of: second.total
    )
    let rows = [
      Because.TableRow(events: first.events, total: first.total),
      .init(events: second.events, total: second.total),
    ]
    guard effect.problem == nil else { return }
    let fits = !effect.matches.isEmpty
    add(
      .estimateInterval,
      at: estimate.tokens,
      fits ? .consistent : .inconsistent,
      fits
        ? .effectFromCounts(effect.matches, tables: rows)
        : .effectContradictsCounts(effect.estimates, tables: rows),
      printed: [Figure(.estimate, estimate.value)],
      .likely
    )
  }

  private mutating func fromCounts(
    _ estimate: EstimatePhrase,
    _ interval: IntervalPhrase,
    at index: Int,
    _ sentence: SentenceReading
  ) -> (Claim.Verdict, Because, Claim.Reading)? {
    guard let measure = estimate.measure.fromCounts, !estimate.isAdjusted, !estimate.hasUnit,
      let comparison = comparisons(in: sentence).last(where: { ($0.phrases.last ?? 0) < index }),
      comparison.arms.count == 2,
      let first = comparison.arms[0].options.first, let second = comparison.arms[1].options.first,
      budget.mayTake(5_000 + min(first.total + second.total, 20_000) * 2)
    else { return nil }
    let rows = [
      Because.TableRow(events: first.events, total: first.total),
      .init(events: second.events, total: second.total),
    ]
    let effect = EffectFromCounts(
      measure,
      estimate.value,
      first.events,
      of: first.total,
      versus: second.events,
      of: second.total,
      whole: measure == .riskDifference ? 100 : 1
    )
    guard !effect.matches.isEmpty else {
      guard comparison.isPrinted, !hasModels(sentence), effect.problem == nil, !document.has(.timeModel)
      else {
        return nil
      }
      return (.inconsistent, .effectContradictsCounts(effect.estimates, tables: rows), .likely)
    }
    let limits = effect.interval(
      lower: interval.lower,
      upper: interval.upper,
      level: (interval.level?.value ?? 95) / 100
    )
    if !limits.matches.isEmpty {
      return (.consistent, .intervalMethods(limits.matches), comparison.isPrinted ? .sure : .likely)
    }
    if case .inconsistent = limits.consistency, comparison.isPrinted, !hasModels(sentence) {
      return (
        .inconsistent, .limitsFarFromCounts(lower: limits.envelope?.lower, upper: limits.envelope?.upper),
        .likely
      )
    }
    return (.consistent, .effectFromCounts(effect.matches, tables: rows), .likely)
  }
}

extension EstimatePhrase.Measure {
  fileprivate var fromCounts: EffectFromCounts.Measure? {
    switch self {
    case .oddsRatio: .oddsRatio
    case .riskRatio: .riskRatio
    case .difference: .riskDifference
    case .hazardRatio, .other: nil
    }
  }
}
