// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Men and women, the dead and the living: together everybody.
  mutating func checkComplements(in sentence: SentenceReading) {
    let labelled = sentence.phrases.indices.compactMap { index -> (index: Int, sense: Sense)? in
      switch sentence.phrases[index] {
      case .proportion(let share) where !share.isOther: label(index, sentence).map { (index, $0) }
      case .count: label(index, sentence).map { (index, $0) }
      default: nil
      }
    }
    for (first, second) in zip(labelled, labelled.dropFirst()) {
      let pair = [first.sense, second.sense]
      guard
        pair == [.male, .female] || pair == [.female, .male] || pair == [.died, .alive]
          || pair == [.alive, .died]
      else { continue }
      complement(first.index, second.index, sentence)
    }
  }

  private static let halves: Set<Sense> = [.male, .female, .died, .alive]

  /// The word for a half that stands right behind a figure, or right before it.
  private func label(_ index: Int, _ sentence: SentenceReading) -> Sense? {
    let tokens = sentence.phrases[index].tokens
    let limit =
      index + 1 < sentence.phrases.count
      ? sentence.phrases[index + 1].tokens.lowerBound : sentence.tokens.upperBound
    var place = tokens.upperBound
    while place < min(limit, tokens.upperBound + 7) {
      let sense = document.sense(place)
      if Self.halves.contains(sense) { return isWithinHalf(place, index, sentence) ? nil : sense }
      if [.comma, .semicolon, .open, .and].contains(sense) { break }
      place += 1
    }
    // "16 men (53.3%)": the word is inside.
    if let inside = tokens.first(where: { Self.halves.contains(document.sense($0)) }) {
      return document.sense(inside)
    }
    place = tokens.lowerBound - 1
    while place >= max(sentence.tokens.lowerBound, tokens.lowerBound - 3) {
      let sense = document.sense(place)
      if Self.halves.contains(sense) { return sense }
      if document.tokens[place].isNumber || [.comma, .semicolon, .close].contains(sense) { break }
      place -= 1
    }
    return nil
  }

  /// "71% in men and 78% of women": percentages of the halves, and not the halves.
  private func isWithinHalf(_ place: Int, _ index: Int, _ sentence: SentenceReading) -> Bool {
    guard case .proportion(let share) = sentence.phrases[index], share.events == nil else { return false }
    let before = document.sense(place - 1) == .article ? place - 2 : place - 1
    return [.of, .preposition].contains(document.sense(before)) && before >= share.tokens.upperBound
  }

  func share(_ index: Int, _ sentence: SentenceReading) -> ProportionPhrase? {
    switch sentence.phrases[index] {
    case .proportion(let share): share
    case .count(let count): ProportionPhrase(tokens: count.tokens, events: count.value)
    default: nil
    }
  }

  private mutating func complement(_ first: Int, _ second: Int, _ sentence: SentenceReading) {
    guard let a = share(first, sentence), let b = share(second, sentence),
      a.arm == b.arm || !(a.isArmSure && b.isArmSure)
    else { return }
    let tokens = a.tokens.lowerBound..<b.tokens.upperBound
    guard !speaksOfBirths(b.tokens.upperBound..<b.tokens.upperBound + 5), !speaksOfParents(sentence),
      !namesOtherGroup(a.tokens.upperBound..<max(a.tokens.upperBound, b.tokens.lowerBound), sentence)
    else {
      return
    }
    if let x = a.events, let y = b.events, a.total == b.total || a.total == nil || b.total == nil {
      let explicit = [
        a.total, b.total, sentence.population?.size, totalBehind(b.tokens.upperBound, sentence),
        totalAround(a, b, sentence),
      ]
      .compactMap { $0 }
      var totals = explicit + candidates(for: a, in: sentence).filter { $0.size >= max(x, y) }.map(\.size)
      totals.removeAll { $0 == x || $0 == y }
      if !explicit.contains(x + y), let size = sizeOfArm(namedBefore: a.tokens.lowerBound, sentence),
        x + y > size, x + y < 2 * size
      {
        return add(
          .part,
          at: tokens,
          .inconsistent,
          .partsContradictTotal(parts: [x, y], total: size),
          printed: figures([x, y], size),
          recomputed: [Recomputation(.total, Double(x + y))],
          .likely
        )
      }
      guard let total = totals.contains(x + y) ? x + y : totals.first else { return }
      let isSum = total == x + y
      let armSize = a.arm.flatMap {
        a.isArmSure && corroboration.allocated.contains($0) ? reading.arms[$0].sizes.max() : nil
      }
      let isDecided = !explicit.isEmpty || x + y > (armSize ?? totals.max() ?? 0)
      add(
        .part,
        at: tokens,
        isSum ? .consistent : isDecided ? .inconsistent : .undetermined,
        isSum
          ? .partsMakeTotal(parts: [x, y], total: total)
          : x + y < total && !isDecided
            ? .partsFallShort(parts: [x, y], total: total)
            : .partsContradictTotal(parts: [x, y], total: total),
        printed: figures([x, y], total),
        recomputed: [Recomputation(.total, Double(x + y))],
        explicit.isEmpty ? .likely : .sure
      )
    }
    guard let p = a.percent, let q = b.percent, a.total == b.total || a.total == nil || b.total == nil else {
      return
    }
    let low = p.possible.lowerBound + q.possible.lowerBound
    let high = p.possible.upperBound + q.possible.upperBound
    // Somebody may be of neither.
    guard low > 100 || a.events == nil else { return }
    let fits = low <= 100 && high >= 100
    guard fits || low > 100 else { return }
    add(
      .part,
      at: tokens,
      fits ? .consistent : .inconsistent,
      fits ? .percentagesMakeWhole([p, q]) : .percentagesContradictWhole([p, q]),
      printed: [Figure(.percent, p), Figure(.percent, q)]
    )
  }

  /// "8 men, and the controls 12 women": the halves are of two groups.
  private func namesOtherGroup(_ gap: Range<Int>, _ sentence: SentenceReading) -> Bool {
    gap.contains { document.sense($0) == .arm || document.isWord($0, in: ["controls"]) }
      || sentence.mentions.contains { gap.contains($0.tokens.lowerBound) }
  }

  /// "115 (60 men, 45 women)", "60 men and 45 women (total 115)", 男60例，女45例，共115例.
  private func totalAround(_ a: ProportionPhrase, _ b: ProportionPhrase, _ sentence: SentenceReading) -> Int?
  {
    let look = look(sentence)
    let start = a.tokens.lowerBound
    if look.sense(start - 1) == .open,
      [.close, .semicolon].contains(look.sense(b.tokens.upperBound + 1))
        || look.sense(b.tokens.upperBound) == .close
    {
      let place = look.sense(start - 2) == .subject ? start - 3 : start - 2
      if let whole = look.whole(place), whole > max(a.events ?? 0, b.events ?? 0) { return whole }
    }
    for place in b.tokens.upperBound..<b.tokens.upperBound + 4 where look.sense(place) == .total {
      let number = look.sense(place + 1) == .of ? place + 2 : place + 1
      // "With a total of 130 lesions", 共120次: no subjects.
      guard [.open, .comma].contains(look.sense(place - 1)),
        [.subject, .close, .stop, .end, .comma, .semicolon].contains(look.sense(number + 1))
      else { return nil }
      return look.whole(number)
    }
    return nil
  }

  /// "Women numbered 45 and men 38 among the 80 patients".
  private func totalBehind(_ end: Int, _ sentence: SentenceReading) -> Int? {
    let look = look(sentence)
    guard look.sense(end) == .of || document.isWord(end, in: ["among"]) else { return nil }
    let place = [.article, .all].contains(look.sense(end + 1)) ? end + 2 : end + 1
    return look.sense(place + 1) == .subject ? look.whole(place) : nil
  }
}
