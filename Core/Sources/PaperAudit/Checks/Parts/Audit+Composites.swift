// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// "CR 33 (52%), CRi 11 (17%), …; CR/CRi rate was 69%": a rate that is named by what it adds up.
  mutating func checkComposites(in sentence: SentenceReading) {
    let look = look(sentence)
    for rate in sentence.tokens where look.sense(rate) == .rate {
      guard let names = parts(before: rate, look),
        let index = sentence.phrases.firstIndex(where: { $0.tokens.lowerBound > rate }),
        case .proportion(let whole) = sentence.phrases[index], whole.tokens.lowerBound - rate <= 4,
        let percent = whole.percent, !whole.isOther, !whole.isSurvival
      else { continue }
      let shares = names.compactMap { named($0, sentence, before: rate) }
      guard shares.count == names.count else { continue }
      let counts = shares.compactMap(\.events)
      // The total of which both parts are the shares that are printed.
      let totals = [whole.total].compactMap { $0 } + candidates(for: shares[0], in: sentence).map(\.size)
      let total = totals.first { total in
        shares.allSatisfy { share in
          guard let events = share.events, let percent = share.percent else { return false }
          return PercentageCheck(count: events, of: total, printed: percent).consistency == .consistent
        }
      }
      guard let total, counts.count == names.count else { continue }
      let sum = counts.reduce(0, +)
      let check = PercentageCheck(count: sum, of: total, printed: percent)
      guard let exact = check.exact, sum <= total else { continue }
      add(
        .percentage,
        at: rate..<whole.tokens.upperBound,
        check.consistency == .consistent ? .consistent : .inconsistent,
        .difference(of: exact...exact),
        printed: [Figure(.percent, percent)],
        recomputed: [Recomputation(.events, Double(sum)), Recomputation(.percent, exact)],
        .likely
      )
    }
  }

  /// The words of "CR/CRi" before "rate".
  private func parts(before rate: Int, _ look: PhraseLook) -> [Int32]? {
    var names: [Int32] = []
    var place = rate - 1
    while look.isWord(place), names.count < 4 {
      names.append(document.tokens[place].word)
      guard look.sense(place - 1) == .slash || isPlus(place - 1) else { break }
      place -= 2
    }
    return names.count >= 2 && Set(names).count == names.count ? names : nil
  }

  func isPlus(_ index: Int) -> Bool {
    document.tokens.indices.contains(index)
      && [0x2B, 0xFF0B].contains(document.text.scalars[Int(document.tokens[index].start)])
  }

  /// The share right behind a name.
  private func named(_ name: Int32, _ sentence: SentenceReading, before end: Int) -> ProportionPhrase? {
    for case .proportion(let share) in sentence.phrases
    where share.tokens.upperBound <= end && share.events != nil {
      let start = share.tokens.lowerBound
      if start > sentence.tokens.lowerBound, document.tokens[start - 1].word == name { return share }
    }
    return nil
  }
}
