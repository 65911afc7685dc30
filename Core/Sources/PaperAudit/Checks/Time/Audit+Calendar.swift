// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// The order of the dates of a trial, and the times for which subjects can have been followed between them.
  mutating func checkCalendar() {
    var dates: [CalendarDate] = []
    for sentence in reading.sentences where sentence.section != .background && dates.count < 24 {
      let last = dates.last.flatMap { $0.sentence == sentence.index - 1 ? $0.role : nil }
      dates += calendarDates(in: sentence, after: last)
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
    let entries = enrolmentEnds + dates.filter { $0.role == .entryEnd }.map(\.date)
    checkFullFollowUp(Set(entries).count == 1 ? entries.first : nil)
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

  /// "Every patient was followed for 24 months", with less than that between an entry and the last day: a little less than that after
  /// the last entry is granted, as visits have windows.
  private mutating func checkFullFollowUp(_ lastEntry: PrintedDate?) {
    // What was found beside the last visit is told once.
    let isTold = claims.contains { claim in
      if case .durationContradicted = claim.because { claim.verdict == .inconsistent } else { false }
    }
    guard !isTold, let end = dataCutoff, let start = enrolmentStart ?? lastEntry else { return }
    let whole = DateSpan(from: start, to: end).length(in: .months)
    let least = lastEntry.flatMap { DateSpan(from: $0, to: end).length(in: .months) }
    guard let whole else { return }
    for sentence in reading.sentences where sentence.section != .background {
      let look = look(sentence)
      guard let months = fullFollowUp(look),
        whole.upperBound < months * 0.95 - 0.5 || least.map({ $0.upperBound < months * 0.9 - 1.5 }) ?? false,
        let place = sentence.tokens.first(where: {
          look.sense($0) == .follow || document.isWord($0, in: ["visit", "visits", "assessment", "访"])
        })
      else { continue }
      let length = least ?? whole
      add(
        .date,
        at: max(place - 3, sentence.tokens.lowerBound)..<min(place + 6, sentence.tokens.upperBound),
        .inconsistent,
        .durationContradicted(months: Int(length.upperBound.rounded(.down))),
        printed: [Figure(.duration, PrintedNumber(months, decimals: 0))],
        recomputed: [Recomputation(.duration, length)],
        .likely
      )
    }
  }
}
