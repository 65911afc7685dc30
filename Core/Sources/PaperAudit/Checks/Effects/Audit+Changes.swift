// SPDX-License-Identifier: Apache-2.0

/// What a text says that a value changed by.
private struct StatedChange {
  let value: Numeral
  let place: Int
  let isPercent: Bool
  /// "Percentage points", "absolute", as against "relative".
  let isPoints: Bool
  let isRelative: Bool
  /// A mean of the changes, which subjects without a second value lack.
  let isOfChanges: Bool
}

extension Audit {
  /// "Fell from 23.4 to 15.1, a reduction of 8.3 points"; "fell by 8.3, from 23.4 to 15.1"; 由23.4降至15.1，下降8.3分.
  mutating func checkChanges(in sentence: SentenceReading) {
    guard !hasModels(sentence) else { return }
    let look = look(sentence)
    let starts = sentence.tokens.filter { isFrom($0, look) }
    guard !starts.isEmpty, starts.count <= 8 else { return }
    let isModelled = sentence.tokens.contains {
      look.sense($0) == .median || look.isWord($0) && Self.modelledChanges.contains(document.word($0))
    }
    guard !isModelled else { return }
    for (rank, start) in starts.enumerated() {
      let limit = rank + 1 < starts.count ? starts[rank + 1] : sentence.tokens.upperBound
      guard let ends = fromTo(at: start, look, before: limit) else { continue }
      checkFraction(before: start, ends, look)
      let isLast = rank + 1 == starts.count
      guard
        let change = change(before: start, look)
          ?? change(behind: ends, before: limit, isSole: isLast && rank == 0, look)
      else { continue }
      judge(change, ends)
    }
  }

  static let modelledChanges: Set<String> = [
    "adjusted", "estimated", "least", "ls", "lsm", "marginal", "geometric", "imputed", "real", "inflation",
    "校正", "几", "log",
  ]

  // MARK: The change

  /// "By 8.3 points, from …", "a reduction of 8.3 from …".
  private func change(before start: Int, _ look: PhraseLook) -> StatedChange? {
    var index = start - 1
    while index > start - 5, look.isWord(index) || [.comma, .percent, .open].contains(look.sense(index)) {
      if isBy(index, look) || isChange(index, look) { return nil }
      index -= 1
    }
    guard look.sentence.contains(index), document.tokens[index].isNumber else { return nil }
    let lead = index - 1
    guard isBy(lead, look) || [.of, .was].contains(look.sense(lead)) && isChange(lead - 1, look) else {
      return nil
    }
    return stated(at: index, noun: lead, look)
  }

  /// ", an average reduction of 8.3 points"; "(mean change, −8.3)"; ", decreasing by 8.3"; ，平均下降8.3分.
  private func change(behind ends: FromTo, before limit: Int, isSole: Bool, _ look: PhraseLook)
    -> StatedChange?
  {
    let end = ends.tokens.upperBound
    var index = end
    while index < min(limit, end + 26) {
      if look.sense(index) == .semicolon || document.tokens[index].isNumber && index > end + 12 { return nil }
      if isAnotherValue(index, ends, look) { return nil }
      let isNoun = isChange(index, look)
      // Between two arms there is a difference, too.
      if isNoun || isBy(index, look), isSole || look.sense(index) != .difference {
        var place = index + 1
        while place < index + 6, isLink(place, look) { place += 1 }
        if look.sentence.contains(place), place < limit, document.tokens[place].isNumber {
          let isInOrder = [.and, .versus].contains(look.sense(place + 1)) || look.sense(place + 2) == .and
          guard !isInOrder, isAppended(index, to: end, look), hasSameUnit(place, as: end, look) else {
            return nil
          }
          return stated(at: place, noun: index, look)
        }
      }
      index += 1
    }
    return nil
  }

  /// "… to 18% and 24%": a third value, from which the change may be counted.
  private func isAnotherValue(_ index: Int, _ ends: FromTo, _ look: PhraseLook) -> Bool {
    guard document.tokens[index].isNumber, look.sense(index - 1) == .and || look.sense(index - 1) == .to
    else {
      return false
    }
    return ends.isPercent ? look.sense(index + 1) == .percent : !look.sense(index + 1).isTimeUnit
  }

  /// Whether a word for a change follows a comma, a bracket or a dash, with no more than "a mean" or 平均 between; "of each
  /// month" is another change.
  private func isAppended(_ noun: Int, to end: Int, _ look: PhraseLook) -> Bool {
    var place = noun - 1
    while place >= end, noun - place <= 6 {
      switch look.sense(place) {
      case .comma, .open, .dash, .colonSign, .semicolon: return true
      case .article, .mean, .total, .relative, .difference: break
      case .other where look.isIdeographic(place):
        guard ["下", "上", "升", "降", "分", "天", "了"].contains(document.word(place)) else { return false }
      case .other:
        guard Self.leads.contains(document.word(place)) || isChange(place, look) else { return false }
      default: return false
      }
      place -= 1
    }
    return false
  }

