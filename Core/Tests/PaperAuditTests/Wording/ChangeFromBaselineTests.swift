// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on changes whose first value stands elsewhere.
@Suite struct ChangeFromBaselineTests {
  /// Sentences that can be true.
  static let sound = [
    "Mean SBP was 152.3 (SD 12.1) mm Hg at baseline and 138.1 (SD 11.4) mm Hg at 12 weeks, a mean reduction of 14.2 mm Hg.",
    "治疗前A组评分为（56.3±7.9）分，治疗后为（42.6±6.8）分，平均降低13.7分。",
    "Body weight: baseline 92.4 kg, week 24 86.1 kg (mean loss 6.3 kg).",
    "The ODI was 44.2 at baseline and 23.1 at one year, a between-group difference of 8.1 points.",
    "Mean LDL was 130.2 mg/dL at baseline; it fell by 52.4 mg/dL with X and by 10.3 mg/dL with placebo.",
    "At baseline mean weight was 92.4 kg and mean height 168.2 cm; weight decreased by 6.3 kg.",
    "Baseline pain was 6.1 in the A group and 6.3 in the B group; pain decreased by 2.4 points in the A group and by 1.1 points in the B group.",
    "治疗前两组评分分别为56.3分和55.8分；治疗后观察组平均下降13.7分，对照组平均下降6.9分。",
    "Mean pain was 6.2 (SD 1.8) at baseline and 3.9 (SD 2.0) at week 12 in the A group, and 6.1 (SD 1.7) and 5.0 (SD 2.1) in the B group; the mean reduction was 2.3 points with A and 1.1 points with B.",
    "Mean pain was 6.2 (SD 1.8) at baseline in the A group and 6.1 (SD 1.7) in the B group, and had decreased by 2.3 and 1.1 points at week 12.",
    "Mean weight was 82.1 kg before surgery and 70.4 kg after 6 months, with a fat loss of 8.2 kg.",
    "Before treatment the score was 24.1; after treatment it was 15.2, and at follow-up 14.0, an improvement of 1.2 points on the end of treatment.",
    "Mean LDL cholesterol was 130 mg/dL at baseline and 92 mg/dL at 1 year; HDL cholesterol increased by 4 mg/dL.",
    "Mean SBP was 150 mm Hg at baseline and 138 mm Hg at 1 year; diastolic pressure fell by 6 mm Hg.",
    "治疗前后收缩压分别为152.3 mmHg和138.1 mmHg，舒张压下降8.2 mmHg。",
    "治疗前A组HAMA评分为（24.6±4.1）分，治疗后为（12.3±3.2）分，下降12.3分；B组由（24.2±4.0）分降至（16.1±3.9）分，下降8.1分。",
  ]

  /// Sentences of which one figure contradicts the others; one mean less the other.
  static let unsound = [
    "Mean SBP was 152.3 (SD 12.1) mm Hg at baseline and 138.1 (SD 11.4) mm Hg at 12 weeks, a mean reduction of 18.2 mm Hg.",
    "In the A group the score fell from 24.6 ± 5.1 to 15.2 ± 4.8, a decrease of 11.4 points.",
    "Pain was 7.1 before and 3.2 after treatment, an improvement of 4.9 points.",
    "治疗前A组评分为（56.3±7.9）分，治疗后为（42.6±6.8）分，平均降低18.7分。",
    "A组治疗前收缩压152.3 mmHg，治疗后138.1 mmHg，下降了18.2 mmHg。",
    "Mortality was 10.0% (50/500) with X and 15.0% (75/500) with placebo, an absolute risk reduction of 7.0%.",
    "Systolic pressure decreased from 148 mm Hg to 131 mm Hg, a decrease of 27 mm Hg.",
    "Hemoglobin rose from 9.8 to 11.3 g/dL (mean increase, 2.5 g/dL).",
    "The ODI was 44.2 at baseline and 23.1 at one year, a mean improvement of 31.1 points.",
    "Body weight: baseline 92.4 kg, week 24 86.1 kg (mean loss 9.3 kg).",
    "治疗前两组VAS评分分别为（6.8±1.1）分和（6.7±1.2）分，治疗后观察组为（2.1±0.8）分，较治疗前平均下降了6.7分。",
    "Pain decreased by 3.1 points (from 7.2 to 5.1).",
    "The mean VAS score decreased significantly from 7.2 ± 1.1 preoperatively to 2.4 ± 0.9 at 3 months, a mean reduction of 3.8 points.",
    "Haemoglobin increased from 92 g/L to 118 g/L in the iron group, a rise of 36 g/L.",
    "The rate fell from 24% to 15%, a relative reduction of 48%.",
    "Infections fell by 48%, from 24.0% to 15.0%.",
    "感染率由24.0%降至15.0%，下降了14.0个百分点。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
