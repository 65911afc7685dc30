// SPDX-License-Identifier: Apache-2.0

import Foundation
import TrialDesign

/// Reads as much YAML as the studies of this project use, so that the tests of the pure half need no YAML library.
///
/// Block and flow maps and lists, quoted and folded plain scalars, comments, anchors and aliases; no block scalars,
/// tags or documents. Positions are those of the line only.
struct YAMLSubset {
  private struct Line {
    var indent: Int
    var text: String
    let number: Int
  }

  private var lines: [Line] = []
  private var at = 0
  private var anchors: [String: ProtocolNode] = [:]

  /// The outermost block of a text.
  static func node(_ text: String) -> ProtocolNode {
    var reader = YAMLSubset()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = withoutComment(line)
      guard let first = content.firstIndex(where: { $0 != " " }) else { continue }
      let indent = content.distance(from: content.startIndex, to: first)
      let trimmed = content[first...].trimmingCharacters(in: .whitespaces)
      reader.lines.append(Line(indent: indent, text: trimmed, number: index + 1))
    }
    return reader.block()
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    var quote: Character?
    var previous: Character = " "
    for index in line.indices {
      let character = line[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if "\"'".contains(character), " [{,:".contains(previous) {
        quote = character
      } else if character == "#", previous == " " {
        return line[..<index]
      }
      previous = character
    }
    return line
  }

  private var position: Position { Position(line: lines[min(at, lines.count - 1)].number, column: 1) }

  private mutating func block() -> ProtocolNode {
    let start = position
    let line = lines[at]
    if line.text == "-" || line.text.hasPrefix("- ") { return sequence(line.indent, start) }
    if Self.key(line.text) != nil { return mapping(line.indent, start) }
    at += 1
    return value(line.text, deeperThan: line.indent - 1, start)
  }

  private mutating func sequence(_ indent: Int, _ start: Position) -> ProtocolNode {
    var nodes: [ProtocolNode] = []
    while at < lines.count, lines[at].indent == indent, lines[at].text.hasPrefix("-") {
      let rest = lines[at].text.dropFirst()
      let content = rest.drop { $0 == " " }
      if content.isEmpty {
        at += 1
        nodes.append(block())
      } else {
        lines[at].indent = indent + 1 + rest.count - content.count
        lines[at].text = String(content)
        nodes.append(block())
      }
    }
    return ProtocolNode(.sequence(nodes), at: start)
  }

  private mutating func mapping(_ indent: Int, _ start: Position) -> ProtocolNode {
    var entries: [ProtocolNode.Entry] = []
    while at < lines.count, lines[at].indent == indent, let (key, rest) = Self.key(lines[at].text) {
      let place = position
      at += 1
      entries.append(ProtocolNode.Entry(key: key, at: place, value: value(rest, deeperThan: indent, place)))
    }
    return ProtocolNode(.mapping(entries), at: start)
  }

  /// What stands after a key or dash, with the lines that continue it.
  private mutating func value(_ text: String, deeperThan indent: Int, _ start: Position) -> ProtocolNode {
    if text.hasPrefix("&") {
      let name = text.dropFirst().prefix { $0 != " " }
      let rest = text.dropFirst(name.count + 1).drop { $0 == " " }
      let node = value(String(rest), deeperThan: indent, start)
      anchors[String(name)] = node
      return node
    }
    if text.isEmpty {
      let isList = at < lines.count && lines[at].indent == indent && lines[at].text.hasPrefix("- ")
      guard at < lines.count, lines[at].indent > indent || isList else {
        return ProtocolNode(.scalar(""), at: start)
      }
      return block()
    }
    var whole = text
    while at < lines.count, lines[at].indent > indent {
      whole += " " + lines[at].text
      at += 1
    }
    var rest = Substring(whole)
    if "[{\"'*".contains(whole.prefix(1)) { return flow(&rest, start) }
    return ProtocolNode(.scalar(whole), at: start)
  }

  /// The key of a line and what follows it; nil for a line without one.
  private static func key(_ text: String) -> (String, String)? {
    if text.hasPrefix("{") || text.hasPrefix("[") || text.hasPrefix("*") || text.hasPrefix("&") { return nil }
    if text.hasPrefix("\"") {
      let name = text.dropFirst().prefix { $0 != "\"" }
      let rest = text.dropFirst(name.count + 2)
      return rest.hasPrefix(":") ? (String(name), rest.dropFirst().trimmingCharacters(in: .whitespaces)) : nil
    }
    if text.hasSuffix(":"), !text.contains(": ") { return (String(text.dropLast()), "") }
    guard let colon = text.range(of: ": ") else { return nil }
    let rest = text[colon.upperBound...].trimmingCharacters(in: .whitespaces)
    return (String(text[..<colon.lowerBound]), rest)
  }

  // MARK: Flow

  private mutating func flow(_ text: inout Substring, _ start: Position) -> ProtocolNode {
    text = text.drop { $0 == " " }
    guard let first = text.first else { return ProtocolNode(.scalar(""), at: start) }
    switch first {
    case "{":
      var entries: [ProtocolNode.Entry] = []
      Self.elements(&text, until: "}") { text in
        let key = Self.scalar(&text, until: ":")
        text = text.drop { $0 == ":" }
        entries.append(ProtocolNode.Entry(key: key, at: start, value: flow(&text, start)))
      }
      return ProtocolNode(.mapping(entries), at: start)
    case "[":
      var nodes: [ProtocolNode] = []
      Self.elements(&text, until: "]") { nodes.append(flow(&$0, start)) }
      return ProtocolNode(.sequence(nodes), at: start)
    case "&":
      let name = text.dropFirst().prefix { $0 != " " }
      text = text.dropFirst(name.count + 1)
      let node = flow(&text, start)
      anchors[String(name)] = node
      return node
    case "*":
      let name = text.dropFirst().prefix { !" ,}]".contains($0) }
      text = text.dropFirst(name.count + 1)
      return anchors[String(name)] ?? ProtocolNode(.scalar("*\(name)"), at: start)
    default:
      return ProtocolNode(.scalar(Self.scalar(&text, until: ",")), at: start)
    }
  }

  private static func elements(
    _ text: inout Substring,
    until end: Character,
    _ read: (inout Substring) -> Void
  ) {
    text = text.dropFirst()
    while true {
      text = text.drop { $0 == " " || $0 == "," }
      guard let first = text.first, first != end else { break }
      read(&text)
    }
    text = text.dropFirst()
  }

  private static func scalar(_ text: inout Substring, until end: Character) -> String {
    text = text.drop { $0 == " " }
    if let quote = text.first, "\"'".contains(quote) {
      let content = text.dropFirst().prefix { $0 != quote }
      text = text.dropFirst(content.count + 2)
      return String(content)
    }
    let content = text.prefix { $0 != end && !",}]".contains($0) }
    text = text.dropFirst(content.count)
    return content.trimmingCharacters(in: .whitespaces)
  }
}
