// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

@Suite("Proportions")
struct ProportionAnalysisTests {
  @Test("responder, non-responder, pending and unknown at the cut")
  func outcomes() throws {
    let data = try LeukemiaTrial.data()
    guard case .binary(let derivation) = try #require(data.study.endpoint("orr")).derivation else { return }
    let status = BinaryOutcomes(derivation, in: data).status
    #expect(
      status == [
        .responder, .nonResponder, .nonResponder, .nonResponder, .responder, .pending, .responder,
        .nonResponder, .responder,
      ]
    )
  }

  @Test("pending subjects are non-responders in the analysis and left out in the sensitivity")
  func pending() throws {
    let result = try #require(try LeukemiaTrial.results().result("orr.primary"))
    #expect(result.cell("arms/B/events")?.value == .number(3))
    #expect(result.cell("arms/B/n")?.value == .number(5))
    #expect(result.cell("arms/B/pending")?.value == .number(1))
    #expect(result.cell("settled/B/n")?.value == .number(4))
    #expect(result.cell("settled/B/events")?.value == .number(3))
  }

  @Test("every number with subjects behind it lists exactly those subjects")
  func lists() throws {
    let results = try LeukemiaTrial.results()
    let responders = try #require(
      results.result("orr.primary")?.tables[0].rows[0].entries[1]?.rows
    )
    let listing = try #require(results.listing(responders.listing))
    let names = responders.rows.map { results.subjects[Int(listing.subjects[Int($0)])] }
    #expect(names == ["S5", "S7", "S9"])
  }

  @Test("a part of one arm against the whole of the other gives tests, no effect, and a note")
  func oneSided() throws {
    let result = try #require(try LeukemiaTrial.results().result("orr.published"))
    #expect(result.cell("arms/A/n")?.value == .number(2))
    #expect(result.cell("arms/B/n")?.value == .number(5))
    #expect(result.notes.contains(.selectionOnOneSide(selected: "A", whole: "B")))
    #expect(!result.tables.contains { $0.id == "comparisons" })
    #expect(result.cell("comparisons/A-vs-B/tests/fisher/p") != nil)
  }

  /// 16 of 30 against 8 of 25; the values are R 4.2 (base) and, for the unconditional tests, exact
  /// enumeration checked with SciPy 1.17.
  @Test(
    "16/30 against 8/25 gives the reference values",
    arguments: [
      ("comparisons/A-vs-B/tests/pearson/p", 0.112176), ("comparisons/A-vs-B/tests/yates/p", 0.188353),
      ("comparisons/A-vs-B/tests/n-1/p", 0.115492), ("comparisons/A-vs-B/tests/fisher/p", 0.172246),
      ("comparisons/A-vs-B/tests/fisher-midp/p", 0.140645),
      ("comparisons/A-vs-B/tests/barnard/p", 0.132166),
      ("comparisons/A-vs-B/tests/boschloo/p", 0.138236),
      ("comparisons/A-vs-B/difference/estimate", 0.213333),
      ("comparisons/A-vs-B/difference/intervals/miettinen-nurminen/lower", -0.052367),
      ("comparisons/A-vs-B/difference/intervals/miettinen-nurminen/upper", 0.448449),
      ("comparisons/A-vs-B/difference/intervals/newcombe/lower", -0.047298),
      ("comparisons/A-vs-B/risk-ratio/estimate", 1.666667),
      ("comparisons/A-vs-B/odds-ratio/intervals/odds-ratio/upper", 7.331097),
      ("comparisons/A-vs-B/superiority", 0.940708), ("arms/A/intervals/clopper-pearson/lower", 0.343255),
      ("arms/B/intervals/wilson/upper", 0.515897),
    ]
  )
  func referenceValues(path: String, expected: Double) throws {
    let result = try #require(try Self.large().result("orr.primary"))
    let value = try #require(result.cell(path)?.value.number)
    // The reference values carry six decimals.
    #expect(abs(value - expected) <= 5.1e-7, "\(path): \(value)")
  }

  /// 30 subjects with 16 responders and 25 with 8, all settled long before the cut.
  static func large() throws -> TrialResults {
    var randomization = "subject,date,arm,site\n"
    var response = "subject,date,best\n"
    for subject in 1...55 {
      let isNew = subject <= 30
      randomization += "S\(subject),2024-01-10,\(isNew ? "A" : "B"),1\n"
      let responds = isNew ? subject <= 16 : subject <= 38
      response += "S\(subject),2024-02-09,\(responds ? "CR" : "NR")\n"
    }
    let empty = ["baseline.csv": "subject,prior,age\n", "relapse.csv": "subject,date\n"]
    let more = ["follow-up.csv": "subject,last-alive\n", "death.csv": "subject,date,cause\n"]
    let tables = ["randomization.csv": randomization, "response.csv": response]
    return try LeukemiaTrial.results(
      tables.merging(empty) { first, _ in first }.merging(more) { first, _ in first }
    )
  }
}
