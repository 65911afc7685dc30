// SPDX-License-Identifier: Apache-2.0

/// A rate of survival at a time, or a median, of one curve.
struct CurvePoint {
  /// Which endpoint, as ``CurveEndpoint`` names it.
  let endpoint: Int
  let group: Group
  let sentence: Int
  let tokens: Range<Int>
  /// Months; of a rate, when, of a median, its value.
  let time: PrintedNumber
  /// Percent free of the event; nil for a median.
  let rate: PrintedNumber?

  /// Whose curve it is.
  enum Group: Hashable {
    case arm(Int)
    /// The first, second … of figures that stand in the same order throughout a sentence.
    case slot(Int)
    case all
  }
}

extension Audit {
  /// The rates and medians of a sentence whose time, endpoint and group it tells.
  func points(in sentence: SentenceReading) -> [CurvePoint] {
    let look = look(sentence)
    guard
      sentence.tokens.contains(where: {
        [.survival, .alive].contains(look.sense($0)) || isIncidence($0, look)
      })
    else { return [] }
    return ratePoints(in: sentence, look) + medianPoints(in: sentence, look)
  }

  // MARK: Rates

  private func ratePoints(in sentence: SentenceReading, _ look: PhraseLook) -> [CurvePoint] {
    let times = timeLists(look)
    guard !times.isEmpty, !isConditional(sentence, look) else { return [] }
    var found: [CurvePoint] = []
    let runs = rateRuns(in: sentence, look)
    for (rank, run) in runs.enumerated() {
      guard let first = run.first, let last = run.last,
        let endpoint = rateEndpoint(first.tokens, look)
      else { continue }
      let start = rank > 0 ? runs[rank - 1].last?.tokens.upperBound ?? 0 : sentence.tokens.lowerBound
      let named = Set(
        sentence.mentions.filter {
          $0.tokens.lowerBound >= start && $0.tokens.upperBound <= first.tokens.lowerBound
        }
        .map(\.arm)
      )
      let next = rank + 1 < runs.count ? runs[rank + 1][0].tokens.lowerBound : sentence.tokens.upperBound
      let behind = run.count == 1 ? timeBehind(last.tokens.upperBound, before: next, times, look) : nil
      guard
        let list = behind ?? times.last(where: { $0.tokens.upperBound <= first.tokens.lowerBound })
      else { continue }
      let groups: [CurvePoint.Group?]
      let when: [PrintedNumber]
      if list.months.count == 1 {
        when = run.map { _ in list.months[0] }
        groups = groupsInOrder(run, sentence, look)
      } else if list.months.count == run.count, let arm = named.first, named.count == 1 {
        when = list.months
        groups = run.map { _ in .arm(arm) }
      } else if list.months.count == run.count, let arm = armBehind(last.tokens.upperBound, sentence, look) {
        when = list.months
        groups = run.map { _ in .arm(arm) }
      } else if list.months.count == run.count, Set(run.map { $0.isArmSure ? $0.arm : nil }).count == 1,
        !hasArmList(of: run.count, sentence, look)
      {
        when = list.months
        let group = group(of: first, last.tokens.upperBound..<next, sentence, look)
        groups = run.map { _ in group }
      } else {
        continue
      }
      for (index, share) in run.enumerated() {
        guard let group = groups[index], let percent = share.percent else { continue }
        let isRising = endpoint == CurveEndpoint.incidence || endpoint >= CurveEndpoint.firstIncidence
        let free = PrintedNumber(100 - percent.value, decimals: percent.decimals)
        found.append(
          CurvePoint(
            endpoint: endpoint,
            group: group,
            sentence: sentence.index,
            tokens: share.tokens,
            time: when[index],
            rate: isRising ? free : percent
          )
        )
      }
    }
    return found
  }

