// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import TrialConduct
import TrialDesign

/// Two arms whose treatment ends on day 21 and on day 5, with a marrow that waits for recovery.
enum MarrowTrial {
  static func study(or reading: String = "first") throws -> StudyProtocol {
    try StudyProtocol.read(node(or: reading))
  }

  private static func regimen(_ id: String, days: ProtocolNode) -> ProtocolNode {
    [
      "id": .init(stringLiteral: id), "title": "Regimen",
      "drugs": [["drug": "drug", "dose": "1 mg", "days": days]],
    ]
  }

  private static func marrow(or reading: String) -> ProtocolNode {
    [
      "id": "marrow", "title": "Marrow", "from": "treatment-end", "window": ["1", "14"],
      "recovery": [
        "counts": [
          "all": [
            ["item": "counts.anc", "at-least": "1.0 10*9/L"],
            ["item": "counts.plt", "at-least": "100 10*9/L"],
          ]
        ],
        "limit": "14 d", "or": .init(stringLiteral: reading),
      ],
      "again": ["when": ["item": "marrow.result", "in": ["MLFS", "NE-aplastic"]], "days": ["7", "14"]],
      "ends-at-new-therapy": "true",
    ]
  }

  private static func node(or reading: String) -> ProtocolNode {
    [
      "equipoise": "1",
      "study": [
        "id": "marrow", "title": "A trial with a marrow", "version": "1", "blinding": "open-label",
        "time": "calendar", "start": "2025-01-01",
      ],
      "data": ["kind": "simulated", "statement": "Made up for tests."],
      "arms": [
        ["id": "CAV", "title": "Test", "role": "experimental", "regimen": "long"],
        ["id": "MEC", "title": "Control", "role": "active-comparator", "regimen": "short"],
      ],
      "regimens": [regimen("long", days: "1-21"), regimen("short", days: "1-5")],
      "schedule": [
        "visits": [
          ["id": "screening", "title": "Screening", "window": ["-14", "0"]],
          marrow(or: reading),
          [
            "id": "day-35", "title": "Day 35", "window": ["32", "38"],
            "unless": ["item": "marrow.result", "equals": "CR"],
          ],
          ["id": "ecg", "title": "ECG", "window": ["5", "9"]],
          [
            "id": "year-1", "title": "Year 1", "window": ["30", "365"],
            "every": ["interval": "1 mo", "tolerance": "7 d"],
          ],
          [
            "id": "later", "title": "Later", "follows": "year-1",
            "every": ["interval": "3 mo", "tolerance": "14 d"],
          ],
        ],
        "activities": [
          ["title": "Baseline", "form": "baseline", "visits": "screening"],
          ["title": "Marrow", "form": "marrow", "visits": ["screening", "marrow", "day-35"]],
          ["title": "ECG", "visits": "ecg"],
          ["title": "Contact", "form": "follow-up", "visits": ["year-1", "later"]],
          ["title": "Death", "form": "death", "visits": ["year-1", "later"]],
        ],
      ],
      "forms": [
        [
          "id": "randomization", "title": "Randomization", "happened": "date",
          "items": [["id": "date", "type": "date"], ["id": "arm", "type": "arm"]],
        ],
        ["id": "baseline", "title": "Baseline", "items": [["id": "age", "type": "integer", "unit": "a"]]],
        [
          "id": "treatment", "title": "Treatment", "happened": "first",
          "items": [["id": "first", "type": "date"], ["id": "last", "type": "date"]],
        ],
        [
          "id": "counts", "title": "Counts", "repeats": "log", "happened": "date",
          "items": [
            ["id": "date", "type": "date"], ["id": "anc", "type": "decimal", "unit": "10*9/L"],
            ["id": "plt", "type": "decimal", "unit": "10*9/L"],
          ],
        ],
        [
          "id": "marrow", "title": "Marrow", "repeats": "log", "happened": "date",
          "items": [
            ["id": "date", "type": "date"],
            ["id": "result", "type": "category", "categories": ["CR", "MLFS", "NE-aplastic", "NR"]],
          ],
        ],
        [
          "id": "therapy", "title": "New therapy", "happened": "date",
          "items": [["id": "date", "type": "date"]],
        ],
        [
          "id": "follow-up", "title": "Follow-up",
          "items": [
            ["id": "alive", "type": "date"],
            ["id": "lost", "type": "category", "categories": ["yes", "no"]],
          ],
        ],
        ["id": "death", "title": "Death", "happened": "date", "items": [["id": "date", "type": "date"]]],
      ],
      "record": [
        "arm": "randomization.arm", "randomized": "randomization.date", "treated": "treatment.first",
        "last-dose": "treatment.last", "new-therapy": "therapy.date",
        "alive": ["follow-up.alive", "marrow.date"],
        "lost": ["item": "follow-up.lost", "except": "no", "at": "follow-up.alive"],
      ],
      "analysis-sets": [["id": "full", "title": "Full", "definition": "All randomized."]],
      "safety": ["set": "full", "deaths": ["at": "death.date"]],
      "analyses": ["reference": "MEC", "level": "0.95"],
    ]
  }

  /// How the visits of one subject, randomized and treated from 2025-03-03 on, stand on a day.
  ///
  /// - Parameters:
  ///   - arm: The subject's arm.
  ///   - tables: Further rows by form, without the subject, such as `"marrow": "date,result\n2025-04-01,CR"`.
  ///   - last: The last dose; empty where treatment goes on.
  ///   - day: The day looked at.
  ///   - reading: Which reading of the recovery rule the protocol follows.
  /// - Returns: The visits by id; a visit that is asked for once more as `marrow again`.
  /// - Throws: The problems of the protocol, of which there are none.
  static func visits(
    arm: String,
    _ tables: [String: String] = [:],
    last: String = "",
    on day: String,
    or reading: String = "first"
  ) throws -> [String: ScheduledVisit] {
    let study = try study(or: reading)
    var files = [
      "randomization.csv": "subject,date,arm\nS-1,2025-03-03,\(arm)\n",
      "treatment.csv": "subject,first,last\nS-1,2025-03-03,\(last)\n",
    ]
    for (form, text) in tables {
      let lines = text.split(separator: "\n")
      files["\(form).csv"] =
        (["subject,\(lines[0])"] + lines.dropFirst().map { "S-1,\($0)" }).joined(separator: "\n") + "\n"
    }
    let (record, problems) = TrialRecord.read(study: study, files: files.mapValues { Array($0.utf8) })
    precondition(!problems.contains { $0.severity == .error }, "\(problems)")
    let visits = record.visits(of: study, on: date(day))
    return Dictionary(
      visits.map { visit in
        var id = study.schedule.visits[visit.visit].id
        if case .again = visit.basis { id += " again" }
        return (id, visit)
      }
    ) { first, _ in first }
  }

  static func date(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(day: 0) }

  static func window(_ first: String, _ last: String?) -> DueWindow {
    DueWindow(first: date(first), last: last.map { date($0) })
  }
}
