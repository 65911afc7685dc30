// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// P-values right behind two counts whose percentages show how many subjects there were.
extension Audit {
  /// "14 women (1.3%) in the combination group and 33 (3.1%) in the single-agent group (P = 0.06)": whichever of the totals
  /// that the percentages allow it was, and whichever arm is which, no test gives such a p.
  mutating func answerOfPair(_ p: PPhrase, at index: Int, _ sentence: SentenceReading) -> Answer? {
    // Logrank tests and corrected p-values are of other figures.
    guard reading.arms.count <= 2, !p.isQualified, !hasModels(sentence), !document.has(.multiplicity),
      !sentence.tokens.contains(where: { document.sense($0) == .timeModel }),
      let (first, second) = pair(before: index, p, sentence), let a = totals(of: first),
      let b = totals(of: second), let m = first.events, let n = second.events
    else { return nil }
    var all: ClosedRange<Double>?
    for total in Set([a.lowerBound, a.upperBound]) {
      for other in Set([b.lowerBound, b.upperBound]) {
        guard let tests = budget.tests((m, total), (n, other)) else { return nil }
        let result = tests.reproducing(p.printed, searching: false)
        guard let range = result.range else { return nil }
        if !result.matches.isEmpty, !result.isOnlyOneSided {
          let rows = [Because.TableRow(events: m, total: total), .init(events: n, total: other)]
          return Answer(
            verdict: .consistent,
            because: .testsReproduce(result.matches, tables: rows, significance: nil),
            recomputed: [Recomputation(.p, range)],
            sureness: .oneOfSeveral
          )
        }
        all = all.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
      }
    }
    guard let all, !p.printed.possible.overlaps(all.lowerBound / 3...min(1, all.upperBound * 3)) else {
      return nil
    }
    let rows = [
      Because.TableRow(events: m, total: a.upperBound), .init(events: n, total: b.upperBound),
    ]
    return Answer(
      verdict: .inconsistent,
      because: .noTestReproduces(all, tables: rows),
      recomputed: [Recomputation(.p, all)],
      sureness: .likely
    )
  }

  /// The total that is printed, or those that give the percentage, if they are near each other.
  private func totals(of share: ProportionPhrase) -> ClosedRange<Int>? {
    guard let events = share.events, events > 0 else { return nil }
    if let column = share.column, share.total == nil { return column >= events ? column...column : nil }
    if let total = share.total { return total >= events ? total...total : nil }
    guard let percent = share.percent, percent.value > 0,
      let totals = totalsFitting(percent, count: events), totals.upperBound * 4 <= totals.lowerBound * 5
    else { return nil }
    return totals
  }

  /// The two counts right before a p-value, with words for two groups of subjects.
  private func pair(before index: Int, _ p: PPhrase, _ sentence: SentenceReading) -> (
    ProportionPhrase, ProportionPhrase
  )? {
    guard index >= 2, case .proportion(let first) = sentence.phrases[index - 2],
      case .proportion(let second) = sentence.phrases[index - 1], !first.isOther, !second.isOther,
      first.tokens.upperBound <= second.tokens.lowerBound, second.tokens.upperBound <= p.tokens.lowerBound
    else { return nil }
    if first.column != nil, second.column != nil, first.arm != second.arm || first.arm == nil {
      let isOfTimes =
        isOfTime(sentence.tokens.lowerBound..<first.tokens.lowerBound)
        && document.has(.timeModel, .hazardRatio)
      return isOfTimes || index >= 3 && isShare(sentence.phrases[index - 3]) ? nil : (first, second)
    }
    // A third share before them in the same clause is of a third group, or of a list.
    if index >= 3, case .proportion(let third) = sentence.phrases[index - 3],
      third.tokens.upperBound <= first.tokens.lowerBound,
      first.tokens.lowerBound - third.tokens.upperBound < 12
    {
      return nil
    }
    let look = look(sentence)
    let gap = first.tokens.upperBound..<second.tokens.lowerBound
    let behind = second.tokens.upperBound..<p.tokens.lowerBound
    let joins: Set<Sense> = [.and, .versus, .compared, .than, .comma]
    let stops: Set<Sense> = [.semicolon, .stop, .end, .bar, .survival, .died, .event, .baseline]
    guard gap.count <= 14, behind.count <= 8, gap.contains(where: { joins.contains(look.sense($0)) }),
      !(max(sentence.tokens.lowerBound, gap.lowerBound - 12)..<p.tokens.lowerBound).contains(where: {
        stops.contains(look.sense($0)) || isOtherUnit($0, look)
      }),
      !gap.contains(where: { document.tokens[$0].isNumber }),
      !behind.contains(where: { document.tokens[$0].isNumber }), namesGroups(gap, behind, look),
      !(first.isArmSure && second.isArmSure && first.arm == second.arm)
    else { return nil }
    return (first, second)
  }

