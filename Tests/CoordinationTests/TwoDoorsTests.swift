// SPDX-License-Identifier: Apache-2.0

import Ledger
import Testing
import TrialConduct
import TrialDesign

@testable import Coordination

/// Two programs at one ledger: what one writes, the other knows before it refuses or tells anything.
@Suite struct TwoDoorsTests {
  private static let text = """
    equipoise: 1
    study: {id: doors, title: Two doors, version: "1", blinding: open-label, time: calendar, start: 2025-01-01}
    data: {kind: simulated, statement: Made up for tests.}
    sites: [{id: north}]
    arms: [{id: A, title: New, role: experimental}, {id: B, title: Old, role: active-comparator}]
    schedule:
      visits: [{id: screening, title: Screening}]
      activities: [{title: Randomization, form: randomization, visits: [screening]}]
    forms:
      - id: randomization
        title: Randomization
        happened: date
        items: [{id: date, type: date, required: true}, {id: arm, type: arm, required: true}]
    record: {arm: randomization.arm, randomized: randomization.date}
    analysis-sets: [{id: full, title: All, definition: All randomized subjects}]
    analyses: {level: 0.95, reference: B}
    roles:
      - {id: chief, title: Chief, sites: all, can: [grant]}
      - {id: investigator, title: Investigator, can: [screen]}

    """

  /// A trial that was begun through one door, and a second door to it.
  private func doors() async throws -> (LiveTrial, LiveTrial) {
    let store = MemoryLedger()
    let one = try await LiveTrial.open(store, now: { TestClock().now })
    let study = try SmallTrial.study(Self.text)
    _ = try await one.activate(Array(Self.text.utf8), as: study, commitment: nil, by: "chen")
    return (one, try await LiveTrial.open(store, now: { TestClock().now }))
  }

  private static let grant = Act.grant(Grant(user: "zhou", role: "investigator", site: "north"))

  @Test("a look through one door shows what came in through the other")
  func reading() async throws {
    let (one, other) = try await doors()
    _ = try await one.perform(Order(Self.grant, by: "chen"))
    let roles = await other.reading { state, _, _ in state.grants["zhou"]?.count }
    #expect(roles == 1)
  }

  @Test("nothing is refused for want of what came in through the other door")
  func refusing() async throws {
    let (one, other) = try await doors()
    _ = try await one.perform(Order(Self.grant, by: "chen"))
    let screening = Screening(subject: "C-1", site: "north", on: try date("2025-03-10"), identity: nil)
    let receipt = try await other.perform(Order(.screen(screening), by: "zhou"))
    #expect(receipt.entries == 4...4)
  }

  @Test("an order that was made up for another state of the ledger is not carried out")
  func moved() async throws {
    let (one, _) = try await doors()
    await #expect(throws: TrialFailure.self) {
      try await one.perform(Order(Self.grant, by: "chen", after: 1))
    }
    _ = try await one.perform(Order(Self.grant, by: "chen", after: 2))
  }
}
