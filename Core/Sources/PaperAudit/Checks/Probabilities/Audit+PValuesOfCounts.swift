// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// P-values against the counts that stand beside them.
extension Audit {
  /// The comparisons of shares, of bare counts where there are none, and of the sentence before where there is neither.
  mutating func allComparisons(for sentence: SentenceReading) -> [Comparison] {
    if let known = knownComparisons, known.sentence == sentence.index { return known.all }
    let shares = comparisons(in: sentence)
    let counts = countComparisons(in: sentence).filter { count in
      !shares.contains { $0.tokens.overlaps(count.tokens) }
    }
    let all = (shares + counts).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    knownComparisons = (sentence.index, all)
    return all
  }

  /// What a figure of a test compares: the nearest comparison, or its two arms of three where they are named behind it.
  func compared(by index: Int, _ comparisons: [Comparison], _ sentence: SentenceReading) -> Comparison? {
    guard let comparison = nearest(to: index, comparisons, sentence) else {
      return comparisonBefore(sentence, upTo: sentence.phrases[index].tokens.lowerBound)
    }
    guard comparison.arms.count > 2 else { return comparison }
    // "…, A组与C组比较": two of the three.
    let end = comparison.tokens.upperBound
    let place = sentence.phrases[index].tokens.lowerBound
    let named = sentence.mentions.filter { $0.tokens.lowerBound >= end && $0.tokens.upperBound <= place }
    let arms = comparison.arms.filter { arm in named.contains { $0.arm == arm.arm } }
    guard named.count == 2, arms.count == 2 else { return comparison }
    return Comparison(phrases: comparison.phrases, arms: arms, tokens: comparison.tokens)
  }

  /// "The difference was significant (P = 0.03)": the only comparison of the sentence before, of which this one goes on.
  private func comparisonBefore(_ sentence: SentenceReading, upTo end: Int) -> Comparison? {
    let hasFigures = sentence.phrases.contains {
      switch $0 {
      case .p, .statistic: false
      default: true
      }
    }
    guard !hasFigures, sentence.index > 0, sentence.phrases.count <= 2 else { return nil }
    let before = reading.sentences[sentence.index - 1]
    let found = comparisons(in: before)
    guard found.count == 1, !before.phrases.contains(where: { if case .p = $0 { true } else { false } }),
      !before.phrases.contains(where: { if case .statistic = $0 { true } else { false } })
    else { return nil }
    let known = Set(before.tokens.map { document.tokens[$0].word })
    let isAbout = (sentence.tokens.lowerBound..<end).allSatisfy { index in
      document.sense(index) != .other || document.tokens[index].word == 0
        || known.contains(document.tokens[index].word) || Self.wordsOfTests.contains(document.word(index))
    }
    return isAbout ? found[0] : nil
  }

  static let wordsOfTests: Set<String> = [
    "two", "statistically", "test", "this", "which", "not", "two-group", "using", "by", "square", "squared",
    "两", "比", "较", "差", "异", "有", "统", "计", "学", "意", "义", "间", "之", "经", "检", "验", "显", "著", "性", "具", "且",
    "该", "此", "存",
  ]

  /// The comparison that ends before the p-value with no other p-value between, else the one behind it.
  func nearest(to index: Int, _ comparisons: [Comparison], _ sentence: SentenceReading) -> Comparison? {
    func hasP(_ range: Range<Int>) -> Bool {
      range.contains { if case .p = sentence.phrases[$0] { true } else { false } }
    }
    if let before = comparisons.last(where: { ($0.phrases.last ?? 0) < index }),
      let last = before.phrases.last,
      !hasP(last + 1..<index)
    {
      return before
    }
    // "19 (15.8%) and 7 (5.8%) (P = 0.013), and infection in 9 and 8": closed in behind its own figures.
    let end = sentence.phrases[index].tokens.upperBound
    let isClosed =
      document.sense(end) == .close && [.comma, .and, .semicolon].contains(document.sense(end + 1))
    let hasOwn = sentence.phrases[..<index].contains { if case .proportion = $0 { true } else { false } }
    guard !(isClosed && hasOwn) else { return nil }
    guard let after = comparisons.first(where: { ($0.phrases.first ?? 0) > index }),
      let first = after.phrases.first,
      !hasP(index + 1..<first),
      !(sentence.phrases[index].tokens.upperBound..<after.tokens.lowerBound).contains(where: {
        document.sense($0) == .semicolon
      })
    else { return nil }
    return after
  }

