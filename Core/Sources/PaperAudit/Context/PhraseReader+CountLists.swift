// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// Counts in a list with their percentages in a list of the same length behind: "4 vs 9 participants (2.5% vs 5.7%)",
  /// "male 21 vs 23, 60.0% vs 65.7%", "分别为12例和15例（30%和35%）".
  func countList(at index: Int) -> (shares: [ProportionPhrase], end: Int)? {
    guard let first = whole(index), !isCode(before: index), sense(index - 1) != .arm else { return nil }
    var counts = [(count: first, place: index)]
    var place = index + 1
    while counts.count < 6 {
      let next = skipSubjects(place, upTo: 2)
      guard let start = listed(next), let count = whole(start) else { break }
      counts.append((count, start))
      place = start + 1
    }
    guard counts.count >= 2 else { return nil }
    place = skipWords(place, limit: 5)
    guard [.open, .comma, .semicolon].contains(sense(place)), let percents = percentList(at: place + 1),
      percents.values.count == counts.count
    else { return nil }
    let end = sense(place) == .open ? close(percents.end) : percents.end
    var shares: [ProportionPhrase] = []
    for (rank, (count, percent)) in zip(counts, percents.values).enumerated() {
      let limit = rank + 1 < counts.count ? count.place + 1 : end
      var share = ProportionPhrase(tokens: count.place..<limit)
      share.events = count.count
      share.percent = percent
      share.place = count.place..<end
      shares.append(share)
    }
    return (shares, end)
  }

  /// The place behind "and", "versus", a comma or 、 between members of a list.
  private func listed(_ index: Int) -> Int? {
    var place = index
    if sense(place) == .comma { place += 1 }
    if [.and, .versus].contains(sense(place)) { place += 1 }
    return place > index && numeral(place) != nil ? place : nil
  }

  /// "2.5% vs 5.7%", "10 and 12%"; the sign stands behind the last at least.
  private func percentList(at index: Int) -> (values: [PrintedNumber], end: Int)? {
    var values: [PrintedNumber] = []
    var place = index
    while let numeral = numeral(place), !numeral.isSigned, numeral.value <= 100, values.count < 6 {
      guard percentRange(at: place) == nil else { return nil }
      values.append(numeral.printed)
      place += 1
      let isSigned = sense(place) == .percent
      if isSigned { place += 1 }
      guard let next = listed(place) else { return isSigned ? (values, place) : nil }
      guard numeral.form == .digits else { return nil }
      // "2.5% vs 5.7%, 13 of …": the next number is no percentage.
      guard isSigned, sense(next + 1) != .percent else {
        place = next
        continue
      }
      return (values, place)
    }
    return nil
  }

  private func skipSubjects(_ index: Int, upTo limit: Int) -> Int {
    var place = index
    while place < index + limit, sense(place) == .subject || sense(place) == .male || sense(place) == .female
    {
      place += 1
    }
    return place
  }
}
