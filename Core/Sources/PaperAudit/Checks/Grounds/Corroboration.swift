// SPDX-License-Identifier: Apache-2.0

/// What the text itself says for a reading that joins figures from different clauses.
///
/// An accusation within one expression, such as "12 of 60 (25%)", needs none. One that takes the size of an arm or a total
/// from elsewhere stands only if that size is told as what it is taken for, and explains other figures.
struct Corroboration {
  /// The sizes of each arm, and the denominators that fractions print for it.
  private(set) var sizes: [Set<Int>]
  /// Arms whose sizes are told with a word of allocation, or add up to a total that is told.
  private(set) var allocated: Set<Int> = []
  /// Arms allocated of which the sizes add up to all who were randomized.
  private(set) var counted: Set<Int> = []
  /// Shares without a total of their own which the size of their arm explains, and how many it does not.
  private(set) var explained = 0
  private(set) var unexplained = 0
  /// Rates told behind a count and a comma which the size of their arm explains.
  private(set) var ratesExplained = 0
  /// Numbers of subjects that the text prints, any of which another share may be of.
  private(set) var counts: Set<Int> = []
  /// Whether eyes, implants or other parts of subjects are counted where arms or totals are told.
  private(set) var countsParts = false

  init(_ reading: PaperReading) {
    sizes = reading.arms.map { Set($0.sizes) }
    readArms(reading)
    for sentence in reading.sentences {
      for phrase in sentence.phrases {
        switch phrase {
        case .proportion(let share):
          readTotal(of: share, reading)
          counts.formUnion([share.events, share.total].compactMap { $0 })
        case .count(let count): counts.insert(count.value)
        default: break
        }
      }
    }
    for sentence in reading.sentences {
      for case .proportion(let share) in sentence.phrases { read(share, reading) }
      for pair in zip(sentence.phrases, sentence.phrases.dropFirst()) { readRate(pair, reading) }
    }
    let told = Set(reading.arms.map(\.sentence) + reading.totals.map(\.sentence))
    countsParts = told.contains { index in
      let sentence = reading.sentences[index]
      return CountedUnits(PhraseLook(reading.document, sentence.tokens)).hasParts(in: sentence.tokens)
    }
  }

  /// Whether the sizes of the arms explain at least two other shares, and leave hardly any unexplained.
  var explainsOthers: Bool { explained >= 2 && (unexplained - 1) * 4 <= explained }

  /// Whether the sizes add up to all, and explain what they are asked to but for one share.
  var isWhollyTold: Bool { !counted.isEmpty && explained >= 1 && unexplained <= 1 }

  private mutating func readArms(_ reading: PaperReading) {
    let document = reading.document
    for (index, arm) in reading.arms.enumerated() where arm.size != nil {
      let near = reading.sentences[max(0, arm.sentence - 1)...arm.sentence]
      let isAllocating = near.contains {
        $0.tokens.contains { [.randomized, .assigned].contains(document.sense($0)) }
      }
      if isAllocating { allocated.insert(index) }
    }
    let told = reading.arms.compactMap(\.size)
    let sum = told.reduce(0, +)
    if told.count == reading.arms.count, told.count >= 2,
      reading.totals.contains(where: { $0.size == sum })
        || reading.sentences.contains(where: { $0.population?.size == sum })
    {
      allocated = Set(reading.arms.indices)
    }
    let sizes = allocated.compactMap { reading.arms[$0].size }
    let randomized = reading.totals.filter { $0.stage != .screened && $0.stage != .analyzed }.map(\.size)
      .max()
    if sizes.count == reading.arms.count, sizes.count >= 2,
      randomized == nil || randomized == sizes.reduce(0, +)
    {
      counted = allocated
    }
  }

  /// "97 (38.2%) of 254 and 71 of 255 treated patients": who was treated in each arm, if nearly all were.
  private mutating func readTotal(of share: ProportionPhrase, _ reading: PaperReading) {
    guard let arm = share.arm, let total = share.total, let size = reading.arms[arm].size, total <= size,
      total * 10 >= size * 9, sizes[arm].count < 6
    else { return }
    sizes[arm].insert(total)
  }

  /// 总有效85例，总有效率92.4%: a rate behind the count it is of.
  private mutating func readRate(_ pair: (Phrase, Phrase), _ reading: PaperReading) {
    guard case .proportion(let rate) = pair.1, let percent = rate.percent, rate.events == nil, !rate.isOther,
      let arm = rate.arm, rate.tokens.lowerBound - pair.0.tokens.upperBound <= 8
    else { return }
    let count: Int? =
      switch pair.0 {
      case .count(let count): count.value
      case .proportion(let share): share.percent == nil && share.total == nil ? share.events : nil
      default: nil
      }
    guard let count,
      sizes[arm].contains(where: {
        count <= $0 && PercentageCheck(count: count, of: $0, printed: percent).consistency == .consistent
      })
    else { return }
    explained += 1
  }

  private mutating func read(_ share: ProportionPhrase, _ reading: PaperReading) {
    guard let events = share.events, let percent = share.percent, !share.isOther, !share.isApproximate,
      let arm = share.arm, !sizes[arm].isEmpty, share.total.map({ sizes[arm].contains($0) }) ?? true
    else { return }
    let fits = sizes[arm].contains {
      PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
    }
    if fits {
      explained += 1
      let isBracketed = share.tokens.contains { reading.document.sense($0) == .open }
      if !isBracketed { ratesExplained += 1 }
    } else {
      unexplained += 1
    }
  }
}
