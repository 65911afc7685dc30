// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on values before and after, and what they changed by, in several wordings, sound and unsound.
@Suite struct ChangeTests {
  /// Sentences that can be true.
  static let sound = [
    "Mean pain fell from 6.8 at baseline to 3.1 at week 12, a reduction of 3.7 points.",
    "Weight decreased by 4.3 kg, from 84.2 kg to 79.9 kg.",
    "Systolic pressure rose from 122.4 (SD 11.2) to 131.0 (SD 12.6) mm Hg (mean change, +8.6).",
    "Prevalence dropped from 36% to 27%, an absolute reduction of 9 percentage points.",
    "Prevalence dropped from 36% to 27%, a 25% relative reduction.",
    "Median stay fell from 6.0 to 4.0 days, a median reduction of 1.5 days.",
    "Enrolment ran from 2015 to 2019, an increase of 3 sites.",
    "治疗后评分由23.4分降至15.1分，平均下降8.3分。",
    "膝关节活动度由（92.1±10.3）°增加至（118.4±9.8）°，提高了26.3°。",
    "The adjusted score fell from 23.4 to 15.1, an estimated reduction of 7.9 points.",
    "Scores fell from 27.4 to 15.8 with A and from 27.1 to 22.3 with B, a difference of 6.8 points.",
    "The dose was raised from 5 mg to 10 mg, a reduction of 3 points in pain following.",
    "Use rose from 20% to 30%, an increase of 50%.",
    "Scores were compared from week 4 to week 12, a reduction of 3.1 points being found.",
    "Pain fell from 60 mm to 42 mm, a reduction of 30%.",
    "The score fell by 8 points, from 52 to 44, and by 3 points, from 51 to 48.",
    "Mean weight loss was 8.2 kg (from 96.4 kg to 88.2 kg).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Mean pain fell from 6.8 at baseline to 3.1 at week 12, a reduction of 4.7 points.",
    "Weight decreased by 6.3 kg, from 84.2 kg to 79.9 kg.",
    "Systolic pressure rose from 122.4 (SD 11.2) to 131.0 (SD 12.6) mm Hg (mean change, +6.8).",
    "Prevalence dropped from 36% to 27%, an absolute reduction of 12 percentage points.",
    "治疗后评分由23.4分降至15.1分，平均下降9.3分。",
    "膝关节活动度由（92.1±10.3）°增加至（118.4±9.8）°，提高了36.3°。",
    "Pain fell from 60 mm to 42 mm, a reduction of 50%.",
    "The mean HbA1c decreased from 8.4% to 7.1%, a mean reduction of 1.8 percentage points.",
    "Mean weight loss was 5.2 kg (from 96.4 kg to 88.2 kg).",
    "VAS scores improved by 3.4 points (from 7.1 to 4.9).",
    "收缩压由152 mmHg降至138 mmHg，降幅为24 mmHg。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
