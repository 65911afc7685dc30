// SPDX-License-Identifier: Apache-2.0

import Testing

/// The figures of the interim abstract (Blood 2025;146(Suppl 1):5202) come out of `results.json`, and what they
/// leave open never looks like a result.
@Suite struct PublishedFiguresTests {
  @Test(
    "counts that are printed, or follow from what is printed",
    arguments: [
      ("flow", "CAV/randomized", 30), ("flow", "MEC/randomized", 25), ("flow", "total/randomized", 55),
      ("orr.primary", "arms/CAV/events", 16), ("orr.primary", "arms/CAV/n", 30),
      ("orr.primary", "arms/MEC/events", 8), ("orr.primary", "arms/MEC/n", 25),
      ("cr.published", "arms/CAV/events", 9), ("cr.published", "arms/MEC/events", 1),
      ("naive.published", "arms/CAV/events", 10), ("naive.published", "arms/CAV/n", 15),
      ("naive.published", "arms/MEC/events", 8), ("naive.published", "arms/MEC/n", 25),
      ("orr.subgroups", "comparisons/CAV-vs-MEC/baseline.prior-venetoclax/exposed/CAV/events", 6),
      ("orr.subgroups", "comparisons/CAV-vs-MEC/baseline.prior-venetoclax/exposed/CAV/n", 15),
      ("baseline", "baseline.age/CAV/median", 49.5), ("baseline", "baseline.age/CAV/min", 15),
      ("baseline", "baseline.age/CAV/max", 66), ("baseline", "baseline.age/MEC/median", 51),
      ("baseline", "baseline.age/MEC/min", 30), ("baseline", "baseline.age/MEC/max", 68),
      ("baseline", "baseline.sex/total/male/events", 28),
      ("baseline", "baseline.sex/total/female/events", 27),
      ("baseline", "baseline.risk/CAV/high/events", 13), ("baseline", "baseline.risk/MEC/high/events", 5),
      ("baseline", "baseline.prior-venetoclax/CAV/naive/events", 15),
      ("safety.deaths", "total/deaths/events", 11), ("safety.deaths", "total/cause-progression/events", 7),
      ("safety.deaths", "total/cause-infection/events", 4),
      ("safety.adverse-events", "term/Neutrophil count decreased/CAV/grade-3-5/events", 30),
      ("safety.adverse-events", "term/Neutrophil count decreased/MEC/grade-3-5/events", 25),
      ("safety.adverse-events", "term/Lung infection/CAV/grade-3-5/events", 3),
      ("safety.adverse-events", "term/Lung infection/MEC/grade-3-5/events", 5),
      ("safety.adverse-events", "term/Sepsis/CAV/grade-3-5/events", 1),
      ("safety.adverse-events", "term/Sepsis/MEC/grade-3-5/events", 7),
    ]
  )
  func counts(result: String, path: String, expected: Double) throws {
    #expect(try PublishedReport.result(result)["values"].at(path) == .number(expected))
  }

  /// R 4.2 (chisq.test, fisher.test) for the tables 16/30 v 8/25 and 10/15 v 8/25; six decimals.
  @Test(
    "p-values of the printed tables",
    arguments: [
      ("orr.primary", "pearson", 0.112176), ("orr.primary", "fisher", 0.172246),
      ("orr.primary", "yates", 0.188353), ("orr.primary", "boschloo", 0.138236),
      ("naive.published", "pearson", 0.032877), ("naive.published", "fisher", 0.050352),
      ("naive.published", "yates", 0.071021),
    ]
  )
  func pValues(result: String, test: String, expected: Double) throws {
    let path = "comparisons/CAV-vs-MEC/tests/\(test)/p"
    let p = try #require(try PublishedReport.result(result)["values"].at(path).number)
    #expect(abs(p - expected) <= 5.1e-7, "\(p)")
  }

  @Test("one-year survival of MEC rounds to 67.1 %, that of CAV is no number")
  func survival() throws {
    let values = try PublishedReport.result("os.primary")["values"]
    let rate = try #require(values.at("arms/MEC/rate-365/estimate").number)
    #expect((rate * 1000).rounded() == 671)
    #expect(values.at("arms/CAV/rate-365/estimate").number == nil)
  }

  @Test("the tables hold 19 transplants, and nobody is a responder after the cut")
  func tables() throws {
    let copy = try StudyCopy("cav-mec")
    #expect(copy.table("transplant.csv").rows.count == 19)
    let best = copy.table("response.csv").values(of: "best")
    let dates = copy.table("response.csv").values(of: "date")
    let responders = best.filter { ["CR", "CRh", "CRi", "MLFS"].contains($0.value) }.keys
    #expect(responders.count == 24)
    #expect(responders.allSatisfy { dates[$0, default: "9999"] <= "2025-07-31" })
  }

  @Test("a part of CAV against the whole of MEC: as published, flagged, with tests and without an effect")
  func selectionOnOneSide() throws {
    let result = try PublishedReport.result("naive.published")
    #expect(result["standing"] == .text("as-published"))
    #expect(result["prespecified"] == .truth(false))
    let notes = result["notes"].list.compactMap(\.text)
    #expect(notes.contains { $0.hasPrefix("A part of CAV is set against the whole of MEC.") })
    #expect(notes.contains { $0.hasPrefix("Not prespecified") })
    let effects = ["difference", "risk-ratio", "odds-ratio", "number-needed", "superiority"]
    let comparison = result["values"].at("comparisons/CAV-vs-MEC").table
    #expect(comparison.keys.sorted() == ["tests"])
    for path in result["provenance"].table.keys {
      #expect(effects.allSatisfy { !path.split(separator: "/").map(String.init).contains($0) }, "\(path)")
    }
  }

  @Test("the report says that the primary test is Pearson's and prespecified")
  func primary() throws {
    let result = try PublishedReport.result("orr.primary")
    #expect(result["primaryTest"] == .text("pearson"))
    #expect(result["standing"] == .text("prespecified"))
  }

  @Test("every declared cell was the same in all cohorts")
  func declarations() throws {
    let json = try PublishedReport.json()
    #expect(json["contradictedDeclarations"] == .list([]))
    #expect(json["cohorts"] == .number(200))
  }
}
