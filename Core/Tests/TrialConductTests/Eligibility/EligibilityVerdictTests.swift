// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Rules as clinical-rules of salvage trials in AML write them; expected verdicts are read off the tables by hand.
@Suite struct EligibilityVerdictTests {
  private static let creatinine: ProtocolNode = [
    "id": "I1", "text": "Creatinine", "valid": "7 d",
    "criterion": [
      "any": [
        ["item": "s.creatinine", "at-most": "1.5", "times": "uln"],
        ["item": "s.crcl", "at-least": "50 mL/min"],
      ]
    ],
  ]

  @Test(
    "a multiple of the limit of normal, or the clearance",
    arguments: [
      // 1.5 × 90 = 135: on the limit is met.
      ("2025-01-08,135,90,", Truth.met, []),
      ("2025-01-08,135.01,90,49.9", .notMet, []),
      ("2025-01-08,190,90,50", .met, []),
      // One part that is met settles it, whatever the others are.
      ("2025-01-08,,,50", .met, []),
      ("2025-01-08,190,,", .unknown, ["s.uln", "s.crcl"]),
      ("2025-01-08,190,,40", .unknown, ["s.uln"]),
      ("2025-01-08,190,90,", .unknown, ["s.crcl"]),
      ("2025-01-08,,90,", .unknown, ["s.creatinine", "s.crcl"]),
      ("2025-01-08,not-done,90,", .unknown, ["s.creatinine", "s.crcl"]),
      // 7 days old still counts, 8 do not, and a value without its day does not either.
      ("2025-01-03,100,90,", .met, []),
      ("2025-01-02,100,90,", .unknown, ["s.creatinine", "s.crcl"]),
      (",100,90,60", .unknown, ["s.creatinine", "s.crcl"]),
      // Of January only: from too old to too late.
      ("2025-01,100,90,60", .unknown, ["s.creatinine", "s.crcl"]),
      // After the day asked about.
      ("2025-01-11,100,90,60", .unknown, ["s.creatinine", "s.crcl"]),
    ] as [(String, Truth, [String])]
  )
  func limits(row: String, truth: Truth, settledBy: [String]) throws {
    let table = "subject,blood,creatinine,uln,crcl\n1,\(row)\n"
    let verdict = try #require(try ScreeningTrial.verdicts(Self.creatinine, table).first)
    #expect(verdict.truth == truth)
    #expect(verdict.settledBy.map(\.description) == settledBy)
  }

  @Test("why a finding does not count is kept")
  func gaps() throws {
    let table = """
      subject,blood,creatinine,uln
      expired,2025-01-01,100,90
      undated,,100,90
      partly,2025-01,100,90
      later,2025-01-12,100,90
      reason,2025-01-08,not-done,90
      missing,2025-01-08,,90
      limit,2025-01-08,190,

      """
    let verdicts = try ScreeningTrial.verdicts(Self.creatinine, table)
    let expected: [FindingGap] = [
      .expired(value: "100", day: "2025-01-01", age: 9, validity: 7), .undated(value: "100", day: nil),
      .undated(value: "100", day: "2025-01"), .later(value: "100", day: "2025-01-12"),
      .notRecorded(reason: "not-done"), .missing, .noLimit(ItemPath(form: "s", item: "uln")),
    ]
    #expect(verdicts.map(\.parts[0].gaps) == expected.map { [$0] })
    #expect(verdicts.allSatisfy { $0.truth == .unknown })
    #expect(verdicts.last?.parts[0].values.first?.age == 2)

    let noDay = try ScreeningTrial.verdicts(
      Self.creatinine,
      on: nil,
      "subject,blood,creatinine,uln\n1,2025-01-08,90,90\n"
    )
    #expect(noDay[0].parts[0].gaps == [.noDay(value: "90")])
    #expect(noDay[0].truth == .unknown)
    #expect(noDay[0].settledBy.map(\.description) == ["s.crcl"])
  }

