// SPDX-License-Identifier: Apache-2.0

/// Who is meant by a share: all of a group, or some of its subjects.
extension Audit {
  /// Whether the sentence, or the one before, speaks of some of the subjects only.
  func narrows(_ share: UnboundShare) -> Bool {
    let sentence = reading.sentences[share.sentence]
    let look = look(sentence)
    let end = share.phrase.tokens.upperBound
    if look.sense(sentence.tokens.lowerBound) == .of { return true }
    let isBesideWhole = hasWholeNeighbour(share)
    let isNarrowed = (sentence.tokens.lowerBound..<end).contains { place in
      isNarrow(place)
        || narrowsHere(place) && !(isBesideWhole && document.isWord(place, in: ["common", "frequent"]))
    }
    if isNarrowed { return true }
    // Where the share beside it is of all of another group, nobody was missing there.
    if isBesideWhole { return false }
    if share.sentence > 0, reading.sentences[share.sentence - 1].tokens.contains(where: isNarrow) {
      return true
    }
    // "12 eyes (30%)": no subjects.
    return (share.phrase.tokens.lowerBound + 1..<end).prefix { document.sense($0) != .open }.contains {
      document.sense($0) == .other && !document.tokens[$0].isNumber && !look.isIdeographic($0)
    }
  }

  /// Words that say what all the figures that follow are of.
  private func isNarrow(_ place: Int) -> Bool {
    [.subgroup, .analyzed].contains(document.sense(place)) || document.isWord(place, in: Self.narrowing)
  }

  /// Words that say what the figures of the same sentence are of.
  private func narrowsHere(_ place: Int) -> Bool {
    switch document.sense(place) {
    case .alive, .age: true
    // "In women", 女性患者.
    case .male, .female:
      [.preposition, .of].contains(document.sense(place - 1)) || document.sense(place + 1) == .subject
        || document.word(place).hasSuffix("患者")
    case .that: document.sense(place - 1) == .of || document.sense(place - 1) == .subject
    case .subject: document.isWord(place + 1, in: ["with", "without", "aged", "whose"])
    default:
      document.isWord(
        place,
        in: [
          "among", "amongst", "these", "those", "reasons", "reason", "causes", "common", "frequent", "其中",
          "合并", "存活",
        ]
      )
    }
  }

  private static let narrowing: Set<String> = [
    "available", "measurable", "tested", "data", "missing", "responders", "responding", "completers",
    "survivors",
    "per-protocol", "subset", "substudy", "复查", "资料",
  ]
}
