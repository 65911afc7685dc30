// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Two arms of a number that is told before or behind them, a part larger than its whole, and those who were lost and stayed.
@Suite struct ArmsOfWholeTests {
  @Test(arguments: [
    "A total of 117 participants had an event, 61 (10.9%) on the study drug and 66 (11.8%) on placebo.",
    "Of 44 clinics enrolled, 21 were assigned to the intervention and 24 to usual care.",
    "The trial enrolled 40 practices; 21 were randomised to the intervention and 20 to usual care.",
    "Twenty-four patients were withdrawn, 11 from the active arm and 15 from the placebo arm.",
    "Adverse events led to withdrawal of 24 patients, 11 receiving active treatment and 15 receiving placebo.",
    "A total of 86 women conceived, 41 after drug treatment and 47 after placebo.",
    "All 150 patients were evaluated for toxicity; 70 in arm A and 78 in arm B.",
    "Dropouts were 9 and 14 in the exercise and control groups, respectively (25 in total).",
    "退出24例，其中试验组11例、对照组15例。",
    "共发生感染24例，试验组11例，对照组15例。",
  ])
  func findsArmsThatMakeNoWhole(_ text: String) { #expect(!accusations(in: text).isEmpty) }

  @Test(arguments: [
    "Twenty-four patients were withdrawn, 11 from the active arm and 13 from the placebo arm.",
    "Twenty-four patients were withdrawn, 11 from the active arm and 10 from the placebo arm; 3 were withdrawn before allocation.",
    "A total of 86 women conceived, 41 after drug treatment in cycle 1 and 47 after placebo in cycle 2.",
    "In this crossover trial 63 patients had a headache, 39 while on the drug and 46 on placebo.",
    "Of 120 women, 41 on the drug and 47 on placebo completed the diary.",
    "A total of 150 patients were treated, 80 with surgery and 60 with drug; 10 received neither.",
    "Of 44 clinics enrolled, 21 were assigned to the intervention, 12 to usual care and 11 to a waiting list.",
    "A total of 64 relapses occurred, in 20 patients in the drug group and 28 in the placebo group.",
    "A total of 812 participants received at least one dose, 406 of the drug and 405 of the placebo; one received another product.",
    "At 6 months 201 of 220 patients were examined, 100 in the drug group and 101 in the placebo group; 12 and 15 had missed an earlier visit.",
    "Recurrence was seen in 30 of 140 patients: 17 in the short-course arm (n=70) and 13 in the long-course arm (n=70).",
    "共120例，试验组有效45例，对照组有效38例。",
  ])
  func leavesOtherPairsAlone(_ text: String) { #expect(accusations(in: text).isEmpty) }

  @Test(arguments: [
    "Thirteen of the 11 responders were still in remission.",
    "In the vaccine arm, 23 out of the 21 participants reported pain.",
    "Three hundred patients were randomised. Protocol violations excluded 24 patients, leaving 266 for the per-protocol analysis.",
    "We enrolled 180 patients. After exclusion, 21 were excluded and 169 remained.",
    "A total of 412 patients were screened; 104 were excluded and 318 were randomised.",
    "We assessed 412 patients for eligibility, excluded 104, and randomly assigned 318.",
    "At one year, follow-up was complete for 283 of 300 participants (94.3%); 9 in the intervention group and 11 in the control group were lost.",
    "In this trial of 90 adults, 45 in each group, 84 were examined, 43 in the first group and 41 in the second; 2 and 6, respectively, were lost to follow-up.",
    "共入组200例患者，排除12例，剩余178例。",
  ])
  func findsThoseWhoAreTooMany(_ text: String) { #expect(!accusations(in: text).isEmpty) }

  @Test(arguments: [
    "Fifteen of the 22 responders were still in remission.",
    "At month 12 of the 8 patients still treated, 3 had relapsed.",
    "A mean score of 13 of the 11 items was not possible.",
    "We studied 120 parents of 75 children (40 boys and 35 girls): 80 mothers and 40 fathers.",
    "Three hundred patients were randomised. Ten were never treated. Protocol violations excluded 24 more, leaving 266 for the per-protocol analysis.",
    "We screened 400 patients and randomised 300. We excluded 24 with violations, leaving 376 of those screened.",
    "A total of 300 were randomised. Fourteen withdrew consent. After excluding 12 protocol violators, 274 remained.",
    "We excluded 12 patients with missing data, leaving 148 in the intervention group and 150 in the control group.",
    "In this trial of 90 adults, 45 in each group, 84 were examined, 43 in the first group and 41 in the second; 2 and 4, respectively, were lost to follow-up.",
    "Of 642 patients screened, 342 were not randomised because they were too old (n=201), declined (n=98) or had a contraindication (n=60); some had two reasons.",
    "共入组200例患者，排除12例，剩余188例。",
  ])
  func leavesFlowsAlone(_ text: String) { #expect(accusations(in: text).isEmpty) }
}
