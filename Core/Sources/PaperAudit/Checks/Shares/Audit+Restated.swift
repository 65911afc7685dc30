// SPDX-License-Identifier: Apache-2.0

/// Percentages that the conclusion repeats.
extension Audit {
  /// "Lowered recurrence from 18.6% to 6.9%" where the results compare 18.6% with 9.6%; 总有效率达94.1% where no such rate is told.
  mutating func checkRestated() {
    var told: [ToldShare] = []
    for sentence in reading.sentences {
      if sentence.section == .conclusion, !told.isEmpty {
        checkPair(in: sentence, told)
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
    let sentence: Int
  }

  private func shares(of sentence: SentenceReading) -> [ToldShare] {
    sentence.phrases.compactMap { phrase in
      guard case .proportion(let share) = phrase, !share.isOther, let percent = share.percent else {
        return nil
      }
      return ToldShare(
        percent: percent,
        name: name(before: share.tokens.lowerBound, sentence),
        tokens: share.tokens,
        sentence: sentence.index
      )
    }
  }

  /// Whether the same figure is printed with fewer decimals, or more.
  private func isSame(_ a: PrintedNumber, _ b: PrintedNumber) -> Bool { a.possible.overlaps(b.possible) }

  // MARK: From one arm to the other

  private mutating func checkPair(in sentence: SentenceReading, _ told: [ToldShare]) {
    let look = look(sentence)
    for place in sentence.tokens where [.to, .versus].contains(look.sense(place)) {
      guard let first = percent(before: place, look), let second = percent(behind: place, look),
        look.sense(place) == .versus || look.sense(first.start - 1) == .since
      else { continue }
      for (one, other) in [(first.value, second.value), (second.value, first.value)] {
        // The other is told nowhere, and the one is told once, beside a figure that it is compared with.
        let places = told.indices.filter { told[$0].percent.roundedRange.overlaps(one.roundedRange) }
        guard places.count == 1, let share = places.first,
          !told.contains(where: { isSame($0.percent, other) }),
          let partner = partner(of: share, told)
        else { continue }
        add(
          .percentage,
          at: first.start..<second.start + 2,
          .inconsistent,
          .difference(of: partner.percent.value...partner.percent.value),
          printed: [Figure(.percent, other)],
          recomputed: [Recomputation(.percent, partner.percent.value)],
          .likely
        )
        break
      }
    }
  }

  private func percent(before place: Int, _ look: PhraseLook) -> (value: PrintedNumber, start: Int)? {
    let start = look.sense(place - 1) == .percent ? place - 2 : place - 1
    guard look.sentence.contains(start), let numeral = document.tokens[start].numeral, !numeral.isSigned
    else { return nil }
    return (numeral.printed, start)
  }

  private func percent(behind place: Int, _ look: PhraseLook) -> (value: PrintedNumber, start: Int)? {
    // "34.6% vs. 42.3%".
    let start = look.sense(place + 1) == .stop ? place + 2 : place + 1
    guard look.sentence.contains(start), let numeral = document.tokens[start].numeral, !numeral.isSigned,
      look.sense(start + 1) == .percent
    else { return nil }
    return (numeral.printed, start)
  }

  /// The only neighbour of a figure in its sentence.
  private func partner(of place: Int, _ told: [ToldShare]) -> ToldShare? {
    let near = [place - 1, place + 1].filter { told.indices.contains($0) }.map { told[$0] }.filter { other in
      let gap =
        min(
          other.tokens.upperBound,
          told[place].tokens.upperBound
        )..<max(
          other.tokens.lowerBound,
          told[place].tokens.lowerBound
        )
      return other.sentence == told[place].sentence
        && gap.contains { [.and, .versus, .compared, .than].contains(document.sense($0)) }
    }
    return near.count == 1 ? near[0] : nil
  }

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
