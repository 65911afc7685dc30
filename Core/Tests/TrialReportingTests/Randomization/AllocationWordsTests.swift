// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct AllocationWordsTests {
  private static func words(_ language: Language) throws -> (AllocationWords, Allocator) {
    let node: ProtocolNode = .block([
      ("equipoise", .text("1")),
      (
        "study",
        .block([
          ("id", .text("t")), ("title", .text("T")), ("version", .text("1")),
          ("blinding", .text("open-label")),
          ("time", .text("relative")),
        ])
      ),
      ("data", .block([("kind", .text("trial"))])),
      ("arms", .list([arm("A", "Drug"), arm("B", "Control")])),
      (
        "forms",
        .list([
          .block([
            ("id", .text("r")), ("title", .text("R")),
            (
              "items",
              .list([
                .block([("id", .text("arm")), ("type", .text("arm"))]),
                .block([
                  ("id", .text("sex")), ("type", .text("category")),
                  ("categories", .list([.text("f"), .text("m")])),
                ]),
              ])
            ),
          ])
        ])
      ),
      ("record", .block([("arm", .text("r.arm"))])),
      (
        "allocation",
        .block([
          ("method", .text("permuted-blocks")), ("block-sizes", .text("2")),
          (
            "strata",
            .list([.block([("id", .text("sex")), ("title", .text("Sex")), ("item", .text("r.sex"))])])
          ),
        ])
      ),
      ("analyses", .block([("level", .text("0.95")), ("reference", .text("B"))])),
    ])
    let study = try StudyProtocol.read(node)
    return (AllocationWords(study, language: language), try Allocator(study))
  }

  private static func arm(_ id: String, _ title: String) -> ProtocolNode {
    .block([("id", .text(id)), ("title", .text(title)), ("role", .text("experimental"))])
  }

  @Test("a missing level is told by the factor's title, in both languages")
  func missing() throws {
    #expect(
      try Self.words(.english).0.sentence(for: .missingLevels(["sex"]))
        == "Not allocated: Sex is not on file. Enter the value first; a missing value is no stratum of its own."
    )
    #expect(
      try Self.words(.simplifiedChinese).0.sentence(for: .missingLevels(["sex"]))
        == "未分配：Sex 尚无记录。请先录入；缺失值不能作为单独的分层。"
    )
  }

  @Test("an allocation gives its reasons: place in the block, probabilities, certainty")
  func reasons() throws {
    let (words, allocator) = try Self.words(.english)
    let state = try allocator.state(after: [AllocationFact(arm: "A", levels: ["sex": "f"], opensBlock: 2)])
    let seed = try #require(AllocationSeed([UInt8](repeating: 1, count: 32)))
    var stream = seed.stream(1)
    let (_, explanation) = try allocator.nextArm(for: ["sex": "f"], after: state, drawing: &stream)
    #expect(
      words.sentences(for: explanation, by: allocator) == [
        "Place 2 of a block of 2 in the stratum.", "Probabilities: Drug 0.000, Control 1.000.",
        "No other arm was possible.",
      ]
    )
  }

  @Test("a record that the seed does not give is told allocation by allocation")
  func verification() throws {
    let (words, allocator) = try Self.words(.english)
    let seed = try #require(AllocationSeed([UInt8](repeating: 1, count: 32)))
    let wrong = [
      AllocationFact(arm: "A", levels: ["sex": "f"], opensBlock: 2),
      AllocationFact(arm: "A", levels: ["sex": "f"]),
    ]
    let sentences = words.sentences(for: allocator.verify(wrong, seed: seed))
    #expect(
      sentences.last
        == "Allocation 2 of the record could never have been drawn: the arm had no place "
        + "left in the open block. What follows was not checked."
    )
  }
}

extension ProtocolNode {
  fileprivate static func text(_ text: String) -> ProtocolNode {
    ProtocolNode(.scalar(text), at: Position(line: 1, column: 1))
  }

  fileprivate static func list(_ nodes: [ProtocolNode]) -> ProtocolNode {
    ProtocolNode(.sequence(nodes), at: Position(line: 1, column: 1))
  }

  fileprivate static func block(_ entries: [(String, ProtocolNode)]) -> ProtocolNode {
    let start = Position(line: 1, column: 1)
    return ProtocolNode(.mapping(entries.map { .init(key: $0, at: start, value: $1) }), at: start)
  }
}
