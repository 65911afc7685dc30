// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on planned sizes in loose wording, in several wordings, sound and unsound.
@Suite struct SizeWordingTests {
  /// Sentences that can be true.
  static let sound = [
    "With 80% power at a two-sided significance level of 5%, 199 patients per group were required to show a fall from 20 to 10 per cent.",
    "To detect an absolute reduction of 10% from a rate of 30% with 80% power and a two-sided alpha of 0.05, 293 patients per arm were needed.",
    "An effect size of 0.5 with a power of 0.80 and a two-sided α of 0.05 needs 64 participants per group.",
    "Assuming success in 85% of both groups and a noninferiority margin of 10%, 80% power and a one-sided alpha of 0.025, 201 patients per group were needed.",
    "假定对照组有效率为60%，试验组为80%，取双侧α=0.05，1-β=0.80，每组需82例。",
    "Assuming 60% against 80% with 80% power and a two-sided alpha of 5%, and allocating patients 2:1, 45 patients per group were thought enough.",
    "Assuming event rates of 15% and 10%, 686 patients per group would provide 80% power at a two-sided 5% significance level.",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "With 80% power at a two-sided significance level of 5%, 38 patients per group were required to show a fall from 20 to 10 per cent.",
    "To detect an absolute reduction of 10% from a rate of 30% with 80% power and a two-sided alpha of 0.05, 59 patients per arm were needed.",
    "An effect size of 0.5 with a power of 0.80 and a two-sided α of 0.05 needs 24 participants per group.",
    "假定对照组有效率为60%，试验组为80%，取双侧α=0.05，1-β=0.80，每组需25例。",
    "A sample size of 40 participants (20 per group) was calculated to detect a difference of 5 points (SD 10) with 90% power and a two-sided alpha of 0.05.",
    "Assuming event rates of 15% and 10%, 120 patients per group would provide 80% power at a two-sided 5% significance level.",
    "We calculated that 50 events would be needed for 80% power to detect a hazard ratio of 0.75 at a two-sided significance level of 0.05.",
    "样本量估算：α=0.05（双侧），检验效能80%，预计有效率分别为50%和70%，每组需30例。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
