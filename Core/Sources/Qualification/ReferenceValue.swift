// SPDX-License-Identifier: Apache-2.0

import Markup

/// A value of a reference file with its path, such as `groups[0].surv[3]`.
struct ReferenceValue {
  let path: String
  /// nil where the file has no such key: the reference says nothing.
  private let value: JSONValue?

  init(_ value: JSONValue?, path: String = "") {
    self.value = value
    self.path = path
  }

  subscript(key: String) -> ReferenceValue {
    ReferenceValue(value?[key], path: path.isEmpty ? key : "\(path).\(key)")
  }

  subscript(index: Int) -> ReferenceValue {
    let values = value?.array ?? []
    let found: JSONValue? = values.indices.contains(index) ? .some(values[index]) : .none
    return ReferenceValue(found, path: "\(path)[\(index)]")
  }

  var isAbsent: Bool { if case .none = value { true } else { false } }

  /// The reference does not define the value.
  var isNull: Bool { if case .some(.null) = value { true } else { false } }

  /// `true`, or a number other than 0.
  var isTrue: Bool { value?.bool ?? (number.map { $0 != 0 } ?? false) }

  var keys: [String] { value?.members?.map(\.key) ?? [] }

  var list: [ReferenceValue] { (value?.array ?? []).indices.map { self[$0] } }

  var text: String? { value?.string }

  /// A number; "Inf" and "-Inf" too, and `{"decimal": …}` as the nearest binary64.
  var number: Double? {
    switch value {
    case .number(let number): number
    case .integer(let number): Double(number)
    case .string("Inf"): .infinity
    case .string("-Inf"): -.infinity
    case .object: value?["decimal"]?.string.flatMap { Double($0) }
    default: nil
    }
  }

  var numbers: [Double] { list.compactMap(\.number) }

  /// A number that a case cannot do without.
  func required() throws(ReferenceFault) -> Double {
    guard let number else { throw .missing(path) }
    return number
  }

  func integer() throws(ReferenceFault) -> Int {
    guard let number, let whole = Int(exactly: number) else { throw .missing(path) }
    return whole
  }

  /// How many values it holds that something could be compared with.
  var leafCount: Int {
    switch value {
    case .none, .string, .bool: number == nil ? 0 : 1
    case .array: list.reduce(0) { $0 + $1.leafCount }
    case .object(let members):
      number != nil ? 1 : members.reduce(0) { $0 + self[$1.key].leafCount }
    default: 1
    }
  }
}

/// Why a reference cannot be used.
public enum ReferenceFault: Error, Hashable, Sendable {
  /// The file is no JSON.
  case notJSON(JSONFault)
  /// It has no list of cases.
  case noCases
  /// A case lacks a value that its computation needs.
  case missing(String)
  /// The data set that a case names is not there, or is no table of numbers.
  case noData(String)
}

extension ReferenceFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notJSON(let fault): "it is no JSON: \(fault)"
    case .noCases: "it has no list \"cases\""
    case .missing(let path): "the case has no usable \(path)"
    case .noData(let name): "the data set \(name) is missing or no table of numbers"
    }
  }
}

/// One case of a reference file.
struct ReferenceCase {
  let id: String
  let method: String
  let input: ReferenceValue
  let expect: ReferenceValue

  init(_ value: JSONValue) {
    id = value["id"]?.string ?? "?"
    method = value["method"]?.string ?? "?"
    input = ReferenceValue(value["input"], path: "input")
    expect = ReferenceValue(value["expect"])
  }
}
