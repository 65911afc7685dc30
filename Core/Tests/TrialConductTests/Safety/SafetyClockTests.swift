// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// ICH E2A, section III.B, and Regulation (EU) No 536/2014, article 42; days counted on a printed calendar.
@Suite struct SafetyClockTests {
  private static func date(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(day: 0) }

  private static func clock(
    _ day: String,
    fatal: Truth,
    zone: UTCOffset? = .utc,
    from: ExpeditedReporting.FollowUpStart = .daySeven
  ) -> SafetyClock {
    let time = Timestamp(iso: day) ?? Timestamp(date("0001-01-01"))
    return SafetyClock(
      minimum: [.subject: time, .product: time, .source: time, .event: time],
      fatal: fatal,
      zone: zone,
      followUpFrom: from
    )
  }

  private func due(_ clock: SafetyClock) -> [ReportDue.Kind: CivilDate] {
    Dictionary(clock.reports.map { ($0.kind, $0.due) }) { first, _ in first }
  }

  /// Day 0, seventh day, eighth day after it, fifteenth day.
  private static let calendar: [(String, String, String, String)] = [
    ("2025-04-10", "2025-04-17", "2025-04-25", "2025-04-25"),
    ("2024-12-28", "2025-01-04", "2025-01-12", "2025-01-12"),
    ("2024-02-25", "2024-03-03", "2024-03-11", "2024-03-11"),
    ("2025-02-25", "2025-03-04", "2025-03-12", "2025-03-12"),
    ("2025-12-31", "2026-01-07", "2026-01-15", "2026-01-15"),
    ("2100-02-22", "2100-03-01", "2100-03-09", "2100-03-09"),
    // Good Friday 2025: holidays and weekends count.
    ("2025-04-18", "2025-04-25", "2025-05-03", "2025-05-03"),
  ]

  @Test("7, 7 + 8 and 15 days of the calendar", arguments: calendar)
  func days(zero: String, seventh: String, further: String, fifteenth: String) {
    let fatal = due(Self.clock(zero, fatal: .met))
    #expect(fatal == [.fatal: Self.date(seventh), .fatalFollowUp: Self.date(further)])
    #expect(due(Self.clock(zero, fatal: .notMet)) == [.other: Self.date(fifteenth)])
    // What is missing never buys time.
    #expect(due(Self.clock(zero, fatal: .unknown)) == fatal)
  }

  /// The same instant is another day elsewhere.
  private static let zones: [(String, String, String)] = [
    ("2025-04-10T23:30-05:00", "+08:00", "2025-04-11"), ("2025-04-10T23:30-05:00", "-05:00", "2025-04-10"),
    ("2025-04-10T15:59:59Z", "+08:00", "2025-04-10"), ("2025-04-10T16:00Z", "+08:00", "2025-04-11"),
    ("2024-12-31T23:00Z", "+01:00", "2025-01-01"), ("2025-01-01T00:30+01:00", "Z", "2024-12-31"),
    ("2025-03-01T00:10+05:30", "Z", "2025-02-28"), ("2024-02-29T23:45-0330", "Z", "2024-03-01"),
    ("1969-12-31T23:59:59Z", "Z", "1969-12-31"), ("2025-04-10", "+08:00", "2025-04-10"),
  ]

  @Test("day 0 is a day of the sponsor's time", arguments: zones)
  func zone(time: String, zone: String, day: String) throws {
    let offset = try #require(UTCOffset(zone))
    #expect(Self.clock(time, fatal: .met, zone: offset).dayZero == Self.date(day))
    // Without a sponsor's time, the day as written.
    #expect(Self.clock(time, fatal: .met, zone: nil).dayZero == Self.date(String(time.prefix(10))))
  }

  @Test(
    "a time without an offset, and what the calendar or the clock does not have, is no timestamp",
    arguments: [
      "2025-04-10T23:30", "2025-02-30T10:00Z", "2025-04-10T24:00Z", "2025-04-10T10:60Z", "2025-04-10T10Z",
      "2025-04-10T10:00+15:00", "2025-04-10T10:00+8", "2025-04-10 10:00Z", "2025-04", "10:00Z", "",
      "2025-04-10T1:00Z", "2025-04-10T10:00+08:60", "2925-13-10",
    ]
  )
  func notATime(text: String) {
    #expect(Timestamp(iso: text) == nil)
  }

