// SPDX-License-Identifier: Apache-2.0

/// A figure that a sentence tells as a result: no date, no limit of an interval, no p-value and no count of subjects.
struct ToldFigure {
  let value: PrintedNumber
  let unit: Unit
  let place: Int
  let sentence: Int

  enum Unit: Hashable {
    case percent
    /// The word behind the number.
    case word(Int32)
    case none
  }
}

extension Audit {
  /// The figures of a sentence in the order of the text.
  func toldFigures(in sentence: SentenceReading) -> [ToldFigure] {
    let look = look(sentence)
    return sentence.tokens.compactMap { place in
      guard let numeral = document.tokens[place].numeral, numeral.form == .digits, !numeral.isSigned,
        let unit = unit(of: place, numeral, look), !isLimit(place, look)
      else { return nil }
      return ToldFigure(value: numeral.printed, unit: unit, place: place, sentence: sentence.index)
    }
  }

  private func unit(of place: Int, _ numeral: Numeral, _ look: PhraseLook) -> ToldFigure.Unit? {
    if look.sense(place + 1) == .percent {
      return look.sense(place + 2) == .confidence || look.sense(place + 2) == .dash ? nil : .percent
    }
    // "At 12 months" is a time, 12.4 months a result.
    guard numeral.decimals > 0 else { return nil }
    let isUnit = look.sense(place + 1).isTimeUnit || [.unit, .score].contains(look.sense(place + 1))
    return isUnit ? .word(document.tokens[place + 1].word) : ToldFigure.Unit.none
  }

  /// An end of an interval or range, a p-value, a limit, or a figure that is said to be rounded.
  private func isLimit(_ place: Int, _ look: PhraseLook) -> Bool {
    let before = look.sense(place - 1)
    if [.less, .greater, .atMost, .atLeast, .plusMinus, .about, .confidence, .dash, .slash].contains(before)
      || document.isWord(place - 1, in: ["least", "most", "than", "to"]) && look.sense(place - 2) == .about
    {
      return true
    }
    let end = look.sense(place + 1) == .percent ? place + 2 : place + 1
    if look.sense(end) == .dash || look.sense(end) == .plusMinus { return true }
    var near = place - 1
    while near > place - 7, look.sentence.contains(near) {
      if [.pValue, .confidence].contains(look.sense(near)) { return true }
      guard
        document.isNumber(near)
          || [.equals, .comma, .colonSign, .to, .interval, .percent, .open, .value, .dash].contains(
            look.sense(near)
          )
      else { return false }
      near -= 1
    }
    return false
  }

  /// Where a text concludes: under such a heading, or after "in conclusion".
  func concludes(_ sentence: SentenceReading) -> Bool {
    if sentence.section == .conclusion { return true }
    let start = sentence.tokens.lowerBound
    return document.sense(start + 1) == .conclusion && document.isWord(start, in: ["in"])
      || document.isWord(start, in: ["we"]) && document.isWord(start + 1, in: ["conclude"])
      || document.isWord(start, in: ["in"]) && document.isWord(start + 1, in: ["summary"])
      || document.word(start) == "综" && document.word(start + 1) == "上"
  }
}

extension PrintedNumber {
  /// Whether somebody may have mistyped this number as another: one digit is another one, or two have changed places.
  func isSlip(of other: PrintedNumber) -> Bool {
    let (a, b) = (digits, other.digits)
    guard decimals == other.decimals, a.count == b.count, a.count >= 2 else { return false }
    let differing = a.indices.filter { a[$0] != b[$0] }
    switch differing.count {
    case 1: return true
    case 2: return a[differing[0]] == b[differing[1]] && a[differing[1]] == b[differing[0]]
    default: return false
    }
  }

  /// The digits, the last first, at least one of them before the decimal point.
  private var digits: [Int] {
    guard value >= 0, value < 1e9, decimals <= 6 else { return [] }
    var rest = Int((value / unit).rounded())
    var digits: [Int] = []
    while rest > 0 || digits.count <= decimals {
      digits.append(rest % 10)
      rest /= 10
    }
    return digits
  }
}
