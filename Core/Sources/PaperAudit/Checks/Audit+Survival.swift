// SPDX-License-Identifier: Apache-2.0

/// A rate of survival at a time, or a median, of one curve.
private struct CurvePoint {
  /// Which endpoint, as the word that names it.
  let endpoint: Int
  let arm: Int?
  let sentence: Int
  let tokens: Range<Int>
  /// Months; of a rate, when, of a median, its value.
  let time: PrintedNumber
  /// Percent; nil for a median.
  let rate: PrintedNumber?
}

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

  // MARK: Curves

  /// Rates that rise with time, and rates on the wrong side of the median, of one endpoint in one arm.
  mutating func checkCurves() {
    var curves: [Int: [CurvePoint]] = [:]
    for sentence in reading.sentences where sentence.section != .background {
      for point in points(in: sentence) {
        let key = point.endpoint &* 64 &+ (point.arm ?? 63)
        // Figures without an arm belong together only within a sentence.
        if point.arm == nil, let last = curves[key]?.last, last.sentence != sentence.index {
          curves[key] = []
        }
        var curve = curves[key] ?? []
        judge(point, curve)
        // One table holds few times; the latest are enough.
        if curve.count >= 12 { curve.removeFirst() }
        curve.append(point)
        curves[key] = curve
        judgeComposite(point, curves, arm: point.arm ?? 63)
      }
    }
  }

  private mutating func judge(_ point: CurvePoint, _ curve: [CurvePoint]) {
    for other in curve {
      let (median, rate) = point.rate == nil ? (point, other) : (other, point)
      if let a = rate.rate, median.rate == nil {
        guard SurvivalOrder.consistency(median: median.time, rate: a, at: rate.time) == .inconsistent else {
          continue
        }
        return accuse(rate, [Figure(.rate, a), Figure(.median, median.time)])
      }
      guard let a = other.rate, let b = point.rate else { continue }
      let rates = [SurvivalOrder.Rate(at: other.time.value, a), SurvivalOrder.Rate(at: point.time.value, b)]
      guard !SurvivalOrder.rises(rates).isEmpty else { continue }
      return accuse(point, [Figure(.rate, a), Figure(.rate, b)])
    }
  }

  /// A median of survival free of an event beside that of survival itself, in the same arm and sentence.
  private mutating func judgeComposite(_ point: CurvePoint, _ curves: [Int: [CurvePoint]], arm: Int) {
    guard point.rate == nil, point.endpoint <= 5 else { return }
    let others = point.endpoint == 1 ? [2, 3, 4, 5] : [1]
    for endpoint in others {
      guard
        let other = curves[endpoint &* 64 &+ arm]?.last(where: {
          $0.rate == nil && $0.sentence == point.sentence
        })
      else { continue }
      let (composite, single) = point.endpoint == 1 ? (other, point) : (point, other)
      guard SurvivalOrder.consistency(composite: composite.time, single: single.time) == .inconsistent else {
        continue
      }
      return add(
        .median,
        at: min(
          composite.tokens.lowerBound,
          single.tokens.lowerBound
        )..<max(composite.tokens.upperBound, single.tokens.upperBound),
        .inconsistent,
        .survivalUnordered,
        printed: [Figure(.median, composite.time), Figure(.median, single.time)],
        .likely
      )
    }
  }

  private mutating func accuse(_ point: CurvePoint, _ printed: [Figure]) {
    add(.rate, at: point.tokens, .inconsistent, .survivalUnordered, printed: printed, .likely)
  }

  private func points(in sentence: SentenceReading) -> [CurvePoint] {
    let look = look(sentence)
    var found: [CurvePoint] = []
    let listed = listedTimes(sentence, look)
    var rank = 0
    var last: (arm: Int, end: Int)?
    // The arm that a figure names, or the one before it where no other was named since.
    func arm(_ named: Int?, _ isSure: Bool, _ tokens: Range<Int>) -> Int?? {
      if let named, isSure {
        last = (named, tokens.upperBound)
        return .some(named)
      }
      guard let before = last else { return reading.arms.isEmpty && listed.count > 1 ? .some(nil) : nil }
      // Two arms in a list, with or without "respectively", leave the order to guess.
      let isListed = sentence.tokens.contains { look.sense($0) == .respectively }
      let isRenamed = sentence.mentions.contains {
        $0.arm != before.arm && $0.tokens.lowerBound >= before.end && $0.tokens.lowerBound < tokens.lowerBound
      }
      return isListed || isRenamed || named != nil && named != before.arm ? nil : .some(before.arm)
    }
    for phrase in sentence.phrases {
      switch phrase {
      case .proportion(let share):
        guard share.isSurvival, !share.isOther, share.events == nil, let percent = share.percent,
          let endpoint = endpoint(before: share.tokens.lowerBound, look)
        else { continue }
        let time =
          listed.indices.contains(rank) && listed.count > 1
          ? listed[rank] : time(before: share.tokens.lowerBound, look)
        rank += 1
        guard let time, let arm = arm(share.arm, share.isArmSure, share.tokens) else { continue }
        found.append(
          CurvePoint(
            endpoint: endpoint,
            arm: arm,
            sentence: sentence.index,
            tokens: share.tokens,
            time: time,
            rate: percent
          )
        )
      case .summary(let summary):
        guard summary.center == .median, !summary.isAge, let value = summary.value,
          let endpoint = endpoint(before: summary.tokens.upperBound, look),
          let months = months(value, unitAt: summary.tokens, look), !isFollowUp(summary.tokens, look),
          let arm = arm(summary.arm, summary.isArmSure, summary.tokens)
        else { continue }
        found.append(
          CurvePoint(
            endpoint: endpoint,
            arm: arm,
            sentence: sentence.index,
            tokens: summary.tokens,
            time: months,
            rate: nil
          )
        )
      default: continue
      }
    }
    return found
  }

  private func isFollowUp(_ tokens: Range<Int>, _ look: PhraseLook) -> Bool {
    (tokens.lowerBound - 2..<tokens.upperBound).contains { look.sense($0) == .follow }
  }

  /// "Overall survival", "OS", "progression-free survival": the word before "survival" tells which.
  private func endpoint(before end: Int, _ look: PhraseLook) -> Int? {
    var place = end - 1
    while place >= look.sentence.lowerBound {
      if look.sense(place) == .survival {
        let word = document.word(place)
        if word != "survival" { return ["os": 1, "pfs": 2, "efs": 3, "dfs": 4, "rfs": 5][word] ?? 9 }
        let before = place > look.sentence.lowerBound ? document.word(place - 1) : ""
        if before == "overall" { return 1 }
        guard before == "free", place - 3 >= look.sentence.lowerBound else { return 1 }
        return ["progression": 2, "event": 3, "disease": 4, "relapse": 5, "recurrence": 5][
          document.word(place - 3)
        ] ?? 9
      }
      place -= 1
    }
    return nil
  }

  /// The last time before a figure: "2-year", "at 12 months", "1年".
  private func time(before end: Int, _ look: PhraseLook) -> PrintedNumber? {
    for place in (max(look.sentence.lowerBound, end - 26)..<end).reversed() {
      guard let numeral = document.tokens[place].numeral, look.sense(place + 1) != .percent else { continue }
      let unit = look.sense(place + 1) == .dash ? place + 2 : place + 1
      if let months = months(numeral, look.sense(unit)), !isMedian(place, look) { return months }
    }
    return nil
  }

  private func isMedian(_ place: Int, _ look: PhraseLook) -> Bool {
    (place - 6..<place).contains { look.sense($0) == .median }
  }

  /// "At 1, 2 and 3 years".
  private func listedTimes(_ sentence: SentenceReading, _ look: PhraseLook) -> [PrintedNumber] {
    let shares = sentence.phrases.compactMap {
      if case .proportion(let share) = $0, share.isSurvival, share.percent != nil { share } else { nil }
    }
    guard shares.count >= 2, let first = shares.first?.tokens.lowerBound, Set(shares.map(\.arm)).count == 1
    else { return [] }
    var values: [Numeral] = []
    var unit = Sense.other
    for index in sentence.tokens.lowerBound..<first {
      if let numeral = document.tokens[index].numeral, numeral.value < 400 { values.append(numeral) }
      if look.sense(index).isTimeUnit { unit = look.sense(index) }
    }
    let times = values.compactMap { months($0, unit) }
    return times.count == shares.count && zip(times, times.dropFirst()).allSatisfy({ $0.value < $1.value })
      ? times : []
  }

  private func months(_ numeral: Numeral, _ unit: Sense) -> PrintedNumber? { months(numeral.printed, unit) }

  private func months(_ number: PrintedNumber, _ unit: Sense) -> PrintedNumber? {
    switch unit {
    case .month: return number
    case .year: return number.value < 100 ? PrintedNumber(number.value * 12, decimals: 0) : nil
    default: return nil
    }
  }

  private func months(_ value: PrintedNumber, unitAt tokens: Range<Int>, _ look: PhraseLook) -> PrintedNumber?
  {
    for place in tokens.lowerBound..<tokens.upperBound + 2
    where look.sense(place).isTimeUnit && look.sentence.contains(place - 1) {
      guard document.tokens[place - 1].isNumber else { continue }
      return look.sense(place) == .month ? value : nil
    }
    return nil
  }
}
