// SPDX-License-Identifier: Apache-2.0

/// What stands beside a mean or median: its spread, its limits, its size, its scale.
extension PhraseReader {
  func readSpread(of phrase: inout SummaryPhrase, at index: Int) {
    var place = index
    place = skipUnits(place)
    if sense(place) == .plusMinus, let spread = numeral(place + 1) {
      phrase.spread = .deviation
      phrase.first = spread.printed
      phrase.tokens = phrase.tokens.lowerBound..<place + 2
      return
    }
    guard sense(place) == .open || sense(place) == .comma || sense(place) == .range else { return }
    if sense(place) != .range { place += 1 }
    var kind = SummaryPhrase.Spread.unknown
    var steps = 0
    while numeral(place) == nil, steps < 5 {
      switch sense(place) {
      case .range: kind = kind == .quartiles ? .quartiles : .range
      case .quartiles: kind = .quartiles
      case .deviation: kind = .deviation
      case .standardError: kind = .standardError
      case .colonSign, .equals, .comma, .plusMinus, .open, .to, .preposition, .of, .dash: break
      default: if !isWord(place) || sense(place) != .other { return }
      }
      place += 1
      steps += 1
    }
    readSpread(kind, of: &phrase, at: place)
  }

  /// Units such as "years", "kg", "g/L", "mm Hg".
  private func skipUnits(_ index: Int) -> Int {
    var place = index
    while place < index + 4,
      sense(place).isTimeUnit || sense(place) == .unit || sense(place) == .score
        || (sense(place) == .slash && place > index)
        || (isWord(place) && sense(place) == .other
          && document.tokens[place].end - document.tokens[place].start <= 6)
    {
      place += 1
    }
    return sense(place) == .open || sense(place) == .plusMinus || sense(place) == .comma
      || sense(place) == .range ? place : index
  }

  private func readSpread(_ kind: SummaryPhrase.Spread, of phrase: inout SummaryPhrase, at place: Int) {
    switch kind {
    case .deviation, .standardError:
      guard let spread = numeral(place) else { return }
      phrase.first = spread.printed
      phrase.spread = kind
      phrase.tokens = phrase.tokens.lowerBound..<place + 1
      readMore(of: &phrase, at: place + 1)
    case .range, .quartiles:
      guard let limits = limits(at: place) else { return }
      phrase.first = limits.lower
      phrase.second = limits.upper
      phrase.spread = kind
      phrase.tokens = phrase.tokens.lowerBound..<limits.end
    case .unknown
    where sense(place + 1) == .close && lastSummary?.spread == .deviation && lastSummary?.range == nil:
      // "31 min (SD 12) versus 54 min (19)".
      guard let spread = numeral(place), !spread.isSigned else { return }
      phrase.first = spread.printed
      phrase.spread = .deviation
      phrase.tokens = phrase.tokens.lowerBound..<place + 1
    case .unknown:
      // "49.5 (15–66)": limits of some kind.
      guard phrase.center == .median || hasMedian(before: place), let limits = limits(at: place),
        sense(limits.end) == .close
      else {
        return
      }
      phrase.first = limits.lower
      phrase.second = limits.upper
      phrase.tokens = phrase.tokens.lowerBound..<limits.end
    }
  }

  /// "Mean (SD) attacks were 3.47 (1.2)": the head says what the brackets hold.
  func readHeaded(_ phrase: inout SummaryPhrase, from index: Int, at place: Int) {
    let opened = (index..<place).first { sense($0) == .open }
    guard let opened, let kind = headedSpread(opened + 1) else { return }
    let open = skipUnits(place + 1)
    guard sense(open) == .open else { return }
    switch kind {
    case .deviation, .standardError:
      guard let spread = numeral(open + 1), !spread.isSigned,
        [.close, .comma, .semicolon].contains(sense(open + 2))
      else { return }
      phrase.first = spread.printed
      phrase.tokens = phrase.tokens.lowerBound..<open + 2
    default:
      guard let limits = limits(at: open + 1), [.close, .open, .comma].contains(sense(limits.end)) else {
        return
      }
      phrase.first = limits.lower
      phrase.second = limits.upper
      phrase.tokens = phrase.tokens.lowerBound..<limits.end
    }
    phrase.spread = kind
  }

  private func headedSpread(_ index: Int) -> SummaryPhrase.Spread? {
    switch sense(index) {
    case .deviation: .deviation
    case .standardError: .standardError
    case .quartiles: .quartiles
    case .range: .range
    default: nil
    }
  }

  /// "(SD 4.1; range 18-75)", "(SD 3.1; n = 30)", "(SD 88) in 52 patients".
  private func readMore(of phrase: inout SummaryPhrase, at index: Int) {
    var place = index
    if sense(place) == .semicolon || sense(place) == .comma {
      place += 1
      if sense(place) == .range {
        place += 1
        if sense(place) == .comma || sense(place) == .colonSign { place += 1 }
        if let limits = limits(at: place), limits.lower.value <= limits.upper.value {
          phrase.range = limits.lower.value...limits.upper.value
          phrase.tokens = phrase.tokens.lowerBound..<limits.end
        }
        return
      }
      if sense(place) == .sampleSize, sense(place + 1) == .equals, let size = whole(place + 2) {
        phrase.size = size
        phrase.tokens = phrase.tokens.lowerBound..<place + 3
      }
      return
    }
    guard sense(place) == .close else { return }
    // "(SD 2.9) days in 182 patients".
    if sense(place + 1).isTimeUnit || sense(place + 1) == .unit || sense(place + 1) == .score { place += 1 }
    guard sense(place + 1) == .preposition else { return }
    place += 2
    while sense(place) == .article { place += 1 }
    if let size = whole(place), sense(place + 1) == .subject || sense(place + 2) == .subject {
      phrase.size = size
    }
  }

  /// Whether "median" stands before in this sentence, with no mean since.
  private func hasMedian(before index: Int) -> Bool {
    for place in (max(sentence.lowerBound, index - 60)..<index).reversed() {
      if sense(place) == .median { return true }
      if sense(place) == .mean || sense(place) == .confidence { return false }
    }
    return false
  }

  /// "From 0 to 10", "(0-10 …)" of a scale in this sentence.
  func scaleLimits() -> ClosedRange<Double>? {
    guard
      sentence.contains(where: {
        sense($0) == .score || (isWord($0) && ["rated", "coded"].contains(document.word($0)))
      })
    else { return nil }
    for index in sentence {
      let isCoded = isWord(index) && document.word(index) == "coded"
      guard sense(index) == .since || isCoded, let low = numeral(index + 1),
        [.to, .or].contains(sense(index + 2)), let high = numeral(index + 3),
        low.value < high.value
      else { continue }
      return low.value...high.value
    }
    return nil
  }
}
