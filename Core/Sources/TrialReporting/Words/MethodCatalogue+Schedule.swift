// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension Statistic {
  /// Planned and observed times of assessments.
  var scheduleWording: MethodWording {
    switch self {
    case .plannedLastDose:
      MethodWording(
        Message("Last planned dose, day", "计划末次给药日"),
        Message("The last day of the arm's regimen, counted from day 1.", "该组方案的最后给药日，自第 1 天起算。")
      )
    case .plannedAssessment:
      MethodWording(
        Message("Latest planned assessment, day", "计划最迟评估日"),
        Message(
          "The last planned dose and the days the schedule allows after it. Arms with longer treatment are assessed later, "
            + "and their counts have had more time to recover.",
          "计划末次给药日加日程所允许的天数。治疗时间较长的组评估较晚，血象恢复的时间更充分。"
        )
      )
    case .assessmentsApart:
      MethodWording(
        Message("Days after the reference arm", "比参照组晚的天数"),
        Message("Latest planned day of the arm less that of the reference arm.", "该组计划最迟评估日减去参照组的最迟评估日。")
      )
    default:
      MethodWording(
        Message("Days from randomization to assessment", "随机至评估的天数"),
        Message(
          "Days from randomization to the first assessment of response by the cut; who has none is missing.",
          "自随机至截止日前首次疗效评估的天数；无评估者计为缺失。"
        )
      )
    }
  }
}
