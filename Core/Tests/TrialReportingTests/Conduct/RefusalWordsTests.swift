// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct RefusalWordsTests {
  private static let row = RowReference("C-001", "s")
  private static let day = ConductTrial.date("2025-03-10")

  private func words(_ language: Language, subjects: [String] = []) throws -> RefusalWords {
    RefusalWords(try ConductTrial().study, subjects: subjects, language: language)
  }

  /// A refusal, its English and its Chinese text; written by hand.
  private static let samples: [(Refusal, String, String)] = [
    (
      .noRole(user: "zhao"),
      "\"zhao\" has no role in this trial.\n  Somebody who may give roles has to give \"zhao\" one.",
      "“zhao”在本试验中没有任何角色。\n  请由有授权权限的人员授予“zhao”角色。"
    ),
    (
      .notPermitted(user: "wu", .correct),
      "No role of \"wu\" may change what was filled in (correct).\n"
        + "  Roles that may: investigator. Ask somebody who holds one.",
      "“wu”的角色无权修改已录入的数据（correct）。\n  有此权限的角色：investigator。请联系持有该角色的人员。"
    ),
    (
      .notPermitted(user: "wu", .amend),
      "No role of \"wu\" may put a new protocol version into force (amend).\n"
        + "  No role of the protocol may: an amendment has to add \"amend\" under can: of a role.",
      "“wu”的角色无权启用新版方案（amend）。\n"
        + "  方案中没有角色有此权限：须修订方案，在某一角色的 can: 下加入“amend”。"
    ),
    (
      .unknownRole("investigatr", known: ["investigator", "manager"]),
      "The protocol has no role \"investigatr\".\n"
        + "  Did you mean \"investigator\"? Known: investigator, manager.",
      "方案中没有角色“investigatr”。\n  是否指“investigator”？可用：investigator、manager。"
    ),
    (
      .inFuture(ConductTrial.date("2025-03-12"), today: day),
      "2025-03-12 lies in the future: today is 2025-03-10.\n"
        + "  Write the day on which it happened, 2025-03-10 at the latest.",
      "2025-03-12 是将来的日期：今天是 2025-03-10。\n  请填写实际发生日期，最晚 2025-03-10。"
    ),
    (
      .samePerson(subject: nil),
      "This person is in the trial already.\n  Ask the coordinating center before anything else is done.",
      "此人已在本试验中。\n  请先咨询牵头单位，再作其他处理。"
    ),
    (
      .samePerson(subject: "C-004"),
      "This person is in the trial already, as C-004.\n"
        + "  Go on with C-004: a person is screened under one number.",
      "此人已在本试验中，编号为 C-004。\n  请继续使用 C-004：一人仅用一个编号筛选。"
    ),
    (
      .consentNotInForce("2.1", on: ConductTrial.date("2025-09-03")),
      "Consent version 2.1 was not in force on 2025-09-03.\n  In force on that day: 3.0.",
      "知情同意书版本 2.1 在 2025-09-03 未生效。\n  当日生效的版本：3.0。"
    ),
    (
      .confirmationVoid("C-001"),
      "What was confirmed of C-001 has changed since, so that the confirmation is void.\n"
        + "  Have the values confirmed again as they stand now.",
      "C-001 的数据在确认后有变更，原确认失效。\n  请对当前数据重新确认。"
    ),
    (
      .unknownItem(ItemPath(form: "s", item: "creatinin"), known: ["name", "age", "creatinine"]),
      "The form \"Screening\" (s) has no item \"creatinin\".\n"
        + "  Did you mean \"creatinine\"? Known: name, age, creatinine.",
      "表单“筛选”（s）没有条目“creatinin”。\n  是否指“creatinine”？可用：name、age、creatinine。"
    ),
    (
      .noValue(ItemPath(form: "s", item: "age"), text: "130", .outOfRange),
      "130 lies outside the range of \"Age\" (s.age).\n"
        + "  Write a whole number. It lies between 15 and 100. Its unit is years, and is not written.",
      "130 超出“年龄”（s.age）的允许范围。\n  请填写整数。范围为 15 至 100。单位为 年，无须填写单位。"
    ),
    (
      .noValue(ItemPath(form: "s", item: "ecog"), text: "5", .unknownCode),
      "\"5\" is no answer of \"ECOG\" (s.ecog).\n"
        + "  Write one of: 0 (Fully active), 1 (Restricted). Where it is missing, write why: not-done.",
      "“5”不是“ECOG”（s.ecog）的可选答案。\n"
        + "  请填写其中之一：0（Fully active）、1（Restricted）。如缺失，请填写原因：not-done。"
    ),
    (
      .noValue(ItemPath(form: "s", item: "scan"), text: "2025-02-30", .notInCalendar),
      "The calendar has no day 2025-02-30 (\"Scan\" (s.scan)).\n"
        + "  Write the day as YYYY-MM-DD, such as 2025-03-10; where only the month or the year is known,\n"
        + "  YYYY-MM or YYYY.",
      "日历中没有 2025-02-30 这一天（“Scan”（s.scan））。\n"
        + "  请按 YYYY-MM-DD 填写日期，如 2025-03-10；仅知年月或年份时，填写 YYYY-MM 或 YYYY。"
    ),
    (
      .changedMeanwhile(row, by: "chen", at: ConductTrial.at("2025-03-09")),
      "C-001 s/1 was changed by chen on 2025-03-09 09:12:33 +08:00, after you looked at it.\n"
        + "  Look again, and decide on what stands there now.",
      "在您查看之后，chen 于 2025-03-09 09:12:33 +08:00 修改了 C-001 s/1。\n"
        + "  请重新查看，根据当前内容再作决定。"
    ),
    (
      .branchClosed(ItemPath(form: "s", item: "packs")),
      "\"Packs a day\" (s.packs) is not asked here.\n"
        + "  It is asked only where: Smoker: yes. Leave it empty, or correct the answer that closes it.",
      "此处不询问“Packs a day”（s.packs）。\n  仅在以下情况询问：Smoker：yes。请留空，或更正使其关闭的答案。"
    ),
    (
      .locked(.site("01")),
      "Data are locked: site 01.\n  Have them unlocked, with a reason.",
      "数据已锁定：中心 01。\n  请申请解锁并说明理由。"
    ),
    (
      .openQueries(.subject("C-001"), ids: ["Q1", "Q4"]),
      "Queries are not closed (subject C-001): Q1, Q4.\n  Have them answered and closed, then lock.",
      "尚有未关闭的质疑（受试者 C-001）：Q1、Q4。\n  请先答复并关闭质疑，再锁定。"
    ),
    (
      .unknownAnswer("deth=yes", known: ["death", "disability"]),
      "\"deth=yes\" answers nothing that is asked about a serious event.\n"
        + "  Did you mean \"death\"? Known: death, disability. Answer yes or no, and leave out what is not known.",
      "“deth=yes”不是严重不良事件的有效回答。\n"
        + "  是否指“death”？可用：death、disability。请回答 yes 或 no，未知的不填。"
    ),
    (
      .allocation(.missingLevels(["sex"])),
      "Not allocated: sex is not on file. Enter the value first; a missing value is no stratum of its own.\n"
        + "  Fill it in, then randomize.",
      "未分配：sex 尚无记录。请先录入；缺失值不能作为单独的分层。\n  请填写后再随机。"
    ),
    (
      .allocation(.impossible(number: 2, .noPlaceInBlock)),
      "Allocation 3 of the record could never have been drawn: the arm had no place left in the open block.\n"
        + "  Nobody was allocated. Compare the record with the protocol that was in force (equipoise verify).",
      "记录中的第 3 次分配不可能由规则产生：当前区组中该组已无名额。\n"
        + "  未作任何分配。请将记录与当时生效的方案核对（equipoise verify）。"
    ),
    (
      .ownNotice(12),
      "Entry 12 tells what you did yourself.\n  Somebody else who may audit has to take note of it.",
      "第 12 条是您本人的操作。\n  须由其他有稽查权限的人员知悉。"
    ),
  ]

  @Test("a refusal says what, where and how to mend it, in both languages", arguments: samples)
  func golden(refusal: Refusal, english: String, chinese: String) throws {
    #expect(try words(.english).text(refusal) == english)
    #expect(try words(.simplifiedChinese).text(refusal) == chinese)
  }

  @Test("every refusal has a sentence and a remedy, ended and without open places")
  func complete() throws {
    let samples = RefusalSamples.all
    #expect(samples.count == 78)
    #expect(Set(samples.map(\.code)).count == samples.count)
    for language in Language.allCases {
      let words = try words(language)
      let end: Character = language == .english ? "." : "。"
      for refusal in samples {
        for sentence in [words.message(refusal), words.remedy(refusal)] {
          #expect(sentence.last == end, "\(refusal.code): \(sentence)")
          #expect(!sentence.contains("{"), "\(refusal.code): \(sentence)")
        }
      }
    }
  }

  @Test("the catalogues say the same in both languages")
  func catalogues() {
    expectWhole(RefusalMessage.self)
    expectWhole(RemedyMessage.self)
    expectWhole(ValueMessage.self)
    expectWhole(ConductMessage.self)
    expectWhole(EventMessage.self)
    expectWhole(ExplanationMessage.self)
    expectWhole(SummaryMessage.self)
    expectWhole(Permission.self)
    expectWhole(Deviation.Kind.self)
    expectWhole(Signature.Meaning.self)
    expectWhole(QueryState.Status.self)
    expectWhole(NoticeMessage.self)
  }

  @Test("a person who is in the trial elsewhere is told neither where nor under which number")
  func samePersonLeaksNothing() throws {
    var trial = try ConductTrial()
    let there = Screening(subject: "S-017", site: "02", on: Self.day, identity: "same")
    try trial.act(.screen(there), by: "chen")
    let here = Screening(subject: "C-001", site: "01", on: Self.day, identity: "same")
    guard case .failure(let refusal) = trial.outcome(trial.request(.screen(here))) else {
      Issue.record("screened twice")
      return
    }
    for language in Language.allCases {
      let document = RefusalDocument(try words(language)).json(refusal).rendered(.compact)
      let told = try words(language).text(refusal) + document
      #expect(!told.contains("S-017") && !told.contains("02") && !told.contains("South"))
    }
  }

  @Test("a subject that was probably meant is named only where the reader may see it")
  func nearSubject() throws {
    let refusal = Refusal.unknownSubject("C-0O1")
    let open = try words(.english, subjects: ["C-001", "S-017"]).remedy(refusal)
    #expect(open == "Did you mean \"C-001\"? A candidate is noted in the screening log first.")
    #expect(try words(.english).remedy(refusal) == "A candidate is noted in the screening log first.")
  }

  // MARK: Eligibility

  private func notEligible() throws -> Refusal {
    var trial = try ConductTrial()
    try trial.screen("C-001", age: "16", creatinine: nil)
    guard case .failure(let refusal) = trial.outcome(trial.request(.confirmEligibility(subject: "C-001")))
    else { throw NotRefused() }
    return refusal
  }

  private struct NotRefused: Error {}

  @Test("eligibility is refused with every open rule and what it rests on")
  func eligibility() throws {
    let refusal = try notEligible()
    #expect(
      try words(.english).text(refusal) == """
        C-001 cannot enter the trial by what is on file: I1 (not met), E1 (unknown).
          ✗ I1  Age 18 years or older
                → Age 16 years < 18 years
          ? E1  Creatinine above 150 µmol/L
                → Creatinine: nothing on file
          Complete or correct what is on file. There are no waivers: a rule that is not passed keeps the
          subject out.
        """
    )
    #expect(
      try words(.simplifiedChinese).text(refusal) == """
        根据现有资料，C-001 不能入组：I1（不符合）、E1（未知）。
          ✗ I1  年龄不小于 18 岁
                → 年龄 16 年 < 18 年
          ? E1  肌酐高于 150 µmol/L
                → 肌酐：无记录
          请补充或更正资料。不设豁免：任一标准未通过即不能入组。
        """
    )
  }

  @Test("a refusal as JSON has its code, its sentences, and the rules where eligibility is refused")
  func document() throws {
    let document = RefusalDocument(try words(.english))
    #expect(
      document.json(.unknownSite("3", known: ["01", "02"])).rendered(.compact)
        == #"{"code":"unknownSite","message":"The trial has no site \"3\".","remedy":"Known: 01, 02."}"#
    )
    let rules = document.json(try notEligible())["rules"]
    #expect(
      rules?.rendered(.compact)
        == #"[{"id":"I1","kind":"inclusion","text":"Age 18 years or older","verdict":"not met","#
        + #""because":["Age 16 years < 18 years"],"settledBy":[]},"#
        + #"{"id":"E1","kind":"exclusion","text":"Creatinine above 150 µmol/L","verdict":"unknown","#
        + #""because":["Creatinine: nothing on file"],"settledBy":["s.creatinine"]}]"#
    )
  }
}
