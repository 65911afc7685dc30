// SPDX-License-Identifier: Apache-2.0

extension Audit {
  mutating func checkParts(in sentence: SentenceReading) {
    checkComplements(in: sentence)
    checkLists(in: sentence)
    checkArms(in: sentence)
  }

  // MARK: Arms in a total

  /// "Overall, 10 (22%) …, including 43.3% in the A and 20% in the B group": can the arms make the total.
  private mutating func checkArms(in sentence: SentenceReading) {
    for (index, phrase) in sentence.phrases.enumerated() {
      guard case .proportion(let whole) = phrase, whole.arm == nil, let events = whole.events, !whole.isOther
      else { continue }
      var shares: [ProportionPhrase] = []
      for next in sentence.phrases[(index + 1)...] {
        guard case .proportion(let share) = next, let arm = share.arm,
          !shares.contains(where: { $0.arm == arm })
        else { break }
        shares.append(share)
      }
      let arms = sentence.order
      guard shares.count >= 2, shares.count == arms.count, joins(whole, shares[0], sentence) else { continue }
      judge(events, whole, shares, sentence)
    }
  }

  /// Whether the arms are said to be parts: "including", "of whom", a bracket, "overall".
  private func joins(_ whole: ProportionPhrase, _ first: ProportionPhrase, _ sentence: SentenceReading)
    -> Bool
  {
    let between = whole.tokens.upperBound..<first.tokens.lowerBound
    return between.contains { [.including, .comprising, .colonSign].contains(document.sense($0)) }
      || (whole.tokens.lowerBound - 4..<whole.tokens.lowerBound).contains {
        sentence.tokens.contains($0) && document.sense($0) == .total
      }
  }

  private mutating func judge(
    _ events: Int,
    _ whole: ProportionPhrase,
    _ shares: [ProportionPhrase],
    _ sentence: SentenceReading
  ) {
    let sizes = shares.compactMap { $0.arm.flatMap { reading.arms[$0].sizes.max() } }
    guard sizes.count == shares.count, let last = shares.last, sizes.allSatisfy({ $0 <= 2_000 }) else {
      return
    }
    let exact = zip(shares, sizes).map { share, size -> ClosedRange<Int>? in
      if let events = share.events {
        events...events
      } else {
        share.percent.flatMap { countsFitting($0, of: size) }
      }
    }
    let tokens = whole.tokens.lowerBound..<last.tokens.upperBound
    let printed = [Figure(.events, events)] + (whole.percent.map { [Figure(.percent, $0)] } ?? [])
    let counts = exact.compactMap { $0 }
    let low = counts.reduce(0) { $0 + $1.lowerBound }
    let high = counts.reduce(0) { $0 + $1.upperBound }
    let all = sizes.reduce(0, +)
    let recomputed =
      counts.count == sizes.count
      ? [
        Recomputation(.events, Double(low)...Double(high)),
        Recomputation(.percent, 100 * Double(low) / Double(all)...100 * Double(high) / Double(all)),
      ] : []
    if counts.count == sizes.count, (low...high).contains(events) {
      return add(
        .part,
        at: tokens,
        .consistent,
        .armsMakeTotal(arms: counts, total: events),
        printed: printed,
        recomputed: recomputed
      )
    }
    let isPossible = canMake(events, shares, sizes)
    let expected = whole.percent?.printed(100 * Double(low) / Double(all))
    add(
      .part,
      at: tokens,
      isPossible ? .undetermined : .inconsistent,
      .armsContradictTotal(arms: counts, sizes: sizes, total: events, expected: expected),
      printed: printed,
      recomputed: recomputed
    )
  }

  /// Whether some parts of the arms, however many are missing, have these percentages and together so many events.
  private mutating func canMake(_ events: Int, _ shares: [ProportionPhrase], _ sizes: [Int]) -> Bool {
    guard budget.mayTake(sizes.reduce(0, +) * 4 + events * shares.count) else { return true }
    var sums: Set<Int> = [0]
    for (share, size) in zip(shares, sizes) {
      var counts = Set<Int>()
      if let exact = share.events {
        counts.insert(exact)
      } else if let percent = share.percent {
        for total in 1...max(1, size) {
          if let range = countsFitting(percent, of: total) { counts.formUnion(range) }
        }
      }
      sums = Set(sums.flatMap { sum in counts.map { sum + $0 }.filter { $0 <= events } })
      if sums.count > 5_000 { return true }
    }
    return sums.contains(events)
  }
}
