// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Reductions and rates that are printed beside what they come from.
  mutating func checkDerived(in sentence: SentenceReading) {
    guard !hasModels(sentence) else { return }
    let look = look(sentence)
    for index in sentence.tokens {
      switch look.sense(index) {
      case .percent: checkReduction(at: index, sentence, look)
      case .each: checkRate(at: index, sentence, look)
      default: break
      }
    }
  }

  // MARK: Rates

  /// "248 patients … 8.0 per month over 31 months".
  private mutating func checkRate(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    guard index - 1 >= sentence.tokens.lowerBound, let rate = document.tokens[index - 1].numeral,
      !rate.isSigned
    else { return }
    if look.sense(index + 1) == .month,
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
