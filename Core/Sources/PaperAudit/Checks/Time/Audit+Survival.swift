// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Medians or rates of two arms beside a hazard ratio; an assumption relates them, so that a misfit is no error.
  mutating func checkSurvival(in sentence: SentenceReading) {
    guard
      let index = sentence.phrases.firstIndex(where: {
        if case .estimate(let estimate) = $0 { estimate.measure == .hazardRatio } else { false }
      }), case .estimate(let estimate) = sentence.phrases[index], !estimate.isAdjusted
    else { return }
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
}
