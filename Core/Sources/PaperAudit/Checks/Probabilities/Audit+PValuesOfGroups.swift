// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// P-values behind two bare counts, percentages or means of groups whose sizes stand elsewhere in the text.
///
/// Which group is which, and who was missing, is not asked: a p-value is contradicted only where every pair of sizes, either way
/// round, with all, seven tenths or half of the subjects, gives others, and none near it.
extension Audit {
  /// "4 patients of the 7-day group and 13 of the 14-day group (P=0.32)", "in 9 and 28 patients, respectively (P = 0.27)".
  mutating func answerOfCounts(_ p: PPhrase, _ sentence: SentenceReading) -> Answer? {
    guard mayCompareGroups(p, sentence) else { return nil }
    let look = look(sentence)
    if let fractions = fractions(in: clause(before: p, look), look),
      !isPartOfGroups(clause(before: p, look), look)
    {
      return answer(p, fractions, sentence)
    }
    guard !groups.pairs.isEmpty, let counts = bareCounts(before: p, sentence, look) else { return nil }
    return answerOfGroups(p) { first, second in
      counts.0 * 10 <= first * 9 && counts.1 * 10 <= second * 9 ? [(counts.0, counts.1)] : []
    }
  }

  /// 观察组有效率94.0%，对照组有效率74.0%（P=0.42）: percentages alone.
  mutating func answerOfPercents(_ p: PPhrase, at index: Int, _ sentence: SentenceReading) -> Answer? {
    guard mayCompareGroups(p, sentence), index >= 2,
      case .proportion(let first) = sentence.phrases[index - 2],
      case .proportion(let second) = sentence.phrases[index - 1], isBarePercent(first), isBarePercent(second),
      index < 3 || !isShare(sentence.phrases[index - 3])
    else { return nil }
    let look = look(sentence)
    let clause = clause(before: p, look)
    guard clause.contains(first.tokens.lowerBound), let a = first.percent, let b = second.percent,
      isOfGroups(clause, sentence, look),
      clause.count(where: { document.tokens[$0].isNumber && !isInName($0, sentence) }) == 2
    else { return nil }
    func counts(_ percent: PrintedNumber, _ size: Int) -> [Int] {
      if let fitting = countsFitting(percent, of: size) {
        return Array(Set([fitting.lowerBound, fitting.upperBound]))
      }
      return [Int((percent.value / 100 * Double(size)).rounded())]
    }
    return answerOfGroups(p) { size, other in
      counts(a, size).flatMap { first in counts(b, other).map { (first, $0) } }
    }
  }

  /// "7.4 (SD 2.9) days with and 8.9 (SD 3.6) days without it (p = 0.31)": means of groups that are not named as arms.
  mutating func answerOfMeans(_ p: PPhrase, at index: Int, _ sentence: SentenceReading) -> Answer? {
    let look = look(sentence)
    guard mayCompareGroups(p, sentence), let (first, second) = groupMeans(before: index, p, sentence, look),
      let a = first.value, let b = second.value, let s = first.first, let t = second.first
    else { return nil }
    var all: ClosedRange<Double>?
    for (n, m, share) in sizesOfGroups {
      let means = TwoMeans(
        .init(mean: a, spread: s, n: max(2, n)),
        .init(mean: b, spread: t, n: max(2, m)),
        spread: .standardDeviation
      )
      let result = means.compared(with: p.printed)
      let ofErrors = TwoMeans(means.first, means.second, spread: .standardError).compared(with: p.printed)
      guard let range = result.range, ofErrors.matches.isEmpty else { return nil }
      if !result.matches.isEmpty, !result.isOnlyOneSided {
        guard share == 1 else { return nil }
        return Answer(
          verdict: .consistent,
          because: .statistic(result.matches),
          recomputed: [Recomputation(.p, range)],
          sureness: .oneOfSeveral
        )
      }
      // Ranks and logarithms give other p-values, none that far away; "±" may stand for standard errors, which give smaller
      // ones.
      let margin: Double = share == 1 ? 8 : share > 0.6 ? 3 : 1.5
      guard p.printed.possible.lowerBound > min(1, range.upperBound * margin) else { return nil }
      if share == 1 { all = union(all, range) }
    }
    guard let all else { return nil }
    return Answer(
      verdict: .inconsistent,
      because: .statisticContradicted(all),
      recomputed: [Recomputation(.p, all)],
      sureness: .likely
    )
  }

  /// Every pair of sizes, either way round, with all or some of the subjects; all of them first.
  private var sizesOfGroups: [(Int, Int, share: Double)] {
    [1, 0.7, 0.5].flatMap { share in
      groups.pairs.flatMap { pair -> [(Int, Int, share: Double)] in
        let (n, m) = (Int(Double(pair.first) * share), Int(Double(pair.second) * share))
        return n == m ? [(n, m, share)] : [(n, m, share), (m, n, share)]
      }
    }
  }

  private func union(_ a: ClosedRange<Double>?, _ b: ClosedRange<Double>) -> ClosedRange<Double> {
    a.map { min($0.lowerBound, b.lowerBound)...max($0.upperBound, b.upperBound) } ?? b
  }

  private func mayCompareGroups(_ p: PPhrase, _ sentence: SentenceReading) -> Bool {
    !p.isQualified && !hasModels(sentence) && !hasCorrections && !document.has(.timeModel)
  }

  private mutating func answerOfGroups(_ p: PPhrase, _ counts: (Int, Int) -> [(Int, Int)]) -> Answer? {
    var all: ClosedRange<Double>?
    var rows: [Because.TableRow] = []
    for (size, other, share) in sizesOfGroups {
      for (m, n) in counts(size, other) where m <= size && n <= other {
        guard let tests = budget.tests((m, size), (n, other)) else { return nil }
        let result = tests.reproducing(p.printed, searching: false)
        guard let range = result.range else { return nil }
        let table = [Because.TableRow(events: m, total: size), .init(events: n, total: other)]
        if !result.matches.isEmpty, !result.isOnlyOneSided {
          guard share == 1 else { return nil }
          return Answer(
            verdict: .consistent,
            because: .testsReproduce(result.matches, tables: table, significance: nil),
            recomputed: [Recomputation(.p, range)],
            sureness: .oneOfSeveral
          )
        }
        let margin = share == 1 ? 3 : share > 0.6 ? 2 : 1.5
        if p.printed.possible.overlaps(range.lowerBound / margin...min(1, range.upperBound * margin)) {
          return nil
        }
        if share == 1 {
          all = union(all, range)
          if rows.isEmpty { rows = table }
        }
      }
    }
    guard let all, !rows.isEmpty else { return nil }
    return Answer(
      verdict: .inconsistent,
      because: .noTestReproduces(all, tables: rows),
      recomputed: [Recomputation(.p, all)],
      sureness: .likely
    )
  }
}
