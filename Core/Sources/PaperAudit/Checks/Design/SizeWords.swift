// SPDX-License-Identifier: Apache-2.0

/// What a statement on sample size assumes, as far as it was understood.
struct SizeWords {
  var power: Double?
  var alpha: Double?
  var sides: SizeStatement.Sides?
  var dropOut: Double?
  var rates: [Double] = []
  /// A change of a rate, of it or in percentage points: "an absolute reduction of 10%".
  var change: (value: Double, isRelative: Bool, isDown: Bool)?
  var hazardRatio: Double?
  var difference: Double?
  var deviation: Double?
  var sizes: [(value: Int, reading: SizeStatement.Reading?, tokens: Range<Int>)] = []
  var events: [(value: Int, tokens: Range<Int>)] = []
  /// Margins, single arms, clusters, unequal arms and what else follows other formulas.
  var isOfOtherKind = false

  /// The rates of both arms, printed both or one with its change.
  var pairOfRates: (Double, Double)? {
    if rates.count == 2 { return (rates[0], rates[1]) }
    guard rates.count == 1, let change else { return nil }
    let step = change.isRelative ? rates[0] * change.value : change.value
    let second = change.isDown ? rates[0] - step : rates[0] + step
    return second > 0 && second < 1 ? (rates[0], second) : nil
  }
}

/// Reads assumptions and sizes in one sentence.
struct SizeReader {
  private let document: Document
  private let look: PhraseLook

  init(_ document: Document, _ look: PhraseLook) {
    (self.document, self.look) = (document, look)
  }

  func read(into words: inout SizeWords) {
    for index in look.sentence {
      if look.sense(index) == .oneSided { words.sides = .one }
      if look.sense(index) == .twoSided { words.sides = .two }
      if isOtherKind(index) { words.isOfOtherKind = true }
      guard let numeral = document.tokens[index].numeral, !numeral.isSigned else { continue }
      if look.sense(index + 1) == .percent {
        take(numeral.value / 100, at: index, behind: index + 2, &words)
      } else if isFirstOfPercents(index) || isWord(index + 1, ["percentage"]) {
        take(numeral.value / 100, at: index, behind: index + 1, &words)
      } else if numeral.decimals > 0, numeral.value < 1 {
        takeFraction(numeral.value, at: index, &words)
      } else {
        takeNumber(numeral, at: index, &words)
      }
    }
  }

  /// "From 20 to 10 per cent": the sign stands behind the second.
  private func isFirstOfPercents(_ index: Int) -> Bool {
    [.to, .and, .versus, .dash].contains(look.sense(index + 1)) && look.sentence.contains(index + 2)
      && document.tokens[index + 2].isNumber && look.sense(index + 3) == .percent
  }

  private func isOtherKind(_ index: Int) -> Bool {
    if isWord(index, Self.otherKinds) || look.sense(index) == .interim { return true }
    // 2:1.
    guard look.sense(index) == .colonSign, document.tokens[index].isGlued,
      let first = number(index - 1), let second = number(index + 1), document.tokens[index + 1].isGlued
    else { return false }
    return first != second
  }

  private static let otherKinds: Set<String> = [
    "margin", "margins", "exceeded", "exceeds", "exceed", "null", "noninferiority", "non-inferiority",
    "noninferior", "equivalence", "inferiority",
    "single-arm",
    "simon", "two-stage", "historical", "cluster", "clusters", "clustering", "intracluster", "intraclass",
    "crossover",
    "paired", "correlation", "ordinal", "bayesian", "precision", "simulation", "simulations", "三", "劣", "等效",
    "整群",
    "three", "four",
  ]

  /// A percentage: power, level, drop-out, a change or a rate.
  private func take(_ value: Double, at index: Int, behind: Int, _ words: inout SizeWords) {
    if near(index, behind, { look.sense($0) == .power }) {
      words.power = words.power ?? value
    } else if near(index, behind, isLevel) {
      words.alpha = words.alpha ?? value
    } else if near(index, behind, isDropOut) {
      words.dropOut = words.dropOut ?? value
    } else if let change = change(value, at: index, behind: behind) {
      words.change = words.change ?? change
    } else if value > 0, value < 1, words.rates.count < 4 {
      words.rates.append(value)
    }
  }

  /// "A relative reduction of 25%", "a 10% absolute increase", "by 10 percentage points".
  private func change(_ value: Double, at index: Int, behind: Int) -> (
    value: Double, isRelative: Bool, isDown: Bool
  )? {
    let before = max(look.sentence.lowerBound, index - 5)..<index
    let after = behind..<behind + 4
    let isBound =
      look.sense(index - 1) == .of || isWord(index - 1, ["by"]) || isChange(behind) || isChange(behind + 1)
      || isChange(behind + 2)
    let isNamed = before.contains(where: isChange) || after.contains(where: isChange)
    let isRelative =
      before.contains { look.sense($0) == .relative } || after.contains { look.sense($0) == .relative }
    let isPoints = isWord(behind, ["percentage"]) || look.sense(behind) == .points
    let isAbsolute =
      before.contains { isWord($0, ["absolute"]) } || after.contains { isWord($0, ["absolute"]) } || isPoints
    // "A reduction from 20% to 10%" prints the rates themselves.
    guard isBound, isNamed, isRelative || isAbsolute, look.sense(index - 1) != .since,
      look.sense(index - 1) != .to
    else { return nil }
    let isDown = (before.lowerBound..<after.upperBound).contains { isWord($0, Self.falls) }
    return (value, isRelative, isDown)
  }

