// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What one subject's record says on one day: values measured up to it and, where a rule has a window, not too long before.
struct FindingsUpToDay {
  /// A row of a form that may count; without an index the subject has none.
  struct Row {
    let index: Int?
  }

  /// The value of an item in a row.
  struct Finding {
    /// As the protocol writes it; empty where nothing is on file.
    var text = ""
    /// The index of a code.
    var code: Int?
    /// In the item's unit; days as numbers.
    var number: Double?
    /// For dates and days.
    var span: DaySpan?
    /// When it was measured; nil where the form does not say.
    var measured: DaySpan?
    /// Days before the day asked about; nil where either is not known exactly.
    var age: Int?
    /// Why it does not count; nil where it does.
    var gap: FindingGap?
  }

  let record: TrialRecord
  let study: StudyProtocol
  let subject: Int
  let day: Int32?
  let validity: Int?
  /// nil where the study has no table of its laboratories' limits.
  let local: LocalLimits?

  // MARK: Rows

  /// The subject's rows of a form up to the day; one without an index where there is none.
  func rows(of form: String) -> [Row] {
    let table = record.table(form)
    let rows = table.rows(of: subject).filter { row in day.map { table.happened[row] <= $0 } ?? true }
    return rows.isEmpty ? [Row(index: nil)] : rows.map { Row(index: $0) }
  }

  /// The rows that a comparison of an item looks at: all up to the day, or with a window the latest that counts.
  func candidates(for path: ItemPath) -> [Row] {
    guard validity != nil, study.form(path.form)?.repeats == .log else { return rowsWithLater(of: path.form) }
    let rows = rows(of: path.form)
    let findings = rows.map { (row: $0, finding: finding(path, $0)) }
    let valid = findings.filter { $0.finding.gap == nil }
    guard let latest = valid.compactMap({ $0.finding.measured?.first }).max() else {
      // Nothing counts: the last thing on file says why.
      let onFile = findings.filter { $0.finding.gap != .missing }
      let last = onFile.max { ($0.finding.measured?.last ?? .min) < ($1.finding.measured?.last ?? .min) }
      return [last?.row ?? Row(index: nil)]
    }
    return valid.filter { $0.finding.measured?.first == latest }.map(\.row)
  }

  /// As `rows(of:)`; the only row of a form that is filled once is kept, to say that it came too late.
  private func rowsWithLater(of form: String) -> [Row] {
    guard study.form(form)?.repeats == .once else { return rows(of: form) }
    let rows = record.rows(of: subject, in: form)
    return rows.isEmpty ? [Row(index: nil)] : rows.map { Row(index: $0) }
  }

  // MARK: Values

  func finding(_ path: ItemPath, _ row: Row) -> Finding {
    guard let index = row.index, let form = study.form(path.form), let item = form.item(path.item),
      let column = record.column(path), column.isKnown(index)
    else {
      let reason = row.index.flatMap { record.table(path.form).missingReasons[path.item]?[$0] }
      return Finding(gap: reason.map { .notRecorded(reason: $0) } ?? .missing)
    }
    var finding = Finding(text: ItemText(column, item, study).text(index))
    switch column {
    case .codes(let codes): finding.code = Int(codes[index])
    case .numbers(let numbers): finding.number = numbers[index]
    case .days(let days, _):
      finding.span = column.span(index)
      finding.number = days[index] == ItemColumn.noDay ? nil : Double(days[index])
    case .texts: break
    }
    let happened = form.happened(of: item)
    finding.measured = happened.flatMap { record.column($0)?.span(index) }
    if let day, let measured = finding.measured, measured.first == measured.last {
      finding.age = Int(day) - Int(measured.first)
    }
    finding.gap = gap(of: finding, isDated: happened != nil, validity: item.expires ? validity : nil)
    return finding
  }

  private func gap(of finding: Finding, isDated: Bool, validity: Int?) -> FindingGap? {
    guard let day else {
      return validity == nil ? nil : .noDay(value: finding.text)
    }
    guard let measured = finding.measured else {
      return validity == nil || !isDated ? nil : .undated(value: finding.text, day: nil)
    }
    if measured.first > day { return .later(value: finding.text, day: text(of: measured)) }
    guard let validity else { return nil }
    let oldest = day - Int32(clamping: validity)
    if measured.last < oldest {
      return .expired(
        value: finding.text,
        day: text(of: measured),
        age: Int(day) - Int(measured.last),
        validity: validity
      )
    }
    return measured.first < oldest || measured.last > day
      ? .undated(value: finding.text, day: text(of: measured)) : nil
  }

  // MARK: What values are compared with

  /// The limit of a row's value, in the item's unit: as recorded beside it, else as the subject's own laboratory prints it
  /// on the day of the value; nil where missing.
  func limit(_ scale: Comparison.Scale, of item: Item, _ path: ItemPath, _ row: Row) -> Double? {
    if let recorded = item.limits[scale].flatMap({ recordedLimit($0, of: item, path, row) }) {
      return recorded
    }
    guard let local, let index = row.index, let unit = item.unit, let analyte = study.limitsAnalyte(of: path)
    else { return nil }
    let measured = study.form(path.form)?.happened(of: item).flatMap { record.column($0)?.span(index) }
    let day = measured.flatMap { $0.first == $0.last ? $0.first : nil }
    let limit = local.of(subject: subject, analyte, scale, in: unit, on: day)
    return limit.isNaN ? nil : limit
  }

  private func recordedLimit(_ limitPath: ItemPath, of item: Item, _ path: ItemPath, _ row: Row) -> Double? {
    guard let limit = study.item(limitPath), let factor = study.limitFactor(from: limit, to: item),
      case .numbers(let values)? = record.column(limitPath),
      let index = index(of: limitPath.form, besideRow: row, of: path.form), !values[index].isNaN
    else { return nil }
    return values[index] * factor
  }

  /// The days that a date is compared with; nil where none is on file.
  func span(of other: Comparison.Day, besideRow row: Row, of form: String) -> DaySpan? {
    let base: DaySpan? =
      switch other.base {
      case .date(let date): DaySpan(date.day)
      case .randomization: day.map { DaySpan($0) }
      case .item(let path):
        index(of: path.form, besideRow: row, of: form).flatMap { record.column(path)?.span($0) }
      }
    return base.map { $0 + other.offset }
  }

  /// The same row, or the subject's first of another form.
  private func index(of other: String, besideRow row: Row, of form: String) -> Int? {
    other == form ? row.index : record.rows(of: subject, in: other).first
  }

  /// A day as people read it; a partial date as far as it is known.
  func text(of span: DaySpan) -> String {
    guard study.study.time == .calendar else { return String(span.first) }
    let (first, last) = (CivilDate(day: span.first), CivilDate(day: span.last))
    guard span.first != span.last else { return first.description }
    let (a, b) = (first.components, last.components)
    if a.month != b.month { return String(first.description.prefix(4)) }
    return String(first.description.prefix(7))
  }
}
