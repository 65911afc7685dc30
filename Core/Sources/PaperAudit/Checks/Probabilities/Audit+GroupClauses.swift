// SPDX-License-Identifier: Apache-2.0

/// The clause before a p-value: whether it compares two groups, and by which figures.
extension Audit {
  /// The clause that ends with a p-value: from the last semicolon, full stop or p-value before it.
  func clause(before p: PPhrase, _ look: PhraseLook) -> Range<Int> {
    clause(before: p.tokens.lowerBound, look)
  }

  func clause(before end: Int, _ look: PhraseLook) -> Range<Int> {
    var start = end
    while start > look.sentence.lowerBound, end - start < 60,
      ![.stop, .pValue, .bar].contains(look.sense(start - 1)),
      look.sense(start - 1) != .semicolon || isBracketed(start - 1, look)
    {
      start -= 1
    }
    return start..<end
  }

  /// "(n = 40 each; P = 0.31)": a semicolon within the bracket of a p-value ends no clause.
  private func isBracketed(_ semicolon: Int, _ look: PhraseLook) -> Bool {
    let before = (semicolon - 12..<semicolon).last { [.open, .close].contains(look.sense($0)) }
    return before.map { look.sense($0) == .open } ?? false
  }

  /// The only two counts of the clause before a p-value, of subjects of two groups.
  func bareCounts(before p: PPhrase, _ sentence: SentenceReading, _ look: PhraseLook) -> (Int, Int)? {
    let clause = clause(before: p, look)
    guard clause.count < 60, isOfGroups(clause, sentence, look) else { return nil }
    var places: [Int] = []
    for index in clause
    where document.tokens[index].isNumber && !isInName(index, sentence) && !isTime(index, look) {
      guard count(index, look) != nil, places.count < 2 else { return nil }
      places.append(index)
    }
    guard !clause.contains(where: { look.sense($0) == .rate }), places.count == 2,
      let first = count(places[0], look), let second = count(places[1], look),
      places[1] - places[0] <= 14, p.tokens.lowerBound - places[1] <= 14,
      places.contains(where: { countsSubjects($0, look) })
    else { return nil }
    return (first, second)
  }

  /// Whether two groups are compared: both are named, or "versus", "respectively" or 分别 stands there; and no part of them.
  func isOfGroups(_ clause: Range<Int>, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let names = sentence.mentions.filter { clause.contains($0.tokens.lowerBound) }
    let isPaired =
      names.count >= 2 || clause.count { look.sense($0) == .arm } >= 2
      || clause.contains {
        [.versus, .compared, .than, .respectively].contains(look.sense($0))
          || document.isWord($0, in: ["others", "without"])
      }
    return isPaired && !isPartOfGroups(clause, look)
  }

  /// Whether a clause speaks of a part of the groups, of other units than subjects, or of other figures.
  func isPartOfGroups(_ clause: Range<Int>, _ look: PhraseLook) -> Bool {
    clause.contains { index in
      Self.otherScopes.contains(look.sense(index)) || document.isWord(index, in: Self.scopeWords)
        // 糖尿病患者中.
        || look.sense(index) == .subject && document.isWord(index + 1, in: ["中"])
          && !document.tokens[max(0, index - 1)].isNumber
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

  func isInName(_ index: Int, _ sentence: SentenceReading) -> Bool {
    sentence.mentions.contains { $0.tokens.contains(index) }
      || document.sense(index + 1) == .dash && document.sense(index + 2) != .end
        && document.tokens.indices.contains(index + 2)
        && !document.tokens[index + 2].isNumber
      || document.sense(index - 1) == .arm && !look(sentence).isIdeographic(index - 1)
      || document.sense(index - 1) == .grade
  }

  /// "Within 30 days", "at 12 months", "day 90".
  private func isTime(_ index: Int, _ look: PhraseLook) -> Bool {
    look.sense(index + 1).isTimeUnit
      || look.sense(index - 1).isTimeUnit && !document.tokens[max(0, index - 2)].isNumber
  }

  /// A whole number, "at 6 months 40 participants" among them.
  private func count(_ index: Int, _ look: PhraseLook) -> Int? {
    if let whole = look.whole(index) { return whole }
    guard look.sense(index - 1).isTimeUnit, look.sense(index + 1) != .percent else { return nil }
    return document.tokens[index].numeral?.count
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

  func isBarePercent(_ share: ProportionPhrase) -> Bool {
    share.events == nil && share.percent != nil && share.interval == nil && !share.isOther
      && !share.isSurvival
      && !share.isApproximate && !share.isRough
  }

  func isShare(_ phrase: Phrase) -> Bool { if case .proportion = phrase { true } else { false } }

  private func isMean(_ summary: SummaryPhrase) -> Bool {
    summary.center == .mean && summary.first != nil && summary.second == nil && summary.spread == .deviation
  }

  /// The last two means before a p-value, of two groups and no other time.
  func groupMeans(before index: Int, _ p: PPhrase, _ sentence: SentenceReading, _ look: PhraseLook) -> (
    SummaryPhrase, SummaryPhrase
  )? {
    let clause = clause(before: p, look)
    let all = sentence.phrases[..<index].filter { if case .count = $0 { false } else { true } }
    guard all.count >= 2, case .summary(let first) = all[all.count - 2],
      case .summary(let second) = all[all.count - 1],
      isMean(first), isMean(second), clause.contains(first.tokens.upperBound - 1),
      all.count < 3 || !clause.contains(all[all.count - 3].tokens.lowerBound),
      second.tokens.lowerBound - first.tokens.upperBound <= 14,
      p.tokens.lowerBound - second.tokens.upperBound <= 12,
      !clause.contains(where: {
        [.baseline, .since, .median].contains(look.sense($0))
          || document.isWord($0, in: ["before", "after", "前", "后", "paired", "change", "changed"])
      })
    else { return nil }
    return (first, second)
  }

  /// "9 infections among 2,050 recipients and 64 among 2,047", 30例中有效28例: the only four numbers of a clause, in two fractions.
  func fractions(in clause: Range<Int>, _ look: PhraseLook) -> Comparison? {
    let places = clause.filter { document.tokens[$0].isNumber && !isTime($0, look) }
    guard places.count == 4 else { return nil }
    let counts = places.compactMap { look.whole($0) }
    guard counts.count == 4, let first = fraction(counts[0], counts[1], places[0]..<places[1], look),
      let second = fraction(counts[2], counts[3], places[2]..<places[3], look),
      first.total <= second.total * 3, second.total <= first.total * 3,
      (places[1]..<places[2]).contains(where: {
        [.and, .versus, .comma, .compared, .than].contains(look.sense($0))
      })
    else { return nil }
    let arms = [first, second].map { ComparedArm(arm: nil, options: [$0], isPrinted: true) }
    return Comparison(phrases: [], arms: arms, tokens: places[0]..<places[3] + 1)
  }

  private func fraction(_ first: Int, _ second: Int, _ gap: Range<Int>, _ look: PhraseLook) -> (
    events: Int, total: Int
  )? {
    let isInside = gap.contains { document.isWord($0, in: ["中"]) }
    let isOf = gap.contains {
      [.of, .sampleSize].contains(look.sense($0)) || document.isWord($0, in: ["among", "in", "amongst"])
    }
    guard gap.count <= (gap.contains { look.sense($0) == .sampleSize } ? 10 : 6) else { return nil }
    if isInside { return second < first ? (second, first) : nil }
    return isOf && first < second ? (first, second) : nil
  }
}
