// SPDX-License-Identifier: Apache-2.0

/// A figure of the conclusion against those that the results call by the same name.
extension Audit {
  /// What a figure is called.
  private enum Name: Hashable {
    case hazardRatio, oddsRatio, riskRatio
    /// A noun, and the word before it where the noun alone says little.
    case noun(Int32, before: Int32?)
  }

  /// "An efficacy of 76.7%" where the results tell one of 67.7%; "HR 0.68" where they tell 0.58.
  mutating func checkNamed(
    _ figure: ToldFigure,
    _ results: [ToldSentence],
    _ sentence: SentenceReading
  ) {
    let look = look(sentence)
    for (name, place) in [name(before: figure.place, look), name(behind: figure, look)].compactMap({ $0 })
    where judge(figure, name, at: place, results, look) {
      return
    }
  }

  private mutating func judge(
    _ figure: ToldFigure,
    _ name: Name,
    at: Int,
    _ results: [ToldSentence],
    _ look: PhraseLook
  ) -> Bool {
    let times = times(look)
    var same: [ToldFigure] = []
    for (other, all) in results {
      let there = self.look(other)
      let figures = all.filter { $0.unit == figure.unit }
      guard !figures.isEmpty, times.isSubset(of: self.times(there)) else { continue }
      for place in other.tokens where isNamed(name, at: place, there) {
        guard let first = figures.firstIndex(where: { $0.place > place }), figures[first].place - place <= 16
        else { continue }
        if isSurvival(at),
          endpoint(before: figure.place, look) != endpoint(before: figures[first].place, there)
        {
          continue
        }
        same.append(figures[first])
        // The other arm's.
        if figures.indices.contains(first + 1), figures[first + 1].place - figures[first].place <= 12 {
          same.append(figures[first + 1])
        }
      }
      guard same.count <= 24 else { return false }
    }
    guard let low = same.map(\.value.value).min(), let high = same.map(\.value.value).max(),
      !isInverse(figure.value, of: same),
      // Between those of two arms lies that of all.
      !(figure.value.value > low && figure.value.value < high)
    else { return false }
    let isSlip = same.contains { figure.value.isSlip(of: $0.value) }
    let isOnly =
      at < figure.place && look.sense(at) != .difference && Set(same.map(\.value)).count == 1
      && !isOfSome(figure, look)
    guard isSlip || isOnly else { return false }
    let nearest = same.first { figure.value.isSlip(of: $0.value) }?.value.value
    let isRatio = if case .noun = name { false } else { true }
    add(
      isRatio ? .estimateInterval : figure.unit == .percent ? .percentage : .rate,
      at: min(at, figure.place)..<max(at + 1, figure.place + (figure.unit == .none ? 1 : 2)),
      .inconsistent,
      .difference(of: (nearest ?? low)...(nearest ?? high)),
      printed: [Figure(isRatio ? .estimate : figure.unit == .percent ? .percent : .rate, figure.value)],
      recomputed: [
        Recomputation(
          isRatio ? .estimate : figure.unit == .percent ? .percent : .rate,
          (nearest ?? low)...(nearest ?? high)
        )
      ],
      .likely
    )
    return true
  }

  /// A ratio may be told the other way round.
  private func isInverse(_ value: PrintedNumber, of others: [ToldFigure]) -> Bool {
    value.value > 0
      && others.contains { other in
        let range = other.value.possible
        return range.lowerBound > 0
          && value.possible.overlaps(1 / range.upperBound...1 / range.lowerBound)
      }
  }

  /// "76.7% in women": of some, where the results may tell of all.
  private func isOfSome(_ figure: ToldFigure, _ look: PhraseLook) -> Bool {
    let end = figure.place + (figure.unit == .none ? 1 : 2)
    return look.sense(end) == .preposition && look.sense(end + 1) != .article
      && !document.isWord(end, in: ["at", "by", "with"])
  }

  /// The months, years … that a sentence names.
  private func times(_ look: PhraseLook) -> Set<Int> {
    var found: Set<Int> = []
    for place in look.sentence {
      guard let count = document.tokens[place].numeral?.count, count < 1000 else { continue }
      let unit = look.sense(place + 1) == .dash ? place + 2 : place + 1
      if look.sense(unit).isTimeUnit, !look.isIdeographic(unit) || document.word(unit) != "岁" {
        found.insert(count * 8 + (look.sense(unit) == .year ? 1 : look.sense(unit) == .month ? 2 : 3))
      }
    }
    return found
  }

  // MARK: Names

  private func isSurvival(_ place: Int) -> Bool { document.sense(place) == .survival }

  /// The name right before a figure, but for "of", "was" and signs, and where it stands.
  private func name(before place: Int, _ look: PhraseLook) -> (name: Name, place: Int)? {
    var index = place - 1
    while place - index < 5,
      [.of, .was, .colonSign, .comma, .equals, .open].contains(look.sense(index))
        || document.isWord(index, in: ["at", "reached"])
    {
      index -= 1
    }
    guard look.isWord(index), !look.isIdeographic(index) || look.sense(index) == .hazardRatio else {
      return nil
    }
    for start in [index - 1, index] {
      if let (measure, end) = measure(at: start, look), end == index + 1 { return (measure, start) }
    }
    let word = document.tokens[index].word
    switch look.sense(index) {
    case .other, .survival: break
    // "Response rate", and not "rate" alone.
    case .difference: break
    case .rate, .value:
      guard look.sense(index - 1) == .other, look.isWord(index - 1) else { return nil }
      return (.noun(word, before: document.tokens[index - 1].word), index)
    default: return nil
    }
    return document.isWord(index, in: Self.vague) ? nil : (.noun(word, before: nil), index)
  }

  /// "76.7% efficacy".
  private func name(behind figure: ToldFigure, _ look: PhraseLook) -> (name: Name, place: Int)? {
    let place = figure.place + 2
    guard figure.unit == .percent, look.isWord(place), look.sense(place) == .other,
      !look.isIdeographic(place),
      !document.isWord(place, in: Self.vague)
    else { return nil }
    return (.noun(document.tokens[place].word, before: nil), place)
  }

  /// Words that do not tell what a figure is of.
  private static let vague: Set<String> = [
    "reduction", "increase", "decrease", "only", "just", "score", "level", "reached", "almost", "over",
    "nearly",
    "change", "improvement", "benefit", "gain", "effect", "estimate", "average", "mean", "size", "by",
    "additional",
  ]

  private func measure(at index: Int, _ look: PhraseLook) -> (Name, end: Int)? {
    let isRatio = look.sense(index + 1) == .ratio
    switch look.sense(index) {
    case .hazardRatio: return (.hazardRatio, index + 1)
    case .oddsRatio: return (.oddsRatio, index + 1)
    case .riskRatio: return (.riskRatio, index + 1)
    case .hazard where isRatio: return (.hazardRatio, index + 2)
    case .odds where isRatio: return (.oddsRatio, index + 2)
    case .risk where isRatio, .rate where isRatio: return (.riskRatio, index + 2)
    case .relative where look.sense(index + 1) == .risk: return (.riskRatio, index + 2)
    default: return document.isWord(index, in: ["rr"]) ? (.riskRatio, index + 1) : nil
    }
  }

  private func isNamed(_ name: Name, at place: Int, _ look: PhraseLook) -> Bool {
    switch name {
    case .hazardRatio, .oddsRatio, .riskRatio: return measure(at: place, look)?.0 == name
    case .noun(let word, let before):
      guard document.tokens[place].word == word else { return false }
      return before.map { look.sentence.contains(place - 1) && document.tokens[place - 1].word == $0 } ?? true
    }
  }
}
