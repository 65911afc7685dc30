// SPDX-License-Identifier: Apache-2.0

/// The sizes that the two groups of a text may have, however the groups are called.
///
/// A p-value behind two bare counts or two means is wrong only if it is wrong for each of these pairs, either way round. A
/// text of three groups, or of none with sizes, has none.
struct GroupSizes {
  typealias Pair = (first: Int, second: Int)
  private(set) var pairs: [Pair] = []
  private static let most = 4

  init(_ reading: PaperReading) {
    let sizes = reading.arms.compactMap(\.size)
    guard reading.arms.count <= 2 else { return }
    if sizes.count == 2 { add(sizes[0], sizes[1]) }
    for sentence in reading.sentences where sentence.phrases.count <= 60 {
      let isAllocating = sentence.tokens.contains {
        [.randomized, .assigned, .received].contains(reading.document.sense($0))
      }
      if isAllocating, Self.tellsMore(sentence, reading.document) {
        pairs = []
        return
      }
      if isAllocating { readAllocation(sentence, reading) }
      readFractions(sentence, reading)
      readEach(sentence, reading)
    }
  }

  private mutating func add(_ first: Int, _ second: Int) {
    guard first >= 5, second >= 5, pairs.count < Self.most,
      !pairs.contains(where: { $0 == (first, second) || $0 == (second, first) })
    else { return }
    pairs.append((first, second))
  }

  /// "(n = 40 each)", "244 women, 122 in each group".
  private mutating func readEach(_ sentence: SentenceReading, _ reading: PaperReading) {
    guard reading.arms.isEmpty || reading.arms.count == 2 else { return }
    let look = PhraseLook(reading.document, sentence.tokens)
    let isOfTwo = reading.arms.count == 2 || reading.document.has(.both)
    for index in sentence.tokens where reading.document.tokens[index].isNumber {
      guard let size = look.whole(index), !(1900...2100).contains(size) else { continue }
      let isMarked =
        look.sense(index - 1) == .equals && look.sense(index - 2) == .sampleSize
        && look.sense(index + 1) == .each
      let isOfArms =
        isOfEach(index, look) && (index + 1..<index + 6).contains { look.sense($0) == .arm }
        && (isOfTwo || reading.totals.prefix(20).contains { $0.size == 2 * size }
          || sentence.tokens.contains { look.whole($0) == 2 * size })
      if isMarked || isOfArms { add(size, size) }
    }
  }

  /// "Three groups", "2:1:1", 三组, "30 each" of 90.
  private static func tellsMore(_ sentence: SentenceReading, _ document: Document) -> Bool {
    sentence.tokens.contains { index in
      let value = document.tokens[index].numeral?.count ?? 0
      let isMany = (3...8).contains(value) || document.isWord(index, in: ["三", "四", "五"])
      return isMany
        && (index + 1...index + 3).contains { place in
          (index + 1..<place).allSatisfy {
            !document.tokens.indices.contains($0) || !document.tokens[$0].isNumber
          }
            && (document.sense(place) == .arm
              || document.isWord(place, in: ["treatments", "regimens", "doses"]))
        }
    }
  }

  /// "401 were randomized, 203 to A and 198 to B"; "80 were randomised, 40 per group"; 100例患者分为两组，各50例.
  private mutating func readAllocation(_ sentence: SentenceReading, _ reading: PaperReading) {
    let document = reading.document
    let look = PhraseLook(document, sentence.tokens)
    let counts = sentence.tokens.compactMap { index -> (place: Int, value: Int)? in
      guard let value = look.whole(index), value >= 5, !(1900...2100).contains(value),
        !(index + 1..<index + 6).contains(where: {
          [.excluded, .screened, .eligibility, .not].contains(look.sense($0))
        })
      else { return nil }
      return (index, value)
    }
    guard counts.count <= 12 else { return }
    let known = Set(counts.map(\.value) + reading.totals.prefix(20).map(\.size))
    let isEqual = sentence.tokens.contains { document.isWord($0, in: ["equal", "equally"]) }
    for count in counts where isEqual && known.contains(2 * count.value) || isOfEach(count.place, look) {
      guard !known.contains(3 * count.value) else { continue }
      let isOfTwo = sentence.tokens.contains {
        look.sense($0) == .both || document.isWord($0, in: ["two", "两", "二"])
      }
      if known.contains(2 * count.value) || isOfTwo { add(count.value, count.value) }
    }
    for (first, second) in zip(counts, counts.dropFirst())
    where known.contains(first.value + second.value) && look.sense(second.place + 1) != .percent {
      add(first.value, second.value)
    }
  }

  /// "178 of 203 (87.7%) and 171 of 198 (86.4%)": denominators that add up to a total.
  private mutating func readFractions(_ sentence: SentenceReading, _ reading: PaperReading) {
    var last: Int?
    for case .proportion(let share) in sentence.phrases {
      if let first = last, let second = share.total,
        reading.totals.prefix(20).contains(where: { $0.size == first + second })
      {
        add(first, second)
      }
      last = share.total
    }
  }

  private func isOfEach(_ index: Int, _ look: PhraseLook) -> Bool {
    let behind = (index + 1..<index + 5).prefix {
      [.subject, .preposition, .to, .each, .female, .male].contains(look.sense($0))
    }
    if behind.contains(where: { look.sense($0) == .each }) { return true }
    return (index - 3..<index).contains { look.sense($0) == .each && look.isIdeographic($0) }
      || look.sense(index - 1) == .of && look.sense(index - 2) == .arm
  }
}
