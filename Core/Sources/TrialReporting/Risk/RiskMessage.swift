// SPDX-License-Identifier: Apache-2.0

/// The words of genetic risk: what a karyotype shows, hides or leaves open.
enum RiskMessage: String, MessageKey {
  case found
  case variant
  case nearMiss
  case withoutBands
  case uncertain
  case suspicious
  case notClonal
  case fewMetaphases
  case abnormalities
  case abnormalitiesRange
  case hyperdiploid
  case classDefined
  case monosomies
  case monosomyBeside
  case shown
  case ruledOut
  case leftOpen
  case unread
  case unreadRest
  case incomplete
  case onlyDonor
  case wrongCount
  case replaced
  case promyelocytic
  case contradiction
  case vafWithoutUnit
  case karyotype
  case row
  case subject
  case possible
  case settledBy
  case notes
  case parameters
  case subjects
  case notClassifiable
  case notApplicable

  var message: Message {
    switch self {
    case .found: Message("{0} in the karyotype", "核型所见 {0}")
    case .variant: Message("{0}, a variant with a further chromosome", "{0}（涉及其他染色体的变异易位）")
    case .nearMiss:
      Message(
        "{0} has its chromosomes and arms but other bands; test for the fusion",
        "{0} 的染色体与臂相符而条带不同，请检测融合基因"
      )
    case .withoutBands: Message("{0} is written without bands", "{0} 未写明条带")
    case .uncertain: Message("{0} is uncertain in the report", "报告中 {0} 不确定")
    case .suspicious:
      Message("{0} may hide it; in situ hybridization or sequencing would tell", "{0} 可能掩盖该异常，需原位杂交或测序确认")
    case .notClonal: Message("{0} in {1} cells, too few for a clone", "{0} 仅见于 {1} 个细胞，不足以构成克隆")
    case .fewMetaphases:
      Message(
        "{0} normal metaphases, where a normal karyotype needs {1}",
        "正常分裂相 {0} 个，判定正常核型需 {1} 个"
      )
    case .abnormalities: Message("{0} abnormalities ({1})", "{0} 种异常（{1}）")
    case .abnormalitiesRange: Message("{0} to {1} abnormalities ({2})", "{0} 至 {1} 种异常（{2}）")
    case .hyperdiploid:
      Message("only gains of whole chromosomes ({0})", "仅为整条染色体增加（{0}）")
    case .classDefined:
      Message("not counted beside {0}, which defines the class of the leukemia", "{0} 已界定白血病类型，不计入")
    case .monosomies: Message("lost autosomes {0}", "常染色体丢失 {0}")
    case .monosomyBeside: Message("lost autosome {0} beside {1}", "常染色体丢失 {0}，伴 {1}")
    case .shown: Message("{0}: {1}", "{0}：{1}")
    case .ruledOut: Message("not {0}: {1}", "非{0}：{1}")
    case .leftOpen: Message("{0} not settled: {1}", "{0}未定：{1}")
    case .unread: Message("Not read at column {1} of the karyotype: \"{0}\"", "核型第 {1} 列未能读取：“{0}”")
    case .unreadRest:
      Message(
        "What the karyotype does not show stays unknown, since it could not be read as a whole",
        "核型未能完整读取，未显示的异常按未知处理"
      )
    case .incomplete: Message("The karyotype is reported as incomplete (inc)", "核型报告为不完整（inc）")
    case .onlyDonor: Message("All cells of the karyotype are a donor's", "核型中的细胞均来自供者")
    case .wrongCount:
      Message(
        "Clone {0} states {1} chromosomes, its items make {2}",
        "克隆 {0} 写明 {1} 条染色体，所列异常合计为 {2} 条"
      )
    case .replaced:
      Message("{0} beside {1} is read as a replaced chromosome, not as a loss", "{0} 与 {1} 并列，按染色体替换而非丢失处理")
    case .promyelocytic:
      Message(
        "{0} is acute promyelocytic leukemia, to which this table of risk does not apply",
        "{0} 为急性早幼粒细胞白血病，本危险度表不适用"
      )
    case .contradiction:
      Message(
        "{0} is given as {1}, but the karyotype says the opposite ({2}); the given finding counts",
        "{0} 填为{1}，而核型与之相反（{2}）；以填写者为准"
      )
    case .vafWithoutUnit:
      Message(
        "The TP53 VAF of {0} has no unit and may be a fraction or percent; it counts as unknown (tp53_vaf_unit: % or 1)",
        "TP53 变异等位基因频率 {0} 未注明单位，可能为小数或百分数，按未知处理（tp53_vaf_unit：% 或 1）"
      )
    case .karyotype: Message("Karyotype", "核型")
    case .row: Message("Row", "行")
    case .subject: Message("Subject", "受试者")
    case .possible: Message("{0}?", "{0}？")
    case .settledBy: Message("Settled by", "可确定于")
    case .notes: Message("Note", "注")
    case .parameters: Message("Parameter {0}: {1}", "参数 {0}：{1}")
    case .subjects: Message("{0}: {1} of {2}", "{0}：{1}/{2}")
    case .notApplicable: Message("no category: these criteria do not apply", "不分层：本标准不适用")
    case .notClassifiable: Message("not classifiable", "无法分层")
    }
  }
}
