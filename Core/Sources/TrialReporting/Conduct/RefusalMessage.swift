// SPDX-License-Identifier: Apache-2.0

/// What may not be done and why, one whole sentence for each refusal.
enum RefusalMessage: String, MessageKey {
  // Who
  case notActivated, alreadyActivated, noRole, notPermitted, otherSite, wholeTrial
  case unknownRole, noGrantingRole, unknownSite, siteNeeded, notGranted, reasonMissing
  // When
  case inFuture, beforeStart, noCalendar
  // Subjects
  case unknownSubject, alreadyScreened, samePerson, samePersonAs, badIdentifier, screenFailed
  case unknownConsentVersion, consentNotInForce, noConsent, withdrawn
  // Randomization
  case notEligible, openRule, notConfirmed, confirmationVoid, alreadyRandomized, notRandomized
  case noAllocationHere, levelMissing, allocationClosed, unknownArm, openLabel
  // Capture
  case unknownForm, unknownItem, unknownRow, filledOnce, nothingWritten, filledByAct
  case requiredValue, unknownCode, notANumber, notWhole, outOfRange, notADate, notInCalendar
  case alreadyFilled, unchanged, changedMeanwhile, goneMeanwhile, checkFailed, branchClosed, valueMissing
  case beforeRandomization, frozen, locked, notHeld, alreadyHeld
  case unknownQuery, queryIs, nothingToVerify, nothingToRedact, openQueries
  // Treatment
  case subjectDied, noDose, doseOpen, doseOpenFor, notADose
  // Safety
  case notAnEventForm, noSafetyPlan, unknownCase, unknownAnswer, unknownReport
  // Notices
  case unknownNotice, ownNotice, alreadyAcknowledged
  // Cuts and versions
  case cutExists, notTheNextVersion, otherStudy, sameProtocol, alreadyRevealed
  case noLimitsPlan, limitsUnreadable, sameLimits, lastGranter, noConsentToCorrect, sameConsent

