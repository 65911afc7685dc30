// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Judges the mean and standard deviation of values that are 0 or 1, where the text says that they are: of such values the one
  /// gives the other.
  ///
  /// - Parameters:
  ///   - phrase: The figures.
  ///   - size: How many values there are; nil if the text does not say.
  /// - Returns: Whether anything was said.
  mutating func checkBinary(_ phrase: SummaryPhrase, _ size: Int?) -> Bool {
    guard let size, phrase.isBinary, phrase.spread == .deviation, let mean = phrase.value,
      (0...1).contains(mean.value),
      let deviation = phrase.first, budget.mayTake(20_000)
    else { return false }
    let isSure = phrase.arm == nil || phrase.isArmSure || phrase.size != nil
    let verdict: Claim.Verdict = isSure ? .inconsistent : .undetermined
    let printed = [Figure(.mean, mean), Figure(.deviation, deviation)]
    switch DEBIT(mean: mean, deviation: deviation, n: size).finding {
    case .possible(let counts, _):
      add(.mean, at: phrase.tokens, .consistent, .binaryPossible(counts), printed: printed)
    case .meanImpossible:
      let nearest = GRIM(mean: mean, n: size).nearestMeans
      add(.mean, at: phrase.tokens, verdict, .meanImpossible(n: size, nearest: nearest), printed: printed)
    case .deviationImpossible(let expected):
      add(.mean, at: phrase.tokens, verdict, .binaryImpossible(n: size, expected: expected), printed: printed)
    case .noSubjects, .tooLarge: return false
    }
    return true
  }

  /// "(n = 25)", where it is the only size of the sentence.
  func onlySize(in sentence: SentenceReading) -> Int? {
    let look = look(sentence)
    let places = sentence.tokens.filter { look.sense($0) == .sampleSize && look.sense($0 + 1) == .equals }
    return places.count == 1 ? look.whole(places[0] + 2) : nil
  }
}
