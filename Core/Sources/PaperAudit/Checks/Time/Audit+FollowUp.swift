// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// "Data cutoff in August 2021", 数据截止至2021年8月: the day after which nothing was seen.
  func isCutoff(before index: Int, _ look: PhraseLook) -> Bool {
    (index - 6..<index).contains {
      look.isWord($0)
        && (["cutoff", "cut-off"].contains(document.word($0))
          || document.word($0) == "cut"
            && (document.word($0 + 2) == "off" || document.isWord($0 - 1, in: ["data", "database"]))
          || document.word($0) == "截" && look.isIdeographic($0 + 1))
    }
  }

  /// No median of follow-up is longer than from the first day of enrolment to the closing of the data.
  mutating func checkMedianFollowUp() {
    guard let start = enrolmentStart, let end = dataCutoff else { return }
    let span = DateSpan(from: start, to: end)
    guard !span.isReversed else { return }
    for sentence in reading.sentences where sentence.section != .background {
      let look = look(sentence)
      guard !isOfOthers(sentence, start), let place = medianFollowUp(look),
        let duration = document.tokens[place].numeral?.printed,
        let unit = unit(at: place + 1, look), !span.canHold(duration, in: unit)
      else { continue }
      add(
        .date,
        at: place..<place + 2,
        .inconsistent,
        .durationContradicted(
          months: span.length(in: .months).map { Int($0.upperBound.rounded(.down)) } ?? 0
        ),
        printed: [Figure(.duration, duration)],
        recomputed: span.length(in: unit).map { [Recomputation(.duration, $0)] } ?? [],
        .likely
      )
    }
  }

  /// Another cohort, or a year before the first day.
  private func isOfOthers(_ sentence: SentenceReading, _ start: PrintedDate) -> Bool {
    sentence.tokens.contains { index in
      let year = document.tokens[index].numeral?.count
      return document.isWord(
        index,
        in: ["earlier", "previous", "prior", "another", "pilot", "historical", "original"]
      )
        || year.map { (1900..<start.year).contains($0) } ?? false
    }
  }

  /// The number behind "median follow-up of", "followed for a median of", 中位随访.
  private func medianFollowUp(_ look: PhraseLook) -> Int? {
    for index in look.sentence where [.median, .mean].contains(look.sense(index)) {
      let isFollow = { [document] (place: Int) in
        look.sense(place) == .follow || look.isWord(place) && document.word(place) == "随"
      }
      if let follow = (index + 1..<index + 6).first(where: isFollow) {
        return (follow + 1..<follow + 8).first { look.sentence.contains($0) && document.isNumber($0) }
      }
      // "Were followed up for a median of 28 months".
      if look.sense(index + 1) == .of, (index - 6..<index).contains(where: isFollow) {
        return look.sentence.contains(index + 2) && document.isNumber(index + 2) ? index + 2 : nil
      }
    }
    return nil
  }

  private func unit(at index: Int, _ look: PhraseLook) -> DateSpan.Unit? {
    switch look.sense(index) {
    case .year: .years
    case .month: .months
    case .week: .weeks
    case .day: .days
    default: nil
    }
  }
}
