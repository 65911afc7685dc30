// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

@testable import equipoise

/// Verdicts of `equipoise tumor-lysis` on hand-worked cases; therapy starts on 2025-03-03 in all of them.
@Suite struct TumorLysisVerdictTests {
  /// Potassium at its limit at 08:00 on a day, and urate at its limit on another; the others normal.
  static func pair(_ first: String, _ second: String) -> [String] {
    [
      "S,\(first),potassium,6.0,mmol/L,,,2025-03-03", "S,\(second),urate,476,umol/L,,,",
      "S,2025-03-03,12:00,phosphate,1.0,mmol/L,,,", "S,2025-03-03,12:00,calcium,2.3,mmol/L,,,",
    ]
  }

  @Test(
    "24 hours, 3 days before and 7 days after the start are counted to the minute and the day",
    arguments: [
      ("2025-03-04,08:00", "2025-03-05,08:00", Truth.met, []),
      ("2025-03-04,08:00", "2025-03-05,08:01", .notMet, []),
      ("2025-03-05,08:00", "2025-03-04,08:00", .met, []),
      ("2025-02-28,00:00", "2025-02-28,23:59", .met, []),
      // One of the two on day −4 or +8: what is left is one abnormality, and the substance is no longer measured.
      ("2025-02-27,23:59", "2025-02-28,00:00", .unknown, ["potassium"]),
      ("2025-03-10,23:59", "2025-03-10,00:00", .met, []),
      ("2025-03-10,23:59", "2025-03-11,00:00", .unknown, ["urate"]),
      ("2025-03-04,", "2025-03-04,", .met, []),
      ("2025-03-04,", "2025-03-05,08:00", .unknown, ["time"]),
      // 23:59 of the day before is 24 hours away, 00:00 of the day after is more.
      ("2025-03-04,", "2025-03-05,23:59", .unknown, ["time"]),
      ("2025-03-04,", "2025-03-06,00:00", .notMet, []),
      ("2025-03-04,08:00", "2025-03,", .unknown, ["date"]),
      ("2025-03-04,08:00", ",", .unknown, ["date"]),
      ("2025-03-04,08:00", "2025-04,", .unknown, ["urate"]),
    ] as [(String, String, Truth, [String])]
  )
  func windows(first: String, second: String, laboratory: Truth, settledBy: [String]) throws {
    let rows = Self.pair(first, second)
    let verdict = try #require(try TumorLysisCases.verdicts(rows).first)
    #expect(verdict.laboratory.laboratory == laboratory)
    #expect((verdict.laboratory.together.count >= 2) == (laboratory == .met))
    let object = try #require(try TumorLysisCases.json(TumorLysisCases.rows(rows)).first)
    let said = try #require(object["laboratory"] as? [String: Any])
    #expect(said["settledBy"] as? [String] == settledBy)
    #expect(said["met"] as? Bool == (laboratory == .unknown ? nil : laboratory == .met))
  }

