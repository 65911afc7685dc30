// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import TrialConduct
import TrialDesign

/// A trial of four subjects, small enough to know by heart.
enum SmallTrial {
  static let node: ProtocolNode = [
    "equipoise": "1",
    "study": [
      "id": "small", "title": "A small trial", "version": "1", "blinding": "open-label", "time": "calendar",
      "start": "2024-01-01",
    ],
    "data": ["kind": "simulated", "statement": "Made up for tests."],
    "sites": [["id": "1"], ["id": "2"]],
    "arms": [
      ["id": "CAV", "title": "Test", "role": "experimental"],
      ["id": "MEC", "title": "Control", "role": "active-comparator"],
    ],
    "schedule": [
      "visits": [
        ["id": "screening", "title": "Screening", "window": ["-28", "0"]], ["id": "end", "title": "End"],
      ],
      "activities": [
        ["title": "Marrow", "form": "marrow", "visits": "screening"],
        ["title": "Death", "form": "death", "visits": "end"],
      ],
    ],
    "forms": [
      [
        "id": "randomization", "title": "Randomization", "happened": "date",
        "items": [
          ["id": "date", "type": "date", "required": "true"],
          ["id": "arm", "type": "arm", "required": "true"],
          ["id": "site", "type": "site"],
        ],
      ],
      [
        "id": "baseline", "title": "Baseline",
        "items": [
          ["id": "age", "type": "integer", "unit": "a", "range": ["15", "100"]],
          ["id": "sex", "type": "category", "categories": ["male", "female"], "required": "true"],
          ["id": "weight", "type": "decimal", "unit": "kg"],
        ],
      ],
      [
        "id": "marrow", "title": "Marrow", "repeats": "log", "happened": "date",
        "items": [["id": "date", "type": "date"], ["id": "blasts", "type": "decimal", "unit": "%"]],
      ],
      [
        "id": "response", "title": "Response", "happened": "date",
        "items": [
          ["id": "date", "type": "date"],
          ["id": "best", "type": "category", "categories": ["CR", "CRh", "NR"]],
        ],
      ],
      [
        "id": "adverse-events", "title": "Adverse events", "repeats": "log", "happened": "onset",
        "items": [
          ["id": "onset", "type": "date"], ["id": "term", "type": "text"],
          ["id": "grade", "type": "integer", "range": ["1", "5"]],
        ],
      ],
      [
        "id": "death", "title": "Death", "happened": "date",
        "items": [
          ["id": "date", "type": "date"],
          ["id": "cause", "type": "category", "categories": ["aml", "other"]],
        ],
      ],
    ],
    "record": ["arm": "randomization.arm", "site": "randomization.site", "randomized": "randomization.date"],
    "analysis-sets": [
      [
        "id": "full", "title": "Full", "definition": "All randomized.",
        "criterion": ["item": "randomization.arm", "known": "true"],
      ]
    ],
    "safety": ["set": "full", "deaths": ["at": "death.date", "cause": "death.cause"]],
    "analyses": ["reference": "MEC", "level": "0.95"],
  ]

  static let files: [String: String] = [
    "randomization.csv": """
    subject,date,arm,site,recorded
    S-1,2024-02-01,CAV,1,2024-02-01
    S-2,2024-02-10,MEC,2,2024-02-12
    S-10,2024-03-01,MEC,1,2024-03-01
    S-9,2024-03-05,CAV,2,2024-03-09

    """,
    "baseline.csv": """
    subject,age,sex,weight
    S-1,49,male,70.5
    S-2,51,female,
    S-9,NA,female,61
    S-10,66,male,82.25

    """,
    "marrow.csv": """
    subject,date,blasts
    S-1,2024-01-20,61.5
    S-1,2024-03-02,4
    S-2,2024-02-08,33

    """,
    "response.csv": """
    subject,date,best
    S-1,2024-03-02,CR
    S-2,2024-03,NR
    S-9,,

    """,
    "adverse-events.csv": #"""
    subject,onset,term,grade,recorded
    S-1,2024-02-05,Sepsis,3,2024-02-07
    S-1,2024-02-20,"Pain, ""dull""",1,2024-02-21
    S-1,2024-02-05,Lung infection,2,2024-02-07
    S-2,2024-02-20,Sepsis,,2024-06-01

    """#,
    "death.csv": """
    subject,date,cause
    S-2,2024-04-01,aml

    """,
  ]

  static func study(_ node: ProtocolNode = node) throws -> StudyProtocol { try StudyProtocol.read(node) }

  static func read(
    _ study: StudyProtocol,
    _ files: [String: String] = files
  ) -> (record: TrialRecord, problems: [DataProblem]) {
    TrialRecord.read(study: study, files: files.mapValues { Array($0.utf8) })
  }
}
