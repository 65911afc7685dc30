// SPDX-License-Identifier: Apache-2.0

import TrialConduct

/// What does not fit, one sentence for each kind.
extension Reconciliation.Kind: MessageKey {
  public var message: Message {
    switch self {
    case .deathMissing:
      Message("Something says that the subject died, and no death is on file.", "有记录表明受试者死亡，但无死亡记录。")
    case .deathsDiffer: Message("Two days of death are on file that cannot be the same.", "存在两个不可能相同的死亡日期。")
    case .factsAfterDeath: Message("Something is on file of a day after the death.", "存在死亡之后日期的记录。")
    case .fatalEventWithoutCase:
      Message("A fatal adverse event has no serious case.", "致死性不良事件没有对应的严重不良事件报告。")
    case .seriousEventWithoutCase:
      Message("An adverse event is called serious and has no serious case.", "不良事件标记为严重，但没有对应的严重不良事件报告。")
    case .caseNotFatal: Message("The adverse event is fatal, and its case is not.", "不良事件为致死性，但其报告不是。")
    case .caseGradedLower:
      Message("The case is fatal, and its adverse event is not of grade 5.", "报告为致死性，但其不良事件不是 5 级。")
    case .caseNotSerious:
      Message(
        "The case is serious, and the row of its adverse event says that it is not.",
        "报告为严重，但其不良事件记录为不严重。"
      )
    case .caseOfRemovedEvent:
      Message("The row of adverse events that the case grew from was taken out.", "该报告所依据的不良事件记录已被移除。")
    case .eventChangedAfterCase:
      Message("The adverse event was changed after the last version of its case.", "不良事件在其报告的最后一版之后有变更。")
    case .onsetAfterCaseKnown:
      Message("The adverse event began after the site knew of it.", "不良事件的发生日期晚于中心获知日期。")
    case .dosesAfterLast: Message("Doses are on file after the last dose.", "末次给药之后仍有给药记录。")
    case .dosesWithoutStart: Message("Doses are on file, and no start of treatment.", "有给药记录，但无治疗开始日期。")
    case .dosesBeforeStart: Message("Doses are on file before the first dose.", "首次给药之前已有给药记录。")
    case .dosesBeforeRandomization: Message("Doses are on file before randomization.", "随机化之前已有给药记录。")
    case .stoppedWithoutEvent:
      Message("Treatment ended by an adverse event, and none had begun by then.", "因不良事件终止治疗，但此前无不良事件记录。")
    }
  }
}

/// What to do about each kind.
struct ReconciliationRemedy: MessageKey {
  static var allCases: [ReconciliationRemedy] {
    Reconciliation.Kind.allCases.map { ReconciliationRemedy($0) }
  }

  let kind: Reconciliation.Kind

  init(_ kind: Reconciliation.Kind) {
    self.kind = kind
  }

  var message: Message {
    switch kind {
    case .deathMissing:
      Message("Record the death, or correct what says that the subject died.", "请录入死亡，或更正表明死亡的记录。")
    case .deathsDiffer: Message("Find out which is right, and correct the other.", "请核实后更正其中之一。")
    case .factsAfterDeath: Message("Correct the day of death or the later day.", "请更正死亡日期或其后的日期。")
    case .fatalEventWithoutCase, .seriousEventWithoutCase:
      Message("Report the event as serious, or correct its row.", "请报告为严重不良事件，或更正该记录。")
    case .caseNotFatal:
      Message(
        "Add a version to the case that says so, or correct the adverse event.",
        "请在报告中新增一版予以说明，或更正不良事件。"
      )
    case .caseGradedLower:
      Message("Correct the grade, or add a version to the case.", "请更正分级，或在报告中新增一版。")
    case .caseNotSerious:
      Message("Correct the row, or add a version to the case.", "请更正该记录，或在报告中新增一版。")
    case .caseOfRemovedEvent:
      Message(
        "Write the event again, or say in a new version of the case why it is none.",
        "请重新录入该事件，或在报告新一版中说明其不成立的原因。"
      )
    case .eventChangedAfterCase:
      Message("Add a version to the case that says what is known now.", "请在报告中新增一版说明当前情况。")
    case .onsetAfterCaseKnown: Message("Correct the onset, or when it became known.", "请更正发生日期或获知时间。")
    case .dosesAfterLast: Message("Correct the last dose or the later ones.", "请更正末次给药日期或其后的给药记录。")
    case .dosesWithoutStart: Message("Record the first dose.", "请录入首次给药日期。")
    case .dosesBeforeStart: Message("Correct the first dose or the earlier ones.", "请更正首次给药日期或其前的给药记录。")
    case .dosesBeforeRandomization:
      Message("Correct the day; if it is right, note a deviation.", "请更正日期；如属实，请记录方案偏离。")
    case .stoppedWithoutEvent:
      Message("Record the adverse event, or correct why treatment ended.", "请录入不良事件，或更正治疗终止原因。")
    }
  }
}

/// Words around the sides of a finding.
enum ReconciliationMessage: String, MessageKey {
  case says, saysOf, nothing, takenOut, known, version, answer, allocation, settledBy, count

  var message: Message {
    switch self {
    case .says: Message("{0} = {1}", "{0} = {1}")
    case .saysOf: Message("{0} = {1} ({2})", "{0} = {1}（{2}）")
    case .nothing: Message("{0}: nothing on file", "{0}：无记录")
    case .takenOut: Message("{0}: taken out", "{0}：已移除")
    case .known: Message("{0}, known on {1}", "{0}，获知于 {1}")
    case .version: Message("{0} version {1}", "{0} 第 {1} 版")
    case .answer: Message("{0} version {1}, {2}", "{0} 第 {1} 版，{2}")
    case .allocation: Message("randomized", "随机化")
    case .settledBy: Message("It cannot be told before this is on file: {0}.", "以下内容录入后方可判定：{0}。")
    case .count: Message("To reconcile: {0}. Cannot be told yet: {1}.", "待核对一致性：{0}。尚无法判定：{1}。")
    }
  }
}
