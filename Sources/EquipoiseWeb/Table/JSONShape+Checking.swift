// SPDX-License-Identifier: Apache-2.0

import Markup

extension JSONShape {
  /// Everything in a value that does not fit.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - pointer: Where it stands.
  ///   - named: The shapes that have names.
  /// - Returns: The faults in the order of the document; none where it fits.
  public func faults(in value: JSONValue, at pointer: String = "", named: [String: JSONShape] = [:])
    -> [ShapeFault]
  {
    func wrong(_ wanted: String) -> [ShapeFault] { [ShapeFault(pointer, .kind(wanted: wanted))] }
    switch self {
    case .anything: return []
    case .named(let name): return named[name]?.faults(in: value, at: pointer, named: named) ?? []
    case .nullable(let shape):
      return value == .null ? [] : shape.faults(in: value, at: pointer, named: named)
    case .boolean: return value.bool == nil ? wrong("boolean") : []
    case .integer(let range):
      guard let number = value.whole else { return wrong("integer") }
      return range.contains(number) ? [] : [ShapeFault(pointer, .range(range))]
    case .number: return value.isNumber ? [] : wrong("number")
    case .choice(let choices):
      guard let text = value.string else { return wrong("string") }
      return choices.contains(text) ? [] : [ShapeFault(pointer, .choice(choices))]
    case .text(let shape):
      guard let text = value.string else { return wrong("string") }
      return shape.fault(of: text).map { [ShapeFault(pointer, $0)] } ?? []
    case .list(let shape):
      guard let values = value.array else { return wrong("array") }
      return values.enumerated().flatMap {
        shape.faults(in: $0.element, at: "\(pointer)/\($0.offset)", named: named)
      }
    case .map(let shape):
      guard let members = value.members else { return wrong("object") }
      return members.flatMap { shape.faults(in: $0.value, at: pointer.appending(key: $0.key), named: named) }
    case .object(let fields):
      guard let members = value.members else { return wrong("object") }
      return members.flatMap { member -> [ShapeFault] in
        let place = pointer.appending(key: member.key)
        guard let field = fields.first(where: { $0.name == member.key }) else {
          return [ShapeFault(place, .unknown(known: fields.map(\.name)))]
        }
        return field.shape.faults(in: member.value, at: place, named: named)
      }
        + fields.filter { field in field.isRequired && !members.contains { $0.key == field.name } }
        .map { ShapeFault(pointer.appending(key: $0.name), .missing) }
    }
  }
}

extension JSONValue {
  /// Whether it is a number of any kind.
  var isNumber: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }

  /// A whole number, however it was written: 1.0 is one in JSON Schema.
  var whole: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }
}

extension String {
  /// A JSON Pointer one key deeper (RFC 6901, section 3).
  fileprivate func appending(key: String) -> String {
    self + "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
