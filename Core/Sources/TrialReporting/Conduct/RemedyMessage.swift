// SPDX-License-Identifier: Apache-2.0

/// How a refusal is mended, in whole sentences.
enum RemedyMessage: String, MessageKey {
  // Who
  case notActivated, alreadyActivated, noRole, granting, nobodyMay, otherSite, wholeTrial
  case noGrantingRole, siteNeeded, notGranted, reasonMissing
  // When
  case inFuture, beforeStart, noCalendar
  // Subjects
  case unknownSubject, alreadyScreened, samePerson, samePersonAs, badIdentifier, screenFailed
  case inForce, noneInForce, noConsent, withdrawn
  // Randomization
  case notEligible, notConfirmed, confirmationVoid, alreadyRandomized, notRandomized
  case noAllocationHere, levelMissing, allocationClosed, openLabel, allocation
  // Capture
  case unknownRow, filledOnce, nothingWritten, filledByAct, alreadyFilled, unchanged, changedMeanwhile
  case checkFailed, branchClosed, askedWhere, valueMissing, beforeRandomization, frozen, locked
  case notHeld, alreadyHeld, unknownQuery, queryOpen, queryAnswered, queryClosed
  case nothingToVerify, nothingToRedact, openQueries
  // Treatment
  case subjectDied, doseOpen, notADose
  // Safety
  case notAnEventForm, noSafetyPlan, unknownCase, yesOrNo
  // Notices
  case unknownNotice, ownNotice
  // Cuts and versions
  case cutExists, notTheNextVersion, otherStudy, sameProtocol, alreadyRevealed
  case noLimitsPlan, limitsUnreadable, lastGranter, noConsentToCorrect, sameConsent

