// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialDesign

@testable import TrialAnalysis

@Suite("Ranges over reconstructed cohorts")
struct CohortRangesTests {
  /// A plan that declares the responders of both arms determined, and nothing else.
  private func plan(_ cells: ProtocolNode) throws -> Reconstruction {
    let study = try StudyProtocol.read(
      LeukemiaTrial.protocolNode
        .with("data", ["kind": "reconstructed", "statement": "Not patient data."])
        .with(
          "reconstruction",
          [
            "source": "a publication", "subjects": "S1", "last-fact": "2024-12-31",
            "last-record": "2025-01-31",
            "figures": [
              ["id": "arms", "sizes": ["A": "5", "B": "5"]],
              ["id": "accrual", "accrual": ["first": "2024-01", "last": "2025-02"]],
            ],
            "rows": [
              [
                "form": "randomization", "because": "not published",
                "items": ["site": ["weights": ["1": "1", "2": "1"]]],
              ]
            ],
            "determined": [["cells": cells, "as": "published", "because": "printed"]],
          ]
        )
    )
    return try #require(study.reconstruction)
  }

  /// Two cohorts with the same responders and different deaths.
  private func cohorts() throws -> [TrialResults] {
    var other = LeukemiaTrial.tables
    other["death.csv"] = "subject,date,cause\nS2,2024-05-01,infection\nS8,2024-06-15,progression\n"
    other["follow-up.csv"] = other["follow-up.csv"]?.replacing("S2,2024-10-01\n", with: "S3,2024-10-01\n")
    return [try LeukemiaTrial.results(), try LeukemiaTrial.results(other)]
  }

  private func applied(_ plan: Reconstruction) throws -> TrialResults {
    let cohorts = try cohorts()
    var ranges = CohortRanges(days: 365)
    for cohort in cohorts { ranges.add(cohort) }
    return ranges.applied(to: cohorts[0], declared: plan)
  }

  @Test("what is declared and does not vary stays a number with its provenance")
  func determined() throws {
    let cell = try applied(plan("orr.primary/arms/*/events")).result("orr.primary")?.cell("arms/A/events")
    #expect(cell?.value == .number(1))
    #expect(cell?.provenance == .published)
  }

  @Test("what is not declared becomes a range, also where the cohorts agree by chance")
  func undetermined() throws {
    let results = try applied(plan("orr.primary/arms/*/events"))
    let deaths = results.result("safety.deaths")
    #expect(deaths?.cell("A/deaths/events")?.value == .range(lower: 1, upper: 1, cohorts: 2))
    #expect(deaths?.cell("B/deaths/events")?.value == .range(lower: 0, upper: 1, cohorts: 2))
    #expect(deaths?.cell("B/deaths/events")?.provenance == .undetermined)
  }

  @Test("a declaration that the cohorts contradict is listed and not believed")
  func contradicted() throws {
    let results = try applied(plan(["orr.primary/arms/*/events", "safety.deaths/*"]))
    #expect(results.contradictedDeclarations.contains("safety.deaths/B/deaths/events"))
    let cell = results.result("safety.deaths")?.cell("B/deaths/events")
    #expect(cell?.value == .range(lower: 0, upper: 1, cohorts: 2))
  }

  @Test("ranges have no subjects behind them, and curves give way to their envelope")
  func nothingBehind() throws {
    let results = try applied(plan("orr.primary/arms/*"))
    let survival = try #require(results.result("os.primary"))
    #expect(survival.tables.flatMap(\.rows).flatMap(\.entries).allSatisfy { $0?.rows == nil })
    #expect(survival.curves?.curves.isEmpty == true)
    #expect(survival.curves?.envelopes.map(\.arm) == ["A", "B"])
  }

  @Test("joining two halves gives the same ranges as one pass")
  func joined() throws {
    let cohorts = try cohorts()
    var whole = CohortRanges(days: 365)
    var parts = [CohortRanges(days: 365), CohortRanges(days: 365)]
    for (index, cohort) in cohorts.enumerated() {
      whole.add(cohort)
      parts[index].add(cohort)
    }
    parts[0].add(parts[1])
    let plan = try plan("flow/*")
    let one = whole.applied(to: cohorts[0], declared: plan).results.flatMap(\.cells).map(\.value)
    let two = parts[0].applied(to: cohorts[0], declared: plan).results.flatMap(\.cells).map(\.value)
    #expect(one == two)
  }
}
