// SPDX-License-Identifier: Apache-2.0

/// A number of subjects that several shares of a text are of, though none prints it beside itself.
struct ShareBase {
  let size: Int
  /// How many shares it explains.
  let count: Int
}

/// Shares whose total the text prints elsewhere: "1202 per group", the denominators of other fractions.
extension Audit {
  /// Numbers of which at least three shares may be, such as the size of each group, the total of the text, the denominator of fractions.
  func shareBases() -> [ShareBase] {
    var shares: [(events: Int, percent: PrintedNumber)] = []
    for sentence in reading.sentences where shares.count < 400 {
      for case .proportion(let share) in sentence.phrases where !share.isOther && !share.isApproximate {
        if let events = share.events, let percent = share.percent, percent.decimals > 0, events > 0 {
          shares.append((events, percent))
        }
      }
    }
    guard shares.count >= 3 else { return [] }
    return numbersOfAll().prefix(24).compactMap { size in
      let count = shares.count {
        $0.events <= size
          && PercentageCheck(count: $0.events, of: size, printed: $0.percent).consistency == .consistent
      }
      return count >= 3 ? ShareBase(size: size, count: count) : nil
    }
  }

  /// Sizes of groups, totals, and denominators that fractions print.
  private func numbersOfAll() -> [Int] {
    var numbers = Set(reading.totals.map(\.size) + reading.arms.flatMap(\.sizes))
    for sentence in reading.sentences where numbers.count < 200 {
      for phrase in sentence.phrases {
        switch phrase {
        case .proportion(let share):
          if let total = share.total { numbers.insert(total) }
        case .count(let count):
          let end = count.tokens.upperBound
          let isEach =
            (end..<end + 5).contains { document.sense($0) == .each }
            || (count.tokens.lowerBound - 3..<count.tokens.lowerBound).contains {
              document.sense($0) == .each
            }
          if isEach || count.isSubjects || isSize(count.tokens.lowerBound) { numbers.insert(count.value) }
        default: break
        }
      }
    }
    return numbers.filter { $0 >= 10 }.sorted(by: >)
  }

  /// "(n = 604)", "three groups of 30", "562 patients: 283 with and 279 without".
  private func isSize(_ place: Int) -> Bool {
    if document.sense(place - 1) == .equals { return document.sense(place - 2) == .sampleSize }
    if document.sense(place - 1) == .of, document.sense(place - 2) == .arm { return true }
    return document.sense(place - 1) == .colonSign
      || document.sense(place - 1) == .and && document.isWord(place + 1, in: ["without", "with"])
  }

  /// Calls shares consistent that a base explains, those without an arm before the others are judged.
  mutating func settle(_ bases: [ShareBase], ofArms: Bool) {
    defer { unbound.removeAll { claims[$0.claim].verdict == .consistent } }
    for share in unbound
    where share.events > 0 && (ofArms || share.phrase.arm == nil)
      && claims[share.claim].verdict == .undetermined
    {
      for base in bases where share.events <= base.size {
        let check = PercentageCheck(count: share.events, of: base.size, printed: share.percent)
        guard case .reproduced(let rounding) = check.finding else { continue }
        replace(share.claim, .consistent, .denominatorFound(base.size, .total, rounding), .oneOfSeveral)
        break
      }
    }
  }

  /// Where two shares ask for the same total, and that one is larger than every number of the text, it is not told.
  mutating func doubtUntoldTotals() {
    for (rank, share) in untold.enumerated() {
      let isShared = untold.indices.contains { other in
        other != rank && untold[other].totals.lowerBound <= share.totals.upperBound * 6 / 5
          && share.totals.lowerBound <= untold[other].totals.upperBound * 6 / 5
      }
      guard isShared, claims[share.claim].verdict == .inconsistent else { continue }
      replace(share.claim, .undetermined, .denominatorUnknown(totals: share.totals), .likely)
    }
  }

  /// The base of a share that prints no arm, if the shares beside it are all of one base.
  func base(beside share: UnboundShare, _ bases: [ShareBase]) -> ShareBase? {
    let phrases = reading.sentences[share.sentence].phrases
    var found: ShareBase?
    for case .proportion(let other) in phrases where other.tokens != share.phrase.tokens && !other.isOther {
      guard let events = other.events, let percent = other.percent, events > 0, other.total == nil else {
        continue
      }
      let fitting = bases.first {
        events <= $0.size
          && PercentageCheck(count: events, of: $0.size, printed: percent).consistency == .consistent
      }
      // One that no base explains is of others, and so may this one be.
      guard let fitting else { return nil }
      if fitting.count > found?.count ?? 0 { found = fitting }
    }
    return found
  }
}
