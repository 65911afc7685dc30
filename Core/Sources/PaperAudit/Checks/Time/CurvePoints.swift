// SPDX-License-Identifier: Apache-2.0

/// A rate of survival at a time, or a median, of one curve.
struct CurvePoint {
  /// Which endpoint, as ``CurveEndpoint`` names it.
  let endpoint: Int
  /// Nil where it is not told whose it is.
  let group: Group?
  let sentence: Int
  let tokens: Range<Int>
  /// Months; of a rate, when, of a median, its value.
  let time: PrintedNumber
  /// Percent free of the event; nil for a median.
  let rate: PrintedNumber?
  /// Whether it may be the figure of a group that is no arm.
  var isOfPart = false

  /// Whose curve it is.
  enum Group: Hashable {
    case arm(Int)
    /// The first, second … of figures that stand in the same order throughout a sentence.
    case slot(Int)
    case all

    /// The group, if it is an arm.
    var ofArm: Group? { if case .arm = self { self } else { nil } }
  }
}

extension Audit {
  /// The rates and medians of a sentence whose time, endpoint and group it tells.
  func points(in sentence: SentenceReading) -> [CurvePoint] {
    let look = look(sentence)
    guard
      sentence.tokens.contains(where: {
        [.survival, .alive].contains(look.sense($0)) || isIncidence($0, look) || isFreedom($0, look)
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
    // "68% and 54% with A and 57% and 39% with B": where no arm is named before the first figures, each is named behind its own.
    let standsBehind =
      runs.first?.last.map { last in
        armBehind(last.tokens.upperBound, sentence, look) != nil
          && !sentence.mentions.contains { $0.tokens.upperBound <= last.tokens.lowerBound }
      } ?? false
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
      let behind = timeBehind(last.tokens.upperBound, before: next, times, look)
      guard
        let list = behind ?? times.last(where: { $0.tokens.upperBound <= first.tokens.lowerBound })
      else { continue }
      let groups: [CurvePoint.Group?]
      let when: [PrintedNumber]
      if list.months.count == 1 {
        when = run.map { _ in list.months[0] }
        groups = groupsInOrder(run, sentence, look)
      } else if list.months.count == run.count, !standsBehind, let arm = named.first, named.count == 1 {
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
        groups = run.map { _ in isAlone(run, runs, group) ? group : .slot(Self.firstRun + rank) }
      } else {
        continue
      }
      let isOfSome = isOfSome(before: first.tokens.lowerBound, sentence, look)
      for (index, share) in run.enumerated() {
        guard let percent = share.percent else { continue }
        let isRising = endpoint == CurveEndpoint.incidence || endpoint >= CurveEndpoint.firstIncidence
        let free = PrintedNumber(100 - percent.value, decimals: percent.decimals)
        found.append(
          CurvePoint(
            endpoint: endpoint,
            group: isOfSome ? groups[index].flatMap(\.ofArm) : groups[index],
            sentence: sentence.index,
            tokens: share.tokens,
            time: when[index],
            rate: isRising ? free : percent,
            isOfPart: isOfSubgroup(share.tokens, sentence, look) || isOfSubgroup(last.tokens, sentence, look)
          )
        )
      }
    }
    return found
  }

  /// Runs that tell the same times are of different groups, in the order of the text.
  private static let firstRun = 1000

  /// Whether no other figures of a sentence are told for as many times, or an arm is named for these.
  private func isAlone(_ run: [ProportionPhrase], _ runs: [[ProportionPhrase]], _ group: CurvePoint.Group?)
    -> Bool
  {
    if case .arm = group { return true }
    return runs.filter { $0.count == run.count }.count == 1
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

  /// "85% of these", "patients alive at 1 year", "among responders": of those who lived until then, or of some.
  private func isConditional(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains { place in
      if document.isWord(place, in: Self.conditional) { return true }
      // "The proportion of patients alive at 18 months" is of all.
      return look.sense(place) == .alive && look.sense(place - 1) == .subject
        && !(place - 5..<place).contains { [.proportion, .rate].contains(look.sense($0)) }
    }
  }

  private static let conditional: Set<String> = [
    "these", "those", "conditional", "landmark", "survivors", "responders", "nonresponders", "non-responders",
    "carriers",
  ]

  /// Neighbouring rates with nothing but "and", "versus", commas and intervals between them.
  private func rateRuns(in sentence: SentenceReading, _ look: PhraseLook) -> [[ProportionPhrase]] {
    var runs: [[ProportionPhrase]] = []
    for case .proportion(let share) in sentence.phrases {
      guard !share.isOther, share.events == nil, let percent = share.percent, percent.value <= 100,
        share.isSurvival || isAlive(share, look) || isIncidence(before: share.tokens.lowerBound, look)
          || freedom(of: share.tokens, look) != nil
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
    // "The incidence of relapse was 27%; overall survival was 66%": what is named last.
    (max(look.sentence.lowerBound, end - 24)..<end)
      .last { isIncidence($0, look) || look.sense($0) == .survival }
      .map { isIncidence($0, look) } ?? false
  }
}
