// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Values that leave the scale that the text states for them.
  mutating func checkScales(in sentence: SentenceReading) {
    let look = look(sentence)
    checkSameScale(sentence, look)
    checkStatedScale(sentence, look)
    checkItems(sentence, look)
  }

  // MARK: Ends of a scale

  /// "On the same scale the worst pain had a median of 12", after "on a scale from 0 to 10".
  private mutating func checkSameScale(_ sentence: SentenceReading, _ look: PhraseLook) {
    guard
      let same = sentence.tokens.first(where: {
        look.isWord($0) && document.word($0) == "same" && look.isWord($0 + 1)
          && document.word($0 + 1) == "scale"
      }), let ends = scaleBefore(sentence)
    else { return }
    let centers = sentence.tokens.filter { $0 > same && [.mean, .median].contains(look.sense($0)) }
    for center in centers {
      guard
        let place = (center + 1..<center + 4).first(where: {
          look.sentence.contains($0) && document.tokens[$0].isNumber
        }), let value = document.tokens[place].numeral, !value.isSigned,
        (center + 1..<place).allSatisfy({ [.of, .was].contains(look.sense($0)) }),
        value.printed.possible.lowerBound > ends.upper.value
      else { continue }
      let isMean = look.sense(center) == .mean
      add(
        isMean ? .mean : .median,
        at: center..<place + 1,
        .inconsistent,
        isMean ? .spreadImpossible(.meanOutside) : .medianFaults([.outsideRange]),
        printed: [
          Figure(isMean ? .mean : .median, value.printed), Figure(.minimum, ends.lower),
          Figure(.maximum, ends.upper),
        ]
      )
    }
  }

  /// "On a scale from 0 to 10, the mean pain score was 12.3"; "the score ranges from 0 to 52", then a mean of 58.4.
  private mutating func checkStatedScale(_ sentence: SentenceReading, _ look: PhraseLook) {
    guard let ends = statedScale(look) ?? scaleOfText(before: sentence) else { return }
    let isHere = statedScale(look) != nil
    for case .summary(let summary) in sentence.phrases {
      guard summary.center == .mean || summary.center == .median, !summary.isAge, let value = summary.value,
        value.possible.lowerBound > ends.upper.value, isHere || isScore(summary.tokens, look),
        !summary.tokens.contains(where: { look.sense($0).isTimeUnit || look.sense($0) == .unit })
      else { continue }
      let end = summary.tokens.upperBound
      guard !look.sense(end).isTimeUnit, look.sense(end) != .unit, look.sense(end) != .percent else {
        continue
      }
      let isMean = summary.center == .mean
      add(
        isMean ? .mean : .median,
        at: summary.tokens,
        .inconsistent,
        isMean ? .spreadImpossible(.meanOutside) : .medianFaults([.outsideRange]),
        printed: [
          Figure(isMean ? .mean : .median, value), Figure(.minimum, ends.lower), Figure(.maximum, ends.upper),
        ],
        .likely
      )
    }
  }

  /// Whether "score", 评分 stands among the words of a summary or right before it.
  private func isScore(_ tokens: Range<Int>, _ look: PhraseLook) -> Bool {
    (tokens.lowerBound - 4..<tokens.upperBound).contains {
      look.sense($0) == .score && look.sentence.contains($0)
    }
  }

  /// The scale that the sentence before states, if the text states no other.
  private func scaleOfText(before sentence: SentenceReading) -> (lower: PrintedNumber, upper: PrintedNumber)?
  {
    guard soleScale, sentence.index > 0, document.has(.score) else { return nil }
    return statedScale(look(reading.sentences[sentence.index - 1]))
  }

  /// "A scale from 0 to 10", "a 0–10 scale", "scores range from 0 to 52", 评分（0～10分）.
  func statedScale(_ look: PhraseLook) -> (lower: PrintedNumber, upper: PrintedNumber)? {
    // A total is no value of the scale of its items.
    let hasItems = look.sentence.contains {
      look.sense($0) == .each || look.isWord($0) && Self.parts.contains(document.word($0))
    }
    guard !hasItems else { return nil }
    for index in look.sentence {
      guard let low = document.tokens[index].numeral, low.count != nil, low.value <= 1,
        [.dash, .to].contains(look.sense(index + 1)), look.sentence.contains(index + 2),
        let high = document.tokens[index + 2].numeral, high.count != nil, high.value > low.value,
        high.value >= 3,
        look.sense(index + 3) != .percent, !look.sense(index + 3).isTimeUnit, look.sense(index + 3) != .unit
      else { continue }
      let before = max(look.sentence.lowerBound, index - 4)..<index
      let after = index + 3..<index + 5
      let isScale =
        before.contains { isScaleWord($0, look) } && !before.contains { look.sense($0) == .median }
        || after.contains { look.isWord($0) && document.word($0) == "scale" }
      guard isScale else { continue }
      return (PrintedNumber(low.value, decimals: 0), PrintedNumber(high.value, decimals: 0))
    }
    return nil
  }

  private static let parts: Set<String> = [
    "item", "items", "question", "questions", "domain", "domains", "subscale", "subscales", "component",
    "components",
    "sum", "converted", "transformed", "sites", "joints", "项", "条", "题",
  ]

  private func isScaleWord(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index)
      && (document.word(index) == "scale" || ["rated", "scored"].contains(document.word(index)))
      || look.sense(index) == .score && look.isWord(index + 1)
        && ["range", "ranges", "ranging", "from"].contains(document.word(index + 1))
      || look.isWord(index) && document.word(index) == "评" && look.isWord(index + 1)
        && document.word(index + 1) == "分"
  }

  /// The ends that one of the two sentences before names.
  private func scaleBefore(_ sentence: SentenceReading) -> (lower: PrintedNumber, upper: PrintedNumber)? {
    for other in reading.sentences[max(0, sentence.index - 2)..<sentence.index].reversed() {
      let look = look(other)
      for index in other.tokens where look.isWord(index) && document.word(index) == "scale" {
        guard look.sense(index + 1) == .since, look.sense(index + 3) == .to,
          look.sentence.contains(index + 4),
          let low = document.tokens[index + 2].numeral, let high = document.tokens[index + 4].numeral,
          low.value < high.value
        else { continue }
        return (low.printed, high.printed)
      }
    }
    return nil
  }

  /// 7项量表评分（每项0～4分），总分最高为31分; "seven items, each scored from 0 to 4; the highest total was 31".
  private mutating func checkItems(_ sentence: SentenceReading, _ look: PhraseLook) {
    guard
      let item = sentence.tokens.first(where: {
        look.isWord($0) && ["项", "items", "条目"].contains(document.word($0))
      }), item > sentence.tokens.lowerBound, let items = document.tokens[item - 1].numeral?.count,
      let each = sentence.tokens.first(where: { $0 > item && look.sense($0) == .each }),
      let low = (each + 1..<each + 5).first(where: {
        look.sentence.contains($0) && document.tokens[$0].isNumber
      }),
      [.dash, .to].contains(look.sense(low + 1)), look.sentence.contains(low + 2),
      let high = document.tokens[low + 2].numeral?.count, high <= 1000, items <= 1000
    else { return }
    let tops = sentence.tokens.filter {
      $0 > low + 2 && look.isWord($0)
        && (document.word($0) == "highest" || document.word($0) == "最" && document.word($0 + 1) == "高")
    }
    for top in tops {
      guard
        let place = (top + 1..<top + 5).first(where: {
          look.sentence.contains($0) && document.tokens[$0].isNumber
        }), let total = document.tokens[place].numeral?.count
      else { continue }
      guard !(top..<place).contains(where: { look.sense($0) == .of }) else { continue }
      let most = Double(items * high)
      let fits = Double(total) <= most
      add(
        .range,
        at: top..<place + 1,
        fits ? .consistent : .inconsistent,
        fits ? .limitsOrdered : .partBeyondWhole(part: total, whole: items * high),
        printed: [Figure(.maximum, total)],
        recomputed: [Recomputation(.maximum, most)],
        .likely
      )
    }
  }
}
