// SPDX-License-Identifier: Apache-2.0

/// The one place where an accusation must show what it stands on.
extension Audit {
  /// Whether a contradiction may be called one.
  ///
  /// It stands in one expression, or the text corroborates the reading that joins its figures; otherwise it is told, and left
  /// undetermined.
  func isGrounded(_ because: Because, _ kind: Claim.Kind, at tokens: Range<Int>) -> Bool {
    switch because {
    case .noTotalFits: isPaired(tokens) && countsSubjects(tokens) && isPercentage(tokens)
    case .denominatorContradicted(let size, let place, _, let totals):
      isPaired(tokens) && countsSubjects(tokens) && isPercentage(tokens) && isCorroborated(place)
        && !isOfOther(totals, place) && !isOneOfTwo(size, totals, tokens)
    case .armSizeContradicted(let arm, _, let printed):
      isCounted(arm) && !corroboration.countsParts && !(1900...2100).contains(printed)
    case .noTestReproduces(_, let tables):
      isWholeComparison(tables.count, before: tokens) && isOfWholeGroups(before: tokens)
    case .noCountFits(_, .arm, _), .armsContradictTotal: !corroboration.countsParts
    case .countBeyondTotal: !mixesUnits(tokens) && !namesOther(tokens)
    case .partBeyondWhole: !mixesUnits(tokens) && !changesPopulation(tokens)
    case .partsContradictTotal(let parts, let total):
      !mixesUnits(tokens) && !(kind == .allocation && changesPopulation(tokens))
        && !showsOtherTotal(parts, total, tokens)
    default: true
    }
  }

  /// "Of 400 patients, 12 (6.0%) in A and 24 (12.0%) in B": the totals of two neighbouring shares add up to the one that is told.
  private func isOneOfTwo(_ size: Int, _ totals: ClosedRange<Int>?, _ tokens: Range<Int>) -> Bool {
    guard let totals, let sentence = sentence(at: tokens.lowerBound), sentence.phrases.count <= 100 else {
      return false
    }
    return sentence.phrases.contains { phrase in
      guard case .proportion(let other) = phrase, !other.tokens.overlaps(tokens), let events = other.events,
        other.total == nil, let percent = other.percent, let others = totalsFitting(percent, count: events)
      else { return false }
      let sums = totals.lowerBound + others.lowerBound...totals.upperBound + others.upperBound
      return sums.contains(size)
    }
  }

  /// Whether no more groups are counted before a p-value than it was held against: "9 of 60, 17 of 60 and 24 of 59 (P = 0.008)".
  private func isWholeComparison(_ groups: Int, before tokens: Range<Int>) -> Bool {
    guard groups == 2, let sentence = sentence(at: tokens.lowerBound), sentence.phrases.count <= 100 else {
      return true
    }
    let before = sentence.phrases.filter { $0.tokens.upperBound <= tokens.lowerBound }
    let lastP = before.last { if case .p = $0 { true } else { false } }
    let shares = before.filter { phrase in
      guard case .proportion(let share) = phrase, share.total != nil, share.events != nil else {
        return false
      }
      return share.tokens.lowerBound >= lastP?.tokens.upperBound ?? 0
    }
    return shares.count <= 2
  }

  /// Whether the second of two figures is said to be a percentage; in rows of a table their label or the head of the table
  /// may say it of all.
  private func isPercentage(_ tokens: Range<Int>) -> Bool {
    // "95% CI" says it of no column.
    func says(_ tokens: Range<Int>) -> Bool {
      tokens.contains { document.sense($0) == .percent && !document.tokens[max(0, $0 - 1)].isNumber }
    }
    guard !tokens.contains(where: { document.sense($0) == .percent }),
      let sentence = sentence(at: tokens.lowerBound)
    else { return true }
    guard !says(sentence.tokens), sentence.tokens.contains(where: { document.sense($0) == .bar }) else {
      return true
    }
    var head = sentence.index
    while head > 0, sentence.index - head < 60,
      reading.sentences[head - 1].tokens.contains(where: { document.sense($0) == .bar })
    {
      head -= 1
    }
    // The title or a note above the table.
    return reading.sentences[max(0, head - 4)...head].contains { says($0.tokens) }
  }

