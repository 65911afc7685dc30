// SPDX-License-Identifier: Apache-2.0

/// A piece of an HTML page or of an SVG figure, as a value.
///
/// Text is escaped when it is written, attributes too; the only way around is `raw`. The same tree always
/// gives the same bytes: attributes keep the order in which they were given.
///
/// ```swift
/// let row: Node = .tr(.td("CAV"), .td(.text(rate), class: "number"))
/// ```
public indirect enum Node: Sendable {
  /// An element with its attributes in order. Prefer the named tags (`.div`, `.path`).
  case element(String, [(String, String)], [Node])

  /// Text for people; `<`, `>` and `&` in it stay what they are.
  case text(String)

  /// Bytes that are written as they stand, unescaped.
  ///
  /// Every use says in a comment why the string is safe, for example a style sheet that is a constant of
  /// ours.
  case raw(String)

  /// Several nodes without an element around them.
  case fragment([Node])

  /// Nothing at all.
  public static var nothing: Node { .fragment([]) }
}

extension Node: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) {
    self = .text(value)
  }
}

// MARK: - Writing

extension Node {
  /// How elements are spread over lines.
  public enum Layout: Sendable {
    /// No character that is not in the tree.
    case compact

    /// One element a line, indented, for files that people read and compare. An element that holds text keeps
    /// all its content on one line, because blanks inside text would be seen.
    case lines
  }

  /// The tree as text.
  public func rendered(_ layout: Layout = .compact) -> String {
    var text = ""
    render(into: &text, layout)
    return text
  }

  /// Appends the tree to `output`.
  public func render(into output: inout String, _ layout: Layout = .compact) {
    switch layout {
    case .compact: writeCompact(into: &output)
    case .lines: writeLines(into: &output, depth: 0)
    }
  }

  private func writeCompact(into output: inout String) {
    switch self {
    case .text(let text): output.appendEscaped(text, quotes: false)
    case .raw(let text): output.append(text)
    case .fragment(let nodes):
      for node in nodes { node.writeCompact(into: &output) }
    case .element(let name, let attributes, let children):
      Self.open(name, attributes, hasChildren: !children.isEmpty, into: &output)
      for child in children { child.writeCompact(into: &output) }
      Self.close(name, hasChildren: !children.isEmpty, into: &output)
    }
  }

  private func writeLines(into output: inout String, depth: Int) {
    switch self {
    case .fragment(let nodes):
      for node in nodes { node.writeLines(into: &output, depth: depth) }
    case .text, .raw:
      output.append(String(repeating: "  ", count: depth))
      writeCompact(into: &output)
      output.append("\n")
    case .element(let name, let attributes, let children):
      output.append(String(repeating: "  ", count: depth))
      if children.isEmpty || children.contains(where: \.holdsText) {
        writeCompact(into: &output)
      } else {
        Self.open(name, attributes, hasChildren: true, into: &output)
        output.append("\n")
        for child in children { child.writeLines(into: &output, depth: depth + 1) }
        output.append(String(repeating: "  ", count: depth))
        Self.close(name, hasChildren: true, into: &output)
      }
      output.append("\n")
    }
  }

  private var holdsText: Bool {
    switch self {
    case .text, .raw: true
    case .fragment(let nodes): nodes.contains(where: \.holdsText)
    case .element: false
    }
  }

  private static func open(
    _ name: String,
    _ attributes: [(String, String)],
    hasChildren: Bool,
    into output: inout String
  ) {
    output.append("<")
    output.append(name)
    for (key, value) in attributes {
      output.append(" ")
      output.append(key)
      output.append("=\"")
      output.appendEscaped(value, quotes: true)
      output.append("\"")
    }
    // `<div/>` is read by HTML parsers as an opening tag, so only elements that are empty by nature may close
    // here.
    output.append(!hasChildren && Tag.closesItself(name) ? "/>" : ">")
  }

  private static func close(_ name: String, hasChildren: Bool, into output: inout String) {
    guard hasChildren || !Tag.closesItself(name) else { return }
    output.append("</")
    output.append(name)
    output.append(">")
  }
}

extension String {
  /// Appends `text` with the signs of markup replaced; in long runs, because most text has none of them.
  fileprivate mutating func appendEscaped(_ text: String, quotes: Bool) {
    var rest = text[...]
    while let position = rest.utf8.firstIndex(where: { Self.entity(for: $0, quotes: quotes) != nil }) {
      append(contentsOf: rest[..<position])
      append(Self.entity(for: rest.utf8[position], quotes: quotes) ?? "")
      rest = rest[rest.utf8.index(after: position)...]
    }
    append(contentsOf: rest)
  }

  private static func entity(for byte: UInt8, quotes: Bool) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\"") where quotes: "&quot;"
    default: nil
    }
  }
}
