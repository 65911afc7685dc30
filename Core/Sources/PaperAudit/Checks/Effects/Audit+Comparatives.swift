// SPDX-License-Identifier: Apache-2.0

/// "3 points more with A": differences told by a comparative, 缩短了2天.
extension Audit {
  // MARK: 缩短了

  /// 缩短, 减少, 降低, 延长, 升高.
  func isIdeographicComparison(_ index: Int, _ look: PhraseLook) -> Bool {
    guard look.isIdeographic(index), index > look.sentence.lowerBound else { return false }
    return ["短", "少", "低", "长", "高"].contains(document.word(index))
      && ["缩", "减", "降", "延", "升"].contains(document.word(index - 1))
  }

  /// 观察组为（7.2±1.4）d，对照组为（9.6±1.8）d，缩短了2.4 d: two means of two arms and nothing of an earlier time.
  mutating func checkIdeographic(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    let place = document.word(index + 1) == "了" ? index + 2 : index + 1
    guard look.sentence.contains(place), let numeral = document.tokens[place].numeral, numeral.decimals > 0,
      look.sense(place + 1) != .percent, !hasIntervalOfDifference(behind: place, look),
      look.sense(index - 2) == .comma
        || ["均", "平"].contains(document.word(index - 2)),
      !look.sentence.contains(where: { document.word($0) == "前" || look.sense($0) == .baseline }),
      let ends = endsOfSummaries(before: index, sentence)
    else { return }
    judgeDifference(numeral, [(ends.first - ends.second).magnitudes], isPercent: false, at: place..<place + 1)
  }

  // MARK: "More than"

  func isComparative(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index) && Self.comparatives.contains(document.word(index))
  }

  private static let comparatives: Set<String> = [
    "more", "less", "fewer", "lower", "higher", "longer", "shorter", "greater", "smaller", "larger",
    "earlier",
    "later",
  ]

  /// "230 ml less", "shorter by 12 min": the difference of two of the figures with the same unit that follow or lead.
  mutating func checkComparative(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    let isBy = look.isWord(index + 1) && document.word(index + 1) == "by"
    let place: Int
    if isBy {
      place = index + 2
    } else {
      place =
        (max(look.sentence.lowerBound, index - 3)..<index).last { document.tokens[$0].isNumber } ?? index
    }
    guard place != index, look.sentence.contains(place), let numeral = document.tokens[place].numeral,
      numeral.form != .words, !numeral.isSigned, look.sense(place + 1) != .percent, look.isWord(place + 1),
      look.sense(place - 1) != .or, look.sense(place - 1) != .atLeast, look.sense(index - 1) != .or,
      !hasIntervalOfDifference(behind: place, look),
      !look.sentence.contains(where: { [.median, .power].contains(look.sense($0)) }),
      isComparedWithArm(index, sentence, look)
    else { return }
    let unit = document.tokens[place + 1].word
    let values = values(of: unit, apart: place, look)
    guard (2...4).contains(values.count) else { return }
    var differences: [ClosedRange<Double>] = []
    for (rank, first) in values.enumerated() {
      for second in values.dropFirst(rank + 1) { differences.append((first - second).magnitudes) }
    }
    judgeDifference(numeral, differences, isPercent: false, at: place..<place + 2)
  }

  /// "Lower than with B", but not "lower than at week 4" or "than expected".
  private func isComparedWithArm(_ index: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    guard look.sense(index + 1) == .than else { return true }
    if sentence.mentions.contains(where: { (index + 2..<index + 6).contains($0.tokens.lowerBound) }) {
      return true
    }
    let next = look.sense(index + 2) == .article ? index + 3 : index + 2
    return look.isWord(next)
      && ["with", "placebo", "control", "controls", "usual", "standard"].contains(document.word(next))
  }

  /// "…; baseline distance was 300 m with A": figures of another clause or time.
  private func isOfBaseline(_ index: Int, from place: Int, _ look: PhraseLook) -> Bool {
    let between = index > place ? place..<index : max(look.sentence.lowerBound, index - 4)..<index
    return between.contains {
      look.sense($0) == .baseline || look.sense($0) == .semicolon && index > place
    }
  }

  /// Figures of a unit that stand for arms: joined by "versus", or each followed by "with", "in", "on".
  private func values(of unit: Int32, apart place: Int, _ look: PhraseLook) -> [ClosedRange<Double>] {
    var found: [ClosedRange<Double>] = []
    for index in look.sentence where index != place {
      guard let value = document.tokens[index].numeral, value.form != .words else { continue }
      let hasUnit = look.isWord(index + 1) && document.tokens[index + 1].word == unit
      let isFirst = look.sense(index + 1) == .versus || hasUnit && look.sense(index + 2) == .versus
      let isSecond = look.sense(index - 1) == .versus && hasUnit
      let isOfArm =
        hasUnit && look.isWord(index + 2)
        && ["with", "in", "for", "on", "after"].contains(document.word(index + 2))
        && !["within", "after", "at", "from", "until", "in", "day"].contains(document.word(index - 1))
      guard isFirst || isSecond || isOfArm, !isOfBaseline(index, from: place, look) else { continue }
      found.append(value.printed.possible)
    }
    return found
  }
}
