// SPDX-License-Identifier: Apache-2.0

/// Grades of effect as Chinese journals tell them, and the rate of those who were helped.
extension Audit {
  /// 治愈18例，好转30例，无效12例，有效率为80.0%; 优19例，良15例，可6例，差2例，优良率81.0%: each subject has one grade.
  mutating func checkHelped(in sentence: SentenceReading) {
    let look = look(sentence)
    for place in sentence.tokens where look.isWord(place) {
      if document.word(place) == "有效率" { checkHelped(at: place, .effect, sentence, look) }
      if document.word(place) == "优", document.isWord(place + 1, in: ["良"]),
        document.isWord(place + 2, in: ["率"])
      {
        checkHelped(at: place + 2, .quality, sentence, look)
      }
      // 无效: the last grade, of which all grades make the whole.
      if document.word(place) == "无", document.isWord(place + 1, in: ["效"]) {
        checkGrades(at: place + 2, sentence, look)
      }
    }
  }

  /// 观察组60例：显效30例，有效20例，无效10例: the grades against the count right before them.
  private mutating func checkGrades(at place: Int, _ sentence: SentenceReading, _ look: PhraseLook) {
    guard let last = sentence.phrases.firstIndex(where: { $0.tokens.lowerBound == place }) else { return }
    let end = sentence.phrases[last].tokens.upperBound
    let grades = grades(before: last + 1, end, .effect, sentence, look)
    let parts = grades.helped + grades.failed
    guard grades.helped.count >= 2, grades.failed.count == 1,
      let whole = sentence.phrases.last(where: { $0.tokens.upperBound <= grades.start }),
      case .count(let count) = whole, count.isSubjects, grades.start - whole.tokens.upperBound <= 6,
      sentence.population(before: grades.start) == nil,
      (whole.tokens.upperBound..<grades.start).contains(where: {
        [.colonSign, .close].contains(look.sense($0))
      }),
      parts.reduce(0, +) != count.value, parts.allSatisfy({ $0 <= count.value })
    else { return }
    addGrades(parts, of: count.value, whole.tokens.lowerBound..<end)
  }

  private enum GradeScale {
    case effect, quality

    /// Grades that may count as help, and those that never do.
    var helped: Set<String> { self == .effect ? ["治愈", "痊愈", "显效", "有效", "好转"] : ["优", "良"] }
    var failed: Set<String> { self == .effect ? ["无效"] : ["可", "中", "差"] }
  }

  private mutating func checkHelped(
    at rate: Int,
    _ scale: GradeScale,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) {
    guard let index = sentence.phrases.firstIndex(where: { $0.tokens.lowerBound > rate }),
      sentence.phrases[index].tokens.lowerBound - rate <= 3,
      case .proportion(let share) = sentence.phrases[index], let percent = share.percent,
      share.events == nil
    else { return }
    let grades = grades(before: index, rate, scale, sentence, look)
    guard !grades.helped.isEmpty, !grades.failed.isEmpty, grades.helped.count + grades.failed.count <= 6
    else { return }
    let parts = grades.helped + grades.failed
    let all = parts.reduce(0, +)
    let stated = sentence.population(before: rate)?.size
    if let stated, stated != all { addGrades(parts, of: stated, grades.start..<rate) }
    let totals = [all] + [stated].compactMap { $0 } + reading.arms.flatMap(\.sizes)
    // Some count the improved as helped, some do not.
    var sums: Set<Int> = [0]
    for count in grades.helped { sums.formUnion(sums.map { $0 + count }) }
    if scale == .quality { sums = [grades.helped.reduce(0, +)] }
    let fits = sums.contains { sum in
      sum > 0 && totals.contains { percent.rounding(of: 100 * Double(sum) / Double($0)) != nil }
    }
    let exact = 100 * Double(grades.helped.reduce(0, +)) / Double(all)
    add(
      .percentage,
      at: rate..<share.tokens.upperBound,
      fits ? .consistent : .inconsistent,
      .difference(of: exact...exact),
      printed: [Figure(.percent, percent)],
      recomputed: [Recomputation(.percent, exact)],
      .likely
    )
  }

  /// Counts of grades right before a rate.
  private func grades(
    before index: Int,
    _ rate: Int,
    _ scale: GradeScale,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> (helped: [Int], failed: [Int], start: Int) {
    var (helped, failed, start) = ([Int](), [Int](), rate)
    var seen = Set<String>()
    for phrase in sentence.phrases[..<index].reversed() {
      guard rate - phrase.tokens.lowerBound <= 40, let count = count(phrase) else { break }
      let word = grade(phrase.tokens.lowerBound, scale, look)
      guard !word.isEmpty, seen.insert(word).inserted else { break }
      if scale.failed.contains(word) {
        failed.insert(count, at: 0)
      } else {
        helped.insert(count, at: 0)
      }
      start = phrase.tokens.lowerBound
    }
    return (helped, failed, start)
  }

  private func count(_ phrase: Phrase) -> Int? {
    switch phrase {
    case .count(let count): count.value
    case .proportion(let share): share.total == nil ? share.events : nil
    default: nil
    }
  }

  /// The grade right before a count, of one token or two.
  private func grade(_ index: Int, _ scale: GradeScale, _ look: PhraseLook) -> String {
    // 优者19例.
    let end = document.isWord(index - 1, in: ["者"]) ? index - 1 : index
    guard look.isWord(end - 1) else { return "" }
    let last = document.word(end - 1)
    let pair = look.isWord(end - 2) ? document.word(end - 2) + last : ""
    return [pair, last].first { scale.helped.contains($0) || scale.failed.contains($0) } ?? ""
  }

  /// 58例中，痊愈15例，显效24例，有效14例，无效7例: more or fewer than there are.
  private mutating func addGrades(_ parts: [Int], of total: Int, _ tokens: Range<Int>) {
    add(
      .part,
      at: tokens,
      .inconsistent,
      .partsContradictTotal(parts: parts, total: total),
      printed: figures(parts, total),
      recomputed: [Recomputation(.total, Double(parts.reduce(0, +)))],
      .likely
    )
  }
}
