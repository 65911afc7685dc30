// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Sentences about a trial whose data are public (Moertel 1990), looked up in its results.
@Suite struct TracedPaperTests {
  private static let study = Repository.root.appendingPathComponent("Studies/colon").path

  /// As R's survival package has them (`colon`, deaths: `coxph`, `survdiff`, `survfit`, `table`), but for 140 of 304.
  private static let draft = """
    Overall survival was longer with Lev+5FU than with Obs (hazard ratio, 0.69; 95% CI, 0.55 to 0.87; P = 0.002). At 3 years,
    overall survival was 65.3% in the Obs group. There the median age was 60 years (range 18-85). Deaths occurred in 140/304
    (46.1%) patients of the Lev+5FU arm.\n
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
    let json = try Program.run("audit-paper", file, "--study", Self.study, "--json")
    #expect(json.code == 0)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let results = try #require(object?["claims"] as? [[String: Any]]).compactMap {
      $0["result"] as? [String: Any]
    }
    #expect(results.compactMap { $0["state"] as? String } == ["found", "found", "found", "found", "absent"])
    #expect(
      results.compactMap { $0["address"] as? String } == [
        "os.primary/comparisons/Lev+5FU-vs-Obs/hazard-ratio",
        "os.primary/comparisons/Lev+5FU-vs-Obs/tests/log-rank",
        "os.primary/arms/Obs/rate-1095", "baseline/baseline.age/Obs", "safety.deaths/Lev+5FU/deaths",
      ]
    )
    #expect(results.last?["value"] as? String == "123 (40.5)")
  }

  @Test("a share of something else that happens to be the same is not found")
  func chance() throws {
    let scratch = try TemporaryFolder()
    // 168 of 315 died, which is 53.3 % too.
    let file = try written("Nausea was reported by 53.3% of the patients in the Obs arm.\n", in: scratch)
    let told = try Program.run("audit-paper", file, "--study", Self.study)
    #expect(told.output.contains("0 found · 0 possible · 1 not among them"), "\(told)")
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
