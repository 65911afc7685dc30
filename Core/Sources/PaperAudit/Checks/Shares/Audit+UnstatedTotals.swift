// SPDX-License-Identifier: Apache-2.0

/// A count whose percentage does not fit the arm it belongs to, and fits no number of the text.
struct UnboundShare {
  /// Its claim, which is undetermined until the whole text was read.
  let claim: Int
  let phrase: ProportionPhrase
  let sentence: Int
  let events: Int
  let percent: PrintedNumber
}

extension Audit {
  /// Decides counts whose percentage fits no total that is told.
  ///
  /// "10 patients (1.9%)" in an arm of 1069 would need 526 subjects: charity grants some that were not evaluable and are not
  /// told, but not a tenth of the arm, where the other shares are of the whole arm, no number of the text is such a total, no
  /// word narrows down who is meant, and no second share asks for the same total.
  mutating func checkUnstatedTotals() {
    doubtUntoldTotals()
    guard !unbound.isEmpty else { return }
    let numbers = printedCounts
    let bases = shareBases()
    settle(bases, ofArms: false)
    let ranges = unbound.map { totalsFitting($0.percent, count: $0.events) }
    for (rank, share) in unbound.enumerated() {
      if let own = sizeIfExchanged(share), let totals = ranges[rank],
        let expected = PercentageCheck(count: share.events, of: own.size, printed: share.percent).expected
      {
        let because = Because.denominatorContradicted(own.size, own.place, expected: expected, totals: totals)
        replace(share.claim, .inconsistent, because, .likely)
        continue
      }
      guard let totals = ranges[rank],
        let whole = wholeArm(of: share.phrase) ?? whole(of: share, bases) ?? wholeBesideSibling(share),
        totals.upperBound * 100 < whole.least * (hasWholeNeighbour(share) ? 96 : whole.percent)
          || totals.lowerBound > whole.most,
        share.events > 0, !numbers.contains(where: { totals.contains($0) }), !narrows(share),
        !isBesideOther(share)
      else { continue }
      let isShared = unbound.indices.contains { other in
        // Of the same arm by the same total, or beside it: both are of some of the subjects.
        other != rank
          && (isSameArm(unbound[other].phrase, share.phrase) && (ranges[other]?.overlaps(totals) ?? false)
            || unbound[other].sentence == share.sentence)
      }
      let check = PercentageCheck(count: share.events, of: whole.size, printed: share.percent)
      guard !isShared, let expected = check.expected else { continue }
      decide(share, .denominatorContradicted(whole.size, whole.place, expected: expected, totals: totals))
    }
    settle(bases, ofArms: true)
  }

  /// All subjects of a group as the text tells them.
  private struct Whole {
    let size: Int
    /// The least and the most that it may have been.
    let least: Int
    var most = Int.max
    let place: Because.Denominator
    /// How many of a hundred of it a share may be of, where nobody says that some were missing.
    var percent = 90
  }

  /// What the shares beside one without an arm are of; no base that the text uses may be smaller.
  private func whole(of share: UnboundShare, _ bases: [ShareBase]) -> Whole? {
    guard share.phrase.arm.flatMap({ reading.arms[$0].size }) == nil, share.phrase.column == nil,
      let base = base(beside: share, bases)
    else { return nil }
    let near = bases.map(\.size).filter { $0 * 2 > base.size && $0 * 2 < base.size * 3 } + [base.size]
    return Whole(
      size: base.size,
      least: near.min() ?? base.size,
      most: near.max() ?? base.size,
      place: .total,
      percent: 95
    )
  }

  /// "48 (9.2%) given the pill and 29 (4.2%) given placebo", where 29 is of all of one of two arms: the other arm.
  private func wholeBesideSibling(_ share: UnboundShare) -> Whole? {
    let phrases = reading.sentences[share.sentence].phrases
    guard reading.arms.count == 2, share.phrase.arm == nil, corroboration.isWhollyTold,
      let a = reading.arms[0].size, let b = reading.arms[1].size,
      let index = phrases.firstIndex(where: { $0.tokens == share.phrase.tokens })
    else { return nil }
    for place in [index - 1, index + 1] where phrases.indices.contains(place) {
      guard case .proportion(let other) = phrases[place], let events = other.events,
        let percent = other.percent,
        other.total == nil
      else { continue }
      let gap =
        place < index
        ? phrases[place].tokens.upperBound..<share.phrase.tokens.lowerBound
        : share.phrase.tokens.upperBound..<phrases[place].tokens.lowerBound
      guard gap.count <= 12, gap.contains(where: { [.and, .versus].contains(document.sense($0)) }),
        !gap.contains(where: { [.comma, .semicolon, .stop].contains(document.sense($0)) })
      else { continue }
      let fits = [a, b].map {
        PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
      }
      guard fits[0] != fits[1] else { continue }
      return Whole(
        size: fits[0] ? b : a,
        least: min(a, b),
        most: max(a, b),
        place: .arm(reading.name(of: fits[0] ? 1 : 0)),
        percent: 95
      )
    }
    return nil
  }

