// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// Median 49.5 (range 15–66); mean age 62.1 (SD 8.4); aged 18 to 65; 62.1 ± 8.4.
  func summary(at index: Int) -> SummaryPhrase? {
    var center = SummaryPhrase.Center.none
    var isAge = false
    var isRange = false
    var place = index
    var steps = 0
    while steps < 14 {
      switch sense(place) {
      case .mean: center = .mean
      case .median: center = .median
      case .age: isAge = true
      case .range: isRange = true
      // "Mean difference, 4.1" is an estimate.
      case .difference where center == .mean && sense(place - 1) == .mean: return nil
      case .deviation, .quartiles, .standardError:
        break
      case .end, .stop, .semicolon, .confidence, .pValue, .percent: return nil
      default: break
      }
      // "24-h consumption" is no value.
      if place > index, numeral(place) != nil, !isAttached(place) { break }
      place += 1
      steps += 1
    }
    guard let value = numeral(place), !value.isSigned || center != .none, !isAttached(place) else {
      return nil
    }
    guard sense(place + 1) != .percent, sense(place - 1) != .equals || center != .none else { return nil }
    if center == .none { return limitsOnly(from: index, at: place, isAge: isAge, isRange: isRange) }
    return summary(center, from: index, at: place, isAge: isAge)
  }

  private func limitsOnly(from index: Int, at place: Int, isAge: Bool, isRange: Bool) -> SummaryPhrase? {
    guard isAge || isRange, let limits = limits(at: place), limits.lower.value >= 0 else { return nil }
    guard sense(limits.end) != .percent else { return nil }
    return SummaryPhrase(
      tokens: index..<limits.end,
      center: .none,
      value: nil,
      spread: .range,
      first: limits.lower,
      second: limits.upper,
      isAge: isAge || isAgeBefore(index),
      isWhole: false
    )
  }

  /// "They were 46 to 74 years old", "46–74 years of age", 46～74岁.
  func ageRange(at index: Int) -> SummaryPhrase? {
    guard let lower = numeral(index), lower.decimals == 0, lower.value < 120,
      !isAttached(index) || sense(index + 1) == .dash,
      let limits = limits(at: index), limits.upper.value < 120, limits.upper.decimals == 0
    else { return nil }
    let unit = limits.end - 1
    let isYears = sense(unit) == .year && numeral(unit - 1) != nil
    let isOld =
      isWord(limits.end) && document.word(limits.end) == "old"
      || sense(limits.end) == .of && sense(limits.end + 1) == .age
      || isWord(unit) && document.word(unit) == "岁"
    guard isYears, isOld else { return nil }
    return SummaryPhrase(
      tokens: index..<limits.end,
      center: .none,
      value: nil,
      spread: .range,
      first: limits.lower,
      second: limits.upper,
      isAge: true,
      isWhole: false
    )
  }

  private func summary(_ center: SummaryPhrase.Center, from index: Int, at place: Int, isAge: Bool)
    -> SummaryPhrase?
  {
    guard let value = numeral(place) else { return nil }
    var phrase = SummaryPhrase(
      tokens: index..<place + 1,
      center: center,
      value: value.printed,
      spread: .unknown,
      isAge: isAge || isAgeBefore(index),
      isWhole: isWhole(around: index, place)
    )
    readSpread(of: &phrase, at: place + 1)
    if phrase.spread == .unknown, phrase.first == nil { readHeaded(&phrase, from: index, at: place) }
    if phrase.spread == .deviation {
      phrase.scale = scaleLimits()
      phrase.isBinary = isBinary
    }
    return phrase
  }

  /// 62.1 ± 8.4, alone or in a list; also "51 years (range 30–68)" that follows another summary.
  func plusMinus(at index: Int) -> SummaryPhrase? {
    guard let value = numeral(index), sense(index + 1) != .percent else { return nil }
    var phrase = SummaryPhrase(
      tokens: index..<index + 1,
      center: .none,
      value: value.printed,
      spread: .unknown,
      isAge: isAgeBefore(index),
      isWhole: isWhole(around: index, index)
    )
    readSpread(of: &phrase, at: index + 1)
    if phrase.spread == .deviation {
      phrase.scale = scaleLimits()
      phrase.isBinary = isBinary
    }
    guard phrase.spread != .unknown || phrase.second != nil || isSecond(at: index) else {
      return nil
    }
    if let last = lastSummary, last.center != .none {
      phrase = phrase.centered(last.center, isAge: last.isAge || phrase.isAge, isWhole: last.isWhole)
    } else if phrase.spread == .deviation || phrase.spread == .standardError {
      phrase = phrase.centered(.mean, isAge: phrase.isAge, isWhole: phrase.isWhole)
    } else if phrase.spread == .quartiles || phrase.spread == .range || phrase.second != nil {
      phrase = phrase.centered(.median, isAge: phrase.isAge, isWhole: phrase.isWhole)
    } else {
      return nil
    }
    return phrase
  }

  /// The summary before, with no more than sizes between.
  var lastSummary: SummaryPhrase? {
    for phrase in phrases.suffix(4).reversed() {
      switch phrase {
      case .summary(let summary): return summary
      case .count: continue
      default: return nil
      }
    }
    return nil
  }

  /// "18.2 months and 12.1 months": the second of two medians; "3.47 with A and 4.85 with B": of two means.
  private func isSecond(at index: Int) -> Bool {
    guard let last = lastSummary, index - last.tokens.upperBound <= 14, let value = numeral(index) else {
      return false
    }
    let between = last.tokens.upperBound..<max(last.tokens.upperBound, index)
    switch last.center {
    case .median:
      guard sense(index + 1).isTimeUnit, sense(index + 1) != .day || value.decimals != 0 else { return false }
      return between.contains { [.and, .versus, .compared].contains(sense($0)) }
    case .mean:
      // Means alone, printed as exactly, in one unit, each with its arm.
      guard last.first == nil, value.decimals > 0, last.value?.decimals == Int(value.decimals),
        !isAttached(index), sense(index - 1) != .equals, !between.contains(where: { numeral($0) != nil })
      else { return false }
      let unit = last.tokens.upperBound
      let hasUnit =
        isWord(unit)
        && document.tokens[unit].word == document.tokens[min(index + 1, document.tokens.count - 1)].word
      return hasUnit && between.contains { sense($0) == .arm }
        || between.contains { [.and, .versus, .compared].contains(sense($0)) }
    case .none: return false
    }
  }

  private func isAgeBefore(_ index: Int) -> Bool {
    (max(sentence.lowerBound, index - 12)..<max(sentence.lowerBound, index)).contains { sense($0) == .age }
  }

  private func isWhole(around index: Int, _ place: Int) -> Bool {
    (index - 10..<place + 12).contains { sense($0) == .wholeNumber }
      || (document.has(.wholeNumber) && !isAgeBefore(place) && isScore)
      || ((index - 3)...(index + 5)).contains {
        isWord($0) && document.word($0) == "number" && sense($0 + 1) == .of
      }
  }

  /// Whether the sentence says that values are 0 or 1: "binary", "dichotomous", "coded 0 or 1", 二分类.
  private var isBinary: Bool {
    sentence.contains { index in
      guard isWord(index) else { return false }
      switch document.word(index) {
      case "binary", "dichotomous", "dichotomized", "dichotomised", "二分类", "二值": return true
      case "coded", "scored", "赋值", "记为":
        let values = (index + 1..<index + 8).compactMap { numeral($0)?.count }
        return values.prefix(2).sorted() == [0, 1]
      default: return false
      }
    }
  }

  /// Whether the sentence speaks of scores or numbers of things.
  private var isScore: Bool {
    sentence.contains {
      sense($0) == .score
        || (isWord($0)
          && ["number", "rated", "scored", "rating", "ratings", "errors", "评", "次", "个"].contains(
            document.word($0)
          ))
    }
  }

  /// A whole number of subjects: "55 patients", "n = 30", "30例".
  func count(at index: Int) -> CountPhrase? {
    guard let value = whole(index), !isCode(before: index), sense(index + 1) != .percent else { return nil }
    guard !sense(index + 1).isTimeUnit, sense(index + 1) != .unit else { return nil }
    let isSubjects = isSubjects(index + 1)
    return CountPhrase(tokens: index..<index + 1, value: value, isSubjects: isSubjects)
  }
}

extension SummaryPhrase {
  fileprivate func centered(_ center: Center, isAge: Bool, isWhole: Bool) -> SummaryPhrase {
    var phrase = SummaryPhrase(
      tokens: tokens,
      center: center,
      value: value,
      spread: spread,
      first: first,
      second: second,
      isAge: isAge,
      isWhole: isWhole
    )
    phrase.range = range
    phrase.size = size
    phrase.scale = scale
    phrase.isBinary = isBinary
    return phrase
  }
}
