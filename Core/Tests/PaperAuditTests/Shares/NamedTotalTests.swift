// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Percentages and counts beside the total they name, in any order and in two lists.
@Suite struct NamedTotal {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Of 25 patients in the drug group, 36% had a rash.",
      "A rash was seen in 15% of 20 patients.",
      "A rash was seen in about 17% of 20 patients.",
      "Survival at 2 years was 17% of 20 patients.",
      "20例患者中，45%出现皮疹。",
      "Of the 20 patients given the new drops, mean adherence was 43%.",
      "Of 20 patients, 43% of the doses were taken at home.",
      "Of the 20 patients in the drug group, a rash occurred in 43% of treated areas.",
      "In 120 patients, haemoglobin rose by 12.3%.",
      "Among 37 patients, the mean ejection fraction was 55.3%.",
      "Of 37 patients, 12 received a second dose, and 41.7% of these had fever.",
      "12 and 15 patients were women (40% and 50%) of 30 in each group.",
      "Infection was seen in 12 and 15 patients (10% and 12%).",
      "Doses were reduced in weeks 2 and 4 (20% and 30%).",
      "Grade 3 and 4 events (20% and 10%) were rare.",
      "Scores of 3 and 4 (20% and 30%) were common.",
      "In 20 patients, oxygen saturation was 93%.",
      "Among 30 patients, the response rate was 43.3%.",
      "Among 30 patients, the response rate at two years was 45.2% (Kaplan-Meier).",
      "In 30 patients the failure rate was 45.2% at two years.",
      "30例患者的总有效率为93.3%。",
      "对照组30例，治疗后血红蛋白升高72.0%。",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Of the 20 patients given the new drops, 43% would have preferred general anaesthesia, compared with 45% of the 20 given the usual drops.",
      "Of 25 patients in the drug group, 33% had a rash.",
      "A rash was seen in 4.1% of the 58 infants in the drug group.",
      "A rash was seen in 17% of 20 patients.",
      "20例患者中，43%出现皮疹。",
      "皮疹发生率在20例患者中为43%。",
      "Among 30 patients, the response rate was 45.2%.",
      "30例患者的总有效率为92.0%。",
      "对照组30例中，有效率为72.0%。",
      "Rash was seen in 8.2% (5/61) of drug A and 25.3% (12/59) of placebo recipients.",
      "Rash was seen in 8.2% [5 of 61] and 25.3% [12 of 59].",
      "Rash was seen in 5 out of 61 (8.2%) and 12 out of 59 (25.3%).",
      "Rash was seen in five (8.2%) of 61 and twelve (25.3%) of 59 patients.",
      "Five of 61 patients had rash with drug A (8.2%) and twelve of 59 (25.3%) with placebo.",
      "In the drug A group 5 of 61 patients had a rash (8.2%) against 12 of 59 (25.3%).",
      "In 12 of the 59 patients given placebo (25.3%) a rash was seen.",
      "A quarter of the patients (12 of 80) had a rash.",
      "One in five patients (12 of 30) had a rash.",
      "59例中12例（25.3%）出现皮疹。",
      "皮疹12例（12/59，25.3%）。",
      "皮疹发生率为25.3%（12/59）。",
      "两组皮疹发生率分别为8.2%（5/61）和25.3%（12/59）。",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
