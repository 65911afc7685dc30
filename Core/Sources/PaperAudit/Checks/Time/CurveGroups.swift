// SPDX-License-Identifier: Apache-2.0

/// Whose a rate or a median is.
extension Audit {
  /// The groups of figures at one time: their own arms, or the order in which they stand.
  func groupsInOrder(_ run: [ProportionPhrase], _ sentence: SentenceReading, _ look: PhraseLook)
    -> [CurvePoint.Group?]
  {
    if run.count == 1 {
      return [group(of: run[0], run[0].tokens.upperBound..<run[0].tokens.upperBound + 6, sentence, look)]
    }
    let arms = run.compactMap { $0.isArmSure ? $0.arm : nil }
    if Set(arms).count == run.count { return arms.map { .arm($0) } }
    return run.indices.map { .slot($0) }
  }

  /// The arm that a figure names, the one named last before it, or everybody.
  func group(
    of share: ProportionPhrase,
    _ behind: Range<Int>,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> CurvePoint.Group? {
    if let arm = share.arm, share.isArmSure { return .arm(arm) }
    return group(at: share.tokens, sentence, look)
  }

  /// The one arm that a sentence names, or the last one before a place.
  func group(at tokens: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> CurvePoint
    .Group?
  {
    guard !isOfSubgroup(tokens, sentence, look), !hasArmList(of: 2, sentence, look) else { return nil }
    let arms = Set(sentence.mentions.map(\.arm))
    if arms.count == 1, let arm = arms.first { return .arm(arm) }
    if arms.isEmpty {
      let isCompared = (sentence.tokens.lowerBound..<tokens.lowerBound).contains {
        [.versus, .compared, .than].contains(look.sense($0))
      }
      // "72.1% in group A and 61.5% in group B", where the groups were declared nowhere.
      guard !isCompared, sentence.tokens.filter({ look.sense($0) == .arm }).count < 2 else { return nil }
      let isOfAll =
        reading.arms.isEmpty || sentence.tokens.contains { [.all, .total].contains(look.sense($0)) }
      return isOfAll ? .all : nil
    }
    // "… with A was 7.2 months, and the 6-month rate in this arm".
    let end = tokens.upperBound
    if let next = sentence.mentions.first(where: { $0.tokens.lowerBound >= end }),
      next.tokens.lowerBound <= end + 4,
      (end..<next.tokens.lowerBound).allSatisfy({
        [.preposition, .article].contains(look.sense($0)) || look.sense($0).isTimeUnit
      })
    {
      return .arm(next.arm)
    }
    let before = sentence.mentions.filter { $0.tokens.upperBound <= tokens.upperBound }
    return before.last.map { .arm($0.arm) }
  }

  /// "78.6% for one subtype", "in those with …": a group that is no arm.
  func isOfSubgroup(_ tokens: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    if isOfSome(before: tokens.lowerBound, sentence, look) { return true }
    var end = tokens.upperBound
    // "60% at 2 years with A".
    if look.sense(end) == .preposition, look.sentence.contains(end + 1), document.tokens[end + 1].isNumber,
      look.sense(end + 2).isTimeUnit
    {
      end += 3
    }
    let isCounted = look.sentence.contains(end + 1) && document.tokens[end + 1].numeral?.form == .words
    guard look.sense(end) == .preposition, look.isWord(end + 1) || isCounted,
      !["at", "by", "after"].contains(document.word(end))
    else { return false }
    let next = look.sense(end + 1) == .article ? end + 2 : end + 1
    return ![.all, .total, .both, .each, .either].contains(look.sense(next))
      && !look.sense(next + 1).isTimeUnit
      && !(look.isWord(end + 1) && document.word(end + 1) == "this")
      && !sentence.mentions.contains { (end..<end + 5).contains($0.tokens.lowerBound) }
  }

  /// "In patients with brain metastases, …", "in part 2, …": a group that is named before the figure, in its clause.
  func isOfSome(before end: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let start = (max(sentence.tokens.lowerBound, end - 40)..<end).last { look.sense($0) == .semicolon }
    let clause = (start ?? max(sentence.tokens.lowerBound, end - 40))..<end
    return clause.contains { place in
      if document.isWord(place, in: ["part", "cohort", "stage"]), document.isNumber(place + 1) {
        return true
      }
      guard document.isWord(place, in: ["in", "among", "for"]),
        let subject = (place + 1..<place + 8).first(where: { look.sense($0) == .subject }), subject < end
      else { return false }
      return !(place..<subject).contains { [.all, .total, .both, .each, .either].contains(look.sense($0)) }
        && !sentence.mentions.contains { (place..<subject + 5).contains($0.tokens.lowerBound) }
    }
  }

  /// "In groups A and B": as many arms in a list as figures, so that the figures may be theirs.
  func hasArmList(of count: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    for (first, second) in zip(sentence.mentions, sentence.mentions.dropFirst()) where first.arm != second.arm
    {
      let gap = first.tokens.upperBound..<max(first.tokens.upperBound, second.tokens.lowerBound)
      if gap.count <= 4, gap.allSatisfy({ [.and, .versus, .comma, .article, .or].contains(look.sense($0)) }) {
        return true
      }
    }
    return false
  }
}
