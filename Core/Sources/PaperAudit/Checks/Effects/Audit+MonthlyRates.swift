// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Subjects per month over so many months.
  mutating func checkMonthlyRates(in sentence: SentenceReading) {
    let look = look(sentence)
    for index in sentence.tokens where look.sense(index) == .each { checkRate(at: index, sentence, look) }
  }

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
}
