// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

/// The tiny trial, whose arms AAAABBBBBA are one block of ten: each of the C(10, 5) = 252 ways is as likely.
@Suite struct RerandomizationAnalysisTests {
  private static let arms = "AAAABBBBBA"
  private static let blockOfTen: ProtocolNode = [
    "method": "permuted-blocks", "ratio": ["A": "1", "B": "1"], "block-sizes": ["10"],
  ]
  /// By hand, at the cut: S1, S5, S7 and S9 responded; S10 came after it.
  private static let response: [Double?] = [1, 0, 0, 0, 1, 0, 1, 0, 1, nil]
  /// By hand: S3 died on day 20, when all but S6 (10 days) were at risk: 1 of 8.
  private static let scores: [Double?] = [-1, -1, 7, -1, -1, 0, -1, -1, -1, nil].map { $0.map { $0 / 8 } }

  private static func state(elsewhere: Set<Int>, levels: [String: String] = [:]) throws -> TrialState {
    var state = TrialState()
    let day = try #require(CivilDate(iso: "2024-01-10"))
    func take(_ fact: Fact) throws {
      let author = TrialEvent.Author(user: "u", role: "r")
      try state.apply(TrialEvent(fact, at: Timestamp(day), by: author, protocolVersion: 1))
    }
    for (index, arm) in arms.enumerated() {
      let allocation = SubjectAllocation(
        subject: "S\(index + 1)",
        arm: String(arm),
        on: day,
        number: index + 1,
        levels: levels,
        share: elsewhere.contains(index) ? nil : 0,
        opensBlock: index == 0 && !elsewhere.contains(0) ? 10 : nil,
        eligibility: nil
      )
      try take(.broughtIn(subject: allocation.subject, site: "1"))
      try take(elsewhere.contains(index) ? .allocatedElsewhere(allocation) : .randomized(allocation))
    }
    return state
  }

  private static func analysis(
    _ endpoint: String,
    allocation: ProtocolNode = blockOfTen,
    elsewhere: Set<Int> = [],
    arm: String? = nil
  ) throws -> RerandomizationAnalysis {
    let study = try StudyProtocol.read(LeukemiaTrial.protocolNode.with("allocation", allocation))
    let cut = try #require(CivilDate(iso: "2024-12-31"))
    return try RerandomizationAnalysis(
      study,
      try LeukemiaTrial.record(study),
      allocated: try state(elsewhere: elsewhere),
      settings: AnalysisSettings(cut: cut),
      endpoint: endpoint,
      arm: arm,
      draws: 20_000,
      seed: 71
    )
  }

  /// Every way to give five of ten the first arm, and the statistic of each.
  private static func exact(_ statistic: ([Bool]) -> Double) -> (observed: Double, p: Double) {
    let observed = statistic(arms.map { $0 == "A" })
    let ways = (0..<1024).filter { $0.nonzeroBitCount == 5 }
    let extreme = ways.count { mask in
      abs(statistic((0..<10).map { mask >> $0 & 1 == 1 })) >= abs(observed) - 1e-12
    }
    return (observed, Double(extreme) / Double(ways.count))
  }

  private static func difference(_ isA: [Bool]) -> Double {
    func mean(_ wanted: Bool) -> Double {
      let values = zip(isA, response).compactMap { $0 == wanted ? $1 : nil }
      return values.reduce(0, +) / Double(values.count)
    }
    return mean(true) - mean(false)
  }

  private static func logRank(_ isA: [Bool]) -> Double {
    zip(isA, scores).reduce(0) { $1.0 ? $0 + ($1.1 ?? 0) : $0 }
  }

  /// The Monte Carlo error of p is at most √(1/4/20 000) = 0.0035; 4.5 of them are allowed.
  private static func isClose(_ p: Double, _ exact: Double) -> Bool {
    abs(p - exact) <= 4.5 * (exact * (1 - exact) / 20_000).squareRoot() + 1e-4
  }

  @Test("a binary endpoint has the p of all 252 ways")
  func binary() throws {
    let analysis = try Self.analysis("orr")
    let exact = Self.exact(Self.difference)
    #expect(abs(analysis.test.statistic - (1.0 / 4 - 3.0 / 5)) <= 1e-12)
    #expect(abs(analysis.test.statistic - exact.observed) <= 1e-12)
    #expect(Self.isClose(analysis.test.p, exact.p), "\(analysis.test.p), exact \(exact.p)")
    #expect(analysis.statistic == .differenceOfProportions && analysis.compared == 9)
    #expect(analysis.pending == 1 && analysis.set == "full")
    #expect(analysis.elsewhere == .none && analysis.drawn == 10)
  }

  @Test("a time to event has the p of the log-rank statistic over all 252 ways")
  func timeToEvent() throws {
    let analysis = try Self.analysis("os")
    let exact = Self.exact(Self.logRank)
    #expect(abs(analysis.test.statistic - 0.5) <= 1e-12, "one death, half of those at risk in A")
    #expect(Self.isClose(analysis.test.p, exact.p), "\(analysis.test.p), exact \(exact.p)")
    #expect(analysis.statistic == .logRank && analysis.compared == 9)
  }

  @Test("allocations that were all made elsewhere are drawn anew as if by these rules, and that is said")
  func elsewhere() throws {
    let drawn = try Self.analysis("orr")
    let elsewhere = try Self.analysis("orr", elsewhere: Set(0..<10))
    #expect(elsewhere.elsewhere == .redrawn && elsewhere.madeElsewhere == 10 && elsewhere.drawn == 0)
    #expect(elsewhere.test.p == drawn.test.p)
  }

  @Test("beside drawn ones, those made elsewhere keep their arms")
  func kept() throws {
    let rules: ProtocolNode = ["method": "simple", "ratio": ["A": "1", "B": "1"]]
    let mixed = try Self.analysis("orr", allocation: rules, elsewhere: Set(0..<9))
    // Only S10 is drawn anew, who has no outcome: every redrawn trial is the real one.
    #expect(mixed.elsewhere == .kept && mixed.test.p == 1 && mixed.test.standardDeviation < 1e-9)
  }

  @Test("what cannot be drawn anew is refused with the reason")
  func obstacles() throws {
    func obstacle(_ body: () throws -> Void) -> RerandomizationAnalysis.Obstacle? {
      do { try body() } catch { return error as? RerandomizationAnalysis.Obstacle }
      return nil
    }
    guard
      case .rules(.cannotBeDrawn)? = obstacle({
        _ = try Self.analysis("orr", allocation: ["method": "not-published"])
      })
    else {
      Issue.record("a method that nobody knows was drawn from")
      return
    }
    guard case .unknownEndpoint("ors", let known)? = obstacle({ _ = try Self.analysis("ors") }) else {
      Issue.record("an endpoint of no protocol")
      return
    }
    #expect(known == ["orr", "os", "efs"])
    guard case .unknownArm("B", ["A"])? = obstacle({ _ = try Self.analysis("orr", arm: "B") }) else {
      Issue.record("an arm against itself")
      return
    }
    var stratified = Self.blockOfTen
    stratified = stratified.with("strata", [["id": "prior", "item": "baseline.prior"]])
    guard
      case .rules(.missingLevels(["prior"]))? = obstacle({
        _ = try Self.analysis("orr", allocation: stratified, elsewhere: Set(0..<10))
      })
    else {
      Issue.record("drawn without a level")
      return
    }
  }
}
