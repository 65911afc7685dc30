// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import TrialConduct
import TrialDesign

/// A trial at screening: one form filled once, one log of blood counts, and rules that tests write themselves.
enum ScreeningTrial {
  static let node: ProtocolNode = [
    "equipoise": "1",
    "study": [
      "id": "screening", "title": "A trial at screening", "version": "1", "blinding": "open-label",
      "time": "calendar", "start": "2025-01-01",
    ],
    "data": ["kind": "simulated", "statement": "Made up for tests."],
    "arms": [["id": "A", "title": "A", "role": "experimental"]],
    "schedule": [
      "visits": [["id": "screening", "title": "Screening", "window": ["-28", "0"]]],
      "activities": [
        ["title": "Screening", "form": "s", "visits": "screening"],
        ["title": "Counts", "form": "counts", "visits": "screening"],
        ["title": "Randomization", "form": "r", "visits": "screening"],
      ],
    ],
    "forms": [
      ["id": "r", "title": "R", "items": [["id": "date", "type": "date"], ["id": "arm", "type": "arm"]]],
      [
        "id": "s", "title": "Screening",
        "items": [
          ["id": "age", "title": "Age", "type": "integer", "unit": "a", "range": ["15", "100"]],
          ["id": "sex", "type": "category", "categories": ["female", "male"]],
          ["id": "ecog", "title": "ECOG", "type": "category", "categories": ["0", "1", "2", "3"]],
          ["id": "blood", "type": "date"],
          [
            "id": "creatinine", "title": "Creatinine", "type": "decimal", "unit": "umol/L",
            "happened": "blood",
            "uln": "s.uln", "missing": ["not-done"],
          ],
          ["id": "uln", "title": "ULN of creatinine", "type": "decimal", "unit": "umol/L"],
          [
            "id": "crcl", "title": "Creatinine clearance", "type": "decimal", "unit": "mL/min",
            "happened": "blood",
          ],
          ["id": "wbc", "title": "White cells", "type": "decimal", "unit": "10*9/L", "happened": "blood"],
          ["id": "consent", "title": "Consent", "type": "date"],
          ["id": "procedure", "title": "First procedure", "type": "date"],
          ["id": "assent", "title": "Assent", "type": "category", "categories": ["yes", "no"]],
          ["id": "guardian", "title": "Guardian", "type": "category", "categories": ["yes", "no"]],
          ["id": "apl", "title": "APL", "type": "category", "categories": ["yes", "no"]],
        ],
      ],
      [
        "id": "counts", "title": "Counts", "repeats": "log", "happened": "day",
        "items": [
          ["id": "day", "type": "date"],
          ["id": "anc", "title": "Neutrophils", "type": "decimal", "unit": "10*9/L"],
          ["id": "plt", "title": "Platelets", "type": "decimal", "unit": "10*9/L"],
        ],
      ],
    ],
    "record": ["arm": "r.arm", "randomized": "r.date"],
    "analyses": ["reference": "A", "level": "0.95"],
  ]

  /// The trial with one inclusion rule, or with one exclusion rule.
  static func study(_ rule: ProtocolNode, as kind: Eligibility.Kind = .inclusion) throws -> StudyProtocol {
    try StudyProtocol.read(
      node.with("eligibility", kind == .inclusion ? ["inclusion": [rule]] : ["exclusion": [rule]])
    )
  }

  /// The candidates of a table, judged on a day.
  static func verdicts(
    _ rule: ProtocolNode,
    as kind: Eligibility.Kind = .inclusion,
    on day: String? = "2025-01-10",
    _ table: String
  ) throws -> [RuleVerdict] {
    let study = try study(rule, as: kind)
    let candidates = CandidateTable(Array(table.utf8), file: "c.csv", study: study)
    guard candidates.problems.isEmpty else { throw Refused(problems: candidates.problems) }
    return candidates.record.eligibility(
      in: study,
      on: day.flatMap { CivilDate(iso: $0)?.day },
      subjects: candidates.order
    ).map { $0.rules[0] }
  }

  struct Refused: Error { let problems: [DataProblem] }
}
