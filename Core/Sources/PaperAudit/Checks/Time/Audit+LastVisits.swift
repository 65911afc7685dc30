// SPDX-License-Identifier: Apache-2.0

/// The day of the last visit against the last entry and the time for which everybody was followed.
extension Audit {
  /// No visit at 24 months is much sooner than that after the last entry.
  ///
  /// "All participants attended the month-24 visit, the last of which took place on May 18, 2021"; 均随访满24个月，末次复诊于2021年6月
  /// 前完成. Windows of a tenth and six weeks are granted.
  mutating func checkLastVisit(in sentence: SentenceReading, _ look: PhraseLook) {
    guard let entry = enrolmentEnds.last, Set(enrolmentEnds).count == 1,
      let (place, last) = lastVisit(look), let duration = fullFollowUp(look)
    else { return }
    let span = DateSpan(from: entry, to: last)
    guard !span.isReversed, let length = span.length(in: .months), length.upperBound < duration * 0.9 - 1.5
    else {
      return
    }
    add(
      .date,
      at: place,
      .inconsistent,
      .durationContradicted(months: Int(length.upperBound.rounded(.down))),
      printed: [Figure(.year, last.year), Figure(.duration, PrintedNumber(duration, decimals: 0))],
      recomputed: [Recomputation(.duration, length)],
      .likely
    )
  }

  /// The date behind "the last … visit", "the last of which", 末次.
  private func lastVisit(_ look: PhraseLook) -> (place: Range<Int>, date: PrintedDate)? {
    let isOfVisits = look.sentence.contains { index in
      look.sense(index) == .follow
        || document.isWord(index, in: ["visit", "visits", "assessment", "assessments", "examination"])
        || ["访", "诊"].contains(document.word(index))
    }
    guard isOfVisits else { return nil }
    let last = look.sentence.filter { index in
      document.isWord(index, in: ["last", "final"])
        || document.word(index) == "末" && document.word(index + 1) == "次"
        || document.word(index) == "末次"
    }
    for index in last {
      // "The last patient was enrolled on …".
      guard
        !(index + 1..<index + 10).contains(where: {
          [.enrolled, .randomized, .assigned].contains(look.sense($0))
        })
      else { return nil }
      for place in index + 1..<index + 12 where look.sentence.contains(place) {
        if let found = date(at: place, look), let date = found.date { return (place..<found.end, date) }
      }
    }
    return nil
  }

  /// Months for which all were followed: "all … the month-24 visit", "all completed the 24-month visit", 均随访满24个月.
  func fullFollowUp(_ look: PhraseLook) -> Double? {
    var found: Set<Double> = []
    var start = look.sentence.lowerBound
    for index in look.sentence
    where look.sense(index) == .semicolon || index == look.sentence.upperBound - 1 {
      found.formUnion(fullTimes(in: start..<index + 1, look))
      start = index + 1
    }
    return found.count == 1 ? found.first : nil
  }

  private func fullTimes(in clause: Range<Int>, _ look: PhraseLook) -> Set<Double> {
    let isOfAll = clause.contains {
      [.all, .each].contains(look.sense($0)) || ["均", "所"].contains(document.word($0))
    }
    let isPartial = clause.contains {
      [.not, .median, .mean, .range, .maximum, .atMost, .interim].contains(look.sense($0))
        || document.isWord($0, in: Self.partial)
        || document.isWord($0, in: ["up"]) && look.sense($0 + 1) == .to
    }
    guard isOfAll, !isPartial else { return [] }
    var found: Set<Double> = []
    for index in clause {
      guard let numeral = document.tokens[index].numeral, numeral.decimals == 0, numeral.value >= 3,
        numeral.value <= 240, look.sense(index - 1) != .year
      else { continue }
      let isBefore = look.sense(index - 1) == .dash && [.month, .year].contains(look.sense(index - 2))
      let unitPlace = isBefore ? index - 2 : look.sense(index + 1) == .dash ? index + 2 : index + 1
      let unit = look.sense(unitPlace)
      guard unit == .month || unit == .year && numeral.value < 20 else { continue }
      let isOfVisit = (index - 5..<index + 6).contains {
        look.sense($0) == .follow || document.isWord($0, in: ["visit", "visits", "assessment"])
          || document.word($0) == "访"
      }
      guard isOfVisit else { continue }
      found.insert(unit == .year ? numeral.value * 12 : numeral.value)
    }
    return found
  }

  private static let partial: Set<String> = [
    "planned", "first", "early", "until", "or", "except", "will", "scheduled", "拟", "将",
  ]
}
