// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on statistics against the figures that they test, in several wordings, sound and unsound.
@Suite struct StatisticWordingTests {
  /// Sentences that can be true.
  static let sound = [
    "Patients had A (n = 40) or B (n = 40). Response was 35/40 (87.5%) in the A group and 27/40 (67.5%) in the B group (χ² = 4.59, P = 0.032).",
    "Patients were randomized to drug A (n = 50) or drug B (n = 50). The mean score was 5.8 ± 1.4 in the drug A group and 6.9 ± 1.6 in the drug B group (t = 3.66, P < 0.001).",
    "随机分为试验组50例和对照组50例。试验组评分为（5.8±1.4）分，对照组为（6.9±1.6）分（t=3.66，P<0.001）。",
    "随机分为试验组40例和对照组40例。试验组有效率为92.5%，对照组有效率为67.5%。两组有效率比较，差异有统计学意义（χ²=7.81，P=0.005）。",
    "随机分为试验组58例和对照组57例。试验组为（41.6±8.3）分，对照组为（37.2±8.9）分（t=2.74，P=0.007）。",
    "Patients were randomized to drug A (n = 35) or drug B (n = 35). Nausea was seen in 4 patients of the drug A group and 5 of the drug B group (P = 0.72).",
    "三组比较F=3.43，P=0.036。",
    "Adherence was 45% vs 61%, relative risk 0.74 (95% CI 0.57 to 0.96).",
    "Adherence was 61% vs 45%, adjusted relative risk 1.74 (95% CI 1.2 to 2.5).",
    "Mean scores were 5.2 (SD 2.0) with drug A and 6.8 (SD 2.1) with drug B, mean difference −1.6 (95% CI −2.4 to −0.8).",
    "Mean scores were 5.2 (SD 2.0) with drug A and 6.8 (SD 2.1) with drug B, adjusted mean difference −2.9 (95% CI −3.7 to −2.1).",
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
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