  /// "Six (4.2%) patients in the A group and nine (3.2%) in the B group", where each is a share of the other group: the size of
  /// its own.
  private func sizeIfExchanged(_ share: UnboundShare) -> (size: Int, place: Because.Denominator)? {
    guard corroboration.explainsOthers, let arm = share.phrase.arm, isNamedBehind(share),
      let own = reading.arms[arm].size,
      let other = unbound.first(where: {
        $0.sentence == share.sentence && $0.phrase.arm != arm && isNamedBehind($0)
          && abs($0.phrase.tokens.lowerBound - share.phrase.tokens.lowerBound) <= 16
      }), let otherArm = other.phrase.arm, fits(share, arm: otherArm), fits(other, arm: arm)
    else { return nil }
    return (own, .arm(reading.name(of: arm)))
  }

  private func fits(_ share: UnboundShare, arm: Int) -> Bool {
    corroboration.sizes[arm].contains {
      PercentageCheck(count: share.events, of: $0, printed: share.percent).consistency == .consistent
    }
  }

  /// "… (4.2%) patients in the A group": the arm stands right behind.
  private func isNamedBehind(_ share: UnboundShare) -> Bool {
    let end = share.phrase.tokens.upperBound
    return reading.sentences[share.sentence].mentions.contains { mention in
      mention.arm == share.phrase.arm && (end + 1...end + 5).contains(mention.tokens.lowerBound)
        && (end..<mention.tokens.lowerBound).allSatisfy {
          [.preposition, .of, .article, .subject, .male, .female, .arm].contains(document.sense($0))
        }
    }
  }

  /// The size of the arm or column, and the least that the text gives it, if other shares are of all of it.
  private func wholeArm(of phrase: ProportionPhrase) -> Whole? {
    if reading.arms.isEmpty, phrase.column == nil { return wholeTrial }
    guard hasWholeShares || corroboration.explainsOthers else { return nil }
    if let column = phrase.column { return Whole(size: column, least: column, place: .total) }
    guard let arm = phrase.arm, let size = reading.arms[arm].size else { return nil }
    // The nearest arm may be another than the one that is meant.
    let arms = phrase.isArmSure ? [reading.arms[arm]] : reading.arms
    guard let least = arms.flatMap(\.sizes).min() else { return nil }
    return Whole(size: size, least: least, place: .arm(reading.name(of: arm)))
  }

  /// The total of a trial without arms, if at least three shares are of it and it is the one of most.
  private var wholeTrial: Whole? {
    guard let most = sharesOfTotal.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), most.value >= 3,
      reading.totals.contains(where: { $0.size == most.key })
        || reading.sentences.contains(where: { $0.populations.contains { $0.size == most.key } })
    else { return nil }
    return Whole(size: most.key, least: most.key, place: .total)
  }

  /// Whether the figure beside it is a share of all of another arm, as nobody is missing there.
  func hasWholeNeighbour(_ share: UnboundShare) -> Bool {
    let phrases = reading.sentences[share.sentence].phrases
    guard let index = phrases.firstIndex(where: { $0.tokens == share.phrase.tokens }) else { return false }
    return [index - 1, index + 1].contains { place in
      guard phrases.indices.contains(place), case .proportion(let other) = phrases[place],
        let events = other.events,
        let percent = other.percent, other.total == nil, let arm = other.arm
      else { return false }
      return corroboration.sizes[arm].contains {
        PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
      }
    }
  }

  /// Whether the same sentence has a share of another arm that is not of all of it either.
  private func isBesideOther(_ share: UnboundShare) -> Bool {
    reading.sentences[share.sentence].phrases.contains { phrase in
      guard case .proportion(let other) = phrase, other.tokens != share.phrase.tokens,
        let events = other.events,
        let percent = other.percent, other.total == nil, let arm = other.arm, arm != share.phrase.arm,
        !reading.arms[arm].sizes.isEmpty
      else { return false }
      return !corroboration.sizes[arm].contains {
        PercentageCheck(count: events, of: $0, printed: percent).consistency == .consistent
      }
    }
  }

  private func isSameArm(_ a: ProportionPhrase, _ b: ProportionPhrase) -> Bool {
    a.arm == b.arm && a.column == b.column
  }

  /// Numbers of subjects that the text tells, and what is left of each arm without those who were lost.
  private var printedCounts: [Int] {
    var numbers = Set<Int>()
    let sizes = reading.arms.flatMap(\.sizes)
    for sentence in reading.sentences where numbers.count < 2_000 {
      let isFlow = sentence.tokens.contains {
        [.analyzed, .completed, .excluded, .enrolled, .randomized, .assigned, .total].contains(
          document.sense($0)
        )
      }
      for phrase in sentence.phrases {
        switch phrase {
        case .proportion(let share): numbers.formUnion([share.events, share.total].compactMap { $0 })
        case .count(let count)
        where count.isSubjects || isFlow || document.sense(count.tokens.lowerBound - 1) == .equals:
          numbers.insert(count.value)
        default: break
        }
      }
      numbers.formUnion(sentence.populations.map(\.size))
      guard sentence.tokens.contains(where: { document.sense($0) == .excluded }) else { continue }
      for place in sentence.tokens {
        guard let lost = document.tokens[place].numeral?.count else { continue }
        for size in sizes where size > lost { numbers.insert(size - lost) }
      }
    }
    return Array(numbers)
  }

  /// Replaces a claim that was undetermined.
  private mutating func decide(_ share: UnboundShare, _ because: Because) {
    guard isGrounded(because, .proportion, at: share.phrase.marked) else { return }
    replace(share.claim, .inconsistent, because, .likely)
  }
}
