// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on efficacies, relative reductions and numbers needed to treat beside counts.
@Suite struct EfficacyTests {
  /// Sentences that can be true.
  static let sound = [
    "Disease occurred in 5 of 1,200 vaccinees and 40 of 1,190 placebo recipients, a vaccine efficacy of 87.6%.",
    "Vaccine efficacy was 62.1% (95% CI 48.0 to 72.4) in 5,210 vaccinees (41 cases) and 5,198 controls (108 cases), by Cox regression.",
    "There were 41 cases among 5,210 vaccinees and 108 among 5,198 controls (efficacy 62.1%).",
    "Among those 60 or older there were 5 cases among 1,210 vaccinees and 18 among 1,198 controls; overall efficacy was 62.1%.",
    "Death occurred in 30 of 300 patients given A and 45 of 300 given B, a relative risk reduction of 33% for death and 20% for the composite.",
  ]

  /// Sentences of which one figure contradicts the others; one minus the ratio, or one over the difference, by hand.
  static let unsound = [
    "Disease occurred in 5 of 1,200 vaccinees and 40 of 1,190 placebo recipients, a vaccine efficacy of 77.6%.",
    "There were 12 cases in the vaccine group (n = 4,010) and 51 in the placebo group (n = 4,002), for an efficacy of 66.5% (95% CI 56.0 to 88.5).",
    "Death occurred in 30 of 300 patients given A and 45 of 300 given B, a relative risk reduction of 23%.",
    "疫苗组1200人中5人发病，安慰剂组1190人中40人发病，保护效力为77.6%。",
    "The number needed to treat was 8, as events fell from 12.0% to 9.0%.",
    "Vaccine efficacy was 91.5% (95% CI, 52.0 to 86.8).",
    "There were 9 infections among 2,050 vaccine recipients and 64 among 2,047 placebo recipients, giving a vaccine efficacy of 95.9%.",
    "Mortality was 10.0% (50/500) with X and 15.0% (75/500) with placebo, a relative risk reduction of 50%.",
    "The NNT to prevent one relapse was 5 (relapse in 20% v 30%).",
    "Delirium occurred in 21 of 150 patients (14.0%) receiving A and 41 of 152 (27.0%) receiving B; number needed to treat, 14.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
