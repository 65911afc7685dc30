// SPDX-License-Identifier: Apache-2.0

extension Tokenizer {
  /// Reads "06/2018" as a month and a year, and passes over "01/06/2018", whose month each country has elsewhere; neither is
  /// a fraction.
  mutating func slashedDate() -> Bool {
    guard !Scalar.isDigit(at(place - 1)), ![0x2F, 0x2E, 0x2C].contains(at(place - 1)),
      let first = shortNumber(at: place), at(first.end) == 0x2F
    else { return false }
    let start = place
    if let second = shortNumber(at: first.end + 1), at(second.end) == 0x2F, let end = year(at: second.end + 1)
    {
      place = end
      append(.other, from: start, to: end)
      return true
    }
    guard (1...12).contains(first.value), let end = year(at: first.end + 1),
      at(start) == 0x30 || isOfTime(tokens.last) && !isCounted(behind: end)
    else { return false }
    place = first.end + 1
    appendWord(Self.monthNames[first.value - 1], from: start, sense: .monthName, numeral: nil)
    return true
  }

  /// One or two digits.
  private func shortNumber(at start: Int) -> (value: Int, end: Int)? {
    guard Scalar.isDigit(at(start)) else { return nil }
    let first = Int(at(start) - 0x30)
    guard Scalar.isDigit(at(start + 1)) else { return (first, start + 1) }
    guard !Scalar.isDigit(at(start + 2)) else { return nil }
    return (first * 10 + Int(at(start + 1) - 0x30), start + 2)
  }

  /// The place behind four digits that are a year.
  private func year(at start: Int) -> Int? {
    guard (0..<4).allSatisfy({ Scalar.isDigit(at(start + $0)) }), !Scalar.isDigit(at(start + 4)),
      at(start + 4) != 0x2F, at(start + 4) != 0x25
    else { return nil }
    let century = (at(start) - 0x30) * 10 + at(start + 1) - 0x30
    return century == 19 || century == 20 ? start + 4 : nil
  }

  private func isOfTime(_ token: Token?) -> Bool {
    token.map {
      [.since, .between, .until, .to, .and, .preposition, .dash, .during, .open].contains($0.sense)
    }
      ?? false
  }

  /// "12/2010 (0.6%)", "12/2010 patients".
  private func isCounted(behind end: Int) -> Bool {
    let next = at(end) == 0x20 ? end + 1 : end
    return at(next) == 0x28 || at(next) == 0x70
  }

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]
}
