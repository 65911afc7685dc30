// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Where one subject stands on a day: from the screening log to the clocks of serious cases.
public struct SubjectSummary: Sendable {
  /// The confirmation of eligibility.
  public struct Confirmation: Hashable, Sendable {
    public let author: TrialEvent.Author
    /// Whether the values are still those that were confirmed.
    public let holds: Bool
  }

  /// One row of a form.
  public struct Row: Sendable {
    public let reference: RowReference
    public let revision: Int
    /// Values that are not empty.
    public let filled: Int
    public let openQueries: Int
    public let validSignatures: Int
    public let voidSignatures: Int
    /// Its own, that of the subject, the site and the study together.
    public let custody: Custody
  }

  /// A query that is not closed.
  public struct OpenQuery: Sendable {
    public let state: QueryState
    /// Days since it was asked, or opened again.
    public let age: Int
  }

  /// A serious case with its clock.
  public struct Case: Sendable {
    /// A report that is due, and when it went out.
    public struct Report: Hashable, Sendable {
      public let due: ReportDue
      /// nil where it has not.
      public let sent: CivilDate?
    }

    public let state: SeriousCase
    public let assessment: SafetyAssessment
    /// nil where no expedited report is due.
    public let dayZero: CivilDate?
    public let reports: [Report]
  }

  public let study: StudyProtocol
  public let day: CivilDate
  public let subject: SubjectState
  /// What the criteria say on `judged`.
  public let verdict: EligibilityVerdict
  /// The day of allocation, else the day looked at.
  public let judged: CivilDate
  /// nil where nobody confirmed.
  public let confirmation: Confirmation?
  /// Whether an allocation is not shown to this reader; its day and number are.
  public let hidesArms: Bool
  /// Why the subject got its arm, with the rules that gave it; nil where it is not told, or nothing is known of it.
  public let explanation: (reasons: AllocationExplanation, allocator: Allocator)?
  public let rows: [Row]
  public let queries: [OpenQuery]
  public let cases: [Case]
  /// That of the subject, the site and the study together.
  public let custody: Custody

  /// - Parameters:
  ///   - subject: The subject.
  ///   - state: The trial.
  ///   - conduct: The rules of the trial.
  ///   - day: The day looked at; clocks and ages count up to it.
  ///   - hidesArms: Whether the reader must not see arms.
  ///   - explains: Whether the reader may know why the subject got its arm, which tells of the arms of others.
  /// - Throws: Where no protocol is in force.
  public init(
    _ subject: SubjectState,
    in state: TrialState,
    by conduct: Conduct,
    on day: CivilDate,
    hidesArms: Bool,
    explains: Bool = false
  ) throws(Refusal) {
    let rules = try conduct.rules(subject.protocolVersion, in: state)
    study = rules.study
    self.day = day
    self.subject = subject
    self.hidesArms = hidesArms
    let current = try conduct.rules(state.version, in: state).study
    explanation =
      explains && !hidesArms
      ? (try? Allocator(current)).flatMap { allocator in
        state.explanation(of: subject, by: allocator).map { ($0, allocator) }
      } : nil
    judged = subject.allocation?.on ?? day
    verdict = conduct.eligibility(of: subject, on: judged, rules)
    let content = conduct.eligibilityContent(of: subject, rules)
    confirmation = subject.confirmation.map {
      Confirmation(author: $0.author, holds: $0.content == content)
    }
    let custody = state.custody(of: subject)
    self.custody = custody
    rows = state.rows(of: subject, in: rules.study.forms.map(\.id)).map { reference, row in
      Row(
        reference: reference,
        revision: row.revision,
        filled: row.values.filter { !$0.text.isEmpty }.count,
        openQueries: state.openQueries(of: reference).count,
        validSignatures: row.validSignatures.count,
        voidSignatures: row.signatures.count - row.validSignatures.count,
        custody: custody.joined(row.custody)
      )
    }
    queries = subject.queries.map { state.queries[$0] }.filter { $0.status != .closed }.map {
      OpenQuery(state: $0, age: $0.age(on: day))
    }
    let plan = rules.study.safety?.expedited
    cases = subject.cases.map { Case(state.cases[$0], plan) }
  }
}

extension SubjectSummary.Case {
  fileprivate init(_ state: SeriousCase, _ plan: ExpeditedReporting?) {
    self.state = state
    assessment = state.assessment
    guard assessment.isReportable != .notMet else {
      dayZero = nil
      reports = []
      return
    }
    let clock = state.clock(zone: plan?.zone, followUpFrom: plan?.followUpFrom ?? .daySeven)
    dayZero = clock.dayZero
    reports = clock.reports.map { Report(due: $0, sent: state.sent($0)) }
  }
}

extension TrialState {
  /// What holds a subject: itself, its site, or the study.
  func custody(of subject: SubjectState) -> Custody {
    subject.custody.joined(siteCustody[subject.site] ?? .open).joined(studyCustody)
  }

  /// Rows that are there and hold something, by form in this order, then by number.
  func rows(of subject: SubjectState, in forms: [String]) -> [(RowReference, RowState)] {
    let others = subject.forms.keys.filter { !forms.contains($0) }.sorted()
    return (forms + others).flatMap { form in
      (subject.forms[form] ?? []).enumerated().compactMap { index, row in
        row.isRemoved || row.values.isEmpty ? nil : (RowReference(subject.id, form, row: index + 1), row)
      }
    }
  }
}

extension Custody {
  /// Held where either is.
  func joined(_ other: Custody) -> Custody {
    var both = self
    both.isFrozen = isFrozen || other.isFrozen
    both.isLocked = isLocked || other.isLocked
    return both
  }
}

extension QueryState {
  /// Days since it was asked, or last opened again; never negative.
  func age(on day: CivilDate) -> Int {
    let opened = steps.last { $0.status == .open }?.at.date ?? steps[0].at.date
    return max(0, day - opened)
  }
}