  @Test("the last of the four data starts the clock; while one is missing, none runs")
  func minimumData() {
    var clock = Self.clock("2025-04-10", fatal: .met)
    clock.minimum[.source] = Timestamp(iso: "2025-04-14")
    #expect(clock.dayZero == Self.date("2025-04-14"))
    clock.minimum[.event] = nil
    clock.minimum[.product] = nil
    #expect(clock.dayZero == nil)
    #expect(clock.missing == [.product, .event])
    #expect(clock.reports.isEmpty)
  }

  @Test("an event that turns fatal starts seven days of its own; its fifteen days go on")
  func becameFatal() {
    var clock = Self.clock("2025-04-10", fatal: .notMet)
    clock.becameFatal = Timestamp(iso: "2025-04-20")
    #expect(
      due(clock) == [
        .other: Self.date("2025-04-25"), .becameFatal: Self.date("2025-04-27"),
        .becameFatalFollowUp: Self.date("2025-05-05"),
      ]
    )
    // Known before the minimum data were complete: no clock starts before day 0.
    clock.becameFatal = Timestamp(iso: "2025-04-01")
    #expect(due(clock)[.becameFatal] == Self.date("2025-04-17"))
    // Fatal from the start: there is no second turn.
    clock.fatal = .met
    #expect(due(clock)[.becameFatal] == nil)
  }

  @Test("relevant new information has fifteen days of its own")
  func newInformation() {
    var clock = Self.clock("2025-04-10", fatal: .notMet)
    clock.newInformation = ["2025-04-22", "2025-04-10", "2025-06-20"].compactMap { Timestamp(iso: $0) }
    #expect(clock.reports.map(\.due) == ["2025-04-25", "2025-05-07", "2025-07-05"].map { Self.date($0) })
  }

  @Test("the eight further days count from day 7, or from the report")
  func followUp() {
    var clock = Self.clock("2025-04-10", fatal: .met)
    clock.reported = Timestamp(iso: "2025-04-12")
    #expect(due(clock)[.fatalFollowUp] == Self.date("2025-04-25"))
    clock.followUpFrom = .report
    #expect(due(clock)[.fatalFollowUp] == Self.date("2025-04-20"))
    clock.reported = nil
    #expect(due(clock)[.fatalFollowUp] == Self.date("2025-04-25"))
  }

  @Test("day n plus seven is seven days later on every day of four years")
  func property() {
    let start = Self.date("2023-01-01")
    for day in 0..<1461 {
      let zero = start + day
      let reports = Self.clock(zero.description, fatal: .met).reports
      #expect(reports.map { $0.due - zero } == [7, 15])
    }
  }
}

@Suite struct SafetyAssessmentTests {
  @Test("serious by any criterion; hospitalization missing leaves it open")
  func serious() {
    var criteria = SeriousnessCriteria(
      death: .notMet,
      lifeThreatening: .notMet,
      hospitalization: .notMet,
      disability: .notMet,
      congenitalAnomaly: .notMet,
      otherImportant: .notMet
    )
    #expect(criteria.isSerious == .notMet)
    criteria.hospitalization = .unknown
    #expect(criteria.isSerious == .unknown)
    #expect(criteria.isFatalOrLifeThreatening == .notMet)
    criteria.otherImportant = .met
    #expect(criteria.isSerious == .met)
    criteria.death = .met
    #expect(criteria.isFatalOrLifeThreatening == .met)
  }

  @Test("all three parts make a SUSAR; what is missing is named, where it matters")
  func susar() {
    let all = Truth.allCases
    for serious in all {
      for unexpected in all {
        for suspected in all {
          let assessment = SafetyAssessment(serious: serious, unexpected: unexpected, suspected: suspected)
          let parts = [serious, unexpected, suspected]
          let expected: Truth = parts.contains(.notMet) ? .notMet : parts.contains(.unknown) ? .unknown : .met
          #expect(assessment.isReportable == expected)
          let open = zip(SafetyAssessment.Part.allCases, parts).filter { $1 == .unknown }.map(\.0)
          #expect(assessment.missing == (expected == .unknown ? open : []))
        }
      }
    }
  }
}
