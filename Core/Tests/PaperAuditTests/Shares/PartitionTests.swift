// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Kinds, degrees and responses of which each subject or event has one.
@Suite struct Partition {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Pain was mild in 45%, moderate in 35% and severe in 20% of the patients.",
      "Overall, 45% of patients had stage I disease, 30% stage II disease, and 25% stage III disease.",
      "Nausea was mild in 45%, moderate in 35% and severe in 30% of events.",
      "Pain was severe in 45% at baseline, 30% at week 4 and 40% at week 8.",
      "Severe pain was reported by 45% in group A, 35% in group B and 30% in group C.",
      "Low adherence was seen in 60%, high blood pressure in 50% and poor sleep in 45%.",
      "The complete response rate was 12% and the overall response rate 40%.",
      "Of the 30 events, 12 were rashes and 20 occurred in women.",
      "Of the 30 relapses, 12 were local, 15 distant, and 3 both.",
      "120例患者随机分为两组，每组60例。观察组显效30例、有效20例、无效10例，总有效率为83.3%。",
      "观察组60例：显效30例、有效20例、无效10例。",
      "High risk was found in 45%, low adherence in 35% and poor sleep in 30%.",
      "Pain was mild in 20, moderate in 15 and severe in 10 of the 45 women.",
      "Of the 40 women, pain was mild in 20 and moderate in 15 at rest, and severe in 10 on movement.",
      "Pain occurred in 40 women: mild in 20, moderate in 15 and severe in 5.",
      "Stage I disease (35%) and grade II tumours (40%) or class III anaemia (35%) were common.",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Pain was mild in 45%, moderate in 35% and severe in 30% of the patients.",
      "Of the patients, 45% had stage I, 35% stage II and 30% stage III disease.",
      "The tumour was stage I in 25, stage II in 30 and stage III in 12 of the 60 patients.",
      "The best response was complete in 5%, partial in 30%, stable disease in 45% and progression in 28%.",
      "Performance was good in 45%, fair in 40% and poor in 22% of the 100 patients.",
      "Of the 30 relapses, 12 were local, 17 distant, and 3 both.",
      "复发30例中，局部12例，远处17例，两者均有3例。",
      "120例患者随机分为两组，每组60例。观察组显效30例、有效20例、无效10例，总有效率为86.7%。",
      "观察组60例：显效30例、有效20例、无效15例。",
      "观察组（60例）治愈20例，好转30例，无效12例。",
      "Of the 40 women with pain, it was mild in 20, moderate in 15 and severe in 10.",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
