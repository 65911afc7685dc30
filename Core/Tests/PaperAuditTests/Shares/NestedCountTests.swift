// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Counts of a smaller group within a larger one.
@Suite struct NestedCount {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "A total of 21 patients died, including 15 from cardiac causes.",
      "Adverse events occurred in 12 patients, including 14 episodes of rash.",
      "死亡21例，其中心源性死亡15例。",
      "12例患者，其中14个病灶完全消退。",
      "Of the 12 patients with a rash, 14 lesions were biopsied.",
      "Of the 12 patients with a rash, 5 had one lesion and 7 had two, 19 lesions in all.",
      "Of 100 patients, 12 had a rash; 230 patients were screened.",
      "Rash occurred in 12 patients, and 14 patients had fever.",
      "Rash occurred in 12 patients (15%), including 3 with blisters and 14 reports of itching.",
      "12 patients had infections, of which 14 were severe.",
      "Among the 84 patients with reactions, 97 reactions needed an analgesic.",
      "肺炎12例次，其中重症14例次。",
      "发生不良反应12例（共20例次），其中恶心14例次。",
      "Of the 60 women who became pregnant, 58 gave birth to 63 children.",
      "Ten deaths occurred, of which 7 were due to infection.",
      "Of 80 women, 40 (50%) conceived: 30 (75%) gave birth, 6 (15%) miscarried and 4 (10%) were lost.",
      "疼痛40例次，其中轻度30例次，中度15例次，重度5例次。",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Local reactions were reported by 84 of these 230 (36.5%); among the 84, 97 needed an analgesic.",
      "Twelve patients had an allergy, of whom 14 had a rash.",
      "A total of 21 patients died, including 25 from cardiac causes.",
      "治疗组有过敏史者12例，其中过敏性鼻炎者14例。",
      "死亡21例，其中心源性死亡25例。",
      "共有38例出现不良反应，其中恶心42例。",
      "Of the 60 women who became pregnant, 63 gave birth.",
      "Ten deaths occurred, of which 12 were due to infection.",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
