// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Reference results of one family, read from `Oracles/` at the top of the repository.
///
/// `Oracles/README.md` says where each value comes from and how many of its digits to trust.
struct Oracle {
  let cases: [Case]

  init(_ family: String) throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent("\(family).json"))
    let file = Value(try JSONSerialization.jsonObject(with: data))
    cases = file["cases"].list.map(Case.init)
    try #require(!cases.isEmpty, "\(family).json holds no cases")
  }

  /// The cases that ask for one method.
  static func cases(_ family: String, method: String) throws -> [Case] {
    let found = try Oracle(family).cases.filter { $0.method == method }
    try #require(!found.isEmpty, "\(family).json has no case for \(method)")
    return found
  }

  /// The folder of the reference results and, in `data/`, of the data sets they name.
  static var folder: URL {
    var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.appendingPathComponent("Oracles")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let method: String
    let input: Value
    let expect: Value

    init(_ value: Value) {
      id = value["id"].text ?? "?"
      method = value["method"].text ?? "?"
      input = value["input"]
      expect = value["expect"]
    }

    var testDescription: String { id }
  }

  /// A JSON value as the reference files use them.
  indirect enum Value: Sendable {
    case number(Double)
    case text(String)
    case list([Value])
    case table([String: Value])
    /// `null`: the reference does not define the value.
    case null
    /// The file has no such key: the reference says nothing.
    case absent

    init(_ json: Any) {
      switch json {
      case let text as String: self = .text(text)
      case let number as NSNumber: self = .number(number.doubleValue)
      case let list as [Any]: self = .list(list.map(Value.init))
      case let table as [String: Any]: self = .table(table.mapValues(Value.init))
      default: self = .null
      }
    }

    subscript(key: String) -> Value {
      if case .table(let table) = self { table[key] ?? .absent } else { .absent }
    }

    subscript(index: Int) -> Value {
      if case .list(let list) = self, list.indices.contains(index) { list[index] } else { .absent }
    }

    var isAbsent: Bool { if case .absent = self { true } else { false } }

    var isNull: Bool { if case .null = self { true } else { false } }

    var keys: [String] { if case .table(let table) = self { table.keys.sorted() } else { [] } }

    var list: [Value] { if case .list(let list) = self { list } else { [] } }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// A number; "Inf" and "-Inf" too, and `{"decimal": …}` as the nearest binary64.
    var number: Double? {
      switch self {
      case .number(let number): number
      case .text("Inf"): .infinity
      case .text("-Inf"): -.infinity
      case .table(let table): table["decimal"]?.text.flatMap { strtod($0, nil) }
      default: nil
      }
    }

    var numbers: [Double] { list.compactMap(\.number) }

    /// A number that the test cannot do without.
    var required: Double {
      get throws { try #require(number) }
    }

    var int: Int {
      get throws { Int(try required) }
    }
  }
}

/// Checks `actual` against a reference; absent references are skipped, undefined ones must be NaN.
func expectClose(
  _ actual: Double,
  _ expected: Oracle.Value,
  relative: Double,
  absolute: Double = 0,
  _ what: String = "",
  at place: SourceLocation = #_sourceLocation
) {
  switch expected {
  case .absent: return
  case .null: #expect(actual.isNaN, "\(what): not defined, got \(actual)", sourceLocation: place)
  default:
    guard let number = expected.number else {
      Issue.record("\(what): the reference is not a number", sourceLocation: place)
      return
    }
    expectClose(actual, number, relative: relative, absolute: absolute, what, at: place)
  }
}

/// Checks that `actual` lies within `relative` · |expected| + `absolute` of `expected`.
func expectClose(
  _ actual: Double,
  _ expected: Double,
  relative: Double,
  absolute: Double = 0,
  _ what: String = "",
  at place: SourceLocation = #_sourceLocation
) {
  // Below the normal range the format itself holds fewer digits.
  let allowed = relative * expected.magnitude + absolute + 4 * Double.leastNonzeroMagnitude
  let isClose = actual == expected || (actual - expected).magnitude <= allowed
  #expect(
    isClose,
    "\(what): got \(actual), expected \(expected), off by \((actual - expected) / expected) relative",
    sourceLocation: place
  )
}
