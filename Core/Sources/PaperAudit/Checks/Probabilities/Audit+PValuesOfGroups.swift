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
    guard let counts = bareCounts(before: p, sentence, look) else { return nil }
    return answerOfGroups(p) { first, second in
      counts.0 < first && counts.1 < second ? [(counts.0, counts.1)] : []
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
    return answerOfGroups(p) { size, other in
      guard let m = countsFitting(a, of: size), let n = countsFitting(b, of: other) else { return [] }
      return [m.lowerBound, m.upperBound].flatMap { first in [n.lowerBound, n.upperBound].map { (first, $0) }
      }
    }
  }

  /// "7.4 (SD 2.9) days with and 8.9 (SD 3.6) days without it (p = 0.31)": means of groups that are not named as arms.
  mutating func answerOfMeans(_ p: PPhrase, at index: Int, _ sentence: SentenceReading) -> Answer? {
    guard mayCompareGroups(p, sentence), index >= 2,
      case .summary(let first) = sentence.phrases[index - 2],
      case .summary(let second) = sentence.phrases[index - 1], isMean(first), isMean(second),
      let a = first.value, let b = second.value, let s = first.first, let t = second.first
    else { return nil }
    let look = look(sentence)
    let clause = clause(before: p, look)
    let gap = first.tokens.upperBound..<second.tokens.lowerBound
    guard clause.contains(first.tokens.upperBound - 1), gap.count <= 14,
      p.tokens.lowerBound - second.tokens.upperBound <= 12,
      index < 3 || !isSummary(sentence.phrases[index - 3])
        || !clause.contains(sentence.phrases[index - 3].tokens.lowerBound),
      !clause.contains(where: {
        [.baseline, .since, .median].contains(look.sense($0))
          || document.isWord($0, in: ["before", "after", "前", "后", "paired", "change", "changed"])
      })
    else { return nil }
    var all: ClosedRange<Double>?
    for pair in groups.pairs {
      for share in Self.shares {
        for (n, m) in [(pair.first, pair.second), (pair.second, pair.first)] {
          let means = TwoMeans(
            .init(mean: a, spread: s, n: max(2, Int(Double(n) * share))),
            .init(mean: b, spread: t, n: max(2, Int(Double(m) * share))),
            spread: .standardDeviation
          )
          let result = means.compared(with: p.printed)
          guard let range = result.range else { return nil }
          if !result.matches.isEmpty, !result.isOnlyOneSided {
            return Answer(
              verdict: share == 1 ? .consistent : .undetermined,
              because: share == 1 ? .statistic(result.matches) : .statisticContradicted(range),
              recomputed: [Recomputation(.p, range)],
              sureness: .oneOfSeveral
            )
          }
          all =
            all.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
        }
      }
    }
    // Ranks and logarithms give other p-values, none that far away; "±" may stand for standard errors, which give smaller ones.
    guard let all, p.printed.possible.lowerBound > min(1, all.upperBound * 8) else { return nil }
    return Answer(
      verdict: .inconsistent,
      because: .statisticContradicted(all),
      recomputed: [Recomputation(.p, all)],
      sureness: .likely
    )
  }

  private static let shares = [1, 0.7, 0.5]

  private func mayCompareGroups(_ p: PPhrase, _ sentence: SentenceReading) -> Bool {
    !groups.pairs.isEmpty && !p.isQualified && !hasModels(sentence) && !hasCorrections
      && !document.has(.timeModel)
  }

  private mutating func answerOfGroups(_ p: PPhrase, _ counts: (Int, Int) -> [(Int, Int)]) -> Answer? {
    var all: ClosedRange<Double>?
    var rows: [Because.TableRow] = []
    for pair in groups.pairs {
      for share in Self.shares {
        for (size, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
          for (m, n) in counts(size, other) {
            let total = max(m, Int(Double(size) * share))
            let second = max(n, Int(Double(other) * share))
            guard let tests = budget.tests((m, total), (n, second)) else { return nil }
            let result = tests.reproducing(p.printed, searching: false)
            guard let range = result.range else { return nil }
            let table = [Because.TableRow(events: m, total: total), .init(events: n, total: second)]
            if share == 1, rows.isEmpty { rows = table }
            if !result.matches.isEmpty, !result.isOnlyOneSided {
              return Answer(
                verdict: share == 1 ? .consistent : .undetermined,
                because: share == 1
                  ? .testsReproduce(result.matches, tables: table, significance: nil)
                  : .noTestReproduces(range, tables: table),
                recomputed: [Recomputation(.p, range)],
                sureness: .oneOfSeveral
              )
            }
            all =
              all.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
          }
        }
      }
    }
    guard let all, !rows.isEmpty,
      !p.printed.possible.overlaps(all.lowerBound / 3...min(1, all.upperBound * 3))
    else {
      return nil
    }
    return Answer(
      verdict: .inconsistent,
      because: .noTestReproduces(all, tables: rows),
      recomputed: [Recomputation(.p, all)],
      sureness: .likely
    )
  }

  // MARK: Reading

  /// The clause that ends with a p-value: from the last semicolon, full stop or p-value before it.
  private func clause(before p: PPhrase, _ look: PhraseLook) -> Range<Int> {
    let end = p.tokens.lowerBound
    var start = end
    while start > look.sentence.lowerBound, end - start < 60,
      ![.semicolon, .stop, .pValue, .bar].contains(look.sense(start - 1))
    {
      start -= 1
    }
    return start..<end
  }

  /// The only two counts of the clause before a p-value, of subjects of two groups.
  private func bareCounts(before p: PPhrase, _ sentence: SentenceReading, _ look: PhraseLook) -> (Int, Int)? {
    let clause = clause(before: p, look)
    guard clause.count < 60, isOfGroups(clause, sentence, look) else { return nil }
    var places: [Int] = []
    for index in clause
    where document.tokens[index].isNumber && !isInName(index, sentence) && !isTime(index, look) {
      guard look.whole(index) != nil, places.count < 2 else { return nil }
      places.append(index)
    }
    guard !clause.contains(where: { look.sense($0) == .rate }), places.count == 2,
      let first = look.whole(places[0]), let second = look.whole(places[1]),
      places[1] - places[0] <= 14, p.tokens.lowerBound - places[1] <= 14,
      places.contains(where: { countsSubjects($0, look) })
    else { return nil }
    return (first, second)
  }

  /// Whether two groups are compared: both are named, or "versus", "respectively" or 分别 stands there; and no part of them.
  private func isOfGroups(_ clause: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let names = sentence.mentions.filter { clause.contains($0.tokens.lowerBound) }
    let isPaired =
      names.count >= 2 || clause.count { look.sense($0) == .arm } >= 2
      || clause.contains {
        [.versus, .compared, .than, .respectively].contains(look.sense($0))
          || document.isWord($0, in: ["others", "without"])
      }
    return isPaired
      && !clause.contains { index in
        Self.otherScopes.contains(look.sense(index)) || document.isWord(index, in: Self.scopeWords)
      }
  }

  private static let otherScopes: Set<Sense> = [
    .subgroup, .excluded, .completed, .survival, .event, .median, .mean, .deviation, .score, .unit, .baseline,
    .analyzed,
    .hazard, .odds, .interim, .that,
  ]

  /// What one subject has several of, tests of other figures, and words that begin a part of the groups.
  private static let scopeWords: Set<String> = [
    "among", "amongst", "aged", "those", "older", "younger", "only", "eyes", "eye", "implants", "teeth",
    "tooth", "lesions",
    "cycles", "samples", "visits", "knees", "hips", "limbs", "embryos", "admissions", "procedures", "sites",
    "wounds", "paired",
    "before", "previously", "clusters", "times", "doses", "courses", "units", "cases", "眼", "只", "枚", "颗",
    "膝", "髋", "次",
    "before", "smokers", "患牙", "者中",
  ]

  private func isInName(_ index: Int, _ sentence: SentenceReading) -> Bool {
    sentence.mentions.contains { $0.tokens.contains(index) }
      || document.sense(index + 1) == .dash && document.sense(index + 2) != .end
        && document.tokens.indices.contains(index + 2)
        && !document.tokens[index + 2].isNumber
      || document.sense(index - 1) == .arm && !look(sentence).isIdeographic(index - 1)
      || document.sense(index - 1) == .grade
  }

  /// "Within 30 days", "at 12 months", "day 90".
  private func isTime(_ index: Int, _ look: PhraseLook) -> Bool {
    look.sense(index + 1).isTimeUnit || look.sense(index - 1).isTimeUnit
  }

  /// "28 patients", "12 women", 4例, "seen in 9", "8 given A".
  private func countsSubjects(_ index: Int, _ look: PhraseLook) -> Bool {
    (index + 1...index + 2).contains {
      [.subject, .female, .male, .received].contains(look.sense($0))
        || document.isWord($0, in: ["mothers", "workers", "students", "residents", "babies"])
    }
      || [.preposition, .of].contains(look.sense(index - 1))
        && document.isWord(index - 1, in: ["in", "by", "for"])
  }

  private func isBarePercent(_ share: ProportionPhrase) -> Bool {
    share.events == nil && share.percent != nil && share.interval == nil && !share.isOther
      && !share.isSurvival
      && !share.isApproximate && !share.isRough
  }

  func isShare(_ phrase: Phrase) -> Bool { if case .proportion = phrase { true } else { false } }
  private func isSummary(_ phrase: Phrase) -> Bool { if case .summary = phrase { true } else { false } }

  private func isMean(_ summary: SummaryPhrase) -> Bool {
    summary.center == .mean && summary.first != nil && summary.second == nil && summary.spread == .deviation
  }
}
