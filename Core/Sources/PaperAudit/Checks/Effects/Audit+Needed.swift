// SPDX-License-Identifier: Apache-2.0

/// Numbers needed to treat against the shares that they come from.
extension Audit {
  /// "NNT 18"; "number needed to treat, 18"; "10 people need to be treated"; "one death prevented for every 31 treated".
  mutating func checkNeeded(in sentence: SentenceReading) {
    let look = look(sentence)
    let places = sentence.tokens.compactMap { neededNumber(at: $0, look) }
    guard let place = places.first,
      let printed = document.tokens[place].numeral, printed.value >= 1, !hasModels(sentence)
    else { return }
    let stated = statedDifference(before: place, sentence, look)
    let compared = stated.map { [$0] } ?? differences(in: sentence)
    let here = compared.isEmpty ? twoPercentages(in: sentence).map { [$0] } ?? [] : compared
    var all = here
    if stated == nil, here.isEmpty {
      let before = reading.sentences[max(0, sentence.index - 6)..<sentence.index].map(differences)
      all = before.last.flatMap { $0.isEmpty ? nil : $0 } ?? before.flatMap { $0 }
    }
    let needed = all.compactMap { difference -> ClosedRange<Double>? in
      difference.lowerBound > 0 ? 100 / difference.upperBound...100 / difference.lowerBound : nil
    }
    guard let last = needed.first else { return }
    let fits = needed.contains { range in
      printed.printed.rounding(ofSomeIn: range) != nil
        || printed.value >= range.lowerBound && printed.value <= range.upperBound.rounded(.up)
    }
    // Curves and models give numbers of their own, not far from these.
    let margin = stated != nil ? 1 : document.has(.hazardRatio, .hazard, .survival) ? 1.6 : 1.25
    let isFar = needed.allSatisfy {
      printed.value < $0.lowerBound / margin - 0.5 || printed.value > $0.upperBound * margin + 0.5
    }
    guard fits || isFar else { return }
    // One comparison, however often it is printed: counts and percentages that agree.
    let middles = needed.map { ($0.lowerBound + $0.upperBound) / 2 }
    let isOne =
      needed.count == all.count && (middles.max() ?? 0) <= (middles.min() ?? 0) * 1.3
      && reading.arms.count <= 2
    add(
      .percentage,
      at: place..<place + 1,
      fits ? .consistent : stated != nil || isOne ? .inconsistent : .undetermined,
      .difference(of: last),
      printed: [Figure(.estimate, printed.printed)],
      recomputed: [Recomputation(.estimate, last)],
      all.count == 1 ? .likely : .oneOfSeveral
    )
  }

  /// The place of the number that a phrase on treating so many gives.
  private func neededNumber(at index: Int, _ look: PhraseLook) -> Int? {
    guard look.isWord(index) else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      for place in range {
        guard look.sentence.contains(place) else { return nil }
        if let numeral = document.tokens[place].numeral {
          // "To prevent one relapse".
          if numeral.value == 1, numeral.form == .words { continue }
          return place
        }
        guard
          [
            .was, .of, .comma, .open, .close, .equals, .colonSign, .about, .to, .other, .causal, .died,
            .event,
          ].contains(
            look.sense(place)
          )
        else { return nil }
      }
      return nil
    }
    switch document.word(index) {
    case "nnt", "nnts", "nnth", "nntb": return number(index + 1..<index + 9)
    case "needed" where look.isWord(index - 1) && document.word(index - 1) == "number":
      guard look.sense(index + 1) == .to else { return nil }
      return number(index + 3..<index + 10)
    case "need", "needed":
      let treats = (index + 1..<index + 4).contains {
        look.isWord($0) && ["treat", "treated"].contains(document.word($0))
      }
      let isCounted = look.sense(index - 1) == .subject && look.whole(index - 2) != nil
      let isModal = look.isWord(index - 1) && document.isWord(index - 1, in: ["would", "will"])
      return treats && isCounted
        ? index - 2
        : treats && isModal && look.sense(index - 2) == .subject && look.whole(index - 3) != nil
          ? index - 3 : nil
    case "have", "has", "must":
      // "34 patients would have to be treated", "20 women must be treated".
      guard
        (index + 1..<index + 4).contains(where: {
          document.isWord($0, in: ["treat", "treated"]) && look.isWord($0)
        })
      else { return nil }
      let subject = document.isWord(index - 1, in: ["would", "will"]) ? index - 2 : index - 1
      return look.sense(subject) == .subject && look.whole(subject - 1) != nil ? subject - 1 : nil
    case "every", "per":
      // "One death was prevented for every 31 patients treated".
      guard look.whole(index + 1) != nil, look.sense(index + 2) == .subject,
        (index + 3..<index + 6).contains(where: { look.sense($0) == .received }),
        (index - 8..<index).contains(where: {
          look.isWord($0)
            && ["prevented", "avoided", "averted", "saved", "gained"].contains(document.word($0))
        })
      else { return nil }
      return index + 1
    default: return nil
    }
  }

  /// The only figure of percentage points in the sentence.
  private func statedDifference(before place: Int, _ sentence: SentenceReading, _ look: PhraseLook)
    -> ClosedRange<Double>?
  {
    let points = sentence.tokens.filter {
      document.tokens[$0].isNumber && $0 < place && look.isWord($0 + 1)
        && document.word($0 + 1) == "percentage" && look.isWord($0 + 2) && document.word($0 + 2) == "points"
    }
    guard points.count == 1 else { return nil }
    let range = document.tokens[points[0]].numeral.map {
      PrintedNumber($0.value.magnitude, decimals: Int($0.decimals)).possible
    }
    return range.flatMap { $0.lowerBound > 0 ? $0 : nil }
  }

  /// Differences in percent of the shares that a sentence compares.
  private func differences(in sentence: SentenceReading) -> [ClosedRange<Double>] {
    let counts = comparisons(in: sentence).filter { $0.arms.count == 2 }.compactMap {
      comparison -> ClosedRange<Double>? in
      guard let a = comparison.arms[0].options.first, let b = comparison.arms[1].options.first else {
        return nil
      }
      let difference = 100 * abs(Double(a.events) / Double(a.total) - Double(b.events) / Double(b.total))
      return difference...difference
    }
    let shares = sentence.phrases.compactMap { phrase -> ClosedRange<Double>? in
      guard case .proportion(let share) = phrase, !share.isOther else { return nil }
      return share.percent?.possible
    }
    return counts + zip(shares, shares.dropFirst()).map { ($0 - $1).magnitudes }
  }

  /// "Events fell from 12.0% to 9.0%": the only two percentages of a sentence.
  private func twoPercentages(in sentence: SentenceReading) -> ClosedRange<Double>? {
    let signs = sentence.tokens.dropFirst().filter { document.sense($0) == .percent }
    let isOfPoints = sentence.tokens.contains { document.isWord($0, in: ["percentage", "points"]) }
    guard signs.count == 2, !isOfPoints,
      !sentence.tokens.contains(where: { document.sense($0) == .confidence }),
      let a = document.tokens[signs[0] - 1].numeral?.printed,
      let b = document.tokens[signs[1] - 1].numeral?.printed
    else { return nil }
    return (a.possible - b.possible).magnitudes
  }
}
