// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// What holds of all lies between what holds of the men and of the women.
  mutating func checkWholes(in sentence: SentenceReading) {
    let look = look(sentence)
    checkCenters(in: sentence, look)
    checkShares(in: sentence, look)
  }

  // MARK: Means and medians

  /// "61.2 years in the men and 63.4 years in the women; overall, it was 62.3 years".
  private mutating func checkCenters(in sentence: SentenceReading, _ look: PhraseLook) {
    guard
      let center = sentence.tokens.first(where: { [.mean, .median].contains(look.sense($0)) }),
      let overall = sentence.tokens.last(where: { look.sense($0) == .total }), overall > center,
      look.isWord(overall), document.word(overall) == "overall",
      let place = (overall + 1..<overall + 5).first(where: { number($0, look) != nil }),
      let value = number(place, look), look.isWord(place + 1)
    else { return }
    var values: [PrintedNumber] = []
    var halves: Set<Sense> = []
    let places = (center..<overall).filter { number($0, look) != nil && isSameUnit($0, place, look) }
    for (rank, start) in places.enumerated() {
      let limit = rank + 1 < places.count ? places[rank + 1] : overall
      guard let part = number(start, look),
        let half = (start..<min(limit, start + 12)).first(where: {
          [.male, .female].contains(look.sense($0))
        })
      else { return }
      halves.insert(look.sense(half))
      values.append(part)
    }
    guard values.count == 2, halves.count == 2,
      let low = values.map(\.possible.lowerBound).min(), let high = values.map(\.possible.upperBound).max()
    else { return }
    let fits = value.possible.overlaps(low...high)
    let isMean = look.sense(center) == .mean
    add(
      isMean ? .mean : .median,
      at: place..<place + 2,
      fits ? .consistent : .inconsistent,
      .difference(of: low...high),
      printed: [Figure(isMean ? .mean : .median, value)],
      recomputed: [Recomputation(isMean ? .mean : .median, low...high)],
      .likely
    )
  }

  private func number(_ index: Int, _ look: PhraseLook) -> PrintedNumber? {
    look.sentence.contains(index) ? document.tokens[index].numeral?.printed : nil
  }

  private func isSameUnit(_ index: Int, _ other: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index + 1) && document.word(index + 1) == document.word(other + 1)
  }

  // MARK: Shares

  /// "Overall, 33% were smokers, 37% of the men and 30% of the women".
  private mutating func checkShares(in sentence: SentenceReading, _ look: PhraseLook) {
    let shares = sentence.phrases.indices.compactMap { percent($0, sentence) }
    for index in shares.indices.dropLast(2) {
      let (whole, first, second) = (shares[index], shares[index + 1], shares[index + 2])
      guard
        (whole.tokens.lowerBound - 4..<whole.tokens.lowerBound).contains(where: {
          look.sense($0) == .total || look.sense($0) == .all
        }),
        let a = half(behind: first.tokens.upperBound, look),
        let b = half(behind: second.tokens.upperBound, look), a != b,
        first.tokens.lowerBound - whole.tokens.upperBound <= 10,
        second.tokens.lowerBound - first.tokens.upperBound <= 8,
        let p = whole.percent, let q = first.percent, let r = second.percent
      else { continue }
      let low = min(q.possible.lowerBound, r.possible.lowerBound)
      let high = max(q.possible.upperBound, r.possible.upperBound)
      let fits = p.possible.overlaps(low...high)
      add(
        .percentage,
        at: whole.tokens.lowerBound..<second.tokens.upperBound,
        fits ? .consistent : .inconsistent,
        .difference(of: low...high),
        printed: [Figure(.percent, p)],
        recomputed: [Recomputation(.percent, low...high)],
        .likely
      )
    }
  }

  private func percent(_ index: Int, _ sentence: SentenceReading) -> ProportionPhrase? {
    guard case .proportion(let share) = sentence.phrases[index], share.percent != nil, !share.isOther else {
      return nil
    }
    return share
  }

  /// "37% of the men": which half of the subjects a share is of.
  private func half(behind end: Int, _ look: PhraseLook) -> Sense? {
    guard look.sense(end) == .of || look.sense(end) == .preposition else { return nil }
    guard let place = (end..<end + 4).first(where: { [.male, .female].contains(look.sense($0)) }),
      [.comma, .and, .semicolon, .stop, .end, .close].contains(look.sense(place + 1))
    else { return nil }
    return look.sense(place)
  }
}
