// SPDX-License-Identifier: Apache-2.0

/// A total that a figure without one may belong to.
struct CandidateTotal {
  let size: Int
  let place: Because.Denominator
  /// Whether the sentence itself says that the figure is a share of this total.
  let isBinding: Bool
}

extension Audit {
  /// Totals for a figure that prints none, the nearest first.
  func candidates(for phrase: ProportionPhrase, in sentence: SentenceReading) -> [CandidateTotal] {
    var found: [CandidateTotal] = []
    func take(_ size: Int, _ place: Because.Denominator, isBinding: Bool = false) {
      guard size > 0, found.count < 16 else { return }
      if let known = found.firstIndex(where: { $0.size == size }) {
        if isBinding { found[known] = CandidateTotal(size: size, place: place, isBinding: true) }
        return
      }
      found.append(CandidateTotal(size: size, place: place, isBinding: isBinding))
    }
    if let size = phrase.column { take(size, .total, isBinding: false) }
    if let arm = phrase.arm, !reading.arms[arm].tokens.overlaps(phrase.tokens) {
      let declared = reading.arms[arm].tokens
      // "(88 to A and 90 to B), and 171 (96.1%) completed": no longer about B.
      let isHere =
        sentence.tokens.contains(declared.lowerBound)
        && !(declared.upperBound..<max(declared.upperBound, phrase.tokens.lowerBound)).contains {
          document.sense($0) == .and
        }
      for (rank, size) in reading.arms[arm].sizes.enumerated() where size >= phrase.events ?? 0 {
        take(
          size,
          .arm(reading.name(of: arm)),
          isBinding: rank == 0 && phrase.isArmSure && isHere && reading.arms[arm].sizes.count == 1
        )
      }
    }
    if let population = sentence.population(before: phrase.tokens.lowerBound) {
      let isOfArm = phrase.arm.map { reading.arms[$0].sizes.contains(population.size) } ?? true
      take(
        population.size,
        .sentence,
        isBinding: isOfArm && !isNested(phrase, in: sentence, after: population.end)
      )
      if !population.isAtHead, let first = sentence.population { take(first.size, .sentence) }
    }
    for other in sentence.phrases.reversed() where other.tokens.upperBound <= phrase.tokens.lowerBound {
      switch other {
      case .proportion(let proportion):
        if let total = proportion.total { take(total, .sentence) }
        if let events = proportion.events, phrase.events != nil { take(events, .sentence) }
      case .count(let count) where count.isSubjects || isSampleSize(count): take(count.value, .sentence)
      default: break
      }
    }
    for total in reading.totals(upTo: sentence) { take(total.size, .total) }
    for other in reading.sentences[..<sentence.index].suffix(8).reversed() {
      for population in other.populations { take(population.size, .total) }
    }
    let arms = reading.arms.filter { $0.sentence <= sentence.index }
    if arms.count >= 2, arms.count <= 4 { take(arms.compactMap(\.size).reduce(0, +), .total) }
    if sentence.index > 0 { takeBefore(sentence.index - 1, &found) }
    return found
  }

  private func takeBefore(_ index: Int, _ found: inout [CandidateTotal]) {
    let sentence = reading.sentences[index]
    var sizes: [Int] = []
    if let population = sentence.population { sizes.append(population.size) }
    for phrase in sentence.phrases.suffix(12) {
      switch phrase {
      case .proportion(let proportion): sizes += [proportion.total, proportion.events].compactMap { $0 }
      case .count(let count) where count.isSubjects: sizes.append(count.value)
      default: break
      }
    }
    for size in sizes where size > 0 && found.count < 16 && !found.contains(where: { $0.size == size }) {
      found.append(CandidateTotal(size: size, place: .sentenceBefore, isBinding: false))
    }
  }

  private func isSampleSize(_ count: CountPhrase) -> Bool {
    let index = count.tokens.lowerBound
    return index > 1 && document.sense(index - 1) == .equals
      && document.sense(index - 2) == .sampleSize
  }

  /// "…, of whom", "of these": the figure is a share of something said since.
  private func isNested(_ phrase: ProportionPhrase, in sentence: SentenceReading, after end: Int) -> Bool {
    guard end < phrase.tokens.lowerBound else { return false }
    return (end..<phrase.tokens.lowerBound).contains {
      let sense = document.sense($0)
      return sense == .including || (sense == .that && document.sense($0 - 1) == .of)
        || (sense == .article && document.sense($0 - 1) == .of) || sense == .subgroup || sense == .semicolon
    }
  }
}