  /// "In the A group … in the B group", "versus", "of the others", "respectively": not "nausea in 12 and fever in 9".
  private func namesGroups(_ gap: Range<Int>, _ behind: Range<Int>, _ look: PhraseLook) -> Bool {
    func names(_ range: Range<Int>) -> Bool {
      range.contains {
        look.sense($0) == .arm || look.isWord($0) && Self.otherGroups.contains(document.word($0))
      }
    }
    if gap.contains(where: { [.versus, .compared, .than].contains(look.sense($0)) }) { return true }
    if behind.contains(where: { look.sense($0) == .respectively }) { return true }
    let isSame = (gap.lowerBound..<behind.upperBound).contains {
      look.isWord($0) && ["same", "latter", "former", "both", "each", "either"].contains(document.word($0))
    }
    return !isSame && names(behind)
      && (names(gap) || behind.contains { document.isWord($0, in: ["others", "controls", "placebo"]) })
  }

  private static let otherGroups: Set<String> = [
    "others", "controls", "control", "placebo", "patients", "participants", "women", "men", "children",
    "infants",
  ]

  private func isOtherUnit(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index) && Self.otherUnits.contains(document.word(index))
  }

  /// What one subject has several of, and tests that counts alone do not give.
  private static let otherUnits: Set<String> = [
    "eyes", "eye", "implants", "implant", "teeth", "tooth", "lesions", "lesion", "cycles", "samples",
    "episodes",
    "visits", "knees", "hips", "limbs", "embryos", "events", "admissions", "procedures", "sites", "wounds",
    "paired", "mcnemar", "before", "previously", "clusters", "cluster", "subgroup", "眼", "只", "枚", "颗", "膝",
    "髋", "次",
  ]

  // MARK: Rows

  /// The columns of p-values in the head of a table that gives no sizes: cells of "p" alone.
  private func pColumn(_ sentence: SentenceReading) -> Int? {
    let cells = TableHead.cells(document, sentence.tokens, .bar)
    // Two times of the same subjects are tested in pairs.
    guard cells.count >= 4,
      !sentence.tokens.contains(where: {
        document.sense($0) == .baseline || document.sense($0).isTimeUnit
          || document.isWord($0, in: ["before", "after", "pre", "post", "eyes", "implants", "teeth"])
      })
    else { return nil }
    let columns = cells.indices.filter { index in
      let words = cells[index].filter { document.sense($0) != .end }
      return words.count <= 2 && words.contains { document.sense($0) == .pValue }
    }
    return columns.count == 1 ? columns[0] : nil
  }

  /// "Reaction	52 (36.6)	31 (22.0)	0.35": two counts whose percentages show the totals, and the p of their row.
  mutating func checkRowsOfPairs() {
    var column: Int?
    var last = -2
    for sentence in reading.sentences where sentence.tokens.contains(where: { document.sense($0) == .bar }) {
      if sentence.index > last + 2 { column = nil }
      last = sentence.index
      if let found = pColumn(sentence) { column = found }
      guard let column, !sentence.phrases.contains(where: { if case .p = $0 { true } else { false } })
      else { continue }
      let cells = TableHead.cells(document, sentence.tokens, .bar)
      guard cells.indices.contains(column), let p = bareP(in: cells[column]), !isOfTime(cells[0]) else {
        continue
      }
      let others = cells.indices.filter { index in
        index != column && index > 0 && !cells[index].allSatisfy { document.sense($0) == .end }
      }
      let shares = others.compactMap { share(in: cells[$0]) }
      let sizes = shares.compactMap { totals(of: $0) }
      guard (2...6).contains(shares.count), others.count == shares.count, sizes.count == shares.count,
        reading.arms.count <= shares.count
      else { continue }
      if shares.count == 2 { judgeRow(p, shares, sizes[0], sizes[1]) } else { judgeRow(p, shares, sizes) }
    }
  }

  /// Three or more groups: neither a pair of them nor a trend gives less than all of χ² on one degree of freedom.
  private mutating func judgeRow(_ p: PPhrase, _ shares: [ProportionPhrase], _ sizes: [ClosedRange<Int>]) {
    let counts = zip(shares, sizes).map {
      (events: $0.events ?? 0, total: ($1.lowerBound + $1.upperBound) / 2)
    }
    guard !document.has(.adjusted), let square = pearsonSquare(counts) else { return }
    let least = ChiSquare.survival(square, degreesOfFreedom: 1)
    let all = ChiSquare.survival(square, degreesOfFreedom: Double(counts.count - 1))
    guard p.printed.possible.upperBound < least / 3 else { return }
    add(
      .pValue,
      at: p.tokens,
      .inconsistent,
      .noTestReproduces(
        min(least, all)...max(least, all),
        tables: counts.map { Because.TableRow(events: $0.events, total: $0.total) }
      ),
      printed: [Figure(.p, p.printed.number)],
      recomputed: [Recomputation(.p, all)],
      .likely
    )
  }

  private mutating func judgeRow(
    _ p: PPhrase,
    _ shares: [ProportionPhrase],
    _ a: ClosedRange<Int>,
    _ b: ClosedRange<Int>
  ) {
    guard let m = shares[0].events, let n = shares[1].events,
      let tests = budget.tests((m, (a.lowerBound + a.upperBound) / 2), (n, (b.lowerBound + b.upperBound) / 2))
    else { return }
    let result = tests.reproducing(p.printed, searching: false)
    guard let range = result.range else { return }
    let rows = [Because.TableRow(events: m, total: a.upperBound), .init(events: n, total: b.upperBound)]
    let fits = !result.matches.isEmpty && !result.isOnlyOneSided
    let isFar = !p.printed.possible.overlaps(range.lowerBound / 3...min(1, range.upperBound * 3))
    guard fits || isFar else { return }
    add(
      .pValue,
      at: p.tokens,
      fits
        ? .consistent
        : document.has(.adjusted) || document.has(.multiplicity) ? .undetermined : .inconsistent,
      fits
        ? .testsReproduce(result.matches, tables: rows, significance: nil)
        : .noTestReproduces(range, tables: rows),
      printed: [Figure(.p, p.printed.number)],
      recomputed: [Recomputation(.p, range)],
      .likely
    )
  }

  /// Deaths and relapses are tested by their times.
  private func isOfTime(_ label: Range<Int>) -> Bool {
    label.contains { index in
      [.died, .survival, .event, .alive, .year, .month].contains(document.sense(index))
        || document.isWord(index, in: ["relapse", "relapses", "progression", "recurrence", "recurrences"])
    }
  }

  private func share(in cell: Range<Int>) -> ProportionPhrase? {
    let tokens = cell.filter { document.sense($0) != .end }
    guard tokens.count == 4 || tokens.count == 5 && document.sense(tokens[3]) == .percent,
      let events = document.tokens[tokens[0]].numeral?.count, document.sense(tokens[1]) == .open,
      let percent = document.tokens[tokens[2]].numeral, percent.decimals > 0, percent.value < 100,
      document.sense(tokens[tokens.count - 1]) == .close
    else { return nil }
    return ProportionPhrase(tokens: cell, events: events, percent: percent.printed)
  }

  private func bareP(in cell: Range<Int>) -> PPhrase? {
    let tokens = cell.filter { document.sense($0) != .end }
    guard let last = tokens.last, tokens.count <= 2, let numeral = document.tokens[last].numeral,
      !numeral.isSigned, numeral.decimals > 0, numeral.value <= 1
    else { return nil }
    let isBound = tokens.count == 2 && document.sense(tokens[0]) == .less
    guard tokens.count == 1 || isBound else { return nil }
    return PPhrase(
      tokens: last..<last + 1,
      printed: PrintedP(isBound ? .less : .equal, numeral.printed),
      isQualified: false
    )
  }
}
