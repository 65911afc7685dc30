// SPDX-License-Identifier: Apache-2.0

/// Relative reductions and increases against the ratios or shares that they come from.
extension Audit {
  /// "Lowered by 32% (hazard ratio 0.68)"; "a relative reduction of 25%" from 24% to 18%; 风险降低26%（HR=0.74）.
  mutating func checkReductions(in sentence: SentenceReading) {
    let look = look(sentence)
    for index in sentence.tokens
    where look.sense(index) == .percent && index > sentence.tokens.lowerBound {
      guard let numeral = document.tokens[index - 1].numeral, !numeral.isSigned, numeral.value <= 1000,
        look.sense(index + 1) != .confidence, !isOfDose(index, look),
        case let before = ratio(before: index - 1, sentence, look),
        let direction = direction(of: index, look, isOfRatio: before != nil)
      else { continue }
      let ratio = ratio(behind: index, look) ?? before
      var readings = ratio.map { [implied(by: $0, direction)] } ?? []
      if readings.isEmpty { readings = relatives(of: index, sentence, look, direction) }
      if readings.isEmpty {
        checkEfficacy(numeral, at: index, sentence, look)
        continue
      }
      guard let nearest = readings.first else { continue }
      let possible = numeral.printed.possible
      let fits = readings.contains { $0.overlaps(possible) }
      add(
        .percentage,
        at: index - 1..<index + 1,
        fits ? .consistent : .inconsistent,
        .difference(of: nearest),
        printed: [Figure(.percent, numeral.printed)],
        recomputed: [Recomputation(.percent, nearest)],
        readings.count == 1 ? .likely : .oneOfSeveral
      )
    }
  }

  private enum Direction { case down, up }

  /// Whether a percentage is how much lower or higher something is.
  private func direction(of index: Int, _ look: PhraseLook, isOfRatio: Bool) -> Direction? {
    guard isOfRatio || isOfRisk(index, look), !document.isWord(index + 1, in: ["more", "greater"]) else {
      return nil
    }
    for place in [index + 1, index + 2] where look.isWord(place) {
      if Self.lowered.contains(document.word(place)) { return .down }
      if Self.raised.contains(document.word(place)) { return .up }
      if look.sense(place) != .relative { break }
    }
    for place in (max(look.sentence.lowerBound, index - 12)..<index - 1).reversed() {
      // Another figure, or a clause of its own, ends what the percentage belongs to.
      if document.tokens[place].isNumber || [.semicolon, .open, .close].contains(look.sense(place)) {
        return nil
      }
      guard look.isWord(place) else { continue }
      let word = document.word(place)
      if Self.lowered.contains(word) || ["降", "减", "保"].contains(word) { return .down }
      if Self.raised.contains(word) { return .up }
    }
    return nil
  }

  /// Whether a risk, an event or an efficacy is what is lower, and not some value that goes with a ratio.
  private func isOfRisk(_ index: Int, _ look: PhraseLook) -> Bool {
    let start = max(look.sentence.lowerBound, index - 14)
    let end = (index..<index + 10).first { look.sense($0) == .open || look.sense($0) == .end } ?? index + 10
    return (start..<end).contains {
      [.risk, .hazard, .odds, .rate, .died, .event, .relative].contains(look.sense($0))
        || document.isWord($0, in: Self.risks)
    }
  }

  private static let risks: Set<String> = [
    "mortality", "likelihood", "chance", "probability", "efficacy", "effectiveness", "cases", "infection",
    "infections",
    "relapse", "relapses", "recurrence", "recurrences", "progression", "failure", "failures", "admissions",
    "hospitalization", "hospitalizations", "hospitalisation", "falls", "fractures", "attacks",
    "exacerbations", "风险",
    "险", "死", "死亡率", "病", "保",
  ]

  private func isOfDose(_ index: Int, _ look: PhraseLook) -> Bool {
    (max(look.sentence.lowerBound, index - 7)..<index + 4).contains {
      look.isWord($0)
        && ["dose", "doses", "dosage", "intensity", "exposure", "剂", "量"].contains(document.word($0))
    }
  }

  private static let lowered: Set<String> = [
    "reduced", "lowered", "reduction", "lower", "efficacy", "effectiveness", "decreased", "decrease",
    "reduces",
    "lowers", "reducing", "lowering", "less", "fewer",
  ]
  private static let raised: Set<String> = ["increased", "increase", "higher", "raised", "increases"]

  private func implied(by ratio: PrintedNumber, _ direction: Direction) -> ClosedRange<Double> {
    let possible = ratio.possible
    // A ratio may be given the other way round.
    let isStraight = direction == .down ? ratio.value < 1 : ratio.value >= 1
    let turned = 1 / max(possible.upperBound, 1e-9)...1 / max(possible.lowerBound, 1e-9)
    return (ClosedRange(point: 100) - (isStraight ? possible : turned).scaled(by: 100)).magnitudes
  }

