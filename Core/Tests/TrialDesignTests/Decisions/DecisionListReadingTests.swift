// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing

@testable import TrialDesign

@Suite struct DecisionListReadingTests {
  private static let sound: ProtocolNode = [
    "equipoise": "1", "id": "small", "title": "Small", "source": "By hand",
    "parameters": [["id": "limit", "type": "decimal", "unit": "%", "value": "5"]],
    "findings": [
      ["id": "blasts", "type": "decimal", "unit": "%"],
      ["id": "seen", "type": "category", "categories": ["yes", "no"]],
    ],
    "outcomes": [["id": "CR", "title": "CR"], ["id": "NR", "title": "NR"]],
    "rules": [["outcome": "CR", "when": ["finding": "blasts", "below": "1", "times": "limit"]]],
    "otherwise": ["outcome": "NR"],
  ]

  @Test("findings come before parameters, and a rule keeps its outcome and criterion")
  func whole() throws {
    let list = try DecisionList.read(Self.sound)
    #expect(list.inputs.map(\.id) == ["blasts", "seen", "limit"])
    #expect(list.findingCount == 2)
    #expect(list.parameters.first?.value == 5)
    #expect(list.rules[0].outcome == 0)
    let limit = Comparison.Scale.finding(ItemPath(finding: "limit"))
    #expect(list.rules[0].criterion == .compare(ItemPath(finding: "blasts"), .number(.below, 1, limit)))
    #expect(list.otherwise.outcome == 1)
  }

  /// A rule with a fault, and what is said of it.
  struct Fault: Sendable {
    let rule: ProtocolNode
    let said: String

    init(_ outcome: String, _ criterion: [(String, String)], _ said: String) {
      let start = Position(line: 1, column: 1)
      func text(_ string: String) -> ProtocolNode { ProtocolNode(.scalar(string), at: start) }
      let entries = criterion.map { ProtocolNode.Entry(key: $0.0, at: start, value: text($0.1)) }
      let when = ProtocolNode(.mapping(entries), at: start)
      rule = ProtocolNode(
        .mapping([
          .init(key: "outcome", at: start, value: text(outcome)), .init(key: "when", at: start, value: when),
        ]),
        at: start
      )
      self.said = said
    }
  }

  private static let faults = [
    Fault(
      "CR",
      [("finding", "blast"), ("below", "5 %")],
      "rules[0].when: unknown finding \"blast\": Did you mean \"blasts\"? Known: blasts, seen, limit."
    ),
    Fault(
      "PR",
      [("finding", "blasts"), ("below", "5 %")],
      "rules[0].outcome: unknown outcome \"PR\": Known: CR, NR."
    ),
    Fault(
      "CR",
      [("finding", "seen"), ("equals", "maybe")],
      "rules[0].when: unknown category \"maybe\" of seen: Known: yes, no."
    ),
    Fault(
      "CR",
      [("finding", "blasts"), ("below", "5 g/L")],
      "rules[0].when.below: the unit g/L does not convert to the unit of blasts (%): "
        + "Write the threshold in the finding's own unit."
    ),
    Fault(
      "CR",
      [("finding", "seen"), ("above", "1")],
      "rules[0].when: seen is a category finding and has no thresholds: Compare it with equals or in."
    ),
    Fault(
      "CR",
      [("item", "marrow.blasts"), ("below", "5 %")],
      "rules[0].when: marrow.blasts is an item of a form; a decision list looks at its own findings: "
        + "Write {finding: name, …}. Did you mean \"blasts\"? Known: blasts, seen, limit."
    ),
    Fault(
      "CR",
      [("finding", "blasts"), ("below", "2"), ("times", "seen")],
      "rules[0].when.times: seen is a category finding and has no multiples: Name a finding that is a number."
    ),
  ]

  @Test(
    "what a rule names and the list does not have is a problem with its place and what to write",
    arguments: faults
  )
  func problems(fault: Fault) throws {
    let rules = ProtocolNode(.sequence([fault.rule]), at: fault.rule.position)
    let error = #expect(throws: ProtocolProblems.self) {
      try DecisionList.read(Self.sound.with("rules", rules))
    }
    #expect(error?.problems.map { "\($0.place): \($0.problem): \($0.remedy)" } == [fault.said])
  }
}
