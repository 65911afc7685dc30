// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on relative reductions, in several wordings, sound and unsound.
@Suite struct ReductionTests {
  /// Sentences that can be true.
  static let sound = [
    "Risk was 26% lower with drug A (HR 0.74, 95% CI 0.60–0.91).",
    "死亡风险降低26%（HR=0.74，95%CI：0.60～0.91）。",
    "A relative reduction of 33% was seen (18% versus 27%).",
    "The dose was reduced by 50% (hazard ratio for relapse, 0.80; 95% CI 0.6 to 1.1).",
    "Cholesterol was reduced by 50%, and the hazard ratio was 0.80 (95% CI 0.6 to 1.1).",
    "Events were reduced by 20%, hazard ratio 0.80 (95% CI 0.6 to 1.1).",
    "The hazard ratio was 0.74 (95% CI 0.60–0.91), i.e. 26% fewer deaths; mortality was 30% lower after 65 years.",
    "Pain was 30% lower in winter (relative humidity 45% vs 60%).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "The vaccine reduced the risk of infection by 48% (relative risk 0.72; 95% CI 0.6 to 0.9).",
    "There was a 36% reduction in the risk of death (hazard ratio, 0.74; 95% CI, 0.60 to 0.91).",
    "Risk was 36% lower with drug A (HR 0.74, 95% CI 0.60–0.91).",
    "死亡风险降低36%（HR=0.74，95%CI：0.60～0.91）。",
    "A relative reduction of 45% was seen (18% versus 27%).",
    "Events were reduced by 30%, hazard ratio 0.80 (95% CI 0.6 to 1.1).",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
