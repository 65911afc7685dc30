// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Causes and reasons, and what may look like them.
@Suite struct Reasons {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Thirty-one patients died; the cause was cardiac in 19 and noncardiac in the remaining 12.",
      "Some patients withdrew; the remaining 45 completed the trial. A total of 60 patients were randomized.",
      "死亡21例，其中肺炎9例、出血5例，其余7例原因不明。",
      "Patients were randomized to drug A (n = 80) or placebo (n = 82). Rash occurred in 8 (10%) patients in the drug A group. The most common reasons for discontinuation in the drug A group were rash (8 [40%]) and nausea (5 [25%]).",
      "Of the 30 patients who withdrew, 12 had a rash and 20 were women.",
      "Sixty patients were randomized; 4 withdrew and 56 completed the study.",
      "Sixty patients were randomized; 4 withdrew consent for follow-up and 58 completed treatment.",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). Three and five patients withdrew, so that 112 completed the trial.",
      "Twelve patients died, five of them at home, four in hospital, and six within a week.",
      "Twelve patients died: 9 had a relapse, and 7 were older than 70 years.",
      "Twelve patients died after a median of 5 months; 9 relapsed and 7 developed sepsis.",
      "Twelve patients withdrew, 9 in the first month and 7 because of pain.",
      "Twelve patients withdrew because of pain (n = 9), nausea (n = 5) or both (n = 2 of these).",
      "Twelve patients withdrew for one or more reasons: pain (9), nausea (5) and travel (3).",
      "Thirty events occurred in 12 patients: 20 infections and 10 bleeds.",
      "Thirty patients had an event; 20 infections and 15 bleeds were recorded.",
      "There were 30 deaths, 20 in year 1, 25 by year 2 and all by year 3.",
      "There were 30 deaths; 20 patients had relapsed, 15 had progressed and 5 were in remission.",
      "Ten deaths were reported, 3 during treatment and 9 within 60 days.",
      "Death occurred in 12 patients, and 5 had a stroke and 9 a bleed.",
      "Treatment failed in 12 patients; 9 received rescue and 5 surgery.",
      "Eight patients discontinued treatment: 5 resumed it later, and 4 are still followed.",
      "Eight patients were excluded, leaving 52; of these, 30 were women and 22 men.",
      "Eight of 60 patients were lost to follow-up, 30 relapsed and 22 remained well.",
      "失访8例，完成52例，其中复发30例，死亡12例。",
      "死亡12例，随访3年内复发9例，转移7例。",
      "退出8例，继续治疗52例，有效40例。",
      "因不良反应停药8例，皮疹5例，恶心4例。",
      "死亡12例，其中男9例，感染7例。",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). Ten withdrew from treatment, and 118 completed the study.",
      "Fever occurred in 12 patients, 5 of whom died; rash occurred in 14, 3 of whom died.",
      "Three patients in the first group (2.5%) and 4 in the second group (3.3%) of 120 each withdrew.",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Thirty-one patients died; the cause was cardiac in 19 and noncardiac in the remaining 15.",
      "There were 31 deaths, 19 due to sepsis, and the other 15 were due to progression.",
      "死亡31例，其中心源性19例，其余15例为非心源性。",
      "Sixteen deaths occurred: 9 in the drug A group and 8 in the placebo group. Patients were randomized to drug A (n = 40) or placebo (n = 40).",
      "Patients were randomized to drug A (n = 40) or placebo (n = 40). In all, 16 patients died (9 with drug A and 8 with placebo).",
      "Patients were randomized to drug A (n = 40) or placebo (n = 40). Seventeen patients withdrew, 9 in the drug A group and 10 in the placebo group.",
      "Patients were randomized to drug A (n = 40) or placebo (n = 40). Nine patients in the drug A group and 10 in the placebo group withdrew (17 in total).",
      "共退出17例，其中A组9例，B组10例。",
      "Patients were randomized to drug A (n = 40) or placebo (n = 44). Overall, 17 of 84 patients (25%) withdrew.",
      "死亡21例，其中肺炎9例、出血5例，其余9例原因不明。",
      "Patients were randomized to drug A (n = 80) or placebo (n = 82). Rash occurred in 8 (10%) patients in the drug A group and 4 (5%) in the placebo group. Death occurred in 12 (15%) and 8 (13%).",
      "Sixty patients were randomized; 4 withdrew and 58 completed the study.",
      "Of 80 patients, 55 survived and 30 died.",
      "Twelve patients died: 5 of sepsis, 4 of haemorrhage and 4 of progression.",
      "Twelve patients died (sepsis 5, haemorrhage 4, progression 4).",
      "The 12 deaths were due to sepsis in 5, haemorrhage in 4 and progression in 4.",
      "There were 12 deaths, five from sepsis, four from haemorrhage and four from progression.",
      "死亡12例，其中感染5例、出血4例、进展4例。",
      "死亡12例（感染5例、出血4例、进展4例）。",
      "死亡12例，死因为感染5例，出血4例，进展4例。",
      "Reasons for discontinuation in the eight patients were toxicity in four, progression in three and other in two.",
      "Discontinuation occurred in 8 patients: toxicity, 4; progression, 3; consent, 2.",
      "8例退出：不良反应4例，进展3例，撤回知情2例。",
      "8例退出治疗，原因为不良反应4例、进展3例、其他2例。",
      "Adverse events led to discontinuation in 9 patients (5 drug A, 3 placebo).",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
