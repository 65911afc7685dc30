// SPDX-License-Identifier: Apache-2.0

import Markup

extension JSONShape {
  /// The shape as JSON Schema 2020-12, the dialect of OpenAPI 3.1.
  public var schema: JSONValue {
    switch self {
    case .anything: return [:]
    case .named(let name): return ["$ref": .string("#/components/schemas/\(name)")]
    case .nullable(.named(let name)):
      return ["anyOf": [["$ref": .string("#/components/schemas/\(name)")], ["type": "null"]]]
    case .nullable(let shape):
      let inner = shape.schema
      guard let kind = inner["type"], let members = inner.members, inner["enum"] == nil else {
        return ["anyOf": [inner, ["type": "null"]]]
      }
      return .object(members.map { $0.key == "type" ? .init("type", [kind, "null"]) : $0 })
    case .boolean: return ["type": "boolean"]
    case .integer(let range):
      return [
        "type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
      ]
    case .number: return ["type": "number"]
    case .choice(let choices): return ["type": "string", "enum": .array(choices.map { .string($0) })]
    case .text(let text): return text.schema
    case .list(let shape): return ["type": "array", "items": shape.schema]
    case .map(let shape): return ["type": "object", "additionalProperties": shape.schema]
    case .object(let fields):
      var members: [JSONValue.Member] = [.init("type", "object")]
      let required = fields.filter(\.isRequired)
      if !required.isEmpty {
        members.append(.init("required", .array(required.map { .string($0.name) })))
      }
      members.append(.init("properties", .object(fields.map { .init($0.name, $0.described) })))
      members.append(.init("additionalProperties", false))
      return .object(members)
    }
  }
}

extension JSONShape.Field {
  /// The schema with what the key is for.
  fileprivate var described: JSONValue {
    guard !about.isEmpty, let members = shape.schema.members else { return shape.schema }
    return .object(members + [.init("description", .string(about))])
  }
}

extension TextShape {
  /// Every character but the control characters other than tab and line breaks.
  private static let plain = "[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]"

  fileprivate var schema: JSONValue {
    switch self {
    case .any: return ["type": "string"]
    case .free: return ["type": "string", "pattern": .string("^\(Self.plain)*$")]
    case .written: return ["type": "string", "minLength": 1, "pattern": .string("^\(Self.plain)*$")]
    case .name:
      return ["type": "string", "minLength": 1, "maxLength": 64, "pattern": .string("^\(Self.plain)*$")]
    case .date: return ["type": "string", "format": "date"]
    // A day or an instant: no format of JSON Schema is both.
    case .moment: return ["type": "string"]
    }
  }
}
