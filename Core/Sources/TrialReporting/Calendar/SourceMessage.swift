// SPDX-License-Identifier: Apache-2.0

/// Where the values of a recorded subject's calendar come from.
enum SourceMessage: MessageKey {
  case title, regimen, start, earlierWeight, creatinine, bilirubin
  case valueFrom, dated, item, planned, optionAlone, optionInPlace
  case setAside, notNamed, notRecorded, notRecordedBy, partial, contradictory, contradictoryOn, cycleUnknown,
    lengthUnknown
  case cycleNotPlaced, fromRecord, unclassed

  var message: Message {
    switch self {
    case .title: Message("Where the values come from", "数值来源")
    case .regimen: Message("Regimen", "方案")
    case .start: Message("Day 1", "第 1 天")
    case .earlierWeight: Message("Weight of the cycle before", "上一周期体重")
    case .creatinine: Message("Creatinine", "肌酐")
    case .bilirubin: Message("Bilirubin", "胆红素")
    case .valueFrom: Message("{0}; {1}", "{0}；{1}")
    case .dated: Message("{0}, {1}", "{0}，{1}")
    case .item: Message("{0}, {1} ({2})", "{0}，{1}（{2}）")
    case .planned:
      Message("planned, {0} days a cycle from day 1 of cycle {1} ({2})", "按计划：自第 {1} 周期第 1 天（{2}）起，每周期 {0} 天")
    case .optionAlone: Message("given with the command; none on file", "由命令给出；记录中无")
    case .optionInPlace:
      Message("given with the command, in place of {0} on file: {1}", "由命令给出，取代记录中的 {0}：{1}")
    case .setAside: Message("set aside with the command: {0} on file; {1}", "由命令排除：记录中的 {0}；{1}")
    case .notNamed: Message("the protocol does not say which item it is ({0})", "方案未指明对应条目（{0}）")
    case .notRecorded: Message("{0} has no value", "{0} 无数值")
    case .notRecordedBy: Message("{0} has no value found by {1}", "{0} 截至 {1} 无数值")
    case .partial: Message("{0} is known in part only ({1})", "{0} 仅部分已知（{1}）")
    case .contradictory: Message("{0} has different values", "{0} 有相互矛盾的数值")
    case .contradictoryOn: Message("{0} has different values of {1}", "{0} 在 {1} 有相互矛盾的数值")
    case .cycleUnknown:
      Message("nothing is on file of cycle {0}, or of one before it", "记录中无第 {0} 周期，也无其之前的周期")
    case .lengthUnknown:
      Message(
        "nothing is on file of cycle {0}, and the regimen states no length of a cycle by which it could be planned from cycle {1} ({2})",
        "记录中无第 {0} 周期；方案未规定周期长度，无法自第 {1} 周期（{2}）推算"
      )
    case .cycleNotPlaced: Message("Cycle {0} is not calculated: {1}.", "第 {0} 周期未计算：{1}。")
    case .fromRecord:
      Message(
        "Calculated from the record of this subject and the values above; check both before use.",
        "由该受试者的记录及上列数值计算；使用前请核对。"
      )
    case .unclassed:
      Message(
        "on file and in no table of interactions: {0}; whether this matters is not known. If you know what it is, write {1}",
        "记录中的合并用药不在相互作用表中：{0}；是否有影响未知。如已知其类别，写 {1}"
      )
    }
  }
}
