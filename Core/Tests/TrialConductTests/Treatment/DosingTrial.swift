// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import TrialConduct
import TrialDesign

/// A trial of one drug by body surface, with a growth factor on the day before; cycles may have a length.
enum DosingTrial {
  static let node: ProtocolNode = [
    "equipoise": "1",
    "study": [
      "id": "dosing", "title": "Doses", "version": "1", "blinding": "open-label", "time": "calendar",
      "start": "2025-01-01",
    ],
    "data": ["kind": "simulated", "statement": "Made up for tests."],
    "arms": [
      ["id": "A", "title": "A", "role": "experimental", "regimen": "x"],
      ["id": "B", "title": "B", "role": "active-comparator"],
    ],
    "regimens": [regimen(cycle: "21 d")],
    "dosing": [
      "items": [
        "height": "size.height", "weight": "size.weight", "age": "base.age", "sex": "base.sex",
        "creatinine": "size.creatinine",
        "co-medication": ["name": "med.name", "first": "med.first", "last": "med.last"],
        "cycle": ["number": "given.cycle", "start": "given.date", "drug": "given.drug"],
      ]
    ],
    "forms": [
      ["id": "r", "title": "R", "items": [["id": "date", "type": "date"], ["id": "arm", "type": "arm"]]],
      [
        "id": "base", "title": "Base",
        "items": [
          ["id": "age", "type": "integer"],
          ["id": "sex", "type": "category", "categories": ["female", "male", "unknown"]],
          ["id": "first", "type": "date"],
        ],
      ],
      [
        "id": "size", "title": "Size", "repeats": "log", "happened": "date",
        "items": [
          ["id": "date", "type": "date"], ["id": "height", "type": "decimal", "unit": "m"],
          ["id": "weight", "type": "decimal", "unit": "kg"],
          ["id": "creatinine", "type": "decimal", "unit": "umol/L"],
        ],
      ],
      [
        "id": "given", "title": "Given", "repeats": "log", "happened": "date",
        "items": [
          ["id": "cycle", "type": "integer"],
          ["id": "drug", "type": "category", "categories": ["X", "G"]], ["id": "date", "type": "date"],
        ],
      ],
      [
        "id": "med", "title": "Medication", "repeats": "log",
        "items": [
          ["id": "name", "type": "text"], ["id": "first", "type": "date"], ["id": "last", "type": "date"],
        ],
      ],
    ],
    "record": ["arm": "r.arm", "randomized": "r.date", "treated": "base.first"],
    "analysis-sets": [["id": "full", "title": "Full", "definition": "All."]],
    "analyses": ["reference": "B", "level": "0.95"],
  ]

  /// X by body surface on days 1 and 8, G on day 0; `cycle` is the length, nil for none.
  static func regimen(cycle: String?) -> ProtocolNode {
    let regimen: ProtocolNode = [
      "id": "x", "title": "X and G",
      "drugs": [
        [
          "drug": "X", "dose": "10 mg/m2", "days": "1, 8",
          "facts": [
            "id": "X",
            "co-medications": [["id": "azole", "title": ["en": "An azole", "zh-Hans": "唑类"]]],
            "interactions": [["with": ["azole"], "share": "50 %", "resume-after": "3 d"]],
          ],
        ],
        ["drug": "G", "dose": "5 ug/kg", "days": "0"],
      ],
    ]
    return cycle.map { regimen.with("cycle", ProtocolNode(stringLiteral: $0)) } ?? regimen
  }

  static let files: [String: String] = [
    "r.csv": "subject,date,arm\nS-1,2025-01-02,A\nS-2,2025-01-02,A\nS-3,2025-01-02,B\nS-4,2025-01-02,A\n",
    "base.csv":
      "subject,age,sex,first\nS-1,60,female,2025-01-05\nS-2,50,unknown,2025-01\nS-3,,,\nS-4,70,male,2025-01-06\n",
    "size.csv": """
    subject,date,height,weight,creatinine
    S-1,2025-01-03,1.6,60,88.4
    S-1,2025-01-06,,61,
    S-1,2025-01-07,,90,
    S-1,2025-01-26,,66,
    S-2,,1.7,70,
    S-4,2025-01-03,1.7,70,
    S-4,2025-01-03,,80,

    """,
    "given.csv": """
    subject,cycle,drug,date
    S-1,1,G,2025-01-05
    S-1,1,X,2025-01-13
    S-1,1,X,2025-01-06
    S-1,2,X,2025-01-29
    S-1,,X,2025-01-02

    """,
    "med.csv": """
    subject,name,first,last
    S-1,AN AZOLE,2025-01-10,2025-01-26
    S-1,tea,,
    S-1,azole,2024-01-01,2025-01-01

    """,
  ]

  static func study(cycle: String? = "21 d") throws -> StudyProtocol {
    try StudyProtocol.read(node.with("regimens", [regimen(cycle: cycle)]))
  }

  static func subject(_ id: String, of study: StudyProtocol) -> RecordedDosing? {
    let record = TrialRecord.read(study: study, files: files.mapValues { Array($0.utf8) }).record
    return RecordedDosing(id, in: record, of: study)
  }
}
