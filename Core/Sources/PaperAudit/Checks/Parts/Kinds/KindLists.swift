// SPDX-License-Identifier: Apache-2.0

/// Counts in a row, each of a kind of its own.
struct KindList {
  /// The counts with the places where they stand.
  var parts: [(count: Int, place: Int)]
  /// From the first figure or kind to the last.
  var tokens: Range<Int>
  let kinds: [Int]
  /// Where the clause begins that leads to the list.
  var start: Int
  /// Of all families; a degree in figures has none.
  let family: KindFamily?

  /// Whether no kind is left out.
  var isComplete: Bool {
    guard let family else { return false }
    return family.isBinary || family.isWhole && kinds.count >= 3 && kinds.contains(family.kinds.count - 1)
  }

  var sum: Int { parts.reduce(0) { $0 + $1.count } }
}

/// Finds lists such as "favorable in 7, intermediate in 31 and adverse in 24", "17 deep and 34 superficial", １级288名、２级101名.
struct KindListReader {
  let look: PhraseLook

  private struct Label {
    let family: Int
    let kind: Int
    let tokens: Range<Int>
  }

  /// A family beyond the words: grade 1, stage II.
  private static let degrees = -1

  func lists() -> [KindList] {
    let labels = labels()
    guard labels.count >= 2 else { return [] }
    var lists: [KindList] = []
    var index = 0
    while index + 1 < labels.count {
      let run = run(from: index, labels)
      if let list = list(run, isBehind: false) ?? list(run, isBehind: true) { lists.append(list) }
      index += max(1, run.count)
    }
    return lists
  }

  // MARK: Kinds

  private func labels() -> [Label] {
    var labels: [Label] = []
    var place = look.sentence.lowerBound
    while place < look.sentence.upperBound {
      if let (kind, tokens) = degree(at: place) {
        labels.append(Label(family: Self.degrees, kind: kind, tokens: tokens))
        place = tokens.upperBound
      } else if let found = KindFamily.kind(at: place, look) {
        labels.append(Label(family: found.family, kind: found.kind, tokens: place..<found.end))
        place = found.end
      } else {
        place += 1
      }
    }
    return labels
  }

  /// "Grade 1", "stage II", １级, Ⅱ期.
  private func degree(at place: Int) -> (kind: Int, tokens: Range<Int>)? {
    if look.document.isWord(place, in: ["grade", "grades", "stage", "stages", "class", "category", "level"]),
      let degree = value(place + 1)
    {
      return (degree, place..<place + 2)
    }
    guard let degree = value(place), look.sense(place + 1) == .grade, look.isIdeographic(place + 1),
      look.document.sense(place - 1) != .atLeast
    else { return nil }
    return (degree, place..<place + 2)
  }

  private func value(_ place: Int) -> Int? {
    guard look.sentence.contains(place) else { return nil }
    if let count = look.document.tokens[place].numeral?.count { return count <= 5 ? count : nil }
    return [
      "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "a": 11, "b": 12, "c": 13, "d": 14, "e": 15, "ⅰ": 1, "ⅱ": 2,
      "ⅲ": 3, "ⅳ": 4,
    ][
      look.document.word(place)
    ]
  }

  /// Different kinds of one family, one after the other.
  private func run(from start: Int, _ labels: [Label]) -> [Label] {
    var run = [labels[start]]
    for label in labels[(start + 1)...] {
      guard label.family == run[0].family, !run.contains(where: { $0.kind == label.kind }),
        label.tokens.lowerBound - run[run.count - 1].tokens.upperBound <= 22
      else { break }
      run.append(label)
    }
    return run
  }

  // MARK: Counts

