// SPDX-License-Identifier: Apache-2.0

/// The sentences behind a dose calendar's notes, proposals and deviations.
enum DoseNoteMessage: MessageKey {
  case formulaChosen, areaCapped, unusual, heightWord, weightWord, areaWord, weightChanged, weightKept
  case roundingFar, roundingRefused, interactionAmount, interactionAvoid, ownRule, resumption
  case otherwiseClassed, organShare, organNothing, organNoData, organCaution, organClearance, notAssessed
  case orWord, shareWord, nothingWord, noDataWord, cautionWord, clearanceUndefined, severalRules, noFacts
  case lifetimeWithin, lifetimeExceeded, lifetimeUnasked, lifetimeOpen, lifetimeConverted, firstHour
  case proposalLine, proposalOpen, proceed, hold, reduce, delay, discontinue, accepted, departed, open
  case missedDay, unplannedDay, moreDay, lessDay, heldDay, withReason, needsReason, untilWhen, fromWhen

  var message: Message {
    switch self {
    case .formulaChosen:
      Message(
        "the protocol names no formula of body surface area; {0} was chosen",
        "方案未指定体表面积公式；此处选用 {0}"
      )
    case .areaCapped:
      Message(
        "body surface area counts as {0} m² (cap); calculated {1} m², doses would be {2} higher. ASCO advises full weight-based doses",
        "体表面积按上限 {0} m² 计；计算值 {1} m²，剂量将高 {2}。ASCO 建议按实际体重给足剂量"
      )
    case .unusual:
      Message(
        "{0} {1} lies outside {2}; it was confirmed a second time",
        "{0} {1} 超出 {2}；已二次确认"
      )
    case .heightWord: Message("height", "身高")
    case .weightWord: Message("weight", "体重")
    case .areaWord: Message("body surface area", "体表面积")
    case .weightChanged:
      Message(
        "weight changed by {0} since the doses before; they are calculated anew here",
        "体重较上次计算变化 {0}；此处已重新计算剂量"
      )
    case .weightKept:
      Message(
        "weight changed by {0} since the doses before; below {1} doses need not be calculated anew",
        "体重较上次计算变化 {0}；低于 {1} 无须重新计算"
      )
    case .roundingFar:
      Message(
        "rounding moves the dose by {0} on days {1}",
        "第 {1} 天取整使剂量变化 {0}"
      )
    case .roundingRefused:
      Message(
        "no step lies within {3} of {0} on days {2}; the nearest is {1}",
        "第 {2} 天 {0} 的 {3} 范围内无可用步长；最接近者为 {1}"
      )
    case .interactionAmount:
      Message("{0} ({1}) governs the dose on days {2}", "第 {2} 天剂量由 {0}（{1}）决定")
    case .interactionAvoid:
      Message(
        "not to be given together with {0} ({1}), days {2}: change one of the two",
        "第 {2} 天不得与 {0}（{1}）合用：须更换其一"
      )
    case .ownRule: Message("a rule of its own", "单独规则")
    case .resumption:
      Message(
        "after {0} ends, the planned dose is taken up the next day here; {1}",
        "{0} 停用后，此处次日恢复计划剂量；{1}"
      )
    case .otherwiseClassed:
      Message(
        "{0} counts as {1} here; another source: {2}. To use that, write {3}",
        "{0} 此处按 {1} 计；另一来源：{2}。如需采用，写 {3}"
      )
    case .organShare: Message("{0}: {1} of the dose", "{0}：给予剂量的 {1}")
    case .organNothing: Message("{0}: the drug is not given", "{0}：不给药")
    case .organNoData:
      Message(
        "{0}: no source says what to give; no dose is calculated",
        "{0}：无来源说明剂量；不计算剂量"
      )
    case .organCaution: Message("{0}: the dose stays, with caution", "{0}：剂量不变，须谨慎")
    case .organClearance: Message("clearance {0} mL/min", "清除率 {0} mL/min")
    case .notAssessed:
      Message(
        "{0}: not assessed. Missing: {1}. Possible: {2}. The planned dose is shown",
        "{0}：未评估。缺少：{1}。可能：{2}。所示为计划剂量"
      )
    case .orWord: Message(" or ", "或")
    case .shareWord: Message("{0} of the dose", "剂量的 {0}")
    case .nothingWord: Message("not given", "不给药")
    case .noDataWord: Message("no data", "无资料")
    case .cautionWord: Message("{0} with caution", "{0}（谨慎）")
    case .clearanceUndefined:
      Message(
        "creatinine clearance after Cockcroft and Gault is not defined below 18 years; it counts as unknown",
        "18 岁以下 Cockcroft-Gault 肌酐清除率无定义；按未知处理"
      )
    case .severalRules:
      Message(
        "several rules change the dose and no source is about both; the lowest dose is taken",
        "多条规则同时改变剂量，且无来源涉及两者；取最低剂量"
      )
    case .noFacts:
      Message(
        "nothing is known of this drug here: not rounded, interactions and organ function not assessed",
        "此处无该药资料：不取整，未评估相互作用及脏器功能"
      )
    case .lifetimeWithin:
      Message(
        "lifetime {0} + this cycle {1} = {2} of {3} mg/m²",
        "既往 {0} + 本周期 {1} = {2}，上限 {3} mg/m²"
      )
    case .lifetimeExceeded:
      Message(
        "lifetime {0} + this cycle {1} goes beyond {3} mg/m² ({2})",
        "既往 {0} + 本周期 {1} 超过 {3} mg/m²（{2}）"
      )
    case .lifetimeUnasked:
      Message(
        "this cycle adds {0} mg/m²; the limit of a lifetime is {1} mg/m², and earlier amounts are not known",
        "本周期增加 {0} mg/m²；终生上限 {1} mg/m²，既往用量未知"
      )
    case .lifetimeOpen:
      Message(
        "no factor says how {0} counts towards the limit of {1} mg/m²; the sum is not known",
        "无系数说明 {0} 如何计入 {1} mg/m² 上限；合计未知"
      )
    case .lifetimeConverted:
      Message("counted by a factor: {0}", "按系数计入：{0}")
    case .firstHour:
      Message(
        "times count from {0}, which a ward may shift as a whole",
        "时间自 {0} 起计，病房可整体平移"
      )
    case .proposalLine: Message("{0}: {1} (rule {2})", "{0}：{1}（规则 {2}）")
    case .proposalOpen: Message("{0}: not decided. Possible: {1}. Missing: {2}", "{0}：未定。可能：{1}。缺少：{2}")
    case .proceed: Message("continue as planned", "按计划继续")
    case .hold: Message("hold", "暂停")
    case .reduce: Message("reduce to {0}", "减至 {0}")
    case .delay: Message("delay the next cycle", "推迟下一周期")
    case .discontinue: Message("discontinue", "终止")
    case .accepted: Message("accepted", "已采纳")
    case .departed: Message("departed from", "未遵循")
    case .open: Message("open", "未定")
    case .missedDay: Message("{0} {1}: not given, planned {2}", "{0} {1}：未给药，计划 {2}")
    case .unplannedDay: Message("{0} {1}: {3} given, none planned", "{0} {1}：给药 {3}，无计划")
    case .moreDay: Message("{0} {1}: {3} given, planned {2} ({4})", "{0} {1}：给药 {3}，计划 {2}（{4}）")
    case .lessDay: Message("{0} {1}: {3} given, planned {2} ({4})", "{0} {1}：给药 {3}，计划 {2}（{4}）")
    case .heldDay: Message("{0} {1}: {3} given although it was to be left out", "{0} {1}：应暂停而给药 {3}")
    case .withReason: Message("{0}; reason: {1}", "{0}；原因：{1}")
    case .needsReason: Message("{0}; BLOCKED: needs a coded reason", "{0}；已锁定：须填写编码原因")
    case .untilWhen: Message("{0} until {1}", "{0}，直至 {1}")
    case .fromWhen: Message("{0}, from {1}", "{0}，自 {1} 起")
    }
  }
}