  var message: Message {
    switch self {
    case .notActivated: Message("Put the first protocol version into force.", "请先启用第一版方案。")
    case .alreadyActivated: Message("A new version comes into force by an amendment.", "新版方案须通过修订启用。")
    case .noRole:
      Message("Somebody who may give roles has to give \"{0}\" one.", "请由有授权权限的人员授予“{0}”角色。")
    case .granting:
      Message("Roles that may: {0}. Ask somebody who holds one.", "有此权限的角色：{0}。请联系持有该角色的人员。")
    case .nobodyMay:
      Message(
        "No role of the protocol may: an amendment has to add \"{0}\" under can: of a role.",
        "方案中没有角色有此权限：须修订方案，在某一角色的 can: 下加入“{0}”。"
      )
    case .otherSite:
      Message("Ask somebody at that site, or have the role given there too.", "请联系该中心的人员，或申请该中心的角色。")
    case .wholeTrial: Message("Ask somebody whose role reaches all sites.", "请联系角色覆盖所有中心的人员。")
    case .noGrantingRole:
      Message(
        "Add \"grant\" under can: of a role with sites: all.",
        "请在 sites: all 的某一角色的 can: 下加入“grant”。"
      )
    case .siteNeeded: Message("Name the site.", "请指定中心。")
    case .notGranted:
      Message("Name the role and the site as they were given.", "请按授予时的角色和中心填写。")
    case .reasonMissing: Message("Say why, in words that an inspector understands.", "请写明理由，使检查人员能够理解。")
    case .inFuture: Message("Write the day on which it happened, {0} at the latest.", "请填写实际发生日期，最晚 {0}。")
    case .beforeStart:
      Message("Wait for that day, or amend start: of the protocol.", "请等到该日，或修订方案中的 start:。")
    case .noCalendar: Message("Name the cut without a date.", "请不带日期设定数据截止。")
    case .unknownSubject: Message("A candidate is noted in the screening log first.", "候选受试者须先登记筛选。")
    case .alreadyScreened: Message("Give the candidate a number of their own.", "请为该候选者另编号码。")
    case .samePerson:
      Message("Ask the coordinating center before anything else is done.", "请先咨询牵头单位，再作其他处理。")
    case .samePersonAs:
      Message("Go on with {0}: a person is screened under one number.", "请继续使用 {0}：一人仅用一个编号筛选。")
    case .badIdentifier:
      Message(
        "Use 1 to 64 bytes: letters, digits, and . - _ @ or blanks between them.",
        "请使用 1 至 64 字节：字母、数字、. - _ @，空格只能在中间。"
      )
    case .screenFailed:
      Message(
        "A failed screening stands; what went wrong with it can be noted as a deviation.",
        "筛选失败的记录不可撤销；如有差错，可记录为方案偏离。"
      )
    case .inForce: Message("In force on that day: {0}.", "当日生效的版本：{0}。")
    case .noneInForce:
      Message("No version was in force on that day: look at the day again.", "当日没有生效的版本：请核对日期。")
    case .noConsent:
      Message("Record the consent first, with its version and the day it was signed.", "请先记录知情同意，包括版本和签署日期。")
    case .withdrawn:
      Message(
        "Only what happened before that day may still be written down, under its date.",
        "仅可补录该日之前发生的内容，并注明日期。"
      )
    case .notEligible:
      Message(
        "Complete or correct what is on file. There are no waivers: a rule that is not passed keeps the subject out.",
        "请补充或更正资料。不设豁免：任一标准未通过即不能入组。"
      )
    case .notConfirmed: Message("Have an investigator confirm it first.", "请先由研究者确认。")
    case .confirmationVoid:
      Message("Have the values confirmed again as they stand now.", "请对当前数据重新确认。")
    case .alreadyRandomized:
      Message(
        "An allocation is made once and stays; that it was made in error is noted once, beside it.",
        "分配仅作一次且不可撤销；误随机仅在其旁记录一次。"
      )
    case .notRandomized: Message("This is done after an allocation only.", "此操作仅在分配之后进行。")
    case .noAllocationHere:
      Message(
        "Bring in allocations made elsewhere, or amend allocation: of the protocol.",
        "请导入外部系统的分配结果，或修订方案中的 allocation:。"
      )
    case .levelMissing: Message("Fill it in, then randomize.", "请填写后再随机。")
    case .allocationClosed:
      Message(
        "Nobody is randomized any more: whoever knows the seed could foresee the arm.",
        "不再进行随机：知道种子者可预知组别。"
      )
    case .openLabel: Message("Look at the allocation itself.", "请直接查看分配结果。")
    case .allocation:
      Message(
        "Nobody was allocated. Compare the record with the protocol that was in force (equipoise verify).",
        "未作任何分配。请将记录与当时生效的方案核对（equipoise verify）。"
      )
    case .unknownRow:
      Message(
        "A new row gets the next number of its form; a row that was taken out is gone.",
        "新行使用表单的下一行号；已移除的行不复存在。"
      )
    case .filledOnce: Message("Correct what stands in row 1.", "请更正第 1 行的内容。")
    case .nothingWritten: Message("Write at least one value, or the text.", "请至少填写一个值或文字。")
    case .filledByAct: Message("Record the consent or the allocation itself.", "请直接记录知情同意或分配。")
    case .alreadyFilled:
      Message("Correct it with a reason, and name each item once.", "请更正并说明理由；每个条目只填写一次。")
    case .unchanged: Message("Write a value that differs.", "请填写不同的值。")
    case .changedMeanwhile: Message("Look again, and decide on what stands there now.", "请重新查看，根据当前内容再作决定。")
    case .checkFailed:
      Message("Nothing was written. Mend the values and write them again.", "未写入任何内容。请更正数值后重新填写。")
    case .branchClosed: Message("Leave it empty, or correct the answer that closes it.", "请留空，或更正使其关闭的答案。")
    case .askedWhere: Message("It is asked only where: {0}.", "仅在以下情况询问：{0}。")
    case .valueMissing: Message("Write it in the same step.", "请在同一步骤中填写。")
    case .beforeRandomization: Message("Randomize {0} first.", "请先随机 {0}。")
    case .frozen: Message("Have them unfrozen, with a reason.", "请申请解冻并说明理由。")
    case .locked: Message("Have them unlocked, with a reason.", "请申请解锁并说明理由。")
    case .notHeld:
      Message("Name what was frozen or locked itself, not a part of it.", "请指明被冻结或锁定的对象本身，而非其一部分。")
    case .alreadyHeld: Message("Nothing has to be done.", "无须操作。")
    case .unknownQuery:
      Message("Queries are called Q1, Q2, … in the order in which they were asked.", "质疑按提出顺序编号为 Q1、Q2……。")
    case .queryOpen: Message("It can be answered or closed.", "可答复或关闭。")
    case .queryAnswered: Message("It can be closed or opened again.", "可关闭或重新打开。")
    case .queryClosed: Message("Open it again first, with a reason.", "请先重新打开并说明理由。")
    case .nothingToVerify: Message("A value is verified again only after it was changed.", "数值变更后才需再次核查。")
    case .nothingToRedact: Message("Look at the row and the item again.", "请核对数据行和条目。")
    case .openQueries: Message("Have them answered and closed, then lock.", "请先答复并关闭质疑，再锁定。")
    case .subjectDied:
      Message("Nothing is prescribed after that; look at the date of death.", "此后不再开具剂量；请核对死亡日期。")
    case .doseOpen:
      Message(
        "Record what is missing, or decide an amount or a hold and say why.",
        "请补录缺失内容，或直接决定剂量或暂停并说明理由。"
      )
    case .notADose:
      Message(
        "Write an amount of one administration, such as \"75 mg\"; to give nothing, hold.",
        "请填写单次给药量，如“75 mg”；不给药请选择暂停。"
      )
    case .notAnEventForm: Message("Write the event there first, and name its row.", "请先在该表单记录事件，再指明其数据行。")
    case .noSafetyPlan: Message("Amend safety: of the protocol.", "请修订方案中的 safety:。")
    case .unknownCase:
      Message("Name the case that was begun from this row, or none to begin one.", "请指明由该数据行建立的病例；不填则新建。")
    case .yesOrNo:
      Message("Answer yes or no, and leave out what is not known.", "请回答 yes 或 no，未知的不填。")
    case .unknownNotice:
      Message("The list has the entries that wait: equipoise notices.", "待知悉的条目见列表：equipoise notices。")
    case .ownNotice:
      Message("Somebody else who may audit has to take note of it.", "须由其他有稽查权限的人员知悉。")
    case .cutExists: Message("A cut is never moved: choose another name.", "数据截止不可更改：请另选名称。")
    case .notTheNextVersion: Message("Number it {0}.", "请编号为 {0}。")
    case .otherStudy: Message("The id of a study never changes: look at the file again.", "研究编号不可更改：请核对文件。")
    case .noLimitsPlan:
      Message("Add laboratory-limits to the protocol and amend.", "请在方案中加入 laboratory-limits 并修订。")
    case .limitsUnreadable: Message("Correct the table and hand it in as a whole again.", "请更正后重新提交整张表。")
    case .lastGranter: Message("Give the role to somebody else first.", "请先将该角色授予他人。")
    case .noConsentToCorrect: Message("Record the consent, or name its version.", "请先记录知情同意，或写明其版本。")
    case .sameConsent: Message("Nothing has to be corrected.", "无需更正。")
    case .sameProtocol: Message("Name the file that differs.", "请选择有变更的文件。")
    case .alreadyRevealed: Message("The log shows it.", "可在日志中查看。")
    }
  }
}
