// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on test statistics beside p-values.
@Suite struct StatisticBesidePTests {
  /// Sentences that can be true.
  static let sound = [
    "两组年龄比较差异无统计学意义（t=0.52，P=0.604）。",
    "观察组并发症发生率为4.0%（2/50），对照组为20.0%（10/50），差异有统计学意义（χ²=6.06，P=0.014）。",
    "观察组并发症发生率为4.0%（2/50），对照组为20.0%（10/50），差异有统计学意义（校正χ²=4.64，P=0.031）。",
  ]

  /// Sentences of which one figure contradicts the others; t, F and χ² with their degrees of freedom.
  static let unsound = [
    "Stay was 7.4 (SD 2.9) days in 182 patients with and 8.9 (SD 3.6) days in 182 patients without it (t = 1.02, P = 0.31).",
    "The groups differed (t(78) = 1.12, P = 0.004).",
    "ANOVA showed a difference between groups (F(2,87) = 1.05, p = 0.01).",
    "Response was more frequent with A (chi-square = 1.31, df = 1, P = 0.02).",
    "两组比较差异有统计学意义（t=1.21，P=0.004）。",
    "两组有效率比较，χ²=2.11，P=0.012。",
    "The difference was significant (z = 1.2, p = 0.03).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Response was achieved by 45 (50.0%) and 63 (70.0%) patients. This difference was not significant (P = 0.41).",
    "Background: Drug X may lower pain. Methods: 212 adults were randomised, 106 per group. Results: Rescue analgesia was needed by 22 adults given X and by 47 given placebo (p=0.19, chi-squared test).",
    "The two groups differed in blood loss (250 ± 60 mL vs 320 ± 70 mL; t = 4.16; P = 0.26).",
    "Body weight did not differ (71.2 ± 9.8 vs. 70.1 ± 10.2 kg; t(98) = 0.55, P = 0.03).",
    "F(1, 118) = 9.84, p = .21 for the main effect of treatment.",
    "A repeated-measures ANOVA showed an effect of time (F(2,116)=0.84, P<0.001).",
    "Age was similar (t = 0.35, df = 78, p = 0.04).",
    "Remission differed between groups (χ2[1] = 6.91; P = .21).",
    "两组年龄比较差异无统计学意义（t=0.52，P=0.03）。",
    "观察组并发症发生率为4.0%（2/50），对照组为20.0%（10/50），差异有统计学意义（χ²=1.06，P=0.014）。",
    "观察组和对照组住院时间分别为（7.2±1.4）d和（9.6±1.8）d（t=2.31，P=0.51）。",
    "Group A vs group B: 4.2 (1.1) vs 5.3 (1.3), t(118) = 5.00, p = .20.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
