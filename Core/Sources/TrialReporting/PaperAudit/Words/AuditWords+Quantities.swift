// SPDX-License-Identifier: Apache-2.0

import PaperAudit

/// Means, medians, limits, dates, sizes and rates over time.
extension AuditWords {
  func fault(_ fault: MedianCheck.Fault, _ claim: Claim) -> String {
    switch fault {
    case .outsideRange:
      let (lower, upper) = limits(claim)
      return texts(QuantityMessage.medianOutside, printed(.median, claim), lower, upper)
    case .rangeReversed: return reversed(claim)
    case .halfWithOddSize: return texts[QuantityMessage.halfWithOddSize]
    case .neitherWholeNorHalf: return texts[QuantityMessage.neitherWholeNorHalf]
    case .noSubjects: return texts[QuantityMessage.noSubjects]
    case .rangeOfOne: return texts[QuantityMessage.rangeOfOne]
    }
  }

  /// The printed limits, whatever they are limits of.
  private func limits(_ claim: Claim) -> (String, String) {
    let pairs: [(PrintedFigure.Role, PrintedFigure.Role)] = [
      (.minimum, .maximum), (.firstQuartile, .thirdQuartile), (.lower, .upper),
    ]
    let pair = pairs.first { pair in claim.printed.contains { $0.role == pair.0 } } ?? pairs[0]
    return (printed(pair.0, claim), printed(pair.1, claim))
  }

  func reversed(_ claim: Claim) -> String {
    let (lower, upper) = limits(claim)
    return texts(QuantityMessage.limitsReversed, lower, upper)
  }

  func mean(_ finding: GRIM.Finding, _ claim: Claim) -> String {
    switch finding {
    case .possible(_, let sums): texts(QuantityMessage.meanPossible, printed(.mean, claim), range(sums))
    case .alwaysPossible: texts[QuantityMessage.meanAlwaysPossible]
    case .impossible, .noSubjects, .tooLarge: texts[QuantityMessage.meanPlain]
    }
  }

  func meanImpossible(_ n: Int, _ nearest: [PrintedNumber], _ claim: Claim) -> String {
    let none = texts(QuantityMessage.meanImpossible, "\(n)", printed(.mean, claim))
    guard !nearest.isEmpty else { return none }
    return joined([none, texts(QuantityMessage.nearestMeans, either(nearest.map { printed($0) }))])
  }

  func spread(_ finding: SpreadCheck.Finding, _ claim: Claim) -> String {
    let decimals = min(6, claim.printed.first { $0.role == .deviation }?.number.decimals ?? 2) + 1
    switch finding {
    case .possible: return texts[QuantityMessage.spreadPossible]
    case .tooLarge(let most):
      return texts(QuantityMessage.spreadTooLarge, DecimalText.fixed(most, decimals: decimals))
    case .tooSmall(let least):
      return texts(QuantityMessage.spreadTooSmall, DecimalText.fixed(least, decimals: decimals))
    case .meanOutside:
      let (lower, upper) = limits(claim)
      return texts(QuantityMessage.meanOutside, printed(.mean, claim), lower, upper)
    case .rangeReversed: return reversed(claim)
    case .negativeDeviation: return texts[QuantityMessage.negativeDeviation]
    case .noSubjects: return texts[QuantityMessage.noSubjects]
    }
  }

  func eligibility(_ key: QuantityMessage, _ lower: Double?, _ upper: Double?, _ claim: Claim) -> String {
    let (low, high) = limits(claim)
    func number(_ value: Double) -> String {
      DecimalText.fixed(value, decimals: value == value.rounded() ? 0 : 1)
    }
    let eligible =
      switch (lower, upper) {
      case (let lower?, let upper?): texts(QuantityMessage.eligibleBetween, number(lower), number(upper))
      case (let lower?, nil): texts(QuantityMessage.orMore, number(lower))
      case (nil, let upper?): texts(QuantityMessage.orLess, number(upper))
      case (nil, nil): "…"
      }
    return texts(key, low, high, eligible)
  }

  // MARK: Time and size

  func duration(_ months: Int, _ key: QuantityMessage, _ claim: Claim) -> String {
    guard claim.printed.contains(where: { $0.role == .duration }) else {
      return texts(QuantityMessage.months, "\(months)")
    }
    return texts(key, "\(months)", printed(.duration, claim))
  }

