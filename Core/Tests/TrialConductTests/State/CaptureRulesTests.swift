// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@Suite struct CaptureRulesTests {
  /// The subjects that have a row in some form: tables know no others.
  private func subjects(_ state: TrialState, _ rules: CaptureRules) -> [SubjectState] {
    state.subjects.filter { subject in
      rules.study.forms.contains { rules.record(of: [subject], begunOnly: true).table($0.id).count > 0 }
    }
  }

  private func expectSame(_ trial: LiveTrial, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let rules = try trial.conduct.rules(trial.state.version, in: trial.state)
    let record = rules.record(of: subjects(trial.state, rules), begunOnly: true).inCanonicalOrder(
      of: rules.study
    )
    let files = trial.state.tables(rules)
    let (read, problems) = TrialRecord.read(study: rules.study, files: files)
    #expect(problems.filter { $0.severity == .error } == [], sourceLocation: sourceLocation)
    #expect(
      read.canonicalBytes(of: rules.study) == record.canonicalBytes(of: rules.study),
      sourceLocation: sourceLocation
    )
  }

  @Test("the tables of a state read back to the record that the state itself gives")
  func tables() throws {
    var trial = try LiveTrial()
    try trial.randomized("N-10")
    try trial.randomized("N-9")
    try trial.confirmed("S-1")
    try trial.consented("S-2")
    try expectSame(trial)
    for (day, term) in [
      ("2025-03-10", "Sepsis, \"severe\"\n with a break\\"), ("2025-03", "🩸 肺炎"), ("2025-03-10", "NA"),
      ("2025-UN-UN", "a;b\r\nc"), ("", "\u{FEFF}x"),
    ] {
      let values = [EnteredValue("onset", day), EnteredValue("term", term), EnteredValue("grade", "3")]
      try trial.act(
        .enter(subject: "N-9", form: "adverse-events", row: nil, values: values, expecting: nil),
        by: "co"
      )
      try expectSame(trial)
    }
    let row = RowReference("N-9", "adverse-events", row: 1)
    try trial.act(.correct(row, values: [EnteredValue("grade", "")], expecting: nil), by: "co", reason: "r")
    try trial.act(.removeRow(RowReference("N-9", "adverse-events", row: 2)), by: "co", reason: "r")
    try trial.act(
      .correct(
        RowReference("N-10", "screening"),
        values: [EnteredValue("creatinine", "not-done")],
        expecting: nil
      ),
      by: "co",
      reason: "r"
    )
    try trial.act(.redact(RowReference("N-9", "screening"), item: "age"), by: "root", reason: "r")
    try trial.act(.redact(row, item: "term"), by: "root", reason: "r")
    try expectSame(trial)
    let rules = try trial.conduct.rules(1, in: trial.state)
    let record = rules.record(of: trial.state.subjects)
    #expect(record.missingReasons(of: "creatinine", in: "screening") == ["not-done"])
  }

  @Test("what acts record stands in the items that the protocol names for it, under the day of the act")
  func acts() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    let rules = try trial.conduct.rules(1, in: trial.state)
    let files = trial.state.tables(rules)
    #expect(
      String(decoding: files["randomization.csv"] ?? [], as: UTF8.self)
        == "subject,date,arm,site,note,recorded\nN-1,2025-03-10,A,N,,2025-03-10\n"
    )
    #expect(
      String(decoding: files["screening.csv"] ?? [], as: UTF8.self)
        == "subject,visited,consent,sex,age,ecog,creatinine,pregnant,comment,recorded\n"
        + "N-1,2025-03-10,2025-03-10,male,50,1,80,,,2025-03-10\n"
    )
    #expect(String(decoding: files["death.csv"] ?? [], as: UTF8.self) == "subject,date,cause\n")
  }

  @Test("rows that were brought in keep the day on which they were recorded until somebody here changes them")
  func imported() throws {
    var trial = try LiveTrial()
    try trial.consented()
    for recorded in ["2024-12-31", nil] {
      try trial.act(
        .importRow(
          subject: "N-1",
          form: "counts",
          values: [EnteredValue("day", "2025-01-05"), EnteredValue("anc", "")],
          recorded: recorded
        ),
        by: "root"
      )
    }
    // A row in which everything is missing is a row all the same.
    try trial.act(.importRow(subject: "N-1", form: "counts", values: [], recorded: nil), by: "root")
    try expectSame(trial)
    let rules = try trial.conduct.rules(1, in: trial.state)
    func days() -> [Int32] { rules.record(of: trial.state.subjects).table("counts").recorded }
    let before = try #require(CivilDate(year: 2024, month: 12, day: 31)).day
    #expect(days() == [before, ItemColumn.noDay, ItemColumn.noDay])
    try trial.act(
      .correct(RowReference("N-1", "counts"), values: [EnteredValue("day", "2025-01-06")], expecting: 1),
      by: "co",
      reason: "r"
    )
    #expect(days() == [trial.now.date.day, ItemColumn.noDay, ItemColumn.noDay])
    try expectSame(trial)
  }

  @Test(
    "texts are values of their items or not",
    arguments: [
      ("age", "50", nil), ("age", "", nil), ("age", "50.5", .notWhole), ("age", "121", .outOfRange),
      ("age", "old", .notANumber), ("sex", "female", nil), ("sex", "Female", .unknownCode),
      ("sex", "not-told", nil),
      ("creatinine", "not-done", nil), ("creatinine", "not-told", .notANumber), ("creatinine", "1e2", nil),
      ("creatinine", "inf", .notANumber), ("visited", "2025-03", nil), ("visited", "2025", nil),
      ("visited", "2025-02-30", .notInCalendar), ("visited", "10.3.2025", .notADate),
      ("comment", "anything \n", nil),
      ("pregnant", "maybe", .unknownCode),
    ] as [(String, String, ValueFault?)]
  )
  func faults(item: String, text: String, fault: ValueFault?) throws {
    let rules = CaptureRules(try StudyProtocol.read(LiveTrial.node))
    let form = try #require(rules.study.form("screening"))
    let place = try #require(form.items.firstIndex { $0.id == item })
    #expect(rules.fault(of: text, form: form, item: place) == fault)
  }
}

extension TrialRecord {
  fileprivate func missingReasons(of item: String, in form: String) -> [String] {
    (table(form).missingReasons[item] ?? [:]).map(\.value)
  }
}
