// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension RecordedDosing {
  /// What rules ask for as the record answers it.
  struct Answer: Hashable {
    /// As it would be typed: a code, or a number.
    let text: String
    let item: ItemPath
    /// nil where the form has no day.
    let day: CivilDate?
  }

  /// The findings that the protocol names items for (`dosing.items.findings`), by id, as they were known on a day.
  ///
  /// The latest counts; different answers of one day are no answer, and one without a day only where its form has none.
  func findings(by day: CivilDate) -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for (id, path) in study.dosing.items?.findings ?? [:] { answers[id] = answer(path, by: day) }
    return answers
  }

  private func answer(_ path: ItemPath, by day: CivilDate) -> Answer? {
    guard let form = study.form(path.form), let item = study.item(path) else { return nil }
    let values = ItemValues(path, record, study)
    let dates = ItemValues(form.happened(of: item), record, study)
    var latest: Int32?
    var found: Set<String> = []
    for row in record.rows(of: index, in: path.form) {
      let number = values.number(row)
      guard let text = values.code(row) ?? (number.isNaN ? nil : Self.text(number)) else { continue }
      guard let when = dates.day(row) else {
        if form.happened(of: item) == nil { found.insert(text) }
        continue
      }
      guard when <= day.day, when >= latest ?? when else { continue }
      if when > latest ?? .min { found = [] }
      latest = when
      found.insert(text)
    }
    guard let text = found.first, found.count == 1 else { return nil }
    return Answer(text: text, item: path, day: latest.map { CivilDate(day: $0) })
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : String(number)
  }
}
