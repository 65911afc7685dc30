// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Sizes that follow from those beside them: losses allowed for.
  mutating func checkConsequences(in sentence: SentenceReading) {
    let look = look(sentence)
    for index in sentence.tokens
    where look.isWord(index) && ["increased", "inflated", "raised"].contains(document.word(index)) {
      checkAllowance(at: index, sentence, look)
    }
  }

  // MARK: Losses

  /// "Allowing for 20% losses, the 63 per group were increased to 79": too few whatever the convention.
  private mutating func checkAllowance(at index: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    guard look.sense(index + 1) == .to, look.sense(index - 1) == .was, let final = look.whole(index + 2),
      let percent = (sentence.tokens.lowerBound..<index).last(where: { look.sense($0) == .percent }),
      percent > sentence.tokens.lowerBound, let loss = document.tokens[percent - 1].numeral?.printed,
      loss.value > 0, loss.value < 90,
      (sentence.tokens.lowerBound..<index).contains(where: {
        look.isWord($0)
          && ["losses", "loss", "dropout", "dropouts", "attrition", "withdrawal"].contains(document.word($0))
      }),
      let start = (percent..<index).last(where: { look.whole($0) != nil }), let size = look.whole(start),
      size > 0, final > size
    else { return }
    let low = Double(size) * (1 + loss.possible.lowerBound / 100)
    let high = Double(size) / (1 - loss.possible.upperBound / 100)
    guard high >= low else { return }
    // More may have other reasons.
    let fits = Double(final) > low - 1.5
    guard !fits || Double(final) <= high + 2 else { return }
    add(
      .sampleSize,
      at: index..<index + 3,
      fits ? .consistent : .inconsistent,
      .difference(of: low...high),
      printed: [Figure(.size, final)],
      recomputed: [Recomputation(.size, low...high)],
      .likely
    )
  }
}
