// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A comparison made ready for one column: codes looked up, threshold in the item's unit.
struct ComparisonTest {
  private enum Question {
    /// By code index.
    case codes([Int16], wanted: [Bool])
    case texts([String], wanted: Set<String>)
    case numbers([Double], Comparison.Relation, Threshold)
    case days([Int32], Comparison.Relation, Threshold)
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
      guard let threshold = Threshold(value, unit, of: item) else {
        question = .settled(.unknown)
        return
      }
      switch column {
      case .numbers(let values): question = .numbers(values, relation, threshold)
      case .days(let values, _): question = .days(values, relation, threshold)
      case .codes, .texts: question = .settled(.unknown)
      }
    // A laboratory's limits and baseline values are not on file yet, so multiples of them cannot be judged.
    case (.number, _), (.among, _): question = .settled(.unknown)
    }
  }

  func truth(row: Int) -> Truth {
    switch question {
    case .codes(let codes, let wanted):
      return codes[row] == ItemColumn.noCode ? .unknown : Truth(wanted[Int(codes[row])])
    case .texts(let texts, let wanted):
      return texts[row].isEmpty ? .unknown : Truth(wanted.contains(texts[row]))
    case .numbers(let numbers, let relation, let threshold):
      return numbers[row].isNaN ? .unknown : Truth(threshold.holds(numbers[row], relation))
    case .days(let days, let relation, let threshold):
      return days[row] == ItemColumn.noDay ? .unknown : Truth(threshold.holds(Double(days[row]), relation))
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

/// A threshold in the unit of its item.
private struct Threshold {
  let value: Double
  let isConverted: Bool

  init?(_ value: Double, _ unit: Unit?, of item: Item) {
    guard let unit, let own = item.unit ?? (item.kind == .days ? Unit("d") : nil) else {
      guard unit == nil else { return nil }
      self.value = value
      isConverted = false
      return
    }
    guard let factor = unit.factor(to: own) else { return nil }
    self.value = value * factor
    isConverted = unit != own
  }

  /// Conversion may miss the last digits of a threshold (1.1 g/L becomes 110.00000000000001 mg/dL), and a value that stands on
  /// it must not fall to the wrong side; 1e−12 is far above rounding and far below any measurement.
  func holds(_ measured: Double, _ relation: Comparison.Relation) -> Bool {
    let isEqual = isConverted && abs(measured - value) <= 1e-12 * max(abs(measured), abs(value))
    switch relation {
    case .atLeast: return measured >= value || isEqual
    case .atMost: return measured <= value || isEqual
    case .above: return measured > value && !isEqual
    case .below: return measured < value && !isEqual
    }
  }
}
