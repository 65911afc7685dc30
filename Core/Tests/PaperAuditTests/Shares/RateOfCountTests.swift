// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Rates that are told of the count before them.
@Suite struct RateOfCount {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Complete response was observed in 6 and partial response in 31 of the 104 patients given the combination, for an objective response rate of 35.6%.",
      "将90例患者随机分为观察组与对照组，每组45例。观察组有效30例，有效率66.7%。",
      "Of 120 patients, 45 responded, a response rate of 37.5%.",
      "The 60 patients had 30 responses (response rate, 50%).",
      "30 patients relapsed, and the 2-year relapse rate was 45%.",
      "30 patients died, for a 2-year mortality rate of 45%.",
      "死亡30例，2年死亡率为45%。",
      "In arm A, 30 patients responded, with a response rate in arm B of 45%. There were 60 patients in each arm.",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "The 60 patients had 30 responses (response rate, 45%).",
      "Complete response was observed in 6 and partial response in 31 of the 104 patients given the combination, for an objective response rate of 30.8%.",
      "将90例患者随机分为观察组与对照组，各45例。观察组满意30例，满意度66.7%，对照组满意20例，满意度48.4%。",
      "将90例患者随机分为观察组与对照组，每组45例。观察组有效30例，有效率76.7%。",
      "Of 120 patients, 45 responded, a response rate of 35%.",
      "Of 120 patients, 45 had a response, for a rate of 33.5%.",
      "Response was seen in 30 of 60 patients, for a response rate of 45%.",
      "安慰剂组59例中皮疹12例，发生率为25.3%。",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
