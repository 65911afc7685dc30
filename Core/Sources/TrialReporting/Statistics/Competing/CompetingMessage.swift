// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The words around competing risks.
enum CompetingMessage: String, MessageKey {
  case title, censoredBy, nobodyCensored, censored, lastTime, nameTimes, atTimes, incidence, gray, fineGray
  case ratio, wald
  case figureTitle, figureDescription, figureCaption, stackedCaption, percent, atRisk

  var message: Message {
    switch self {
    case .title: Message("Competing risks: {0}", "竞争风险：{0}")
    case .censoredBy: Message("Censored: {0} = {1}.", "删失：{0} = {1}。")
    case .nobodyCensored: Message("Nobody is censored.", "无删失。")
    case .censored: Message("Censored", "删失")
    case .lastTime: Message("Last time", "最后时间")
    case .nameTimes:
      Message(
        "Name times to have cumulative incidences told, for example --times 12,24.",
        "请指定时点以列出累积发生率，例如 --times 12,24。"
      )
    case .atTimes:
      Message(
        "Cumulative incidence of {0} (Aalen–Johansen); {1} limits on the {2} scale",
        "{0} 的累积发生率（Aalen–Johansen）；{1} 限按 {2} 变换"
      )
    case .incidence: Message("Incidence", "发生率")
    case .gray: Message("Gray's test", "Gray 检验")
    case .fineGray:
      Message(
        "Fine–Gray model of {0} ~ {1}: {2} subjects, {3} events of this kind. Ratios are those of subdistribution hazards: above 1 means a higher cumulative incidence.",
        "{0} ~ {1} 的 Fine–Gray 模型：{2} 例，此类事件 {3} 个。所列为子分布风险比：大于 1 表示累积发生率较高。"
      )
    case .ratio: Message("SHR", "SHR")
    case .wald: Message("Wald, all coefficients 0", "Wald 检验，全部系数为 0")
    case .figureTitle: Message("Cumulative incidence: {0}", "累积发生率：{0}")
    case .figureDescription: Message("Aalen–Johansen curves: {0}.", "Aalen–Johansen 曲线：{0}。")
    case .figureCaption:
      Message(
        "Aalen–Johansen estimates of {0} subjects with pointwise {1} confidence bands ({2} scale).",
        "{0} 例受试者的 Aalen–Johansen 估计及逐点 {1} 置信带（{2} 变换）。"
      )
    case .stackedCaption:
      Message(
        "Aalen–Johansen estimates of {0} subjects, one above the other: the space left above them is the probability of none of these events.",
        "{0} 例受试者的 Aalen–Johansen 估计，逐层叠加：空白部分为未发生这些事件的概率。"
      )
    case .percent: Message("Cumulative incidence, %", "累积发生率，%")
    case .atRisk: Message("At risk", "风险人数")
    }
  }
}
