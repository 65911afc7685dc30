// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension TrialRecord {
  /// The same facts in canonical order: subjects by id, rows by subject, then by when they happened, then by content.
  ///
  /// Rows that are equal in all this are equal in every value, so no trace of the order in a file is left. What is
  /// unknown comes first; contents compare item by item in the order of the form.
  ///
  /// - Parameter study: Says the order of each form's items.
  /// - Returns: A record that any other record of the same facts equals.
  public func inCanonicalOrder(of study: StudyProtocol) -> TrialRecord {
    let order = subjects.indices.sorted { precedesNaturally(subjects[$0], subjects[$1]) }
    var rank = [Int32](repeating: 0, count: subjects.count)
    for (new, old) in order.enumerated() { rank[old] = Int32(new) }
    var sorted: [String: FormTable] = [:]
    for (id, table) in tables {
      let items = study.form(id)?.items.map(\.id) ?? table.columns.keys.sorted()
      sorted[id] = table.sorted(rank: rank, items: items)
    }
    return TrialRecord(subjects: order.map { subjects[$0] }, tables: sorted, limits: limits)
  }
}

extension FormTable {
  fileprivate func sorted(rank: [Int32], items: [String]) -> FormTable {
    // A counting sort by subject, then small sorts within each: rows of a million subjects take two passes.
    var starts = [Int](repeating: 0, count: rank.count + 1)
    for old in subject { starts[Int(rank[Int(old)]) + 1] += 1 }
    for index in 0..<rank.count { starts[index + 1] += starts[index] }
    var next = starts
    var order = [Int](repeating: 0, count: count)
    for (row, old) in subject.enumerated() {
      let new = Int(rank[Int(old)])
      order[next[new]] = row
      next[new] += 1
    }
    let contents = items.compactMap { columns[$0] }
    for index in 0..<rank.count where starts[index + 1] - starts[index] > 1 {
      order[starts[index]..<starts[index + 1]].sort { precedes($0, $1, by: contents, items) }
    }
    let isSame = order.enumerated().allSatisfy { $0 == $1 }
    let table = isSame ? self : rows(order)
    return FormTable(
      subject: table.subject.map { rank[Int($0)] },
      happened: table.happened,
      recorded: table.recorded,
      columns: table.columns,
      missingReasons: table.missingReasons
    )
  }

  private func precedes(_ a: Int, _ b: Int, by contents: [ItemColumn], _ items: [String]) -> Bool {
    if happened[a] != happened[b] { return happened[a] < happened[b] }
    for column in contents {
      if column.precedes(a, b) { return true }
      if column.precedes(b, a) { return false }
    }
    if !missingReasons.isEmpty {
      for item in items {
        let (left, right) = (missingReasons[item]?[a] ?? "", missingReasons[item]?[b] ?? "")
        if left != right { return left.utf8.lexicographicallyPrecedes(right.utf8) }
      }
    }
    return recorded[a] < recorded[b]
  }
}

extension ItemColumn {
  /// Whether the value of row `a` sorts before that of row `b`; missing values come first.
  fileprivate func precedes(_ a: Int, _ b: Int) -> Bool {
    switch self {
    case .codes(let codes): return codes[a] < codes[b]
    case .numbers(let numbers):
      return numbers[a].isNaN ? !numbers[b].isNaN : numbers[a] < numbers[b]
    // By bytes: Swift holds texts for equal that differ in their Unicode composition.
    case .texts(let texts): return texts[a].utf8.lexicographicallyPrecedes(texts[b].utf8)
    case .days(let days, let partial):
      if days[a] != days[b] { return days[a] < days[b] }
      guard days[a] == ItemColumn.noDay, !partial.isEmpty else { return false }
      return (partial[a]?.description ?? "") < (partial[b]?.description ?? "")
    }
  }
}

/// Whether an identifier sorts before another: runs of digits as numbers (`S-2` before `S-10`), all else by bytes.
///
/// Identifiers that differ only in leading zeros sort by their bytes, so that no two of them are equal.
func precedesNaturally(_ a: String, _ b: String) -> Bool {
  var left = a
  var right = b
  return left.withUTF8 { first in
    right.withUTF8 { second in precedesNaturally(first, second) }
  }
}

private func precedesNaturally(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  var i = 0
  var j = 0
  while i < a.count, j < b.count {
    guard isDigit(a[i]), isDigit(b[j]) else {
      if a[i] != b[j] { return a[i] < b[j] }
      i += 1
      j += 1
      continue
    }
    let first = digits(a, from: i)
    let second = digits(b, from: j)
    if first.count != second.count { return first.count < second.count }
    for (x, y) in zip(first, second) where a[x] != b[y] { return a[x] < b[y] }
    i = first.upperBound
    j = second.upperBound
  }
  let (restOfA, restOfB) = (a.count - i, b.count - j)
  return restOfA == 0 && restOfB == 0 ? a.lexicographicallyPrecedes(b) : restOfA == 0
}

/// The run of digits that begins here, without its leading zeros.
private func digits(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
  var first = start
  while first < bytes.count, bytes[first] == UInt8(ascii: "0") { first += 1 }
  var end = first
  while end < bytes.count, isDigit(bytes[end]) { end += 1 }
  return first..<end
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
