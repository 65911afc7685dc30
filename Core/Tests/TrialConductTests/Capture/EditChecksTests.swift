// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Edit checks, branches and reasons for missing values of a small protocol.
@Suite struct EditChecksTests {
  private static let node = SmallTrial.node.with(
    "forms",
    [
      [
        "id": "randomization", "title": "R", "happened": "date",
        "items": [
          ["id": "date", "type": "date"], ["id": "arm", "type": "arm"], ["id": "site", "type": "site"],
        ],
      ],
      [
        "id": "baseline", "title": "B",
        "items": [
          ["id": "age", "type": "integer", "unit": "a"],
          [
            "id": "guardian", "type": "category", "categories": ["yes", "no"], "required": "true",
            "missing": ["refused"], "shown-when": ["item": "baseline.age", "below": "18 a"],
          ],
        ],
      ],
      [
        "id": "lab", "title": "L", "repeats": "log", "happened": "day",
        "items": [
          ["id": "day", "type": "date"],
          ["id": "albumin", "type": "decimal", "unit": "g/L", "missing": ["not-done", "lost"]],
          ["id": "protein", "type": "decimal", "unit": "g/L", "required": "true", "missing": ["not-done"]],
        ],
        "checks": [
          [
            "id": "L1", "message": "Drawn before randomization", "severity": "error",
            "criterion": ["item": "lab.day", "on-or-after": "randomization"],
          ],
          [
            "id": "L2", "message": "Protein of a newborn?",
            "criterion": [
              "any": [["item": "lab.protein", "above": "30"], ["item": "baseline.age", "below": "1 a"]]
            ],
          ],
        ],
      ],
    ]
  ).with("safety", ["set": "full"]).with(
    "schedule",
    [
      "visits": [["id": "v", "title": "V", "window": ["-28", "0"]]],
      "activities": [["title": "L", "form": "lab", "visits": "v"]],
    ]
  )

  private static let files = [
    "randomization.csv":
      "subject,date,arm,site\nS-1,2024-02-01,CAV,1\nS-2,2024-02-10,MEC,2\nS-3,2024-02-10,MEC,2\n",
    "baseline.csv": "subject,age,guardian\nS-1,15,yes\nS-2,40,\nS-3,16,refused\n",
    "lab.csv": """
    subject,day,albumin,protein
    S-1,2024-02-02,40,70
    S-1,2024-02-03,not-done,not-done
    S-2,2024-02-11,lost,66

    """,
  ]

  private static func read(_ changes: [String: String] = [:]) throws -> (
    record: TrialRecord, problems: [DataProblem]
  ) {
    SmallTrial.read(try SmallTrial.study(node), files.merging(changes) { $1 })
  }

  @Test("a record that holds has no problem; reasons are kept, and values stay missing")
  func sound() throws {
    let (record, problems) = try Self.read()
    #expect(problems.isEmpty)
    #expect(
      record.table("lab").missingReasons == [
        "albumin": [1: "not-done", 2: "lost"], "protein": [1: "not-done"],
      ]
    )
    #expect(record.table("baseline").missingReasons == ["guardian": [2: "refused"]])
    let albumin = ItemPath(form: "lab", item: "albumin")
    let study = try SmallTrial.study(Self.node)
    #expect(
      record.rowTruths(of: .compare(albumin, .known(true)), form: "lab", in: study) == [
        .met, .notMet, .notMet,
      ]
    )
  }

  @Test("reasons come back from the written table, and count in the fingerprint")
  func roundTrip() throws {
    let study = try SmallTrial.study(Self.node)
    let record = try Self.read().record
    let written = study.forms.map { ("\($0.id).csv", record.csv(form: $0, study: study)) }
    #expect(
      written[2].1 == "subject,day,albumin,protein\n"
        + "S-1,2024-02-02,40,70\nS-1,2024-02-03,not-done,not-done\nS-2,2024-02-11,lost,66\n"
    )
    let again = try Self.read(Dictionary(uniqueKeysWithValues: written)).record
    #expect(again.canonicalBytes(of: study) == record.canonicalBytes(of: study))
    let other = try Self.read(["lab.csv": written[2].1.replacing("lost", with: "")]).record
    #expect(other.canonicalBytes(of: study) != record.canonicalBytes(of: study))
  }

  @Test(
    "what does not hold is told with file, line, column and how to mend it",
    arguments: [
      (
        "lab.csv", "subject,day,albumin,protein\nS-1,2024-01-30,40,70\n",
        "data/lab.csv:2: column \"day\" (S-1 · lab.day): check L1: Drawn before randomization\n  Correct the row, or "
          + "the check L1 of the form lab in the protocol."
      ),
      (
        "lab.csv", "subject,day,albumin,protein\nS-1,2024-02-02,40,70\nS-1,2024-02-04,40,30\n",
        "data/lab.csv:3: column \"protein\" (S-1 · lab.protein): warning: check L2: Protein of a newborn?\n  Correct "
          + "the row, or the check L2 of the form lab in the protocol."
      ),
      (
        "baseline.csv", "subject,age,guardian\nS-1,15,yes\nS-2,40,yes\n",
        "data/baseline.csv:3: column \"guardian\" (S-2 · baseline.guardian): a value that is not asked for: its branch "
          + "is closed (shown-when)\n  Take the value out, or correct what closes the branch: baseline.age."
      ),
      (
        "baseline.csv", "subject,age,guardian\nS-1,15,\n",
        "data/baseline.csv:2: column \"guardian\" (S-1 · baseline.guardian): a value is missing, and its branch is open "
          + "(shown-when)\n  Fill it in, or take required: true from baseline.guardian in the protocol."
      ),
      (
        "lab.csv", "subject,day,albumin,protein\nS-1,2024-02-02,not-drawn,70\n",
        "data/lab.csv:2: column \"albumin\" (S-1 · lab.albumin): \"not-drawn\" is not a number\n  Write digits, with a "
          + "point for decimals, such as 12.5; leave a missing value empty."
      ),
    ]
  )
  func faults(file: String, text: String, message: String) throws {
    #expect(try Self.read([file: text]).problems.map(\.description) == [message])
  }

  @Test("what cannot be judged passes: an unknown age opens no branch and fails no check")
  func unknown() throws {
    let problems = try Self.read([
      "baseline.csv": "subject,age,guardian\nS-1,,\nS-2,,yes\nS-3,,\n",
      "lab.csv": "subject,day,albumin,protein\nS-1,2024-02,40,20\n",
    ]).problems
    #expect(problems.isEmpty)
  }

  @Test("a date in another century is refused, also where it places no fact of the trial")
  func century() throws {
    let node = Self.node.with(
      "forms",
      [
        [
          "id": "randomization", "title": "R",
          "items": [["id": "date", "type": "date"], ["id": "arm", "type": "arm"]],
        ],
        ["id": "history", "title": "H", "items": [["id": "diagnosed", "type": "date"]]],
      ]
    ).with("schedule", ["notes": ["None"]]).with(
      "record",
      ["arm": "randomization.arm", "randomized": "randomization.date"]
    )
    let files = [
      "randomization.csv": "subject,date,arm\nS-1,2024-02-01,CAV\nS-2,2024-02-01,CAV\n",
      "history.csv": "subject,diagnosed\nS-1,2924-01-01\nS-2,1999-05-01\n",
    ]
    #expect(
      SmallTrial.read(try SmallTrial.study(node), files).problems.map(\.problem) == [
        "2924-01-01 lies outside the study, which began on 2024-01-01"
      ]
    )
  }
}
