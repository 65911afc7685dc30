// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Numbers that another one of the same text bounds: grades, cycles, "all 16", a flow of so many that started.
  mutating func checkNested(in sentence: SentenceReading) {
    let look = look(sentence)
    checkGrades(in: sentence, look)
    checkCycles(in: sentence, look)
    checkAllOf(sentence, look)
    checkFlow(to: sentence)
    checkSubgroupSize(in: sentence, look)
    checkStatedTwice(in: sentence)
  }

  private mutating func accuse(_ part: Int, beyond whole: Int, at tokens: Range<Int>) {
    add(
      .part,
      at: tokens,
      .inconsistent,
      .partBeyondWhole(part: part, whole: whole),
      printed: [Figure(.part, part), Figure(.total, whole)],
      .likely
    )
  }

  // MARK: Grades and cycles

  /// "Grade 3 or higher events in 52 patients, and grade 4 or higher events in 58 patients", "any-grade rash in 14 (7%),
  /// grade ≥3 rash in 20 (10%)": in one arm.
  private mutating func checkGrades(in sentence: SentenceReading, _ look: PhraseLook) {
    var last: (level: Double, word: String, count: Int, start: Int)?
    for index in sentence.tokens where look.sense(index) == .grade {
      guard let (level, end) = leastGrade(at: index, look), look.isWord(end),
        let place = (end..<end + 10).first(where: { look.sentence.contains($0) && document.isNumber($0) }),
        let count = look.whole(place), [.subject, .open, .of].contains(look.sense(place + 1))
      else { continue }
      let word = document.word(end)
      if let before = last, before.word == word, level > before.level, count > before.count,
        !(before.start..<place).contains(where: { [.versus, .semicolon].contains(look.sense($0)) }),
        Set(sentence.mentions.filter { (before.start..<place).contains($0.tokens.lowerBound) }.map(\.arm))
          .count
          <= 1
      {
        accuse(count, beyond: before.count, at: before.start..<place + 2)
      }
      last = (level, word, count, index)
    }
  }

  /// "Grade 3 or higher", "grade ≥3", "grade 3–4", "any-grade": the least grade, and the place behind it.
  private func leastGrade(at index: Int, _ look: PhraseLook) -> (level: Double, end: Int)? {
    let any = ["any", "all"]
    if document.isWord(index - 1, in: any)
      || look.sense(index - 1) == .dash && document.isWord(index - 2, in: any)
    {
      return (0, index + 1)
    }
    let place = look.sense(index + 1) == .atLeast ? index + 2 : index + 1
    guard document.isNumber(place), let level = document.tokens[place].numeral?.value else { return nil }
    if place == index + 2 { return (level, place + 1) }
    if look.sense(place + 1) == .or,
      document.isWord(place + 2, in: ["higher", "more", "worse", "above", "greater"])
    {
      return (level, place + 3)
    }
    return look.sense(place + 1) == .dash && document.isNumber(place + 2) ? (level, place + 3) : nil
  }

  /// "Of 128, 117 completed 3 cycles and 121 completed 6 cycles": not even if the former had only three.
  private mutating func checkCycles(in sentence: SentenceReading, _ look: PhraseLook) {
    guard let population = sentence.population else { return }
    var last: (cycles: Double, unit: String, count: Int, start: Int)?
    for index in sentence.tokens where look.sense(index) == .completed {
      guard index > population.end, let count = look.whole(index - 1), look.sentence.contains(index + 1),
        let cycles = document.tokens[index + 1].numeral?.value, look.isWord(index + 2)
      else { continue }
      let unit = document.word(index + 2)
      if let before = last, before.unit == unit, cycles > before.cycles, count > before.count,
        count + before.count > population.size
      {
        accuse(count, beyond: before.count, at: before.start..<index + 3)
      }
      last = (cycles, unit, count, index - 1)
    }
  }

  // MARK: Sums

  /// "Of the 9 who died in one arm and 7 in the other, all 16": all are the sum.
  private mutating func checkAllOf(_ sentence: SentenceReading, _ look: PhraseLook) {
    guard let population = sentence.population,
      let all = sentence.tokens.first(where: {
        $0 > population.end && look.sense($0) == .all && look.sense($0 - 1) == .comma
          && look.whole($0 + 1) != nil
      }), let count = look.whole(all + 1), all - population.end <= 30
    else { return }
    let others = (population.end..<all).filter { document.tokens[$0].isNumber }
    guard others.count == 1, let second = look.whole(others[0]), look.sense(others[0] - 1) == .and,
      look.sense(others[0] + 1) == .preposition,
      count != population.size, count != second
    else { return }
    let parts = [population.size, second]
    let fits = count == population.size + second
    add(
      .part,
      at: population.end - 1..<all + 2,
      fits ? .consistent : .inconsistent,
      fits
        ? .partsMakeTotal(parts: parts, total: count) : .partsContradictTotal(parts: parts, total: count),
      printed: figures(parts, count),
      recomputed: [Recomputation(.total, Double(population.size + second))]
    )
  }

  /// Who completed and who did not are those who started, in three lines of a flow of subjects.
  private mutating func checkFlow(to sentence: SentenceReading) {
    guard sentence.index >= 2, let left = flow(sentence), left.label == "not completed",
      let completed = flow(reading.sentences[sentence.index - 1]), completed.label == "completed",
      let started = flow(reading.sentences[sentence.index - 2]), started.label == "started"
    else { return }
    let parts = [completed.count, left.count]
    let fits = parts.reduce(0, +) == started.count
    add(
      .part,
      at: started.place - 2..<left.place + 1,
      fits ? .consistent : .inconsistent,
      fits
        ? .partsMakeTotal(parts: parts, total: started.count)
        : .partsContradictTotal(parts: parts, total: started.count),
      printed: figures(parts, started.count),
      recomputed: [Recomputation(.total, Double(parts.reduce(0, +)))]
    )
  }

  /// The words before a colon at the head of a sentence, and the count behind it.
  private func flow(_ sentence: SentenceReading) -> (label: String, count: Int, place: Int)? {
    let start = sentence.tokens.lowerBound
    guard
      let colonSign = (start..<min(start + 3, sentence.tokens.upperBound)).first(where: {
        document.sense($0) == .colonSign
      }), colonSign > start, let count = look(sentence).whole(colonSign + 1)
    else { return nil }
    let words = (start..<colonSign).map { document.word($0) }
    return (words.joined(separator: " "), count, colonSign + 1)
  }

  // MARK: One size, stated twice

  /// 亚组分析中…A组301例: more than the arm has.
  private mutating func checkSubgroupSize(in sentence: SentenceReading, _ look: PhraseLook) {
    guard sentence.tokens.contains(where: { look.sense($0) == .subgroup }) else { return }
    for case .count(let count) in sentence.phrases where count.isSubjects {
      guard let mention = sentence.mentions.first(where: { $0.tokens.upperBound == count.tokens.lowerBound }),
        let size = reading.arms[mention.arm].sizes.max(), count.value > size,
        reading.arms[mention.arm].sentence < sentence.index, corroboration.allocated.contains(mention.arm)
      else { continue }
      accuse(count.value, beyond: size, at: mention.tokens.lowerBound..<count.tokens.upperBound)
    }
  }

  /// Words for another trial than this one.
  private static let others: Set<String> = [
    "earlier", "previous", "previously", "another", "other", "prior", "pilot",
  ]

  /// "Randomized trial with 256 adults", and later "Of 261 randomized participants".
  private mutating func checkStatedTwice(in sentence: SentenceReading) {
    guard let population = sentence.population, document.sense(population.end) == .randomized,
      reading.arms.count >= 2,
      reading.arms.compactMap(\.size).reduce(0, +) == population.size
    else { return }
    let declared = reading.arms.map(\.sentence).min() ?? 0
    for other in reading.sentences[..<sentence.index].suffix(12) where other.index <= declared {
      let words = other.tokens.map { document.word($0) }
      guard !words.contains(where: { Self.others.contains($0) }) else { continue }
      for case .count(let count) in other.phrases where count.isSubjects && count.value != population.size {
        let start = count.tokens.lowerBound
        guard document.sense(start - 1) == .preposition || document.sense(start - 1) == .of,
          document.word(start - 2) == "trial",
          other.tokens.contains(where: { $0 < start && document.sense($0) == .randomized }),
          !reading.arms.contains(where: { $0.sizes.contains(count.value) })
        else { continue }
        let sizes = reading.arms.compactMap(\.size)
        add(
          .total,
          at: count.tokens.lowerBound..<count.tokens.upperBound + 1,
          .inconsistent,
          .partsContradictTotal(parts: sizes, total: count.value),
          printed: figures(sizes, count.value),
          recomputed: [Recomputation(.total, Double(population.size))],
          .likely
        )
      }
    }
  }
}