  private static let leads: Set<String> = [
    "absolute", "net", "corresponding", "representing", "ie", "i.e", "that", "decreasing", "increasing",
    "falling", "rising",
    "improving", "declining", "dropping", "mean", "average", "significant",
  ]

  /// Whether the units behind the change and behind the second value, where both print one, are the same.
  private func hasSameUnit(_ place: Int, as end: Int, _ look: PhraseLook) -> Bool {
    guard [.unit, .week, .day, .hour, .month, .year].contains(look.sense(end)), look.isWord(place + 1),
      [.unit, .other, .week, .day, .hour, .month, .year, .score, .points].contains(look.sense(place + 1))
    else { return true }
    return document.tokens[end].word == document.tokens[place + 1].word
  }

  /// What may stand between the word for a change and its size.
  private func isLink(_ index: Int, _ look: PhraseLook) -> Bool {
    if look.isIdeographic(index) {
      return ["了", "为", "低", "少", "高", "加", "短", "长", "幅", "度", "值"].contains(document.word(index))
    }
    return [.of, .comma, .was, .open, .equals, .colonSign, .article].contains(look.sense(index))
      || isBy(index, look) || isPlus(index, look)
  }

  private func isPlus(_ index: Int, _ look: PhraseLook) -> Bool {
    look.sentence.contains(index) && document.text.scalars[Int(document.tokens[index].start)] == 0x2B
  }

  private func isBy(_ index: Int, _ look: PhraseLook) -> Bool {
    look.isWord(index) && document.word(index) == "by"
  }

  private func isChange(_ index: Int, _ look: PhraseLook) -> Bool {
    guard look.isWord(index) else { return false }
    if look.sense(index) == .difference { return true }
    if look.isIdeographic(index) {
      return ["降", "升", "减", "增", "提", "缩", "延"].contains(document.word(index))
        && look.sense(index + 1) != .to
    }
    return Self.changeNouns.contains(document.word(index))
  }

  private static let changeNouns: Set<String> = [
    "reduction", "decrease", "increase", "change", "fall", "drop", "decline", "rise", "gain", "loss",
    "improvement", "lowering", "shortening",
  ]

  private func stated(at place: Int, noun: Int, _ look: PhraseLook) -> StatedChange? {
    guard let value = document.tokens[place].numeral, value.form != .words else { return nil }
    let isPercent = look.sense(place + 1) == .percent
    let unit = isPercent ? place + 2 : place + 1
    guard look.sense(unit) != .confidence, look.sense(unit) != .subject,
      !(unit..<unit + 5).contains(where: { look.sense($0) == .than }),
      !(unit..<unit + 4).contains(where: { look.sense($0) == .each || document.word($0) == "者" })
    else { return nil }
    let isPoints =
      look.isWord(unit) && ["percentage", "个"].contains(document.word(unit))
      && (look.isWord(unit + 1) && ["points", "point", "百"].contains(document.word(unit + 1)))
    let words = (max(look.sentence.lowerBound, noun - 3)...noun).filter(look.isWord).map { document.word($0) }
    let behind = (unit..<unit + 4)
    let hasInterval = behind.contains { look.sense($0) == .confidence || look.sense($0) == .pValue }
    return StatedChange(
      value: value,
      place: place,
      isPercent: isPercent,
      isPoints: isPoints || words.contains("absolute"),
      isRelative: words.contains("relative"),
      isOfChanges: words.contains("change") || hasInterval
    )
  }

  private mutating func judge(_ change: StatedChange, _ ends: FromTo) {
    let difference = (ends.first.possible - ends.second.possible).magnitudes
    guard ends.first.value > 0 || !change.isPercent else { return }
    let first = ends.first.possible
    let relative =
      first.lowerBound > 0
      ? ClosedRange(
        uncheckedBounds: (
          100 * difference.lowerBound / first.upperBound, 100 * difference.upperBound / first.lowerBound
        )
      ) : nil
    let size = PrintedNumber(change.value.value.magnitude, decimals: Int(change.value.decimals)).possible
    var readings: [ClosedRange<Double>] = []
    if change.isPercent == ends.isPercent && !change.isRelative || change.isPoints {
      readings.append(difference)
    }
    if change.isPercent, !change.isPoints, let relative { readings.append(relative) }
    guard let nearest = readings.first else { return }
    let fits = readings.contains { $0.overlaps(size) }
    // The mean of the changes is of those who have both values; their percentages have a mean of their own.
    let isLoose = change.isOfChanges || change.isPercent && !ends.isPercent
    let isFar = readings.allSatisfy {
      $0.lowerBound > size.upperBound * 1.1 || $0.upperBound < size.lowerBound / 1.1
    }
    add(
      change.isPercent ? .percentage : .mean,
      at: change.place..<change.place + (change.isPercent ? 2 : 1),
      fits ? .consistent : isLoose && !isFar ? .undetermined : .inconsistent,
      .difference(of: nearest),
      printed: [Figure(.estimate, change.value.printed)],
      recomputed: [Recomputation(.estimate, nearest)],
      .likely
    )
  }
}
