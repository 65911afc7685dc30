// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Best responses and the rates that add them up.
@Suite struct Responses {
  @Test(
    "leaves sound sentences in peace",
    arguments: [
      "Patients were randomized 1:1 to the active cream (n = 90) or vehicle cream (n = 95).",
      "Patients were randomized 2:1 to the active cream (n = 90) or vehicle cream (n = 45).",
      "The complete response rate was 10% and the partial response rate 30%, for an overall response rate of 40%.",
      "完全缓解5例，部分缓解15例，稳定20例，进展10例，客观缓解率为40.0%。",
      "Patients were randomized to drug A (n = 80) or placebo (n = 82). Rash occurred in 8 (10%) patients in the drug A group. Responses were evaluable in most patients: 30 (42.9%) in the drug A group responded.",
      "CR 6 (12%), PR 14 (28%), SD 20 (40%), PD 10 (20%); ORR 40%, DCR 80%. N = 50.",
      "Of 50 patients, 40 were evaluable: CR in 6 and PR in 14, for an ORR of 50%.",
      "Complete response was seen in 6 patients and partial response in 14; the objective response rate was 40% in 50 evaluable patients.",
      "Complete response was seen in 6 and 3 patients and partial response in 14 and 10; the objective response rates were 40% and 26%.",
      "Unconfirmed responses: CR 6, PR 14; confirmed ORR 30%.",
      "Of 150 screened, 20 did not meet the criteria and 5 declined; 125 were randomized.",
      "Of 150 screened, 20 did not meet the criteria; 125 were randomized.",
      "Thirty of 60 patients responded (12 CR, 18 PR).",
      "The ORR in 60 patients was 50% (12 CR and 18 PR).",
      "ORR was 50% (CR 20%, PR 30%).",
      "Thirty patients (50%) had an objective response (12 complete, 18 partial).",
      "完全缓解5例，部分缓解15例，总缓解率40.0%（20/50）；稳定20例，进展10例。",
      "Overall response was 40%; 12 complete responses were seen with A and 5 partial responses with B.",
      "Thirty patients responded (12 complete, 15 partial, 3 minor).",
      "The ORR was 50% (12 CR, 15 PR, 3 unconfirmed PR) in 60 patients.",
      "Of 60 patients, 30 responded to the first cycle and 45 to the second.",
      "Thirty of 60 patients responded; 12 CR lasted longer than 1 year and 15 PR did not.",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). Altogether 70 patients received drug A, including 10 who crossed over.",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). After crossover, 70 patients in the drug A group were analysed.",
      "24 of 60 patients responded at week 4. At week 8 there were more. Of the 36 responders, 10 relapsed.",
      "The randomization ratio was 2:1. Drug A was given to 52 patients and placebo to 30, as recruitment was stopped early.",
      "We screened 230 women (98 device, 102 control were later included).",
    ]
  )
  func leavesSoundAlone(text: String) {
    let accused = auditPaper(text).claims.filter { $0.verdict == .inconsistent }
    #expect(accused.isEmpty, "\(accused.map { "\($0.text): \($0.because)" })")
  }

  @Test(
    "finds what cannot be",
    arguments: [
      "Patients were randomized in a 2:1 ratio to the active cream (n = 61) or vehicle cream (n = 63).",
      "Patients were randomized 1:1 to the active cream (n = 90) or vehicle cream (n = 45).",
      "Of 50 patients, 5 had a complete response and 15 a partial response (overall response rate, 44%).",
      "In 50 patients there were 5 CRs, 15 PRs, 20 with SD and 10 with PD; the ORR was 44% and the DCR 80%.",
      "The complete response rate was 10% and the partial response rate 30%, for an overall response rate of 45%.",
      "50例患者中，CR 5例，PR 15例，SD 20例，PD 10例，ORR为44.0%，DCR为80.0%。",
      "完全缓解5例，部分缓解15例，稳定20例，进展10例，客观缓解率为44.0%。",
      "CR 6 (12%), PR 14 (28%), SD 20 (40%), PD 10 (20%); ORR 44%, DCR 80%. Fifty patients were treated.",
      "Patients were randomized to drug A (n = 60) or placebo (n = 60). In the drug A group, 34 of 62 patients responded.",
      "Of the 62 patients in the drug A group, 34 responded. Patients had been randomized to drug A (n = 60) or placebo (n = 60).",
      "Overall, 24 of 60 patients responded (40%). Of the 26 responders, 10 relapsed.",
      "Complete and partial responses were seen in 12 (20%) and 18 (35%) of 60 patients, respectively.",
      "ORR was 55% (CR 20%, PR 30%).",
      "ORR was 50% (30/60; 12 CR, 15 PR).",
      "The objective response rate was 50% (30 of 60), including 12 complete and 15 partial responses.",
      "Thirty patients (50%) had an objective response (12 complete, 15 partial).",
      "客观缓解率为50.0%（30/60），其中完全缓解12例，部分缓解15例。",
      "客观缓解率为50.0%（完全缓解20.0%，部分缓解35.0%）。",
      "Thirty of 60 patients responded (12 CR, 15 PR).",
    ]
  )
  func findsImpossible(text: String) {
    #expect(auditPaper(text).claims.contains { $0.verdict == .inconsistent })
  }
}
