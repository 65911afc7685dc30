// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Subjects by degree, stage or worst grade, of which each has one: counts against the total beside them, percentages against
  /// 100.
  mutating func checkBreakdowns(in sentence: SentenceReading) {
    let look = look(sentence)
    checkCounts(sentence, look)
    checkPercentages(sentence, look)
  }

  // MARK: Counts

  /// "Grade I in 31, II in 48, III in 13 and IV in 6 patients, 98 in all".
  private mutating func checkCounts(_ sentence: SentenceReading, _ look: PhraseLook) {
    var run: [Int] = []
    defer { judge(run, before: sentence.phrases.count, sentence, look) }
    for index in sentence.phrases.indices {
      if isDegreed(index, sentence, look), run.last.map({ isNext(index, after: $0, sentence, look) }) ?? true
      {
        run.append(index)
      } else {
        judge(run, before: index, sentence, look)
        run = isDegreed(index, sentence, look) ? [index] : []
      }
    }
  }

  /// The counts in a run against the share that follows, if it says how many they are.
  private mutating func judge(
    _ run: [Int],
    before index: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) {
    if judgeOfTotal(run, sentence) { return }
    guard run.count >= 3, let first = run.first, let last = run.last, index == last + 1,
      sentence.phrases.indices.contains(index), case .proportion(let whole) = sentence.phrases[index],
      let total = whole.events, whole.total == nil,
      !whole.isOther
    else { return }
    let gap = sentence.phrases[last].tokens.upperBound..<whole.tokens.lowerBound
    guard gap.count <= 10, look.sense(whole.tokens.lowerBound - 1) == .comma,
      !gap.dropLast().contains(where: { [.comma, .semicolon, .and].contains(look.sense($0)) })
    else { return }
    let parts = run.compactMap { share($0, sentence)?.events }
    let sum = parts.reduce(0, +)
    add(
      .part,
      at: sentence.phrases[first].tokens.lowerBound..<whole.tokens.upperBound,
      sum == total ? .consistent : .inconsistent,
      sum == total
        ? .partsMakeTotal(parts: parts, total: total) : .partsContradictTotal(parts: parts, total: total),
      printed: figures(parts, total),
      recomputed: [Recomputation(.total, Double(sum))],
      .likely
    )
  }

  /// "Stage I in 25, stage II in 30 and stage III in 12 of the 60 patients": more than there are.
  private mutating func judgeOfTotal(_ run: [Int], _ sentence: SentenceReading) -> Bool {
    guard run.count >= 2, let first = run.first, let last = run.last,
      let total = share(last, sentence)?.total ?? populationOfDegrees(run, sentence),
      run.dropLast().allSatisfy({ share($0, sentence)?.total == nil })
    else { return false }
    let parts = run.compactMap { share($0, sentence)?.events }
    let sum = parts.reduce(0, +)
    guard sum >= total else { return true }
    add(
      .part,
      at: sentence.phrases[first].tokens.lowerBound..<sentence.phrases[last].tokens.upperBound,
      sum == total ? .consistent : .inconsistent,
      sum == total
        ? .partsMakeTotal(parts: parts, total: total) : .partsContradictTotal(parts: parts, total: total),
      printed: figures(parts, total),
      recomputed: [Recomputation(.total, Double(sum))],
      .likely
    )
    return true
  }

  /// "Of the 40 women with pain, it was mild in 20, …": all of the population, where no events are told.
  private func populationOfDegrees(_ run: [Int], _ sentence: SentenceReading) -> Int? {
    guard run.count >= 3, let first = run.first,
      let population = sentence.population(before: sentence.phrases[first].tokens.lowerBound),
      !sentence.tokens.contains(where: { document.sense($0) == .event || document.sense($0) == .semicolon }),
      // "Moderate in 15 at rest, and severe in 10 on movement" are of two occasions.
      zip(run, run.dropFirst()).allSatisfy({
        sentence.phrases[$1].tokens.lowerBound - sentence.phrases[$0].tokens.upperBound <= 5
      })
    else { return nil }
    return population.size
  }

  /// Whether a count of subjects stands behind "II in" or "severe in".
  private func isDegreed(_ index: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    guard let share = share(index, sentence), share.events != nil else { return false }
    let start = share.tokens.lowerBound
    return look.sense(start - 1) == .preposition && document.isWord(start - 1, in: ["in"])
      && isDegree(start - 2, look)
  }

  private func isNext(_ index: Int, after last: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool
  {
    let gap = sentence.phrases[last].tokens.upperBound..<sentence.phrases[index].tokens.lowerBound
    return index == last + 1 && gap.count <= 8
      && gap.contains { [.comma, .and].contains(look.sense($0)) }
      && !gap.contains { [.semicolon, .stop].contains(look.sense($0)) }
  }

  /// Mild, severe; I, IIIa; a figure behind "grade" or alone.
  private func isDegree(_ place: Int, _ look: PhraseLook) -> Bool {
    guard look.sentence.contains(place) else { return false }
    if document.tokens[place].isNumber { return (document.tokens[place].numeral?.count ?? 99) <= 10 }
    return isDegreeWord(place)
  }

  private func isDegreeWord(_ place: Int) -> Bool {
    let word = document.word(place)
    return Self.degreeWords.contains(word)
      || document.tokens[place].isCapital && !word.isEmpty && word.count <= 5
        && word.unicodeScalars.prefix { ["i", "v", "x"].contains($0) }.count >= max(1, word.count - 1)
  }

  private static let degreeWords: Set<String> = [
    "mild", "moderate", "severe", "low", "intermediate", "high", "minor", "major", "complete", "partial",
    "none", "absent",
    "good", "fair", "poor", "excellent", "better", "worse", "unchanged", "improved", "progression", "never",
    "former", "current", "past", "轻度",
    "中度", "重度",
  ]

  // MARK: Percentages

  /// "Mild in 45%, moderate in 35% and severe in 30%", "45% had stage I, 35% stage II and 30% stage III": more than all.
  private mutating func checkPercentages(_ sentence: SentenceReading, _ look: PhraseLook) {
    guard !sentence.tokens.contains(where: { [.event, .versus, .arm].contains(look.sense($0)) }),
      sentence.mentions.isEmpty
    else { return }
    var run: [(share: PrintedNumber, label: String, tokens: Range<Int>)] = []
    for case .proportion(let share) in sentence.phrases where !share.isOther {
      guard let percent = share.percent, let label = label(of: share, sentence, look),
        !run.contains(where: { $0.label == label })
      else {
        if run.count >= 3 { break }
        run = []
        continue
      }
      if let last = run.last, share.tokens.lowerBound - last.tokens.upperBound > 8 { run = [] }
      run.append((percent, label, share.tokens))
    }
    guard run.count >= 3, let first = run.first, let last = run.last else { return }
    let low = run.reduce(0) { $0 + $1.share.possible.lowerBound }
    let high = run.reduce(0) { $0 + $1.share.possible.upperBound }
    guard high >= 100 else { return }
    add(
      .part,
      at: first.tokens.lowerBound..<last.tokens.upperBound,
      low <= 100 ? .consistent : .inconsistent,
      low <= 100
        ? .percentagesMakeWhole(run.map(\.share)) : .percentagesContradictWhole(run.map(\.share)),
      printed: run.map { Figure(.percent, $0.share) },
      .likely
    )
  }

  /// The degree or stage right before or right behind a percentage.
  private func label(of share: ProportionPhrase, _ sentence: SentenceReading, _ look: PhraseLook) -> String? {
    let (start, end) = (share.tokens.lowerBound, share.tokens.upperBound)
    if look.sense(start - 1) == .preposition || look.sense(start - 1) == .was {
      // Ⅰ期占35.0%.
      if look.sense(start - 2) == .grade, look.isIdeographic(start - 2) { return document.word(start - 3) }
      if document.isWord(start - 2, in: ["disease"]),
        document.isWord(start - 3, in: ["stable", "progressive"])
      {
        return document.word(start - 3)
      }
      guard look.sentence.contains(start - 2), isDegreeWord(start - 2) else { return nil }
      return document.word(start - 2)
    }
    // "Stage was I (35%), II (40%)".
    if look.sense(start - 1) == .open, look.sentence.contains(start - 2), isDegreeWord(start - 2),
      sentence.tokens.contains(where: { look.sense($0) == .grade })
    {
      return document.word(start - 2)
    }
    for place in end..<end + 4 where look.sentence.contains(place) {
      if isDegreeWord(place),
        look.sense(place - 1) == .grade || Self.degreeWords.contains(document.word(place))
      {
        return document.word(place)
      }
      if [.comma, .semicolon, .stop, .and].contains(look.sense(place)) { return nil }
    }
    return nil
  }
}
