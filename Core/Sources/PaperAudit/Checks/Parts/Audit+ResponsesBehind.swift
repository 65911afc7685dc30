// SPDX-License-Identifier: Apache-2.0

/// Rates of responses that stand before what they add up.
extension Audit {
  /// "ORR was 50% (30/60; 12 CR, 18 PR)", "30 patients had an objective response (12 complete, 18 partial)", 客观缓解率为50.0%（30/60），
  /// 其中完全缓解12例，部分缓解18例.
  mutating func judgeBehind(
    _ index: Int,
    _ names: [NamedPlace],
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> Bool {
    let rate = names[index]
    guard rate.name == .responseRate, index + 2 < names.count, names.count == index + 3,
      Set([names[index + 1].name, names[index + 2].name]) == [.complete, .partial],
      let whole = wholeFigure(rate, until: names[index + 1].tokens.lowerBound, sentence, look)
    else { return false }
    let inside = sentence.phrases.filter {
      $0.tokens.lowerBound >= max(whole.tokens.upperBound, rate.tokens.upperBound)
        && $0.tokens.lowerBound < names[index + 2].tokens.upperBound + 4
    }.compactMap { responseFigure($0) }
    guard inside.count == 2, isOpened(whole, rate, until: inside[0].tokens.lowerBound, look),
      inside[1].tokens.lowerBound - names[index + 1].tokens.lowerBound < 14
    else {
      return false
    }
    let tokens =
      min(
        whole.tokens.lowerBound,
        rate.tokens.lowerBound
      )..<max(
        inside[1].tokens.upperBound,
        names[index + 2].tokens.upperBound
      )
    if inside.allSatisfy({ $0.events != nil }) {
      let parts = inside.compactMap(\.events)
      if let events = whole.events {
        addSum(parts, events, at: tokens)
      } else if let percent = whole.percent {
        judge(parts.reduce(0, +), percent, whole, at: tokens, [], sentence)
      }
    } else if let percent = whole.percent, inside.allSatisfy({ $0.percent != nil && $0.events == nil }) {
      let shares = inside.compactMap(\.percent)
      addSum(of: shares[0].possible + shares[1].possible, percent, at: tokens)
    }
    return true
  }

  /// Whether a bracket, a colon or "including" leads from the whole to its parts.
  private func isOpened(_ whole: ProportionPhrase, _ rate: NamedPlace, until end: Int, _ look: PhraseLook)
    -> Bool
  {
    let start = min(whole.tokens.lowerBound, rate.tokens.lowerBound)
    var depth = 0
    for place in start..<end {
      switch look.sense(place) {
      case .open: depth += 1
      case .close: depth -= 1
      case .including, .colonSign, .comprising: return true
      default: break
      }
    }
    return depth > 0
  }

  /// The share behind the name of a rate, else the count right before it.
  private func wholeFigure(
    _ rate: NamedPlace,
    until end: Int,
    _ sentence: SentenceReading,
    _ look: PhraseLook
  ) -> ProportionPhrase? {
    let behind = sentence.phrases.lazy.compactMap { self.responseFigure($0) }.first {
      $0.tokens.lowerBound >= rate.tokens.upperBound && $0.tokens.lowerBound < end && $0.percent != nil
    }
    if let behind, behind.tokens.lowerBound - rate.tokens.upperBound <= 8 { return behind }
    let before = sentence.phrases.compactMap { responseFigure($0) }.last {
      $0.tokens.upperBound <= rate.tokens.lowerBound
    }
    guard let before, before.events != nil, rate.tokens.lowerBound - before.tokens.upperBound <= 6,
      !isPopulation(.proportion(before), sentence)
    else { return nil }
    return before
  }

  private mutating func addSum(_ parts: [Int], _ total: Int, at tokens: Range<Int>) {
    let sum = parts.reduce(0, +)
    add(
      .part,
      at: tokens,
      sum == total ? .consistent : .inconsistent,
      sum == total
        ? .partsMakeTotal(parts: parts, total: total) : .partsContradictTotal(parts: parts, total: total),
      printed: figures(parts, total),
      recomputed: [Recomputation(.total, Double(sum))],
      .likely
    )
  }

  mutating func addSum(of sum: ClosedRange<Double>, _ percent: PrintedNumber, at tokens: Range<Int>) {
    let fits = percent.possible.overlaps(sum)
    add(
      .percentage,
      at: tokens,
      fits ? .consistent : .inconsistent,
      .difference(of: sum),
      printed: [Figure(.percent, percent)],
      recomputed: [Recomputation(.percent, sum)],
      .likely
    )
  }
}
