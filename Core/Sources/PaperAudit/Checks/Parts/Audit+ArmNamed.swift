// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// The most subjects of the arm that a clause speaks of, if its size is told by allocation.
  ///
  /// "In group A, 43 were men and 39 were women", R组男22例、女19例: the arm is the last that is named before, with no semicolon
  /// and no comparison between.
  func sizeOfArm(namedBefore place: Int, _ sentence: SentenceReading, upTo distance: Int = 8) -> Int? {
    guard let mention = sentence.mentions.last(where: { $0.tokens.upperBound <= place }),
      corroboration.allocated.contains(mention.arm), !speaksOfBirths(place..<place + 10),
      place - mention.tokens.upperBound <= distance,
      !sentence.mentions.contains(where: { (place..<place + 24).contains($0.tokens.lowerBound) })
        || clauseIsClosed(from: place, sentence),
      !(mention.tokens.lowerBound - 2..<place).contains(where: {
        [.semicolon, .versus, .than, .compared, .analyzed, .both].contains(document.sense($0))
      }), !reading.arms[mention.arm].tokens.contains(place)
    else { return nil }
    return reading.arms[mention.arm].sizes.max()
  }

  /// "52 boys and 51 girls were born": children of the subjects are counted.
  func speaksOfBirths(_ tokens: Range<Int>) -> Bool {
    tokens.contains { document.isWord($0, in: ["born", "births", "liveborn", "出生"]) }
  }

  /// "Among 50 mothers, 28 infants were boys": children are counted beside those who have them.
  func speaksOfParents(_ sentence: SentenceReading) -> Bool {
    sentence.tokens.contains {
      document.isWord(
        $0,
        in: ["mothers", "parents", "couples", "pregnancies", "families", "households", "产妇"]
      )
    }
  }

  /// Whether a semicolon, or a comma right before it, divides what follows from the next arm that is named.
  private func clauseIsClosed(from place: Int, _ sentence: SentenceReading) -> Bool {
    guard let next = sentence.mentions.first(where: { $0.tokens.lowerBound >= place }) else { return true }
    if (place..<next.tokens.lowerBound).contains(where: { document.sense($0) == .semicolon }) { return true }
    var last = next.tokens.lowerBound - 1
    while last > place, [.preposition, .article].contains(document.sense(last)) { last -= 1 }
    return document.sense(last) == .comma
  }

  /// "Scores of 0, 1, 2, 3 and 4 were given to 20, 31, 40, 25 and 9 patients": as many counts as scores, of all arms.
  mutating func checkScoreLists(in sentence: SentenceReading) {
    let lists = numberLists(sentence)
    guard lists.count >= 2, let scores = lists.first, isScale(scores) else { return }
    let sizes = reading.arms.flatMap(\.sizes)
    guard
      let whole = sentence.population?.size ?? totalBehind(lists)
        ?? (corroboration.allocated.isEmpty ? nil : sizes.max())
    else { return }
    for list in lists.dropFirst() where list.count == scores.count {
      let parts = list.compactMap { document.tokens[$0].numeral?.count }
      let sum = parts.reduce(0, +)
      guard parts.count == list.count, sum > whole, sum < 2 * whole else { continue }
      add(
        .part,
        at: list[0]..<list[list.count - 1] + 1,
        .inconsistent,
        .partsContradictTotal(parts: parts, total: whole),
        printed: figures(parts, whole),
        recomputed: [Recomputation(.total, Double(sum))],
        .likely
      )
    }
  }

  /// "… and 9 patients of the 120".
  private func totalBehind(_ lists: [[Int]]) -> Int? {
    guard let last = lists.last?.last,
      let of = (last + 1..<last + 4).first(where: { document.sense($0) == .of }),
      document.sense(of + 1) == .article, document.tokens.indices.contains(of + 2)
    else { return nil }
    return document.tokens[of + 2].numeral?.count
  }

  /// Whole numbers that follow one another: 0, 1, 2, 3.
  private func isScale(_ list: [Int]) -> Bool {
    let values = list.compactMap { document.tokens[$0].numeral?.count }
    return values.count == list.count && values[0] <= 1
      && zip(values, values.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// At least four numbers with nothing but commas and "and" between them.
  private func numberLists(_ sentence: SentenceReading) -> [[Int]] {
    var lists: [[Int]] = []
    var list: [Int] = []
    for place in sentence.tokens where document.tokens[place].isNumber {
      let isNext =
        list.last.map { last in
          (last + 1..<place).allSatisfy { [.comma, .and, .or].contains(document.sense($0)) }
            && place - last <= 3
        } ?? false
      if !isNext {
        if list.count >= 4 { lists.append(list) }
        list = []
      }
      list.append(place)
    }
    if list.count >= 4 { lists.append(list) }
    return lists
  }
}
