// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// "From October 2022 to July 2025", "between 2018 and 2020", "2022年10月至2025年7月", with a duration if one is printed.
  mutating func checkDates(in sentence: SentenceReading) {
    let look = look(sentence)
    checkLabelledDates(in: sentence, look)
    checkFollowUp(in: sentence, look)
    var index = sentence.tokens.lowerBound
    while index < sentence.tokens.upperBound {
      guard let first = date(at: index, look) else {
        index += 1
        continue
      }
      if let date = first.date, isCutoff(before: index, look) { dataCutoff = date }
      if first.date == nil {
        add(.date, at: index..<first.end, .inconsistent, .impossibleDate)
        index = first.end
        continue
      }
      var place = first.end
      while look.sense(place) == .comma || look.sense(place) == .until { place += 1 }
      let joins = [.to, .dash, .until, .and].contains(look.sense(place)) || look.sense(place - 1) == .until
      if [.to, .dash, .until, .and].contains(look.sense(place)) { place += 1 }
      guard joins, let second = date(at: place, look), let start = first.date, let end = second.date,
        isSpan(start, end, from: index, joinedAt: place - 1, until: second.end, look)
      else {
        index = first.end
        continue
      }
      if sentence.tokens.contains(where: { [.enrolled, .randomized].contains(look.sense($0)) }),
        enrolmentEnds.count < 16
      {
        enrolmentEnds.append(end)
      }
      let isOfStudy = sentence.tokens.contains {
        [.enrolled, .randomized, .assigned].contains(look.sense($0))
          || document.isWord(
            $0,
            in: ["conducted", "done", "performed", "undertaken", "recruited", "recruitment", "ran", "lasted"]
          )
      }
      if isOfStudy,
        enrolmentStart.map({ start.isSurelyBefore($0) }) ?? true
      {
        enrolmentStart = start
      }
      judge(DateSpan(from: start, to: end), index..<second.end, look)
      index = second.end
    }
    checkLastVisit(in: sentence, look)
  }

  /// Two bare years are a span after "between" or "from" only, and not before what one counts: "1953 and 1945 person-years".
  private func isSpan(
    _ start: PrintedDate,
    _ end: PrintedDate,
    from index: Int,
    joinedAt join: Int,
    until behind: Int,
    _ look: PhraseLook
  ) -> Bool {
    guard start.month == nil, end.month == nil else { return true }
    if look.sense(join) == .and, look.sense(index - 1) != .between { return false }
    return !(look.isWord(behind) && [.subject, .event, .unit, .male, .female].contains(look.sense(behind)))
      && !Self.countedThings.contains(document.word(behind))
  }

  private static let wordsOfDuration: Set<String> = [
    "lasted", "took", "spanned", "spanning", "lasting", "期", "历", "历时",
  ]

  private static let countedThings: Set<String> = [
    "person", "persons", "cases", "samples", "visits", "ml", "births", "infections", "calls", "eyes",
  ]

  /// "The last patient was followed until June 30, 2014" after the enrolment; "since January 10, 2020, a minimum of 36
  /// months at the cut-off of January 5, 2022".
  private mutating func checkFollowUp(in sentence: SentenceReading, _ look: PhraseLook) {
    guard let follow = sentence.tokens.first(where: { look.sense($0) == .follow }) else { return }
    if let until = (follow + 1..<follow + 4).first(where: { look.sense($0) == .until }),
      let end = date(at: until + 1, look), let last = end.date, !enrolmentEnds.isEmpty,
      enrolmentEnds.allSatisfy(last.isSurelyBefore)
    {
      add(.date, at: follow..<end.end, .inconsistent, .dateReversed, printed: [Figure(.year, last.year)])
    }
    guard let least = sentence.tokens.first(where: { look.sense($0) == .minimum }),
      let place = (least + 1..<least + 5).first(where: {
        look.sentence.contains($0) && document.tokens[$0].isNumber
      }), let duration = document.tokens[place].numeral?.printed,
      let unit: DateSpan.Unit = look.sense(place + 1) == .month
        ? .months : look.sense(place + 1) == .year ? .years : nil
    else { return }
    var dates: [PrintedDate] = []
    var index = sentence.tokens.lowerBound
    while index < sentence.tokens.upperBound {
      if let found = date(at: index, look) {
        if let date = found.date { dates.append(date) }
        index = found.end
      } else {
        index += 1
      }
    }
    guard dates.count == 2 else { return }
    let span = DateSpan(from: dates[0], to: dates[1])
    guard !span.isReversed, !span.canHold(duration, in: unit) else { return }
    let months = span.length(in: .months).map { Int($0.upperBound.rounded(.down)) } ?? 0
    add(
      .date,
      at: least..<place + 2,
      .inconsistent,
      .durationContradicted(months: months),
      printed: [Figure(.duration, duration)],
      recomputed: span.length(in: unit).map { [Recomputation(.duration, $0)] } ?? []
    )
  }

  /// "Primary completion: 2016-09-30" after "Study start: 2018-05-14".
  private mutating func checkLabelledDates(in sentence: SentenceReading, _ look: PhraseLook) {
    guard let colonSign = sentence.tokens.first(where: { look.sense($0) == .colonSign }),
      let end = date(at: colonSign + 1, look)?.date,
      sentence.tokens.lowerBound..<colonSign ~= colonSign - 1,
      ["completion", "end"].contains(document.word(colonSign - 1))
    else { return }
    for other in reading.sentences[max(0, sentence.index - 6)..<sentence.index].reversed() {
      let before = self.look(other)
      guard let place = other.tokens.first(where: { before.sense($0) == .colonSign }),
        place > other.tokens.lowerBound,
        document.word(place - 1) == "start", let start = date(at: place + 1, before)?.date
      else { continue }
      let span = DateSpan(from: start, to: end)
      return add(
        .date,
        at: sentence.tokens.lowerBound..<min(colonSign + 6, sentence.tokens.upperBound),
        span.isReversed ? .inconsistent : .consistent,
        span.isReversed ? .dateReversed : .months(span.length(in: .months).map { Int($0.upperBound) } ?? 0)
      )
    }
  }

  private mutating func judge(_ span: DateSpan, _ tokens: Range<Int>, _ look: PhraseLook) {
    let printed = [span.start, span.end].flatMap { date in
      [Figure(.year, date.year)] + (date.month.map { [Figure(.month, $0)] } ?? [])
        + (date.day.map { [Figure(.day, $0)] } ?? [])
    }
    if span.isReversed { return add(.date, at: tokens, .inconsistent, .dateReversed, printed: printed) }
    let months = span.length(in: .months).map { Int($0.upperBound.rounded(.down)) } ?? 0
    if let (duration, unit, place) = duration(around: tokens, look) {
      let fits = span.consistency(of: duration, in: unit) == .consistent
      let whole = min(place, tokens.lowerBound)..<max(place + 2, tokens.upperBound)
      return add(
        .date,
        at: whole,
        fits ? .consistent : .inconsistent,
        fits ? .months(months) : .durationContradicted(months: months),
        printed: printed + [Figure(.duration, duration)],
        recomputed: span.length(in: unit).map { [Recomputation(.duration, $0)] } ?? []
      )
    }
    guard span.start.month != nil else { return }
    add(
      .date,
      at: tokens,
      .consistent,
      .months(months),
      printed: printed,
      recomputed: span.length(in: .months).map { [Recomputation(.duration, $0)] } ?? []
    )
  }

  /// "over 34 months", "a 34-month period", "(34 months)" within a few tokens.
  private func duration(around tokens: Range<Int>, _ look: PhraseLook) -> (PrintedNumber, DateSpan.Unit, Int)?
  {
    for place in Array(tokens.upperBound..<tokens.upperBound + 8)
      + Array(tokens.lowerBound - 10..<tokens.lowerBound)
    {
      guard look.sentence.contains(place), let numeral = document.tokens[place].numeral, numeral.value < 200
      else { continue }
      var next = place + 1
      if look.sense(next) == .dash { next += 1 }
      let unit: DateSpan.Unit? =
        switch look.sense(next) {
        case .year: .years
        case .month: .months
        case .week: .weeks
        case .day: .days
        default: nil
        }
      guard let unit, !isAge(place, look) else { continue }
      let isPeriod =
        look.sense(next + 1) == .during || (place - 3..<place).contains { look.sense($0) == .during }
        || look.sense(place - 1) == .total
        || (place - 3..<place).contains {
          look.isWord($0) && Self.wordsOfDuration.contains(document.word($0))
        }
        || (look.sense(place - 1) == .open && look.sense(next + 1) == .close)
        // "In the 24 months between", "recruited for two years (June 2018 to May 2022)".
        || next + 2 == tokens.lowerBound && [.between, .since].contains(look.sense(next + 1))
          && look.sense(place - 1) == .article
        || next + 2 == tokens.lowerBound && look.sense(next + 1) == .open
          && (place - 4..<place).contains { look.sense($0) == .enrolled }
      guard isPeriod else { continue }
      return (numeral.printed, unit, place)
    }
    return nil
  }

  private func isAge(_ place: Int, _ look: PhraseLook) -> Bool {
    (place - 4..<place + 4).contains { look.sense($0) == .age || look.sense($0) == .follow }
  }
}
