// SPDX-License-Identifier: Apache-2.0

/// Changes from a first value that stands elsewhere in the sentence or in the one before.
extension Audit {
  /// "152.3 (SD 12.1) mm Hg at baseline and 138.1 (SD 11.4) mm Hg at 12 weeks, a mean reduction of 18.2 mm Hg";
  /// 干预前两组评分分别为56.3分和55.8分。干预后，干预组为42.6分，平均下降15.7分.
  ///
  /// The change is wrong where no first value of that unit gives it with any later one.
  mutating func checkChangesOfMeans(in sentence: SentenceReading) {
    guard !hasModels(sentence), sentence.tokens.count < 200 else { return }
    let look = look(sentence)
    guard
      !sentence.tokens.contains(where: {
        isFrom($0, look) || look.sense($0) == .median || isModelled($0, look)
      }),
      tellsBefore(sentence.tokens)
    else { return }
    let changes = Set(sentence.tokens.compactMap { changed(by: $0, look) })
    for place in changes.sorted() {
      guard let change = document.tokens[place].numeral else { continue }
      judge(change, at: place, apart: changes, sentence)
    }
  }

  private func isModelled(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index) && Self.modelledChanges.contains(document.word(index))
  }

  /// The place of the number behind a word for a change: "a mean reduction of 18.2", "fell by 4.9", 下降了18.2.
  private func changed(by noun: Int, _ look: PhraseLook) -> Int? {
    guard look.isWord(noun) else { return nil }
    let isIdeograph = look.isIdeographic(noun)
    guard
      isIdeograph
        ? ["降", "升", "低", "高", "少", "加", "善"].contains(document.word(noun)) && look.isIdeographic(noun - 1)
        : Self.changes.contains(document.word(noun))
    else { return nil }
    var place = noun + 1
    while place < noun + 4,
      [.of, .was, .open, .comma, .equals, .colonSign].contains(look.sense(place))
        || document.isWord(place, in: ["by", "了", "为", "值"])
    { place += 1 }
    guard isAppended(noun, look) else { return nil }
    let isMeanOf = look.sense(noun - 1) == .mean || look.sense(noun - 1) == .open
    guard place > noun + 1 || isIdeograph || isMeanOf, look.sentence.contains(place),
      let value = document.tokens[place].numeral,
      value.form != .words, look.sense(place + 1) != .percent, !look.sense(place + 1).isTimeUnit,
      look.sense(place + 1) != .subject, look.sense(place - 1) != .comma,
      !(place + 1..<place + 7).contains(where: {
        [.confidence, .than, .standardError, .versus, .and].contains(look.sense($0))
      })
    else { return nil }
    return place
  }

  /// Whether nothing but a mean and a first time is named between the change and the comma, bracket or "with" before it: no other
  /// quantity.
  private func isAppended(_ noun: Int, _ look: PhraseLook) -> Bool {
    var place = noun - 1
    while noun - place <= 12 {
      switch look.sense(place) {
      case .comma, .open, .semicolon, .colonSign, .dash: return true
      case .article, .mean, .baseline: break
      default:
        if document.isWord(place, in: ["with"]) { return true }
        guard document.isWord(place, in: Self.leadsOfChanges) else { return false }
      }
      place -= 1
    }
    return false
  }

  private static let leadsOfChanges: Set<String> = [
    "absolute", "net", "corresponding", "representing", "significant", "ie", "i.e", "that", "to", "giving",
    "overall",
    "较", "比", "治", "疗", "干", "预", "前", "平", "均", "下", "上", "术", "分", "别", "升", "降", "提", "减", "增", "改", "手",
    "入",
    "院", "护", "理", "治疗", "相比",
  ]

  private static let changes: Set<String> = [
    "reduction", "decrease", "increase", "change", "fall", "drop", "decline", "rise", "gain", "loss",
    "improvement",
    "decreased", "increased", "fell", "dropped", "declined", "rose", "improved", "decreasing", "increasing",
    "falling",
    "improving",
  ]

  private mutating func judge(
    _ change: Numeral,
    at place: Int,
    apart changes: Set<Int>,
    _ sentence: SentenceReading
  ) {
    let unit = unit(behind: place)
    let here = values(in: sentence.tokens.lowerBound..<place, like: change, unit).filter {
      !changes.contains($0.place)
    }
    var pairs: [(ClosedRange<Double>, ClosedRange<Double>)] = []
    if (2...4).contains(here.count) {
      guard tellsBothTimes(here, before: place) else { return }
      for (rank, first) in here.enumerated() {
        for second in here.dropFirst(rank + 1) { pairs.append((first.value, second.value)) }
      }
    } else if here.count == 1, place - here[0].place <= 24, sentence.index > 0 {
      let before = reading.sentences[sentence.index - 1]
      guard before.tokens.count < 200, tellsBefore(before.tokens) else { return }
      let first = values(in: before.tokens, like: change, here[0].unit)
      guard (1...2).contains(first.count) else { return }
      pairs = first.map { ($0.value, here[0].value) }
    }
    guard let nearest = pairs.first.map({ ($0.0 - $0.1).magnitudes }) else { return }
    let size = PrintedNumber(change.value.magnitude, decimals: Int(change.decimals)).possible
    let differences = pairs.map { ($0.0 - $0.1).magnitudes }
    let fits = differences.contains { $0.overlaps(size) }
    // Who lacks a second value has no change: their mean may differ by a little.
    let isFar = differences.allSatisfy {
      $0.lowerBound > size.upperBound * 1.1 || $0.upperBound < size.lowerBound / 1.1
    }
    guard fits || isFar else { return }
    add(
      .mean,
      at: place..<place + 1,
      fits ? .consistent : .inconsistent,
      .difference(of: nearest),
      printed: [Figure(.estimate, change.printed)],
      recomputed: [Recomputation(.estimate, nearest)],
      pairs.count == 1 ? .likely : .oneOfSeveral
    )
  }

  /// Whether the values are told of a first time and of a later one, and the change in their clause.
  private func tellsBothTimes(_ values: [Value], before place: Int) -> Bool {
    guard let first = values.first, let last = values.last else { return false }
    var end = last.place
    var depth = 0
    while end < place {
      if document.sense(end) == .open { depth += 1 }
      if document.sense(end) == .close { depth -= 1 }
      if depth <= 0, [.comma, .semicolon].contains(document.sense(end)) { break }
      end += 1
    }
    guard !(end..<place).contains(where: { document.sense($0) == .semicolon }) else { return false }
    let told = max(0, first.place - 10)..<end
    let isLater = told.contains { index in
      document.isWord(index, in: ["after", "afterwards", "finally", "postoperatively", "后"])
        || [.week, .month, .year, .follow].contains(document.sense(index))
        || document.sense(index) == .day
          && (document.tokens[max(0, index - 1)].isNumber || document.word(index) == "day")
    }
    return tellsBefore(told) && isLater
  }

  private struct Value {
    let value: ClosedRange<Double>
    let place: Int
    let unit: Int32?
  }

  /// The values of a clause that are printed as exactly and in the same unit, where both have one; no spreads, times or p-values.
  private func values(in tokens: Range<Int>, like change: Numeral, _ unit: Int32?) -> [Value] {
    var found: [Value] = []
    for index in tokens {
      guard let numeral = document.tokens[index].numeral, numeral.form != .words,
        numeral.decimals == change.decimals,
        numeral.value.magnitude > 0, !isSpread(index), !document.sense(index + 1).isTimeUnit,
        ![.percent, .slash, .subject, .confidence, .dash].contains(document.sense(index + 1)),
        ![.equals, .less, .greater, .slash, .atLeast, .grade, .dash].contains(document.sense(index - 1)),
        !document.sense(index - 1).isTimeUnit || document.sense(index - 1) == .day && change.decimals > 0
      else { continue }
      let own = self.unit(behind: index)
      if let own, let unit, own != unit { continue }
      found.append(Value(value: numeral.printed.possible, place: index, unit: own ?? unit))
    }
    return found.count <= 6 ? found : []
  }

  /// "± 7.9", "(SD 12.1)", "(7.9)", "7.9)" behind a dash.
  private func isSpread(_ index: Int) -> Bool {
    let before = document.sense(index - 1)
    if before == .plusMinus || before == .deviation || before == .standardError { return true }
    if document.sense(index - 2) == .deviation || document.sense(index - 2) == .standardError { return true }
    return before == .open && document.sense(index + 1) == .close
  }

  /// The word behind a value and its spread that is its unit.
  private func unit(behind place: Int) -> Int32? {
    var index = place + 1
    if document.sense(index) == .plusMinus { index += 2 }
    if document.sense(index) == .open {
      let closing = (index + 1..<index + 6).first { document.sense($0) == .close }
      index = closing.map { $0 + 1 } ?? index
    }
    if document.sense(index) == .close { index += 1 }
    guard document.tokens.indices.contains(index), document.tokens[index].word != 0,
      !document.tokens[index].isNumber,
      !isTimeWord(index), ![.and, .versus, .not, .preposition, .was].contains(document.sense(index))
    else { return nil }
    return document.tokens[index].word
  }

  private func isTimeWord(_ index: Int) -> Bool {
    document.sense(index) == .baseline
      || document.isWord(
        index,
        in: [
          "before", "after", "at", "beforehand", "afterwards", "initially", "finally", "preoperatively",
          "postoperatively", "前", "后",
        ]
      )
  }

  private func tellsBefore(_ tokens: Range<Int>) -> Bool {
    tokens.contains {
      document.sense($0) == .baseline
        && !document.isWord($0, in: ["characteristics", "demographics", "demographic"])
        || document.isWord(
          $0,
          in: ["before", "beforehand", "initially", "preoperatively", "pretreatment", "前"]
        )
    }
  }
}
