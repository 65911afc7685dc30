// SPDX-License-Identifier: Apache-2.0

/// What bare counts and bare percentages before a p-value are of.
extension Audit {
  /// Whether figures that print no total may be of all subjects of their groups.
  ///
  /// "12 of 60" and "12 (20%)" show what they are of. Bare counts may be of a part of the groups, or of attacks and visits;
  /// bare percentages may be means, such as of saturation or adherence, unless a rate or subjects are named.
  func isOfWholeGroups(before tokens: Range<Int>) -> Bool {
    guard let sentence = sentence(at: tokens.lowerBound), sentence.phrases.count <= 100 else { return true }
    let look = look(sentence)
    let clause = clause(before: tokens.lowerBound, look)
    let shares = sentence.phrases.compactMap { phrase -> ProportionPhrase? in
      guard case .proportion(let share) = phrase, clause.contains(share.tokens.lowerBound) else { return nil }
      return share
    }
    if shares.contains(where: { $0.events != nil && ($0.total != nil || $0.percent != nil) }) { return true }
    let counts = sentence.phrases.compactMap { phrase -> CountPhrase? in
      guard case .count(let count) = phrase, clause.contains(count.tokens.lowerBound) else { return nil }
      return count
    }
    if shares.count >= 2 { return isOfRates(clause, shares, look) || counts.contains(where: \.isSubjects) }
    return counts.isEmpty || !isPartOfGroups(clause, look)
  }

  private func isOfRates(_ clause: Range<Int>, _ shares: [ProportionPhrase], _ look: PhraseLook) -> Bool {
    let isOfValues = clause.contains { index in
      [.mean, .median].contains(look.sense(index)) || document.isWord(index, in: Self.wordsOfValues)
    }
    guard !isOfValues else { return false }
    return clause.contains { index in
      [.rate, .proportion, .died].contains(look.sense(index)) || document.isWord(index, in: ["mortality"])
    }
      || shares.contains { share in
        let end = share.tokens.upperBound
        return look.sense(end) == .of
          && (end + 1...end + 3).contains { [.subject, .female, .male].contains(look.sense($0)) }
          || document.isWord(share.tokens.lowerBound - 1, in: ["in"])
      }
  }

  private static let wordsOfValues: Set<String> = [
    "fell", "rose", "decreased", "increased", "declined", "dropped", "reduced", "change", "changed", "by",
    "adherence",
    "saturation", "fraction", "coefficient", "降", "升", "饱", "占",
  ]
}
