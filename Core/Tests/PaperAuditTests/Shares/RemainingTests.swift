// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The rest of so many, losses, and totals told after their parts.
@Suite struct Remaining {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Of the 60 patients, 22 improved, 18 were unchanged, and the remaining 20 worsened.",
      "A total of 176 patients were randomized. After exclusion of nine patients, the remaining 167 were analysed.",
      "共60例患者，显效22例，有效18例，其余20例无效。",
      "Of the 80 patients, half were women, and the remaining 40 were men.",
      "Of the 80 patients, 30 received drug A, of whom 12 improved; 25 received drug B, and the remaining 25 received placebo.",
      "Of the 80 patients, 30 received drug A and 12 of these improved; the remaining 50 received placebo.",
      "Of the 80 patients, 60% improved, and the remaining 32 did not.",
      "A total of 80 patients were screened; 12 declined and 8 were ineligible, so that the remaining 60 were randomized.",
      "A total of 80 patients were screened. Twelve declined, and eight were ineligible. The remaining 60 were randomized to drug A (n = 30) or placebo (n = 30).",
      "Of 80 patients, 20 were excluded (12 declined, 8 ineligible) and the remaining 60 were randomized.",
      "Sixty patients were randomized. Three did not start treatment. The remaining 57 received at least one dose, and 50 of them completed all six.",
      "共80例患者，失访5例，其余75例纳入分析。",
      "80例患者中，A组40例，其余40例为B组。",
      "筛选150例，排除20例，最终纳入130例。",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). Two patients in the drug A group and three in the placebo group were lost to follow-up, leaving 58 and 57 for analysis.",
      "120例患者中，脱落8例，有效60例，无效52例。",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Of the 60 patients, 22 improved, 18 were unchanged, and the remaining 25 worsened.",
      "A total of 176 patients were randomized. After exclusion of nine patients, the remaining 171 were analysed.",
      "共60例患者，显效22例，有效18例，其余25例无效。",
      "150 patients were screened, 20 were excluded and 135 were randomized.",
      "Of 150 patients screened, 20 were excluded, leaving 135 for randomization.",
      "筛选150例，排除20例，最终纳入135例。",
      "120例中脱落5例，完成118例。",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