  var message: Message {
    switch self {
    case .notActivated: Message("The trial has not begun: no protocol is in force.", "试验尚未启动：没有生效的方案。")
    case .alreadyActivated: Message("The trial has begun already.", "试验已经启动。")
    case .noRole: Message("\"{0}\" has no role in this trial.", "“{0}”在本试验中没有任何角色。")
    case .notPermitted: Message("No role of \"{0}\" may {1} ({2}).", "“{0}”的角色无权{1}（{2}）。")
    case .otherSite:
      Message("\"{0}\" may do this, but not at site \"{1}\".", "“{0}”有此权限，但不适用于中心“{1}”。")
    case .wholeTrial:
      Message(
        "\"{0}\" may do this at single sites only, and it concerns the whole trial.",
        "“{0}”仅在个别中心有此权限，而此操作涉及整个试验。"
      )
    case .unknownRole: Message("The protocol has no role \"{0}\".", "方案中没有角色“{0}”。")
    case .noGrantingRole:
      Message(
        "No role of the protocol may give roles at all sites, so that nobody could be let in.",
        "方案中没有可在所有中心授予角色的角色，因而无法授权任何人。"
      )
    case .unknownSite: Message("The trial has no site \"{0}\".", "本试验没有中心“{0}”。")
    case .siteNeeded:
      Message("The role \"{0}\" is held at a site, and none is named.", "角色“{0}”须指定中心，但未指定。")
    case .notGranted: Message("\"{0}\" does not hold the role \"{1}\" there.", "“{0}”在此并无角色“{1}”。")
    case .reasonMissing: Message("This is not done without a reason.", "此操作必须说明理由。")
    case .inFuture: Message("{0} lies in the future: today is {1}.", "{0} 是将来的日期：今天是 {1}。")
    case .beforeStart:
      Message(
        "Nobody can be allocated on {0}: the trial starts on {1}.",
        "{0} 不能分配受试者：试验自 {1} 开始。"
      )
    case .noCalendar:
      Message(
        "This trial counts days from randomization, so that a data cut has no date.",
        "本试验以随机化后的天数计时，数据截止没有日历日期。"
      )
    case .unknownSubject: Message("There is no subject \"{0}\".", "没有受试者“{0}”。")
    case .alreadyScreened: Message("\"{0}\" is in the screening log already.", "“{0}”已在筛选记录中。")
    case .samePerson: Message("This person is in the trial already.", "此人已在本试验中。")
    case .samePersonAs: Message("This person is in the trial already, as {0}.", "此人已在本试验中，编号为 {0}。")
    case .badIdentifier: Message("\"{0}\" cannot be used as a name.", "“{0}”不能用作名称。")
    case .screenFailed: Message("{0} failed screening.", "{0} 筛选失败。")
    case .unknownConsentVersion:
      Message("The protocol has no consent version \"{0}\".", "方案中没有知情同意书版本“{0}”。")
    case .consentNotInForce:
      Message("Consent version {0} was not in force on {1}.", "知情同意书版本 {0} 在 {1} 未生效。")
    case .noConsent: Message("{0} has no consent that holds on {1}.", "{0} 在 {1} 没有有效的知情同意。")
    case .withdrawn: Message("{0} withdrew consent on {1}.", "{0} 已于 {1} 撤回知情同意。")
    case .notEligible:
      Message("{0} cannot enter the trial by what is on file: {1}.", "根据现有资料，{0} 不能入组：{1}。")
    case .openRule: Message("{0} ({1})", "{0}（{1}）")
    case .notConfirmed:
      Message("Nobody has confirmed by signature that {0} is eligible.", "尚无人签名确认 {0} 符合入选资格。")
    case .confirmationVoid:
      Message(
        "What was confirmed of {0} has changed since, so that the confirmation is void.",
        "{0} 的数据在确认后有变更，原确认失效。"
      )
    case .alreadyRandomized: Message("{0} has been allocated already.", "{0} 已分配组别。")
    case .notRandomized: Message("{0} has not been allocated.", "{0} 尚未分配组别。")
    case .noAllocationHere:
      Message(
        "The protocol does not say how subjects are allocated, so that no arm can be drawn.",
        "方案未说明分配方法，无法抽取组别。"
      )
    case .levelMissing:
      Message(
        "The factor \"{0}\" of the randomization has no value: {1} is not on file.",
        "随机分层因素“{0}”没有值：{1} 无记录。"
      )
    case .allocationClosed:
      Message("Allocation has ended: the sealed seed was revealed.", "随机分配已结束：密封的种子已公开。")
    case .unknownArm: Message("The protocol has no arm \"{0}\".", "方案中没有组别“{0}”。")
    case .openLabel: Message("The trial is open-label: there is no blind to break.", "本试验为开放标签：无盲可揭。")
    case .unknownForm: Message("The protocol has no form \"{0}\".", "方案中没有表单“{0}”。")
    case .unknownItem: Message("The form {0} has no item \"{1}\".", "表单{0}没有条目“{1}”。")
    case .unknownRow: Message("There is no row {0}.", "没有数据行 {0}。")
    case .filledOnce:
      Message(
        "The form {0} is filled once for each subject: {1} cannot be added.",
        "表单{0}每名受试者只填写一次：不能添加 {1}。"
      )
    case .nothingWritten: Message("Nothing is written here: no value and no text.", "内容为空：没有数值，也没有文字。")
    case .filledByAct:
      Message("{0} follows from consent and allocation: nobody types it.", "{0}由知情同意及分配自动填写，不可手工录入。")
    case .requiredValue: Message("{0} is required, and \"{1}\" is no value.", "{0}为必填项，“{1}”不是有效值。")
    case .unknownCode: Message("\"{1}\" is no answer of {0}.", "“{1}”不是{0}的可选答案。")
    case .notANumber: Message("\"{1}\" is not a number, and {0} is one.", "{0}应为数字，“{1}”不是数字。")
    case .notWhole: Message("\"{1}\" is not a whole number, and {0} is one.", "{0}应为整数，“{1}”不是整数。")
    case .outOfRange: Message("{1} lies outside the range of {0}.", "{1} 超出{0}的允许范围。")
    case .notADate: Message("\"{1}\" is not a date, and {0} is one.", "{0}应为日期，“{1}”不是日期。")
    case .notInCalendar: Message("The calendar has no day {1} ({0}).", "日历中没有 {1} 这一天（{0}）。")
    case .alreadyFilled:
      Message("{0} of {1} has a value already, or is named twice here.", "{1} 的 {0} 已有值，或在此重复填写。")
    case .unchanged:
      Message("Nothing would change: these values stand in {0} already.", "没有变更：{0} 中已是这些值。")
    case .changedMeanwhile:
      Message("{0} was changed by {1} on {2}, after you looked at it.", "在您查看之后，{1} 于 {2} 修改了 {0}。")
    case .goneMeanwhile:
      Message("{0} is not as you saw it: nothing stands there.", "{0} 与您所见不同：此处没有内容。")
    case .checkFailed: Message("{0} does not pass check {1}: {2}", "{0} 未通过核查 {1}：{2}")
    case .branchClosed: Message("{0} is not asked here.", "此处不询问{0}。")
    case .valueMissing: Message("{0} is required and has no value.", "{0}为必填项，尚无值。")
    case .beforeRandomization:
      Message(
        "The form {0} belongs to the time after randomization, and {1} has no allocation.",
        "表单{0}用于随机化之后，而 {1} 尚未分配组别。"
      )
    case .frozen: Message("Data are frozen: {0}.", "数据已冻结：{0}。")
    case .locked: Message("Data are locked: {0}.", "数据已锁定：{0}。")
    case .notHeld: Message("There is nothing to let go of: {0} is not held in this way.", "无须解除：{0} 未处于该状态。")
    case .alreadyHeld: Message("Data are held in this way already: {0}.", "数据已处于该状态：{0}。")
    case .unknownQuery: Message("There is no query \"{0}\".", "没有质疑“{0}”。")
    case .queryIs: Message("The query {0} is {1}.", "质疑 {0} 的状态为：{1}。")
    case .nothingToVerify:
      Message("Nothing in {0} is left to verify: it is empty or was verified.", "{0} 中没有待核查的内容：为空或已核查。")
    case .nothingToRedact:
      Message("There is nothing to cover: {0} of {1} is empty or covered already.", "无可遮盖：{1} 的 {0} 为空或已遮盖。")
    case .openQueries: Message("Queries are not closed ({0}): {1}.", "尚有未关闭的质疑（{0}）：{1}。")
    case .subjectDied: Message("{0} died on {1}.", "{0} 已于 {1} 死亡。")
    case .noDose: Message("No dose can be proposed: {0}.", "无法给出剂量建议：{0}。")
    case .doseOpen:
      Message(
        "The rules leave the dose of {0} to a person: there is no proposal to accept.",
        "规则未能确定 {0} 的剂量：没有可接受的建议。"
      )
    case .doseOpenFor:
      Message(
        "What is on file leaves several proposals for {0}; missing: {1}.",
        "现有资料下 {0} 有多种可能的建议；缺少：{1}。"
      )
    case .notADose: Message("\"{0}\" is no dose in {1}.", "“{0}”不是以 {1} 计的剂量。")
    case .notAnEventForm:
      Message(
        "A serious event grows from a row of {1}, and {0} is another form.",
        "严重不良事件应基于{1}的数据行，而{0}是另一表单。"
      )
    case .noSafetyPlan:
      Message("The protocol does not say where adverse events are recorded.", "方案未说明不良事件在何处记录。")
    case .unknownCase: Message("There is no case \"{0}\" of this event.", "此事件没有病例“{0}”。")
    case .unknownAnswer:
      Message("\"{0}\" answers nothing that is asked about a serious event.", "“{0}”不是严重不良事件的有效回答。")
    case .unknownReport: Message("There is no kind of report \"{0}\".", "没有报告类型“{0}”。")
    case .unknownNotice: Message("No notice stands at entry {0}.", "第 {0} 条没有待知悉事项。")
    case .ownNotice:
      Message("Entry {0} tells what you did yourself.", "第 {0} 条是您本人的操作。")
    case .alreadyAcknowledged:
      Message("\"{1}\" has taken note of entry {0} before.", "“{1}”此前已知悉第 {0} 条。")
    case .cutExists: Message("There is a data cut \"{0}\" already.", "数据截止“{0}”已存在。")
    case .notTheNextVersion:
      Message("Version {0} is not the next one: that is {1}.", "版本 {0} 不是下一版本：应为 {1}。")
    case .otherStudy:
      Message(
        "This is a protocol of the study \"{0}\", and this trial is \"{1}\".",
        "该方案属于研究“{0}”，而本试验为“{1}”。"
      )
    case .noLimitsPlan: Message("The protocol reads no table of laboratory limits.", "方案未使用实验室正常值范围表。")
    case .limitsUnreadable:
      Message(
        "The table of limits is wrong in line {0}, column {1}: {2}. {3}",
        "正常值范围表第 {0} 行、{1} 列有误：{2}（{3}）。"
      )
    case .sameLimits: Message("This very table of limits is in force.", "该正常值范围表已生效，内容完全相同。")
    case .lastGranter:
      Message(
        "{0} is the last who may give roles: without this role nobody could.",
        "{0} 是最后一位可授予角色的人员；收回该角色后将无人可授予角色。"
      )
    case .noConsentToCorrect:
      Message("No consent of {0} to version {1} is on file.", "{0} 没有对第 {1} 版的知情同意记录。")
    case .sameConsent:
      Message("The consent of {0} to version {1} is on file with {2} already.", "{0} 对第 {1} 版的签署日期已为 {2}。")
    case .sameProtocol: Message("This protocol is in force already, byte for byte.", "该方案已生效，内容完全相同。")
    case .alreadyRevealed: Message("The sealed seed was revealed before.", "密封的种子此前已公开。")
    }
  }
}
