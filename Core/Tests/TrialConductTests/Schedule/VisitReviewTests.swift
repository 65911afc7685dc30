// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@Suite struct VisitReviewTests {
  private typealias Status = ScheduledVisit.Status

  private func marrow(
    _ arm: String,
    _ tables: [String: String] = [:],
    last: String = "",
    on day: String,
    or reading: String = "first"
  ) throws -> ScheduledVisit {
    try #require(try MarrowTrial.visits(arm: arm, tables, last: last, on: day, or: reading)["marrow"])
  }

  @Test("a treatment that goes on ends as planned; one that stopped, with its last dose")
  func anchors() throws {
    let planned = try marrow("CAV", on: "2025-03-10")
    #expect(planned.window == MarrowTrial.window("2025-04-04", "2025-04-06"))
    #expect(planned.basis == .limit(14, lastDose: MarrowTrial.date("2025-03-23"), isPlanned: true))
    #expect(planned.otherReading == MarrowTrial.window("2025-04-04", nil))
    #expect(planned.status == .notYetDue)
    let stopped = try marrow("CAV", last: "2025-03-12", on: "2025-03-13")
    #expect(stopped.window == MarrowTrial.window("2025-03-24", "2025-03-26"))
    // A last dose after the day looked at is not known on it.
    #expect(try marrow("CAV", last: "2025-03-12", on: "2025-03-10").window == planned.window)
    #expect(try marrow("MEC", on: "2025-03-10").window == MarrowTrial.window("2025-03-19", "2025-03-21"))
  }

  private static let days: [(String, Status)] = [
    ("2025-03-20", .notYetDue), ("2025-03-21", .dueSoon), ("2025-04-03", .dueSoon), ("2025-04-04", .due),
    ("2025-04-06", .due), ("2025-04-07", .missing(canStillBeMade: true)),
  ]

  @Test("not yet due, due soon, due, missing", arguments: days)
  func passingDays(day: String, status: ScheduledVisit.Status) throws {
    #expect(try marrow("CAV", last: "2025-03-23", on: day).status == status)
  }

  /// Done in [last dose + 1, limit]; early before, late after.
  private static let marrows: [(String, Status)] = [
    ("2025-03-24", .done(MarrowTrial.date("2025-03-24"))),
    ("2025-04-06", .done(MarrowTrial.date("2025-04-06"))),
    ("2025-03-23", .early(MarrowTrial.date("2025-03-23"))),
    ("2025-03-10", .early(MarrowTrial.date("2025-03-10"))),
    // Day 35 after randomization has a window of its own from 04-04 to 04-10; two days from 04-12, six from the limit.
    ("2025-04-08", .missing(canStillBeMade: true)),
    // A marrow before the first dose is the baseline's.
    ("2025-03-01", .missing(canStillBeMade: true)),
  ]

  @Test("done, early, or of another visit", arguments: marrows)
  func madeOn(day: String, status: ScheduledVisit.Status) throws {
    #expect(
      try marrow("CAV", ["marrow": "date,result\n\(day),NR"], last: "2025-03-23", on: "2025-06-01").status
        == status
    )
  }

  @Test("late: after the limit, nearer to this visit than to any other")
  func late() throws {
    let visits = try MarrowTrial.visits(
      arm: "MEC",
      ["marrow": "date,result\n2025-03-25,NR"],
      last: "2025-03-07",
      on: "2025-06-01"
    )
    #expect(visits["marrow"]?.status == .late(MarrowTrial.date("2025-03-25")))
    #expect(visits["day-35"]?.status == .missing(canStillBeMade: true))
  }

  @Test("recovery opens the window before the limit")
  func recovery() throws {
    let counts = ["counts": "date,anc,plt\n2025-03-28,0.9,120\n2025-03-29,1.0,100\n2025-03-30,2,200"]
    let visit = try marrow("CAV", counts, last: "2025-03-23", on: "2025-03-30")
    #expect(visit.window == MarrowTrial.window("2025-03-29", "2025-04-01"))
    #expect(
      visit.basis == .recovery(on: MarrowTrial.date("2025-03-29"), lastDose: MarrowTrial.date("2025-03-23"))
    )
    #expect(visit.status == .due)
    // A count that is missing is no recovery.
    let half = ["counts": "date,anc,plt\n2025-03-28,1.9,"]
    #expect(try marrow("CAV", half, last: "2025-03-23", on: "2025-03-30").status == .dueSoon)
  }

  @Test("whichever comes later: a marrow after day 14 is on time, and the wait has no end before recovery")
  func later() throws {
    let waiting = try marrow("MEC", last: "2025-03-07", on: "2025-04-20", or: "later")
    #expect(waiting.status == .due)
    #expect(waiting.window == MarrowTrial.window("2025-03-19", nil))
    #expect(waiting.otherReading == MarrowTrial.window("2025-03-19", "2025-03-21"))
    let recovered = [
      "counts": "date,anc,plt\n2025-03-28,1.0,100", "marrow": "date,result\n2025-03-29,CR",
    ]
    #expect(
      try marrow("MEC", recovered, last: "2025-03-07", on: "2025-05-01", or: "later").status
        == .done(MarrowTrial.date("2025-03-29"))
    )
    #expect(
      try marrow("MEC", recovered, last: "2025-03-07", on: "2025-05-01").status
        == .late(MarrowTrial.date("2025-03-29"))
    )
  }

  @Test(
    "death, loss and new therapy before the end of the window take the visit away; after it, it is missing"
  )
  func exemptions() throws {
    let dead = try marrow("CAV", ["death": "date\n2025-04-05"], last: "2025-03-23", on: "2025-05-01")
    #expect(dead.status == .notApplicable(.dead(MarrowTrial.date("2025-04-05"))))
    let later = try marrow("CAV", ["death": "date\n2025-04-20"], last: "2025-03-23", on: "2025-05-01")
    #expect(later.status == .missing(canStillBeMade: false))
    let other = try marrow("CAV", ["therapy": "date\n2025-04-01"], last: "2025-03-23", on: "2025-05-01")
    #expect(other.status == .notApplicable(.newTherapy(MarrowTrial.date("2025-04-01"))))
    let lost = try marrow(
      "CAV",
      ["follow-up": "alive,lost\n2025-03-30,yes"],
      last: "2025-03-23",
      on: "2025-05-01"
    )
    #expect(lost.status == .notApplicable(.lost(MarrowTrial.date("2025-03-30"))))
    // What happens after the day looked at has not happened.
    let unknown = try marrow("CAV", ["death": "date\n2025-04-05"], last: "2025-03-23", on: "2025-04-04")
    #expect(unknown.status == .due)
  }

  @Test("MLFS and an empty marrow ask for another after 7 to 14 days")
  func again() throws {
    func again(_ rows: String, on day: String) throws -> ScheduledVisit? {
      try MarrowTrial.visits(arm: "MEC", ["marrow": "date,result\n" + rows], last: "2025-03-07", on: day)[
        "marrow again"
      ]
    }
    let open = try #require(try again("2025-03-20,NE-aplastic", on: "2025-03-22"))
    #expect(open.window == MarrowTrial.window("2025-03-27", "2025-04-03"))
    #expect(open.status == .dueSoon)
    #expect(try again("2025-03-20,MLFS", on: "2025-04-04")?.status == .missing(canStillBeMade: true))
    let repeated = "2025-03-20,MLFS\n2025-03-28,CR"
    #expect(try again(repeated, on: "2025-04-04")?.status == .done(MarrowTrial.date("2025-03-28")))
    let twice = "2025-03-20,MLFS\n2025-03-28,MLFS"
    #expect(try again(twice, on: "2025-03-29")?.window == MarrowTrial.window("2025-04-04", "2025-04-11"))
    #expect(
      try again("2025-03-20,MLFS\n2025-03-24,NR", on: "2025-04-30")?.status
        == .early(MarrowTrial.date("2025-03-24"))
    )
    #expect(
      try again("2025-03-20,MLFS\n2025-04-09,NR", on: "2025-04-30")?.status
        == .late(MarrowTrial.date("2025-04-09"))
    )
    #expect(try again("2025-03-20,CR", on: "2025-04-04") == nil)
  }

  @Test("a visit is not asked of whom its exemption meets, and not judged where no form shows it")
  func notAsked() throws {
    let visits = try MarrowTrial.visits(
      arm: "MEC",
      ["marrow": "date,result\n2025-03-20,CR"],
      last: "2025-03-07",
      on: "2025-05-01"
    )
    #expect(visits["day-35"]?.status == .notApplicable(.notNeeded))
    #expect(visits["ecg"]?.status == .undetermined(.noForm))
    // The baseline form has no date: a row shows the visit, no row leaves it missing.
    #expect(visits["screening"]?.status == .missing(canStillBeMade: true))
    let filled = try MarrowTrial.visits(arm: "MEC", ["baseline": "age\n50"], on: "2025-03-10")
    #expect(filled["screening"]?.status == .done(nil))
  }

  @Test("contacts are due an interval after the last one, by the period it lies in")
  func contacts() throws {
    func visits(_ alive: String, on day: String) throws -> [String: ScheduledVisit] {
      try MarrowTrial.visits(arm: "MEC", ["follow-up": "alive,lost\n\(alive),no"], on: day)
    }
    let first = try visits("2025-06-02", on: "2025-06-10")
    // 1 mo is 30 days.
    #expect(first["year-1"]?.window == MarrowTrial.window("2025-06-25", "2025-07-09"))
    #expect(first["year-1"]?.basis == .interval(30, since: MarrowTrial.date("2025-06-02")))
    #expect(first["year-1"]?.status == .notYetDue)
    #expect(first["later"]?.status == .notApplicable(.otherPeriod))
    #expect(try visits("2025-06-02", on: "2025-07-10")["year-1"]?.status == .missing(canStillBeMade: true))
    // Day 366 is 2026-03-04: from then on every three months (91 days).
    let second = try visits("2026-03-04", on: "2026-03-05")
    #expect(second["year-1"]?.status == .notApplicable(.otherPeriod))
    #expect(second["later"]?.window == MarrowTrial.window("2026-05-20", "2026-06-17"))
    // No contact yet: the first is asked for on day 30.
    let none = try MarrowTrial.visits(arm: "MEC", on: "2025-03-25")
    #expect(none["year-1"]?.window == MarrowTrial.window("2025-03-26", "2025-04-09"))
    #expect(none["year-1"]?.status == .dueSoon)
  }

  @Test("nobody is asked for anything before randomization, or in relative time")
  func none() throws {
    #expect(try MarrowTrial.visits(arm: "MEC", on: "2025-03-02").isEmpty)
  }

  @Test("last known alive is the latest of the declared dates and the death")
  func lastAlive() throws {
    let study = try MarrowTrial.study()
    let files = [
      "randomization.csv": "subject,date,arm\nA,2025-03-03,CAV\nB,2025-03-03,MEC\nC,2025-03-03,MEC\n",
      "follow-up.csv": "subject,alive,lost\nA,2025-05-01,no\n",
      "marrow.csv": "subject,date,result\nA,2025-05-09,CR\nB,2025-04,NR\n",
      "death.csv": "subject,date\nB,2025-06-01\n",
    ]
    let (record, _) = TrialRecord.read(study: study, files: files.mapValues { Array($0.utf8) })
    let expected = ["2025-05-09", "2025-06-01", nil].map { $0.map { MarrowTrial.date($0) } }
    #expect(record.lastKnownAlive(in: study) == expected)
  }

  @Test(
    "rules that cannot be followed are refused",
    arguments: [
      ("from", "treatment-start", "a recovery rule that is not counted from the end of treatment"),
      ("follows", "nowhere", "unknown visit \"nowhere\""),
    ]
  )
  func refused(key: String, value: String, problem: String) throws {
    let rule: ProtocolNode = [
      "id": "v", "title": "V", "window": ["1", "2"], "from": "treatment-end",
      "recovery": ["limit": "14 d", "or": "first"],
    ]
    let visit = rule.with(key, .init(stringLiteral: value))
    let node = SmallTrial.node.with(
      "schedule",
      ["visits": [visit], "activities": [["title": "Death", "form": "death", "visits": "v"]]]
    )
    do {
      _ = try StudyProtocol.read(node)
      Issue.record("read without a problem")
    } catch {
      #expect(error.problems.map(\.problem) == [problem])
    }
  }
}