  /// A ratio in a bracket or behind a comma, with nothing but words between.
  private func ratio(behind index: Int, _ look: PhraseLook) -> PrintedNumber? {
    var isApart = false
    var isComma = false
    var isRatio = false
    for place in index + 1..<index + 18 {
      guard look.sentence.contains(place) else { return nil }
      switch look.sense(place) {
      case .open: isApart = true
      case .comma, .semicolon, .since: (isApart, isComma) = (true, true)
      case .hazardRatio, .oddsRatio, .riskRatio, .ratio: isRatio = true
      case .risk where look.sense(place - 1) == .relative: isRatio = true
      case .percent, .stop, .confidence: return nil
      // "…, and the hazard ratio was": a clause of its own.
      case .and, .was: return nil
      case .other where isComma && !isRatio && look.isWord(place): return nil
      default: break
      }
      guard let numeral = document.tokens[place].numeral else { continue }
      guard isApart, isRatio, numeral.decimals > 0, numeral.value > 0, numeral.value < 20,
        look.sense(place + 1) != .percent
      else { return nil }
      return numeral.printed
    }
    return nil
  }

  /// "A rate ratio of 0.06 (95% CI, 0.03 to 0.11), corresponding to an 84% reduction": the ratio that words of meaning lead from.
  private func ratio(before place: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> PrintedNumber? {
    let estimates = sentence.phrases.prefix { $0.tokens.upperBound <= place }.compactMap { phrase in
      if case .estimate(let estimate) = phrase { estimate } else { nil }
    }
    guard let estimate = estimates.last, [.hazardRatio, .oddsRatio, .riskRatio].contains(estimate.measure),
      place - estimate.tokens.upperBound <= 16
    else { return nil }
    let gap = estimate.tokens.upperBound..<place
    // A p-value may close the bracket.
    let start =
      gap.last { look.sense($0) == .close || document.isNumber($0) }.map { $0 + 1 } ?? gap.lowerBound
    let words = start..<place
    // An absolute reduction, one at a time, and one of the risk from a ratio of odds are other figures.
    let isOther = (start..<place + 9).contains {
      look.sense($0).isTimeUnit || look.sense($0) == .points
        || document.isWord($0, in: ["absolute", "绝", "绝对"])
    }
    let isOfOdds = (start..<place + 9).contains { look.sense($0) == .odds }
    guard !isOther, estimate.measure != .oddsRatio || isOfOdds, words.count <= 10,
      !words.contains(where: { [.and, .semicolon, .versus].contains(look.sense($0)) }),
      words.contains(where: {
        // "…, a 35% lower risk".
        look.sense($0) == .comma && look.sense($0 + 1) == .article && $0 + 2 == place
          || document.isWord($0, in: Self.meanings)
          || document.isWord($0, in: ["that", "which"]) && look.sense($0 + 1) == .was
          || look.isIdeographic($0) && ["即", "相当"].contains(document.word($0))
      })
    else { return nil }
    return estimate.value
  }

  private static let meanings: Set<String> = [
    "corresponding", "corresponds", "equivalent", "meaning", "representing", "reflecting", "translating",
    "implying",
    "i.e", "ie",
  ]

  /// 100 (a − b) / a of the two other percentages of a sentence that speaks of a relative change.
  private func relatives(
    of index: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook,
    _ direction: Direction
  ) -> [ClosedRange<Double>] {
    guard (index - 8..<index + 4).contains(where: { look.sense($0) == .relative }),
      !(index - 8..<index + 4).contains(where: { look.sense($0) == .risk && look.sense($0 - 1) == .relative }
      ),
      !hasModels(sentence)
    else { return [] }
    let others = sentence.tokens.filter {
      look.sense($0) == .percent && $0 != index && $0 > sentence.tokens.lowerBound
        && look.sense($0 + 1) != .confidence && look.sense($0 + 1) != .points
        && !["percentage", "absolute"].contains(document.word($0 + 1))
    }
    guard others.count == 2, let a = document.tokens[others[0] - 1].numeral?.printed,
      let b = document.tokens[others[1] - 1].numeral?.printed, a.value > 0, b.value > 0
    else { return [] }
    return [(a, b), (b, a)].filter { direction == .down ? $0.0.value > $0.1.value : $0.0.value < $0.1.value }
      .map {
        let (x, y) = ($0.possible, $1.possible)
        let ratio = ClosedRange(
          uncheckedBounds: (y.lowerBound / x.upperBound, y.upperBound / max(x.lowerBound, 1e-9))
        )
        return (ClosedRange(point: 100) - ratio.scaled(by: 100)).magnitudes
      }
  }
}
