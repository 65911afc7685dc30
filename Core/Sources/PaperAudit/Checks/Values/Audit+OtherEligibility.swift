// SPDX-License-Identifier: Apache-2.0

/// Observed values, other than ages, against lower limits of eligibility.
extension Audit {
  /// "Eligible were adults with a body-mass index of 30 or more": no smaller one is observed.
  mutating func checkOtherEligibility(in sentence: SentenceReading) {
    guard !eligibleValues.isEmpty else { return }
    for case .summary(let phrase) in sentence.phrases {
      guard phrase.center == .median || phrase.center == .mean, phrase.spread == .range,
        let first = phrase.first, let second = phrase.second,
        let limit = eligibleValues.first(where: { limit in
          limit.sentence < sentence.index && names(sentence, before: phrase.tokens.upperBound, limit.words)
        })
      else { continue }
      let beyond = beyondLimits(smallest: first, largest: second, limits: (limit.lower, nil))
      add(
        .range,
        at: phrase.tokens,
        beyond.smallest ? .inconsistent : .consistent,
        beyond.smallest
          ? .beyondEligibility(lower: limit.lower, upper: nil)
          : .withinEligibility(lower: limit.lower, upper: nil),
        printed: [Figure(.minimum, first), Figure(.maximum, second)],
        .likely
      )
    }
  }

  /// Whether two words stand beside each other before a place, in a sentence that compares no other quantity.
  private func names(_ sentence: SentenceReading, before end: Int, _ words: [Int32]) -> Bool {
    (sentence.tokens.lowerBound..<end).contains {
      document.tokens[$0].word == words[0] && document.tokens.indices.contains($0 + 1)
        && document.tokens[$0 + 1].word == words[1]
    }
      && !sentence.tokens.contains {
        [.difference, .points].contains(document.sense($0)) || Self.changes.contains(document.word($0))
      }
  }

  private static let changes: Set<String> = [
    "controls", "healthy", "relatives", "siblings", "change", "changes", "increase", "decrease", "reduction",
    "loss", "gain", "fall", "rise",
  ]

  /// "A body-mass index of 30 or more", "mass index of at least 30", in a sentence on who was eligible.
  func eligibleLowerLimits() -> [(words: [Int32], lower: Double, sentence: Int)] {
    var found: [(words: [Int32], lower: Double, sentence: Int)] = []
    for sentence in reading.sentences where sentence.section != .results && found.count < 8 {
      guard sentence.tokens.contains(where: { document.sense($0) == .eligibility }) else { continue }
      let look = look(sentence)
      for index in sentence.tokens where look.sense(index) == .of && found.count < 8 {
        guard look.isWord(index - 1), look.isWord(index - 2), look.sense(index - 1) == .other else {
          continue
        }
        let isAtLeast = look.sense(index + 1) == .atLeast
        let place = isAtLeast ? index + 2 : index + 1
        guard look.sentence.contains(place), let value = document.tokens[place].numeral?.value else {
          continue
        }
        let isOrMore =
          (place + 1..<place + 4).contains { look.sense($0) == .or }
          && (place + 2..<place + 6).contains {
            look.isWord($0) && ["more", "higher", "greater", "above"].contains(document.word($0))
          }
        guard isAtLeast || isOrMore else { continue }
        found.append(
          ([document.tokens[index - 2].word, document.tokens[index - 1].word], value, sentence.index)
        )
      }
    }
    return found
  }
}
