// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import ProtocolLiterals
import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct AllocationFactTests {
  private static func study(_ allocation: ProtocolNode) throws -> StudyProtocol {
    try StudyProtocol.read(node(allocation))
  }

  private static func node(_ allocation: ProtocolNode) -> ProtocolNode {
    // Nothing here looks at the visits.
    SmallTrial.node.with("allocation", allocation).with("schedule", ["notes": ["None."]])
  }

  private static let blocks: ProtocolNode = [
    "method": "permuted-blocks", "ratio": ["CAV": "1", "MEC": "1"], "block-sizes": ["2", "4"],
    "strata": [["id": "sex", "item": "baseline.sex"], ["id": "site", "item": "randomization.site"]],
  ]

  private static func seed() throws -> AllocationSeed {
    try #require(AllocationSeed(Array(0..<32)))
  }

  /// What the live trial does: decide, append the fact, fold.
  private static func conduct(_ allocator: Allocator, subjects: Int) throws -> [AllocationFact] {
    var facts: [AllocationFact] = []
    for number in 0..<subjects {
      let state = try allocator.state(after: facts)
      var stream = try seed().stream(state.count)
      let levels = ["sex": number % 3 == 0 ? "female" : "male", "site": number % 2 == 0 ? "1" : "2"]
      facts.append(try allocator.nextArm(for: levels, after: state, drawing: &stream).fact)
    }
    return facts
  }

  @Test("a recorded trial is confirmed by its seed and by no other")
  func verification() throws {
    let allocator = try Allocator(Self.study(Self.blocks))
    let facts = try Self.conduct(allocator, subjects: 60)
    let result = allocator.verify(facts, seed: try Self.seed())
    #expect(result.isConfirmed && result.confirmed == 60)
    let other = try #require(AllocationSeed(Array(1..<33)))
    #expect(!allocator.verify(facts, seed: other).isConfirmed)
  }

  @Test("an arm that was changed afterwards is found at its place")
  func forgery() throws {
    let allocator = try Allocator(Self.study(["method": "simple", "ratio": ["CAV": "2", "MEC": "1"]]))
    var facts = try Self.conduct(allocator, subjects: 40)
    let arm = facts[17].arm == "CAV" ? "MEC" : "CAV"
    facts[17] = AllocationFact(arm: arm)
    let result = allocator.verify(facts, seed: try Self.seed())
    #expect(result.discrepancies.map(\.number) == [17])
    #expect(result.confirmed == 39)
  }

  @Test("what the rules could never have given is refused with its place")
  func impossible() throws {
    let allocator = try Allocator(Self.study(["method": "permuted-blocks", "block-sizes": "2"]))
    let first = AllocationFact(arm: "CAV", opensBlock: 2)
    func refusal(_ facts: [AllocationFact]) -> AllocationRefusal? {
      do throws(AllocationRefusal) {
        _ = try allocator.state(after: facts)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([first, AllocationFact(arm: "MEC")]) == nil)
    #expect(refusal([first, AllocationFact(arm: "CAV")]) == .impossible(number: 1, .noPlaceInBlock))
    #expect(refusal([first, first]) == .impossible(number: 1, .blockOutOfTurn))
    #expect(refusal([AllocationFact(arm: "CAV")]) == .impossible(number: 0, .blockOutOfTurn))
    #expect(refusal([AllocationFact(arm: "CAV", opensBlock: 4)]) == .impossible(number: 0, .unknownBlockSize))
    #expect(refusal([AllocationFact(arm: "X", opensBlock: 2)]) == .unknownArm("X", known: ["CAV", "MEC"]))
  }

  @Test("a missing or unknown level is refused by name and is no stratum of its own")
  func levels() throws {
    let allocator = try Allocator(Self.study(Self.blocks))
    func refusal(_ levels: [String: String]) throws -> AllocationRefusal? {
      var stream = try Self.seed().stream(0)
      do throws(AllocationRefusal) {
        _ = try allocator.nextArm(for: levels, after: allocator.start, drawing: &stream)
        return nil
      } catch {
        return error
      }
    }
    #expect(try refusal(["site": ""]) == .missingLevels(["sex", "site"]))
    #expect(try refusal(["site": "1"]) == .missingLevels(["sex"]))
    #expect(
      try refusal(["sex": "unknown", "site": "1"])
        == .unknownLevel(factor: "sex", code: "unknown", known: ["male", "female"])
    )
    #expect(try refusal(["sex": "male", "site": "1", "further": "ignored"]) == nil)
  }

  @Test("a method that is not published is refused, with the reason")
  func notPublished() throws {
    let study = try Self.study(["method": "not-published"])
    do throws(AllocationRefusal) {
      _ = try Allocator(study)
      Issue.record("a draw from rules that nobody knows")
    } catch {
      guard case .cannotBeDrawn(let faults) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(faults.map(\.key) == ["method"])
    }
  }

  @Test("an allocation from elsewhere counts, takes a number, and needs no seed")
  func elsewhere() throws {
    let allocator = try Allocator(Self.study(["method": "big-stick", "imbalance-limit": "2"]))
    var facts = [
      AllocationFact(arm: "CAV", origin: .elsewhere), AllocationFact(arm: "CAV", origin: .elsewhere),
    ]
    let state = try allocator.state(after: facts)
    #expect(state.count == 2)
    var stream = try Self.seed().stream(2)
    let (fact, explanation) = try allocator.nextArm(for: [:], after: state, drawing: &stream)
    #expect(fact.arm == "MEC" && explanation.isDeterministic && explanation.basis == .counts([2, 0]))
    facts.append(fact)
    let result = allocator.verify(facts, seed: try Self.seed())
    #expect(result.isConfirmed && result.confirmed == 1 && result.elsewhere == 2)
  }

  @Test("the order of arms in the file changes no draw")
  func orderOfArms() throws {
    let arms: ProtocolNode = [
      ["id": "MEC", "title": "Control", "role": "active-comparator"],
      ["id": "CAV", "title": "Test", "role": "experimental"],
    ]
    let turned = try StudyProtocol.read(
      Self.node(Self.blocks).with("arms", arms)
    )
    let facts = try Self.conduct(Allocator(Self.study(Self.blocks)), subjects: 30)
    #expect(try Self.conduct(Allocator(turned), subjects: 30) == facts)
  }
}
