// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Counts with percentages whose total only other figures of the text tell.
@Suite struct SharedTotalTests {
  @Test(arguments: [
    "We randomised 300 patients, 150 in each group. Death occurred in 12 patients (8.0%) and 21 patients (14.0%), stroke in 9 patients (6.0%) and 15 patients (15.2%), and bleeding in 30 (20.0%) and 24 (16.0%).",
    "The 240 patients were allocated equally, 120 per arm. Nausea was reported by 24 (20.0%) and 30 (25.0%), headache by 18 (15.0%) and 12 (10.0%), and rash by 6 (5.0%) and 9 (11.3%).",
    "58 pts were enrolled. The most common AEs were fatigue (n=29, 50.0%), nausea (n=20, 34.5%), rash (n=17, 39.9%) and anemia (n=12, 20.7%).",
    "Sixty-two infants were randomised to feeding (n=31) or usual care (n=31). Vomiting occurred in 8 (25.8%) infants in the feeding group and 7 (29.6%) infants in the usual care group; diarrhoea in 5 (16.1%) and 4 (12.9%).",
    "We randomised 412 adults to inhaled drug (n=206) or inhaled placebo (n=206). An exacerbation occurred in 58 adults (28.2%) given drug and 81 adults (39.3%) given placebo. Cough was noted in 31 adults (15.0%) given drug and 44 (24.1%) given placebo.",
    "将120例患者随机分为试验组和对照组，每组60例。试验组恶心15例（25.0%），呕吐9例（15.0%），头晕6例（12.8%）；对照组恶心12例（20.0%）。",
    "Values are n (%).\nDrug (n = 142)\tSham (n = 139)\tP\nMen\t98 (62.0)\t78 (56.1)\t\nThrombosis\t12 (8.5)\t25 (18.0)\t0.02",
  ])
  func findsSharesOfNothing(_ text: String) { #expect(!accusations(in: text).isEmpty) }

  @Test(arguments: [
    "We randomised 300 patients, 150 in each group. Death occurred in 12 patients (8.0%) and 21 patients (14.0%), stroke in 9 patients (6.0%) and 15 patients (10.0%). Of those tested, 9 (8.2%) and 11 (9.9%) had a relapse.",
    "58 pts were enrolled. Of 40 with imaging the most common findings were edema (n=29, 72.5%) and effusion (n=20, 50.0%). AEs were rash (n=29, 50.0%), cough (n=20, 34.5%), and pain (n=12, 20.7%).",
    "The 240 patients were allocated equally, 120 per arm. Nausea was reported by 24 (20.0%) and 30 (25.0%), headache by 18 (15.0%) and 12 (10.0%), and rash by 6 (5.0%) and 9 (7.5%). Among women, 8 (11.0%) and 9 (12.9%) had cystitis.",
    "A total of 210 patients had an event, 98 (19.6%) in the intervention group and 112 (22.4%) in the control group.",
    "Median follow-up was 3 years. The event rate was 61 (10.9%) on drug and 66 (11.8%) on placebo, with 31 (5.5%) and 40 (7.1%) deaths.",
    "Overall 150 patients per group were analysed: death in 15 (10.0%) and 30 (20.0%), stroke in 9 (6.0%) and 12 (8.0%). Thirty women (44.8%) took hormones. Ten stents (8.1%) were occluded.",
    "Each group had 60 patients. Nausea occurred in 15 (25.0%), 12 (20.0%) and 9 (15.0%). Of the smokers, 8 (28.6%) stopped; 7 (33.3%) cut down.",
    "将120例患者随机分为试验组和对照组，每组60例。试验组恶心15例（25.0%），呕吐9例（15.0%），女性患者月经紊乱4例（13.8%）；对照组恶心12例（20.0%）。",
  ])
  func leavesSharesOfOthersAlone(_ text: String) { #expect(accusations(in: text).isEmpty) }

  @Test func callsSharesOfTheDenominatorsOfOthersConsistent() {
    let text =
      "The endpoint was seen in 84 of 560 patients (15.0%) on drug and 123 of 560 (22.0%) on placebo. Events occurred in 61 (10.9%) and 66 (11.8%)."
    let shares = auditPaper(text).claims.filter { $0.kind == .proportion }
    #expect(shares.count == 4)
    #expect(shares.allSatisfy { $0.verdict == .consistent })
  }
}
