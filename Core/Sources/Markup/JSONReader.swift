// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a JSON document (RFC 8259), and where.
public struct JSONFault: Error, Hashable, Sendable {
  /// Bytes before the fault.
  public let offset: Int
  public let problem: String
}

extension JSONFault: CustomStringConvertible {
  public var description: String { "byte \(offset + 1): \(problem)" }
}

extension JSONValue {
  /// How deep arrays and objects may lie in each other: more is an attack, not a document.
  public static let depthLimit = 64

  /// Reads a document.
  ///
  /// An object with the same key twice is refused: readers differ in which one counts.
  ///
  /// - Parameter bytes: UTF-8.
  /// - Throws: The first fault.
  public init(json bytes: [UInt8]) throws(JSONFault) {
    self = try bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONFault> in
      do throws(JSONFault) {
        var reader = JSONReader(bytes: buffer)
        return .success(try reader.document())
      } catch {
        return .failure(error)
      }
    }.get()
  }

  /// The value of a key; nil where the value is no object or has no such key.
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  public var string: String? { if case .string(let text) = self { text } else { nil } }

  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }

  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
}

/// One pass over the bytes of a document.
private struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func document() throws(JSONFault) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw fault("something stands after the document") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    skipBlanks()
    guard position < bytes.count else { throw fault("the document ends where a value belongs") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
    try goInside(depth)
    var members: [JSONValue.Member] = []
    // A few keys are compared one by one; many would take the square of their number.
    var keys: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw fault("a key in quotation marks belongs here")
      }
      let start = position
      let key = try text()
      let isNew: Bool
      if members.count < Self.fewKeys {
        isNew = !members.contains { $0.key == key }
      } else {
        if keys.isEmpty { keys = Set(members.map(\.key)) }
        isNew = keys.insert(key).inserted
      }
      guard isNew else {
        throw JSONFault(offset: start, problem: "the key \"\(key)\" stands twice")
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw fault("\":\" belongs here") }
      members.append(JSONValue.Member(key, try value(depth: depth + 1)))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault("a comma or } belongs here") }
    return .object(members)
  }

  private static let fewKeys = 16

  /// Steps over the bracket that opens an object or an array.
  private mutating func goInside(_ depth: Int) throws(JSONFault) {
    guard depth < JSONValue.depthLimit else { throw fault("nested deeper than \(JSONValue.depthLimit)") }
    position += 1
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
    try goInside(depth)
    var values: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(values) }
    repeat {
      values.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault("a comma or ] belongs here") }
    return .array(values)
  }

  private mutating func text() throws(JSONFault) -> String {
    position += 1
    let start = position
    var needsCare = false
    var union: UInt8 = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      let byte = bytes[position]
      guard byte >= 0x20 else { throw fault("a control character inside a text") }
      union |= byte
      if byte == UInt8(ascii: "\\") {
        needsCare = true
        position += 1
      }
      position += 1
    }
    guard position < bytes.count else { throw JSONFault(offset: start - 1, problem: "the text never ends") }
    let content = UnsafeBufferPointer(rebasing: bytes[start..<position])
    position += 1
    guard needsCare || union >= 0x80 else {
      return String(decoding: content, as: UTF8.self)
    }
    let unescaped = needsCare ? try Self.unescaped(content, at: start) : Array(content)
    guard let text = String(validating: unescaped, as: UTF8.self) else {
      throw JSONFault(offset: start, problem: "the text is not UTF-8")
    }
    return text
  }

  private static func unescaped(
    _ content: UnsafeBufferPointer<UInt8>,
    at start: Int
  ) throws(JSONFault) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var index = 0
    while index < content.count {
      guard content[index] == UInt8(ascii: "\\") else {
        result.append(content[index])
        index += 1
        continue
      }
      let offset = start + index
      index += 2
      switch content[index - 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(content[index - 1])
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "u"):
        guard var code = hex(content, index) else {
          throw JSONFault(offset: offset, problem: "four hexadecimal digits belong after \\u")
        }
        index += 4
        if (0xD800..<0xDC00).contains(code), index + 1 < content.count, content[index] == UInt8(ascii: "\\"),
          content[index + 1] == UInt8(ascii: "u"), let low = hex(content, index + 2),
          (0xDC00..<0xE000).contains(low)
        {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
          index += 6
        }
        guard let scalar = Unicode.Scalar(code) else {
          throw JSONFault(offset: offset, problem: "half a surrogate pair")
        }
        result.append(contentsOf: Character(scalar).utf8)
      default: throw JSONFault(offset: offset, problem: "an unknown escape")
      }
    }
    return result
  }

  private static func hex(_ content: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32? {
    guard start + 4 <= content.count else { return nil }
    var code: UInt32 = 0
    for byte in content[start..<start + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = position
    var isWhole = true
    _ = take(UInt8(ascii: "-"))
    let first = position
    digits()
    guard position > first, bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
      throw JSONFault(offset: start, problem: "no JSON value")
    }
    if take(UInt8(ascii: ".")) {
      isWhole = false
      let fraction = position
      digits()
      guard position > fraction else { throw fault("a digit belongs after the point") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      let exponent = position
      digits()
      guard position > exponent else { throw fault("a digit belongs after the exponent") }
    }
    if isWhole, let value = whole(start..<position) { return .integer(value) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw JSONFault(offset: start, problem: "a number beyond what can be held")
    }
    return .number(value)
  }

  /// An integer of digits that were looked at; nil where it does not fit.
  private func whole(_ range: Range<Int>) -> Int? {
    let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
    var value = 0
    for byte in bytes[range].dropFirst(isNegative ? 1 : 0) {
      let digit = Int(byte - UInt8(ascii: "0"))
      let (tens, isTooMuch) = value.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooMuch) =
        isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      guard !isTooMuch, !isStillTooMuch else { return nil }
      value = sum
    }
    return value
  }

  private mutating func digits() {
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    let matches = word.withUTF8Buffer { wanted in
      position + wanted.count <= bytes.count
        && UnsafeBufferPointer(rebasing: bytes[position..<position + wanted.count]).elementsEqual(wanted)
    }
    guard matches else { throw fault("no JSON value") }
    position += word.utf8CodeUnitCount
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private func fault(_ problem: String) -> JSONFault { JSONFault(offset: position, problem: problem) }
}
