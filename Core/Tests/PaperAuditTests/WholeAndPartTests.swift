// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Parts, wholes and consequences: sound sentences that look alike, and pairs of a sound and an impossible one.
@Suite struct WholeAndPart {
  /// Each is sound; the figures were added, subtracted and divided by hand.
  static let sound = [
    // Several sites in one patient, several events in one patient, and several reasons.
    "In all, 90 patients were randomized: 45 to arm A and 45 to arm B. Metastatic disease was hepatic in 48, pulmonary in 45 and osseous in 20 patients.",
    "A total of 60 patients were randomized. The site of disease was liver in 40, lung in 25 and bone in 12 patients.",
    "A total of 60 patients were randomized. Disease was new in 20, relapsed in 25 and refractory in 15 patients.",
    "Of 50 patients, events were judged as mild by 30, as moderate by 25 and as severe by 10 of the reviewers of events.",
    "共纳入100例患者，随机分为A组50例和B组50例。A组Ⅰ期20例，Ⅱ期18例，Ⅲ期12例；B组Ⅰ期19例，Ⅱ期20例，Ⅲ期11例。",
    "共纳入100例患者。Ⅰ期不良反应60例，Ⅱ期不良反应55例。",
    "Of 40 patients, 12 had a complete and 9 a partial response; 19 had neither.",
    "Of 20 patients, 15 received a complete course and 8 a partial one; 11 had a response.",
    "120例患者中治愈60例，好转30例，无效30例，有效率为75.0%。",
    "60例患者中显效20例，有效25例，无效15例，有效率为75.0%。",
    "A total of 240 patients were randomized. Mutation status was KRAS in 120, NRAS in 90, BRAF in 60 patients.",
    "A total of 240 patients were randomized. Performance status was 0 in 120, 1 in 120 at baseline and 1 in 130 at week 12.",
    "A total of 240 patients were randomized. Pain was mild by 100, moderate by 80 and severe by 50 at week 4 and low by 70 at week 8.",
    "共纳入100例患者。治疗前Ⅰ期30例、Ⅱ期70例，治疗后Ⅰ期60例、Ⅱ期40例。",
    // Shares of arms and of others.
    "将135例患者按2∶1比例随机分配至强化降脂组（n=90）和常规降脂组（n=45）。达标者强化降脂组61例（67.8%），常规降脂组22例（48.9%）。",
    "166 women were allocated to classes and 170 to no classes. Breast feeding was reported by 138 women (83%) in the class group and 121 (71%) in the other group.",
    "166 women were allocated to classes and 166 to no classes. Breast feeding was reported by 138 women (83%) and pain by 209 (63%).",
    "166 women were allocated to classes and 166 to no classes. Pain was reported by 138 women (83%) and 21 (50%) of the fathers.",
    // What holds of all.
    "Mean age was 61.2 years in the 75 men and 63.4 years in the 74 women; overall, it was 62.3 years.",
    "Median stay was 9 days for men and 11 days for women; overall, it was 11 days.",
    "Mean age was 61.2 years in men and 63.4 years in women; overall, follow-up was 4.0 years.",
    "Overall, 33% of 149 patients were smokers, 37% of the men and 30% of the women.",
    "Overall, 45% of patients were women, 37% of the men and 30% of the women smoked.",
    // Grades and cycles.
    "Grade 3 or higher neutropenia occurred in 12 patients, and grade 4 or higher infections in 15 patients.",
    "Grade 3 or higher events were reported in 52 patients, and grade 4 or higher events in 18 patients.",
    "Of 128 patients, 17 completed 3 cycles and 101 completed 6 cycles.",
    "Of the 9 patients who died in the first arm and 7 in the second, all 16 had active disease.",
    "Of the 9 patients who died in the first arm and 7 in the second, all 9 had active disease.",
    "Started: 90. Completed: 79. Not completed: 11.",
    // Sizes that look alike.
    "Patients were randomized to A (n = 30) or B (n = 31). In an earlier randomized trial with 256 adults, harm was rare. Of 61 randomized participants, 40 were women.",
    "共筛选392例，入组285例，随机分为A组143例和B组142例。亚组分析中，65岁以上者A组101例。",
    // Rows of tables.
    "Characteristic\tActive (n=96)\tPlacebo (n=94)\tAll (n=190)\nWomen, n (%)\t52 (54.2)\t38 (40.4)\t90 (47.4)\nLesions\t140\t151\t291",
    "Dose\tLow (n=50)\tMiddle (n=50)\tHigh (n=100)\nWomen, n (%)\t25 (50.0)\t26 (52.0)\t40 (40.0)\n",
    "Subgroup | A | B | RR\nAll | 47/118 | 29/116 | 1.59\nMen | 30/70 | 17/68 | 1.71\nWomen | 17/48 | 12/48 | 1.42\nSmoker | 20/50 | 9/40 | 1.8\nNo smoker | 25/60 | 18/70 | 1.6",
    // Scales and eligibility.
    "Pain was measured on a scale from 0 to 10. On the same scale the worst pain had a median of 9.",
    "按7项量表评分（每项0～4分），总分最高为28分。",
    "The seven items were each scored from 0 to 4; the highest of 140 centres recruited 31 patients.",
    "Eligible were adults with a body-mass index of 30 or more. The median body-mass index was 34.2 (range 30.1-48.8).",
    "Eligible were adults with a body-mass index of 30 or more. At week 52 the change in body-mass index was 2.1 (range 0.1-9.8).",
    "Eligible patients had a performance status of 2 or more. In controls, median performance status was 1 (range 0-2).",
    "In class D (n = 24), the median number of absences was 4.5 (range 0 to 11).",
    // Consequences.
    "The absolute risk difference for relapse was 12.0 percentage points, so that 9 people need to be treated to prevent one relapse.",
    "The difference was 11.7 percentage points (95% confidence interval 0.6 to 22.9); the number needed to treat was 9.",
    "Allowing for 20% losses, the 63 patients per group were increased to 79 per group.",
    "Allowing for 20% losses, the 63 patients per group were increased to 76 per group.",
    "Mean weight fell from 84.2 kg to 79.9 kg, a loss of 4.3 kg.",
    "Mean weight fell from 84.2 kg to 79.9 kg with a loss of 2.1 litres of water.",
    "评分由（14.2±3.1）分降至（9.8±2.9）分，降低了4.4分。",
    "体重由（70.1±8.2）kg降至（65.3±7.9）kg，每月降低1 kg。血压从140 mmHg降至130 mmHg，升高2 mmHg者3例。",
    "The dose was increased from 10 mg to 40 mg, with an increase of 10 mg each week.",
    // Dates.
    "Patients were enrolled from March 1, 2012, through September 30, 2014. The last patient was followed until June 30, 2015.",
    "A first cohort was enrolled from March 2008 through May 2010 and was followed until June 30, 2012. A second cohort was enrolled from June 2013 through May 2015.",
    "Patients enrolled since January 10, 2019, had a minimum of 36 months of follow-up on February 5, 2022.",
  ]

