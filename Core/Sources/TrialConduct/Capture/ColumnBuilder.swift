// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Why a field is not a value of its item.
public enum ValueFault: String, CaseIterable, Sendable {
  case missing
  case unknownCode
  case notANumber
  case notWhole
  case outOfRange
  case notADate
  case notInCalendar
}

/// The values of one item as they are read; only the array of the item's kind fills.
struct ColumnBuilder {
  let item: Item
  private var codes: [Int16] = []
  private var numbers: [Double] = []
  private(set) var days: [Int32] = []
  private var partial: [Int: PartialDate] = [:]
  /// Equal texts share one string.
  private var texts: [Int32] = []
  private var words = ByteInterner()
  /// Codes that say why a value is missing; nil where the item has none.
  private let reasonCodes: ByteInterner?
  /// By row.
  private(set) var missingReasons: [Int: String] = [:]

  init(_ item: Item) {
    self.item = item
    reasonCodes = item.missingReasons.isEmpty ? nil : ByteInterner(item.missingReasons)
  }

  private var count: Int {
    switch item.kind {
    case .category, .arm, .site: codes.count
    case .integer, .decimal: numbers.count
    case .date, .days: days.count
    case .text: texts.count
    }
  }

  mutating func appendMissing() {
    switch item.kind {
    case .category, .arm, .site: codes.append(ItemColumn.noCode)
    case .integer, .decimal: numbers.append(.nan)
    case .date, .days: days.append(ItemColumn.noDay)
    case .text: texts.append(-1)
    }
  }

  /// Appends the value of a field; where it is none, a missing value and the fault.
  mutating func append(_ cell: Cell, codes known: CodeTable, dates: Mapping.DateFormat) -> ValueFault? {
    if let reason = reasonCodes?.index(of: cell.bytes) {
      missingReasons[count] = item.missingReasons[reason]
      appendMissing()
      return nil
    }
    let fault: ValueFault?
    switch item.kind {
    case .category, .arm, .site:
      // Codes first: a trial may well have a category that is called NA.
      if let code = known.code(cell) {
        codes.append(code)
        return nil
      }
      fault = .unknownCode
    case .integer, .decimal:
      switch number(cell) {
      case .success(let value):
        numbers.append(value)
        return nil
      case .failure(let wrong): fault = wrong.fault
      }
    case .days:
      switch number(cell) {
      case .success(let value):
        days.append(Int32(value))
        return nil
      case .failure(let wrong): fault = wrong.fault
      }
    case .date:
      switch DateReading(cell.bytes, as: dates) {
      case .day(let day):
        days.append(day)
        return nil
      case .partial(let date):
        partial[days.count] = date
        fault = nil
      case .impossible: fault = .notInCalendar
      case .malformed: fault = .notADate
      }
    case .text:
      if !cell.isMissing {
        texts.append(Int32(words.intern(cell.bytes)))
        return nil
      }
      fault = .missing
    }
    appendMissing()
    guard fault != nil, cell.isMissing else { return fault }
    // Whether the branch of an item was open is known when all tables are read.
    return item.isRequired && item.shownWhen == nil ? .missing : nil
  }

  /// The finished column, in the order of reading.
  var column: ItemColumn {
    switch item.kind {
    case .category, .arm, .site: return .codes(codes)
    case .integer, .decimal: return .numbers(numbers)
    case .date, .days: return .days(days, partial: partial)
    case .text:
      let strings = (0..<words.count).map(words.string)
      return .texts(texts.map { $0 < 0 ? "" : strings[Int($0)] })
    }
  }

  private struct Wrong: Error { let fault: ValueFault }

  private func number(_ cell: Cell) -> Result<Double, Wrong> {
    guard let value = cell.number else { return .failure(Wrong(fault: .notANumber)) }
    if item.kind != .decimal, value != value.rounded() { return .failure(Wrong(fault: .notWhole)) }
    if let range = item.range, !range.contains(value) { return .failure(Wrong(fault: .outOfRange)) }
    // No trial lasts a million days; beyond, a day would not fit its column.
    if item.kind == .days, abs(value) > 1e6 { return .failure(Wrong(fault: .outOfRange)) }
    return .success(value == 0 ? 0 : value)
  }
}

/// The codes a table may write for one item, and the categories they stand for.
struct CodeTable {
  static let none = CodeTable(codes: [], mapped: [:])

  private let written: ByteInterner
  private let values: [Int16]
  /// What the file may write, for messages: the mapping's codes, or the protocol's where nothing is mapped.
  let words: [String]

  /// A table's own codes come before the protocol's, which count too where the mapping leaves them free.
  init(codes: [String], mapped: [String: String]) {
    let own = mapped.sorted { $0.key < $1.key }
    let free = codes.filter { mapped[$0] == nil }
    let entries =
      own.map { ($0.key, codes.firstIndex(of: $0.value)) } + free.map { ($0, codes.firstIndex(of: $0)) }
    written = ByteInterner(entries.map(\.0))
    values = entries.map { $0.1.flatMap { Int16(exactly: $0) } ?? ItemColumn.noCode }
    words = mapped.isEmpty ? codes : own.map(\.key)
  }

  func code(_ cell: Cell) -> Int16? {
    guard let index = written.index(of: cell.bytes), values[index] != ItemColumn.noCode else { return nil }
    return values[index]
  }
}
