// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension DataTable {
  /// The numbers of a column in complete rows.
  ///
  /// - Throws: The first cell that is not a number, with its place.
  func numbers(_ name: String, _ rows: CompleteRows) throws(DataFault) -> [Double] {
    let column = column(name)
    let numbers = rows.rows.map { column.number($0) }
    if let index = numbers.firstIndex(where: { !$0.isFinite }) {
      let row = rows.rows[index]
      throw .notANumber(place(row: row, column: name), column: name, column.text(row))
    }
    return numbers
  }

  /// The times of a column in complete rows, none below 0.
  ///
  /// - Throws: The first cell that is no time, with its place.
  func times(_ name: String, _ rows: CompleteRows) throws(DataFault) -> [Double] {
    let times = try numbers(name, rows)
    if let index = times.firstIndex(where: { $0 < 0 }) {
      let row = rows.rows[index]
      throw .negativeTime(place(row: row, column: name), column: name, column(name).text(row))
    }
    return times
  }

  /// Times to event in complete rows, from an entry on where there is a column of entries.
  ///
  /// - Throws: The first cell that cannot be read, or the first row that does not end after its entry.
  func survivalTimes(
    entry: ModelFormula.Column?,
    time: ModelFormula.Column,
    event: EventRule,
    _ rows: CompleteRows
  ) throws(DataFault) -> SurvivalTimes {
    let times = try times(time.name, rows)
    let events = try events(event, rows)
    guard let name = entry?.name else { return SurvivalTimes(times: times, events: events) }
    let entries = try self.times(name, rows)
    if let index = times.indices.first(where: { entries[$0] >= times[$0] }) {
      let row = rows.rows[index]
      throw .entryNotBefore(
        place(row: row, column: name),
        column: name,
        entry: column(name).text(row),
        time: column(time.name).text(row)
      )
    }
    return SurvivalTimes(entries: entries, times: times, events: events)
  }

  /// Whether the event happened, in complete rows.
  ///
  /// - Throws: Where a rule without values finds one that is not 0, 1, yes, no, true or false.
  func events(_ rule: EventRule, _ rows: CompleteRows) throws(DataFault) -> [Bool] {
    let column = column(rule.column.name)
    let (texts, codes) = column.levels(in: rows.rows)
    var isEvent: [Bool] = []
    for (index, text) in texts.enumerated() {
      guard let answer = Self.isEvent(text, rule) else {
        let row = rows.rows[codes.firstIndex(of: index) ?? 0]
        throw .notCoded(place(row: row, column: column.name), column: column.name, values: texts.sorted())
      }
      isEvent.append(answer)
    }
    return codes.map { isEvent[$0] }
  }

  /// Whether a cell is the event; nil where a rule without values does not know it.
  private static func isEvent(_ text: String, _ rule: EventRule) -> Bool? {
    func isSame(_ value: String) -> Bool {
      // 2, 2.0 and 02 are one value.
      text == value || Double(value).map { $0 == Double(text) } ?? false
    }
    switch rule.test {
    case .equals(let value): return isSame(value)
    case .differs(let value): return !isSame(value)
    case .isOneOf(let values): return values.contains(where: isSame)
    case .asCoded: return codes[text.lowercased()]
    }
  }

  private static let codes: [String: Bool] = [
    "0": false, "0.0": false, "1": true, "1.0": true, "no": false, "yes": true, "false": false, "true": true,
    "f": false,
    "t": true, "否": false, "是": true,
  ]

  /// Whether a covariate has levels rather than numbers: `factor()` says so, or no cell is a number.
  ///
  /// - Throws: The first cell that is not a number in a column where others are.
  func hasLevels(_ term: ModelFormula.Term, _ rows: CompleteRows) throws(DataFault) -> Bool {
    guard !term.isFactor else { return true }
    let column = column(term.column.name)
    guard rows.rows.contains(where: { column.number($0).isFinite }) else { return true }
    // One slip of the pen must not turn ages into levels.
    _ = try numbers(column.name, rows)
    return false
  }
}
