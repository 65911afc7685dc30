// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

extension Statistic {
  /// The derived response beside the investigator's.
  var agreementWording: MethodWording {
    switch self {
    case .discordant:
      MethodWording(
        Message("Derived differently", "推导结果不同"),
        Message(
          "The findings on file lead to another category than the investigator gave; each such subject needs an answer.",
          "依据现有资料推导的类别与研究者判定不同；此类受试者均须说明。"
        )
      )
    case .responseUndetermined:
      MethodWording(
        Message("Left open by the data", "资料不足"),
        Message(
          "Findings that would decide are missing, and the investigator's category is among what is possible.",
          "缺少决定性资料，研究者判定的类别在可能范围之内。"
        )
      )
    case .notCompared:
      MethodWording(
        Message("Not compared", "未比较"),
        Message("One of the two is not on file.", "两者之一缺失。")
      )
    case .responseChanged:
      MethodWording(
        Message("Response or not depends on it", "影响是否缓解的判定"),
        Message(
          "Subjects whose two categories differ in being a response of the trial.",
          "两种判定在“是否为试验所定义的缓解”上不一致的受试者。"
        )
      )
    case .notEvaluated:
      MethodWording(
        Message("Nothing derived", "未推导"),
        Message("No response could be derived, because the subject has no row.", "无该受试者的推导结果。")
      )
    default:
      MethodWording(
        Message("The same category", "类别一致"),
        Message(
          "The published criteria, applied to the findings on file, lead to the category that the investigator gave.",
          "依据现有资料按已发表标准推导的类别与研究者判定一致。"
        ),
        "Döhner et al. (2022), Blood 140:1345–1377, Table 8"
      )
    }
  }
}
