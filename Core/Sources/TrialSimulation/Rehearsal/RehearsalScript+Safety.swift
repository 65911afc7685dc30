// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Serious events, withdrawals, deviations.
extension RehearsalScript {
  mutating func serious(_ row: RowReference, in state: TrialState) -> [CueLine] {
    guard let subject = subjects[row.subject], state.row(row) != nil,
      let reporter = someone(.reportSerious, at: subject.site)
    else { return [] }
    let known = Timestamp(seconds: RehearsalCalendar.second(today, hour: 8), offset: .utc)
    let isThreatening = stream.uniform() < 0.2
    let answers = [
      EnteredValue("death", "no"), EnteredValue("life-threatening", isThreatening ? "yes" : "no"),
      EnteredValue("hospitalization", "yes"),
      EnteredValue("suspected", stream.uniform() < 0.6 ? "yes" : "no"),
    ]
    let report = Act.reportSerious(
      case: nil,
      row: row,
      known: known,
      answers: answers,
      narrative: "Virtual event."
    )
    let writer = writer
    let before = slips(oneIn: 2) { slip in writer.beforeReport(slip, row, known, reporter, in: state) }
    return before + [CueLine(report, by: reporter)]
  }

  /// What became known later: whether it was expected, and sometimes that it was fatal.
  mutating func more(of id: String, in state: TrialState) -> [CueLine] {
    guard let found = state.seriousCase(id), let subject = subjects[found.row.subject] else { return [] }
    let known = Timestamp(seconds: RehearsalCalendar.second(today, hour: 8), offset: .utc)
    let isDead = subject.fate?.death.map { $0 <= today } ?? false
    let report = line(
      .reportSerious(
        case: id,
        row: found.row,
        known: known,
        answers: [
          EnteredValue("unexpected", stream.uniform() < 0.3 ? "yes" : "no"),
          EnteredValue("death", isDead ? "yes" : "no"),
        ],
        narrative: "Virtual follow-up."
      ),
      at: subject.site
    )
    guard isDead else { return report }
    // An event that turned fatal is of grade 5: its row says so first.
    guard !report.isEmpty,
      let regrading = regrading(found.row, at: subject.site, in: state)
    else { return [] }
    return [regrading] + report
  }

  /// The correction of an event that turned fatal; nil where its row is held.
  private func regrading(_ row: RowReference, at site: String, in state: TrialState) -> CueLine? {
    guard let grade = stage.meanings.events?.grade, let there = state.row(row), there.custody.isOpen,
      stage.study.item(grade)?.range?.contains(5) ?? true,
      there.itemCustody[grade.item]?.isOpen ?? true, state.subject(row.subject)?.custody.isOpen ?? false,
      state.siteCustody[site]?.isOpen ?? true, state.studyCustody.isOpen,
      let typist = someone(.correct, at: site)
    else { return nil }
    let act = Act.correct(row, values: [EnteredValue(grade.item, "5")], expecting: nil)
    return CueLine(act, by: typist, reason: "The event was fatal.")
  }

  /// The first report of a case goes out, where its clock asks for one.
  func sendReport(of id: String, in state: TrialState) -> [CueLine] {
    guard let found = state.seriousCase(id), let subject = subjects[found.row.subject],
      found.assessment.isReportable != .notMet,
      let first = found.clock(zone: nil, followUpFrom: .daySeven).reports.first
    else { return [] }
    return line(.noteReportSent(case: id, kind: first.kind.rawValue, on: today), at: subject.site)
  }

  mutating func withdraw(_ id: String, in state: TrialState) -> [CueLine] {
    guard let subject = subjects[id], state.subject(id)?.hasConsent(on: today) ?? false else { return [] }
    let withdrawal = line(.withdrawConsent(subject: id, on: today), at: subject.site)
    guard !withdrawal.isEmpty, let typist = someone(.enter, at: subject.site),
      // What was collected before may still be written down: only a page without an earlier day is refused for certain.
      let form = stage.study.forms.first(where: { form in
        stage.isTyped(form) && (form.repeats == .log || form.happened == nil)
          && !stage.rules.screeningForms.contains(form.id)
      })
    else { return withdrawal }
    guard state.subject(id)?.allocation != nil else { return withdrawal }
    let act = Act.enter(subject: id, form: form.id, row: nil, values: [], expecting: nil)
    return withdrawal + [CueLine(.entryAfterWithdrawal, act, by: typist)]
  }

  func deviate(_ id: String, _ visit: String) -> [CueLine] {
    guard let subject = subjects[id] else { return [] }
    return line(
      .noteDeviation(Deviation(subject: id, kind: .visit, about: [visit], text: "The visit came too late.")),
      at: subject.site
    )
  }
}
