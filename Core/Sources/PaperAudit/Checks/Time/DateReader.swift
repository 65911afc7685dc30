// SPDX-License-Identifier: Apache-2.0

/// Dates as papers write them.
extension Audit {
  /// A date and the place behind it; nil for none, a nil date for one that no calendar has.
  func date(at index: Int, _ look: PhraseLook) -> (date: PrintedDate?, end: Int)? {
    func number(_ place: Int) -> Int? {
      look.sentence.contains(place) ? document.tokens[place].numeral?.count : nil
    }
    func year(_ place: Int) -> Int? { number(place).flatMap { (1900...2100).contains($0) ? $0 : nil } }
    func month(_ place: Int) -> Int? {
      look.sense(place) == .monthName ? Lexicon.months[document.word(place)] : nil
    }
    // October 2022; October 1, 2022.
    if let month = month(index), document.tokens[index].isCapital {
      var place = index + 1
      if look.sense(place) == .stop { place += 1 }
      if let year = year(place) { return (PrintedDate(year: year, month: month), place + 1) }
      if let day = number(place), day <= 31 {
        let after = look.sense(place + 1) == .comma ? place + 2 : place + 1
        if let year = year(after) { return (PrintedDate(year: year, month: month, day: day), after + 1) }
      }
      // "January to March 2020": the year stands behind the second month.
      if look.sense(place) == .to || look.sense(place) == .dash, self.isMonth(place + 1, look),
        let year = year(place + 2)
      {
        return (PrintedDate(year: year, month: month), place)
      }
      return nil
    }
    // 1 October 2022.
    if let day = number(index), day <= 31, let month = month(index + 1), let year = year(index + 2) {
      return (PrintedDate(year: year, month: month, day: day), index + 3)
    }
    guard let year = year(index) else { return nil }
    // 2022年10月1日.
    if look.sense(index + 1) == .year, look.isIdeographic(index + 1) {
      guard let month = number(index + 2), look.sense(index + 3) == .month else {
        return (PrintedDate(year: year), index + 2)
      }
      if let day = number(index + 4), look.sense(index + 5) == .day {
        return (PrintedDate(year: year, month: month, day: day), index + 6)
      }
      return (PrintedDate(year: year, month: month), index + 4)
    }
    // 2022-10-01, 2022/10/01.
    for sign in [Sense.dash, .slash] where look.sense(index + 1) == sign && look.sense(index + 3) == sign {
      if let month = number(index + 2), month < 100, let day = number(index + 4), day < 100 {
        return (PrintedDate(year: year, month: month, day: day), index + 5)
      }
    }
    // A year alone is one only between words of time.
    let before = look.sense(index - 1)
    guard [.since, .between, .to, .and, .until, .preposition, .dash].contains(before) else { return nil }
    return (PrintedDate(year: year), index + 1)
  }

  private func isMonth(_ place: Int, _ look: PhraseLook) -> Bool { look.sense(place) == .monthName }
}
