// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on statistics and p-values against the figures that they test, in several wordings, sound and unsound.
@Suite struct StatisticWordingTests {
  /// Sentences that can be true.
  static let sound = [
    "Patients had A (n = 40) or B (n = 40). Response was 35/40 (87.5%) in the A group and 27/40 (67.5%) in the B group (χ² = 4.59, P = 0.032).",
    "Patients were randomized to drug A (n = 50) or drug B (n = 50). The mean score was 5.8 ± 1.4 in the drug A group and 6.9 ± 1.6 in the drug B group (t = 3.66, P < 0.001).",
    "随机分为试验组50例和对照组50例。试验组评分为（5.8±1.4）分，对照组为（6.9±1.6）分（t=3.66，P<0.001）。",
    "随机分为试验组40例和对照组40例。试验组有效率为92.5%，对照组有效率为67.5%。两组有效率比较，差异有统计学意义（χ²=7.81，P=0.005）。",
    "随机分为试验组58例和对照组57例。试验组为（41.6±8.3）分，对照组为（37.2±8.9）分（t=2.74，P=0.007）。",
    "Patients were randomized to drug A (n = 35) or drug B (n = 35). Nausea was seen in 4 patients of the drug A group and 5 of the drug B group (P = 0.72).",
    "Patients had drug A (n = 40) or drug B (n = 40). Response was 35/40 (87.5%) with drug A and 27/40 (67.5%) with drug B, and the distribution of toxicity grades differed (χ² = 9.59, P = 0.02).",
    "Patients had drug A (n = 40) or drug B (n = 40). Response was 35/40 (87.5%) with drug A and 27/40 (67.5%) with drug B. Sex did not differ (χ² = 0.21, P = 0.65).",
    "三组比较F=3.43，P=0.036。",
    "Adherence was 45% vs 61%, relative risk 0.74 (95% CI 0.57 to 0.96).",
    "Adherence was 61% vs 45%, adjusted relative risk 1.74 (95% CI 1.2 to 2.5).",
    "Mean scores were 5.2 (SD 2.0) with drug A and 6.8 (SD 2.1) with drug B, mean difference −1.6 (95% CI −2.4 to −0.8).",
    "Mean scores were 5.2 (SD 2.0) with drug A and 6.8 (SD 2.1) with drug B, adjusted mean difference −2.9 (95% CI −3.7 to −2.1).",
    "The odds of relapse were lower (adjusted odds ratio, 0.45; 95% CI, 0.28-0.72; P = .001).",
    "A paired t test gave t(24) = 3.45, P = .002.",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Patients had A (n = 40) or B (n = 40). Response was 35/40 (87.5%) in the A group and 27/40 (67.5%) in the B group (χ² = 9.59, P = 0.002).",
    "Patients were randomized to drug A (n = 50) or drug B (n = 50). The mean score was 5.8 ± 1.4 in the drug A group and 6.9 ± 1.6 in the drug B group (t = 1.66, P = 0.10).",
    "随机分为试验组50例和对照组50例。试验组评分为（5.8±1.4）分，对照组为（6.9±1.6）分（t=6.36，P<0.001）。",
    "随机分为试验组40例和对照组40例。试验组有效率为92.5%，对照组有效率为67.5%。两组有效率比较，差异有统计学意义（χ²=12.81，P<0.001）。",
    "随机分为试验组58例和对照组57例。试验组为（41.6±8.3）分，对照组为（37.2±8.9）分（t=2.74，P=0.072）。",
    "Patients were randomized to drug A (n = 35) or drug B (n = 35). Nausea was seen in 4 patients of the drug A group and 5 of the drug B group (P = 0.001).",
    "Patients had drug A (n = 50) or drug B (n = 50). Fever occurred in 15 (30%) with drug A vs 8 (16%) with drug B (P = .75).",
    "The odds ratio was 2.1 (95% CI 1.1–4.0; P = 0.45).",
    "The mean difference was −2.3 points (95% CI −4.1 to −0.5), P = 0.62.",
    "Z = -2.94, P = 0.35.",
    "三组比较F=12.43，P=0.62。",
    "三组比较F=0.62，P=0.001。",
    "随机分为试验组40例和对照组40例。试验组有效率92.5%（37/40），对照组67.5%（27/40），差异无统计学意义（χ²=7.81，P>0.05）。",
    "Adherence was 45% vs 61%, relative risk 1.74 (95% CI 1.2 to 2.5).",
    "Mean scores were 5.2 (SD 2.0) with drug A and 6.8 (SD 2.1) with drug B, mean difference −2.9 (95% CI −3.7 to −2.1).",
    "Patients were randomized to drug A (n = 60) or drug B (n = 62). Grade 3 neutropenia was observed in 15 patients (25.0%) and 17 patients (27.4%), respectively (P = 0.003).",
    "Patients were randomized to drug A (n = 60) or drug B (n = 62). Mortality was similar (8/60 [13.3%] vs 9/62 [14.5%]; P < .001).",
    "Patients were randomized to drug A (n = 60) or drug B (n = 62). The rate of cure was 48 of 60 (80.0%) as compared with 31 of 62 (50.0%), a difference that was not significant (P = 0.48).",
    "The improvement was greater with drug A (mean difference, 4.1; 95% CI, 1.2 to 7.0; P = .34).",
    "Overall survival did not differ (hazard ratio for death, 0.92; 95% CI, 0.71 to 1.19; P = 0.003).",
    "The odds of relapse were lower (adjusted odds ratio, 0.45; 95% CI, 0.28-0.72; P = .21).",
    "A paired t test gave t(24) = 3.45, P = .20.",
    "The interaction was significant, F(2, 84) = 1.12, p = .004.",
    "Wilcoxon rank-sum test, z = 0.84, p = 0.004.",
    "两组复发率分别为12.5%（5/40）和15.0%（6/40），差异有统计学意义（P=0.012）。",
    "校正后风险比为0.65（95%CI：0.48～0.88，P=0.35）。",
    "治疗后两组比较，t=0.58，P=0.002。",
    "两组总有效率比较，Z=3.21，P=0.21。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
