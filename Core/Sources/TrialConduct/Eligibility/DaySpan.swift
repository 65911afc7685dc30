// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The days on which something can have happened: one where its date is known, more where it is partial.
///
/// Days count as in `FormTable.happened`.
struct DaySpan: Hashable, Sendable {
  let first: Int32
  let last: Int32

  init(_ day: Int32) {
    self.init(first: day, last: day)
  }

  init(_ date: PartialDate) {
    self.init(first: date.days.lowerBound.day, last: date.days.upperBound.day)
  }

  init(first: Int32, last: Int32) {
    self.first = first
    self.last = last
  }

  static func + (span: DaySpan, days: Int) -> DaySpan {
    DaySpan(first: span.first + Int32(clamping: days), last: span.last + Int32(clamping: days))
  }
}

extension Comparison.DateOrder {
  /// How one day stands to another; unknown where some days that both can be say yes and others no.
  func truth(_ span: DaySpan, _ other: DaySpan) -> Truth {
    switch self {
    case .before: span.last < other.first ? .met : span.first >= other.last ? .notMet : .unknown
    case .onOrBefore: span.last <= other.first ? .met : span.first > other.last ? .notMet : .unknown
    case .after: !Self.onOrBefore.truth(span, other)
    case .onOrAfter: !Self.before.truth(span, other)
    }
  }
}

extension ItemColumn {
  /// When the date of a row was; nil where nothing is known, and for columns that are no days.
  func span(_ row: Int) -> DaySpan? {
    guard case .days(let days, let partial) = self else { return nil }
    return days[row] == Self.noDay ? partial[row].map { DaySpan($0) } : DaySpan(days[row])
  }
}

extension TrialRecord {
  /// An item's days by row.
  func spans(_ path: ItemPath) -> [DaySpan?] {
    guard let column = column(path) else { return Array(repeating: nil, count: table(path.form).count) }
    return (0..<table(path.form).count).map { column.span($0) }
  }

  /// The days with which each row of a form is compared.
  func spans(of day: Comparison.Day, besideRowsOf form: String, _ study: StudyProtocol) -> [DaySpan?] {
    let table = table(form)
    let bases: [DaySpan?]
    switch (day.base, study.record.randomized) {
    case (.date(let date), _): bases = Array(repeating: DaySpan(date.day), count: table.count)
    case (.item(let path), _), (.randomization, let path?):
      bases = beside(rowsOf: form, path, spans(path)).map { $0 ?? nil }
    case (.randomization, nil):
      bases = Array(repeating: study.study.time == .relative ? DaySpan(0) : nil, count: table.count)
    }
    return bases.map { base in base.map { $0 + day.offset } }
  }

  /// The limits of normal or baseline values of each row of an item's form, in the item's unit; NaN where missing.
  ///
  /// A limit of normal that is not recorded beside its value is that of the subject's own laboratory on the day of the value.
  func limits(_ scale: Comparison.Scale, of item: Item, _ path: ItemPath, _ study: StudyProtocol) -> [Double]
  {
    var limits = recordedLimits(scale, of: item, path, study)
    guard scale != .baseline, let analyte = study.limitsAnalyte(of: path), let unit = item.unit,
      limits.contains(where: \.isNaN), let local = LocalLimits(self, study)
    else { return limits }
    let table = table(path.form)
    let days = study.form(path.form)?.happened(of: item).flatMap { column($0) }
    for row in limits.indices where limits[row].isNaN {
      let day = days?.span(row).flatMap { $0.first == $0.last ? $0.first : nil }
      limits[row] = local.of(subject: Int(table.subject[row]), analyte, scale, in: unit, on: day)
    }
    return limits
  }

  private func recordedLimits(
    _ scale: Comparison.Scale,
    of item: Item,
    _ path: ItemPath,
    _ study: StudyProtocol
  ) -> [Double] {
    guard let other = item.limits[scale], let limit = study.item(other),
      let factor = study.limitFactor(from: limit, to: item), case .numbers(let values)? = column(other)
    else { return Array(repeating: .nan, count: table(path.form).count) }
    return beside(rowsOf: path.form, other, values).map { ($0 ?? .nan) * factor }
  }

  /// For each row of a form the value of the same row, or of the subject's first row where the item is of another form.
  private func beside<Value>(rowsOf form: String, _ path: ItemPath, _ values: [Value]) -> [Value?] {
    guard path.form != form else { return values.map { $0 } }
    var first = [Int?](repeating: nil, count: subjects.count)
    for (row, subject) in table(path.form).subject.enumerated().reversed() { first[Int(subject)] = row }
    return table(form).subject.map { subject in first[Int(subject)].map { values[$0] } }
  }
}
