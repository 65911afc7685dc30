// SPDX-License-Identifier: Apache-2.0

/// A column that says what ended each time: censoring, or one of several kinds of event.
struct CauseColumn: Sendable {
  let name: String
  /// The value that means censored; nil where nobody is.
  let censored: String?
  /// The kinds of event: numbers ascending, texts in the order in which the table first has them.
  let causes: [String]
  private let numbers: [String: Int]

  /// The word for a table in which nobody is censored.
  static let nobody = "none"

  /// Reads which values the column has.
  ///
  /// - Parameters:
  ///   - name: The column.
  ///   - table: Where it stands.
  ///   - censored: The value that means censored. Nil takes 0 in a column of the whole numbers 0, 1, 2, …; any other
  ///     coding is not guessed.
  /// - Throws: If censoring is not named, or named by a value that the column does not have; if no event is left.
  init(_ name: String, in table: DataTable, censored: String?) throws(DataFault) {
    let column = table.column(name)
    var found: [(key: String, text: String, number: Double)] = []
    var seen: Set<String> = []
    for text in column.levels(in: Array(0..<table.rowCount)).texts where !text.isEmpty {
      let key = Self.key(text)
      guard seen.insert(key).inserted else { continue }
      found.append((key, text, Double(text) ?? .nan))
    }
    if found.allSatisfy({ $0.number.isFinite }) { found.sort { $0.number < $1.number } }
    let known = found.map(\.text)
    let isCounted = found.allSatisfy { $0.number >= 0 && $0.number == $0.number.rounded() }
    let code: String?
    switch censored {
    case nil:
      guard isCounted, seen.contains(Self.key("0")) else {
        throw .censoringNotNamed(column: name, values: known)
      }
      code = Self.key("0")
    case .some(let word) where seen.contains(Self.key(word)): code = Self.key(word)
    case .some(Self.nobody): code = nil
    case .some(let word): throw .unknownLevel(word, column: name, known: known)
    }
    let kinds = found.filter { $0.key != code }
    guard !kinds.isEmpty else { throw .noCause(column: name) }
    self.name = name
    self.censored = found.first { $0.key == code }?.text
    causes = kinds.map(\.text)
    numbers = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($0.element.key, $0.offset + 1) })
  }

  /// What ended the time of each complete row: 0 for censoring, else the number of the cause from 1.
  func codes(in table: DataTable, _ rows: CompleteRows) -> [Int] {
    let (texts, codes) = table.column(name).levels(in: rows.rows)
    let causes = texts.map { numbers[Self.key($0)] ?? 0 }
    return codes.map { causes[$0] }
  }

  /// The numbers of the causes with these names, all where none is named.
  ///
  /// - Throws: The first name that is no cause.
  func numbers(of words: [String]) throws(DataFault) -> [Int] {
    guard !words.isEmpty else { return Array(1...causes.count) }
    var wanted: Set<Int> = []
    for word in words {
      guard let number = numbers[Self.key(word)] else {
        throw .unknownLevel(word, column: name, known: causes)
      }
      wanted.insert(number)
    }
    return wanted.sorted()
  }

  /// 2, 2.0 and 02 are one value.
  private static func key(_ text: String) -> String {
    Double(text).flatMap { $0.isFinite ? "\($0)" : nil } ?? text
  }
}
