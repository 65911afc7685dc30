// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Differences and reductions that are printed beside what they come from.
  mutating func checkDerived(in sentence: SentenceReading) {
    guard !hasModels else { return }
    let look = look(sentence)
    for index in sentence.tokens {
      switch look.sense(index) {
      case .difference: checkDifference(at: index, sentence, look)
      case .percent: checkReduction(at: index, sentence, look)
      case .each: checkRate(at: index, sentence, look)
      default: break
      }
    }
  }

  // MARK: Differences

  /// "…, a difference of 11.7 percentage points", "a difference of 23 min".
  private mutating func checkDifference(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    var place = index + 1
    while [.of, .comma, .was, .open, .equals, .colonSign].contains(look.sense(place)), place < index + 4 {
      place += 1
    }
    guard look.sentence.contains(place), let numeral = document.tokens[place].numeral,
      look.sense(place + 1) != .confidence
    else { return }
    let isPoints =
      look.isWord(place + 1) && ["percentage", "points"].contains(document.word(place + 1))
      || look.sense(place + 1) == .points
    let ends = isPoints ? shares(before: index, sentence) : summaries(before: index, sentence)
    guard let ends else { return }
    let size = PrintedNumber(numeral.value.magnitude, decimals: Int(numeral.decimals)).possible
    let difference = ends.first - ends.second
    let exact = difference.magnitudes
    let fits = exact.overlaps(size)
    add(
      isPoints ? .percentage : .mean,
      at: place..<place + 1,
      fits ? .consistent : .inconsistent,
      .difference(of: exact),
      printed: [Figure(.estimate, numeral.printed)],
      recomputed: [Recomputation(.estimate, exact)],
      .likely
    )
  }

  private typealias Ends = (first: ClosedRange<Double>, second: ClosedRange<Double>)

  /// The last two shares of different arms before a place.
  private func shares(before end: Int, _ sentence: SentenceReading) -> Ends? {
    var found: [ClosedRange<Double>] = []
    var arms: [Int?] = []
    for case .proportion(let share) in sentence.phrases where share.tokens.upperBound <= end && !share.isOther
    {
      guard let percent = share.percent else { continue }
      found.append(percent.possible)
      arms.append(share.arm)
    }
    guard found.count == 2, arms[0] == nil || arms[0] != arms[1] else { return nil }
    return (found[0], found[1])
  }

  /// Two means before a place, and no other figure of their kind in the sentence.
  private func summaries(before end: Int, _ sentence: SentenceReading) -> Ends? {
    var found: [ClosedRange<Double>] = []
    for case .summary(let summary) in sentence.phrases where summary.tokens.upperBound <= end {
      guard summary.center == .mean, let value = summary.value else { return nil }
      found.append(value.possible)
    }
    return found.count == 2 ? (found[0], found[1]) : nil
  }

  // MARK: Rates

  /// "In 512 person years … 41 fractures, a rate of 4.0 per 100 person years"; "248 patients … 8.0 per month over 31 months".
  private mutating func checkRate(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    guard index - 1 >= sentence.tokens.lowerBound, let rate = document.tokens[index - 1].numeral,
      !rate.isSigned
    else { return }
    if let per = look.sentence.contains(index + 1) ? document.tokens[index + 1].numeral : nil,
      isPerson(index + 2, look)
    {
      guard let time = personTime(in: sentence, before: index - 1, look),
        let events = events(before: index - 1, apart: time.place, look)
      else { return }
      judge(
        rate,
        personTimeRate(rate.printed, events: events, personTime: time.value, per: per.value).consistency,
        at: index - 1
      )
    } else if look.sense(index + 1) == .month,
      let months = document.tokens.indices.contains(index + 3) ? document.tokens[index + 3].numeral : nil,
      look.sense(index + 2) == .during, look.sense(index + 4) == .month, months.value > 0
    {
      let counts = sentence.phrases.compactMap { phrase -> CountPhrase? in
        if case .count(let count) = phrase, count.isSubjects, count.tokens.upperBound < index {
          count
        } else {
          nil
        }
      }
      guard let count = counts.last else { return }
      let exact = Double(count.value) / months.value
      judge(
        rate,
        rate.printed.rounding(of: exact) == nil && abs(exact - rate.value) > 0.1 * exact
          ? .inconsistent : .consistent,
        at: index - 1
      )
    }
  }

  private mutating func judge(_ rate: Numeral, _ consistency: Consistency, at index: Int) {
    guard consistency == .consistent || consistency == .inconsistent else { return }
    add(
      .rate,
      at: index..<index + 2,
      consistency == .consistent ? .consistent : .inconsistent,
      .rateOfTime,
      printed: [Figure(.rate, rate.printed)],
      .likely
    )
  }

  /// "person years", "patient-years".
  private func isPerson(_ index: Int, _ look: PhraseLook) -> Bool {
    guard look.isWord(index), ["person", "patient"].contains(document.word(index)) else { return false }
    return look.sense(index + 1) == .year || look.sense(index + 2) == .year
  }

  private func personTime(in sentence: SentenceReading, before end: Int, _ look: PhraseLook) -> (
    value: PrintedNumber, place: Int
  )? {
    for place in sentence.tokens.lowerBound..<end
    where document.tokens[place].isNumber && isPerson(place + 1, look) {
      return document.tokens[place].numeral.map { ($0.printed, place) }
    }
    return nil
  }

  /// The only other whole number before the rate.
  private func events(before end: Int, apart place: Int, _ look: PhraseLook) -> Int? {
    let counts = (look.sentence.lowerBound..<end).filter { $0 != place && look.whole($0) != nil }
    return counts.count == 1 ? look.whole(counts[0]) : nil
  }

  // MARK: Reductions

  /// "Lowered by 32% (hazard ratio 0.68", "a relative reduction of 25%" after "from 24% to 18%", "efficacy was 71%, from a relative risk of 0.29".
  private mutating func checkReduction(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    guard index > sentence.tokens.lowerBound, let numeral = document.tokens[index - 1].numeral,
      !numeral.isSigned
    else { return }
    let before = max(sentence.tokens.lowerBound, index - 12)..<index - 1
    let words = before.map { document.word($0) }
    let isReduction = words.contains {
      ["reduced", "lowered", "reduction", "lower", "efficacy", "decreased"].contains($0)
    }
    guard isReduction,
      let implied = ratio(near: index, sentence, look) ?? relative(before: index - 1, words, sentence, look)
    else { return }
    let fits = implied.overlaps(numeral.printed.possible)
    add(
      .percentage,
      at: index - 1..<index + 1,
      fits ? .consistent : .inconsistent,
      .difference(of: implied),
      printed: [Figure(.percent, numeral.printed)],
      recomputed: [Recomputation(.percent, implied)],
      .likely
    )
  }

  /// 100 (1 − ratio) of a ratio in a bracket right behind, or of the only one in a sentence on efficacy.
  private func ratio(near index: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> ClosedRange<Double>?
  {
    for place in index + 1..<index + 9 {
      guard look.sentence.contains(place), let numeral = document.tokens[place].numeral else { continue }
      guard numeral.decimals > 0, numeral.value < 1,
        (index + 1..<place).contains(where: {
          [.hazardRatio, .ratio, .riskRatio, .risk].contains(look.sense($0))
        }),
        look.sense(index + 1) == .open || look.sense(index + 1) == .comma
      else { return nil }
      let possible = numeral.printed.possible
      return 100 * (1 - possible.upperBound)...100 * (1 - possible.lowerBound)
    }
    return nil
  }

  /// 100 (a − b) / a from "from a% to b%" in the sentence.
  private func relative(before end: Int, _ words: [String], _ sentence: SentenceReading, _ look: PhraseLook)
    -> ClosedRange<Double>?
  {
    guard words.contains("relative"), words.contains("reduction") else { return nil }
    for index in sentence.tokens where look.sense(index) == .since && index + 5 < end {
      guard let a = document.tokens[index + 1].numeral, look.sense(index + 2) == .percent,
        look.sense(index + 3) == .to,
        let b = document.tokens[index + 4].numeral, look.sense(index + 5) == .percent, a.value > b.value,
        b.value > 0
      else { continue }
      let (x, y) = (a.printed.possible, b.printed.possible)
      return 100 * (1 - y.upperBound / x.lowerBound)...100 * (1 - y.lowerBound / x.upperBound)
    }
    return nil
  }
}
