// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension TrialRecord {
  /// A form as a tidy table that `read(study:files:)` reads back to the same record.
  ///
  /// Columns: `subject`, the items under their ids, and `recorded` where any row says when. Codes are the protocol's,
  /// dates ISO 8601 as far as known, numbers in the item's unit in their shortest exact form; missing is
  /// empty, or the code that says why.
  ///
  /// - Parameters:
  ///   - form: The form.
  ///   - study: The protocol it belongs to.
  /// - Returns: The text of the file, its rows in canonical order.
  public func csv(form: Form, study: StudyProtocol) -> String {
    let table = table(form.id)
    let items = form.items.filter { table.columns[$0.id] != nil }
    let saysWhen = table.recorded.contains { $0 != ItemColumn.noDay }
    var writer = CSVWriter()
    writer.append(["subject"] + items.map(\.id) + (saysWhen ? ["recorded"] : []))
    let columns = items.map { item in
      (text: ItemText(table.columns[item.id], item, study), reasons: table.missingReasons[item.id] ?? [:])
    }
    for row in 0..<table.count {
      var fields = [subjects[Int(table.subject[row])]] + columns.map { $0.reasons[row] ?? $0.text.text(row) }
      if saysWhen { fields.append(study.study.time.text(of: table.recorded[row])) }
      writer.append(fields)
    }
    return writer.text
  }
}

/// The values of one column as the protocol writes them.
struct ItemText {
  private let column: ItemColumn?
  private let codes: [String]
  private let isDate: Bool

  init(_ column: ItemColumn?, _ item: Item, _ study: StudyProtocol) {
    self.column = column
    codes = study.codes(of: item)
    isDate = item.kind == .date
  }

  /// The value of a row; empty where missing.
  func text(_ row: Int) -> String {
    switch column {
    case .codes(let values)?: values[row] == ItemColumn.noCode ? "" : codes[Int(values[row])]
    case .numbers(let values)?: values[row].isNaN ? "" : values[row].shortest
    case .texts(let values)?: values[row]
    case .days(let days, let partial)?:
      partial[row]?.description
        ?? (isDate ? StudyIdentity.TimeScale.calendar : .relative).text(of: days[row])
    case nil: ""
    }
  }
}

extension StudyIdentity.TimeScale {
  /// A date or a number of days; empty where unknown.
  func text(of day: Int32) -> String {
    guard day != ItemColumn.noDay else { return "" }
    return self == .calendar ? CivilDate(day: day).description : String(day)
  }
}
