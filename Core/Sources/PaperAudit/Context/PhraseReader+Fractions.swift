// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// "A third of the patients (44/134)", "nine out of every ten participants (226/324)": a rough share and its counts.
  func wordFraction(at index: Int) -> ProportionPhrase? {
    guard let (share, end) = roughShare(at: index) else { return nil }
    var place = end
    var total: Int?
    var steps = 0
    while steps < 9, sense(place) != .open {
      guard isWord(place) || numeral(place) != nil else { return nil }
      if let count = whole(place) { total = count }
      place += 1
      steps += 1
    }
    guard sense(place) == .open else { return nil }
    var phrase = ProportionPhrase(tokens: index..<place + 2)
    phrase.isRough = true
    phrase.percent = PrintedNumber((share * 100).rounded(), decimals: 0)
    if let fraction = fraction(at: place + 1), sense(fraction.end) == .close {
      phrase.events = fraction.events
      phrase.total = fraction.total
      phrase.tokens = index..<fraction.end + 1
    } else if let total, let count = whole(place + 1), sense(place + 2) == .close, count <= total {
      phrase.events = count
      phrase.total = total
      phrase.tokens = index..<place + 3
    } else {
      return nil
    }
    return phrase
  }

  /// "One third", "two-thirds", "half", "a quarter", "one in ten", "nine out of every ten".
  private func roughShare(at index: Int) -> (Double, Int)? {
    var place = index
    var parts = 1.0
    if let value = numeral(place), value.form == .words, value.value < 10 {
      parts = value.value
      place += 1
    } else if isWord(place), document.word(place) == "a" {
      place += 1
    }
    if sense(place) == .dash { place += 1 }
    if isWord(place) {
      switch document.word(place) {
      case "half": return (0.5, place + 1)
      case "third", "thirds": return (parts / 3, place + 1)
      case "quarter", "quarters": return (parts / 4, place + 1)
      case "fifth", "fifths": return (parts / 5, place + 1)
      default: break
      }
    }
    guard place > index, sense(place) == .preposition || sense(place) == .out else { return nil }
    while [.preposition, .out, .of, .all, .each].contains(sense(place)), place < index + 5 { place += 1 }
    guard let whole = numeral(place), whole.form == .words, whole.value >= 2, whole.value > parts else {
      return nil
    }
    return (parts / whole.value, place + 1)
  }
}
