// SPDX-License-Identifier: Apache-2.0

import TrialDesign
import Yams

/// The text of a protocol file, turned into nodes that know their line and column.
public enum ProtocolText {
  /// Anchors repeat parts of a file without writing them; a file that grows beyond this is not a protocol.
  static let largestNumberOfNodes = 1_000_000

  /// Nested deeper than this, a file is not a protocol, and the YAML reader would run out of stack.
  static let largestDepth = 200

  /// Reads YAML.
  ///
  /// - Parameter bytes: The whole file.
  /// - Returns: The file's nodes, nil where they cannot be told; and what is wrong with the YAML itself. Keys that
  ///   stand twice are a problem that leaves the rest readable.
  public static func read(_ bytes: [UInt8]) -> (root: ProtocolNode?, problems: [ProtocolProblem]) {
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      return (nil, [.notUTF8(bytes)])
    }
    var text = decoded
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    if let problem = tooDeep(text) { return (nil, [problem]) }
    return compose(text)
  }

  private static func compose(_ text: String) -> (root: ProtocolNode?, problems: [ProtocolProblem]) {
    var text = text
    // The composer refuses a block with a key that stands twice. The first of the two is marked and left out, so
    // that all other problems of the file are still found; each turn marks one key.
    while true {
      do {
        guard let node = try Yams.compose(yaml: text) else { return (nil, [.emptyFile]) }
        var conversion = NodeConversion()
        let root = conversion.node(node, inherited: Position(line: 1, column: 1), depth: 0)
        return (conversion.isTooLarge ? nil : root, conversion.problems)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        guard let key = keys.first, let marked = DuplicateKey.mark(key, at: context.mark, in: text) else {
          return (nil, [.duplicateKey(keys.first ?? "", at: Position(context.mark), first: nil)])
        }
        text = marked
      } catch {
        return (nil, [ProtocolProblem(yaml: error, in: text)])
      }
    }
  }

  /// Deep nesting in brackets, or of lists in lists on one line.
  private static func tooDeep(_ text: String) -> ProtocolProblem? {
    var line = 1
    var depth = 0
    var dashes = 0
    var isLineStart = true
    for byte in text.utf8 {
      // A line that begins with a letter is a new key: brackets inside the texts above it mean nothing here.
      if isLineStart, (UInt8(ascii: "A")...UInt8(ascii: "z")).contains(byte), byte != UInt8(ascii: "[") {
        depth = 0
      }
      isLineStart = byte == UInt8(ascii: "\n")
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        dashes = 0
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += 1
      default: break
      }
      if depth > largestDepth || dashes > 10 * largestDepth {
        return .tooDeep(at: Position(line: line, column: 1), limit: largestDepth)
      }
    }
    return nil
  }
}

/// Yams' nodes become ours.
private struct NodeConversion {
  private(set) var problems: [ProtocolProblem] = []
  private(set) var isTooLarge = false
  private var count = 0

  mutating func node(_ node: Node, inherited: Position, depth: Int) -> ProtocolNode {
    let position = node.mark.map { Position($0) } ?? inherited
    count += 1
    if count > ProtocolText.largestNumberOfNodes || depth > ProtocolText.largestDepth {
      if !isTooLarge { problems.append(.tooLarge(at: position)) }
      isTooLarge = true
      return ProtocolNode(.scalar(""), at: position)
    }
    switch node {
    case .scalar(let scalar):
      return ProtocolNode(.scalar(scalar.isNull ? "" : scalar.string), at: position)
    case .sequence(let sequence):
      var elements: [ProtocolNode] = []
      for element in sequence where !isTooLarge {
        elements.append(self.node(element, inherited: position, depth: depth + 1))
      }
      return ProtocolNode(.sequence(elements), at: position)
    case .mapping(let mapping):
      return ProtocolNode(.mapping(entries(of: mapping, at: position, depth: depth)), at: position)
    case .alias:
      // The composer puts the anchored node in its place.
      return ProtocolNode(.scalar(""), at: position)
    }
  }

  private mutating func entries(
    of mapping: Node.Mapping,
    at position: Position,
    depth: Int
  ) -> [ProtocolNode.Entry] {
    var entries: [ProtocolNode.Entry] = []
    var left: [(key: String, position: Position)] = []
    for (key, value) in mapping where !isTooLarge {
      let place = key.mark.map { Position($0) } ?? position
      guard case .scalar(let scalar) = key else {
        problems.append(.compoundKey(at: place))
        continue
      }
      if let name = DuplicateKey.name(ofMarked: scalar.string) {
        left.append((name, place))
        continue
      }
      let node = node(value, inherited: place, depth: depth + 1)
      entries.append(ProtocolNode.Entry(key: scalar.string, at: place, value: node))
    }
    for (index, twin) in left.enumerated() {
      let next =
        left[(index + 1)...].first { $0.key == twin.key }?.position
        ?? entries.first { $0.key == twin.key }?.position
      problems.append(.duplicateKey(twin.key, at: next ?? twin.position, first: twin.position))
    }
    return entries
  }
}

extension Node.Scalar {
  /// `key:` with nothing after it, and the words that YAML has for nothing.
  fileprivate var isNull: Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(string)
  }
}

/// The first of two equal keys, with a sign behind its name.
private enum DuplicateKey {
  /// A sign of the private use area: it means nothing in any text.
  private static let sign: Unicode.Scalar = "\u{F8FF}"

  /// The text with the key at `mark` marked; nil where the key is not written there in plain letters.
  static func mark(_ key: String, at mark: Mark, in text: String) -> String? {
    var scalars = text.unicodeScalars
    var start = scalars.startIndex
    for _ in 1..<max(1, mark.line) {
      guard let end = scalars[start...].firstIndex(of: "\n") else { return nil }
      start = scalars.index(after: end)
    }
    guard let first = scalars.index(start, offsetBy: mark.column - 1, limitedBy: scalars.endIndex),
      !key.isEmpty, scalars[first...].starts(with: key.unicodeScalars),
      let end = scalars.index(first, offsetBy: key.unicodeScalars.count, limitedBy: scalars.endIndex)
    else { return nil }
    scalars.insert(sign, at: end)
    return String(scalars)
  }

  static func name(ofMarked key: String) -> String? {
    guard key.unicodeScalars.last == sign else { return nil }
    // Of three equal keys the first is marked twice, because the marked second equals it again.
    return String(String.UnicodeScalarView(key.unicodeScalars.filter { $0 != sign }))
  }
}

extension Position {
  init(_ mark: Mark) {
    self.init(line: max(1, mark.line), column: max(1, mark.column))
  }
}
