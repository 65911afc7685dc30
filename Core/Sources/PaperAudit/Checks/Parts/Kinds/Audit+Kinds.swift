// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Everybody is of one kind: "favorable in 7, intermediate in 31 and adverse in 24" of 58, "812 pupils, of whom 402 were girls
  /// and 431 boys", "each counted once by the site: 19, 14 and 9" of 45.
  ///
  /// The whole may stand anywhere near: only a sum that is no number of the neighbourhood is wrong.
  mutating func checkKinds(in sentence: SentenceReading) {
    let look = look(sentence)
    let statement = exclusivity(sentence, look)
    var lists = KindListReader(look: look).lists()
    if let statement {
      for list in listsTold(around: statement, sentence, look)
      where !lists.contains(where: { $0.tokens.overlaps(list.tokens) && $0.parts.count >= list.parts.count })
      {
        lists.removeAll { $0.tokens.overlaps(list.tokens) }
        lists.append(list)
      }
    }
    guard !lists.isEmpty, lists.count <= 8, !mayOverlap(sentence, look) else { return }
    let near = countsNear(sentence, apart: lists)
    let apart = lists.map(\.tokens)
    for (rank, list) in lists.enumerated() where !near.contains(list.sum) {
      let isParallel = lists.indices.contains { other in
        other != rank && lists[other].kinds == list.kinds && near.contains(lists[other].sum)
      }
      let possible = wholes(of: list, apart: apart, isStated: statement != nil, sentence, look)
      judge(list, possible, sentence, look, isStated: statement != nil, isParallel: isParallel)
    }
  }

  private mutating func judge(
    _ list: KindList,
    _ near: [NearWhole],
    _ sentence: SentenceReading,
    _ look: PhraseLook,
    isStated: Bool,
    isParallel: Bool
  ) {
    let parts = list.parts.map(\.count)
    guard let largest = parts.max(), largest > 0 else { return }
    let isExclusive = isStated || isParallel || isOfSubjects(list, sentence, look)
    let wholes = near.filter {
      $0.size > largest && list.sum < 2 * $0.size && $0.size < 2 * list.sum
    }
    guard isExclusive, let whole = wholes.first,
      // "3 during treatment and 9 within 60 days" overlap.
      !isMixed(list.parts[0].place..<clauseEnd(list.tokens.upperBound, look), look)
    else { return }
    // More than any whole that may be meant, or fewer where nobody is left out.
    let isMore = wholes.allSatisfy { list.sum > $0.size }
    let isWhole =
      whole.isTight
      && (isStated
        && ((list.tokens.upperBound - 7..<list.tokens.upperBound).contains(where: isOther) || isParallel)
        || (list.isComplete && (isParallel || whole.isPopulation)))
    guard isMore || isWhole && !tellsMissing(sentence, look) else { return }
    withdraw(.part, at: list.tokens)
    add(
      .part,
      at: list.tokens,
      .inconsistent,
      .partsContradictTotal(parts: parts, total: whole.size),
      printed: figures(parts, whole.size),
      recomputed: [Recomputation(.total, Double(list.sum))],
      .likely
    )
  }

  /// Grades are of subjects where they are no grades of events.
  private func isOfSubjects(_ list: KindList, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    guard let family = list.family else {
      return !tellsEvents(sentence, look)
        && !(sentence.index > 0 && tellsEvents(reading.sentences[sentence.index - 1], look))
    }
    return family.isOfSubjects && !speaksOfBirths(list.tokens.upperBound..<list.tokens.upperBound + 6)
      && !speaksOfParents(sentence)
  }

  func tellsEvents(_ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    sentence.tokens.contains {
      document.sense($0) == .event
        || document.isWord(
          $0,
          in: [
            "adverse", "toxicity", "toxicities", "reactions", "complications", "bleeds", "反", "症", "毒", "事",
          ]
        )
    }
  }
}
