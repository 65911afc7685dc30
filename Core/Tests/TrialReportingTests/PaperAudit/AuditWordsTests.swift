// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import PaperAudit
@testable import TrialReporting

@Suite struct AuditWordsTests {
  private static func n(_ value: Double, _ decimals: Int) -> PrintedNumber {
    PrintedNumber(value, decimals: decimals)
  }
  private static let rows = [Because.TableRow(events: 16, total: 30), .init(events: 8, total: 25)]
  private static let matches = [
    PComparison.Match(test: .pearson, p: 0.11217...0.11217, rounding: .nearest),
    .init(test: .nMinusOne, p: 0.1155...0.1155, rounding: .truncated),
  ]
  private static let significance = SignificanceByTest(
    [.init(test: .pearson, p: 0.03...0.03), .init(test: .fisher, p: 0.0504...0.0504)],
    level: 0.05
  )
  private static let convention = SizeStatement.Convention(
    formula: .pooled,
    sides: .two,
    reading: .perArm,
    dropOut: .divided,
    size: 92.1
  )

  /// Every reason, some of them in several shapes.
  static let reasons: [Because] = shares + parts + probabilities + intervals + quantities + times + designs

  private static let shares: [Because] = [
    .reproduced(.nearest), .reproduced(.truncated),
    .percentageContradicted(expected: n(18, 0), counts: 12...12, totals: 44...46),
    .percentageContradicted(expected: n(18, 0), counts: nil, totals: nil),
    .countBeyondTotal(count: 9, total: 7),
    .countsFit(13...14, of: 30, .arm("A")), .countsFit(13...13, of: 30, .sentence),
    .noCountFits(of: 30, .total, nearest: [n(43.3, 1), n(46.7, 1)]),
    .noCountFits(of: 30, .sentenceBefore, nearest: []),
    .denominatorFound(55, .total, .nearest), .denominatorFound(55, .total, .truncated),
    .denominatorContradicted(55, .total, expected: n(18, 0), totals: 44...46),
    .denominatorContradicted(55, .total, expected: n(18, 0), totals: nil),
    .noTotalFits(atMost: 55), .denominatorUnknown(totals: 44...46), .denominatorUnknown(totals: nil),
    .notFromCounts, .percentageBeyondWhole,
    .armSizeContradicted(arm: "A", size: 30, printed: 31), .armSizeAgrees(arm: "A", size: 30),
  ]
  private static let parts: [Because] = [
    .partsMakeTotal(parts: [7, 4], total: 11), .partsContradictTotal(parts: [7, 4], total: 12),
    .partsContradictTotal(parts: [7, 4], total: 10), .partsFallShort(parts: [7, 4], total: 12),
    .partBeyondWhole(part: 9, whole: 7), .percentagesMakeWhole([n(50.9, 1), n(49.1, 1)]),
    .percentagesContradictWhole([n(50.9, 1), n(59.1, 1)]), .armsMakeTotal(arms: [13...13, 5...6], total: 18),
    .armsContradictTotal(arms: [13...13, 5...5], sizes: [30, 25], total: 10, expected: n(33, 0)),
    .armsContradictTotal(arms: [], sizes: [30, 25], total: 10, expected: nil),
    .difference(of: 10.5...11.5), .rateOfTime,
  ]
  private static let probabilities: [Because] = [
    .testsReproduce(matches, tables: rows, significance: nil),
    .testsReproduce(
      [.init(test: .boschloo, p: 0.1...0.1, rounding: .nearest)],
      tables: rows,
      significance: significance
    ),
    .onlyOneSided(matches, tables: rows), .noTestReproduces(0.1...0.2, tables: rows),
    .noTestReproduces(nil, tables: rows), .needsModel(0.1...0.2, tables: rows), .needsModel(nil, tables: []),
    .figuresMissing, .noProbability, .statistic(matches), .statisticContradicted(0.01...0.02),
    .statisticContradicted(nil), .degreesMissing,
  ]
  private static let intervals: [Because] =
    [
      IntervalCheck.Finding.symmetric(.nearest), .asymmetric, .estimateOutside, .limitsExchanged,
      .negativeRatio,
    ].map { .interval($0, implied: 0.61...0.63) }
    + [
      IntervalAgainstP.Finding.agrees(.nearest), .agreesOneSided, .withinMethods, .differs, .contradicts,
      .undefined, .impossibleP,
    ].map { .intervalAgainstP($0, implied: 0.02...0.04) }
    + [
      .intervalMethods([.init(method: .wilson, rounding: .nearest)]),
      .limitsFarFromCounts(lower: 34.3...36, upper: 70...72), .limitsFarFromCounts(lower: nil, upper: nil),
      .effectFromCounts([.init(reading: .asGiven, method: .woolf, value: 2.43)], tables: rows),
      .effectContradictsCounts(
        [
          .init(reading: .asGiven, method: .woolf, value: 2.43),
          .init(reading: .armsExchanged, method: .woolf, value: 0.41),
        ],
        tables: rows
      ),
      .effectContradictsCounts([], tables: rows),
    ]
  private static let quantities: [Because] =
    [
      .medianPossible,
      .medianFaults([
        .outsideRange, .rangeReversed, .halfWithOddSize, .neitherWholeNorHalf, .noSubjects, .rangeOfOne,
      ]),
      .meanPossible(.possible(.nearest, sums: 100...100)), .meanPossible(.alwaysPossible),
      .meanPossible(.tooLarge), .meanImpossible(n: 19, nearest: [n(5.16, 2), n(5.21, 2)]),
      .meanImpossible(n: 19, nearest: []), .deviationImpossible(n: 19),
      .binaryPossible(8...8), .binaryImpossible(n: 20, expected: [PrintedNumber(0.5, decimals: 2)]),
    ]
    + [
      SpreadCheck.Finding.possible, .tooLarge(most: 3.2), .tooSmall(least: 1.1), .meanOutside, .rangeReversed,
      .negativeDeviation, .noSubjects,
    ].map { .spreadImpossible($0) }
    + [
      .limitsReversed, .limitsOrdered, .beyondEligibility(lower: 18, upper: 65),
      .beyondEligibility(lower: 18, upper: nil), .withinEligibility(lower: nil, upper: 65),
    ]
  private static let times: [Because] =
    [
      .months(34), .dateReversed, .impossibleDate, .durationContradicted(months: 34),
      .sampleSize(.init(printed: 104, computed: 90...104, matches: [convention])),
      .sampleSize(.init(printed: 60, computed: 90...104, matches: [])),
      .sampleSize(.init(printed: 60, computed: nil, matches: [])), .survivalUnordered, .needsFollowUp,
    ]
    + [
      SurvivalRelation.hazardRatio(medians: n(10, 1), n(6, 1), printed: n(0.6, 2)),
      SurvivalRelation.hazardRatio(rates: n(60, 0), n(40, 0), printed: n(0.9, 2)),
      SurvivalRelation.rate(at: n(12, 0), median: n(10, 1)),
    ].compactMap { $0.map(Because.followsFromSurvival) }
  private static let designs: [Because] = [
    .subgroupAgainstWholeArm(part: 15, arm: 30, other: 25), .significanceDependsOnTest(significance),
    .significantWithoutP(nil), .significantWithoutP(PrintedP(.equal, n(0.07, 2))),
    .significantWithoutMultiplicity(isSubgroup: true), .significantWithoutMultiplicity(isSubgroup: false),
    .rateNotReached, .interimWithoutBoundary,
    .imbalance(
      percentages: [n(43.3, 1), n(20, 0)],
      sizes: [30, 25],
      p: 0.05...0.12,
      standardizedDifference: 0.52
    ),
    .imbalance(percentages: [], sizes: [], p: nil, standardizedDifference: .infinity),
    .endpointWithoutResult("EFS"), .primaryEndpointNotConcluded("ORR"), .causalWording,
    .allocation(.init(sizes: [30, 25], probability: 0.0152, blockSize: 12)),
    .allocation(.init(sizes: [30, 25], probability: nil, blockSize: 4)),
    .allocation(.init(sizes: [30, 25], probability: 0.59, blockSize: nil)),
    .allocation(.init(sizes: [61, 63], probability: 0.0001, blockSize: nil, ratio: [2, 1])),
  ]

