// SPDX-License-Identifier: Apache-2.0

import Foundation
import ProtocolLibrary
import Testing

@Suite struct TutorialTests {
  /// The first YAML of the guide, as a reader copies it.
  private func example() throws -> String {
    let guide = try Repository.text("Documentation/ProtocolFormat.md")
    let opening = try #require(guide.range(of: "```yaml\n"))
    let rest = guide[opening.upperBound...]
    let closing = try #require(rest.range(of: "\n```"))
    return String(rest[..<closing.lowerBound]) + "\n"
  }

  @Test("the first protocol of the guide reads without a problem, with tables that have its columns")
  func reads() throws {
    let copy = StudyCopy(
      protocolFile: Array(try example().utf8),
      tables: [
        "randomization.csv": Array("subject,date,arm,age\nM-1,2025-02-03,A,50\nM-2,2025-02-04,S,61\n".utf8),
        "response.csv": Array("subject,date,best\nM-1,2025-03-20,PR\n".utf8),
        "status.csv": Array("subject,last-alive,died\nM-1,2025-06-01,\nM-2,2025-05-01,2025-05-01\n".utf8),
      ]
    )
    let reading = StudyReading(copy.folder)
    // The shortest protocol may leave out the schedule; that is told and stands in nobody's way.
    #expect(reading.problems.allSatisfy { $0.severity == .warning && $0.place == "schedule" })
    #expect(reading.study?.arms.map(\.id) == ["A", "S"])
    let results = try copy.results(cut: "2025-07-31")
    #expect(results.result("orr.primary")?.cell("arms/A/events")?.value == .number(1))
    #expect(results.result("os.primary")?.cell("arms/S/events")?.value == .number(1))
  }
}
