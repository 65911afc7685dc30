// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// P-values behind the shares of three or more groups.
extension Audit {
  /// "6 (15.0%), 11 (27.5%) and 19 (47.5%) patients (P = 0.06)": neither a test of all of them, nor a trend, nor a test of any two
  /// of them gives such a p.
  mutating func answerOfList(_ p: PPhrase, at index: Int, _ sentence: SentenceReading) -> Answer? {
    guard !p.isQualified, !hasModels(sentence), !hasCorrections, !document.has(.timeModel) else { return nil }
    let look = look(sentence)
    let list = list(before: index, p, sentence, look)
    guard list.count >= 3, budget.mayTake(50_000) else { return nil }
    let tests = TableTests([list.map(\.events), list.map { $0.total - $0.events }])
    let result = tests.reproducing(p.printed, searching: false)
    let rows = list.map { Because.TableRow(events: $0.events, total: $0.total) }
    guard let square = pearsonSquare(list), var range = result.range else { return nil }
    if !result.matches.isEmpty {
      return Answer(
        verdict: .consistent,
        because: .testsReproduce(result.matches, tables: rows, significance: nil),
        recomputed: [Recomputation(.p, range)],
        sureness: .likely
      )
    }
    range = min(range.lowerBound, ChiSquare.survival(square, degreesOfFreedom: 1))...range.upperBound
    let isFar = !p.printed.possible.overlaps(range.lowerBound / 3...min(1, range.upperBound * 3))
    // The same subjects at several times are tested otherwise.
    let isOfTimes = (look.sentence.lowerBound..<p.tokens.lowerBound).contains { look.sense($0).isTimeUnit }
    let isOfGroups = reading.arms.count == list.count || reading.arms.isEmpty && !isOfTimes
    guard isFar, isOfGroups, !isOfTwo(p, list, look) else {
      return Answer(
        verdict: .undetermined,
        because: .noTestReproduces(range, tables: rows),
        recomputed: [Recomputation(.p, range)],
        sureness: .likely
      )
    }
    return Answer(
      verdict: .inconsistent,
      because: .noTestReproduces(range, tables: rows),
      recomputed: [Recomputation(.p, range)],
      sureness: .likely
    )
  }

  /// Whether a test of two of the groups may be meant; "with 2 degrees of freedom", "overall", "among the three" exclude that.
  private mutating func isOfTwo(
    _ p: PPhrase,
    _ list: [(events: Int, total: Int)],
    _ look: PhraseLook
  ) -> Bool {
    let end = p.tokens.upperBound
    let around = max(look.sentence.lowerBound, p.tokens.lowerBound - 8)..<end + 12
    let isOfAll = around.contains {
      look.sense($0) == .freedom || document.isWord($0, in: ["overall", "global", "omnibus", "trend", "三"])
    }
    // A comparison of two is named, or several p-values stand there in order.
    let mayBeOfTwo =
      around.contains { [.versus, .between, .compared, .than].contains(look.sense($0)) }
      || [.comma, .and, .semicolon].contains(look.sense(end))
        && (end + 1...end + 2).contains {
          look.sentence.contains($0) && document.tokens[$0].isNumber || look.sense($0) == .pValue
        }
    guard !isOfAll, mayBeOfTwo else { return false }
    for first in list.indices {
      for second in list.indices where second > first {
        guard
          let range = budget.tests(list[first], list[second])?.reproducing(p.printed, searching: false).range
        else { return true }
        if p.printed.possible.overlaps(range.lowerBound / 1.6...min(1, range.upperBound * 1.6)) {
          return true
        }
      }
    }
    return false
  }

  /// The counts that stand in one list right before a p-value, with their totals.
  private func list(before index: Int, _ p: PPhrase, _ sentence: SentenceReading, _ look: PhraseLook) -> [(
    events: Int, total: Int
  )] {
    var found: [(events: Int, total: Int)] = []
    var end = p.tokens.lowerBound
    for phrase in sentence.phrases[..<index].reversed() {
      guard found.count < 8, let share = share(of: phrase), !share.isOther,
        let (events, total) = counts(of: share),
        total >= events
      else { break }
      let gap = share.tokens.upperBound..<max(share.tokens.upperBound, end)
      guard gap.count <= (found.isEmpty ? 14 : 8),
        !gap.contains(where: {
          [.semicolon, .stop, .pValue, .bar].contains(look.sense($0)) || document.tokens[$0].isNumber
        }),
        found.isEmpty
          || gap.allSatisfy({ place in
            Self.listSigns.contains(look.sense(place))
              || sentence.mentions.contains { $0.tokens.contains(place) }
          })
      else { break }
      found.insert((events, total), at: 0)
      end = share.tokens.lowerBound
    }
    // Parts of one group are no groups.
    let percents = found.reduce(0.0) { $0 + Double($1.events) / Double(max(1, $1.total)) }
    let hasTotals = sentence.phrases.contains {
      if case .proportion(let share) = $0 { share.events != nil } else { false }
    }
    return found.count >= 3 && (percents - 1).magnitude > 0.02
      && (hasTotals || found.count == reading.arms.count)
      ? found : []
  }

  private static let listSigns: Set<Sense> = [
    .and, .comma, .versus, .subject, .arm, .open, .close, .article, .preposition, .slash, .female, .male,
  ]

  /// Bare counts and percentages are of the size that all arms have, if as many are told as there are arms.
  private func counts(of share: ProportionPhrase) -> (Int, Int)? {
    if let events = share.events, let total = total(of: share) { return (events, total) }
    let sizes = Set(reading.arms.map(\.size))
    guard reading.arms.count >= 3, sizes.count == 1, let size = sizes.first.flatMap({ $0 }) else {
      return nil
    }
    if let events = share.events { return share.percent == nil ? (events, size) : nil }
    return share.percent.flatMap { countsFitting($0, of: size) }.map { ($0.lowerBound, size) }
  }

  private func share(of phrase: Phrase) -> ProportionPhrase? {
    switch phrase {
    case .proportion(let share): share.isSurvival ? nil : share
    case .count(let count): ProportionPhrase(tokens: count.tokens, events: count.value)
    default: nil
    }
  }

  private func total(of share: ProportionPhrase) -> Int? {
    if let total = share.total { return total }
    guard let events = share.events, events > 0, let percent = share.percent, percent.value > 0,
      let totals = totalsFitting(percent, count: events), totals.upperBound * 4 <= totals.lowerBound * 5
    else { return nil }
    return (totals.lowerBound + totals.upperBound) / 2
  }
}