  @Test("leaves sound sentences in peace", arguments: sound)
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "A total of 60 patients were randomized. Disease was new in 20, relapsed in 28 and refractory in 15 patients.",
      "共纳入100例患者。Ⅰ期30例，Ⅱ期45例，Ⅲ期35例。",
      "Of 1234 patients, 618 (50.1%) received A and 616 (49.9%) received B. Bleeding occurred in 12 (1.9%) and 31 (3.9%) patients.",
      "Of 40 patients, 22 had a complete and 19 a partial response.",
      "60例患者中显效20例，有效25例，无效15例，有效率为85.0%。",
      "Mean age was 61.2 years in the 75 men and 63.4 years in the 74 women; overall, it was 60.3 years.",
      "Overall, 39% of 149 patients were smokers, 37% of the men and 30% of the women.",
      "Grade 3 or higher events were reported in 12 patients, and grade 4 or higher events in 18 patients.",
      "Of the 9 patients who died in the first arm and 7 in the second, all 15 had active disease.",
      "Started: 90. Completed: 79. Not completed: 12.",
      "Characteristic\tActive (n=96)\tPlacebo (n=94)\tAll (n=190)\nWomen, n (%)\t52 (54.2)\t38 (40.4)\t91 (47.9)",
      "Subgroup | A | B | RR\nAll | 47/118 | 29/116 | 1.59\nMen | 31/70 | 17/68 | 1.71\nWomen | 17/48 | 12/48 | 1.42",
      "Pain was measured on a scale from 0 to 10. On the same scale the worst pain had a median of 11.",
      "Eligible were adults with a body-mass index of 30 or more. The median body-mass index was 34.2 (range 28.1-48.8).",
      "In class D (n = 25), the median number of absences was 4.5 (range 0 to 11).",
      "The difference was 12.0 percentage points; the number needed to treat was 12.",
      "Mean weight fell from 84.2 kg to 79.9 kg, a loss of 5.3 kg.",
      "Patients were enrolled from March 1, 2012, through September 30, 2014. The last patient was followed until June 30, 2014.",
      "HR 0.62 (95% CI 0.40 to 0.96), P = 0.21.",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }

  @Test("says once that the sizes of the arms make the total")
  func saysOnce() {
    let claims = auditPaper("A total of 118 patients were randomized: 60 to lorimab and 58 to placebo.")
      .claims
    let sums = claims.filter { if case .partsMakeTotal = $0.because { true } else { false } }
    #expect(sums.count == 1)
  }
}
