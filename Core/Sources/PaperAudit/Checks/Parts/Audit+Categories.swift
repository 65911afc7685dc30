// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Categories of which a subject has one, against the subjects that there are.
  ///
  /// "Performance status was 0 in 121, 1 in 118, and 2 in 36 patients", "Ⅰ期88例，Ⅱ期121例，Ⅲ期86例", "high by 150
  /// women (90%), as moderate by 21", "22 had a partial and 19 a complete response".
  mutating func checkCategories(in sentence: SentenceReading) {
    let look = look(sentence)
    for run in categoryRuns(in: sentence, look) {
      let parts = run.compactMap { document.tokens[$0].numeral?.count }
      guard parts.count == run.count, let first = run.first, let last = run.last,
        let whole = whole(of: run, sentence)
      else { continue }
      let sum = parts.reduce(0, +)
      guard sum >= whole.size else { continue }
      let fits = sum == whole.size
      add(
        .part,
        at: first..<last + 1,
        fits ? .consistent : .inconsistent,
        fits
          ? .partsMakeTotal(parts: parts, total: whole.size)
          : .partsContradictTotal(parts: parts, total: whole.size),
        printed: figures(parts, whole.size),
        recomputed: [Recomputation(.total, Double(sum))],
        whole.isStated ? .sure : .likely
      )
    }
  }

  // MARK: Runs

  /// The places of at least two counts that stand in the same way, one category each.
  private func categoryRuns(in sentence: SentenceReading, _ look: PhraseLook) -> [[Int]] {
    var runs: [[Int]] = []
    var run: [Int] = []
    for place in sentence.tokens where document.tokens[place].isNumber {
      guard let style = style(place, look) else { continue }
      let isNext =
        run.last.map { last in
          place - last <= 16 && isRun(last + 1..<place, look) && style == self.style(last, look)
        } ?? false
      if !isNext {
        if run.count >= 2 { runs.append(run) }
        run = []
      }
      run.append(place)
    }
    if run.count >= 2 { runs.append(run) }
    runs = runs.filter { isExclusive($0, sentence, look) }
    if let pair = responses(in: sentence, look) { runs.append(pair) }
    return runs
  }

  private func isRun(_ gap: Range<Int>, _ look: PhraseLook) -> Bool {
    gap.contains { [.comma, .and].contains(look.sense($0)) }
      && !gap.contains {
        [.semicolon, .stop, .end, .including, .that, .baseline, .since].contains(look.sense($0))
          || look.sense($0).isTimeUnit
      }
  }

  private enum CategoryStyle { case within, stage, classed, judged }

  /// What stands right before a count of subjects: "in", "by", 期.
  private func style(_ place: Int, _ look: PhraseLook) -> CategoryStyle? {
    guard document.tokens[place].numeral?.count != nil else { return nil }
    if look.whole(place) != nil, designation(behind: place, look) != nil { return .classed }
    guard look.isWord(place - 1) else { return nil }
    switch document.word(place - 1) {
    case "in" where look.whole(place) != nil: return .within
    case "by" where look.whole(place) != nil: return .judged
    case "期" where look.sense(place + 1) == .subject: return .stage
    default: return nil
    }
  }

  private func isExclusive(_ run: [Int], _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    let (start, end) = (run[0], run[run.count - 1])
    let words = max(sentence.tokens.lowerBound, start - 12)..<end
    guard !words.contains(where: { look.sense($0) == .event }),
      Set(run.map { label(of: $0, look) }).count == run.count
    else { return false }
    switch style(start, look) {
    case .stage: return true
    case .classed: return run.count >= 3
    case .judged:
      let degrees = Set(words.map { document.word($0) }).intersection(Self.degrees)
      return degrees.count >= run.count
    case .within:
      // "Disease was", "status was": the subject of the sentence has one value.
      return (max(sentence.tokens.lowerBound, start - 6)..<start).contains { place in
        look.sense(place) == .was && look.isWord(place - 1)
          && Self.attributes.contains(document.word(place - 1))
          && isSole(place - 1, sentence, look)
      }
    case nil: return false
    }
  }

  /// "42 patients had stage I, 30 stage II", "702 were in class II, 318 in class III": the place of the class.
  func designation(behind place: Int, _ look: PhraseLook) -> Int? {
    let words = (place + 1..<place + 8).prefix {
      ![.comma, .semicolon, .stop].contains(look.sense($0)) && !document.isNumber($0)
    }
    guard let word = words.first(where: { document.isWord($0, in: ["stage", "class", "category"]) }),
      !words.contains(where: { [.versus, .than].contains(look.sense($0)) }), look.sentence.contains(word + 1),
      [.comma, .and, .stop, .end, .semicolon, .other, .open].contains(look.sense(word + 2))
    else { return nil }
    let name = document.word(word + 1)
    // "Class II", "stage 3", "category B", and not "class group".
    let isDegree =
      document.isNumber(word + 1)
      || !name.isEmpty && name.utf8.count <= 5
        && (name.utf8.count == 1
          || name.unicodeScalars.dropLast().allSatisfy { ["i", "v", "x"].contains($0) })
    return isDegree ? word + 1 : nil
  }

  private func label(of place: Int, _ look: PhraseLook) -> [UInt32] {
    label(designation(behind: place, look) ?? place - 2, look)
  }

  /// The characters before "in" or 期, which differ from one category to the next.
  private func label(_ index: Int, _ look: PhraseLook) -> [UInt32] {
    look.sentence.contains(index) ? Array(document.text.scalars[document.tokens[index].range]) : []
  }

  /// "Disease" alone, and not that of some organ or some history; a status of which there is one.
  private func isSole(_ index: Int, _ sentence: SentenceReading, _ look: PhraseLook) -> Bool {
    if document.word(index) == "status" {
      return look.isWord(index - 1)
        && ["performance", "smoking", "marital", "menopausal"].contains(document.word(index - 1))
    }
    guard document.word(index) == "disease" else { return true }
    let before = look.sense(index - 1)
    return index == sentence.tokens.lowerBound || before == .article
      || (look.isWord(index - 1) && document.word(index - 1) == "underlying")
  }

  private static let attributes: Set<String> = [
    "status", "stage", "histology", "disease", "diagnosis", "subtype", "intent",
  ]
  private static let degrees: Set<String> = [
    "high", "moderate", "low", "good", "fair", "poor", "excellent", "mild", "severe", "better", "worse",
    "unchanged",
  ]

  /// "22 had a partial and 19 a complete response" of so many.
  private func responses(in sentence: SentenceReading, _ look: PhraseLook) -> [Int]? {
    guard let population = sentence.population else { return nil }
    var found: [(place: Int, word: String)] = []
    for place in sentence.tokens where place >= population.end && look.whole(place) != nil {
      let behind = (place + 1..<place + 6).prefix {
        look.sentence.contains($0) && !document.tokens[$0].isNumber
      }
      guard
        let word = behind.first(where: {
          look.isWord($0) && ["complete", "partial"].contains(document.word($0))
        })
      else { continue }
      found.append((place, document.word(word)))
    }
    guard found.count == 2, found[0].word != found[1].word,
      sentence.tokens.contains(where: {
        look.isWord($0) && ["response", "responses", "remission"].contains(document.word($0))
          && look.isWord($0 - 1) && ["complete", "partial"].contains(document.word($0 - 1))
      })
    else { return nil }
    return found.map(\.place)
  }

  // MARK: What they belong to

  /// The most subjects that the parts can be of.
  private func whole(of run: [Int], _ sentence: SentenceReading) -> (size: Int, isStated: Bool)? {
    let first = run[0]
    if let count = document.tokens[first].numeral?.count,
      let percent = percent(behind: first, run[1], sentence),
      let totals = totalsFitting(percent, count: count)
    {
      return (totals.upperBound, false)
    }
    if let population = sentence.population, population.end <= first { return (population.size, true) }
    if let size = sizeOfArm(namedBefore: first, sentence, upTo: 24) { return (size, false) }
    let named = Set(sentence.mentions.map(\.arm))
    if named.count == 1, let arm = named.first, let size = reading.arms[arm].sizes.max() {
      return (size, false)
    }
    guard named.isEmpty, !reading.arms.contains(where: { $0.size == nil }) else { return nil }
    let totals = reading.totals(upTo: sentence).map(\.size)
    let sum = reading.arms.compactMap(\.size).reduce(0, +)
    guard let most = (totals + [sum]).max(), most > 0 else { return nil }
    return (most, false)
  }

  /// "150 women in the A group (90%)": the percentage of the first part.
  private func percent(behind first: Int, _ next: Int, _ sentence: SentenceReading) -> PrintedNumber? {
    for case .proportion(let share) in sentence.phrases
    where share.tokens.upperBound > first && share.tokens.upperBound <= next && !share.isOther {
      return share.percent
    }
    return nil
  }
}
