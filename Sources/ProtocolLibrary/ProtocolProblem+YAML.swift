// SPDX-License-Identifier: Apache-2.0

import TrialDesign
import Yams

/// What is wrong before a file is a protocol at all: its bytes and its YAML.
extension ProtocolProblem {
  private init(_ problem: String, at position: Position, remedy: String) {
    self.init(place: "", position: position, problem: problem, remedy: remedy)
  }

  static let emptyFile = ProtocolProblem(
    "the file is empty",
    at: Position(line: 1, column: 1),
    remedy: "Begin with \"equipoise: 1\"; \"equipoise new DIR\" writes an example to start from."
  )

  static func tooLarge(at position: Position) -> ProtocolProblem {
    ProtocolProblem(
      "the file is too large or too deeply nested, its anchors included",
      at: position,
      remedy: "Keep subject data in data/*.csv, and use an anchor (&name, *name) for short parts only."
    )
  }

  static func tooDeep(at position: Position, limit: Int) -> ProtocolProblem {
    ProtocolProblem(
      "more than \(limit) lists or blocks inside each other",
      at: position,
      remedy: "Close the brackets that were opened; no part of a protocol is nested that deeply."
    )
  }

  static func compoundKey(at position: Position) -> ProtocolProblem {
    ProtocolProblem(
      "a list or block where a key belongs",
      at: position,
      remedy: "Write a word before \":\", and put texts with \"{\" or \"[\" in quotation marks."
    )
  }

  static func duplicateKey(_ key: String, at position: Position, first: Position?) -> ProtocolProblem {
    ProtocolProblem(
      "the key \"\(key)\" stands twice in this block" + (first.map { ", first on line \($0.line)" } ?? ""),
      at: position,
      remedy: "Keep one of the two, or write the entries as a list: each begins with \"- \"."
    )
  }

  /// The first byte that is no UTF-8.
  static func notUTF8(_ bytes: [UInt8]) -> ProtocolProblem {
    var position = Position(line: 1, column: 1)
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) {
      position =
        scalar == "\n"
        ? Position(line: position.line + 1, column: 1)
        : Position(line: position.line, column: position.column + 1)
    }
    return ProtocolProblem(
      "the file is not UTF-8 text",
      at: position,
      remedy: "Save it with the encoding UTF-8 (in most editors: \"Save as\", encoding UTF-8)."
    )
  }

  /// A fault that the YAML reader found.
  init(yaml error: any Error, in text: String) {
    let (what, position) = Self.fault(error, in: text)
    if Self.hasTabIndentation(text, near: position.line) {
      self.init(
        "a tab in the indentation",
        at: position,
        remedy: "Indent with spaces: YAML does not allow tabs at the beginning of a line."
      )
    } else {
      self.init(
        "this is not YAML: \(what)",
        at: position,
        remedy: "Look here and on the line above: a \":\", bracket or quotation mark is missing or too many, "
          + "or the indentation changed."
      )
    }
  }

  private static func fault(_ error: any Error, in text: String) -> (String, Position) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let around = context.map { " " + $0.text } ?? ""
      return (problem + around, Position(mark))
    case YamlError.reader(let problem, let offset, _, _):
      return (problem, position(ofByte: offset ?? 0, in: text))
    default:
      return ("it cannot be read", Position(line: 1, column: 1))
    }
  }

  private static func position(ofByte offset: Int, in text: String) -> Position {
    let before = text.utf8.prefix(max(0, offset))
    let line = before.filter { $0 == UInt8(ascii: "\n") }.count + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return Position(line: line, column: column)
  }

  private static func hasTabIndentation(_ text: String, near line: Int) -> Bool {
    let lines = text.split(separator: "\n", maxSplits: line, omittingEmptySubsequences: false)
    return lines.prefix(line).suffix(2).contains { line in
      line.prefix { $0 == " " || $0 == "\t" }.contains("\t")
    }
  }
}
