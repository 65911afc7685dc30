// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Sentences about the first trial, looked up in its results.
@Suite struct TracedPaperTests {
  private static let study = Repository.root.appendingPathComponent("Studies/cav-mec").path

  /// The published figures, but for 17 of 30.
  private static let draft = """
    In all, 55 patients were randomly assigned, 30 to CAV and 25 to MEC. The overall response rate (ORR) was 56.7% (17/30) in
    the CAV group and 32.0% (8/25) in the MEC group. The median age was 49.5 years (range 15-66) in the CAV group.\n
    """

  private func written(_ text: String, in scratch: TemporaryFolder) throws -> String {
    let file = scratch.path + "/draft.txt"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  @Test("each figure is found at its address, or the entry is told that the sentence speaks of")
  func looksUp() throws {
    let scratch = try TemporaryFolder()
    let file = try written(Self.draft, in: scratch)
    let json = try Program.run("audit-paper", file, "--study", Self.study, "--cut", "2025-07-31", "--json")
    #expect(json.code == 0)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let results = try #require(object?["claims"] as? [[String: Any]]).compactMap {
      $0["result"] as? [String: Any]
    }
    #expect(results.compactMap { $0["state"] as? String } == ["found", "absent", "found", "found"])
    #expect(
      results.compactMap { $0["address"] as? String } == [
        "flow", "orr.primary/arms/CAV", "orr.primary/arms/MEC", "baseline/baseline.age/CAV",
      ]
    )
    #expect(results[1]["value"] as? String == "16/30 (53.3)")
    #expect((object?["study"] as? [String: Any])?["cut"] as? String == "2025-07-31")
  }

  @Test("a cut needs its study, and a study that cannot be read is told")
  func refuses() throws {
    let scratch = try TemporaryFolder()
    let file = try written(Self.draft, in: scratch)
    let alone = try Program.run("audit-paper", file, "--cut", "2025-07-31")
    #expect(alone.code == 2 && alone.complaint.contains("--cut needs --study"), "\(alone)")
    let nowhere = try Program.run("audit-paper", file, "--study", scratch.path + "/none")
    #expect(nowhere.code == 2 && !nowhere.complaint.isEmpty && nowhere.output.isEmpty, "\(nowhere)")
  }
}
