// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A JSON document as tests read it.
indirect enum JSONTree: Sendable, Equatable {
  case number(Double)
  case text(String)
  case truth(Bool)
  case list([JSONTree])
  case table([String: JSONTree])
  case null
  /// There is no such key.
  case absent

  init(_ bytes: [UInt8]) throws {
    self.init(try JSONSerialization.jsonObject(with: Data(bytes)))
  }

  private init(_ json: Any) {
    switch json {
    case let text as String: self = .text(text)
    // JSONSerialization gives true and 1 the same class; only their encodings differ.
    case let number as NSNumber where String(cString: number.objCType) == "c": self = .truth(number.boolValue)
    case let number as NSNumber: self = .number(number.doubleValue)
    case let list as [Any]: self = .list(list.map { JSONTree($0) })
    case let table as [String: Any]: self = .table(table.mapValues { JSONTree($0) })
    default: self = .null
    }
  }

  subscript(key: String) -> JSONTree {
    if case .table(let table) = self { table[key] ?? .absent } else { .absent }
  }

  subscript(index: Int) -> JSONTree {
    if case .list(let list) = self, list.indices.contains(index) { list[index] } else { .absent }
  }

  /// The value at an address, its parts joined by `/`.
  func at(_ path: String) -> JSONTree {
    let found = path.split(separator: "/").reduce(self) { $0[String($1)] }
    // An address that is also the beginning of others keeps its own value under the empty key.
    if case .table(let table) = found, let own = table[""] { return own }
    return found
  }

  var list: [JSONTree] { if case .list(let list) = self { list } else { [] } }

  var table: [String: JSONTree] { if case .table(let table) = self { table } else { [:] } }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  var number: Double? { if case .number(let number) = self { number } else { nil } }

  var numbers: [Double] { list.compactMap(\.number) }
}
