// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Medians in months, with or without an interval.
  func medianPoints(in sentence: SentenceReading, _ look: PhraseLook) -> [CurvePoint] {
    var runs: [[Median]] = []
    for case let median? in sentence.phrases.map({ median($0, look) }) {
      // A median with an interval may have been read as both a median and an estimate.
      if let last = runs.last?.last, last.place == median.place { continue }
      let end = runs.last?.last?.tokens.upperBound ?? 0
      let gap = end..<max(end, median.place)
      let isJoined =
        end > 0 && gap.count <= 8 && gap.contains { [.and, .versus].contains(look.sense($0)) }
        && gap.allSatisfy {
          [.and, .versus, .comma, .close, .open, .compared, .preposition, .month, .semicolon].contains(
            look.sense($0)
          )
        }
      if isJoined { runs[runs.count - 1].append(median) } else { runs.append([median]) }
      if let next = medianBehind(median, look) { runs[runs.count - 1].append(next) }
    }
    return runs.flatMap { run -> [CurvePoint] in
      let arms = run.compactMap(\.arm)
      let isNamed = arms.count == run.count && Set(arms).count == run.count
      return run.enumerated().compactMap { rank, median in
        let group: CurvePoint.Group? =
          isNamed
          ? .arm(arms[rank]) : run.count > 1 ? .slot(rank) : self.group(at: median.tokens, sentence, look)
        guard let endpoint = medianEndpoint(median.place, look) else { return nil }
        return CurvePoint(
          endpoint: endpoint,
          group: group,
          sentence: sentence.index,
          tokens: median.tokens,
          time: median.value,
          rate: nil
        )
      }
    }
  }

  private struct Median {
    let value: PrintedNumber
    let arm: Int?
    let place: Int
    let tokens: Range<Int>
  }

  /// "22.3 mo (95% CI, 19.7 to 28.2) vs 17.3 mo (15.0–21.6)": the second, whose limits have no name.
  private func medianBehind(_ median: Median, _ look: PhraseLook) -> Median? {
    var place = median.tokens.upperBound
    while look.sense(place) == .close || look.sense(place) == .month { place += 1 }
    if look.sense(place) == .open {
      guard let close = (place..<place + 14).first(where: { look.sense($0) == .close }) else { return nil }
      place = close + 1
    }
    guard look.sense(place) == .versus || look.sense(place) == .and else { return nil }
    let next = look.sense(place + 1) == .stop ? place + 2 : place + 1
    guard look.sentence.contains(next), let value = document.tokens[next].numeral?.printed,
      look.sense(next + 1) == .month
    else { return nil }
    return Median(value: value, arm: nil, place: next, tokens: next..<next + 2)
  }

  private func median(_ phrase: Phrase, _ look: PhraseLook) -> Median? {
    let value: PrintedNumber
    var arm: Int?
    switch phrase {
    case .summary(let summary):
      guard summary.center == .median, !summary.isAge, let median = summary.value else { return nil }
      value = median
      arm = summary.isArmSure ? summary.arm : nil
    case .estimate(let estimate):
      guard estimate.measure == .other, isMedian(before: estimate.tokens.lowerBound, look) else { return nil }
      value = estimate.value
    default: return nil
    }
    guard let place = phrase.tokens.first(where: { document.tokens[$0].numeral?.printed == value }),
      isInMonths(place, look), !isFollowUp(place, look)
    else { return nil }
    return Median(value: value, arm: arm, place: place, tokens: phrase.tokens)
  }

  /// "41.2 months", "41.2 vs 17.3 mo".
  private func isInMonths(_ place: Int, _ look: PhraseLook) -> Bool {
    if look.sense(place + 1) == .month { return true }
    guard [.versus, .and].contains(look.sense(place + 1)) else { return false }
    let next = look.sense(place + 2) == .stop ? place + 3 : place + 2
    return document.isNumber(next) && look.sense(next + 1) == .month
  }

  /// The endpoints whose median is "not reached" in some group, whose curve may stay above one half; nil among them for any.
  func openMedians() -> Set<Int?> {
    var found: Set<Int?> = []
    for sentence in reading.sentences
    where sentence.tokens.contains(where: { document.sense($0) == .median }) {
      let look = look(sentence)
      for place in sentence.tokens where isNotReached(place, look) && !isLimit(place, look) {
        found.insert(endpoint(before: place, look))
      }
    }
    return found
  }

  private func isNotReached(_ place: Int, _ look: PhraseLook) -> Bool {
    if document.isWord(place, in: ["nr", "ne", "inestimable"]) { return true }
    guard look.sense(place) == .not else { return false }
    return (place + 1..<place + 4).contains {
      look.sense($0) == .reached || document.isWord($0, in: ["estimable", "reach", "attained", "evaluable"])
    }
  }

  /// "11.2–NE", "95% CI, 11.2 to not reached": the end of an interval, and no median.
  private func isLimit(_ place: Int, _ look: PhraseLook) -> Bool {
    if [.dash, .to].contains(look.sense(place - 1)) { return true }
    return look.sense(place - 1) == .comma && document.isNumber(place - 2)
      && (place - 7..<place).contains { look.sense($0) == .confidence }
  }

  private func isMedian(before index: Int, _ look: PhraseLook) -> Bool {
    for place in (max(look.sentence.lowerBound, index - 14)..<index).reversed() {
      if look.sense(place) == .median { return true }
      if look.sense(place) == .semicolon { return false }
    }
    return false
  }

  private func isFollowUp(_ index: Int, _ look: PhraseLook) -> Bool {
    for place in (max(look.sentence.lowerBound, index - 10)..<index).reversed() {
      if look.sense(place) == .survival || look.sense(place) == .median && place < index - 4 { return false }
      if look.sense(place) == .follow || look.isWord(place) && ["f", "随"].contains(document.word(place)) {
        return true
      }
    }
    return false
  }

  /// The endpoint that stands behind "median", or before it with no other figure between.
  private func medianEndpoint(_ place: Int, _ look: PhraseLook) -> Int? {
    let start = max(look.sentence.lowerBound, place - 30)
    guard let head = (start..<place).last(where: { look.sense($0) == .median }) else { return nil }
    if (head..<place).contains(where: { look.sense($0) == .survival }) {
      return endpoint(before: place, look)
    }
    guard let survival = (start..<head).last(where: { look.sense($0) == .survival }),
      !(survival..<head).contains(where: { document.tokens[$0].isNumber })
    else { return nil }
    let isOther = (head..<place).contains { document.isWord($0, in: ["duration", "response", "time", "缓解"]) }
    return isOther ? nil : endpoint(before: head, look)
  }
}
