// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct DecisionMakerTests {
  /// Marrow and counts in miniature: high and low, with a multiple of a baseline.
  private static let written: ProtocolNode = [
    "id": "small", "title": "Small", "source": "By hand",
    "parameters": [
      ["id": "mode", "type": "category", "categories": ["strict", "wide"], "value": "strict"]
    ],
    "findings": [
      ["id": "blasts", "type": "decimal", "unit": "%", "range": ["0", "100"]],
      ["id": "baseline", "type": "decimal", "unit": "%", "range": ["0", "100"]],
      [
        "id": "counts", "type": "decimal", "unit": "10*9/L", "range": ["0", "500"],
        "unit-from": "counts_unit",
      ],
      ["id": "seen", "type": "category", "categories": ["yes", "no"]],
    ],
    "outcomes": [
      ["id": "best", "title": "Best"], ["id": "good", "title": "Good"], ["id": "fair", "title": "Fair"],
      ["id": "none", "title": "None"],
    ],
    "rules": [
      [
        "outcome": "best",
        "when": [
          "all": [
            ["finding": "blasts", "below": "5 %"], ["finding": "counts", "at-least": "1 10*9/L"],
            ["finding": "seen", "equals": "no"],
          ]
        ],
      ],
      [
        "outcome": "good",
        "when": ["all": [["finding": "blasts", "below": "5"], ["finding": "seen", "equals": "no"]]],
      ],
      [
        "outcome": "fair",
        "when": [
          "any": [
            ["all": [["finding": "blasts", "at-most": "0.5", "times": "baseline"]]],
            ["finding": "mode", "equals": "wide"],
          ]
        ],
      ],
    ],
    "otherwise": ["outcome": "none"],
    "notes": [["when": ["finding": "seen", "known": "false"], "text": "Nobody looked."]],
  ]

  private static func maker(_ change: [String: String] = [:]) throws -> DecisionMaker {
    DecisionMaker(try DecisionList.read(written).setting(change))
  }

  private static func names(_ decision: Decision, _ list: DecisionList) -> [String] {
    decision.possible.map { list.outcomes[$0].id }
  }

  private static let nan = Double.nan

  @Test(
    "the first rule that is met decides; what is missing leaves the exact set open",
    arguments: [
      ([2, 40, 1.0, 1], ["best"]), ([2, 40, 0.99, 1], ["good"]), ([5, 40, 3, 1], ["fair"]),
      ([5, 9, 3, 1], ["none"]), ([5, 10, 3, 1], ["fair"]),
      ([2, 40, nan, 1], ["best", "good"]), ([7, nan, 3, 1], ["fair", "none"]),
      // 60 % of blasts cannot be half of a percentage.
      ([60, nan, 3, 1], ["none"]),
      ([nan, nan, nan, nan], ["best", "good", "fair", "none"]),
      ([nan, 4, 3, 0], ["fair", "none"]),
    ]
  )
  func sets(findings: [Double], expected: [String]) throws {
    let maker = try Self.maker()
    let decision = maker.decide(findings + [0])
    #expect(Self.names(decision, maker.list) == expected)
  }

  @Test("a parameter changes the outcome, and only the values it knows are taken")
  func parameters() throws {
    let wide = try Self.maker(["mode": "wide"])
    var findings = wide.emptyCase
    findings[0] = 60
    #expect(Self.names(wide.decide(findings), wide.list) == ["fair"])
    #expect(throws: ParameterProblem.unfit("mode", "loose", allowed: ["strict", "wide"])) {
      try Self.maker(["mode": "loose"])
    }
    #expect(throws: ParameterProblem.unknown("modus", known: ["mode"])) { try Self.maker(["modus": "wide"]) }
  }

  @Test("a verdict names its rule, the parts it rests on, and what spoke against better outcomes")
  func explanation() throws {
    let maker = try Self.maker()
    let decision = maker.decide([2, 40, 0.9, 1, 0])
    #expect(decision.rule == 1)
    #expect(decision.parts.map(\.input) == [0, 3])
    #expect(decision.refused.map(\.rule) == [0])
    #expect(decision.refused[0].parts.map(\.value) == [0.9])
    #expect(decision.settledBy.isEmpty)
  }

  @Test("an open verdict says what would settle it, and only that")
  func settledBy() throws {
    let maker = try Self.maker()
    let decision = maker.decide([2, Self.nan, Self.nan, 1, 0])
    #expect(decision.outcome == nil)
    // The baseline does not matter below 5 %.
    #expect(decision.settledBy == [2])
    #expect(decision.notes.isEmpty)
    #expect(maker.decide([60, 40, 3, Self.nan, 0]).notes == [0])
  }

  @Test("where only two findings together would settle it, both are named")
  func settledByTwo() throws {
    let one: [String: ProtocolNode] = [
      "a": ["finding": "a", "equals": "yes"], "b": ["finding": "b", "equals": "yes"],
    ]
    let list = try DecisionList.read([
      "id": "two", "title": "Two", "source": "By hand",
      "findings": [
        ["id": "a", "type": "category", "categories": ["yes", "no"]],
        ["id": "b", "type": "category", "categories": ["yes", "no"]],
        ["id": "c", "type": "category", "categories": ["yes", "no"]],
      ],
      "outcomes": [["id": "risk", "title": "Risk"], ["id": "none", "title": "None"]],
      "rules": [
        [
          "outcome": "risk",
          "when": [
            "any": [
              ["all": [one["a"] ?? "", one["b"] ?? ""]],
              ["all": [one["a"] ?? "", ["finding": "c", "equals": "yes"]]],
              ["all": [one["b"] ?? "", ["finding": "c", "equals": "yes"]]],
            ]
          ],
        ]
      ],
      "otherwise": ["outcome": "none"],
    ])
    let maker = DecisionMaker(list)
    #expect(maker.decide([.nan, .nan, .nan]).settledBy == [0, 1, 2])
    #expect(maker.decide([0, .nan, .nan]).settledBy == [1, 2])
    #expect(maker.decide([0, 0, .nan]).settledBy.isEmpty)
  }

  @Test("remembered sets are those found anew")
  func memory() throws {
    let maker = try Self.maker()
    var memory = DecisionMemory()
    for blasts in [Self.nan, 0, 4.9, 5, 20, 49, 51] {
      for baseline in [Self.nan, 0, 9, 40, 100] {
        for counts in [Self.nan, 0.4, 1] {
          for seen in [Self.nan, 0, 1] {
            let values = [blasts, baseline, counts, seen, 0]
            let remembered = values.withUnsafeBufferPointer {
              maker.outcomes(of: $0, remembering: &memory)
            }
            #expect(remembered == maker.outcomes(of: values), "\(values)")
          }
        }
      }
    }
  }

  @Test("remembered sets tell apart how two known findings cut the axis of a missing one")
  func rivals() throws {
    // Raised, and the baseline normal: a limit between 70 and 116 makes it so for the first case, none for the second.
    let written: ProtocolNode = [
      "id": "limits", "title": "Limits", "source": "By hand",
      "findings": [
        ["id": "value", "type": "decimal"], ["id": "baseline", "type": "decimal"],
        ["id": "limit", "type": "decimal"],
      ],
      "outcomes": [["id": "raised", "title": "Raised"], ["id": "not", "title": "Not"]],
      "rules": [
        [
          "outcome": "raised",
          "when": [
            "all": [
              ["finding": "value", "above": "1", "times": "limit"],
              ["finding": "baseline", "at-most": "1", "times": "limit"],
            ]
          ],
        ]
      ],
      "otherwise": ["outcome": "not"],
    ]
    let maker = DecisionMaker(try DecisionList.read(written))
    var memory = DecisionMemory()
    func outcomes(_ values: [Double]) -> UInt64 {
      values.withUnsafeBufferPointer { maker.outcomes(of: $0, remembering: &memory) }
    }
    #expect(outcomes([60, 70, .nan]) == 0b10)
    #expect(outcomes([116, 70, .nan]) == 0b11)
    #expect(outcomes([60, 70, .nan]) == 0b10)
    #expect(outcomes([116, .nan, 100]) == 0b11)
    #expect(outcomes([90, .nan, 100]) == 0b10)
  }

  @Test("the open set is what trying every completion gives, for lists drawn at random")
  func bruteForce() throws {
    var draw = Draw(state: 7)
    for _ in 0..<40 {
      let list = try DecisionList.read(RandomList.node(&draw))
      let maker = DecisionMaker(list)
      for _ in 0..<12 {
        let values = (0..<3).map { _ in draw.below(2) == 0 ? Double.nan : Double(draw.below(13)) / 2 }
        #expect(maker.outcomes(of: values) == RandomList.tried(maker, values), "\(values)")
      }
    }
  }

  @Test("removing a finding never takes an outcome away")
  func removal() throws {
    let maker = try Self.maker()
    for blasts in [0, 4.9, 5, 20, 49] {
      for baseline in [0, 9.0, 40] {
        for counts in [0.4, 1] {
          for seen in [0.0, 1] {
            let whole = [blasts, baseline, counts, seen, 0]
            for input in 0..<4 {
              var less = whole
              less[input] = .nan
              #expect(maker.outcomes(of: whole) & ~maker.outcomes(of: less) == 0)
            }
          }
        }
      }
    }
  }

  @Test("a table is read with units and codes, and every fault is told at once")
  func table() throws {
    let maker = try Self.maker()
    let text = """
      subject,blasts,counts,counts_unit,seen,colour
      A,2,1000,/uL,no,red
      B,140,x,/uL,maybe,
      C,,3,furlong,NA,
      """
    let table = FindingTable(Array(text.utf8), for: maker)
    #expect(table.cases.count == 3)
    #expect(table.cases[0][0] == 2)
    #expect(table.cases[0][2] == 1)
    #expect(table.cases[0][3] == 1)
    #expect(table.cases[2][0].isNaN)
    #expect(table.problems.map(\.row) == [2, 2, 2, 3])
    #expect(table.problems.map(\.column) == ["blasts", "counts", "seen", "counts"])
    #expect(table.problems[0].remedy == "Values lie between 0.0 and 100.0 %.")
    #expect(table.ignored(besides: ["subject"], of: maker.list) == ["colour"])
    #expect(table.text("subject", row: 1) == "B")
    #expect(table.text("colour", row: 1) == nil)
  }
}