  private func isChange(_ index: Int) -> Bool {
    look.sense(index) == .difference || isWord(index, Self.falls) || isWord(index, Self.rises)
  }

  private static let falls: Set<String> = [
    "reduction", "decrease", "lower", "fall", "decline", "reduce", "reduces", "reducing", "drop",
  ]
  private static let rises: Set<String> = [
    "increase", "improvement", "higher", "rise", "gain", "improve", "increases",
  ]

  private func takeFraction(_ value: Double, at index: Int, _ words: inout SizeWords) {
    let before = (index - 4..<index)
    if before.contains(where: { [.hazardRatio, .ratio].contains(look.sense($0)) }) {
      words.hazardRatio = words.hazardRatio ?? value
    } else if before.contains(where: { isWord($0, ["cohen", "cohen's", "effect", "效"]) }),
      words.difference == nil
    {
      (words.difference, words.deviation) = (value, 1)
    } else if before.contains(where: { isWord($0, ["β", "beta"]) }) {
      // "1 − β = 0.8", "β = 0.2".
      let sign = before.first { isWord($0, ["β", "beta"]) } ?? index
      let isPower = look.sense(sign - 1) == .dash || look.whole(sign - 1) == 1 || value > 0.5
      words.power = words.power ?? (isPower ? value : 1 - value)
    } else if near(index, index + 1, isLevel) {
      words.alpha = words.alpha ?? value
    } else if near(index, index + 1, { look.sense($0) == .power }) {
      words.power = words.power ?? value
    }
  }

  private func takeNumber(_ numeral: Numeral, at index: Int, _ words: inout SizeWords) {
    let before = index - 4..<index
    if before.contains(where: { look.sense($0) == .deviation }) && look.sense(index + 1) != .subject {
      words.deviation = words.deviation ?? numeral.value
    } else if before.contains(where: {
      look.sense($0) == .difference || isWord($0, Self.falls.union(Self.rises)) || isWord($0, ["差"])
    })
      || numeral.decimals > 0 && (index + 1..<index + 5).contains { look.sense($0) == .difference },
      look.sense(index + 1) != .subject
    {
      words.difference = words.difference ?? numeral.value
    } else if let count = numeral.count, count >= 6, !look.sense(index + 1).isTimeUnit {
      takeSize(count, at: index, &words)
    }
  }

  private func takeSize(_ count: Int, at index: Int, _ words: inout SizeWords) {
    let behind = index + 1..<index + 6
    if behind.prefix(3).contains(where: { look.sense($0) == .event }) {
      words.events.append((count, index..<index + 1))
    } else if behind.prefix(3).contains(where: { look.sense($0) == .subject })
      || behind.prefix(2).contains(where: { look.sense($0) == .each })
      || look.sense(index - 1) == .equals && look.sense(index - 2) == .sampleSize
    {
      let isEachBefore = (index - 4..<index).contains { look.sense($0) == .each && look.isIdeographic($0) }
      let isArm =
        behind.contains { look.sense($0) == .each } || look.sense(index - 1) == .each || isEachBefore
      let isTotal = (index - 4..<index).contains { look.sense($0) == .total }
      words.sizes.append((count, isArm ? .perArm : isTotal ? .total : nil, index..<index + 1))
    }
  }

  // MARK: Looking

  /// Whether a word stands within three places behind a number or five before it, with no other number between.
  private func near(_ index: Int, _ behind: Int, _ holds: (Int) -> Bool) -> Bool {
    for place in behind..<behind + 3 {
      if !look.sentence.contains(place) || document.tokens[place].isNumber || look.sense(place) == .comma {
        break
      }
      // "40% with power of 80%": the word has a number of its own.
      if hasOwnNumber(place) { break }
      if holds(place) { return true }
    }
    for place in (index - 5..<index).reversed() {
      if !look.sentence.contains(place) || document.tokens[place].isNumber || look.sense(place) == .comma {
        break
      }
      if holds(place) { return true }
    }
    return false
  }

  private func hasOwnNumber(_ word: Int) -> Bool {
    guard look.sense(word) == .power || look.sense(word) == .alpha else { return false }
    if look.sentence.contains(word + 1), let next = document.tokens[word + 1].numeral {
      return look.sense(word + 2) == .percent || next.decimals > 0
    }
    guard [.of, .equals, .colonSign, .was, .about].contains(look.sense(word + 1)) else { return false }
    return (word + 2...word + 3).contains { look.sentence.contains($0) && document.tokens[$0].isNumber }
  }

  private func isLevel(_ index: Int) -> Bool {
    look.sense(index) == .alpha || isWord(index, ["significance", "error", "significant", "level", "水"])
  }

  private func isDropOut(_ index: Int) -> Bool {
    isWord(
      index,
      [
        "dropout", "dropouts", "drop", "attrition", "loss", "losses", "withdrawal", "withdrawals", "lost",
        "失", "脱",
        "失访", "脱落",
      ]
    )
  }

  private func isWord(_ index: Int, _ words: Set<String>) -> Bool {
    look.isWord(index) && words.contains(document.word(index))
  }

  private func number(_ index: Int) -> Int? {
    look.sentence.contains(index) ? document.tokens[index].numeral?.count : nil
  }
}
