// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on p-values behind the shares of three groups.
@Suite struct PBehindListTests {
  /// Sentences that can be true.
  static let sound = [
    "Ninety patients were randomised equally to A, B or saline (30 each). Nausea occurred in 3 (10.0%), 6 (20.0%) and 17 (56.7%) patients (P < 0.001; A versus B, P = 0.47).",
    "One hundred and fifty patients were randomized into three groups of 50. Hypotension occurred in 8, 12 and 24 patients in groups A, B and C (A v B, p = 0.32; A v C, p < 0.001).",
    "共纳入150例患者，随机分为A、B、C三组，每组50例。低血压发生率A组16.0%（8/50）、B组24.0%（12/50）、C组54.0%（27/50），三组比较差异有统计学意义（P<0.001）。",
    "共纳入150例患者，随机分为A、B、C三组，每组50例。低血压发生率A组16.0%（8/50）、B组24.0%（12/50）、C组54.0%（27/50），A组与B组比较差异无统计学意义（P=0.32）。",
    "Fifty patients per group were randomised. Relapse occurred in 12%, 20% and 36% of patients treated with A, B and C (A v C: P = 0.005; A v B: P = 0.27).",
    "The trial compared three doses (n = 40 each). Response occurred in 10, 16 and 22 patients; only the highest dose differed from the lowest (P = 0.006).",
  ]

  /// Sentences of which one figure contradicts the others; Pearson's test of all groups.
  static let unsound = [
    "Ninety patients were randomised equally to A, B or saline (30 each). Nausea occurred in 3 (10.0%), 6 (20.0%) and 17 (56.7%) patients (P = 0.33).",
    "Ninety patients were randomised equally to A, B or saline (30 each). Nausea occurred in 3, 6 and 17 patients in the A, B and saline groups (P = 0.62).",
    "One hundred and fifty patients were randomized into three groups of 50. Hypotension occurred in 8 (16%), 12 (24%) and 27 (54%) patients in groups A, B and C (p = 0.24).",
    "共纳入150例患者，随机分为A、B、C三组，每组50例。低血压发生率A组16.0%（8/50）、B组24.0%（12/50）、C组54.0%（27/50），三组比较差异无统计学意义（P=0.24）。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
