// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension TrialRecord {
  /// One row as the protocol writes it.
  public struct WrittenRow: Sendable {
    public let subject: String
    /// The items that have a value, or a code that says why not.
    public let values: [EnteredValue]
    /// When the row was recorded; nil where the data do not say.
    public let recorded: String?
  }

  /// The rows of a form in their order, as the protocol writes them: its codes, ISO dates, shortest exact numbers.
  public func rows(of form: Form, in study: StudyProtocol) -> [WrittenRow] {
    let table = table(form.id)
    let columns = form.items.filter { table.columns[$0.id] != nil }.map { item in
      (
        id: item.id, text: ItemText(table.columns[item.id], item, study),
        reasons: table.missingReasons[item.id] ?? [:]
      )
    }
    return (0..<table.count).map { row in
      let values = columns.map { EnteredValue($0.id, $0.reasons[row] ?? $0.text.text(row)) }
      let day = study.study.time.text(of: table.recorded[row])
      return WrittenRow(
        subject: subjects[Int(table.subject[row])],
        values: values.filter { !$0.text.isEmpty },
        recorded: day.isEmpty ? nil : day
      )
    }
  }

  /// The first value of an item for each subject; nil where none is on file.
  public func texts(_ path: ItemPath?, in study: StudyProtocol) -> [String?] {
    var found = [String?](repeating: nil, count: subjects.count)
    guard let path, let item = study.item(path) else { return found }
    let table = table(path.form)
    let texts = ItemText(table.columns[path.item], item, study)
    for row in 0..<table.count where found[Int(table.subject[row])] == nil {
      let text = texts.text(row)
      if !text.isEmpty { found[Int(table.subject[row])] = text }
    }
    return found
  }
}
