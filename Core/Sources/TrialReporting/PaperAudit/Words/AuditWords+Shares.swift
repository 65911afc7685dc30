// SPDX-License-Identifier: Apache-2.0

import PaperAudit

/// Shares, parts and totals.
extension AuditWords {
  func reproduced(_ rounding: PrintedNumber.Rounding, _ claim: Claim) -> String {
    texts(
      rounding == .nearest ? ShareMessage.reproduced : .reproducedCut,
      printed(.events, claim),
      printed(.total, claim),
      exact(.percent, claim),
      printed(.percent, claim)
    )
  }

  func contradicted(_ counts: ClosedRange<Int>?, _ totals: ClosedRange<Int>?, _ claim: Claim) -> String {
    let (events, total) = (printed(.events, claim), printed(.total, claim))
    let percent = printed(.percent, claim)
    var said = [texts(ShareMessage.contradicted, events, total, exact(.percent, claim), percent)]
    if let counts {
      said.append(texts(ShareMessage.percentIs, percent, total, range(counts)))
    } else {
      said.append(texts(ShareMessage.noCountIs, percent, total))
    }
    if let totals { said.append(texts(ShareMessage.totalIs, events, percent, self.totals(totals))) }
    return joined(said)
  }

  func beyond(_ count: Int, _ total: Int, _ claim: Claim) -> String {
    let key: ShareMessage = claim.verdict == .undetermined ? .countBeyondTotalOpen : .countBeyondTotal
    return texts(key, "\(count)", "\(total)")
  }

  func words(_ place: Because.Denominator) -> String {
    switch place {
    case .sentence: texts[ShareMessage.fromSentence]
    case .arm(let name): texts(ShareMessage.fromArm, name)
    case .total: texts[ShareMessage.fromTotal]
    case .sentenceBefore: texts[ShareMessage.fromSentenceBefore]
    }
  }

  func noCountFits(
    _ total: Int,
    _ place: Because.Denominator,
    _ nearest: [PrintedNumber],
    _ claim: Claim
  ) -> String {
    let none = texts(ShareMessage.noCountFits, printed(.percent, claim), "\(total)", words(place))
    guard !nearest.isEmpty else { return none }
    return joined([none, texts(ShareMessage.nearest, either(nearest.map { percent(printed($0)) }))])
  }

  func found(
    _ total: Int,
    _ place: Because.Denominator,
    _ rounding: PrintedNumber.Rounding,
    _ claim: Claim
  ) -> String {
    texts(
      rounding == .nearest ? ShareMessage.denominatorFound : .denominatorFoundCut,
      printed(.events, claim),
      "\(total)",
      words(place),
      exact(.percent, claim),
      printed(.percent, claim)
    )
  }

  func contradicted(
    _ total: Int,
    _ place: Because.Denominator,
    _ expected: PrintedNumber,
    _ totals: ClosedRange<Int>?,
    _ claim: Claim
  ) -> String {
    let (events, percent) = (printed(.events, claim), printed(.percent, claim))
    return joined([
      texts(
        ShareMessage.denominatorContradicted,
        events,
        "\(total)",
        words(place),
        printed(expected),
        percent
      ),
      totals.map { texts(ShareMessage.totalIs, events, percent, self.totals($0)) }
        ?? texts(ShareMessage.noTotalIs, events),
    ])
  }

  func unknown(_ totals: ClosedRange<Int>?, _ claim: Claim) -> String {
    guard let totals else { return texts(ShareMessage.denominatorUnknown, printed(.percent, claim)) }
    return texts(
      ShareMessage.denominatorUnknownTotals,
      printed(.events, claim),
      printed(.percent, claim),
      self.totals(totals)
    )
  }

  // MARK: Parts

  func contradicted(_ parts: [Int], _ total: Int) -> String {
    let sum = parts.reduce(0, +)
    return texts(
      sum < total ? ShareMessage.partsTooFew : .partsTooMany,
      self.sum(parts),
      "\(sum)",
      "\(total)",
      "\(abs(total - sum))"
    )
  }

  func short(_ parts: [Int], _ total: Int) -> String {
    let sum = parts.reduce(0, +)
    return texts(ShareMessage.partsFallShort, self.sum(parts), "\(sum)", "\(total)", "\(total - sum)")
  }

  func whole(_ key: ShareMessage, _ parts: [PrintedNumber]) -> String {
    let sum = parts.reduce(0.0) { $0 + $1.value }
    let decimals = parts.map(\.decimals).max() ?? 0
    let summands = parts.map { printed($0) }.joined(separator: " + ")
    return texts(key, summands, DecimalText.fixed(sum, decimals: decimals))
  }

  /// Such as "It cannot be 22 %: the figures of the arms make 13 + 5 = 18 of 55".
  func contradicted(
    _ arms: [ClosedRange<Int>],
    _ sizes: [Int],
    _ total: Int,
    _ claim: Claim
  ) -> String {
    let percent = claim.printed.first { $0.role == .percent }.map { " (\(self.percent(printed($0.number))))" }
    let stated = "\(total)\(percent ?? "")"
    guard arms.count == sizes.count, !arms.isEmpty else { return texts(ShareMessage.armsFitNoCount, stated) }
    let low = arms.reduce(0) { $0 + $1.lowerBound }
    let high = arms.reduce(0) { $0 + $1.upperBound }
    let all = sizes.reduce(0, +)
    let made = zip(arms, sizes).map { "\(range($0))/\($1)" }.joined(separator: " + ")
    var said = [
      texts(ShareMessage.armsContradictTotal, stated, "\(made) = \(range(low...max(low, high)))/\(all)")
    ]
    if percent != nil {
      let exact = claim.recomputed.first { $0.role == .percent }.map { range($0.values, decimals: 1) }
      said.append(texts(ShareMessage.armsAre, range(low...max(low, high)), "\(all)", exact ?? "…"))
    }
    if claim.verdict == .undetermined { said.append(texts[ShareMessage.armsCouldLack]) }
    return joined(said)
  }

  /// A difference or a reduction against what the figures beside it give.
  func difference(_ values: ClosedRange<Double>, _ claim: Claim) -> String {
    guard let number = claim.printed.first?.number else { return texts[ShareMessage.notFromCounts] }
    return texts(
      claim.verdict == .inconsistent ? ShareMessage.differenceContradicted : .differenceReproduced,
      range(values, decimals: min(6, number.decimals + 1)),
      printed(number)
    )
  }
}
