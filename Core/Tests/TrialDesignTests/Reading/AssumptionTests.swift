// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct AssumptionTests {
  private func assumed(_ value: Written) -> Written {
    ["value": value, "assumed": "true", "source": ["en": "A guess", "zh-Hans": "推测"]]
  }

  @Test("an assumed value is read as the value, and remembered with its place and source")
  func single() throws {
    let study = try StudyProtocol.read(Written.sound.with("study.start", assumed("2025-02-03")).node)
    #expect(study.study.start == CivilDate(iso: "2025-02-03"))
    let assumption = try #require(study.assumption(at: "study.start"))
    #expect(assumption.value == "2025-02-03")
    #expect(assumption.source == LocalizedText("A guess", simplifiedChinese: "推测"))
    #expect(study.assumptions.count == 1)
  }

  @Test("lists and texts are remembered as they are written, blocks without a value")
  func kinds() throws {
    let file = Written.sound.with("forms[0].items[2].range", assumed(["15", "100"]))
      .with("study.title", assumed(["en": "A trial", "zh-Hans": "试验"]))
      .with(
        "analyses.plan[0]",
        assumed(["id": "main", "endpoint": "orr", "set": "full", "standing": "post-hoc"])
      )
    let study = try StudyProtocol.read(file.node)
    #expect(study.assumption(at: "forms[0].items[2].range")?.value == "15, 100")
    #expect(study.assumption(at: "study.title")?.value == "A trial")
    let block = try #require(study.assumption(at: "analyses.plan[0]"))
    #expect(block.value == nil)
    #expect(study.item(ItemPath(form: "start", item: "age"))?.range == 15...100)
    #expect(study.study.title.text(in: .simplifiedChinese) == "试验")
    #expect(study.analyses.analyses.map(\.standing) == [.postHoc])
  }

  @Test("assumptions come in the order of the file")
  func order() throws {
    let file = Written.sound.with("analyses.level", assumed("0.9")).with("study.version", assumed("2"))
      .with("arms[1].title", assumed("Older"))
    let study = try StudyProtocol.read(file.node)
    #expect(study.assumptions.map(\.place) == ["study.version", "arms[1].title", "analyses.level"])
  }

  @Test("a block that merely has a key named value is a block")
  func notAssumed() {
    let file = Written.sound.with("study.start", ["value": "2025-01-01"])
    #expect(
      file.problems.contains { $0.contains("study.start: a list or block where a single value belongs") }
    )
  }
}
