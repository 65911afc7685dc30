// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Sizes of arms against the ratio of allocation.
@Suite struct AllocationRatio {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "135例患者按2:1的比例随机分为试验组90例和对照组45例。",
      "Patients were randomized 2:1 to drug A (n = 201) or placebo (n = 99).",
      "Patients were randomized 1:1 to drug A or placebo. The drug A group had 52 patients and the placebo group 47.",
      "Patients were randomized 3:2 to drug A (n = 61) or placebo (n = 40).",
      "Patients (ratio of men to women 2:1) were randomized to drug A (n = 50) or placebo (n = 50).",
      "Patients were initially randomized 1:1 and, after an amendment, 2:1 to drug A (n = 160) or placebo (n = 100).",
      "Patients were randomized 1:1:1 to drug A 5 mg (n = 50), drug A 10 mg (n = 51) or placebo (n = 49).",
      "Patients were randomized 2:1 (drug A, placebo). Of the first 40, 21 received drug A and 19 placebo.",
      "Women (n = 30) and men (n = 90) were randomized 1:1 to drug A or placebo.",
      "Patients were randomized 1:1. Of these, 80 had diabetes (drug A n = 50, placebo n = 30).",
      "In this 1:1 randomized trial with a matched 2:1 registry cohort, drug A (n = 100) was compared with registry controls (n = 200).",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Patients were randomly assigned (1:1:1) to high dose (n = 100), low dose (n = 101) or placebo (n = 52).",
      "In a two-to-one ratio, 200 patients were assigned: 101 to drug A and 99 to drug B.",
      "将135例患者按1∶1比例随机分配至强化组（n=90）和常规组（n=45）。",
      "135例患者按2:1的比例随机分为试验组68例和对照组67例。",
      "Patients were randomized 1:1:2 to drug A 5 mg (n = 50), drug A 10 mg (n = 51) or placebo (n = 49).",
      "Participants were allocated in a three to one ratio to drug A (n = 80) or placebo (n = 79).",
      "将150例患者按1:1:1随机分为A组（n=50）、B组（n=80）和C组（n=20）。",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