/// A small linear congruential generator (Knuth, MMIX), so that every run draws the same lists.
private struct Draw {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

/// Lists over three numbers with thresholds at whole numbers, of which `a` is compared with multiples of `b`.
private enum RandomList {
  static func node(_ draw: inout Draw) -> ProtocolNode {
    let names = ["a", "b", "c"]
    let findings = names.map { name -> ProtocolNode in
      ["id": text(name), "type": "decimal", "range": ["0", "6"]]
    }
    let rules = (0..<3).map { index -> ProtocolNode in
      ["outcome": text("o\(index)"), "when": criterion(&draw, depth: 2)]
    }
    let outcomes = (0..<4).map { index -> ProtocolNode in ["id": text("o\(index)"), "title": "O"] }
    return [
      "id": "random", "title": "Random", "source": "Drawn", "findings": sequence(findings),
      "outcomes": sequence(outcomes), "rules": sequence(rules), "otherwise": ["outcome": "o3"],
    ]
  }

  private static func criterion(_ draw: inout Draw, depth: Int) -> ProtocolNode {
    let parts = { (draw: inout Draw) in
      sequence((0..<2).map { _ in criterion(&draw, depth: depth - 1) })
    }
    switch depth == 0 ? 3 : draw.below(5) {
    case 0: return ["all": parts(&draw)]
    case 1: return ["any": parts(&draw)]
    case 2: return ["not": criterion(&draw, depth: depth - 1)]
    default:
      let relation = ["at-least", "at-most", "above", "below"][draw.below(4)]
      let name = text(["a", "b", "c"][draw.below(3)])
      guard draw.below(3) == 0 else {
        return ProtocolNode(entries: [("finding", name), (relation, text("\(1 + draw.below(5))"))])
      }
      return ProtocolNode(
        entries: [
          ("finding", "a"), (relation, text("\(1 + draw.below(2))")), ("times", "b"),
        ]
      )
    }
  }

