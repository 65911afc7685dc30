// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// "Hazard ratio, 0.62 (95% CI 0.41–0.93)": the figure within a few words, its interval close behind.
  func estimate(at index: Int) -> EstimatePhrase? {
    guard let (measure, start) = measure(at: index) else { return nil }
    var place = start
    var steps = 0
    while numeral(place) == nil, steps < 9 {
      let here = sense(place)
      if [.end, .semicolon, .stop, .pValue, .close].contains(here) { return nil }
      if here == .confidence { break }
      // "差异有统计学意义（OR=0.71": another measure begins.
      if measure == .difference, let other = self.measure(at: place), other.0 != .difference { return nil }
      place += 1
      steps += 1
    }
    guard let numeral = numeral(place), !isAttached(place) else { return nil }
    let isPercent = sense(place + 1) == .percent || sense(place + 1) == .points
    let isCovered = isPercent && sense(place + 2) == .confidence
    guard !isCovered else { return nil }
    let end = place + (isPercent ? 2 : 1)
    let unit = isPercent || measure != .difference ? end : skipUnits(end)
    let found = intervalClose(to: unit, bare: measure != .difference)
    // A difference or rate without interval is no estimate that could be judged.
    if found == nil, measure == .difference || measure == .other || sense(end) == .slash { return nil }
    if found == nil, numeral.decimals == 0 || measure == .hazardRatio { return nil }
    return EstimatePhrase(
      tokens: index..<(found?.tokens.upperBound ?? end),
      measure: measure,
      value: numeral.printed,
      isPercent: isPercent,
      interval: found,
      isAdjusted: isAdjusted(index - 2..<place),
      hasUnit: unit > end
    )
  }

  /// "2.8 letters", "31 m", "5.4 mm Hg", "12 mL/min" before a bracket, a comma or a semicolon.
  private func skipUnits(_ index: Int) -> Int {
    var place = index
    while place < index + 4,
      isWord(place) && sense(place) != .confidence && sense(place) != .pValue
        || sense(place) == .slash && place > index
    {
      if isPoints(place), ["percentage", "point"].contains(document.word(place)) { return index }
      place += 1
    }
    return [.open, .comma, .semicolon].contains(sense(place)) ? place : index
  }

  /// "The confidence interval of the difference (−3.4 points) being −4.6 to −0.2", "95% CI for the mean difference of 2.8, 0.6 to 5.0".
  func estimate(inside index: Int) -> EstimatePhrase? {
    var place = index + 1
    if sense(place) == .interval { place += 1 }
    guard sense(place) == .of || isWord(place) && document.word(place) == "for" else { return nil }
    place += 1
    var measure: EstimatePhrase.Measure?
    var steps = 0
    while numeral(place) == nil, steps < 7 {
      if let found = self.measure(at: place) { measure = found.0 }
      guard isWord(place) || [.open, .comma, .dash].contains(sense(place)) else { return nil }
      place += 1
      steps += 1
    }
    guard let measure, let value = numeral(place), !isAttached(place) else { return nil }
    let isPercent =
      sense(place + 1) == .percent || isPoints(place + 1) && document.word(place + 1) == "percentage"
    var next = isPercent ? place + 2 : place + 1
    let hasUnit = isWord(next) && sense(next) != .was
    var words = 0
    while numeral(next) == nil, words < 7 {
      guard isWord(next) || [.close, .comma, .colonSign, .equals].contains(sense(next)) else { return nil }
      guard ![.and, .versus, .pValue].contains(sense(next)) else { return nil }
      next += 1
      words += 1
    }
    guard let limits = limits(at: next), limits.lower.decimals == value.printed.decimals,
      limits.upper.decimals == limits.lower.decimals
    else { return nil }
    let interval = IntervalPhrase(
      tokens: next..<limits.end,
      level: nil,
      lower: limits.lower,
      upper: limits.upper
    )
    return EstimatePhrase(
      tokens: place..<limits.end,
      measure: measure,
      value: value.printed,
      isPercent: isPercent,
      interval: interval,
      isAdjusted: true,
      hasUnit: hasUnit && !isPercent
    )
  }

  /// "Median days (95% CI): 118 (97 to 141)": the head says what the brackets hold.
  func headed(at index: Int) -> EstimatePhrase? {
    guard sense(index + 1) == .open, let value = numeral(index), let limits = limits(at: index + 2),
      sense(limits.end) == .close,
      (max(sentence.lowerBound, index - 40)..<index).contains(where: {
        sense($0) == .confidence && sense($0 + 1) == .close
      })
    else { return nil }
    let interval = IntervalPhrase(
      tokens: index + 2..<limits.end,
      level: nil,
      lower: limits.lower,
      upper: limits.upper
    )
    return EstimatePhrase(
      tokens: index..<limits.end,
      measure: .other,
      value: value.printed,
      isPercent: false,
      interval: interval,
      isAdjusted: true
    )
  }

  /// "4.9 months (95% CI, 5.2 to 7.0": any number with an interval close behind; a ratio goes on after a ratio.
  func estimate(before interval: IntervalPhrase) -> EstimatePhrase? {
    var place = interval.tokens.lowerBound - 1
    guard [.open, .comma, .semicolon, .colonSign].contains(sense(place)) else { return nil }
    place -= 1
    var hasUnit = false
    var steps = 0
    while numeral(place) == nil, steps < 4 {
      guard
        isWord(place) || sense(place) == .percent || sense(place) == .slash || sense(place) == .superscript
      else { return nil }
      hasUnit = true
      place -= 1
      steps += 1
    }
    // "P < 0.001; 95% CI −23.8 to −9.0" is of a figure before.
    if let last = phrases.last, case .p = last, last.tokens.contains(place) { return nil }
    guard let numeral = numeral(place), sense(place - 1) != .slash, sense(place - 1) != .equals || !hasUnit
    else { return nil }
    var measure = EstimatePhrase.Measure.other
    let isChange = (max(sentence.lowerBound, place - 8)..<place).contains {
      sense($0) == .difference || (isWord($0) && ["change", "changed"].contains(document.word($0)))
    }
    if numeral.isSigned && isChange || leadsDifference(to: place) { measure = .difference }
    if !hasUnit, numeral.decimals > 0 {
      for case .estimate(let last) in phrases.reversed() {
        measure = last.measure
        break
      }
    }
    return EstimatePhrase(
      tokens: place..<interval.tokens.upperBound,
      measure: measure,
      value: numeral.printed,
      isPercent: sense(place + 1) == .percent,
      interval: interval,
      isAdjusted: true,
      hasUnit: hasUnit && sense(place + 1) != .percent
    )
  }

  /// "The difference in walking distance was", "a mean difference of about", with no other figure or clause between.
  private func leadsDifference(to place: Int) -> Bool {
    for index in (max(sentence.lowerBound, place - 9)..<place).reversed() {
      if sense(index) == .difference { return true }
      guard isWord(index) || [.comma, .equals, .colonSign, .open, .dash].contains(sense(index)) else {
        return false
      }
      if [.ratio, .hazardRatio, .oddsRatio, .riskRatio, .median, .and].contains(sense(index)) {
        return false
      }
    }
    return false
  }

  private func measure(at index: Int) -> (EstimatePhrase.Measure, Int)? {
    switch sense(index) {
    case .hazardRatio: return (.hazardRatio, index + 1)
    case .oddsRatio: return (.oddsRatio, index + 1)
    case .riskRatio: return (.riskRatio, index + 1)
    case .difference: return (.difference, index + 1)
    case .hazard where sense(index + 1) == .ratio: return (.hazardRatio, index + 2)
    case .hazard where sense(index + 1) == .hazardRatio: return (.hazardRatio, index + 2)
    case .odds where sense(index + 1) == .ratio: return (.oddsRatio, index + 2)
    case .risk where sense(index + 1) == .ratio, .relative where sense(index + 1) == .risk,
      .rate where sense(index + 1) == .ratio:
      return (.riskRatio, index + 2)
    case .risk where sense(index + 1) == .difference: return (.difference, index + 2)
    default: return nil
    }
  }

  /// An interval within the next tokens: "(95% CI …", ", 95% CI …", "[0.41–0.93]".
  private func intervalClose(to index: Int, bare: Bool) -> IntervalPhrase? {
    var place = index
    var steps = 0
    while steps < 4,
      [.open, .comma, .semicolon, .colonSign, .points].contains(sense(place)) || isPoints(place)
    {
      if let found = interval(at: place + 1) { return found }
      if bare, sense(place) == .open, let limits = limits(at: place + 1),
        sense(limits.end) == .close
          || [.semicolon, .comma].contains(sense(limits.end)) && sense(limits.end + 1) == .pValue
            && limits.lower.decimals > 0 && limits.lower.decimals == limits.upper.decimals
      {
        return IntervalPhrase(
          tokens: place + 1..<limits.end,
          level: nil,
          lower: limits.lower,
          upper: limits.upper
        )
      }
      // "Hazard ratio 0.42, 0.21–0.69": after a comma only with a dash or "to", as lists have commas, too.
      if bare, sense(place) == .comma, let limits = limits(at: place + 1), place == index,
        [.dash, .to].contains(sense(place + 2)), limits.lower.decimals > 0,
        limits.lower.decimals == limits.upper.decimals
      {
        return IntervalPhrase(
          tokens: place + 1..<limits.end,
          level: nil,
          lower: limits.lower,
          upper: limits.upper
        )
      }
      place += 1
      steps += 1
    }
    return interval(at: place)
  }

  /// Whether the words of an estimate say that it does not come from one table of counts.
  private func isAdjusted(_ tokens: Range<Int>) -> Bool {
    tokens.contains {
      sense($0) == .adjusted
        || isWord($0)
          && [
            "common", "shift", "ordinal", "proportional", "cumulative", "pooled", "conditional",
            "generalized", "generalised", "estimating", "bayesian",
            "mixed-effects",
          ].contains(
            document.word($0)
          )
    }
  }

  private func isPoints(_ index: Int) -> Bool {
    guard isWord(index) else { return false }
    return ["percentage", "point", "points"].contains(document.word(index))
  }
}
