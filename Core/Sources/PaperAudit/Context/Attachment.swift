// SPDX-License-Identifier: Apache-2.0

/// Gives each share and each summary of a sentence the arm it belongs to.
struct Attachment {
  let document: Document
  let look: PhraseLook
  let mentions: [ArmMention]
  /// The arms in the order in which they were last named together.
  let lastOrder: [Int]
  /// How many arms the text has.
  let armCount: Int
  var phrases: [Phrase]

  init(
    _ document: Document,
    _ sentence: Range<Int>,
    _ phrases: [Phrase],
    _ mentions: [ArmMention],
    lastOrder: [Int],
    armCount: Int
  ) {
    self.armCount = armCount
    self.document = document
    look = PhraseLook(document, sentence)
    self.mentions = mentions
    self.lastOrder = lastOrder
    self.phrases = phrases
    let runs = self.runs()
    attachLists(runs)
    attachSingles()
    attachCarried(runs)
    attachInherited()
  }

  /// The arms of this sentence in order, each once.
  var order: [Int] {
    var order: [Int] = []
    for mention in mentions where !order.contains(mention.arm) { order.append(mention.arm) }
    return order
  }

  /// Neighbouring figures of one sort with nothing but "and", "versus", commas and brackets between them.
  private func runs() -> [[Int]] {
    var runs: [[Int]] = []
    for index in phrases.indices where isAttachable(index) {
      if let last = runs.last?.last, isJoined(last, index), isSameSort(last, index) {
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs
  }

  func isAttachable(_ index: Int) -> Bool {
    switch phrases[index] {
    case .proportion(let phrase): !phrase.isOther
    case .summary(let phrase): phrase.value != nil
    default: false
    }
  }

  private func isSameSort(_ first: Int, _ second: Int) -> Bool {
    switch (phrases[first], phrases[second]) {
    // "59.9% (214/357)/40.9% (146/357)": two outcomes of one arm.
    case (.proportion(let a), .proportion(let b)):
      a.total == nil || a.total != b.total || look.sense(a.tokens.upperBound) != .slash
    case (.summary, .summary): true
    default: false
    }
  }

  private func isJoined(_ first: Int, _ second: Int) -> Bool {
    guard second == first + 1 else { return false }
    let between = phrases[first].tokens.upperBound..<phrases[second].tokens.lowerBound
    guard between.count <= 6 else { return false }
    return between.allSatisfy {
      switch look.sense($0) {
      case .and, .versus, .comma, .open, .close, .compared, .preposition, .to, .than, .semicolon, .dash,
        .slash, .year, .subject:
        true
      default: false
      }
    }
  }

  /// Lists of arms: "in the A and B groups"; each run of as many figures takes them in order.
  private mutating func attachLists(_ runs: [[Int]]) {
    let lists = lists()
    guard !lists.isEmpty else { return }
    for run in runs where run.count >= 2 {
      let place = phrases[run[0]].tokens.lowerBound
      let fitting = lists.filter { $0.arms.count == run.count }
      let isFollowed = hasOwnMention(run)
      guard !isFollowed, let list = fitting.min(by: { abs($0.place - place) < abs($1.place - place) }) else {
        continue
      }
      for (figure, arm) in zip(run, list.arms) { set(figure, arm, isSure: true) }
    }
  }

  /// Whether the figures of a run are each followed by an arm of their own.
  func hasOwnMention(_ run: [Int]) -> Bool { run.dropLast().contains { follower(of: $0) != nil } }

  private struct List {
    let arms: [Int]
    let place: Int
  }

  private func lists() -> [List] {
    var lists: [List] = []
    var current: [ArmMention] = []
    for mention in mentions {
      if let last = current.last, isListed(last.tokens.upperBound..<mention.tokens.lowerBound),
        !current.contains(where: { $0.arm == mention.arm })
      {
        current.append(mention)
      } else {
        if current.count >= 2 {
          lists.append(List(arms: current.map(\.arm), place: current[0].tokens.lowerBound))
        }
        current = [mention]
      }
    }
    if current.count >= 2 {
      lists.append(List(arms: current.map(\.arm), place: current[0].tokens.lowerBound))
    }
    return lists
  }

  private func isListed(_ between: Range<Int>) -> Bool {
    guard between.count <= 6 else { return false }
    return between.allSatisfy {
      switch look.sense($0) {
      case .and, .or, .comma, .article, .versus, .preposition, .arm, .compared, .than, .to, .slash, .was, .of,
        .subject:
        true
      default: false
      }
    }
  }

  /// "The mean score in arm A was 3.47": the only arm that is named between the word for a summary and its value.
  private mutating func attachInside() {
    for index in phrases.indices where !isAttached(index) {
      guard case .summary(let summary) = phrases[index], summary.value != nil else { continue }
      let inside = mentions.filter { summary.tokens.contains($0.tokens.lowerBound) }
      if inside.count == 1 { set(index, inside[0].arm, isSure: true) }
    }
  }

  /// Figures with an arm of their own behind or before them.
  private mutating func attachSingles() {
    var used = Set<Int>()
    attachInside()
    for index in phrases.indices where isAttachable(index) && !isAttached(index) {
      if let mention = follower(of: index) {
        used.insert(mention)
        set(index, mentions[mention].arm, isSure: true)
      }
    }
    var previous = look.sentence.lowerBound
    for index in phrases.indices where isAttachable(index) {
      let tokens = phrases[index].tokens
      if !isAttached(index) {
        let before = mentions.indices.last {
          mentions[$0].tokens.upperBound <= tokens.lowerBound && mentions[$0].tokens.lowerBound >= previous
            && !used.contains($0)
        }
        if let before {
          let gap = mentions[before].tokens.upperBound..<tokens.lowerBound
          // "Higher with A than with B (53% vs 32%)" is left to the order.
          let isSoleOfTwo = look.sense(mentions[before].tokens.lowerBound - 1) == .than
          if !isSoleOfTwo, gap.count <= 40 {
            let isCompared = [.compared, .than, .versus].contains(
              look.sense(mentions[before].tokens.lowerBound - 2)
            )
            set(
              index,
              mentions[before].arm,
              isSure: gap.count <= 14 && !isCompared && !gap.contains { look.sense($0) == .semicolon }
            )
          }
        }
      }
      previous = tokens.upperBound
    }
  }

  /// The mention right behind a figure, with only small words between.
  private func follower(of index: Int) -> Int? {
    var end = phrases[index].tokens.upperBound
    var next = index + 1
    // "14.0 months (95% CI, 11.2 to 17.9) in arm A": over the interval of the same figure.
    if next < phrases.count, case .estimate(let estimate) = phrases[next], estimate.tokens.lowerBound < end {
      end = max(end, estimate.tokens.upperBound)
      next += 1
    }
    let limit = next < phrases.count ? phrases[next].tokens.lowerBound : look.sentence.upperBound
    guard let mention = mentions.indices.first(where: { mentions[$0].tokens.lowerBound >= end }) else {
      return nil
    }
    let start = mentions[mention].tokens.lowerBound
    guard start < limit || isCountInside(next, before: start), start - end <= 9 else { return nil }
    var hasLink = false
    for place in end..<start {
      let sense = look.sense(place)
      if sense == .preposition || sense == .of || sense == .received || sense == .assigned
        || sense == .randomized
      {
        hasLink = true
      }
      switch sense {
      case .open where start - end <= 2, .close, .article, .of, .preposition, .to, .all, .that, .received,
        .assigned, .randomized,
        .subject, .year, .month, .arm:
        break
      // "21.3 (SD 4.2) days with A", "138.1 (9.8) mm Hg with B": the unit of a mean.
      case .unit, .day, .hour, .week, .score, .points, .other:
        guard case .summary = phrases[index], look.isWord(place), place - end <= 1, !hasLink else {
          return nil
        }
      case .was where hasLink, .was where look.sense(place - 1) == .that || look.sense(place - 1) == .subject:
        break
      default: return nil
      }
    }
    return hasLink || start - end <= 1 ? mention : nil
  }

  private func isCountInside(_ index: Int, before start: Int) -> Bool {
    guard phrases.indices.contains(index), case .count = phrases[index] else { return false }
    return phrases[index].tokens.upperBound <= start
  }

  func arm(_ index: Int) -> Int? {
    switch phrases[index] {
    case .proportion(let phrase): phrase.arm
    case .summary(let phrase): phrase.arm
    default: nil
    }
  }

  func isAttached(_ index: Int) -> Bool { arm(index) != nil }

  mutating func set(_ index: Int, _ arm: Int, isSure: Bool) {
    switch phrases[index] {
    case .proportion(var phrase):
      phrase.arm = arm
      phrase.isArmSure = isSure
      phrases[index] = .proportion(phrase)
    case .summary(var phrase):
      phrase.arm = arm
      phrase.isArmSure = isSure
      phrases[index] = .summary(phrase)
    default: break
    }
  }
}
