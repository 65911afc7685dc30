// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension Statistic {
  /// What of the planned doses was given.
  var treatmentWording: MethodWording {
    switch self {
    case .doseIntensity:
      MethodWording(
        Message("Relative dose intensity, %", "相对剂量强度，%"),
        Message(
          "Dose given per time over dose planned per time; median and range. Stopping early does not shorten the time.",
          "单位时间实际剂量与计划剂量之比；中位数与范围。提前停药不缩短时间。"
        ),
        "Hryniuk & Bush (1984), J Clin Oncol 2:1281–1288"
      )
    default:
      MethodWording(
        Message("Given of planned, %", "实际/计划，%"),
        Message(
          "Sum of the doses given over the sum planned for one cycle; median and range.",
          "一个周期内实际给药总量与计划总量之比；中位数与范围。"
        ),
        "ICH E3 (1995), §12.1"
      )
    }
  }
}
