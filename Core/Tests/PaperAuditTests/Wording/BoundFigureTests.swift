// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Figures that are accused only with the figures beside them: p-values of two counts, differences, fractions, last visits.
@Suite struct BoundFigureTests {
  /// Sentences that can be true, with other units, populations, tests and times.
  static let sound = [
    // Fisher's exact test gives 0.0017 for 14/1052 and 33/1056 (R: fisher.test).
    "Transfusion was given to 14 women (1.3%) in the first group and 33 (3.1%) in the second group (P=0.007).",
    "Implants failed in 6 implants (4.2%) in the test group and 7 (5.0%) in the control group (P=0.001 by mixed model).",
    "Relapse was seen in 30 women (15.2%) in the drug group and 45 (22.6%) in the placebo group (log-rank P=0.001).",
    "Pain was reported by 30 patients (30.0%) before and 12 patients (12.0%) after treatment (P=0.5).",
    "Infections were recorded in 12 children (10.0%), otitis in 20 (16.7%) (P=0.001 against other years).",
    "Blood loss was 212 mL with A and 261 mL with B (difference −49 mL, P<0.001).",
    "Blood loss was 212 mL with A and 261 mL with B (adjusted difference −39 mL, P<0.001).",
    "After adjustment, the mean score was 24.1 in the drug group and 20.3 in the placebo group, a difference of 3.1 points.",
    "Mean scores were 24.1 and 20.3 points, respectively, the least-squares difference 3.1 points.",
    "Weight was 80.1 kg in the diet group and 79.9 kg in the control group at baseline; at 12 months there was a difference of 5.3 kg.",
    "Response was seen in 45.2% with the drug and 30.1% with placebo, a relative difference of 50.2%.",
    "Response was 13.1% in the first group and 11.7% in the second group (stratified difference, 1.9 percentage points; 95% CI, −3.3 to 7.1).",
    "Hospital stay fell by a third, from 6.1 to 4.1 days.", "Waiting halved from 30 to 16 days.",
    "The dose was reduced by half in 12 patients, from week 4 to week 8.",
    "All patients were followed for 24 months; enrolment took place from January 2015 to December 2016, and the last visit was on December 14, 2018.",
    "All children were seen at the 6-month visit. Children were enrolled from January 2015 to December 2016; the last dose was given on 30 January 2017.",
    "试验组有效率45.2%，对照组30.1%，率差15.1%（95%CI 5.0%～25.2%）。",
    "观察组住院时间为（7.2±1.4）d，较治疗前缩短了3.4 d；对照组为（9.6±1.8）d。",
    "Death occurred in 0 of 41 patients (0%; 95% CI, 0 to 8.6).",
    "The hazard ratio was 0.82 (95% CI, 0.66 to 1.02; P = .04 by stratified log-rank test).",
    "The exact odds ratio was 3.2 (95% CI 0.6 to 31.5).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation and R.
  static let unsound = [
    "Transfusion was given to 14 women (1.3%) in the first group and 33 (3.1%) in the second group (P=0.06).",
    "Reoperation was needed in 12 (6.0%) versus 25 (12.4%) patients (P=0.30).",
    "Blood loss was 212 mL with A and 261 mL with B (difference −29 mL, P<0.001).",
    "The mean reductions were 8.4 and 3.6 points, a difference of 5.8 points.",
    "Response was seen in 45.2% with the drug and 30.1% with placebo, a difference of 25.1%.",
    "Response was 13.1% in the first group and 11.7% in the second group (difference, 3.4 percentage points; 95% CI, −3.7 to 6.7).",
    "Hospital stay fell by a third, from 4.5 days to 3.6 days.",
    "Costs were halved, from 400 to 299 dollars.",
    "Participants were enrolled between January 4, 2018, and November 29, 2019. All attended the month-24 visit, the last of which took place on May 18, 2021.",
    "2019年3月至2020年2月纳入患者71例，所有患者末次随访于2021年6月前完成，均随访满24个月。",
    "试验组有效率45.2%，对照组30.1%，率差25.1个百分点（95%CI 5.0～25.2）。",
    "No patient of the 41 died early (0%; 95% CI, 0-0.9).",
    "The hazard ratio was 0.75 (95% CI, 0.54 to 1.06; P = .004).",
    "The odds ratio was 1.52 (95% CI 1.22 to 5.16).",
    "Relapse occurred in 12.0% and 20.0% of the patients, so that 25 patients would have to be treated to prevent one relapse.",
    "We assigned 98 patients to A and 97 to B. Survival at 1, 2 and 3 years was 80.3%, 60.3% and 63.9%, respectively, in the A arm.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
