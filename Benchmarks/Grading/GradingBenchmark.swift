// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Foundation
import Timing
import TrialConduct
import TrialDesign
import Yams

/// Times laboratory grades on one core: `swift run -c release grading-benchmark`.
///
/// A million values of sixteen terms, as a chemotherapy trial's laboratory file has them: a twentieth without limits,
/// a tenth without baseline, a hundredth without the value, clinical flags hardly ever. The criteria are the shelf's.
@main
struct GradingBenchmark {
  static func main() throws {
    let grader = LaboratoryGrader(try GradingScheme.read(try criteria()))
    let rows = try Rows(count: 1_000_000, grader)
    let (seconds, decided) = quickest(of: 5) {
      var lanes = rows.lanes
      var decided = 0
      for row in rows.rows where lanes[row.lane].grades(of: row.result).grade != nil { decided += 1 }
      return decided
    }
    let rate = (Double(rows.rows.count) / seconds / 1000).rounded() / 1000
    print(
      "CTCAE grades of \(rows.rows.count) laboratory values: \(seconds) s, \(rate) million a second on one core"
    )
    print("  \(decided) decided, the others open for what is missing; promised: a million a second")
  }

  /// The shelf's file, read as the doors read it.
  private static func criteria() throws -> ProtocolNode {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path = here.appendingPathComponent("../../Sources/Shelf/toxicity/ctcae-5.yaml").standardized
    let text = try String(contentsOf: path, encoding: .utf8)
    return node(try Yams.compose(yaml: text) ?? Node(""))
  }

  private static func node(_ node: Node) -> ProtocolNode {
    let position = Position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    switch node {
    case .scalar(let scalar): return ProtocolNode(.scalar(scalar.string), at: position)
    case .sequence(let nodes): return ProtocolNode(.sequence(nodes.map { Self.node($0) }), at: position)
    case .mapping(let entries):
      return ProtocolNode(
        .mapping(
          entries.map {
            ProtocolNode.Entry(key: $0.key.string ?? "", at: position, value: Self.node($0.value))
          }
        ),
        at: position
      )
    case .alias: return ProtocolNode(.scalar(""), at: position)
    }
  }
}

/// Simulated laboratory rows.
private struct Rows {
  var lanes: [GradingLane] = []
  var rows: [(lane: Int, result: LaboratoryResult)] = []

  /// Term, unit, lower and upper limit of normal.
  private static let terms: [(String, String, Double, Double)] = [
    ("Neutrophil count decreased", "/uL", 1800, 7500), ("Platelet count decreased", "10*9/L", 125, 350),
    ("White blood cell decreased", "10*9/L", 4, 10), ("Lymphocyte count decreased", "10*9/L", 1, 3.2),
    ("Anemia", "g/dL", 12, 16), ("Alanine aminotransferase increased", "U/L", 5, 40),
    ("Aspartate aminotransferase increased", "U/L", 5, 40),
    ("Alkaline phosphatase increased", "U/L", 35, 105),
    ("Blood bilirubin increased", "umol/L", 3, 21), ("Creatinine increased", "umol/L", 50, 104),
    ("Hypokalemia", "mmol/L", 3.5, 5.1), ("Hyperkalemia", "mmol/L", 3.5, 5.1),
    ("Hyponatremia", "mmol/L", 135, 145),
    ("Hypocalcemia", "mmol/L", 2.1, 2.6), ("Hypomagnesemia", "mg/dL", 1.7, 2.4),
    ("Fibrinogen decreased", "g/L", 2, 4),
  ]

  init(count: Int, _ grader: LaboratoryGrader) throws {
    for (term, unit, _, _) in Self.terms {
      let index = grader.scheme.terms(named: term).first ?? 0
      lanes.append(try grader.lane(term: index, unit: Unit(unit)))
    }
    var stream = RandomStream(seed: 5, position: 0)
    rows.reserveCapacity(count)
    for row in 0..<count {
      let lane = row % lanes.count
      let (_, _, low, high) = Self.terms[lane]
      func spread() -> Double { (low + high) / 2 * (0.6 * stream.normal()).magnitude * 2 }
      var result = LaboratoryResult(
        value: spread(),
        lln: low,
        uln: high,
        baseline: low + (high - low) * stream.uniform() * 1.3
      )
      if stream.uniform() < 0.05 { (result.lln, result.uln) = (.nan, .nan) }
      if stream.uniform() < 0.10 { result.baseline = .nan }
      if stream.uniform() < 0.01 { result.value = .nan }
      if stream.uniform() < 0.05 {
        result.flags[stream.integer(below: grader.scheme.flags.count)] = stream.uniform() < 0.5
      }
      rows.append((lane, result))
    }
  }
}
