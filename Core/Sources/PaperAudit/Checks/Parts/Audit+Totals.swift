// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Sizes of arms that a sentence declares, against the total that it or another one names.
  mutating func checkTotals(in sentence: SentenceReading) {
    checkStages(in: sentence)
    let arms = reading.arms.filter { $0.sentence == sentence.index }
    guard arms.count >= 2, let first = arms.first, let last = arms.last else { return }
    let sizes = arms.compactMap(\.size)
    let sum = sizes.reduce(0, +)
    let here = here(sentence, apart: arms)
    let totals =
      here.isEmpty
      ? reading.totals(upTo: sentence).filter { total in !arms.contains { $0.tokens.overlaps(total.tokens) } }
      : here
    guard !totals.isEmpty else { return }
    let low = min(first.tokens.lowerBound, last.tokens.lowerBound)
    let tokens = low..<max(first.tokens.upperBound, last.tokens.upperBound)
    // "Of 477 assessed, 299 (63%) were assigned": the number that was assigned.
    if here.allSatisfy({ $0.size != sum }), isStated(sum, in: sentence, before: tokens.lowerBound) {
      return add(
        .allocation,
        at: tokens,
        .consistent,
        .partsMakeTotal(parts: sizes, total: sum),
        printed: figures(sizes, sum),
        .likely
      )
    }
    if let total = totals.first(where: { $0.size == sum }) {
      let whole =
        here.isEmpty
        ? tokens
        : min(total.tokens.lowerBound, tokens.lowerBound)..<max(total.tokens.upperBound, tokens.upperBound)
      return add(
        .allocation,
        at: whole,
        .consistent,
        .partsMakeTotal(parts: sizes, total: sum),
        printed: figures(sizes, sum),
        here.isEmpty ? .likely : .sure
      )
    }
    guard
      let total = here.first(where: { $0.stage == .randomized }) ?? here.first ?? totals.first(where: {
        $0.stage == .randomized
      }) ?? totals.first
    else { return }
    let whole =
      here.isEmpty
      ? tokens
      : min(total.tokens.lowerBound, tokens.lowerBound)..<max(total.tokens.upperBound, tokens.upperBound)
    // An arm that was not understood may make up what is missing.
    let others = sentence.phrases.contains {
      if case .count(let count) = $0 { count.value == total.size - sum } else { false }
    }
    if sum < total.size, others { return }
    let isDecided =
      !here.isEmpty
      && (total.stage == .randomized || sum > total.size || total.stage == .stated && hasRandomized(sentence))
    add(
      .allocation,
      at: whole,
      isDecided ? .inconsistent : .undetermined,
      sum < total.size && !isDecided
        ? .partsFallShort(parts: sizes, total: total.size)
        : .partsContradictTotal(parts: sizes, total: total.size),
      printed: figures(sizes, total.size),
      recomputed: [Recomputation(.total, Double(sum))],
      here.isEmpty ? .likely : .sure
    )
  }

  private func isStated(_ sum: Int, in sentence: SentenceReading, before end: Int) -> Bool {
    sentence.phrases.contains { phrase in
      guard phrase.tokens.upperBound <= end else { return false }
      switch phrase {
      case .proportion(let share): return share.events == sum || share.total == sum
      case .count(let count): return count.value == sum
      default: return false
      }
    }
  }

  /// Nobody is enrolled who was not screened.
  private mutating func checkStages(in sentence: SentenceReading) {
    let totals = reading.totals(upTo: sentence).filter { $0.sentence == sentence.index }
    guard let screened = totals.first(where: { $0.stage == .screened }),
      let later = totals.first(where: {
        [.enrolled, .randomized].contains($0.stage) && $0.size > screened.size
      }),
      later.tokens.lowerBound > screened.tokens.lowerBound
    else { return }
    add(
      .part,
      at: screened.tokens.lowerBound..<later.tokens.upperBound,
      .inconsistent,
      .partBeyondWhole(part: later.size, whole: screened.size),
      printed: [Figure(.part, later.size), Figure(.total, screened.size)],
      .likely
    )
  }

  private func hasRandomized(_ sentence: SentenceReading) -> Bool {
    sentence.tokens.contains {
      [.randomized, .assigned].contains(document.sense($0)) && document.sense($0 - 1) != .not
    }
  }

  /// Totals of this sentence that stand before the sizes of the arms.
  private func here(_ sentence: SentenceReading, apart arms: [Arm]) -> [Total] {
    let first = arms.map(\.tokens.lowerBound).min() ?? 0
    var totals = reading.totals(upTo: sentence).filter { total in
      total.sentence == sentence.index && !arms.contains { $0.tokens.overlaps(total.tokens) }
        && total.tokens.upperBound <= first + 1 && total.stage != .screened
        // An arm is no larger than all; the number is of something else.
        && !arms.contains { $0.size ?? 0 > total.size }
    }
    if let population = sentence.population, population.end <= first {
      let tokens = population.end - 1..<population.end
      totals.append(Total(size: population.size, stage: .stated, sentence: sentence.index, tokens: tokens))
    }
    return totals
  }

  func figures(_ parts: [Int], _ total: Int) -> [Figure] {
    parts.map { Figure(.part, $0) } + [Figure(.total, total)]
  }
}