  func size(_ finding: Because.SampleSizeFinding, _ claim: Claim) -> String {
    if let match = finding.matches.first {
      return texts(QuantityMessage.sizeReproduced, "\(finding.printed)", words(match))
    }
    guard let computed = finding.computed else { return texts[QuantityMessage.sizeUndefined] }
    let key: QuantityMessage = claim.verdict == .inconsistent ? .sizeContradicted : .sizeOpen
    return texts(key, range(computed), "\(finding.printed)")
  }

  private func words(_ convention: SizeStatement.Convention) -> String {
    let formula = texts(convention.formula.name)
    let named =
      switch convention.dropOut {
      case .none: formula
      case .divided: texts(SizeMessage.dropOutDivided, formula)
      case .multiplied: texts(SizeMessage.dropOutMultiplied, formula)
      }
    return texts(
      SizeMessage.convention,
      named,
      texts[convention.sides == .one ? SizeMessage.oneSided : .twoSided],
      texts[convention.reading == .perArm ? SizeMessage.perArm : .total],
      DecimalText.fixed(convention.size, decimals: 1)
    )
  }

  // MARK: Survival

  func follows(_ relation: SurvivalRelation, _ claim: Claim) -> String {
    let assumption = texts[
      relation.assumption == .exponential ? QuantityMessage.exponential : .proportionalHazards
    ]
    let figure = claim.printed.first { $0.role == .estimate || $0.role == .rate || $0.role == .median }
    let implied = range(relation.implied, decimals: min(6, (figure?.number.decimals ?? 1) + 1))
    guard let agrees = relation.agrees else { return texts(QuantityMessage.impliedOnly, implied, assumption) }
    if agrees { return texts(QuantityMessage.agreesWithAssumption, implied, assumption) }
    let stated = figure.map { printed($0.number) } ?? "…"
    return texts(QuantityMessage.differsUnderAssumption, implied, assumption, stated)
  }

  func needsFollowUp(_ claim: Claim) -> String {
    if claim.verdict == .consistent { return texts[QuantityMessage.ordered] }
    guard claim.printed.contains(where: { $0.role == .events }) else {
      return texts[QuantityMessage.needsFollowUp]
    }
    return texts(
      QuantityMessage.shareOfCounts,
      printed(.events, claim),
      printed(.total, claim),
      exact(.percent, claim),
      printed(.percent, claim)
    )
  }

  // MARK: Design

  func imbalance(
    _ percentages: [PrintedNumber],
    _ sizes: [Int],
    _ p: ClosedRange<Double>?,
    _ distance: Double
  ) -> String {
    let shares =
      percentages.count == sizes.count && !sizes.isEmpty
      ? zip(percentages, sizes).map { texts(DesignShare.of, percent(printed($0)), "\($1)") }
      : percentages.map { percent(printed($0)) }
    let all = shares.isEmpty ? "…" : shares.dropFirst().reduce(shares[0]) { texts(DesignShare.and, $0, $1) }
    let digits = DecimalText.fixed(distance, decimals: 2)
    guard let p else { return texts(PitfallMessage.imbalanceWithoutP, all, digits) }
    return texts(PitfallMessage.imbalance, all, digits, self.p(p))
  }

  func allocation(_ finding: Because.AllocationFinding, _ claim: Claim) -> String {
    let sizes = finding.sizes.map(String.init).joined(separator: " : ")
    switch (finding.blockSize, finding.probability) {
    case (let block?, let probability?):
      return texts(PitfallMessage.allocationPossible, "\(block)", sizes, self.probability(probability))
    case (let block?, nil):
      let isStated = claim.verdict == .inconsistent
      return texts(
        isStated ? PitfallMessage.allocationContradicted : .allocationImpossible,
        "\(block)",
        sizes
      )
    case (nil, let probability):
      if let ratio = finding.ratio {
        return texts(
          PitfallMessage.allocationOffRatio,
          ratio.map(String.init).joined(separator: ":"),
          sizes,
          self.probability(probability ?? 0)
        )
      }
      return texts(PitfallMessage.allocationUnlikely, sizes, self.probability(probability ?? 0))
    }
  }
}

/// Shares in a sentence on balance.
private enum DesignShare: String, MessageKey {
  case of, and

  var message: Message {
    switch self {
    case .of: Message("{0} of {1}", "{1} 例的 {0}")
    case .and: Message("{0} and {1}", "{0} 与 {1}")
    }
  }
}
