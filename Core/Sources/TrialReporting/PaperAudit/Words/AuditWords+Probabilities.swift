// SPDX-License-Identifier: Apache-2.0

import PaperAudit

/// P-values, statistics, intervals and effects.
extension AuditWords {
  /// Tests named in a sentence; more are counted.
  private static let named = 3

  func list(_ matches: [PComparison.Match]) -> String {
    let names = matches.prefix(Self.named).map { match in
      texts(
        match.rounding == .nearest ? ProbabilityMessage.testWithP : .testWithPCut,
        texts(match.test.name),
        p(match.p)
      )
    }
    let more = matches.count - names.count
    return more > 0 ? texts(ProbabilityMessage.moreTests, list(names), "\(more)") : list(names)
  }

  func reproduced(
    _ matches: [PComparison.Match],
    _ tables: [Because.TableRow],
    _ significance: SignificanceByTest?
  ) -> String {
    var said = [
      tables.isEmpty
        ? texts(ProbabilityMessage.figuresReproduce, list(matches))
        : texts(ProbabilityMessage.testsReproduce, self.tables(tables), list(matches))
    ]
    if !matches.contains(where: { $0.test.usage == .conventional }) {
      said.append(texts[ProbabilityMessage.onlyRare])
    }
    if let significance { said.append(dependence(ProbabilityMessage.dependsOnTest, significance)) }
    return joined(said)
  }

  /// Tests below a level and those that are not; those alone that stand unnamed, where there are any.
  func dependence(_ key: some MessageKey, _ tests: SignificanceByTest) -> String {
    func names(_ tests: [SignificanceTest]) -> String {
      let kept = tests.filter { $0.usage == .conventional }
      return list((kept.isEmpty ? tests : kept).map { texts($0.name) })
    }
    var level = DecimalText.fixed(tests.level, decimals: 4)
    while level.hasSuffix("0") { level.removeLast() }
    return texts(key, level, names(tests.below), names(tests.above))
  }

  func noTest(_ range: ClosedRange<Double>?, _ rows: [Because.TableRow], _ claim: Claim) -> String {
    guard let range else { return texts(ProbabilityMessage.noTestDefined, tables(rows)) }
    let key: ProbabilityMessage = claim.verdict == .inconsistent ? .noTest : .noTestOpen
    return texts(key, tables(rows), p(range))
  }

  func needsModel(_ range: ClosedRange<Double>?, _ rows: [Because.TableRow]) -> String {
    guard let range, !rows.isEmpty else { return texts[ProbabilityMessage.needsModelPlain] }
    return texts(ProbabilityMessage.needsModel, tables(rows), p(range))
  }

  func statistic(_ range: ClosedRange<Double>?, _ claim: Claim) -> String {
    guard let range else { return texts[ProbabilityMessage.statisticUndefined] }
    let key: ProbabilityMessage =
      claim.verdict == .inconsistent ? .statisticContradicted : .statisticOpen
    return texts(key, p(range))
  }

  // MARK: Intervals

  func interval(
    _ finding: IntervalCheck.Finding,
    _ implied: ClosedRange<Double>,
    _ claim: Claim
  ) -> String {
    let role: PrintedFigure.Role = claim.printed.contains { $0.role == .estimate } ? .estimate : .percent
    let estimate = printed(role, claim)
    let (lower, upper) = (printed(.lower, claim), printed(.upper, claim))
    let middle = range(implied, decimals: decimals(role, claim) + 1)
    switch finding {
    case .symmetric: return texts(ProbabilityMessage.symmetric, middle)
    case .asymmetric:
      let key: ProbabilityMessage = claim.verdict == .inconsistent ? .farFromMiddle : .asymmetric
      return texts(key, middle, estimate)
    case .estimateOutside:
      let key: ProbabilityMessage =
        claim.verdict == .inconsistent ? .estimateOutside : .estimateOutsideSign
      return texts(key, estimate, lower, upper)
    case .limitsExchanged: return texts(ProbabilityMessage.limitsExchanged, lower, upper)
    case .negativeRatio: return texts[ProbabilityMessage.negativeRatio]
    }
  }

  private func decimals(_ role: PrintedFigure.Role, _ claim: Claim) -> Int {
    min(6, claim.printed.first { $0.role == role }?.number.decimals ?? 2)
  }

  func against(_ finding: IntervalAgainstP.Finding, _ implied: ClosedRange<Double>?) -> String {
    guard let implied, finding != .undefined else {
      return texts[finding == .impossibleP ? ProbabilityMessage.noProbability : .notComparable]
    }
    let key: ProbabilityMessage =
      switch finding {
      case .agrees: .impliesP
      case .agreesOneSided: .impliesHalfP
      case .withinMethods: .impliesNearP
      case .differs: .impliesOtherP
      case .contradicts: .impliesOtherSide
      case .undefined: .notComparable
      case .impossibleP: .noProbability
      }
    return texts(key, p(implied))
  }

  func limits(_ lower: ClosedRange<Double>?, _ upper: ClosedRange<Double>?, _ claim: Claim) -> String {
    guard let lower, let upper else { return texts[ProbabilityMessage.limitsUndefined] }
    let key: ProbabilityMessage = claim.verdict == .inconsistent ? .limitsFar : .limitsNear
    let decimals = self.decimals(.lower, claim) + 1
    return texts(key, range(lower, decimals: decimals), range(upper, decimals: decimals))
  }

  func effect(
    _ values: [EffectFromCounts.Value],
    _ rows: [Because.TableRow],
    _ claim: Claim
  ) -> String {
    guard let value = values.first?.value else {
      return texts(ProbabilityMessage.effectUndefined, tables(rows))
    }
    let digits = DecimalText.fixed(value, decimals: decimals(.estimate, claim) + 1)
    return texts(ProbabilityMessage.effectFromCounts, tables(rows), digits)
  }

  func effectContradicted(
    _ values: [EffectFromCounts.Value],
    _ rows: [Because.TableRow],
    _ claim: Claim
  ) -> String {
    func digits(_ reading: EffectFromCounts.Reading) -> String? {
      values.first { $0.reading == reading }.map {
        DecimalText.fixed($0.value, decimals: decimals(.estimate, claim) + 1)
      }
    }
    guard let plain = digits(.asGiven) ?? values.first.flatMap({ digits($0.reading) }) else {
      return texts(ProbabilityMessage.effectUndefined, tables(rows))
    }
    let given = digits(.armsExchanged).map { texts(ProbabilityMessage.effectOtherWay, plain, $0) } ?? plain
    return texts(ProbabilityMessage.effectContradictsCounts, tables(rows), given, printed(.estimate, claim))
  }
}