  func sentence(at token: Int) -> SentenceReading? {
    var (low, high) = (0, reading.sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if reading.sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < reading.sentences.count ? reading.sentences[low] : nil
  }

  private func isCorroborated(_ place: Because.Denominator) -> Bool {
    switch place {
    case .arm: corroboration.explainsOthers || corroboration.isWhollyTold
    default: true
    }
  }

  /// Whether another arm, or another number of the text, explains the share, and may be the one that is meant.
  private func isOfOther(_ totals: ClosedRange<Int>?, _ place: Because.Denominator) -> Bool {
    guard let totals else { return false }
    switch place {
    case .arm: return corroboration.sizes.contains { $0.contains { totals.contains($0) } }
    default: return totals.count <= 8 && totals.contains { corroboration.counts.contains($0) }
    }
  }

  private func isCounted(_ name: String) -> Bool {
    corroboration.counted.contains { reading.name(of: $0) == name }
  }

  // MARK: What is counted

  private func units(_ tokens: Range<Int>) -> [CountedUnits.Unit] {
    let units = CountedUnits(
      PhraseLook(document, tokens.lowerBound..<min(tokens.upperBound + 4, document.tokens.count))
    )
    return tokens.filter {
      // "At least 2 attacks" tells whom one counts, and counts nobody.
      document.tokens[$0].isNumber && document.sense($0 + 1) != .percent
        && ![.atLeast, .atMost, .less, .greater].contains(document.sense($0 - 1))
    }.map(units.unit)
  }

  /// Whether a share is one of subjects: no eyes, and nothing unnamed where eyes are counted beside subjects.
  private func countsSubjects(_ tokens: Range<Int>) -> Bool {
    let units = units(tokens)
    guard !units.contains(.things), !units.contains(.subjects) else { return !units.contains(.things) }
    return !corroboration.countsParts && !countsThings(around: tokens)
  }

  /// "Fourteen hernias (6%) and nine (4%)": a share without a noun is of what the others of its sentence are.
  private func countsThings(around tokens: Range<Int>) -> Bool {
    guard let sentence = sentence(at: tokens.lowerBound), sentence.phrases.count <= 100 else { return false }
    return sentence.phrases.contains { phrase in
      guard case .proportion(let share) = phrase, share.percent != nil else { return false }
      return units(share.tokens).contains(.things)
    }
  }

  private func mixesUnits(_ tokens: Range<Int>) -> Bool {
    let units = units(tokens)
    return units.contains(.things) && units.contains(.subjects)
  }

  /// Whether some were lost, or others taken, between the figures.
  private func changesPopulation(_ tokens: Range<Int>) -> Bool {
    let numbers = tokens.filter { document.tokens[$0].isNumber }
    guard let first = numbers.first, let last = numbers.last else { return false }
    return (first..<last).contains { place in
      switch document.sense(place) {
      case .analyzed, .each: true
      case .excluded: document.tokens[first..<last].contains { [.enrolled, .analyzed].contains($0.sense) }
      case .enrolled: document.word(place) == "纳入" && place > first + 2
      case .that:
        document.isWord(place, in: ["whom"]) && document.sense(place - 1) == .of && kindOfWhole(place, last)
      default: false
      }
    }
  }

  /// "Of whom 810 (412 in A, 398 in B)": the parts are of those, and not of all.
  private func kindOfWhole(_ place: Int, _ last: Int) -> Bool {
    place + 2 < last && document.tokens[place + 1].isNumber
      && (place + 2..<min(place + 6, last)).contains { document.sense($0) == .open }
  }

  /// "120 parents of 75 children": the count is of others than the total.
  private func namesOther(_ tokens: Range<Int>) -> Bool {
    tokens.contains {
      document.isNumber($0) && document.sense($0 + 1) == .other && document.sense($0 + 2) == .of
        && document.isNumber($0 + 3)
    }
  }

  // MARK: How figures are joined

  /// Whether a count and its percentage stand together: in a bracket, or side by side.
  private func isPaired(_ tokens: Range<Int>) -> Bool {
    let numbers = tokens.filter { document.tokens[$0].isNumber }
    guard let first = numbers.first, numbers.count >= 2 else { return true }
    let isPercentFirst = document.sense(first + 1) == .percent
    let start = isPercentFirst ? first + 2 : first + 1
    let gap = start..<max(start, numbers[1])
    let opening = gap.first { document.sense($0) == .open }
    if isPercentFirst {
      // "40% or less to A (n = 1043)" gives a limit and a size.
      return gap.allSatisfy {
        [.open, .comma, .semicolon, .sampleSize, .equals].contains(document.sense($0))
      }
        || gap.prefix { document.sense($0) != .open }.contains { document.sense($0) == .subject }
    }
    guard opening == nil, let comma = gap.first(where: { document.sense($0) == .comma }) else { return true }
    // "(45 women, 45%)", "45 responded, a rate of 45%", 45例，占45%.
    return [.open, .equals].contains(document.sense(first - 1)) || corroboration.ratesExplained > 0
      || [.article, .preposition, .or].contains(document.sense(comma + 1)) || isNamedAlike(comma + 1, first)
  }

  /// 有效30例，有效率66.7%: the rate has the name of what was counted.
  private func isNamedAlike(_ rate: Int, _ count: Int) -> Bool {
    guard let sign = document.word(rate).unicodeScalars.first else { return false }
    return (max(0, count - 4)..<count).contains { document.word($0).unicodeScalars.contains(sign) }
  }

  /// Whether percentages beside the parts are of another total than the one that the parts contradict.
  private func showsOtherTotal(_ parts: [Int], _ total: Int, _ tokens: Range<Int>) -> Bool {
    let sum = parts.reduce(0, +)
    return tokens.contains { place in
      guard let count = document.tokens[place].numeral?.count, parts.contains(count),
        let opening = (place + 1..<place + 4).first(where: { document.sense($0) == .open }),
        document.sense(opening + 2) == .percent, let percent = document.tokens[opening + 1].numeral?.printed
      else { return false }
      return PercentageCheck(count: count, of: sum, printed: percent).consistency == .consistent
        && PercentageCheck(count: count, of: total, printed: percent).consistency != .consistent
    }
  }
}