  @Test(
    "in the version of 2004 a change of 25 % counts, up or down, and a missing baseline leaves it open",
    arguments: [
      ("5.0", "4.0", "1.8", "2.4", Truth.met), ("4.99", "4.0", "1.8", "2.4", .notMet),
      ("5.0", "4.0", "1.81", "2.4", .notMet), ("5.0", "4.0", "1.8", "", .unknown),
      ("5.0", "4.0", "1.75", "", .met), ("4.99", "4.0", "1.8", "", .notMet),
    ]
  )
  func changes(potassium: String, before: String, calcium: String, calciumBefore: String, laboratory: Truth)
    throws
  {
    let rows = [
      "S,2025-03-04,,potassium,\(potassium),mmol/L,,\(before),2025-03-03",
      "S,2025-03-08,,calcium,\(calcium),mmol/L,,\(calciumBefore),",
      "S,2025-03-04,,urate,300,umol/L,,300,", "S,2025-03-04,,phosphate,1,mmol/L,,1,",
    ]
    #expect(
      try TumorLysisCases.verdicts(rows, ["version": "2004"]).first?.laboratory.laboratory == laboratory
    )
  }

  @Test(
    "creatinine counts by its rise, by its limit of normal where there is no baseline, in its days",
    arguments: [
      // 26.5 umol/L, or 0.3 mg/dL (26.52), above baseline.
      ("2025-03-04,,creatinine,106.3,umol/L,,79.8", ["clinical"], []),
      ("2025-03-04,,creatinine,106.2,umol/L,,79.8", ["laboratory"], []),
      ("2025-03-04,,creatinine,1.2,mg/dL,,0.9", ["clinical"], []),
      ("2025-03-04,,creatinine,200,umol/L,104,180", ["laboratory"], []),
      // 1.5 × 104 is 156.
      ("2025-03-04,,creatinine,156,umol/L,104,", ["clinical"], []),
      ("2025-03-04,,creatinine,155,umol/L,104,", ["laboratory", "clinical"], ["baseline"]),
      ("2025-03-04,,creatinine,156,umol/L,,", ["laboratory", "clinical"], ["baseline", "uln"]),
      ("2025-03-04,,creatinine,156,,104,", ["laboratory", "clinical"], ["unit"]),
      ("2025-03-04,,creatinine,,umol/L,104,", ["laboratory", "clinical"], ["value"]),
      ("2025-03-20,,creatinine,400,umol/L,104,80", ["laboratory", "clinical"], ["creatinine"]),
      (",,creatinine,400,umol/L,104,80", ["laboratory", "clinical"], ["date"]),
      ("2025-03-04,,sodium,140,mmol/L,,", ["laboratory", "clinical"], ["creatinine"]),
    ]
  )
  func creatinine(sample: String, possible: [String], settledBy: [String]) throws {
    let head = TumorLysisCases.head + "," + TumorLysisCases.findings.joined(separator: ",")
    let rows =
      Self.pair("2025-03-04,08:00", "2025-03-04,09:00").map { $0 + ",no,no,no,no,no" } + ["S,\(sample),,,,,,"]
    #expect(try TumorLysisCases.possible(rows, head: head) == possible)
    let object = try #require(try TumorLysisCases.json(TumorLysisCases.rows(rows, head: head)).first)
    #expect(object["settledBy"] as? [String] == settledBy)
  }

  @Test(
    "of several values of creatinine the one that speaks most for it decides, and a baseline is told once"
  )
  func creatinines() throws {
    let head = TumorLysisCases.head + "," + TumorLysisCases.findings.joined(separator: ",")
    let rows =
      Self.pair("2025-03-04,08:00", "2025-03-04,09:00").map { $0 + ",no,no,no,no,no" }
      + [
        "S,2025-03-03,,creatinine,85,umol/L,,80,,,,,,", "S,2025-03-05,,creatinine,1.4,mg/dL,,,,,,,,",
        "S,2025-03-06,,creatinine,90,umol/L,,,,,,,,",
      ]
    let verdict = try #require(try TumorLysisCases.verdicts(rows, head: head).first)
    #expect(verdict.decision.possible == [2])
    #expect(verdict.creatinine.map { verdict.rows[$0].number } == 6)
  }

  @Test(
    "a finding is there where one row of the days that count has it, and absent where one says so",
    arguments: [
      (["2025-03-04,no"], ["laboratory"]), (["2025-03-04,no", "2025-03-05,yes"], ["clinical"]),
      (["2025-03-04,yes", "2025-03-05,no"], ["clinical"]), ([",yes"], ["clinical"]),
      ([",no"], ["laboratory"]),
      (["2025-03-04,"], ["laboratory", "clinical"]), (["2025-03-20,yes"], ["laboratory", "clinical"]),
      (["2025-03-20,yes", "2025-03-04,no"], ["laboratory"]), (["2025-03,yes"], ["laboratory", "clinical"]),
      (["2025-03,no"], ["laboratory", "clinical"]),
      (["2025-03-04,no", "2025-03-05,maybe"], ["laboratory", "clinical"]),
    ]
  )
  func findings(seizures: [String], possible: [String]) throws {
    let head = TumorLysisCases.head + "," + TumorLysisCases.findings.joined(separator: ",")
    let others = Self.pair("2025-03-04,08:00", "2025-03-04,09:00").map { $0 + ",no,no,no,,no" }
    let creatinine = "S,2025-03-04,,creatinine,80,umol/L,,80,,,,,,"
    let rows = seizures.map { seizure in
      let parts = seizure.split(separator: ",", omittingEmptySubsequences: false)
      return "S,\(parts[0]),,,,,,,,,,,\(parts[1]),"
    }
    #expect(try TumorLysisCases.possible(others + [creatinine] + rows, head: head) == possible)
  }

  @Test("without a start of therapy nothing is decided, and it is asked for")
  func noStart() throws {
    let rows = Self.pair("2025-03-04,08:00", "2025-03-04,09:00").map {
      $0.replacingOccurrences(of: "mmol/L,,,2025-03-03", with: "mmol/L,,,")
    }
    let object = try #require(try TumorLysisCases.json(TumorLysisCases.rows(rows)).first)
    #expect(object["possible"] as? [String] == ["none", "laboratory", "clinical"])
    #expect((object["laboratory"] as? [String: Any])?["settledBy"] as? [String] == ["therapy_start"])
    #expect((object["laboratory"] as? [String: Any])?["notMeasured"] as? [String] == [])
  }

  // MARK: Properties

  @Test("where all is known, two different limits reached within 24 hours are all there is to it")
  func pairs() throws {
    // Every substance five times at random hours, at random above or below its limit; a linear congruential generator.
    var state: UInt64 = 2011
    func draw(_ count: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % count)
    }
    let limits = [("potassium", 6.0), ("phosphate", 1.45), ("urate", 476), ("calcium", 1.75)]
    var met = 0
    for _ in 0..<400 {
      var rows = ["S,,,,,,,,2025-03-03"]
      var beyond: [(substance: Int, minute: Int)] = []
      for (substance, limit) in limits.enumerated() {
        for _ in 0..<5 {
          let (day, minute) = (draw(9), draw(1440))
          let isAbnormal = draw(5) == 0
          // Calcium is abnormal below its limit.
          let value = isAbnormal == (substance != 3) ? limit.1 * 1.01 : limit.1 * 0.99
          let unit = substance == 2 ? "umol/L" : "mmol/L"
          let clock = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
          rows.append("S,2025-03-0\(day + 1),\(clock),\(limit.0),\(value),\(unit),,,")
          if isAbnormal { beyond.append((substance, day * 1440 + minute)) }
        }
      }
      let expected = beyond.contains { one in
        beyond.contains { $0.substance != one.substance && abs($0.minute - one.minute) <= 1440 }
      }
      let verdict = try #require(try TumorLysisCases.verdicts(rows).first)
      #expect(verdict.laboratory.laboratory == Truth(expected))
      met += expected ? 1 : 0
    }
    #expect((50...350).contains(met))
  }

  @Test("the order of the rows changes nothing")
  func order() throws {
    let lines = try Self.exampleLines()
    let sorted = try Self.outcomes(lines)
    #expect(try Self.outcomes([lines[0]] + lines.dropFirst().reversed()) == sorted)
    #expect(Set(sorted.values).count > 3)
  }

  @Test(
    "leaving out what a field says never rules anything out that was possible",
    arguments: ["2011", "2004"]
  )
  func missing(version: String) throws {
    let lines = try Self.exampleLines()
    let whole = try Self.outcomes(lines, ["version": version])
    var changed = 0
    for line in lines.indices.dropFirst() {
      let fields = lines[line].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      for column in fields.indices where ![0, 4].contains(column) && !fields[column].isEmpty {
        var (blank, less) = (fields, lines)
        blank[column] = ""
        less[line] = blank.joined(separator: ",")
        for (subject, outcomes) in try Self.outcomes(less, ["version": version]) {
          let before = whole[subject] ?? []
          // A field that was refused had told nothing.
          guard subject != "T-07" else { continue }
          #expect(outcomes.isSuperset(of: before), "\(subject), row \(line): \(outcomes) without \(column)")
          if outcomes != before { changed += 1 }
        }
      }
    }
    #expect(changed > 10)
  }

  private static func exampleLines() throws -> [String] {
    String(decoding: try TumorLysisCases.example, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func outcomes(_ lines: [String], _ setting: [String: String] = [:]) throws
    -> [String: Set<Int>]
  {
    let table = try TumorLysisCases.table(lines.joined(separator: "\n") + "\n", setting)
    let verdicts = try TumorLysisCases.assessor(setting).verdicts(on: table)
    return Dictionary(uniqueKeysWithValues: verdicts.map { ($0.subject, Set($0.decision.possible)) })
  }
}
