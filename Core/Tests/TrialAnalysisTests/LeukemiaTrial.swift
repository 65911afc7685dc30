// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

/// A two-arm trial in leukemia whose few subjects are each one case of the rules.
enum LeukemiaTrial {
  static let protocolNode: ProtocolNode = [
    "equipoise": "1",
    "study": [
      "id": "leukemia", "title": "A trial", "version": "1", "blinding": "open-label", "time": "calendar",
      "start": "2024-01-01", "planned-subjects": "20",
    ],
    "data": ["kind": "trial"],
    "sites": [["id": "1"], ["id": "2"]],
    "arms": [
      ["id": "A", "title": "New", "role": "experimental"],
      ["id": "B", "title": "Old", "role": "active-comparator"],
    ],
    "forms": [
      [
        "id": "randomization", "title": "Randomization", "happened": "date",
        "items": [
          ["id": "date", "type": "date", "required": "true"], ["id": "arm", "type": "arm"],
          ["id": "site", "type": "site"],
        ],
      ],
      [
        "id": "baseline", "title": "Baseline",
        "items": [
          ["id": "prior", "type": "category", "categories": ["naive", "exposed"]],
          ["id": "age", "type": "integer", "unit": "a"],
        ],
      ],
      [
        "id": "response", "title": "Response", "happened": "date",
        "items": [
          ["id": "date", "type": "date"],
          ["id": "best", "type": "category", "categories": ["CR", "MLFS", "NR", "NE"]],
        ],
      ],
      [
        "id": "relapse", "title": "Relapse", "happened": "date",
        "items": [["id": "date", "type": "date"]],
      ],
      ["id": "follow-up", "title": "Follow-up", "items": [["id": "last-alive", "type": "date"]]],
      [
        "id": "death", "title": "Death", "happened": "date",
        "items": [
          ["id": "date", "type": "date"],
          ["id": "cause", "type": "category", "categories": ["progression", "infection"]],
        ],
      ],
    ],
    "record": ["arm": "randomization.arm", "site": "randomization.site", "randomized": "randomization.date"],
    "analysis-sets": [
      ["id": "full", "title": "All randomized", "definition": "All randomized subjects"],
      [
        "id": "assessed", "title": "Assessed", "definition": "With a response assessment",
        "criterion": ["item": "response.best", "in": ["CR", "MLFS", "NR"]],
      ],
    ],
    "endpoints": [
      [
        "id": "orr", "title": "Overall response", "role": "primary", "definition": "CR or MLFS",
        "kind": "binary", "responder": ["item": "response.best", "in": ["CR", "MLFS"]],
        "categories": "response.best", "assessed": "response.date", "landmark": "84 d",
      ],
      [
        "id": "os", "title": "Overall survival", "role": "secondary", "definition": "Death of any cause",
        "kind": "time-to-event", "from": "randomization", "events": [["at": "death.date"]],
        "observed-until": ["follow-up.last-alive"], "landmarks": ["12 mo"],
      ],
      [
        "id": "efs", "title": "Event-free survival", "role": "secondary", "definition": "ELN 2022",
        "kind": "time-to-event", "events": [["at": "relapse.date"], ["at": "death.date"]],
        "observed-until": ["response.date"],
        "failure-at-start": [
          "unless": ["item": "response.best", "equals": "CR"],
          "evaluable": ["not": ["item": "response.best", "equals": "NE"]],
          "assessed": "response.date", "landmark": "84 d",
        ],
      ],
    ],
    "safety": ["set": "full", "deaths": ["at": "death.date", "cause": "death.cause"]],
    "analyses": [
      "level": "0.95", "reference": "B", "baseline": ["baseline.prior", "baseline.age"],
      "plan": [
        [
          "id": "orr.primary", "endpoint": "orr", "set": "full", "standing": "prespecified",
          "test": "pearson",
        ],
        [
          "id": "orr.published", "endpoint": "orr", "set": "full", "standing": "as-published",
          "selections": [
            ["arm": "A", "criterion": ["item": "baseline.prior", "equals": "naive"]], ["arm": "B"],
          ],
        ],
        [
          "id": "orr.prior", "endpoint": "orr", "set": "full", "standing": "post-hoc",
          "subgroups": "baseline.prior",
        ],
        [
          "id": "os.primary", "endpoint": "os", "set": "full", "standing": "prespecified", "test": "log-rank",
        ],
        [
          "id": "efs.primary", "endpoint": "efs", "set": "full", "standing": "prespecified",
          "test": "log-rank",
        ],
      ],
    ],
  ]

  /// One subject of each case; the last three columns of facts are in the other tables.
  static let tables = [
    "randomization.csv": """
    subject,date,arm,site
    S1,2024-01-10,A,1
    S2,2024-01-10,A,1
    S3,2024-01-10,A,1
    S4,2024-01-10,A,2
    S5,2024-01-10,B,2
    S6,2024-12-20,B,2
    S7,2024-01-10,B,2
    S8,2024-01-10,B,2
    S9,2024-01-10,B,2
    S10,2025-02-01,A,1
    """,
    "baseline.csv": """
    subject,prior,age
    S1,naive,40
    S2,exposed,50
    S3,naive,60
    S4,exposed,
    S5,naive,30
    S7,exposed,70
    """,
    "response.csv": """
    subject,date,best
    S1,2024-02-09,CR
    S2,2024-02-09,NR
    S4,2024-02-09,NE
    S5,2024-02-09,MLFS
    S7,2024-02-09,CR
    S8,2024-02-09,NR
    S9,2024-04-19,CR
    """,
    "relapse.csv": "subject,date\nS1,2024-04-19\n",
    "follow-up.csv": """
    subject,last-alive
    S1,2024-10-01
    S2,2024-10-01
    S4,2024-10-01
    S5,2024-10-01
    S6,2024-12-30
    S7,2025-06-01
    S9,2024-10-01
    """,
    "death.csv": "subject,date,cause\nS3,2024-01-30,infection\nS8,2025-01-15,progression\n",
  ]

  static func study() throws -> StudyProtocol { try StudyProtocol.read(protocolNode) }

  static func record(_ study: StudyProtocol, _ tables: [String: String] = tables) throws -> TrialRecord {
    let (record, problems) = TrialRecord.read(study: study, files: tables.mapValues { Array($0.utf8) })
    try #require(problems.filter { $0.severity == .error }.isEmpty)
    return record
  }

  /// The fixture at the cut of the tests, 31 December 2024.
  static func data(_ tables: [String: String] = tables) throws -> AnalysisData {
    let study = try study()
    let cut = try #require(CivilDate(iso: "2024-12-31"))
    return AnalysisData(
      study: study,
      record: try record(study, tables),
      settings: AnalysisSettings(cut: cut)
    )
  }

  static func results(_ tables: [String: String] = tables) throws -> TrialResults {
    let study = try study()
    let cut = try #require(CivilDate(iso: "2024-12-31"))
    return analyse(study, try record(study, tables), settings: AnalysisSettings(cut: cut))
  }
}
