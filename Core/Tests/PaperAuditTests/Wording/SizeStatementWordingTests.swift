// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on statements of sample size in loose wording.
@Suite struct SizeStatementWordingTests {
  /// Sentences that can be true.
  static let sound = [
    "To detect a fall from 40% to 25% with alpha 0.05 and power 80%, at least 152 participants per group had to be included.",
    "To show a difference of 5 points (SD 10) with 90% power at a two-sided significance level of 5%, 85 patients were needed in each arm.",
    "Assuming a standard deviation of 12 mm Hg, we estimated that 92 subjects per group were required to detect a difference of 5 mm Hg (alpha 5%, power 80%).",
    "With 120 patients per group the trial had 80% power to show noninferiority with a margin of 10% (alpha 2.5%, one-sided).",
    "We planned 250 patients per group for 80% power at a 5% level to detect a change from 20% to 10%, allowing for 20% loss.",
    "Sample size: 150 per group gives 80% power at a two-sided alpha of 5% to detect a hazard ratio of 0.7 with 247 events.",
    "We needed 63 patients per group to detect a 1-point difference (SD 2) with 80% power at the 5% level.",
    "We needed 63 patients per group for 80% power at the 5% level (difference 1.0, SD 2.0) and recruited 70 per group for losses.",
    "With 100 participants per arm there was 80% power to detect an effect size of 0.40 (two-sided alpha 0.05).",
    "A total of 20 participants per group were needed for the pharmacokinetic substudy; the main trial had 90% power to detect a reduction from 20% to 10% with 266 per group (alpha 0.05).",
  ]

  /// Sentences of which one figure contradicts the others; the usual formulas for two proportions or means.
  static let unsound = [
    "With 80% power and a two-sided alpha of 0.05, 60 patients per group were required to detect a reduction in infection from 20% to 10%.",
    "Assuming an event rate of 30% in controls and 20% with treatment, a power of 90% and a significance level of 5%, we calculated that 110 patients per arm would be needed.",
    "To detect a fall from 40% to 25% with alpha 0.05 and power 80%, at least 75 participants per group had to be included.",
    "To show a difference of 5 points (SD 10) with 90% power at a two-sided significance level of 5%, 40 patients were needed in each arm.",
    "样本量估算：假设对照组有效率为60%，试验组为80%，α=0.05（双侧），检验效能80%，每组需40例。",
    "We calculated that 64 patients per group would give 90% power to detect a halving of the event rate from 30% to 15% at a two-sided 5% significance level.",
    "Sample size. A total of 100 patients (50 per arm) was required for 80% power to show an increase in response from 40% to 55% (two-sided α = 0.05).",
    "A sample of 35 per group was needed to detect a 1.0-point difference, assuming an SD of 2.0, with a power of 80% and an alpha error of 0.05.",
    "Assuming a standard deviation of 12 mm Hg, we estimated that 25 subjects per group were required to detect a difference of 5 mm Hg (alpha 5%, power 80%).",
    "据预试验，试验组有效率85%，对照组有效率65%，取α=0.05，β=0.20，每组至少需要30例。",
    "按α=0.05（双侧）、把握度90%计算，两组疼痛评分相差1.0分、标准差2.0分时每组需35例。",
    "Using a two-sided alpha of 0.05 and 90% power, we required 45 patients per group to detect an absolute reduction of 15 percentage points from a baseline rate of 40%.",
    "The sample size of 60 (30 per group) was chosen to have 80% power at the 0.05 level to detect a reduction in nausea from 40% to 25%.",
    "Given a control event rate of 12%, 200 patients per arm would provide 80% power to detect a relative reduction of 33% with a two-sided type I error of 5%.",
    "Sixty-four participants per group give 80% power to find a standardised effect of 0.30 at the two-sided 5% level.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
