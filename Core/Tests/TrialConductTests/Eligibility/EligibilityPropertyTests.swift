// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Verdicts of random rules against brute force over all completions.
@Suite struct EligibilityPropertyTests {
  /// A rule over three findings, in YAML's nodes and as a plain two-valued function.
  private struct RandomRule {
    let node: ProtocolNode
    let holds: ([Int]) -> Bool
  }

  /// A small generator of our own: a fixed sequence for each seed (Numerical Recipes' constants).
  private struct Draws {
    var state: UInt32

    mutating func below(_ bound: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % bound
    }
  }

  private static let codes = ["0", "1", "2", "3"]

  /// Findings: age 0…5 (thresholds 1…4) in whole years, white cells 0…5 in halves, ECOG as an index.
  private static func rule(_ draws: inout Draws, depth: Int) -> RandomRule {
    switch depth == 0 ? 3 : draws.below(4) {
    case 0, 1:
      let isAll = draws.below(2) == 0
      let parts = (0..<2 + draws.below(2)).map { _ in rule(&draws, depth: depth - 1) }
      return RandomRule(
        node: ProtocolNode.block(isAll ? "all" : "any", .list(parts.map(\.node))),
        holds: { values in
          isAll ? parts.allSatisfy { $0.holds(values) } : parts.contains { $0.holds(values) }
        }
      )
    case 2:
      let part = rule(&draws, depth: depth - 1)
      return RandomRule(node: .block("not", part.node), holds: { !part.holds($0) })
    default:
      let finding = draws.below(3)
      if finding == 2 {
        let first = draws.below(4)
        let wanted = draws.below(2) == 0 ? [first] : [first, (first + 1) % 4]
        return RandomRule(
          node: ["item": "s.ecog", "in": .list(wanted.map { .text(codes[$0]) })],
          holds: { wanted.contains($0[2]) }
        )
      }
      let threshold = 1 + draws.below(4)
      let relation = ["at-least", "at-most", "above", "below"][draws.below(4)]
      return RandomRule(
        node: .entries([
          ("item", .text(finding == 0 ? "s.age" : "s.wbc")), (relation, .text(String(threshold))),
        ]),
        holds: { values in
          // White cells come in halves, so that there is something between two thresholds.
          let value = values[finding]
          let threshold = finding == 0 ? threshold : 2 * threshold
          switch relation {
          case "at-least": return value >= threshold
          case "at-most": return value <= threshold
          case "above": return value > threshold
          default: return value < threshold
          }
        }
      )
    }
  }

  /// The answer of every completion of the findings that are nil.
  private static func truth(_ rule: RandomRule, _ known: [Int?]) -> Truth {
    let ranges = [0...5, 0...10, 0...3]
    var answers: Set<Bool> = []
    for age in known[0].map({ $0...$0 }) ?? ranges[0] {
      for cells in known[1].map({ $0...$0 }) ?? ranges[1] {
        for code in known[2].map({ $0...$0 }) ?? ranges[2] {
          answers.insert(rule.holds([age, cells, code]))
        }
      }
    }
    return answers.count > 1 ? .unknown : Truth(answers.contains(true))
  }

  @Test(
    "a verdict is what all completions agree on, and removing a finding only makes it unknown",
    arguments: 1...100
  )
  func bruteForce(seed: Int) throws {
    var draws = Draws(state: UInt32(seed))
    let rule = Self.rule(&draws, depth: 3)
    let written: ProtocolNode = .entries([
      ("id", .text("R")), ("text", .text("R")), ("criterion", rule.node),
    ])
    // Ages of the form begin at 15: its range is an edit check and no knowledge, so the form here has none.
    let study = try StudyProtocol.read(
      ScreeningTrial.node.without("forms[1].items[0].range").with(
        "eligibility",
        .block("inclusion", .list([written]))
      )
    )
    var rows: [[Int?]] = []
    for _ in 0..<4 {
      let whole = [draws.below(6), draws.below(11), draws.below(4)]
      for mask in 0..<8 { rows.append((0..<3).map { mask >> $0 & 1 == 1 ? nil : whole[$0] }) }
    }
    let lines = rows.enumerated().map { index, row in
      "\(index),1,"
        + row.enumerated().map { item, value in
          value.map { item == 2 ? Self.codes[$0] : String(item == 0 ? Double($0) : Double($0) / 2) } ?? ""
        }.joined(separator: ",")
    }
    let table = "subject,uln,age,wbc,ecog\n" + lines.joined(separator: "\n") + "\n"
    let candidates = CandidateTable(Array(table.utf8), file: "c.csv", study: study)
    #expect(candidates.problems.isEmpty)
    let truths = candidates.record.eligibility(in: study, subjects: candidates.order).map(\.truth)
    let expected = rows.map { Self.truth(rule, $0) }
    #expect(truths == expected, "\(rule.node)")
    for (index, row) in rows.enumerated() where truths[index] != .unknown {
      // Whatever is filled in afterwards: the verdict stays.
      for (other, fuller) in rows.enumerated()
      where zip(row, fuller).allSatisfy({ $0 == nil || $0 == $1 }) {
        #expect(truths[other] == truths[index])
      }
    }
  }
}

extension ProtocolNode {
  fileprivate static func text(_ text: String) -> ProtocolNode {
    ProtocolNode(.scalar(text), at: Position(line: 1, column: 1))
  }

  fileprivate static func list(_ nodes: [ProtocolNode]) -> ProtocolNode {
    ProtocolNode(.sequence(nodes), at: Position(line: 1, column: 1))
  }

  fileprivate static func block(_ key: String, _ value: ProtocolNode) -> ProtocolNode {
    entries([(key, value)])
  }

  fileprivate static func entries(_ entries: [(String, ProtocolNode)]) -> ProtocolNode {
    let start = Position(line: 1, column: 1)
    return ProtocolNode(.mapping(entries.map { Entry(key: $0, at: start, value: $1) }), at: start)
  }

  /// The same without the value at a place such as `forms[1].items[0].range`.
  fileprivate func without(_ place: String) -> ProtocolNode {
    without(place.split { ".[]".contains($0) }.map { String($0) }[...])
  }

  private func without(_ path: ArraySlice<String>) -> ProtocolNode {
    guard let step = path.first else { return self }
    switch content {
    case .scalar: return self
    case .sequence(let nodes):
      return ProtocolNode(
        .sequence(nodes.enumerated().map { String($0) == step ? $1.without(path.dropFirst()) : $1 }),
        at: position
      )
    case .mapping(let entries):
      let kept = path.count == 1 ? entries.filter { $0.key != step } : entries
      return ProtocolNode(
        .mapping(
          kept.map { entry in
            entry.key == step
              ? Entry(key: entry.key, at: entry.position, value: entry.value.without(path.dropFirst()))
              : entry
          }
        ),
        at: position
      )
    }
  }
}
