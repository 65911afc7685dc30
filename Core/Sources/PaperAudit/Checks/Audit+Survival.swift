// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Medians or rates of two arms beside a hazard ratio; an assumption relates them, so that a misfit is no error.
  mutating func checkSurvival(in sentence: SentenceReading) {
    guard
      let index = sentence.phrases.firstIndex(where: {
        if case .estimate(let e) = $0 { e.measure == .hazardRatio } else { false }
      }),
      case .estimate(let estimate) = sentence.phrases[index], !estimate.isAdjusted
    else { return checkOrder(in: sentence) }
    let medians = medians(in: sentence)
    if medians.count == 2, medians[0].1 != medians[1].1 {
      let forward = SurvivalRelation.hazardRatio(medians: medians[0].0, medians[1].0, printed: estimate.value)
      let backward = SurvivalRelation.hazardRatio(
        medians: medians[1].0,
        medians[0].0,
        printed: estimate.value
      )
      judge([forward, backward].compactMap { $0 }, estimate)
    }
    let rates = rates(in: sentence)
    if rates.count == 2, rates[0].1 != rates[1].1 {
      let forward = SurvivalRelation.hazardRatio(rates: rates[0].0, rates[1].0, printed: estimate.value)
      let backward = SurvivalRelation.hazardRatio(rates: rates[1].0, rates[0].0, printed: estimate.value)
      judge([forward, backward].compactMap { $0 }, estimate)
    }
    checkOrder(in: sentence)
  }

  private mutating func judge(_ relations: [SurvivalRelation], _ estimate: EstimatePhrase) {
    guard let best = relations.min(by: { ($0.factor ?? .infinity) < ($1.factor ?? .infinity) }) else {
      return
    }
    let isNear = best.agrees == true || (best.factor ?? .infinity) < 1.25
    add(
      .rate,
      at: estimate.tokens,
      isNear ? .consistent : .undetermined,
      .followsFromSurvival(best),
      printed: [Figure(.estimate, estimate.value)],
      recomputed: [Recomputation(.estimate, best.implied)],
      .likely
    )
  }

  private func medians(in sentence: SentenceReading) -> [(PrintedNumber, Int?)] {
    sentence.phrases.compactMap { phrase in
      guard case .summary(let summary) = phrase, summary.center == .median, !summary.isAge,
        let value = summary.value
      else { return nil }
      return (value, summary.arm)
    }
  }

  private func rates(in sentence: SentenceReading) -> [(PrintedNumber, Int?)] {
    sentence.phrases.compactMap { phrase in
      guard case .proportion(let share) = phrase, share.isSurvival, !share.isOther,
        let percent = share.percent
      else { return nil }
      return (percent, share.arm)
    }
  }

  // MARK: Order

  /// "Overall survival at 1, 2 and 3 years was 80%, 72% and 65%": no curve rises.
  private mutating func checkOrder(in sentence: SentenceReading) {
    let shares = sentence.phrases.compactMap { phrase -> ProportionPhrase? in
      if case .proportion(let share) = phrase, share.isSurvival, !share.isOther, share.percent != nil {
        share
      } else {
        nil
      }
    }
    guard shares.count >= 2, Set(shares.map(\.arm)).count == 1,
      let times = times(in: sentence, before: shares[0].tokens.lowerBound),
      times.count == shares.count, let last = shares.last
    else { return }
    let rates = zip(times, shares).compactMap { time, share in
      share.percent.map { SurvivalOrder.Rate(at: time, $0) }
    }
    let rises = SurvivalOrder.rises(rates)
    add(
      .rate,
      at: shares[0].tokens.lowerBound..<last.tokens.upperBound,
      rises.isEmpty ? .consistent : .inconsistent,
      rises.isEmpty ? .needsFollowUp : .survivalUnordered,
      printed: shares.compactMap { $0.percent.map { Figure(.rate, $0) } },
      .likely
    )
  }

  /// Times listed before the rates: "1, 2 and 3 years", "1-, 3-, and 5-year".
  private func times(in sentence: SentenceReading, before end: Int) -> [Double]? {
    var times: [Double] = []
    var hasUnit = false
    for index in sentence.tokens.lowerBound..<end {
      if let value = document.tokens[index].numeral?.value, value < 400 { times.append(value) }
      if document.sense(index).isTimeUnit { hasUnit = true }
    }
    guard hasUnit, times.count >= 2, zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    return times
  }
}
