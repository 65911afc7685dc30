// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

@testable import TrialAnalysis
@testable import TrialReporting

/// A protocol file as a literal; all nodes stand at line 1.
indirect enum Sketch: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  case text(String)
  case list([Sketch])
  case block([(String, Sketch)])

  init(stringLiteral text: String) { self = .text(text) }
  init(arrayLiteral parts: Sketch...) { self = .list(parts) }
  init(dictionaryLiteral parts: (String, Sketch)...) { self = .block(parts) }

  var node: ProtocolNode {
    let start = Position(line: 1, column: 1)
    switch self {
    case .text(let text): return ProtocolNode(.scalar(text), at: start)
    case .list(let parts): return ProtocolNode(.sequence(parts.map(\.node)), at: start)
    case .block(let parts):
      return ProtocolNode(.mapping(parts.map { .init(key: $0, at: start, value: $1.node) }), at: start)
    }
  }
}

/// An invented study and invented results of it, small enough to check by eye.
enum ReportSketch {
  static func study(arms: [String] = ["A", "B"], isReconstructed: Bool = false) throws -> StudyProtocol {
    let sketch: Sketch = [
      "equipoise": "1",
      "study": .block(
        [
          ("id", "sketch"), ("title", "A <sketch> & no trial"), ("version", "1"), ("blinding", "open-label"),
          ("time", isReconstructed ? "calendar" : "relative"),
        ] + (isReconstructed ? [("start", "2022-01-01")] : [])
      ),
      "data": isReconstructed
        ? ["kind": "reconstructed", "statement": "Reconstructed; not patient data."]
        : ["kind": "simulated", "statement": "Invented for tests."],
      "arms": .list(
        arms.map { ["id": .text($0), "title": .text("Arm \($0)"), "role": "experimental"] }
      ),
      "forms": [
        [
          "id": "randomization", "title": "Randomization",
          "items": .list(
            [["id": "arm", "type": "arm", "required": "true"]]
              + (isReconstructed ? [["id": "date", "type": "date", "required": "true"]] : [])
          ),
        ],
        [
          "id": "response", "title": "Response",
          "items": [["id": "best", "type": "category", "categories": ["CR", "NR"]]],
        ],
      ],
      "record": isReconstructed
        ? ["arm": "randomization.arm", "randomized": "randomization.date"] : ["arm": "randomization.arm"],
      "analysis-sets": [["id": "full", "title": "Full", "definition": "All randomized."]],
      "endpoints": [
        [
          "id": "orr", "title": "Overall response", "short-title": "ORR", "role": "primary", "kind": "binary",
          "definition": "CR.", "responder": ["item": "response.best", "equals": "CR"],
          "categories": "response.best",
        ]
      ],
      "analyses": ["reference": .text(arms[arms.count - 1]), "level": "0.95"],
    ]
    return try StudyProtocol.read(sketch.node)
  }

  /// One response result: the arms' shares, and tests where there is more than one arm.
  static func results(
    arms: [(id: String, events: Int, n: Int)],
    tables: [ResultTable]? = nil,
    cut: CivilDate? = nil,
    hasRowSets: Bool = true,
    notes: [ResultNote] = []
  ) -> TrialResults {
    var first: Int32 = 0
    var shares: [ResultTable.Entry?] = []
    var status: [SubjectStatus] = []
    for arm in arms {
      shares.append(
        .share(
          "arms/\(arm.id)",
          arm.events,
          of: arm.n,
          form: .countOfTotalAndShare,
          rows: hasRowSets
            ? RowSet(listing: "orr.primary", rows: Array(first..<(first + Int32(arm.events)))) : nil
        )
      )
      first += Int32(arm.n)
      status += (0..<arm.n).map { $0 < arm.events ? .responder : .nonResponder }
    }
    var table = TableBuilder("arms", columns: arms.map { .arm($0.id) })
    table.row(.statistic(.responders), isPrimary: true, shares)
    let codes = arms.enumerated().flatMap { [Int16](repeating: Int16($0), count: $1.n) }
    let result = AnalysisResult(
      id: "orr.primary",
      topic: .response,
      endpoint: "orr",
      set: "full",
      standing: .prespecified,
      access: .closed,
      methods: [.clopperPearson],
      primaryTest: .fisher,
      tables: tables ?? [table.table],
      curves: nil,
      notes: notes,
      plan: nil
    )
    let listing = Listing(
      id: "orr.primary",
      subjects: codes.indices.map(Int32.init),
      columns: [
        Listing.Column(title: .arm, values: .codes(codes, of: ItemPath(form: "randomization", item: "arm"))),
        Listing.Column(title: .endpoint("orr"), values: .status(status)),
        Listing.Column(
          title: .time,
          values: .numbers(codes.indices.map { $0 == 0 ? .nan : Double($0) + 0.5 })
        ),
        Listing.Column(
          title: .randomized,
          values: .dates(codes.indices.map { $0 == 1 ? .min : 19_000 + Int32($0) })
        ),
        Listing.Column(title: .settled, values: .truths(codes.indices.map { UInt8($0 % 3) })),
        Listing.Column(
          title: .site,
          values: .texts(codes.indices.map { $0 == 2 ? "ward \"4\", east" : "ward" })
        ),
      ]
    )
    return TrialResults(
      cut: cut,
      asOf: nil,
      subjects: codes.indices.map { "S-\($0 + 1)" },
      arms: codes,
      results: [result],
      listings: [listing],
      hasRowSets: hasRowSets,
      cohorts: nil,
      contradictedDeclarations: []
    )
  }

  static func input(
    _ results: TrialResults,
    _ study: StudyProtocol,
    _ language: Language = .english
  ) -> ReportInput {
    ReportInput(
      study: study,
      results: results,
      fingerprints: .init(protocolFile: "aa11", data: "bb22", engine: "0.1.0"),
      language: language
    )
  }

  /// A table of the page as lines of text: label and cells divided by bars, each cell with its class.
  static func lines(_ table: ResultTable, _ results: TrialResults, _ study: StudyProtocol) -> [String] {
    let markup = TableMarkup(
      words: ReportWords(input(results, study)),
      result: results.results[0],
      parts: [table],
      number: "14.2.1"
    )
    return markup.node.rows.map { row in
      row.map { cell in cell.mark.isEmpty ? cell.text : "\(cell.text) [\(cell.mark)]" }.joined(
        separator: " | "
      )
    }
  }
}
