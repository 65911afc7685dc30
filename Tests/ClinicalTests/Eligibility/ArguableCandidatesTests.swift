// SPDX-License-Identifier: Apache-2.0

import Foundation
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

/// Candidates a haematologist would argue about: the made-up ones of Studies/screening, on one day.
///
/// Verdicts follow from the rules by hand; the sentences are golden texts.
@Suite struct ArguableCandidatesTests {
  private let study: StudyProtocol
  private let record: TrialRecord
  private let verdicts: [String: EligibilityVerdict]

  init() throws {
    let folder = try StudyFolder.open(Self.root + "/Studies/screening")
    let reading = StudyReading(folder)
    study = try #require(reading.study)
    record = try #require(reading.record)
    let day = try #require(CivilDate(iso: "2025-03-10")).day
    let names = record.subjects
    verdicts = Dictionary(
      uniqueKeysWithValues: record.eligibility(in: study, on: day).map { (names[$0.subject], $0) }
    )
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  @Test(
    "each candidate is eligible, not eligible, or not settled",
    arguments: [
      ("C-01", Truth.met, [], []), ("C-02", .unknown, [], ["I4"]),
      ("C-03", .unknown, [], ["I4", "I5", "I6"]),
      ("C-04", .met, [], []), ("C-05", .unknown, [], ["I9"]), ("C-06", .notMet, ["I9"], []),
      ("C-07", .notMet, ["E1"], []), ("C-08", .met, [], []), ("C-09", .unknown, [], ["I5"]),
      ("C-10", .unknown, [], ["I9"]), ("C-11", .unknown, [], ["I6", "I7", "I8", "E2"]),
      ("C-12", .notMet, ["I2", "I3", "I4", "I5", "I6", "I7", "I8"], []),
    ] as [(String, Truth, [String], [String])]
  )
  func verdict(subject: String, truth: Truth, notPassed: [String], unknown: [String]) throws {
    let verdict = try #require(verdicts[subject])
    #expect(verdict.truth == truth)
    #expect(verdict.rules.filter { $0.passes == .notMet }.map(\.rule.id) == notPassed)
    #expect(verdict.rules.filter { $0.passes == .unknown }.map(\.rule.id) == unknown)
  }

  @Test(
    "the reasons name value, limit, date, age and window, what is missing, and what would settle it",
    arguments: [
      // Above 1.5 × ULN for most laboratories, but this laboratory's limit is not on file.
      (
        "C-02", "I4",
        [
          "Creatinine 168 µmol/L: upper limit of normal not on file", "Creatinine clearance: nothing on file",
          "would be settled by: Upper limit of normal of creatinine, Creatinine clearance",
        ]
      ),
      // A normal count, nine days old.
      (
        "C-03", "I6",
        [
          "White cells expired: 9 days old, valid for 7 days (3.2 ×10⁹/L on 2025-03-01)",
          "would be settled by: White cells",
        ]
      ),
      // Fifteen, with assent and a guardian.
      (
        "C-04", "I9",
        [
          "Written consent 2025-03-06, on or before First procedure of the trial (2025-03-07)",
          "Assent of a minor: yes (2025-03-07)", "Consent of a guardian: yes (2025-03-07)",
        ]
      ),
      // Sixteen: nobody asked the guardian yet.
      ("C-05", "I9", ["Consent of a guardian: nothing on file"]),
      // Signed on the day after the first procedure.
      (
        "C-06", "I9",
        ["Written consent 2025-03-06, not on or before First procedure of the trial (2025-03-05)"]
      ),
      ("C-07", "E1", ["Acute promyelocytic leukemia: yes (2025-03-07)"]),
      // 38 is 1.8 × 21: too high, unless the leukemia is in the liver.
      (
        "C-08", "I5",
        [
          "Leukemia in the liver: yes (2025-03-06, 4 days old)",
          "Bilirubin 38 µmol/L ≤ 2 × upper limit of normal (21 µmol/L) (2025-03-08, 2 days old)",
        ]
      ),
      ("C-09", "I5", ["Leukemia in the liver: nothing on file"]),
      // On every limit at once: 156 = 1.5 × 104, 31.5 = 1.5 × 21, 24.9 < 25, 50 %, 70 years, 14 days.
      (
        "C-10", "I4",
        ["Creatinine 156 µmol/L ≤ 1.5 × upper limit of normal (104 µmol/L) (2025-03-08, 2 days old)"]
      ),
      (
        "C-10", "I8",
        ["Last anti-leukemic drug 2025-02-24, on or before 14 days before randomization (2025-02-24)"]
      ),
      // Consent "in March": before or after the 7th?
      (
        "C-10", "I9",
        [
          "Written consent 2025-03: not known whether on or before First procedure of the trial (2025-03-07)",
          "would be settled by: Written consent",
        ]
      ),
      // Creatinine was not done; the clearance answers.
      ("C-11", "I4", ["Creatinine clearance 85 mL/min ≥ 50 mL/min (2025-03-08, 2 days old)"]),
      ("C-11", "I6", ["White cells: missing, because: clotted", "would be settled by: White cells"]),
      (
        "C-11", "I7",
        [
          "Left ventricular ejection fraction expired: 29 days old, valid for 28 days (62% on 2025-02-09)",
          "would be settled by: Left ventricular ejection fraction",
        ]
      ),
      // 25 is not below 25.
      ("C-12", "I6", ["White cells 25 ×10⁹/L ≥ 25 ×10⁹/L (2025-03-08, 2 days old)"]),
      (
        "C-12", "I4",
        [
          "Creatinine 157 µmol/L > 1.5 × upper limit of normal (104 µmol/L) (2025-03-08, 2 days old)",
          "Creatinine clearance 49 mL/min < 50 mL/min (2025-03-08, 2 days old)",
        ]
      ),
    ] as [(String, String, [String])]
  )
  func reasons(subject: String, rule: String, because: [String]) throws {
    let verdict = try #require(verdicts[subject]?.rules.first { $0.rule.id == rule })
    #expect(EligibilityWords(study, language: .english).because(verdict) == because)
  }

  @Test(
    "both languages say something about every rule, in lines of at most 100 columns",
    arguments: Language.allCases
  )
  func columns(language: Language) throws {
    let some = record.subjects.prefix(3).compactMap { verdicts[$0] }
    let all = record.subjects.compactMap { verdicts[$0] }
    for verdicts in [some, all] {
      let text = EligibilityText(study, record, language: language).rendered(verdicts)
      for line in text.split(separator: "\n") {
        let width = line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFE6).contains($1.value) ? 2 : 1) }
        #expect(width <= 100, "\(line)")
      }
    }
  }

  @Test("without a screening table every rule that needs it is unknown, and nobody is eligible")
  func publishedTrial() throws {
    let reading = StudyReading(try StudyFolder.open(Self.root + "/Studies/cav-mec"))
    let study = try #require(reading.study)
    let verdicts = try #require(reading.record).eligibility(in: study)
    #expect(verdicts.count == 55)
    for verdict in verdicts {
      #expect(verdict.truth == .unknown)
      #expect(verdict.rules.filter { $0.truth == .met }.map(\.rule.id) == ["I2"])
      #expect(verdict.rules.allSatisfy { !$0.isWordsAlone })
    }
  }

  @Test("the shipped rules and windows are the assumed ones: blood 7 days, heart 28 days")
  func windows() throws {
    let study = try #require(StudyReading(try StudyFolder.open(Self.root + "/Studies/cav-mec")).study)
    let windows = (study.eligibility.inclusion + study.eligibility.exclusion).filter { $0.validity != nil }
    #expect(
      Dictionary(uniqueKeysWithValues: windows.map { ($0.id, $0.validity) }) == [
        "I4": 7, "I5": 7, "I6": 7, "I7": 28, "I9": 7, "E6": 7,
      ]
    )
  }
}
