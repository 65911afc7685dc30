// SPDX-License-Identifier: Apache-2.0

/// Rates that a Chinese conclusion repeats by name.
extension Audit {
  /// 总有效率达94.1% where no such rate is told.
  mutating func checkRestatedRates() {
    var told: [ToldShare] = []
    for sentence in reading.sentences {
      if sentence.section == .conclusion, !told.isEmpty {
        checkNamed(in: sentence, told)
      } else {
        told += shares(of: sentence)
        if told.count > 400 { return }
      }
    }
  }

  private struct ToldShare {
    let percent: PrintedNumber
    /// The word for the rate right before, in Chinese.
    let name: [UInt32]
    let tokens: Range<Int>
  }

  private func shares(of sentence: SentenceReading) -> [ToldShare] {
    sentence.phrases.compactMap { phrase in
      guard case .proportion(let share) = phrase, !share.isOther, let percent = share.percent else {
        return nil
      }
      return ToldShare(
        percent: percent,
        name: name(before: share.tokens.lowerBound, sentence),
        tokens: share.tokens
      )
    }
  }

  /// Whether the same figure is printed with fewer decimals, or more.
  private func isSame(_ a: PrintedNumber, _ b: PrintedNumber) -> Bool { a.possible.overlaps(b.possible) }

  // MARK: By name

  /// A rate of the same name that no arm has.
  private mutating func checkNamed(in sentence: SentenceReading, _ told: [ToldShare]) {
    for share in shares(of: sentence) where share.name.count >= 4 {
      let same = told.filter { isSameName($0.name, share.name) }
      guard !same.isEmpty, !told.contains(where: { isSame($0.percent, share.percent) }),
        let low = same.map(\.percent.value).min(), let high = same.map(\.percent.value).max(),
        // Between them lies the rate of all.
        share.percent.value > high || share.percent.value < low
      else { continue }
      add(
        .percentage,
        at: share.tokens,
        .inconsistent,
        .difference(of: low...high),
        printed: [Figure(.percent, share.percent)],
        recomputed: [Recomputation(.percent, low...high)],
        .likely
      )
    }
  }

  /// 总有效率 and 方案总有效率.
  private func isSameName(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    let shorter = min(a.count, b.count)
    return shorter >= 4 && a.suffix(shorter).elementsEqual(b.suffix(shorter))
  }

  /// 总有效率 of 总有效率达94.1%.
  private func name(before index: Int, _ sentence: SentenceReading) -> [UInt32] {
    var place = index - 1
    let look = look(sentence)
    while document.isWord(place, in: ["为", "达", "是", "高", "仅", "到"]), look.sentence.contains(place) {
      place -= 1
    }
    guard look.isIdeographic(place), document.word(place).hasSuffix("率") else { return [] }
    let end = place
    while look.isIdeographic(place), end - place < 4,
      ![.arm, .preposition, .each, .was].contains(look.sense(place))
    {
      place -= 1
    }
    return (place + 1...end).flatMap { document.text.scalars[document.tokens[$0].range] }
  }
}
