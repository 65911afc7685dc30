// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// The order of the dates of a trial, and the times for which subjects can have been followed between them.
  mutating func checkCalendar() {
    var dates: [CalendarDate] = []
    for sentence in reading.sentences where sentence.section != .background && dates.count < 24 {
      dates += calendarDates(in: sentence)
    }
    judgeOrder(dates)
    for date in dates {
      switch date.role {
      case .entryStart where enrolmentStart.map({ date.date.isSurelyBefore($0) }) ?? true:
        enrolmentStart = date.date
      case .lastSeen where dataCutoff.map({ $0.isSurelyBefore(date.date) }) ?? true:
        dataCutoff = date.date
      default: break
      }
    }
    checkMedianFollowUp()
    checkFullFollowUp()
  }

  /// "Enrolment began on 14 September 2021 and was completed on 30 June 2021": the only start, and ends surely before it.
  private mutating func judgeOrder(_ dates: [CalendarDate]) {
    let starts = dates.filter { $0.role == .entryStart }
    guard starts.count == 1, let start = starts.first else { return }
    for end in dates
    where end.role != .entryStart && end.date.isSurelyBefore(start.date)
      && (end.sentence - start.sentence).magnitude <= 2
    {
      let isTogether = end.sentence == start.sentence
      let places = isTogether ? [start.tokens, end.tokens] : [end.tokens]
      let first = places.map(\.lowerBound).min() ?? end.tokens.lowerBound
      let last = places.map(\.upperBound).max() ?? end.tokens.upperBound
      return add(
        .date,
        at: first..<last,
        .inconsistent,
        .dateReversed,
        printed: [Figure(.year, start.date.year), Figure(.year, end.date.year)]
      )
    }
  }

  /// "Every patient was followed for 24 months", with less than that between the first entry and the last day.
  private mutating func checkFullFollowUp() {
    guard let start = enrolmentStart, let end = dataCutoff else { return }
    let span = DateSpan(from: start, to: end)
    guard !span.isReversed, let length = span.length(in: .months) else { return }
    for sentence in reading.sentences where sentence.section != .background {
      let look = look(sentence)
      guard let months = fullFollowUp(look), length.upperBound < months * 0.95 - 0.5,
        let follow = sentence.tokens.first(where: { look.sense($0) == .follow })
      else { continue }
      add(
        .date,
        at: follow..<min(follow + 6, sentence.tokens.upperBound),
        .inconsistent,
        .durationContradicted(months: Int(length.upperBound.rounded(.down))),
        printed: [Figure(.duration, PrintedNumber(months, decimals: 0))],
        recomputed: [Recomputation(.duration, length)],
        .likely
      )
    }
  }
}
