// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Arms of one size, listed arms and sizes told later, against shares, sums and counts.
@Suite struct ArmSize {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "One hundred patients were randomized to drug A or placebo (50 per group). Rash occurred in 14 patients (28%) in the drug A group and 10 (20%) in the placebo group.",
      "120 patients were randomized (61 to drug A, 59 to placebo). Of the 61, 58 were analysed; 31 (53.4%) responded.",
      "120 patients were randomized (61 to drug A, 59 to placebo). Three and two withdrew. Response was seen in 31 (53.4%) and 12 (21.1%).",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "We randomized 120 patients to drug A or drug B, 60 in each group. Nausea occurred in 14 patients (25%) with drug A and 20 (33%) with drug B.",
      "One hundred patients were randomized to drug A or placebo (50 per group). Rash occurred in 14 patients (24%) in the drug A group and 10 (20%) in the placebo group.",
      "All 84 patients completed the study. Patients had been randomized to drug A (n = 40) or placebo (n = 40).",
      "Patients were randomized to drug A (n = 40) or placebo (n = 40). All 84 patients completed the study.",
      "Patients were randomized to drug A (n = 40) or placebo (n = 40). Of the 40 patients in the drug A group, 44 had at least one event.",
      "Patients were randomized to drug A (n = 40) or placebo (n = 40). Adverse events occurred in 44 patients in the drug A group and 20 patients in the placebo group.",
      "将80例患者随机分为A组40例和B组40例。A组44例出现不良反应。",
      "120 patients were randomized (61 to drug A, 59 to placebo). Response was seen in 31 (50.8%) and 12 (25.3%).",
      "120 patients were randomized (61 to drug A, 59 to placebo). Response was seen in 31 (50.8%) and 12 (20.3%). Rash was seen in 5 (8.2%) and 12 (25.3%), respectively.",
      "120 patients were randomized, 61 to drug A and 59 to placebo. Rash: drug A 5 (8.2%), placebo 12 (25.3%).",
      "120 patients were randomized: drug A, 61; placebo, 59. Rash occurred in 5 (8.2%) with drug A and 12 (25.3%) with placebo.",
      "The trial enrolled 120 patients (drug A 61, placebo 59). Rash occurred in 5 (8.2%) with drug A and 12 (25.3%) with placebo.",
      "Sixty-one patients received drug A and 59 received placebo. Rash occurred in 8.2% (5) with drug A and in 25.3% (12) with placebo.",
      "Patients received drug A (61 patients) or placebo (59 patients). Rash occurred in 5 of the former (8.2%) and 12 of the latter (25.3%).",
      "714 pts: 357 drug, 238 placebo, 119 reference. Serious TEAEs: 8 (2.2%), 4 (1.7%), 2 (4.1%).",
      "We randomized 120 patients: 61 drug A; 62 placebo.",
      "One hundred twenty patients underwent randomization; 61 were assigned to receive drug A and 62 to receive placebo.",
      "Of 120 randomized patients, 61 received drug A and 62 received placebo.",
      "120例患者随机分为A组（61例）和B组（62例）。",
      "120例随机分为两组，A组61例，B组62例。",
      "纳入120例患者，采用随机数字表法分为对照组61例、观察组62例。",
      "120 patients were randomised to A (n=40), B (n=40) and C (n=42).",
      "Drug A was given to 61 and placebo to 59 patients. Rash: 5 (8.2%) vs 12 (25.3%).",
      "Drug A (61 participants) was compared with placebo (59 participants). Rash: 5 (8.2%) vs 12 (25.3%).",
      "Randomised patients received drug A (61) or placebo (59). Rash was seen in 5 (8.2%) v 12 (25.3%).",
      "Patients were randomised to drug A (n 61) or placebo (n 59). Rash was seen in 5 (8.2%) v 12 (25.3%).",
      "Among 61 recipients of drug A and 59 of placebo, rash was seen in 5 (8.2%) and 12 (25.3%).",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
