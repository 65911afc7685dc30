// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on rows of tables whose columns print sizes, estimates and p-values.
@Suite struct TableColumnTests {
  /// Sentences that can be true.
  static let sound = [
    "Outcome | X (n = 120) | Placebo (n = 118) | Risk ratio (95% CI) | P\nDeath | 6 (5.0%) | 22 (18.6%) | 0.27 (0.11–0.64) | 0.003",
    "Outcome\tX (n = 60)\tY (n = 60)\tP\nPain at 24 h, mean (SD)\t3.1 (1.2)\t4.6 (1.4)\t<0.001",
  ]

  /// Sentences of which one figure contradicts the others; tests of the counts or means of the columns.
  static let unsound = [
    "Outcome\tX (n = 120)\tPlacebo (n = 118)\tP value\nDeath\t6 (5.0)\t22 (18.6)\t0.42\nStroke\t3 (2.5)\t4 (3.4)\t0.72",
    "Outcome | X (n = 120) | Placebo (n = 118) | Risk ratio (95% CI) | P\nDeath | 6 (5.0%) | 22 (18.6%) | 0.27 (0.11–0.64) | 0.42",
    "Outcome | X (n = 120) | Placebo (n = 118) | Risk ratio (95% CI) | P\nDeath | 6 (5.0%) | 22 (18.6%) | 0.47 (0.20–1.10) | 0.003",
    "Outcome\tX (n = 60)\tY (n = 60)\tP\nPain at 24 h, mean (SD)\t3.1 (1.2)\t4.6 (1.4)\t0.31",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
