// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One case of the serious event form: whether it is to be reported, what is missing, and by when.
public struct ExpeditedCase: Hashable, Sendable {
  /// Index into `TrialRecord.subjects`.
  public let subject: Int
  /// The event as recorded; empty where not recorded.
  public let term: String
  public let assessment: SafetyAssessment
  /// Whether the protocol exempts such events from expedited reporting.
  public let isExempt: Truth
  public let clock: SafetyClock
  /// Texts that were to be times and are none, as `item: text`.
  public let unreadable: [String]
  /// When everything that was due had been sent; nil where it has not.
  public let completed: CivilDate?

  /// Met where a report is due, unknown where what is missing decides.
  public var isReportable: Truth { assessment.isReportable && !isExempt }

  /// Reports that were not sent by a day.
  public func open(on day: CivilDate) -> [ReportDue] {
    guard isReportable != .notMet else { return [] }
    let first = clock.reported?.day(at: clock.zone)
    return clock.reports.filter { report in
      if report.start > day { return false }
      if let completed, completed >= report.start, completed <= day { return false }
      switch report.kind {
      case .fatal, .other, .becameFatal: return first.map { $0 < report.start || $0 > day } ?? true
      case .fatalFollowUp, .becameFatalFollowUp, .newInformation: return true
      }
    }
  }
}

extension TrialRecord {
  /// Every case on file, in the order of the record; empty where the protocol declares no expedited reporting.
  public func expeditedCases(of study: StudyProtocol) -> [ExpeditedCase] {
    guard let plan = study.safety?.expedited else { return [] }
    let table = table(plan.form)
    func truths(_ criterion: Criterion?) -> [Truth] {
      criterion.map { rowTruths(of: $0, form: plan.form, in: study) }
        ?? Array(repeating: .notMet, count: table.count)
    }
    let (serious, fatal) = (truths(plan.serious), truths(plan.fatal))
    let (unexpected, suspected, exempt) = (
      truths(plan.unexpected), truths(plan.suspected), truths(plan.exempt)
    )
    return (0..<table.count).map { row in
      let (minimum, faults) = minimum(of: plan, row: row)
      return ExpeditedCase(
        subject: Int(table.subject[row]),
        term: plan.term.map { text(of: $0, row: row) } ?? "",
        assessment: SafetyAssessment(
          serious: serious[row],
          unexpected: unexpected[row],
          suspected: suspected[row]
        ),
        isExempt: exempt[row],
        clock: SafetyClock(
          minimum: minimum,
          fatal: fatal[row],
          becameFatal: time(of: plan.becameFatal, row: row),
          newInformation: [time(of: plan.newInformation, row: row)].compactMap(\.self),
          reported: time(of: plan.reported, row: row),
          zone: plan.zone,
          followUpFrom: plan.followUpFrom
        ),
        unreadable: faults,
        completed: time(of: plan.completed, row: row)?.day(at: plan.zone)
      )
    }
  }

  private func minimum(
    of plan: ExpeditedReporting,
    row: Int
  ) -> ([ExpeditedReporting.MinimumDatum: Timestamp], faults: [String]) {
    var times: [ExpeditedReporting.MinimumDatum: Timestamp] = [:]
    var faults: [String] = []
    for datum in ExpeditedReporting.MinimumDatum.allCases {
      guard let path = plan.minimum[datum] else { continue }
      times[datum] = time(of: path, row: row)
      let written = text(of: path, row: row)
      if times[datum] == nil, !written.isEmpty { faults.append("\(path): \(written)") }
    }
    return (times, faults)
  }

  private func time(of path: ItemPath?, row: Int) -> Timestamp? {
    guard let path else { return nil }
    switch column(path) {
    case .days(let days, _)? where days[row] != ItemColumn.noDay:
      return Timestamp(CivilDate(day: days[row]))
    case .texts(let texts)?: return Timestamp(iso: texts[row])
    default: return nil
    }
  }

  private func text(of path: ItemPath, row: Int) -> String {
    if case .texts(let texts)? = column(path) { return texts[row] }
    return ""
  }
}
