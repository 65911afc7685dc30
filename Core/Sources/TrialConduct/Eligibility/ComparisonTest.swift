// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A comparison made ready for the rows of one form: codes looked up, thresholds in the item's unit, limits and days
/// beside the rows they belong to.
struct ComparisonTest {
  private enum Question {
    /// By code index.
    case codes([Int16], wanted: [Bool])
    case texts([String], wanted: Set<String>)
    case numbers([Double], Comparison.Relation, Double)
    case multiples([Double], Comparison.Relation, Double, limits: [Double])
    case days([Int32], Comparison.Relation, Double)
    case dates([DaySpan?], Comparison.DateOrder, [DaySpan?])
    case known(ItemColumn, Bool)
    /// The same answer for every row.
    case settled(Truth)
  }

  private let question: Question

  init(_ comparison: Comparison, of path: ItemPath, in record: TrialRecord, _ study: StudyProtocol) {
    guard let column = record.column(path), let item = study.item(path) else {
      question = .settled(Self.withoutRow(comparison))
      return
    }
    switch (comparison, column) {
    case (.known(let wanted), _): question = .known(column, wanted)
    case (.among(let codes), .codes(let values)):
      question = .codes(values, wanted: study.codes(of: item).map { codes.contains($0) })
    case (.among(let codes), .texts(let values)): question = .texts(values, wanted: Set(codes))
    case (.number(let relation, let value, .unit(let unit)), _):
      let own = item.unit ?? (item.kind == .days ? Unit("d") : nil)
      guard let factor = unit.map({ unit in own.flatMap { unit.factor(to: $0) } }) ?? 1 else {
        question = .settled(.unknown)
        return
      }
      switch column {
      case .numbers(let values): question = .numbers(values, relation, value * factor)
      case .days(let values, _): question = .days(values, relation, value * factor)
      case .codes, .texts: question = .settled(.unknown)
      }
    case (.number(let relation, let factor, let scale), .numbers(let values)):
      question = .multiples(values, relation, factor, limits: record.limits(scale, of: item, path, study))
    case (.date(let order, let day), .days):
      question = .dates(record.spans(path), order, record.spans(of: day, besideRowsOf: path.form, study))
    case (.number, _), (.among, _), (.date, _): question = .settled(.unknown)
    }
  }

  func truth(row: Int) -> Truth {
    switch question {
    case .codes(let codes, let wanted):
      return codes[row] == ItemColumn.noCode ? .unknown : Truth(wanted[Int(codes[row])])
    case .texts(let texts, let wanted):
      return texts[row].isEmpty ? .unknown : Truth(wanted.contains(texts[row]))
    case .numbers(let numbers, let relation, let threshold):
      return numbers[row].isNaN ? .unknown : Truth(relation.holds(numbers[row], threshold))
    case .multiples(let numbers, let relation, let factor, let limits):
      let threshold = factor * limits[row]
      return numbers[row].isNaN || threshold.isNaN ? .unknown : Truth(relation.holds(numbers[row], threshold))
    case .days(let days, let relation, let threshold):
      return days[row] == ItemColumn.noDay ? .unknown : Truth(relation.holds(Double(days[row]), threshold))
    case .dates(let spans, let order, let others):
      guard let span = spans[row], let other = others[row] else { return .unknown }
      return order.truth(span, other)
    case .known(let column, let wanted): return Truth(column.isKnown(row) == wanted)
    case .settled(let truth): return truth
    }
  }

  /// The answer for a subject without a row of the form: only whether a value is on file can be told.
  static func withoutRow(_ comparison: Comparison) -> Truth {
    guard case .known(let wanted) = comparison else { return .unknown }
    return Truth(!wanted)
  }
}
