// SPDX-License-Identifier: Apache-2.0

/// Where known phrases stand in a text, found in one walk over its words.
///
/// Words are runs of letters and digits without regard to case; an ideograph is a word of its own. Places are Unicode scalars.
struct TextPhrases {
  /// One occurrence.
  struct Hit {
    let place: Int
    let phrase: Int
  }

  /// In the order of the text.
  let hits: [Hit]
  /// Where clauses end: commas, semicolons and stops, but not the points of numbers.
  private let ends: [Int]

  /// Finds phrases, each named by its place in `phrases`; those without a word are never found.
  init(of phrases: [String], in text: String) {
    let sought = phrases.map { Self.words(of: $0).map(\.word) }
    var starting: [String: [Int]] = [:]
    for (index, words) in sought.enumerated() {
      if let first = words.first { starting[first, default: []].append(index) }
    }
    let words = Self.words(of: text)
    var hits: [Hit] = []
    for (index, start) in words.enumerated() {
      let found = (starting[start.word] ?? []).filter { phrase in
        let end = index + sought[phrase].count
        return end <= words.count && zip(words[index..<end], sought[phrase]).allSatisfy { $0.word == $1 }
      }
      // The longest that begins here: "drug A plus B" is not "drug A".
      let longest = found.map { sought[$0].count }.max()
      hits += found.filter { sought[$0].count == longest }.map { Hit(place: start.place, phrase: $0) }
    }
    self.hits = hits
    ends = Self.ends(of: text)
  }

  /// The clause that a range lies in, or those that it reaches into.
  func clause(around range: Range<Int>) -> Range<Int> {
    let next = Self.first(ends) { $0 >= range.upperBound }
    let before = Self.first(ends) { $0 >= range.lowerBound }
    return
      (before > 0 ? ends[before - 1] : 0)..<(next < ends.count ? max(ends[next], range.upperBound) : .max)
  }

  /// How far the nearest occurrence of each phrase within a window lies from a range.
  func distances(around range: Range<Int>, within window: Range<Int>) -> [Int: Int] {
    var nearest: [Int: Int] = [:]
    for hit in hits[Self.first(hits) { $0.place >= window.lowerBound }...].prefix(while: {
      $0.place < window.upperBound
    }) {
      let distance = max(range.lowerBound - hit.place, hit.place - range.upperBound, 0)
      nearest[hit.phrase] = min(nearest[hit.phrase] ?? .max, distance)
    }
    return nearest
  }

  /// The first of ordered elements from which on something holds; their number where it never does.
  private static func first<Element>(_ elements: [Element], where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(elements[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func ends(of text: String) -> [Int] {
    var ends: [Int] = []
    var last: Unicode.Scalar?
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if let last,
        "，；。".unicodeScalars.contains(last)
          || ",;.".unicodeScalars.contains(last) && scalar.properties.isWhitespace
      {
        ends.append(place - 1)
      }
      last = scalar
    }
    return ends
  }

  private static func words(of text: String) -> [(word: String, place: Int)] {
    var words: [(word: String, place: Int)] = []
    var isOpen = false
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if scalar.properties.isIdeographic {
        words.append((String(scalar), place))
        isOpen = false
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        let letter = scalar.properties.lowercaseMapping
        if isOpen { words[words.count - 1].word += letter } else { words.append((letter, place)) }
        isOpen = true
      } else {
        isOpen = false
      }
    }
    return words
  }
}
