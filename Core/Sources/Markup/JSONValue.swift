// SPDX-License-Identifier: Apache-2.0

/// A JSON document whose objects keep the order of their keys, so that the same results give the same bytes.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Not a number and infinities have no form in JSON and are written as `null`.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One key of an object and its value.
  public struct Member: Hashable, Sendable {
    public let key: String
    public let value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value, or `null` where there is none.
  public static func optional(_ value: Double?) -> JSONValue {
    value.map(JSONValue.number) ?? .null
  }

  /// The value, or `null` where there is none.
  public static func optional(_ value: Int?) -> JSONValue {
    value.map(JSONValue.integer) ?? .null
  }

  /// The value, or `null` where there is none.
  public static func optional(_ value: String?) -> JSONValue {
    value.map(JSONValue.string) ?? .null
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  public init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
}

// MARK: - Writing

extension JSONValue {
  /// How a document is spread over lines.
  public enum Layout: Sendable {
    /// No blank and no line break.
    case compact
    /// One value a line, indented by two blanks; for files that people read.
    case pretty
  }

  /// The document as text, without a line break at its end.
  public func rendered(_ layout: Layout) -> String {
    var output = ""
    write(into: &output, layout, depth: 0)
    return output
  }

  private func write(into output: inout String, _ layout: Layout, depth: Int) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value): output += Self.digits(of: value)
    case .string(let text): Self.quote(text, into: &output)
    case .array(let values):
      Self.list(values, between: ("[", "]"), into: &output, layout, depth) { value, output in
        value.write(into: &output, layout, depth: depth + 1)
      }
    case .object(let members):
      Self.list(members, between: ("{", "}"), into: &output, layout, depth) { member, output in
        Self.quote(member.key, into: &output)
        output += layout == .pretty ? ": " : ":"
        member.value.write(into: &output, layout, depth: depth + 1)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element],
    between brackets: (String, String),
    into output: inout String,
    _ layout: Layout,
    _ depth: Int,
    _ write: (Element, inout String) -> Void
  ) {
    output += brackets.0
    for (index, element) in elements.enumerated() {
      if index > 0 { output += "," }
      breakLine(in: &output, layout, depth + 1)
      write(element, &output)
    }
    if !elements.isEmpty { breakLine(in: &output, layout, depth) }
    output += brackets.1
  }

  private static func breakLine(in output: inout String, _ layout: Layout, _ depth: Int) {
    guard layout == .pretty else { return }
    output += "\n"
    output += String(repeating: "  ", count: depth)
  }

  /// The shortest digits that read back as the same number.
  private static func digits(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    // Zero below has a sign that readers of a report have no use for.
    guard value != 0 else { return "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quote(_ text: String, into output: inout String) {
    output += "\""
    if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for scalar in text.unicodeScalars { escape(scalar, into: &output) }
    } else {
      output += text
    }
    output += "\""
  }

  private static func escape(_ scalar: Unicode.Scalar, into output: inout String) {
    switch scalar {
    case "\"": output += "\\\""
    case "\\": output += "\\\\"
    case "\n": output += "\\n"
    case "\r": output += "\\r"
    case "\t": output += "\\t"
    case _ where scalar.value < 0x20:
      let hex = String(scalar.value, radix: 16)
      output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: output.unicodeScalars.append(scalar)
    }
  }
}
