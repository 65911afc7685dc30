// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension TrialRecord {
  /// Hands out the bytes that stand for the record's facts, for a fingerprint.
  ///
  /// They depend on subjects, items and values only: not on files, the order of rows, own column names or own codes, nor
  /// on a column or form that holds no value. All integers are little-endian; a text is its length in bytes as UInt32 and
  /// its UTF-8.
  ///
  ///     record  = "equipoise record 1\n" subjects form* limits?  forms by id; those without rows are left out
  ///     subjects = count:UInt64 text*
  ///     form    = "F" id:text rows:UInt64 subject:Int32* recorded:Int32* column* reason*     columns by id
  ///     column  = "C" id:text count:UInt32 code:text* index:Int16*       the codes that occur, sorted by bytes
  ///             | "N" id:text value:IEEE754 binary64*                    one NaN for missing
  ///             | "D" id:text day:Int32* count:UInt64 (row:UInt64 date:text)*
  ///             | "T" id:text text*
  ///     reason  = "M" id:text count:UInt64 (row:UInt64 code:text)*       why values are missing; items without any are left out
  ///     limits  = "L" "" count:UInt64 (field:text{10})*                  the table's columns; rows sorted by bytes; left out where empty
  ///
  /// - Parameters:
  ///   - study: The protocol, which knows the codes behind their indices.
  ///   - body: Called with one chunk after the other; their borders mean nothing.
  public func forEachCanonicalChunk(of study: StudyProtocol, _ body: ([UInt8]) -> Void) {
    var head = CanonicalBytes()
    head.bytes.append(contentsOf: "equipoise record 1\n".utf8)
    head.append(UInt64(subjects.count))
    for subject in subjects { head.append(subject) }
    body(head.bytes)
    for (id, table) in tables.sorted(by: { $0.key < $1.key }) where table.count > 0 {
      var rows = CanonicalBytes()
      rows.append("F", id)
      rows.append(UInt64(table.count))
      for value in table.subject { rows.append(value) }
      for value in table.recorded { rows.append(value) }
      body(rows.bytes)
      for (item, column) in table.columns.sorted(by: { $0.key < $1.key })
      where (0..<table.count).contains(where: { column.isKnown($0) }) {
        let codes = study.item(ItemPath(form: id, item: item)).map { study.codes(of: $0) } ?? []
        body(CanonicalBytes(item, column, codes: codes).bytes)
      }
      for (item, reasons) in table.missingReasons.sorted(by: { $0.key < $1.key }) where !reasons.isEmpty {
        var bytes = CanonicalBytes()
        bytes.append("M", item)
        bytes.append(UInt64(reasons.count))
        for (row, code) in reasons.sorted(by: { $0.key < $1.key }) {
          bytes.append(UInt64(row))
          bytes.append(code)
        }
        body(bytes.bytes)
      }
    }
    guard let limits, !limits.rows.isEmpty else { return }
    body(CanonicalBytes(limits).bytes)
  }

  /// All chunks of `forEachCanonicalChunk(of:_:)` in one array.
  public func canonicalBytes(of study: StudyProtocol) -> [UInt8] {
    var bytes: [UInt8] = []
    forEachCanonicalChunk(of: study) { bytes.append(contentsOf: $0) }
    return bytes
  }
}

private struct CanonicalBytes {
  var bytes: [UInt8] = []

  init() {}

  init(_ id: String, _ column: ItemColumn, codes: [String]) {
    switch column {
    case .codes(let values):
      // The protocol may list its categories in any order, so they are numbered anew.
      let occurring = Set(values).subtracting([ItemColumn.noCode])
      let sorted = occurring.sorted { codes[Int($0)].utf8.lexicographicallyPrecedes(codes[Int($1)].utf8) }
      let number = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, Int16($0)) })
      append("C", id)
      append(UInt32(sorted.count))
      for code in sorted { append(codes[Int(code)]) }
      for value in values { append(number[value] ?? ItemColumn.noCode) }
    case .numbers(let values):
      append("N", id)
      for value in values {
        append(value.isNaN ? Double.nan.bitPattern : (value == 0 ? 0 : value).bitPattern)
      }
    case .days(let days, let partial):
      append("D", id)
      for day in days { append(day) }
      append(UInt64(partial.count))
      for (row, date) in partial.sorted(by: { $0.key < $1.key }) {
        append(UInt64(row))
        append(date.description)
      }
    case .texts(let values):
      append("T", id)
      for value in values { append(value) }
    }
  }

  init(_ limits: LaboratoryLimits) {
    let rows = limits.rows.map { row in
      var bytes = CanonicalBytes()
      for field in row.fields { bytes.append(field) }
      return bytes.bytes
    }
    append("L", "")
    append(UInt64(rows.count))
    for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) { bytes.append(contentsOf: row) }
  }

  mutating func append(_ tag: StaticString, _ id: String) {
    tag.withUTF8Buffer { bytes.append(contentsOf: $0) }
    append(id)
  }

  mutating func append(_ text: String) {
    append(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
