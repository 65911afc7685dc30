// SPDX-License-Identifier: Apache-2.0

import Markup
import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct BalanceReportTests {
  private static let study = Result {
    try StudyProtocol.read(
      ConductTrial.node.with(
        "allocation",
        [
          "method": "permuted-blocks", "ratio": ["VERUM": "2", "PLACEBO": "1"], "block-sizes": ["3"],
          "strata": [["id": "site", "title": "Site", "item": "s.site"]],
        ]
      )
    )
  }

  /// `V` and `P` at site 01 and `v` and `p` at 02, in their order.
  private static func state(_ arms: String) throws -> TrialState {
    var state = TrialState()
    for (index, letter) in arms.enumerated() {
      let site = letter.isUppercase ? "01" : "02"
      let allocation = SubjectAllocation(
        subject: "S\(index)",
        arm: letter.uppercased() == "V" ? "VERUM" : "PLACEBO",
        on: ConductTrial.date("2025-03-10"),
        number: index + 1,
        levels: ["site": site],
        share: 0,
        eligibility: nil
      )
      for fact in [Fact.broughtIn(subject: allocation.subject, site: site), .allocatedElsewhere(allocation)] {
        try state.apply(
          TrialEvent(
            fact,
            at: ConductTrial.at("2025-03-10"),
            by: ConductTrial.manager,
            protocolVersion: 1
          )
        )
      }
    }
    return state
  }

  private static func report(
    _ arms: String,
    sites: Set<String>? = nil,
    armSites: Set<String>? = nil,
    _ language: Language = .english
  ) throws -> BalanceReport {
    try BalanceReport(
      study.get(),
      state(arms),
      for: .init(sites: sites, armSites: armSites),
      language: language
    )
  }

  /// By hand: 2:1 of 5 is 3.3 and 1.7; VVPvp are 3 and 2, in parts of the ratio 1.5 and 2.
  @Test("who may see every arm gets counts beside the plan")
  func byArm() throws {
    let report = try Self.report("VVPvp")
    #expect(
      report.rendered == """
        Balance of the allocation · 5 allocated
          Level       Randomized  Placebo (planned)  Verum (planned)  Imbalance
          ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
          All                  5            2 (1.7)          3 (3.3)        0.5
          Site North           3            1 (1.0)          2 (2.0)        0.0
          Site South           2            1 (0.7)          1 (1.3)        0.5

          Planned: what the ratio gives. Imbalance: the largest less the smallest count for each part of the
          ratio.

        """
    )
    #expect(report.json["total"]?["arms"]?["VERUM"]?["count"] == 3)
    #expect(report.json["armsShown"] == true && report.json["late"] == .null)
  }

  @Test("everybody else gets counts of the whole trial and of the own site, and no arm")
  func withoutArms() throws {
    let report = try Self.report("VVPvp", sites: ["01"], armSites: ["01"])
    #expect(
      report.rendered == """
        Balance of the allocation · 5 allocated
          Level       Randomized
          ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
          All                  5
          Site North           3

          The imbalance is not told yet: it is when 20 subjects of other sites were allocated.
          It is told late and in rounds of 10 subjects, so that nobody can tell the arm of one subject, or
          of the next.

        """
    )
    #expect(report.json["strata"] == .null && report.json["total"]?["arms"] == .null)
    #expect(report.json["margins"]?.array?.map { $0["levels"]?["site"] } == ["01"])
  }

  /// Three own Verum, then of site 02 ten Verum and ten Placebo: as of the tenth there are 13 Verum, 13/2 less 0.
  @Test("one number is told late, the same whether or not the reader sees the arms of one site")
  func late() throws {
    let arms = String(repeating: "v", count: 10) + String(repeating: "p", count: 10)
    for armSites: Set<String> in [["01"], []] {
      let report = try Self.report("VVV" + arms, sites: ["01"], armSites: armSites)
      #expect(report.json["late"] == ["imbalance": 6.5, "after": 13])
      #expect(report.rendered.contains("Imbalance of the whole trial after 13 allocations: 6.5"))
      #expect(!report.rendered.contains("erum"))
    }
    #expect(
      try Self.report("VVV" + arms, sites: ["01"], armSites: [], .simplifiedChinese).rendered
        .contains("第 13 次分配后全试验的不平衡：6.5")
    )
  }

  @Test("rules that nobody published are refused")
  func notPublished() throws {
    let study = try StudyProtocol.read(
      ConductTrial.node.with("allocation", ["method": "not-published"])
    )
    #expect(throws: AllocationRefusal.self) {
      _ = try BalanceReport(study, TrialState(), for: .init(sites: nil, armSites: nil), language: .english)
    }
  }

  @Test("the catalogues say the same in both languages")
  func catalogues() {
    expectWhole(BalanceMessage.self)
    expectWhole(PredictabilityMessage.self)
    expectWhole(RerandomizationMessage.self)
    expectWhole(AllocationMessage.self)
  }

  @Test("the record's guesses are for who may see every arm; the rules' are everybody's")
  func predictability() throws {
    func report(_ showsRecord: Bool) throws -> PredictabilityReport {
      try PredictabilityReport(
        Self.study.get(),
        Self.state("VVPvp"),
        showsRecord: showsRecord,
        replicates: 100,
        seed: 1,
        language: .english
      )
    }
    let (open, hidden) = (try report(true), try report(false))
    #expect(open.rendered.contains("In the record") && !hidden.rendered.contains("In the record"))
    let guessers = try #require(open.json["guessers"]?.array)
    // By hand at site 01: the larger arm first, right; then Placebo, which is behind, wrong and right; at 02 right twice.
    #expect(guessers.map { $0["recorded"] } == [0.8, 0.8])
    let others = try #require(hidden.json["guessers"]?.array)
    #expect(others.map { $0["recorded"] } == [.null, .null])
    #expect(guessers.map { $0["rules"] } == others.map { $0["rules"] })
    #expect(guessers[0]["rules"]?["exact"] == true)
  }
}
