// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What on file shows that a visit took place: dated rows of the forms that its activities name.
struct VisitEvidence {
  /// A day on which a form was filled or its facts happened.
  struct Dated {
    let form: String
    let date: CivilDate
  }

  /// By visit: the forms that show it.
  private let forms: [[String]]
  /// By form and subject, ascending.
  private let days: [String: [[CivilDate]]]
  private let hasRow: [String: [Bool]]
  /// By visit and subject: days of recovered counts.
  private let recovery: [Int: [[CivilDate]]]
  /// By visit: for each row of the form, whether it asks for the visit once more.
  let again: [Int: [Truth]]

  init(_ study: StudyProtocol, _ record: TrialRecord, until day: CivilDate) {
    let schedule = study.schedule
    forms = schedule.visits.map { visit in
      schedule.activities.filter { $0.showsVisit && $0.visits.contains(visit.id) }.compactMap(\.form)
    }
    var days: [String: [[CivilDate]]] = [:]
    var hasRow: [String: [Bool]] = [:]
    for form in Set(forms.joined()) {
      days[form] = Self.days(of: form, in: study, record, until: day)
      hasRow[form] = record.hasRow(in: form)
    }
    self.days = days
    self.hasRow = hasRow
    var recovery: [Int: [[CivilDate]]] = [:]
    var again: [Int: [Truth]] = [:]
    for (index, visit) in schedule.visits.enumerated() {
      if let rule = visit.recovery?.counts, let form = rule.items.first?.form {
        recovery[index] = Self.days(where: rule, in: form, study, record)
      }
      if let rule = visit.again?.criterion, let form = rule.items.first?.form {
        again[index] = record.rowTruths(of: rule, form: form, in: study)
      }
    }
    self.recovery = recovery
    self.again = again
  }

  /// Whether any form records the visit.
  func isRecorded(_ visit: Int) -> Bool { !forms[visit].isEmpty }

  func shows(_ form: String, at visit: Int) -> Bool { forms[visit].contains(form) }

  /// The days that may show a visit, ascending.
  func dates(of subject: Int, at visit: Int) -> [Dated] {
    forms[visit].flatMap { form in days[form]?[subject].map { Dated(form: form, date: $0) } ?? [] }
      .sorted { $0.date < $1.date }
  }

  /// Whether a form that has no date at all was filled.
  func hasUndatedRow(of subject: Int, at visit: Int) -> Bool {
    forms[visit].contains { form in days[form]?[subject].isEmpty ?? true && hasRow[form]?[subject] ?? false }
  }

  func recovered(of subject: Int, at visit: Int) -> [CivilDate] { recovery[visit]?[subject] ?? [] }

  /// The form's own date, or all its dates where it has none.
  private static func days(
    of id: String,
    in study: StudyProtocol,
    _ record: TrialRecord,
    until day: CivilDate
  ) -> [[CivilDate]] {
    let table = record.table(id)
    let form = study.form(id)
    let items = form?.happened.map { [$0] } ?? form?.items.filter { $0.kind == .date }.map(\.id) ?? []
    var days = [[CivilDate]](repeating: [], count: record.subjects.count)
    for item in items {
      guard case .days(let values, _)? = table.columns[item] else { continue }
      for (row, value) in values.enumerated() where value != ItemColumn.noDay && value <= day.day {
        days[Int(table.subject[row])].append(CivilDate(day: value))
      }
    }
    return days.map { $0.sorted() }
  }

  private static func days(
    where rule: Criterion,
    in form: String,
    _ study: StudyProtocol,
    _ record: TrialRecord
  ) -> [[CivilDate]] {
    let table = record.table(form)
    var days = [[CivilDate]](repeating: [], count: record.subjects.count)
    for (row, truth) in record.rowTruths(of: rule, form: form, in: study).enumerated()
    where truth == .met && table.happened[row] != ItemColumn.noDay {
      days[Int(table.subject[row])].append(CivilDate(day: table.happened[row]))
    }
    return days
  }
}
