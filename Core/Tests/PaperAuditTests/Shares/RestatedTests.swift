// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Percentages that the conclusion repeats.
@Suite struct Restated {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Conclusion: the rate fell from 18.6% to 9.6%.",
      "Results: Pain occurred in 36 of 194 (18.6%) and 19 of 197 (9.6%) patients. Conclusions: Pain fell from 19% to 10%.",
      "Results: Pain occurred in 36 of 194 (18.6%) and 19 of 197 (9.6%) patients; after two years it was 7.1%. Conclusions: Pain fell from 18.6% to 7.1% in two years.",
      "结果：A组有效率为90.0%（45/50），B组有效率为80.0%（40/50）。结论：总有效率85.0%。",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Results: Pain occurred in 36 of 194 (18.6%) and 19 of 197 (9.6%) patients. Conclusions: Pain fell from 16.8% to 9.6%.",
      "结果：A组总有效率为90.0%（45/50），B组总有效率为80.0%（40/50）。结论：A方案总有效率为96.0%。",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
