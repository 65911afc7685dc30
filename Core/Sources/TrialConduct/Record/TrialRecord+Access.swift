// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension FormTable {
  /// The rows of one subject; empty where there are none.
  public func rows(of subject: Int) -> Range<Int> {
    firstRow(notBefore: subject)..<firstRow(notBefore: subject + 1)
  }

  /// Where each subject's rows begin, with the number of rows at the end: subject `s` has `starts[s]..<starts[s + 1]`.
  public func starts(subjects: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: subjects + 1)
    for subject in subject { starts[Int(subject) + 1] += 1 }
    for index in 0..<subjects { starts[index + 1] += starts[index] }
    return starts
  }

  private func firstRow(notBefore subject: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self.subject[middle] < Int32(clamping: subject) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// One value for each subject.
///
/// `codes`, `numbers` and `texts` are for forms that are filled once; of a log they give the first row.
extension TrialRecord {
  public func rows(of subject: Int, in form: String) -> Range<Int> { table(form).rows(of: subject) }

  /// Whether each subject has a row of the form.
  public func hasRow(in form: String) -> [Bool] {
    var has = [Bool](repeating: false, count: subjects.count)
    for subject in table(form).subject { has[Int(subject)] = true }
    return has
  }

  /// Indices into `StudyProtocol.codes(of:)`; `ItemColumn.noCode` where missing.
  public func codes(_ path: ItemPath) -> [Int16] {
    guard case .codes(let codes)? = column(path) else {
      return Array(repeating: ItemColumn.noCode, count: subjects.count)
    }
    return firstValues(codes, in: path.form, missing: ItemColumn.noCode)
  }

  /// In the item's own unit, days items as numbers of days; NaN where missing.
  public func numbers(_ path: ItemPath) -> [Double] {
    switch column(path) {
    case .numbers(let numbers)?: firstValues(numbers, in: path.form, missing: .nan)
    case .days?: days(path).map { $0 == ItemColumn.noDay ? .nan : Double($0) }
    default: Array(repeating: .nan, count: subjects.count)
    }
  }

  /// Empty where missing.
  public func texts(_ path: ItemPath) -> [String] {
    guard case .texts(let texts)? = column(path) else { return Array(repeating: "", count: subjects.count) }
    return firstValues(texts, in: path.form, missing: "")
  }

  /// Days since 1970-01-01 or since randomization; `ItemColumn.noDay` where missing or known in part only.
  public func days(_ path: ItemPath) -> [Int32] {
    guard case .days(let days, _)? = column(path) else {
      return Array(repeating: ItemColumn.noDay, count: subjects.count)
    }
    return firstValues(days, in: path.form, missing: ItemColumn.noDay)
  }

  /// Each subject's earliest day of an item.
  ///
  /// - Parameters:
  ///   - path: A date or days item.
  ///   - rows: One for each row of the form: only rows that are met count; nil for all.
  /// - Returns: One for each subject; `ItemColumn.noDay` where no row counts.
  public func earliestDay(_ path: ItemPath, where rows: [Truth]? = nil) -> [Int32] {
    fold(path, where: rows) { min($0, $1) }
  }

  /// Each subject's latest day of an item; parameters and result as for `earliestDay(_:where:)`.
  public func latestDay(_ path: ItemPath, where rows: [Truth]? = nil) -> [Int32] {
    fold(path, where: rows) { max($0, $1) }
  }

  private func fold(_ path: ItemPath, where rows: [Truth]?, _ choose: (Int32, Int32) -> Int32) -> [Int32] {
    var chosen = [Int32](repeating: ItemColumn.noDay, count: subjects.count)
    guard case .days(let days, _)? = column(path) else { return chosen }
    let subject = table(path.form).subject
    for (row, day) in days.enumerated() where day != ItemColumn.noDay && (rows?[row] ?? .met) == .met {
      let index = Int(subject[row])
      chosen[index] = chosen[index] == ItemColumn.noDay ? day : choose(chosen[index], day)
    }
    return chosen
  }

  private func firstValues<Value>(_ values: [Value], in form: String, missing: Value) -> [Value] {
    var first = [Value](repeating: missing, count: subjects.count)
    let subject = table(form).subject
    for row in values.indices.reversed() { first[Int(subject[row])] = values[row] }
    return first
  }
}