  @Test(
    "consent precedes procedures; a minor needs assent and a guardian",
    arguments: [
      ("40,2025-01-03,2025-01-03,,", Truth.met), ("40,2025-01-04,2025-01-03,,", .notMet),
      ("40,,2025-01-03,,", .unknown), ("40,2025-01-03,,,", .unknown),
      // Partial dates: January may be before or after the 10th, December is before, February after.
      ("40,2025-01,2025-01-10,,", .unknown), ("40,2024-12,2025-01-10,,", .met),
      ("40,2025-02,2025-01-10,,", .notMet), ("40,2024,2025,,", .met), ("40,2025-01,2025-01,,", .unknown),
      ("15,2025-01-03,2025-01-03,yes,yes", .met), ("15,2025-01-03,2025-01-03,yes,no", .notMet),
      ("15,2025-01-03,2025-01-03,yes,", .unknown), ("15,2025-01-03,2025-01-03,no,", .notMet),
      (",2025-01-03,2025-01-03,yes,yes", .met), (",2025-01-03,2025-01-03,yes,no", .unknown),
    ]
  )
  func consent(row: String, truth: Truth) throws {
    let rule: ProtocolNode = [
      "id": "I1", "text": "Consent",
      "criterion": [
        "all": [
          ["item": "s.consent", "on-or-before": "s.procedure"],
          [
            "any": [
              ["item": "s.age", "at-least": "18 a"],
              ["all": [["item": "s.assent", "equals": "yes"], ["item": "s.guardian", "equals": "yes"]]],
            ]
          ],
        ]
      ],
    ]
    let table = "subject,age,consent,procedure,assent,guardian\n1,\(row)\n"
    #expect(try ScreeningTrial.verdicts(rule, table).map(\.truth) == [truth])
  }

  @Test(
    "a washout counts days back from the day asked about",
    arguments: [
      ("2024-12-27", Truth.met), ("2024-12-28", .notMet), ("2024-12", .unknown), ("2024-11", .met),
      ("", .unknown),
    ]
  )
  func washout(day: String, truth: Truth) throws {
    let rule: ProtocolNode = [
      "id": "I1", "text": "Washout",
      "criterion": ["item": "s.consent", "on-or-before": "randomization", "plus": "-14 d"],
    ]
    #expect(try ScreeningTrial.verdicts(rule, "subject,consent,age\n1,\(day),40\n").map(\.truth) == [truth])
  }

