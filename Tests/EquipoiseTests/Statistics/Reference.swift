// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Reference results beside the answers of the program: JSON read without a shape.
struct Reference: Sendable {
  /// Cases of a family of `Oracles/`, by method.
  static func cases(_ family: String, method: String? = nil) throws -> [Case] {
    let file = Reference(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appendingPathComponent("\(family).json"))
      )
    )
    let found = file["cases"].list.map(Case.init).filter { method == nil || $0.method == method }
    try #require(!found.isEmpty)
    return found
  }

  /// The reference results at the top of the repository.
  static var folder: URL {
    var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.appendingPathComponent("Oracles")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let method: String
    let input: Reference
    let expect: Reference

    init(_ value: Reference) {
      id = value["id"].text ?? "?"
      method = value["method"].text ?? "?"
      input = value["input"]
      expect = value["expect"]
    }

    var testDescription: String { id }
    /// The path of the data set that the case names.
    var data: String { Reference.folder.appendingPathComponent(input["data"].text ?? "").path }
  }

  private enum Content: Sendable {
    case absent
    case null
    case number(Double)
    case text(String)
    case list([Reference])
    case table([String: Reference])
  }

  private let content: Content

  init(_ json: Any?) {
    content =
      switch json {
      case nil: .absent
      case let text as String: .text(text)
      case let number as NSNumber: .number(number.doubleValue)
      case let list as [Any]: .list(list.map { Reference($0) })
      case let table as [String: Any]: .table(table.mapValues { Reference($0) })
      default: .null
      }
  }

  subscript(key: String) -> Reference {
    if case .table(let table) = content { table[key] ?? Reference(nil) } else { Reference(nil) }
  }

  subscript(index: Int) -> Reference {
    if case .list(let list) = content, list.indices.contains(index) { list[index] } else { Reference(nil) }
  }

  var list: [Reference] { if case .list(let list) = content { list } else { [] } }
  var text: String? { if case .text(let text) = content { text } else { nil } }
  var isAbsent: Bool { if case .absent = content { true } else { false } }
  var isNull: Bool { if case .null = content { true } else { false } }

  /// A number; infinities as the references and as the program write them.
  var number: Double? {
    switch content {
    case .number(let number): number
    case .text("Inf"), .text("Infinity"): .infinity
    case .text("-Inf"), .text("-Infinity"): -.infinity
    case .table(let table): table["decimal"]?.text.flatMap { Double($0) }
    default: nil
    }
  }

  /// Whether it is the number of the reference, to a relative error; where the reference has none, neither has this.
  func expect(
    _ reference: Reference,
    _ what: String,
    relative: Double = 1e-10,
    absolute: Double = 0,
    at place: SourceLocation = #_sourceLocation
  ) {
    guard !reference.isAbsent else { return }
    guard let wanted = reference.number else {
      #expect(isNull, "\(what): not defined", sourceLocation: place)
      return
    }
    guard let number else {
      Issue.record("\(what): no number, expected \(wanted)", sourceLocation: place)
      return
    }
    let isClose =
      number == wanted || (number - wanted).magnitude <= relative * wanted.magnitude + absolute + 1e-300
    #expect(isClose, "\(what): got \(number), expected \(wanted)", sourceLocation: place)
  }
}

/// Runs `equipoise stats … --json` and reads the answer.
func calculated(_ words: [String], at place: SourceLocation = #_sourceLocation) throws -> Reference {
  let result = try program(["stats"] + words + ["--json"])
  #expect(result.code == 0, "\(result.complaint)", sourceLocation: place)
  return Reference(try JSONSerialization.jsonObject(with: Data(result.output.utf8)))
}
