// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Shares, sexes and sums in the habits of many writers.
@Suite struct ShareHabit {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "共纳入80例患者，其中男性45例，女性35例。",
      "Patients were randomized to drug A (n = 20) or placebo (n = 22). The proportion of patients with a response was 35.0% in the drug A group and 27.3% in the placebo group.",
      "Eighteen infections (9 in the drug A group and 9 in the placebo group) and 12 bleeds were recorded. Patients were randomized to drug A (n = 40) or placebo (n = 40).",
      "Patients were randomized to drug A (n = 40) or placebo (n = 42). Rash occurred in 6 (15%) patients in the drug A group. Among women, nausea occurred in 8 (40%) in the drug A group and 5 (25%) in the placebo group.",
      "Of the 20 patients, 43% to 55% improved.",
      "Rates of 43% in 20 patients were reported earlier.",
      "The trial randomized 61 patients to 60 mg and 59 to placebo. At 60 mg, nausea occurred in 6 patients (9.8%) and bleeding in 3 of 30 women (10.0%).",
      "将120例患者随机分为A组60例和B组60例。A组失访2例，B组失访3例，最终115例完成研究。",
      "80例患者中高血压45例，糖尿病38例，冠心病20例。",
      "80例患者，男45例，女35例，合并高血压45例，合并糖尿病38例。",
      "The ORR was 40% (20/50), and 6 of 20 complete and 3 of 14 partial responders relapsed.",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). Forty patients had an earlier event. Of the 45 completers with data, 20 improved.",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). Seventy patients of both arms had an event in drug A centres.",
      "The 120 patients in the drug A group and placebo group were followed for a year. Patients were randomized to drug A (n = 60) or placebo (n = 60).",
      "Grade 3 events occurred in 30%, grade 4 in 20% and grade 5 in 60%.",
      "Severe disease was found in 45% in 2018, 40% in 2019 and 35% in 2020.",
      "Complete data were available for 95%, partial data for 40%, and good data for 20%.",
      "Mild pain was had by 45%, moderate nausea by 35% and severe fatigue by 30%.",
      "Improved sleep was reported by 45%, better mood by 40% and good appetite by 35%.",
      "Blood was diluted 1:4 and patients were randomized to drug A (n = 50) or placebo (n = 52).",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "A total of 80 patients were enrolled; 45 were men and 38 were women.",
      "Eighty patients were enrolled (45 men, 38 women).",
      "80例患者中男45例，女38例。",
      "共纳入80例患者，其中男性45例，女性38例。",
      "Patients were randomized to drug A (n = 40) or placebo (n = 44). The response rate was 33.0% in the drug A group and 25.0% in the placebo group.",
      "Patients were randomized to drug A (n = 20) or placebo (n = 22). The proportion of patients with a response was 33.0% in the drug A group and 27.3% in the placebo group.",
      "Sex was female in 45 and male in 38 of 80 patients.",
      "Women numbered 45 and men 38 among the 80 patients.",
      "There were 45 women (56%) and 35 men (48%).",
      "Of 80 patients, 45 (56.3%) were female; 38 (47.5%) were male.",
      "80例中，男45例（56.3%），女38例（47.5%）。",
      "A total of 80 patients (45 female and 38 male) were enrolled.",
      "The 80 patients comprised 45 women and 38 men.",
      "Eighty patients took part: 45 women, 38 men.",
      "A total of 120 patients were randomized, 61 to drug A and 62 to placebo.",
      "将120例患者分为药物组61例和安慰剂组59例。药物组和安慰剂组皮疹分别为5例（8.2%）和12例（25.3%）。",
      "将120例患者分为药物组61例和安慰剂组59例。药物组皮疹发生率为8.2%（5例），安慰剂组为25.3%（12例）。",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). Response: 30/60 (50%) vs 20/60 (35%).",
      "Smoking status was never in 30, former in 25 and current in 28 of the 80 patients.",
      "Eight patients did not complete treatment: four for toxicity, three for progression and two for other reasons.",
      "Nine serious adverse events were reported (5 in the drug A group, 3 in the placebo group).",
      "严重不良事件共9例，A组5例，B组3例。",
      "两组共9例出现严重不良反应，其中A组5例，B组3例。",
      "Of 100 patients, 45% were men and 58% were women.",
      "Men made up 45% and women 58% of the patients.",
      "Men accounted for 45% (n = 45) of the 100 patients and women for 55% (n = 58).",
      "男性占45.0%，女性占58.0%。",
      "The proportion of women was 45% (45/90).",
      "Women: 45 (45%) of 90.",
      "Female sex, 45/90 (45%).",
      "Female, n (%): 45 (45.0) of 90.",
      "Ninety patients were enrolled, of whom 45 (45%) were women.",
      "Of the 90 patients enrolled, 45% (n = 45) were women.",
      "Ninety patients (45 women, 45%) were enrolled.",
      "纳入90例患者，女45例（45.0%）。",
      "90例患者中女性45例，占45.0%。",
      "90例患者中女性占45.0%（45例）。",
      "女性45/90例（45.0%）。",
      "Response was complete in 12 (20%) and partial in 18 (35%) of 60 patients.",
      "The overall response rate was 55% (30 of 60 patients).",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
