// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Those whom a sentence takes up again, "of the 26 responders", after "24 of 60 patients responded": more than were told.
  mutating func checkRecalled(in sentence: SentenceReading) {
    guard sentence.index > 0 else { return }
    let look = look(sentence)
    for population in sentence.populations {
      guard let stem = Self.stems.first(where: { document.isWord(population.place + 1, in: $0.nouns) }),
        [.comma, .stop, .end].contains(look.sense(population.place + 2))
      else { continue }
      var told: [Int] = []
      for other in reading.sentences[sentence.index - 1..<sentence.index] {
        for index in other.phrases.indices {
          guard let share = share(index, other), let events = share.events, !share.isOther else { continue }
          let near =
            max(
              other.tokens.lowerBound,
              share.tokens.lowerBound - 8
            )..<min(
              share.tokens.upperBound + 5,
              other.tokens.upperBound
            )
          if near.contains(where: { document.word($0).hasPrefix(stem.prefix) }) { told.append(events) }
        }
      }
      let sum = told.reduce(0, +)
      guard !told.isEmpty, sum < population.size, told.count <= 4 else { continue }
      add(
        .part,
        at: population.place..<population.place + 2,
        .inconsistent,
        .partBeyondWhole(part: population.size, whole: sum),
        printed: [Figure(.part, population.size), Figure(.total, sum)],
        .likely
      )
    }
  }

  /// Nouns for those of whom something was told, and how the words begin that told it.
  private static let stems: [(nouns: Set<String>, prefix: String)] = [
    (["responders"], "respon"), (["survivors"], "surviv"), (["completers"], "complet"),
  ]
}
