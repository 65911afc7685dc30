// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

@Suite("Baseline")
struct BaselineAnalysisTests {
  /// The fixture with other ages in arm B, and with or without tests.
  private func result(tests: String) throws -> AnalysisResult {
    let analyses: ProtocolNode = [
      "level": "0.95", "reference": "B", "baseline": ["baseline.prior", "baseline.age"],
      "baseline-tests": ProtocolNode(stringLiteral: tests),
    ]
    let study = try StudyProtocol.read(LeukemiaTrial.protocolNode.with("analyses", analyses))
    var tables = LeukemiaTrial.tables
    tables["baseline.csv"] = tables["baseline.csv"]?.replacing("S7,exposed,70", with: "S7,exposed,20")
    let cut = try #require(CivilDate(iso: "2024-12-31"))
    let record = try LeukemiaTrial.record(study, tables)
    return try #require(analyse(study, record, settings: AnalysisSettings(cut: cut)).result("baseline"))
  }

  @Test("shows no test unless the protocol asks for one")
  func noTests() throws {
    #expect(try result(tests: "false").cells.allSatisfy { $0.kind != .pValue })
  }

  @Test("compares numbers by Kruskal and Wallis and categories by Pearson where the protocol asks")
  func withTests() throws {
    let result = try result(tests: "true")
    // Ages 40, 50, 60 against 30, 20 have ranks 3, 4, 5 against 2, 1:
    // H = 12 / (5 · 6) · (12² / 3 + 3² / 2) − 3 · 6 = 3, and P(χ²₁ > 3) = 0.0832645.
    let statistic = try #require(result.cell("baseline.age/test/statistic")?.value.number)
    let p = try #require(result.cell("baseline.age/test/p")?.value.number)
    #expect(abs(statistic - 3) < 1e-12)
    #expect(abs(p - 0.0832645) < 5e-8)
    // Two and two against one and one are the same shares.
    #expect(result.cell("baseline.prior/test/statistic")?.value == .number(0))
  }

  @Test("missing values are counted apart and leave the share's denominator")
  func missing() throws {
    let result = try result(tests: "false")
    #expect(result.cell("baseline.age/A/missing")?.value == .number(1))
    #expect(result.cell("baseline.prior/B/missing")?.value == .number(3))
    #expect(result.cell("baseline.prior/B/naive/n")?.value == .number(2))
  }
}
