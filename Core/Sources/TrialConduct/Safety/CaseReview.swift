// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Whether serious cases and the rows of adverse events say the same of each other.
struct CaseReview {
  let file: SubjectFile
  private let events: [SubjectFile.Event]

  init(_ file: SubjectFile) {
    self.file = file
    events = file.events
  }

  var findings: [Reconciliation.Finding] {
    guard let items = file.study.recordedEvents else { return [] }
    return events.flatMap { withoutCase($0, items) } + file.cases.flatMap { of($0, items) }
  }

  // MARK: Events without a case

  private func withoutCase(_ event: SubjectFile.Event, _ items: RecordedEvents) -> [Reconciliation.Finding] {
    guard !file.cases.contains(where: { $0.row == event.reference }) else { return [] }
    let grade = file.side(items.grade, event.row)
    if event.isFatal == .met { return [file.finding(.fatalEventWithoutCase, [grade])] }
    guard let criterion = file.study.safety?.reconcile?.serious else { return [] }
    let named = criterion.items.first.map { file.side($0, event.row) } ?? grade
    switch event.isSerious {
    case .notMet: return []
    case .met: return [file.finding(.seriousEventWithoutCase, [named])]
    case .unknown:
      let open = file.missing(of: criterion, items.form, event.row)
      return open.isEmpty ? [] : [file.finding(.seriousEventWithoutCase, [grade], settledBy: open)]
    }
  }

  // MARK: A case and its row

  private func of(_ one: SeriousCase, _ items: RecordedEvents) -> [Reconciliation.Finding] {
    let last = one.versions[one.versions.count - 1]
    let version = Reconciliation.Side(
      .version(case: one.id, last.report.version),
      value: last.report.known.instantText,
      day: "\(last.report.known.date)"
    )
    guard let row = file.subject.row(one.row.form, one.row.row) else {
      return [file.finding(.caseOfRemovedEvent, [.init(.row(one.row), value: ""), version])]
    }
    guard let event = events.first(where: { $0.reference == one.row }) else { return [] }
    let onset = onset(one, event, items)
    let changed = [items.term, items.grade].filter { (row.value($0.item)?.entry ?? 0) > last.entry }
    guard changed.isEmpty else {
      // What is asked of a case that has to be brought up to date is asked of its next version.
      return [file.finding(.eventChangedAfterCase, changed.map { file.side($0, event.row) } + [version])]
        + onset
    }
    return onset + fatality(one, event, items) + seriousness(one, event)
  }

  private func onset(
    _ one: SeriousCase,
    _ event: SubjectFile.Event,
    _ items: RecordedEvents
  ) -> [Reconciliation.Finding] {
    guard file.study.study.time == .calendar, let path = items.onset, let span = file.span(path, event.row)
    else {
      return []
    }
    let first = one.versions[0].report
    guard DaySpan.after(span, DaySpan(first.known.date.day)) else { return [] }
    let known = Reconciliation.Side(
      .version(case: one.id, first.version),
      value: first.known.instantText,
      day: "\(first.known.date)"
    )
    return [file.finding(.onsetAfterCaseKnown, [file.side(path, event.row), known])]
  }

  private func fatality(
    _ one: SeriousCase,
    _ event: SubjectFile.Event,
    _ items: RecordedEvents
  ) -> [Reconciliation.Finding] {
    let answer = one.side("death")
    let grade = file.side(items.grade, event.row)
    switch (event.isFatal, answer.value) {
    case (.met, "no"): return [file.finding(.caseNotFatal, [answer, grade])]
    case (.met, ""): return [file.finding(.caseNotFatal, [grade], settledBy: [answer])]
    case (.notMet, "yes"): return [file.finding(.caseGradedLower, [answer, grade])]
    case (.unknown, "yes") where !event.isGraded:
      return [file.finding(.caseGradedLower, [answer], settledBy: [grade])]
    default: return []
    }
  }

  private func seriousness(_ one: SeriousCase, _ event: SubjectFile.Event) -> [Reconciliation.Finding] {
    guard event.isSerious == .notMet, one.assessment.serious == .met,
      let item = file.study.safety?.reconcile?.serious?.items.first,
      let question = Bench.seriousAnswers.first(where: { one.lastAnswer(to: $0).text == "yes" })
    else { return [] }
    return [file.finding(.caseNotSerious, [file.side(item, event.row), one.side(question)])]
  }
}
