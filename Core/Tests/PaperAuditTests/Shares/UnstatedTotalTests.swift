// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Counts whose percentage fits no total that is told.
@Suite struct UnstatedTotal {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Patients were randomized to drug A (n = 80) or placebo (n = 82). Rash occurred in 8 (10%) patients in the drug A group. Viral load was suppressed at week 48 in 60 (85.7%) and 62 (88.6%) patients.",
      "Patients were randomized to drug A (n = 80) or placebo (n = 82). Rash occurred in 8 (10%) patients in the drug A group. Hypertensive patients had strokes in 6 (12%) with drug A and 7 (14%) with placebo.",
      "将120例患者随机分为A组60例和B组60例。A组有效45例（75.0%），B组有效30例（50.0%）。女性患者中A组皮疹6例（20.0%），B组3例（10.0%）。",
      "120 patients were randomized, 60 to each arm. In the open extension, 75 patients received drug A.",
      "Response was seen in 40 of 80 (50%) with drug A (n = 80) and in 20 (25%) with placebo (n = 80); in those with measurable lesions it was 30 (60%) and 15 (30%).",
      "Drug A (n = 80) was compared with placebo (n = 80). Cure was seen in 40 (50%) and 20 (25%) patients. At one year, 21 (35%) of those followed had relapsed with drug A.",
      "Drug A (n = 80) was compared with placebo (n = 80). Cure was seen in 40 (50%) and 20 (25%) patients. Relapse after cure occurred in 8 (20%) and 6 (30%).",
      "Drug A (n = 80) was compared with placebo (n = 80). Cure was seen in 40 (50%) and 20 (25%) patients. Relapse occurred in 8 (20%) with drug A.",
      "Drug A (n = 80) was compared with placebo (n = 80). Cure was seen in 40 (50%) and 20 (25%) patients. Among smokers it was 12 (30%) with drug A.",
      "Drug A (n = 80) was compared with placebo (n = 80). Cure was seen in 40 (50%) and 20 (25%) patients. Erectile dysfunction was found in 12 (30%) with drug A and 9 (20%) with placebo.",
      "A total of 80 women conceived after 120 cycles (67%), and 12 cycles (10%) were cancelled.",
      "Eighty eyes of 60 patients were treated. Vision improved in 40 eyes (50%) and 33 patients (55%).",
      "120例患者共240只眼，视力提高180眼（75.0%），不变48眼（20.0%），下降12眼（5.0%）。",
      "60例患者中，40例（66.7%）接受手术，其中12例（30.0%）出现并发症，3例（25.0%）再次手术。",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Patients were randomized to drug A (n = 80) or placebo (n = 82). Women made up 40 (50%) and 41 (50%). Rash occurred in 12 (15%) patients in the drug A group. Nausea occurred in 20 (30%) patients in the drug A group and 11 (13%) in the placebo group.",
      "将120例患者随机分为A组60例和B组60例。A组有效45例（75.0%），B组有效30例（50.0%）。A组皮疹6例（15.0%），B组3例（5.0%）。",
      "选取患者120例，对照组60例，观察组60例。观察组有效率为90.0%（54/60），对照组皮疹6例（10.0%），观察组皮疹3例（8.0%）。",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
