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

/// Numbers for endpoints: those that include deaths from any cause first.
enum CurveEndpoint {
  static let overall = 1
  /// Endpoints in which death counts as an event.
  static let composites = 2...5
  static let abbreviations = ["os": 1, "pfs": 2, "efs": 3, "dfs": 4, "rfs": 5]
  static let events = ["progression": 2, "event": 3, "disease": 4, "relapse": 5, "recurrence": 5]
  static let ideographs = ["总": 1, "展": 2, "件": 3, "病": 4, "瘤": 4, "发": 5]
  /// Cumulative incidences, which rise.
  static let incidence = 8
  static let firstIncidence = 1 << 32
  /// Other endpoints are told apart by the word that names them.
  static let firstOther = 100
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
    guard !times.isEmpty else { return [] }
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

  private func isIncidence(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index)
      && (document.word(index) == "cumulative" && look.sense(index + 1) == .rate
        || document.word(index) == "累" && look.isIdeographic(index + 1))
  }

  private func isIncidence(before end: Int, _ look: PhraseLook) -> Bool {
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
  private func group(at tokens: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> CurvePoint
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

  // MARK: Medians

  /// Medians in months, with or without an interval.
  private func medianPoints(in sentence: SentenceReading, _ look: PhraseLook) -> [CurvePoint] {
    var runs: [[Median]] = []
    for case let median? in sentence.phrases.map({ median($0, look) }) {
      // A median with an interval may have been read as both a median and an estimate.
      if let last = runs.last?.last, last.place == median.place { continue }
      let end = runs.last?.last?.tokens.upperBound ?? 0
      let gap = end..<max(end, median.tokens.lowerBound)
      let isJoined =
        end > 0 && gap.count <= 8 && gap.contains { [.and, .versus].contains(look.sense($0)) }
        && gap.allSatisfy {
          [.and, .versus, .comma, .close, .open, .compared, .preposition, .month, .semicolon].contains(
            look.sense($0)
          )
        }
      if isJoined { runs[runs.count - 1].append(median) } else { runs.append([median]) }
    }
    return runs.flatMap { run -> [CurvePoint] in
      let arms = run.compactMap(\.arm)
      let isNamed = arms.count == run.count && Set(arms).count == run.count
      return run.enumerated().compactMap { rank, median in
        let group: CurvePoint.Group? =
          isNamed
          ? .arm(arms[rank]) : run.count > 1 ? .slot(rank) : self.group(at: median.tokens, sentence, look)
        guard let group, let endpoint = endpoint(before: median.place, look) else { return nil }
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
      look.sense(place + 1) == .month, !isFollowUp(place, look)
    else { return nil }
    return Median(value: value, arm: arm, place: place, tokens: phrase.tokens)
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

  // MARK: Endpoints

  private func rateEndpoint(_ tokens: Range<Int>, _ look: PhraseLook) -> Int? {
    if isIncidence(before: tokens.lowerBound, look) { return incidenceEndpoint(tokens.lowerBound, look) }
    let end = tokens.upperBound
    if (end..<end + 7).contains(where: { look.sense($0) == .alive }) { return CurveEndpoint.overall }
    return endpoint(before: tokens.lowerBound, look)
  }

  /// The cumulative incidence "of relapse": the word behind the last "of" tells of what.
  private func incidenceEndpoint(_ end: Int, _ look: PhraseLook) -> Int {
    let of = (max(look.sentence.lowerBound, end - 24)..<end).last {
      look.sense($0) == .of && look.isWord($0 + 1)
    }
    guard let of, !look.isIdeographic(of) else { return CurveEndpoint.incidence }
    let place = look.sense(of + 1) == .article ? of + 2 : of + 1
    return CurveEndpoint.firstIncidence + Int(document.tokens[place].word)
  }

  /// "Overall survival", OS, "progression-free survival", 无进展生存率: the words before "survival" tell which.
  func endpoint(before end: Int, _ look: PhraseLook) -> Int? {
    for place in (look.sentence.lowerBound..<max(look.sentence.lowerBound, end)).reversed() {
      if look.sense(place) == .alive { return CurveEndpoint.overall }
      guard look.sense(place) == .survival else { continue }
      let word = document.word(place)
      let other = CurveEndpoint.firstOther + Int(document.tokens[place].word)
      if look.isIdeographic(place) { return ideographicEndpoint(place, look) }
      if word != "survival" { return CurveEndpoint.abbreviations[word] ?? other }
      guard place > look.sentence.lowerBound, look.isWord(place - 1) else { return CurveEndpoint.overall }
      let before = document.word(place - 1)
      if before == "free", place - 3 >= look.sentence.lowerBound {
        return CurveEndpoint.events[document.word(place - 3)]
          ?? CurveEndpoint.firstOther + Int(document.tokens[place - 3].word)
      }
      let isPlain =
        look.sense(place - 1) != .other || ["overall", "patient", "estimated", "actuarial"].contains(before)
      return isPlain ? CurveEndpoint.overall : CurveEndpoint.firstOther + Int(document.tokens[place - 1].word)
    }
    return nil
  }

  private func ideographicEndpoint(_ place: Int, _ look: PhraseLook) -> Int {
    for before in (max(look.sentence.lowerBound, place - 2)..<place).reversed()
    where look.isIdeographic(before) {
      let word = document.word(before)
      if let known = CurveEndpoint.ideographs[word.isEmpty ? "" : String(word.suffix(1))] { return known }
      if !look.sense(before).isTimeUnit, look.sense(before) == .other {
        return CurveEndpoint.firstOther + Int(document.tokens[before].word)
      }
    }
    return CurveEndpoint.overall
  }

  // MARK: Times

  /// Times that stand together: "1, 3 and 5 years", "1- and 2-year", 1年、3年, "at 12 months".
  private struct TimeList {
    var months: [PrintedNumber]
    var tokens: Range<Int>
  }

  private func timeLists(_ look: PhraseLook) -> [TimeList] {
    var lists: [TimeList] = []
    var pending: [(Numeral, Int)] = []
    for index in look.sentence {
      guard let numeral = document.tokens[index].numeral else { continue }
      guard look.sense(index + 1) != .percent, numeral.value < 400, !numeral.isSigned else {
        pending = []
        continue
      }
      let unit = look.sense(index + 1) == .dash ? index + 2 : index + 1
      if let last = pending.last, !isListed(last.1 + 1..<index, look) { pending = [] }
      guard look.sense(unit).isTimeUnit else {
        pending.append((numeral, index))
        continue
      }
      // A median is no time at which a rate is given.
      let isTime = !(index - 8..<index).contains { look.sense($0) == .median }
      let months = (pending.map(\.0) + [numeral]).compactMap { self.months($0.printed, look.sense(unit)) }
      let tokens = (pending.first?.1 ?? index)..<unit + 1
      pending = []
      guard isTime, months.count >= 1, zip(months, months.dropFirst()).allSatisfy({ $0.value < $1.value })
      else {
        continue
      }
      if let last = lists.last, isListed(last.tokens.upperBound..<tokens.lowerBound, look),
        let end = last.months.last, let start = months.first, end.value < start.value
      {
        lists[lists.count - 1] = TimeList(
          months: last.months + months,
          tokens: last.tokens.lowerBound..<tokens.upperBound
        )
      } else {
        lists.append(TimeList(months: months, tokens: tokens))
      }
    }
    return lists
  }

  private func isListed(_ gap: Range<Int>, _ look: PhraseLook) -> Bool {
    gap.count <= 4 && gap.allSatisfy { [.and, .comma, .dash, .slash, .or].contains(look.sense($0)) }
  }

  /// "45.1% … at 12 months": a time behind a figure, before the next one.
  private func timeBehind(_ end: Int, before next: Int, _ times: [TimeList], _ look: PhraseLook) -> TimeList?
  {
    guard
      let time = times.first(where: { $0.tokens.lowerBound >= end }), time.months.count == 1,
      time.tokens.lowerBound - end <= 10, time.tokens.lowerBound < next,
      look.sense(time.tokens.lowerBound - 1) == .preposition,
      !(end..<time.tokens.lowerBound).contains(where: { [.comma, .semicolon, .and].contains(look.sense($0)) })
    else { return nil }
    return time
  }

  private func months(_ number: PrintedNumber, _ unit: Sense) -> PrintedNumber? {
    switch unit {
    // A time at which a curve is read is exact.
    case .month: return number.value < 1000 ? PrintedNumber(number.value, decimals: 6) : nil
    case .year: return number.value < 100 ? PrintedNumber(number.value * 12, decimals: 6) : nil
    default: return nil
    }
  }
}
