// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The days of one subject that a schedule counts from or ends with, as known on a day.
struct SubjectTimes {
  let randomized: CivilDate
  /// Index into `StudyProtocol.arms`.
  let arm: Int
  /// The first dose; nil while none is on file.
  let treated: CivilDate?
  let lastDose: CivilDate?
  let death: CivilDate?
  let newTherapy: CivilDate?
  /// Whether follow-up was lost, and since when.
  let isLost: Bool
  let lostSince: CivilDate?
  /// The latest day on which the subject was known alive, never after the day looked at.
  let lastAlive: CivilDate

  /// The anchor's day; a treatment that goes on ends as planned.
  func day(of anchor: Schedule.Visit.Anchor, in study: StudyProtocol) -> (day: CivilDate, isPlanned: Bool)? {
    switch anchor {
    case .randomization: return (randomized, false)
    case .treatmentStart: return treated.map { ($0, false) }
    case .treatmentEnd:
      if let lastDose { return (lastDose, false) }
      guard let treated, let days = study.plannedTreatmentDays(ofArm: arm) else { return nil }
      return (treated + (days - 1), true)
    }
  }
}

extension StudyProtocol {
  /// The last planned day of treatment of an arm, counted from 1; nil where the protocol does not say.
  public func plannedTreatmentDays(ofArm index: Int) -> Int? {
    arms[index].regimen.flatMap { id in regimens.first { $0.id == id } }?.lastDay
  }
}

extension TrialRecord {
  /// The times of every subject randomized by a day, nil for the others; facts after the day do not count.
  func subjectTimes(of study: StudyProtocol, on day: CivilDate) -> [SubjectTimes?] {
    let roles = study.record
    let arms = codes(roles.arm)
    let randomized = roles.randomized.map { earliestDay($0) }
    func known(_ path: ItemPath?, latest: Bool = false) -> [CivilDate?] {
      guard let path else { return subjects.map { _ in nil } }
      let days = latest ? latestDay(path) : earliestDay(path)
      return days.map { $0 == ItemColumn.noDay || $0 > day.day ? nil : CivilDate(day: $0) }
    }
    let treated = known(roles.treated)
    let lastDose = known(roles.lastDose, latest: true)
    let newTherapy = known(roles.newTherapy)
    let deaths = deaths(in: study).map { $0.flatMap { $0 <= day ? $0 : nil } }
    let lost = lost(in: study)
    let alive = lastKnownAlive(in: study)
    return subjects.indices.map { subject in
      guard arms[subject] != ItemColumn.noCode, let start = randomized?[subject], start != ItemColumn.noDay,
        start <= day.day
      else { return nil }
      let begin = CivilDate(day: start)
      let isLost = lost.isLost[subject] && lost.since[subject].map { $0 <= day } ?? true
      return SubjectTimes(
        randomized: begin,
        arm: Int(arms[subject]),
        treated: treated[subject],
        lastDose: lastDose[subject],
        death: deaths[subject],
        newTherapy: newTherapy[subject],
        isLost: isLost,
        lostSince: lost.since[subject],
        lastAlive: max(begin, min(day, alive[subject] ?? begin))
      )
    }
  }

  private func deaths(in study: StudyProtocol) -> [CivilDate?] {
    guard let deaths = study.safety?.deaths else { return subjects.map { _ in nil } }
    let isDead = deaths.when.map { truths(of: $0, in: study) }
    let days = earliestDay(deaths.at)
    return subjects.indices.map { subject in
      guard days[subject] != ItemColumn.noDay, (isDead?[subject] ?? .met) == .met else { return nil }
      return CivilDate(day: days[subject])
    }
  }

  private func lost(in study: StudyProtocol) -> (isLost: [Bool], since: [CivilDate?]) {
    guard let reason = study.record.lost, let item = study.item(reason.item) else {
      return (subjects.map { _ in false }, subjects.map { _ in nil })
    }
    let exempt = Set(reason.exempt.compactMap { code in study.codes(of: item).firstIndex(of: code) })
    let isLost = codes(reason.item).map { $0 != ItemColumn.noCode && !exempt.contains(Int($0)) }
    let since = reason.at.map { latestDay($0) } ?? subjects.map { _ in ItemColumn.noDay }
    return (isLost, since.map { $0 == ItemColumn.noDay ? nil : CivilDate(day: $0) })
  }

  /// Each subject's last date known alive (CDISC `LSTALVDT`); nil where no date shows it.
  ///
  /// The latest of the items that the protocol names (`record.alive`), or of every form's own date apart from the
  /// death form. A death itself shows its subject alive until then.
  public func lastKnownAlive(in study: StudyProtocol) -> [CivilDate?] {
    let deathForm = study.safety?.deaths?.at.form
    let own = study.forms.compactMap { form in form.happened.map { ItemPath(form: form.id, item: $0) } }
    let shown = study.record.alive.isEmpty ? own.filter { $0.form != deathForm } : study.record.alive
    var latest = [Int32](repeating: ItemColumn.noDay, count: subjects.count)
    for path in shown + [study.safety?.deaths?.at].compactMap(\.self) {
      for (subject, day) in latestDay(path).enumerated() { latest[subject] = max(latest[subject], day) }
    }
    return latest.map { $0 == ItemColumn.noDay ? nil : CivilDate(day: $0) }
  }
}
