// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialSimulation

@testable import Coordination

@Suite struct RehearsalTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static func codes(_ run: RehearsalRun) -> [String] { run.result.findings.map(\.code) }

  private static func told(_ run: RehearsalRun) -> Comment {
    Comment(rawValue: run.result.findings.map { "\($0)" }.joined(separator: "\n"))
  }

  // MARK: The same again

  @Test("the same seed gives the same ledger, byte for byte; another seed another one")
  func deterministic() async throws {
    let first = try await RehearsedTrial.play(subjects: 20, seed: 5)
    let again = try await RehearsedTrial.play(subjects: 20, seed: 5)
    let other = try await RehearsedTrial.play(subjects: 20, seed: 6)
    let entries = try await first.ledger.read(from: 1, limit: .max).map(\.payload)
    #expect(entries.count > 300)
    #expect(try await again.ledger.read(from: 1, limit: .max).map(\.payload) == entries)
    #expect(first.head == again.head && first.head != other.head)
  }

  // MARK: A sound protocol

  @Test("in a sound protocol every slip is met by its refusal, and nothing else is refused")
  func everySlip() async throws {
    var slips: Set<Slip> = []
    var refused: Set<String> = []
    for seed in 1...3 {
      let run = try await RehearsedTrial.play(subjects: 60, seed: UInt64(seed))
      #expect(run.result.isClean, Self.told(run))
      slips.formUnion(run.result.tally.slips.keys)
      refused.formUnion(run.result.tally.refusals.filter { $0.value.expected > 0 }.map(\.key))
    }
    // A protocol with a safety plan has none without.
    #expect(Set(Slip.allCases).subtracting(slips) == [.reportWithoutPlan])
    let codes = Slip.allCases.filter { $0 != .reportWithoutPlan }.flatMap(\.codes)
    // Investigators see their own site only, so that another site's subject is unknown to them.
    #expect(Set(codes).subtracting(refused) == ["otherSite"])
  }

  @Test("without a safety plan no serious event is taken")
  func noPlan() async throws {
    let plan = """
      safety:
        set: full
        adverse-events: {term: events.term, grade: events.grade}
        deaths: {at: status.died}

      """
    let run = try await RehearsedTrial.play([(plan, "")], subjects: 40)
    #expect(run.result.tally.slips[.reportWithoutPlan, default: 0] > 0, Self.told(run))
  }

  @Test("each rule keeps somebody out, both arms fill, and the seed gives every arm")
  func course() async throws {
    let run = try await RehearsedTrial.play(subjects: 60)
    let result = run.result
    #expect(Set(result.tally.failures.keys) == ["I1", "I2", "E1"])
    #expect(result.screenFailures + result.randomized + 1 == result.screened)
    #expect(result.arms.values.allSatisfy { $0 > 20 })
    #expect(result.seriousCases > 0 && result.queries[.open] == 0)
    let audit = try await TrialAudit.of(run.ledger, named: "rehearsal")
    #expect(audit.isSound)
    guard case .derived(let confirmed, elsewhere: 0) = audit.allocations else {
      Issue.record("the allocations were not derived")
      return
    }
    #expect(confirmed == result.randomized)
  }

  @Test(
    "the studies of this repository that can be rehearsed are clean",
    arguments: ["cav-mec", "screening"]
  )
  func studies(name: String) async throws {
    let folder = try StudyFolder.open("\(Self.root)/Studies/\(name)")
    let study = try #require(StudyReading(folder, readsData: false).study)
    let run = try await RehearsalRun.play(folder, study, subjects: 36, seed: 1)
    #expect(run.result.isClean, Self.told(run))
    #expect(run.result.randomized >= 20)
    // Serious events of a trial whose safety plan counts a derived form grow from the recorded one.
    #expect(run.result.seriousCases > 0 || study.safety == nil)
  }

  // MARK: Planted faults

  @Test("rules that contradict each other let nobody in, and are named")
  func contradiction() async throws {
    let fault = (
      "exclusion:\n",
      "exclusion:\n    - {id: E2, text: Grown up, criterion: {item: baseline.age, at-least: 18 a}}\n"
    )
    let run = try await RehearsedTrial.play([fault], subjects: 6)
    guard case .nobodyEligible(let rules)? = run.result.findings.first else {
      Issue.record(Self.told(run))
      return
    }
    #expect(Set(rules).isSubset(of: ["I1", "E2"]) && !rules.isEmpty)
    #expect(run.result.randomized == 0)
  }

  @Test("a rule whose item no form of screening holds is never met")
  func outOfReach() async throws {
    let rule = "{id: I1, text: Adult, criterion: {item: baseline.age, at-least: 18 a}}"
    let fault = (rule, "{id: I1, text: Platelets, criterion: {item: counts.platelets, at-least: 50 10*9/L}}")
    let run = try await RehearsedTrial.play([fault], subjects: 6)
    #expect(Self.codes(run).contains("rule-never-met"), Self.told(run))
  }

  @Test("a check that says what is wrong asks about every row")
  func invertedCheck() async throws {
    let fault = ("{item: counts.platelets, at-most: 1000}", "{item: counts.platelets, above: 5000}")
    let run = try await RehearsedTrial.play([fault], subjects: 12)
    #expect(Self.codes(run).contains("check-always-fires"), Self.told(run))
  }

  @Test("a form that no visit fills is named")
  func unplannedForm() async throws {
    let fault = ("    - {title: Counts, form: counts, visits: [after]}\n", "")
    let run = try await RehearsedTrial.play([fault], subjects: 12)
    guard case .formNeverFilled("counts", atVisit: false)? = run.result.findings.first else {
      Issue.record(Self.told(run))
      return
    }
  }

  @Test("a check of severity error that nothing can meet shows as a refusal that nobody expected")
  func impossibleCheck() async throws {
    let fault = ("{item: counts.neutrophils, below: 90}", "{item: counts.neutrophils, above: 100}")
    let run = try await RehearsedTrial.play([fault], subjects: 12)
    #expect(Self.codes(run).contains("unexpected-refusal"), Self.told(run))
  }

  @Test("a visit without a form, and what no role may do, are worth a look and stop nobody")
  func notes() async throws {
    let run = try await RehearsedTrial.play(
      [
        ("visits: [after, later]}", "visits: [after]}"),
        ("can: [query, close-query, verify,", "can: [query, close-query,"),
      ],
      subjects: 12
    )
    #expect(Self.codes(run) == ["visit-without-form", "nobody-may"], Self.told(run))
    #expect(run.result.isClean)
  }

  @Test("what a protocol lacks is told before anybody acts")
  func obstacles() async throws {
    do {
      _ = try await RehearsedTrial.play(
        [
          (", confirmed: baseline.pregnant}", "}"),
          ("randomize, randomized-in-error,", "randomized-in-error,"),
        ],
        subjects: 6
      )
      Issue.record("it was played")
    } catch RehearsalFailure.obstacles(let found) {
      #expect(found.obstacles == [.nobody(.randomize), .wordsAlone(["E1"])])
    }
  }

  // MARK: Expectations

  @Test("a slip that is let through, and an act that is refused, are findings")
  func surprises() throws {
    var tally = RehearsalTally()
    let event = TrialEvent(
      .revoked(Grant(user: "li", role: "x", site: nil)),
      at: TestClock().now,
      by: .engine,
      protocolVersion: 1
    )
    let slip = Self.cue(expecting: .refused(["noConsent"]), slip: .entryBeforeConsent)
    tally.note(slip, .refused(.noConsent("S1", on: TestClock().now.date)))
    tally.note(Self.cue(expecting: .done), .done([event]))
    #expect(tally.surprises.isEmpty)
    tally.note(slip, .done([event]))
    tally.note(slip, .refused(.noCalendar))
    tally.note(Self.cue(expecting: .follows("deviated")), .done([event]))
    tally.note(Self.cue(expecting: .repeated), .done([event]))
    tally.note(Self.cue(expecting: .done), .refused(.noCalendar))
    tally.note(Self.cue(expecting: .done), .refused(.noCalendar))
    #expect(tally.surprises.count == 5 && tally.surprises.last?.further == 1)
    #expect(tally.refusals["noCalendar"]?.unexpected == 3 && tally.refusals["noConsent"]?.expected == 1)
  }

  private static func cue(expecting expectation: Cue.Expectation, slip: Slip? = nil) -> Cue {
    Cue(
      at: TestClock().now,
      act: slip == nil ? .unblind(subject: "S1") : .randomize(subject: "S1"),
      user: "li",
      reason: nil,
      key: expectation == .repeated ? "k" : nil,
      expects: expectation,
      slip: slip
    )
  }
}
