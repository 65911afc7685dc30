// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

/// Tables for the suites of `equipoise tumor-lysis`.
enum TumorLysisCases {
  static let head = "subject,date,time,analyte,value,unit,uln,baseline,therapy_start"

  /// The columns of clinical findings, as the documentation names them.
  static let findings = ["oliguria", "dysrhythmia", "sudden_death", "seizure", "symptomatic_hypocalcemia"]

  static func assessor(_ setting: [String: String] = [:]) throws -> TumorLysisAssessor {
    TumorLysisAssessor(try TumorLysisTests.criteria(setting), try Ctcae.scheme.get())
  }

  static func table(_ text: String, _ setting: [String: String] = [:]) throws -> TumorLysisTable {
    let assessor = try assessor(setting)
    return TumorLysisTable(Array(text.utf8), criteria: assessor.criteria, scheme: assessor.scheme)
  }

  /// Rows beneath the head, as a table.
  static func rows(_ samples: [String], head: String = head) throws -> TumorLysisTable {
    try table(([head] + samples).joined(separator: "\n") + "\n")
  }

  static func verdicts(_ samples: [String], _ setting: [String: String] = [:], head: String = head) throws
    -> [TumorLysisVerdict]
  {
    let text = ([head] + samples).joined(separator: "\n") + "\n"
    return try assessor(setting).verdicts(on: table(text, setting))
  }

  static func json(_ table: TumorLysisTable, _ setting: [String: String] = [:]) throws -> [[String: Any]] {
    try TumorLysisListing(table, by: assessor(setting), language: .english).json.map { object in
      let bytes = Data(object.rendered(.compact).utf8)
      return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }
  }

  /// The outcomes that are possible for the only subject.
  static func possible(_ samples: [String], _ setting: [String: String] = [:], head: String = head) throws
    -> [String]
  {
    let verdict = try #require(try verdicts(samples, setting, head: head).first)
    let outcomes = try TumorLysisTests.criteria(setting).clinical.outcomes
    return verdict.decision.possible.map { outcomes[$0].id }
  }

  static var example: [UInt8] {
    get throws {
      let path = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../../Documentation/Examples/tumor-lysis.csv")
      return Array(try Data(contentsOf: path.standardized))
    }
  }
}