  mutating func answer(_ p: PPhrase, _ comparison: Comparison, _ sentence: SentenceReading) -> Answer? {
    guard comparison.arms.count == 2 else { return answerTable(p, comparison) }
    let isOneSided = document.has(.oneSided)
    var range: ClosedRange<Double>?
    var isUnsearched = false
    var oneSided: Answer?
    for (rank, first) in comparison.arms[0].options.prefix(6).enumerated() {
      for (otherRank, second) in comparison.arms[1].options.prefix(6).enumerated() {
        guard let tests = budget.tests(first, second) else {
          isUnsearched = true
          continue
        }
        let rows = [
          Because.TableRow(events: first.events, total: first.total),
          .init(events: second.events, total: second.total),
        ]
        let mayMatchExact = comparison.isPrinted && first.total + second.total <= 160
        var result = tests.reproducing(p.printed, searching: false)
        if result.matches.isEmpty, mayMatchExact, budget.maySearch() {
          result = tests.reproducing(p.printed, searching: true)
        }
        if result.matches.isEmpty { isUnsearched = isUnsearched || result.mayMatchUnsearched }
        if let all = result.range {
          range = range.map { min($0.lowerBound, all.lowerBound)...max($0.upperBound, all.upperBound) } ?? all
        }
        guard !result.matches.isEmpty else { continue }
        let sureness: Claim.Reading =
          comparison.isPrinted ? .sure : rank + otherRank == 0 ? .likely : .oneOfSeveral
        let values = result.matches.map { $0.p }
        let recomputed = [
          Recomputation(
            .p,
            ClosedRange(spanning: values.flatMap { [$0.lowerBound, $0.upperBound] }) ?? 0...1
          )
        ]
        if result.isOnlyOneSided, !isOneSided {
          oneSided = Answer(
            verdict: .undetermined,
            because: .onlyOneSided(result.matches, tables: rows),
            recomputed: recomputed,
            sureness: sureness
          )
          continue
        }
        let significance = tests.significance()
        return Answer(
          verdict: .consistent,
          because: .testsReproduce(
            result.matches,
            tables: rows,
            significance: significance.dependsOnTest ? significance : nil
          ),
          recomputed: recomputed,
          sureness: sureness
        )
      }
    }
    if let oneSided { return oneSided }
    return unmatched(p, comparison, range, isUnsearched: isUnsearched, sentence)
  }

  private func unmatched(
    _ p: PPhrase,
    _ comparison: Comparison,
    _ range: ClosedRange<Double>?,
    isUnsearched: Bool,
    _ sentence: SentenceReading
  ) -> Answer? {
    let rows = comparison.arms.compactMap {
      $0.options.first.map { Because.TableRow(events: $0.events, total: $0.total) }
    }
    let recomputed = range.map { [Recomputation(.p, $0)] } ?? []
    guard let range else { return nil }
    // Counts tell nothing of a test of times.
    if hasModels(sentence) || sentence.tokens.contains(where: { document.sense($0) == .timeModel }) {
      return Answer(verdict: .undetermined, because: .needsModel(range, tables: rows), recomputed: recomputed)
    }
    // Counts that follow from percentages may be of somewhat fewer subjects; no p-value moves threefold for that.
    let isFar = !p.printed.possible.overlaps(range.lowerBound / 3...min(1, range.upperBound * 3))
    let isDecided = comparison.isPrinted && !isUnsearched || (comparison.isDetermined && isFar)
    return Answer(
      verdict: isDecided ? .inconsistent : .undetermined,
      because: .noTestReproduces(range, tables: rows),
      recomputed: recomputed,
      sureness: comparison.isPrinted ? .sure : .likely
    )
  }

  /// Three or more arms.
  private mutating func answerTable(_ p: PPhrase, _ comparison: Comparison) -> Answer? {
    let counts = comparison.arms.compactMap { $0.options.first }
    guard counts.count <= 8, counts.reduce(0, { $0 + $1.total }) <= 20_000, budget.mayTake(50_000) else {
      return nil
    }
    let tests = TableTests([counts.map(\.events), counts.map { $0.total - $0.events }])
    let result = tests.reproducing(p.printed, searching: true)
    let rows = counts.map { Because.TableRow(events: $0.events, total: $0.total) }
    if !result.matches.isEmpty {
      let values = result.matches.flatMap { [$0.p.lowerBound, $0.p.upperBound] }
      return Answer(
        verdict: .consistent,
        because: .testsReproduce(result.matches, tables: rows, significance: nil),
        recomputed: [Recomputation(.p, ClosedRange(spanning: values) ?? 0...1)],
        sureness: comparison.isPrinted ? .sure : .likely
      )
    }
    // Two of the arms may have been compared, or a trend been sought: neither gives more than all of χ² on one degree.
    let least = pearsonSquare(counts).map { ChiSquare.survival($0, degreesOfFreedom: 1) / 3 }
    let isBelow = comparison.isPrinted && least.map { p.printed.possible.upperBound < $0 } ?? false
    return Answer(
      verdict: isBelow ? .inconsistent : .undetermined,
      because: .noTestReproduces(result.range, tables: rows),
      recomputed: result.range.map { [Recomputation(.p, $0)] } ?? [],
      sureness: .likely
    )
  }
}

/// Pearson's χ² of events and others in each arm; nil without both.
func pearsonSquare(_ counts: [(events: Int, total: Int)]) -> Double? {
  let (events, total) = counts.reduce((0.0, 0.0)) { ($0.0 + Double($1.events), $0.1 + Double($1.total)) }
  guard events > 0, events < total else { return nil }
  let share = events / total
  return counts.reduce(0) { sum, arm in
    let expected = share * Double(arm.total)
    guard expected > 0 else { return sum }
    let distance = Double(arm.events) - expected
    return sum + distance * distance / (expected * (1 - share))
  }
}

extension PComparison {
  /// Whether a two-sided test that was not computed might give the printed value, which lies near the others.
  fileprivate var mayMatchUnsearched: Bool {
    guard !unsearched.isEmpty, let range else { return false }
    return printed.possible.overlaps(range.lowerBound / 1.6...min(1, range.upperBound * 1.6))
  }
}