  private static func text(_ string: String) -> ProtocolNode {
    ProtocolNode(.scalar(string), at: Position(line: 1, column: 1))
  }

  private static func sequence(_ nodes: [ProtocolNode]) -> ProtocolNode {
    ProtocolNode(.sequence(nodes), at: Position(line: 1, column: 1))
  }

  /// Every completion on a grid of eighths: whole thresholds, their halves, and points between them and beside both.
  static func tried(_ maker: DecisionMaker, _ values: [Double]) -> UInt64 {
    let grid = stride(from: 0.0, through: 48, by: 1).map { $0 / 8 }
    var found: UInt64 = 0
    func fill(_ index: Int, _ row: [Double]) {
      guard index < row.count else {
        row.withUnsafeBufferPointer { row in
          let rule = maker.decidingRule(of: row) ?? 0
          found |= 1 << UInt64(rule < 3 ? maker.list.rules[rule].outcome : 3)
        }
        return
      }
      guard row[index].isNaN else { return fill(index + 1, row) }
      var row = row
      for value in grid {
        row[index] = value
        fill(index + 1, row)
      }
    }
    fill(0, values)
    return found
  }
}

extension ProtocolNode {
  fileprivate init(entries: [(String, ProtocolNode)]) {
    let start = Position(line: 1, column: 1)
    self.init(.mapping(entries.map { .init(key: $0.0, at: start, value: $0.1) }), at: start)
  }
}