  /// "80%, 70% and 60%, respectively, in the A arm".
  private func armBehind(_ end: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Int? {
    guard let next = sentence.mentions.first(where: { $0.tokens.lowerBound >= end }) else { return nil }
    let gap = end..<next.tokens.lowerBound
    let isLinked =
      gap.count <= 6 && gap.contains { look.sense($0) == .preposition }
      && gap.allSatisfy { [.comma, .respectively, .preposition, .article, .close].contains(look.sense($0)) }
    guard isLinked else { return nil }
    // "… in arms A and B".
    let isList = sentence.mentions.contains {
      $0.arm != next.arm
        && (next.tokens.upperBound..<next.tokens.upperBound + 4).contains($0.tokens.lowerBound)
        && !document.tokens[next.tokens.upperBound..<$0.tokens.lowerBound].contains { $0.isNumber }
    }
    return isList ? nil : next.arm
  }

  /// "85% of these", "patients alive at 1 year": of those who lived until then.
  private func isConditional(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains {
      document.isWord($0, in: ["these", "those", "conditional", "landmark", "survivors"])
        || look.sense($0) == .alive && look.sense($0 - 1) == .subject
    }
  }

  /// Neighbouring rates with nothing but "and", "versus", commas and intervals between them.
  private func rateRuns(in sentence: SentenceReading, _ look: PhraseLook) -> [[ProportionPhrase]] {
    var runs: [[ProportionPhrase]] = []
    for case .proportion(let share) in sentence.phrases {
      guard !share.isOther, share.events == nil, let percent = share.percent, percent.value <= 100,
        share.isSurvival || isAlive(share, look) || isIncidence(before: share.tokens.lowerBound, look)
      else { continue }
      let end = runs.last?.last?.tokens.upperBound ?? 0
      let gap = end..<max(end, share.tokens.lowerBound)
      let isJoined =
        end > 0 && gap.count <= 12
        && gap.allSatisfy {
          [.and, .versus, .comma, .open, .close, .semicolon, .dash, .to, .confidence, .percent].contains(
            look.sense($0)
          )
            || document.tokens[$0].isNumber
        } && !gap.contains { look.sense($0 + 1).isTimeUnit }
      if isJoined { runs[runs.count - 1].append(share) } else { runs.append([share]) }
    }
    return runs
  }

  /// "45.1% of patients were alive", where the text speaks of survival.
  private func isAlive(_ share: ProportionPhrase, _ look: PhraseLook) -> Bool {
    guard document.has(.survival) else { return false }
    let end = share.tokens.upperBound
    let behind = (end..<end + 7).prefix { look.sense($0) != .comma && !look.sense($0).isTimeUnit }
    return behind.contains { look.sense($0) == .alive }
      || (share.tokens.lowerBound - 8..<share.tokens.lowerBound).contains {
        look.sense($0) == .alive && look.sentence.contains($0)
      }
  }

  func isIncidence(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index)
      && (document.word(index) == "cumulative" && look.sense(index + 1) == .rate
        || document.word(index) == "累" && look.isIdeographic(index + 1))
  }

  func isIncidence(before end: Int, _ look: PhraseLook) -> Bool {
    (max(look.sentence.lowerBound, end - 24)..<end).contains { isIncidence($0, look) }
  }

  /// The groups of figures at one time: their own arms, or the order in which they stand.
  private func groupsInOrder(_ run: [ProportionPhrase], _ sentence: SentenceReading, _ look: PhraseLook)
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
  private func group(
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
      guard !isCompared else { return nil }
      let isOfAll =
        reading.arms.isEmpty || sentence.tokens.contains { [.all, .total].contains(look.sense($0)) }
      return isOfAll ? .all : nil
    }
    // "… with A was 7.2 months, and the 6-month rate in this arm".
    let end = tokens.upperBound
    if let next = sentence.mentions.first(where: { $0.tokens.lowerBound >= end }),
      next.tokens.lowerBound <= end + 4,
      (end..<next.tokens.lowerBound).allSatisfy({ [.preposition, .article].contains(look.sense($0)) })
    {
      return .arm(next.arm)
    }
    let before = sentence.mentions.filter { $0.tokens.upperBound <= tokens.upperBound }
    return before.last.map { .arm($0.arm) }
  }

  /// "78.6% for one subtype", "in those with …": a group that is no arm.
  private func isOfSubgroup(_ tokens: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    if opensWithSubgroup(before: tokens, sentence, look) { return true }
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
    return ![.all, .total].contains(look.sense(next)) && !look.sense(next + 1).isTimeUnit
      && !(look.isWord(end + 1) && document.word(end + 1) == "this")
      && !sentence.mentions.contains { (end..<end + 5).contains($0.tokens.lowerBound) }
  }

  /// "In groups A and B": as many arms in a list as figures, so that the figures may be theirs.
  private func hasArmList(of count: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
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
