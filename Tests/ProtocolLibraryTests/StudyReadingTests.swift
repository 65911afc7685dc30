// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ProtocolLibrary

@Suite struct StudyReadingTests {
  private static let text = """
    equipoise: 1
    study: {id: t, title: T, version: "1", blinding: open-label, time: relative}
    data: {kind: trial}
    arms:
      - {id: A, title: A, role: experimental}
      - {id: B, title: B, role: active-comparator}
    forms:
      - id: start
        title: Start
        items:
          - {id: arm, type: arm, required: true}
          - {id: sex, type: category, categories: [F, M]}
    record: {arm: start.arm}
    analysis-sets:
      - {id: full, title: Full, definition: All}
    analyses: {level: 0.95, reference: B}

    """

  private func reading(_ text: String, _ tables: [String: String]) -> StudyReading {
    StudyReading(
      StudyFolder(
        path: "t",
        protocolFile: StudyFolder.File(name: "protocol.yaml", bytes: Array(text.utf8)),
        tables: tables.sorted { $0.key < $1.key }.map {
          StudyFolder.File(name: "data/\($0.key)", bytes: Array($0.value.utf8))
        }
      )
    )
  }

  @Test("a sound study has a record and no problem")
  func sound() {
    let reading = reading(Self.text, ["start.csv": "subject,arm,sex\nS-1,A,F\nS-2,B,M\n"])
    #expect(reading.problems == [])
    #expect(reading.isSound)
    #expect(reading.record?.subjects == ["S-1", "S-2"])
  }

  @Test("a problem of the protocol is told with line, column, place and remedy")
  func protocolProblem() {
    let reading = reading(Self.text.replacingOccurrences(of: "role: active-comparator", with: "rôle: x"), [:])
    #expect(reading.record == nil)
    #expect(
      reading.problems.map(\.description) == [
        """
        protocol.yaml:6:5: arms[1]: the key "role" is missing
          Add "role: …" to this block.
        """,
        """
        protocol.yaml:6:23: arms[1].rôle: unknown key "rôle"
          Did you mean "role"? Keys of this block: id, title, role, description, regimen.
        """,
      ]
    )
  }

  @Test("a key that stands twice does not hide the other problems of the file")
  func severalKinds() {
    let text = Self.text.replacingOccurrences(of: "level: 0.95", with: "level: 95") + "sites:\nsites:\n"
    #expect(reading(text, [:]).problems.map(\.line) == [16, 18])
  }

  @Test("a problem of the data is told with line, column, subject and item")
  func dataProblem() throws {
    let reading = reading(Self.text, ["start.csv": "subject,arm,sex\nS-1,A,F\nS-2,B,X\n"])
    let problem = try #require(reading.problems.first)
    #expect(reading.problems.count == 1)
    #expect(!reading.isSound)
    #expect(problem.file == "data/start.csv" && problem.line == 3 && problem.column == 3)
    #expect(problem.description.hasPrefix("data/start.csv:3: column \"sex\" (S-2 · start.sex): "))
  }

  @Test("the data's fingerprint does not know the order of rows, the protocol's knows every byte")
  func fingerprints() {
    let one = reading(Self.text, ["start.csv": "subject,arm,sex\nS-1,A,F\nS-2,B,M\n"])
    let other = reading(Self.text + "# a remark\n", ["start.csv": "subject,sex,arm\nS-2,M,B\nS-1,F,A\n"])
    let changed = reading(Self.text, ["start.csv": "subject,arm,sex\nS-1,A,F\nS-2,B,F\n"])
    #expect(one.dataFingerprint == other.dataFingerprint)
    #expect(one.protocolFingerprint != other.protocolFingerprint)
    #expect(one.dataFingerprint != changed.dataFingerprint)
  }
}
