// SPDX-License-Identifier: Apache-2.0

import TrialConduct

/// The words of a list of judged assessments.
enum ResponseMessage: String, MessageKey {
  case row
  case subject
  case date
  case category
  case investigator
  case agreement
  case same
  case different
  case leftOpen
  case notCompared
  case pendingCategory
  case openCategory
  case reportedCategory
  case refused
  case notUsable
  case notUndocumented
  case notSeenElsewhere
  case notSeenInBlood
  case residualDiseaseBelow
  case residualDiseaseNotBelow
  case residualDiseaseUnknown
  case residualDiseaseMethod
  case residualDiseaseNoRemission
  case neutrophilsUnpaired
  case plateletsUnpaired
  case neutrophilsUndated
  case plateletsUndated
  case neutrophilsWithoutUnit
  case plateletsWithoutUnit
  case growthFactor
  case transfused
  case extramedullaryAssumedAbsent
  case auerRodsNotRecorded
  case repeatMarrow
  case notDocumented
  case summary

  var message: Message {
    switch self {
    case .row: Message("Row", "行")
    case .subject: Message("Subject", "受试者")
    case .date: Message("Date", "日期")
    case .category: Message("Response", "疗效")
    case .investigator: Message("Investigator", "研究者")
    case .agreement: Message("Compared", "对照")
    case .same: Message("the same", "一致")
    case .different: Message("different", "不一致")
    case .leftOpen: Message("left open by the data", "资料不足")
    case .notCompared: Message("not compared", "未比较")
    case .pendingCategory: Message("{0} so far (pending)", "目前 {0}（待定）")
    case .openCategory: Message("open: {0}", "未定：{0}")
    case .reportedCategory: Message("{0} (may be {1})", "{0}（可能为 {1}）")
    case .refused: Message("{0}: {1}. {2}", "{0}：{1}。{2}")
    case .notUsable:
      Message(
        "NE: there is no usable marrow, and other findings do not settle it",
        "NE：无可用骨髓标本，其他检查亦无法确定"
      )
    case .notUndocumented:
      Message(
        "NE: not documented whether the marrow has enough cells; never taken for an empty one",
        "NE：未记录骨髓细胞是否足够；不得视为空虚骨髓"
      )
    case .notSeenElsewhere:
      Message(
        "NE: disease outside the marrow was not assessed, and whether there ever was any is not known",
        "NE：未评估髓外病变，且既往是否存在不详"
      )
    case .notSeenInBlood:
      Message(
        "NE: whether there are blasts in the blood was not assessed; never taken for a response",
        "NE：未评估外周血原始细胞；不得视为缓解"
      )
    case .residualDiseaseBelow:
      Message(
        "Without residual disease (below the threshold), to be confirmed by a second sample {0} days later or more",
        "无残留病（低于阈值），须至少 {0} 天后以第二份标本确认"
      )
    case .residualDiseaseNotBelow: Message("With residual disease", "有残留病")
    case .residualDiseaseUnknown:
      Message("Residual disease not known: value or threshold missing", "残留病未知：缺少结果或阈值")
    case .residualDiseaseMethod:
      Message(
        "Residual disease does not decide: not by quantitative PCR or flow cytometry",
        "残留病不作判定依据：非定量 PCR 或流式细胞术"
      )
    case .residualDiseaseNoRemission:
      Message("Residual disease is asked for in CR, CRh and CRi only", "残留病仅用于 CR、CRh 和 CRi")
    case .neutrophilsUnpaired:
      Message(
        "Neutrophils not used: not known to lie {0} days before to {1} days after the marrow",
        "中性粒细胞未采用：不能确定位于骨髓检查前 {0} 天至后 {1} 天内"
      )
    case .plateletsUnpaired:
      Message(
        "Platelets not used: not known to lie {0} days before to {1} days after the marrow",
        "血小板未采用：不能确定位于骨髓检查前 {0} 天至后 {1} 天内"
      )
    case .neutrophilsUndated:
      Message("Neutrophils without a date: taken as of the day of the marrow", "中性粒细胞无日期：视为骨髓检查当日")
    case .plateletsUndated:
      Message("Platelets without a date: taken as of the day of the marrow", "血小板无日期：视为骨髓检查当日")
    case .neutrophilsWithoutUnit:
      Message("Neutrophils without a unit: not used", "中性粒细胞无单位：未采用")
    case .plateletsWithoutUnit: Message("Platelets without a unit: not used", "血小板无单位：未采用")
    case .growthFactor:
      Message(
        "Neutrophils up to {0} days after a growth factor: used, to be looked at",
        "中性粒细胞在生长因子后 {0} 天内：已采用，请核对"
      )
    case .transfused:
      Message(
        "Platelets up to {0} days after a platelet transfusion: not used",
        "血小板在输注血小板后 {0} 天内：未采用"
      )
    case .extramedullaryAssumedAbsent:
      Message(
        "Disease outside the marrow not assessed; assumed absent only where there never was any",
        "未评估髓外病变；仅既往无髓外病变者视为无"
      )
    case .auerRodsNotRecorded: Message("Nothing recorded about Auer rods", "未记录 Auer 小体")
    case .repeatMarrow:
      Message("Repeat the marrow in {0} to {1} days", "请在 {0}–{1} 天内复查骨髓")
    case .notDocumented:
      Message(
        "Document spicules, cells counted and cellularity of the marrow",
        "请记录骨髓小粒、计数细胞数和细胞增生程度"
      )
    case .summary: Message("{0} rows: {1}", "共 {0} 行：{1}")
    }
  }
}

extension ResponseFlag {
  /// The flag's words.
  var message: ResponseMessage {
    switch self {
    case .neutrophilsUnpaired: .neutrophilsUnpaired
    case .plateletsUnpaired: .plateletsUnpaired
    case .neutrophilsUndated: .neutrophilsUndated
    case .plateletsUndated: .plateletsUndated
    case .neutrophilsWithoutUnit: .neutrophilsWithoutUnit
    case .plateletsWithoutUnit: .plateletsWithoutUnit
    case .growthFactor: .growthFactor
    case .transfused: .transfused
    case .extramedullaryAssumedAbsent: .extramedullaryAssumedAbsent
    case .auerRodsNotRecorded: .auerRodsNotRecorded
    case .repeatMarrow: .repeatMarrow
    case .notDocumented: .notDocumented
    }
  }
}
