// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One expedited report and the last day on which it may be sent.
public struct ReportDue: Hashable, Sendable {
  /// What the report answers to.
  public enum Kind: String, CaseIterable, Sendable {
    /// Fatal or life-threatening as first known: seven days.
    case fatal
    /// All further information on it: eight days more.
    case fatalFollowUp = "fatal-follow-up"
    /// Any other case: fifteen days.
    case other
    /// The event turned fatal or life-threatening later: seven days from the day that is known.
    case becameFatal = "became-fatal"
    case becameFatalFollowUp = "became-fatal-follow-up"
    /// Relevant new information: fifteen days of its own.
    case newInformation = "new-information"
  }

  public let kind: Kind
  /// Day 0.
  public let start: CivilDate
  /// The last day; calendar days, whatever day of the week it is.
  public let due: CivilDate
}

/// The clocks of one case, from the times at which things reached the sponsor.
///
/// Day 0 is the day on which the last of the four minimum data reached the sponsor, in the sponsor's time. Days are
/// days of the calendar. Sources: ICH E2A, section III.B (1994): seven days, then eight more, or fifteen; Regulation
/// (EU) No 536/2014, article 42(2). That the last piece starts the clock, that a later fatal turn has one of its own,
/// and from which day the eight days count, are choices of the protocol.
public struct SafetyClock: Hashable, Sendable {
  public static let daysForFatal = 7
  public static let furtherDays = 8
  public static let daysForOthers = 15

  /// When each minimum datum reached the sponsor.
  public var minimum: [ExpeditedReporting.MinimumDatum: Timestamp]
  /// Fatal or life-threatening, as first known.
  public var fatal: Truth
  /// When it became known that the event had turned fatal or life-threatening.
  public var becameFatal: Timestamp?
  /// When relevant new information came.
  public var newInformation: [Timestamp]
  /// When the first report was sent.
  public var reported: Timestamp?
  /// The sponsor's time; nil: each timestamp's own.
  public var zone: UTCOffset?
  public var followUpFrom: ExpeditedReporting.FollowUpStart

  public init(
    minimum: [ExpeditedReporting.MinimumDatum: Timestamp],
    fatal: Truth,
    becameFatal: Timestamp? = nil,
    newInformation: [Timestamp] = [],
    reported: Timestamp? = nil,
    zone: UTCOffset?,
    followUpFrom: ExpeditedReporting.FollowUpStart
  ) {
    self.minimum = minimum
    self.fatal = fatal
    self.becameFatal = becameFatal
    self.newInformation = newInformation
    self.reported = reported
    self.zone = zone
    self.followUpFrom = followUpFrom
  }

  /// The data that have not come: while there are any, no clock runs.
  public var missing: [ExpeditedReporting.MinimumDatum] {
    ExpeditedReporting.MinimumDatum.allCases.filter { minimum[$0] == nil }
  }

  /// nil while a minimum datum is missing.
  public var dayZero: CivilDate? {
    missing.isEmpty ? minimum.values.map { $0.day(at: zone) }.max() : nil
  }

  /// Every report and its last day, in the order of days.
  ///
  /// Whether the event was fatal not being known, the short clock runs: what is missing never buys time.
  public var reports: [ReportDue] {
    guard let start = dayZero else { return [] }
    var reports: [ReportDue] = []
    if fatal == .notMet {
      reports.append(ReportDue(kind: .other, start: start, due: start + Self.daysForOthers))
    } else {
      reports.append(ReportDue(kind: .fatal, start: start, due: start + Self.daysForFatal))
      reports.append(ReportDue(kind: .fatalFollowUp, start: start, due: furtherDue(after: start)))
    }
    if fatal == .notMet, let turn = becameFatal.map({ max(start, $0.day(at: zone)) }) {
      reports.append(ReportDue(kind: .becameFatal, start: turn, due: turn + Self.daysForFatal))
      reports.append(ReportDue(kind: .becameFatalFollowUp, start: turn, due: furtherDue(after: turn)))
    }
    for day in Set(newInformation.map { $0.day(at: zone) }) where day > start {
      reports.append(ReportDue(kind: .newInformation, start: day, due: day + Self.daysForOthers))
    }
    return reports.sorted { ($0.due, $0.start, $0.kind.rawValue) < ($1.due, $1.start, $1.kind.rawValue) }
  }

  /// Eight days after the seventh, or after a report that was sent on this clock.
  private func furtherDue(after start: CivilDate) -> CivilDate {
    let seventh = start + Self.daysForFatal
    guard followUpFrom == .report, let sent = reported?.day(at: zone), sent >= start else {
      return seventh + Self.furtherDays
    }
    return sent + Self.furtherDays
  }
}
