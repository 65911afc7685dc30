// SPDX-License-Identifier: Apache-2.0

import Ledger
import Testing
import TrialConduct
import TrialDesign

@testable import Coordination

/// A whole rehearsed trial, and single changes of it.
@Suite struct RehearsedReconciliationTests {
  private func rehearsed(seed: UInt64) async throws -> (TrialState, Conduct) {
    let run = try await RehearsedTrial.play(subjects: 60, seed: seed)
    let trial = try await LiveTrial.open(
      run.ledger,
      vault: { _ in SmallTrial.vault },
      now: { TestClock().now }
    )
    return await trial.reading { state, conduct, _ in (state, conduct) }
  }

  /// What is found after one more event.
  private func found(after fact: Fact, _ state: TrialState, _ conduct: Conduct) throws
    -> [Reconciliation.Finding]
  {
    var state = state
    let at = try #require(state.lastInstant)
    try state.apply(TrialEvent(fact, at: at, by: .engine, reason: "r", protocolVersion: 1))
    return Reconciliation(state, by: conduct).findings
  }

  @Test(
    "a rehearsal has nothing to reconcile, and each single change of it makes its own finding",
    arguments: 1...3
  )
  func mutated(seed: Int) async throws {
    let (state, conduct) = try await rehearsed(seed: UInt64(seed))
    #expect(Reconciliation(state, by: conduct).findings.isEmpty)
    #expect(!state.cases.isEmpty)
    for one in state.cases {
      let grade = state.row(one.row)?.text("grade") ?? ""
      let regraded = Fact.corrected(
        one.row,
        changes: [ItemChange("grade", was: grade, now: grade == "1" ? "2" : "1")]
      )
      #expect(try found(after: regraded, state, conduct).map(\.kind) == [.eventChangedAfterCase])
      #expect(try found(after: .rowRemoved(one.row), state, conduct).map(\.kind) == [.caseOfRemovedEvent])
    }
    for subject in state.subjects {
      guard let status = subject.row("status", 1), !status.text("died").isEmpty,
        let day = subject.allocation?.on
      else { continue }
      let early = ItemChange("died", was: status.text("died"), now: "\(day + -400)")
      let moved = Fact.corrected(RowReference(subject.id, "status"), changes: [early])
      #expect(try found(after: moved, state, conduct).map(\.kind) == [.factsAfterDeath])
    }
  }
}