  /// One count before, or behind, each kind.
  private func list(_ run: [Label], isBehind: Bool) -> KindList? {
    var parts: [(count: Int, place: Int)] = []
    for (rank, label) in run.enumerated() {
      let start = rank > 0 ? run[rank - 1].tokens.upperBound : look.sentence.lowerBound
      let end = rank + 1 < run.count ? run[rank + 1].tokens.lowerBound : look.sentence.upperBound
      guard
        let part = isBehind
          ? count(behind: label.tokens.upperBound, end) : count(before: label.tokens.lowerBound, start)
      else { break }
      if let last = parts.last,
        !isJoined(min(last.place, run[rank - 1].tokens.lowerBound), run, rank, part.place)
      {
        break
      }
      parts.append(part)
    }
    guard parts.count >= 2, let first = parts.first, let last = parts.last,
      areOfOneThing(run.prefix(parts.count)), family(of: run).map({ parts.count >= $0.least }) ?? true
    else { return nil }
    let used = run.prefix(parts.count)
    let tokens =
      min(
        first.place,
        run[0].tokens.lowerBound
      )..<max(last.place + 1, used[parts.count - 1].tokens.upperBound)
    return KindList(
      parts: parts,
      tokens: tokens,
      kinds: used.map(\.kind),
      start: tokens.lowerBound,
      family: family(of: run)
    )
  }

  private func family(of run: [Label]) -> KindFamily? {
    run[0].family == Self.degrees ? nil : KindFamily.all[run[0].family]
  }

  /// "Grade 3 anaemia in 21, grade 4 neutropenia in 18": the nouns behind the kinds differ.
  private func areOfOneThing(_ run: ArraySlice<Label>) -> Bool {
    let nouns = Set(
      run.compactMap { label -> String? in
        let place = label.tokens.upperBound
        guard look.isWord(place), look.sense(place) == .other, !look.isIdeographic(place) else { return nil }
        return look.document.word(place)
      }
    )
    return nouns.count <= 1
  }

  /// Whether a comma, "and" or the like stands between two parts, and no stop.
  private func isJoined(_ start: Int, _ run: [Label], _ rank: Int, _ place: Int) -> Bool {
    let gap = start..<max(place, run[rank].tokens.lowerBound)
    return gap.contains { [.comma, .and, .or, .semicolon, .slash, .versus].contains(look.sense($0)) }
      && !gap.contains { [.stop, .end].contains(look.sense($0)) }
  }

  /// "In 7", "(n = 7)", ": 7", "was seen in 7", 288名.
  private func count(behind start: Int, _ end: Int) -> (count: Int, place: Int)? {
    for place in start..<min(end, start + 6) {
      if look.document.isNumber(place) {
        // "Stage II 2 years later".
        return whole(place).map { ($0, place) }
      }
      switch look.sense(place) {
      case .comma, .and, .or, .stop, .end, .semicolon, .close, .than, .versus: return nil
      default: continue
      }
    }
    return nil
  }

  /// "17 deep", "402 (49.5%) were girls", "20 patients had mild": brackets aside.
  private func count(before end: Int, _ start: Int) -> (count: Int, place: Int)? {
    var place = end - 1
    var words = 0
    while place >= max(start, end - 14), words < 6 {
      if look.sense(place) == .close {
        guard let open = (max(start, place - 8)..<place).last(where: { look.sense($0) == .open }) else {
          return nil
        }
        place = open - 1
        continue
      }
      if look.document.isNumber(place) {
        let part = numerator(of: place)
        return whole(part).map { ($0, part) }
      }
      switch look.sense(place) {
      case .comma, .and, .or, .stop, .end, .semicolon, .open, .than, .versus: return nil
      default: words += 1
      }
      place -= 1
    }
    return nil
  }

  /// "101 of 174 were women": the number that counts them.
  private func numerator(of place: Int) -> Int {
    var before = place - 1
    while [.article, .all].contains(look.sense(before)) { before -= 1 }
    return look.sense(before) == .of && look.document.isNumber(before - 1) ? before - 1 : place
  }

  private func whole(_ place: Int) -> Int? {
    // １级288名: the degree before is a kind here.
    let isBehindDegree = look.sense(place - 1) == .grade && look.isIdeographic(place - 1)
    guard
      let count = look.whole(place) ?? (isBehindDegree ? look.document.tokens[place].numeral?.count : nil),
      !(1900...2100).contains(count),
      ![.atLeast, .atMost, .less, .greater, .plusMinus].contains(look.sense(place - 1))
    else { return nil }
    return count
  }
}