  @Test("of a log the latest value that is valid counts, and values of one day have to agree")
  func latest() throws {
    let study = try ScreeningTrial.study([
      "id": "I1", "text": "Neutrophils", "valid": "7 d",
      "criterion": ["item": "counts.anc", "at-least": "1.0"],
    ])
    let files = [
      "r.csv":
        "subject,date,arm\n1,2025-01-10,A\n2,2025-01-10,A\n3,2025-01-10,A\n4,2025-01-10,A\n5,2025-01-10,A\n",
      "s.csv": "subject,age\n",
      "counts.csv": """
      subject,day,anc,plt
      1,2025-01-04,0.4,20
      1,2025-01-08,1.2,80
      1,2025-01-11,0.1,10
      2,2025-01-04,1.4,20
      2,2025-01-08,0.9,80
      3,2025-01-01,1.4,20
      3,2025-01-02,1.5,20
      4,2025-01-08,1.4,20
      4,2025-01-08,0.4,20
      5,2025-01-06,1.4,20
      5,2025-01-09,,25

      """,
    ]
    let (record, problems) = TrialRecord.read(study: study, files: files.mapValues { Array($0.utf8) })
    #expect(problems.isEmpty)
    let verdicts = record.eligibility(in: study)
    #expect(verdicts.map(\.day) == Array(repeating: CivilDate(iso: "2025-01-10")?.day, count: 5))
    #expect(verdicts.map(\.truth) == [.met, .notMet, .unknown, .unknown, .met])
    #expect(verdicts[0].rules[0].parts[0].values.map(\.text) == ["1.2"])
    // The latest of the expired values says why.
    #expect(
      verdicts[2].rules[0].parts[0].gaps == [.expired(value: "1.5", day: "2025-01-02", age: 8, validity: 7)]
    )
    #expect(verdicts[3].rules[0].parts[0].gaps.contains(.contradictory(values: ["0.4", "1.4"])))
    // The last row has no neutrophils: the value before it is the latest.
    #expect(verdicts[4].rules[0].parts[0].values.map(\.day) == ["2025-01-06"])
  }

  @Test("without a window one row of a log has to meet all parts")
  func oneRow() throws {
    let rule: ProtocolNode = [
      "id": "I1", "text": "Recovered once",
      "criterion": [
        "all": [["item": "counts.anc", "at-least": "1"], ["item": "counts.plt", "at-least": "100"]]
      ],
    ]
    let study = try ScreeningTrial.study(rule)
    let files = [
      "r.csv": "subject,date,arm\n1,2025-01-10,A\n2,2025-01-10,A\n3,2025-01-10,A\n",
      "s.csv": "subject,age\n",
      "counts.csv": """
      subject,day,anc,plt
      1,2025-01-02,1.5,20
      1,2025-01-03,0.5,120
      2,2025-01-02,1.5,120
      3,2025-01-02,1.5,
      3,2025-01-03,0.5,120

      """,
    ]
    let record = TrialRecord.read(study: study, files: files.mapValues { Array($0.utf8) }).record
    #expect(record.eligibility(in: study).map(\.truth) == [.notMet, .met, .unknown])
    // The bulk evaluation of populations says the same.
    let criterion = try #require(study.eligibility.inclusion[0].criterion)
    #expect(record.truths(of: criterion, in: study) == [.notMet, .met, .unknown])
  }

  @Test("words alone are unknown; a confirmation answers them, and never weakens a criterion")
  func confirmations() throws {
    let words: ProtocolNode = ["id": "E1", "text": "APL"]
    let verdict = try ScreeningTrial.verdicts(words, as: .exclusion, "subject,age\n1,40\n")[0]
    #expect(verdict.truth == .unknown && verdict.isWordsAlone && verdict.passes == .unknown)

    let table = "subject,age,apl\n1,40,no\n2,40,yes\n3,40,\n4,17,no\n5,17,yes\n6,17,\n7,,no\n8,,yes\n"
    let confirmed: ProtocolNode = ["id": "E1", "text": "APL", "confirmed": "s.apl"]
    #expect(
      try ScreeningTrial.verdicts(confirmed, as: .exclusion, table).map(\.passes)
        == [.met, .notMet, .unknown, .met, .notMet, .unknown, .met, .notMet]
    )
    let both: ProtocolNode = [
      "id": "X", "text": "X", "confirmed": "s.apl", "criterion": ["item": "s.age", "at-least": "18 a"],
    ]
    #expect(
      try ScreeningTrial.verdicts(both, table).map(\.truth)
        == [.notMet, .met, .unknown, .notMet, .notMet, .notMet, .notMet, .unknown]
    )
    #expect(
      try ScreeningTrial.verdicts(both, as: .exclusion, table).map(\.truth)
        == [.met, .met, .met, .notMet, .met, .unknown, .unknown, .met]
    )
  }

  @Test("every completion is looked at: what they agree on is no longer unknown")
  func completions() throws {
    func truth(_ criterion: ProtocolNode, _ row: String) throws -> Truth {
      try ScreeningTrial.verdicts(
        ["id": "I1", "text": "T", "criterion": criterion],
        "subject,age,ecog,sex\n1,\(row)\n"
      )[0].truth
    }
    let either: ProtocolNode = [
      "any": [["item": "s.age", "below": "60"], ["item": "s.age", "at-least": "60"]]
    ]
    #expect(try truth(either, ",1,female") == .met)
    let neither: ProtocolNode = [
      "all": [["item": "s.age", "below": "18"], ["item": "s.age", "above": "60"]]
    ]
    #expect(try truth(neither, ",1,female") == .notMet)
    // Exactly 60 is left over: the line between two thresholds is looked at, too.
    let gap: ProtocolNode = ["any": [["item": "s.age", "below": "60"], ["item": "s.age", "above": "60"]]]
    #expect(try truth(gap, ",1,female") == .unknown)
    let byPart: ProtocolNode = [
      "any": [
        ["all": [["item": "s.ecog", "in": ["0", "1"]], ["item": "s.age", "at-least": "18"]]],
        ["all": [["item": "s.ecog", "in": ["2", "3"]], ["item": "s.age", "at-least": "16"]]],
      ]
    ]
    #expect(try truth(byPart, "40,,female") == .met)
    #expect(try truth(byPart, "17,,female") == .unknown)
    // A comparison that every code meets asks that there is an answer.
    #expect(try truth(["item": "s.sex", "in": ["female", "male"]], "40,1,") == .unknown)
  }

  @Test("populations are asked in the same language: limits and dates mean the same for all subjects at once")
  func populations() throws {
    let table = """
      subject,age,blood,creatinine,uln,consent,procedure
      1,40,2025-01-08,135,90,2025-01-03,2025-01-03
      2,40,2025-01-08,136,90,2025-01-04,2025-01-03
      3,40,2025-01-08,136,,2025-01,2025-01-03
      4,40,2025-01-08,,90,,2025-01-03

      """
    let limit: ProtocolNode = ["item": "s.creatinine", "at-most": "1.5", "times": "uln"]
    let dates: ProtocolNode = ["item": "s.consent", "on-or-before": "s.procedure"]
    let fixed: ProtocolNode = ["item": "s.consent", "after": "2025-01-01", "plus": "2 d"]
    for (criterion, expected) in [
      (limit, [Truth.met, .notMet, .unknown, .unknown]), (dates, [.met, .notMet, .unknown, .unknown]),
      (fixed, [.notMet, .met, .unknown, .unknown]),
    ] {
      let study = try ScreeningTrial.study(["id": "I1", "text": "T", "criterion": criterion])
      let record = CandidateTable(Array(table.utf8), file: "c.csv", study: study).record
      let written = try #require(study.eligibility.inclusion[0].criterion)
      #expect(record.truths(of: written, in: study) == expected)
      #expect(record.eligibility(in: study).map(\.truth) == expected)
    }
  }
}
