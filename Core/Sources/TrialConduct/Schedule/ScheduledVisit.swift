// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One visit of one subject: when it is due, by which rule, and how it stands.
public struct ScheduledVisit: Hashable, Sendable {
  /// Index into `TrialRecord.subjects`.
  public let subject: Int
  /// Index into `Schedule.visits`.
  public let visit: Int
  /// nil where no date can be given; the status says why.
  public let window: DueWindow?
  /// The window by the other reading of a recovery rule; nil for all other visits.
  public let otherReading: DueWindow?
  /// Where the window comes from; nil where there is none.
  public let basis: Basis?
  public let status: Status

  /// Which rule gave the window, and from which date it counts.
  public enum Basis: Hashable, Sendable {
    /// Days from an anchor, given or (`isPlanned`) planned.
    case offset(ClosedRange<Int>, from: Schedule.Visit.Anchor, on: CivilDate, isPlanned: Bool)
    /// Recovery of the counts after the last dose.
    case recovery(on: CivilDate, lastDose: CivilDate)
    /// The limit after the last dose, without recovery before it.
    case limit(Int, lastDose: CivilDate, isPlanned: Bool)
    /// An interval since the last contact.
    case interval(Int, since: CivilDate)
    /// A finding that asks for the visit once more.
    case again(ClosedRange<Int>, after: CivilDate)
  }

  /// How a visit stands on a day.
  public enum Status: Hashable, Sendable {
    /// In its window; nil where the form that shows it has a row without a date.
    case done(CivilDate?)
    case early(CivilDate)
    case late(CivilDate)
    /// The window is over and nothing is on file.
    case missing(canStillBeMade: Bool)
    /// The window is open and nothing is on file yet.
    case due
    /// The window opens within the days looked ahead.
    case dueSoon
    case notYetDue
    case notApplicable(Exemption)
    case undetermined(Gap)
  }

  /// Why a visit is not asked of a subject.
  public enum Exemption: Hashable, Sendable {
    case dead(CivilDate)
    /// Lost to follow-up or withdrawn; nil where the day is not on file.
    case lost(CivilDate?)
    case newTherapy(CivilDate)
    /// The visit's own exemption (`unless`) is met.
    case notNeeded
    /// Contacts are asked for by another visit's interval now.
    case otherPeriod
  }

  /// Why it cannot be said when a visit is due.
  public enum Gap: Hashable, Sendable {
    /// The day from which it counts is not on file and not planned.
    case noAnchor(Schedule.Visit.Anchor)
    /// The protocol gives no window.
    case noWindow
    /// No form with a date records it, so that nothing could show it.
    case noForm
  }
}