  /// A claim that has a figure for every role.
  static func claim(
    _ because: Because,
    _ verdict: Claim.Verdict = .inconsistent,
    _ reading: Claim.Reading = .sure
  ) -> Claim {
    let figures = PrintedFigure.Role.allCases.filter { because.isOfDates || $0 != .duration }
    return Claim(
      range: 0..<4,
      bytes: 0..<4,
      text: "text",
      kind: .proportion,
      printed: figures.map {
        PrintedFigure($0, $0 == .events ? n(16, 0) : $0 == .total ? n(30, 0) : n(53.3, 1))
      },
      recomputed: [Recomputation(.percent, 160.0 / 3...160.0 / 3)],
      verdict: verdict,
      because: because,
      reading: reading
    )
  }

  @Test("every reason that there is has a sample here")
  func complete() throws {
    let source = URL(fileURLWithPath: #filePath)
      .appendingPathComponent("../../../../Sources/PaperAudit/Because.swift").standardized
    let text = try String(contentsOf: source, encoding: .utf8)
    let head = text.prefix(upTo: try #require(text.range(of: "public enum Denominator")).lowerBound)
    let names = head.matches(of: /(?m)^  case (\w+)/).map { String($0.output.1) }
    #expect(Set(Self.reasons.map(\.name)) == Set(names))
  }

  @Test(
    "every reason is a sentence in both languages, with all its places filled",
    arguments: Claim.Verdict.allCases
  )
  func sentences(verdict: Claim.Verdict) {
    for reason in Self.reasons {
      let claim = Self.claim(reason, verdict, .oneOfSeveral)
      let english = AuditWords(.english).sentences(claim)
      let chinese = AuditWords(.simplifiedChinese).sentences(claim)
      #expect(
        english.hasSuffix(".") && !english.contains("{") && !english.contains("nan"),
        "\(reason.name): \(english)"
      )
      #expect(english.unicodeScalars.allSatisfy { !$0.properties.isIdeographic }, "\(english)")
      #expect(chinese.hasSuffix("。") && !chinese.contains("{"), "\(reason.name): \(chinese)")
      #expect(chinese.unicodeScalars.contains { $0.properties.isIdeographic }, "\(chinese)")
      // Only an imbalance without figures has nothing to show.
      if !reason.isImbalance { #expect(!english.contains("…"), "\(reason.name): \(english)") }
    }
  }

  @Test("sentences say what was printed and what arithmetic gives")
  func examples() {
    let english = AuditWords(.english)
    let chinese = AuditWords(.simplifiedChinese)
    let reproduced = Self.claim(.reproduced(.nearest), .consistent)
    #expect(english.sentence(reproduced) == "16 of 30 is 53.33 %, printed as 53.3 %.")
    #expect(chinese.sentence(reproduced) == "30 中的 16 为 53.33%，印作 53.3%。")
    // Pearson's test of 16/30 against 8/25 gives 0.1122 in R.
    let tests = Self.claim(.testsReproduce(Self.matches, tables: Self.rows, significance: nil), .consistent)
    #expect(
      english.sentence(tests)
        == "Given by Pearson's chi-squared test (p = 0.1122), the N − 1 chi-squared test (p = 0.1155, cut off), "
        + "for 16/30 against 8/25."
    )
    let parts = Self.claim(.partsContradictTotal(parts: [66, 51], total: 118))
    #expect(english.sentence(parts) == "66 + 51 = 117, not 118: 1 too few.")
    #expect(chinese.sentence(parts) == "66 + 51 = 117，而非 118：少 1。")
  }

  @Test("digits are enough to follow a rounding, and no more")
  func digits() {
    func text(_ exact: Double, _ printed: PrintedNumber) -> String {
      let claim = Claim(
        range: 0..<1,
        bytes: 0..<1,
        text: "",
        kind: .proportion,
        printed: [PrintedFigure(.percent, printed)],
        recomputed: [Recomputation(.percent, exact)],
        verdict: .consistent,
        because: .notFromCounts,
        reading: .sure
      )
      return AuditWords(.english).exact(.percent, claim)
    }
    #expect(text(100.0 * 19 / 55, Self.n(34.5, 1)) == "34.545")
    #expect(text(100.0 * 8 / 25, Self.n(32, 0)) == "32")
    #expect(text(100.0 * 10 / 15, Self.n(66.7, 1)) == "66.67")
    #expect(text(100.0 * 1 / 8, Self.n(12.5, 1)) == "12.5")
  }
}

extension Because {
  fileprivate var isOfDates: Bool {
    switch self {
    case .months, .durationContradicted: true
    default: false
    }
  }

  fileprivate var isImbalance: Bool { if case .imbalance = self { true } else { false } }
}
