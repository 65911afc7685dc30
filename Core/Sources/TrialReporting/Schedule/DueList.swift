// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What has to be done on a day: visits overdue, due and due soon, and safety reports that were not sent.
public struct DueList: Sendable {
  /// The parts of the list, in their order.
  public enum Urgency: String, CaseIterable, Sendable {
    case overdue
    case due
    case dueSoon = "due-soon"
  }

  /// A visit that someone has to do something about.
  public struct Visit: Sendable {
    public let urgency: Urgency
    public let subject: String
    /// The site's id; nil where not recorded.
    public let site: String?
    public let arm: String
    public let visit: Schedule.Visit
    public let scheduled: ScheduledVisit
  }

  /// A case with the reports that are open, or with what is missing to say whether there are any.
  public struct SafetyCase: Sendable {
    public let subject: String
    public let site: String?
    public let expedited: ExpeditedCase
    public let open: [ReportDue]
  }

  public let study: StudyProtocol
  public let day: CivilDate
  /// How many days ahead "due soon" reaches.
  public let ahead: Int
  /// By urgency, then site and subject, then the day on which the window ends.
  public let visits: [Visit]
  public let cases: [SafetyCase]
  /// Visits of all kinds by how they stand, for the last line of the list.
  public let counts: Counts

  /// How the visits stand that ask for nothing now.
  public struct Counts: Hashable, Sendable {
    public var done = 0
    public var early = 0
    public var late = 0
    /// Missing, and cannot be made up for: the subject died, was lost, or began other therapy.
    public var missed = 0
    public var notYetDue = 0
    public var notApplicable = 0
    public var undetermined = 0
  }

  /// The list of a study on a day.
  ///
  /// - Parameters:
  ///   - study: A study in calendar time.
  ///   - record: Everything on file; facts after the day do not count.
  ///   - day: The day looked at.
  ///   - ahead: How many days ahead is "soon".
  ///   - subject: Only this subject; nil for all.
  ///   - site: Only this site, by its id; nil for all.
  public init(
    _ study: StudyProtocol,
    _ record: TrialRecord,
    on day: CivilDate,
    ahead: Int,
    subject: String? = nil,
    site: String? = nil
  ) {
    self.study = study
    self.day = day
    self.ahead = ahead
    let arms = record.codes(study.record.arm)
    let sites = study.record.site.map { record.codes($0) }
    func siteID(_ index: Int) -> String? {
      sites.flatMap { $0[index] == ItemColumn.noCode ? nil : study.sites[Int($0[index])].id }
    }
    func isAsked(_ index: Int) -> Bool {
      subject.map { $0 == record.subjects[index] } ?? true && site.map { $0 == siteID(index) } ?? true
    }
    var counts = Counts()
    var visits: [Visit] = []
    for scheduled in record.visits(of: study, on: day, ahead: ahead) where isAsked(scheduled.subject) {
      guard let urgency = counts.urgency(of: scheduled.status) else { continue }
      visits.append(
        Visit(
          urgency: urgency,
          subject: record.subjects[scheduled.subject],
          site: siteID(scheduled.subject),
          arm: study.arms[Int(arms[scheduled.subject])].id,
          visit: study.schedule.visits[scheduled.visit],
          scheduled: scheduled
        )
      )
    }
    self.counts = counts
    let order = Dictionary(study.sites.enumerated().map { ($1.id, $0) }) { first, _ in first }
    // A stable sort: within a site, subjects keep the order of the record.
    self.visits = visits.enumerated().sorted { a, b in
      func key(_ visit: Visit, _ index: Int) -> (Int, Int, Int, Int32, Int) {
        (
          Urgency.allCases.firstIndex(of: visit.urgency) ?? 0,
          visit.site.flatMap { order[$0] } ?? study.sites.count, visit.scheduled.subject,
          (visit.scheduled.window?.last ?? visit.scheduled.window?.first)?.day ?? Int32.max, index
        )
      }
      return key(a.element, a.offset) < key(b.element, b.offset)
    }
    .map(\.element)
    cases = record.expeditedCases(of: study).compactMap { expedited in
      guard isAsked(expedited.subject), expedited.isReportable != .notMet else { return nil }
      let open = expedited.open(on: day)
      let waits = expedited.isReportable == .unknown || !expedited.clock.missing.isEmpty
      guard !open.isEmpty || waits && expedited.completed == nil else { return nil }
      return SafetyCase(
        subject: record.subjects[expedited.subject],
        site: siteID(expedited.subject),
        expedited: expedited,
        open: open
      )
    }
  }

  public func visits(_ urgency: Urgency) -> [Visit] { visits.filter { $0.urgency == urgency } }
}

extension DueList.Counts {
  /// The part of the list a visit belongs to; nil for one that is only counted.
  fileprivate mutating func urgency(of status: ScheduledVisit.Status) -> DueList.Urgency? {
    switch status {
    case .missing(canStillBeMade: true): return .overdue
    case .due: return .due
    case .dueSoon: return .dueSoon
    case .missing(canStillBeMade: false): missed += 1
    case .done: done += 1
    case .early: early += 1
    case .late: late += 1
    case .notYetDue: notYetDue += 1
    case .notApplicable: notApplicable += 1
    case .undetermined: undetermined += 1
    }
    return nil
  }
}
