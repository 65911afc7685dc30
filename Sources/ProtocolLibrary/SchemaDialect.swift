// SPDX-License-Identifier: Apache-2.0

import Markup

/// What may stand after a key of the protocol file; the words in which `ProtocolSchema` is written.
indirect enum SchemaValue: Sendable {
  case text
  /// A text, or one per language.
  case localized
  case integer
  case number
  case boolean
  case date
  /// A date of which the day, or month and day, may be unknown.
  case partialDate
  case unit
  case quantity
  case dose
  /// Days of a cycle: `1-5, 8`.
  case days
  /// `form.item`.
  case item
  case choice([String])
  case criterion
  /// A list; a single value counts as a list of one.
  case list(SchemaValue)
  /// A block with keys of the format.
  case block(String)
  /// A block whose keys are names of the protocol's own.
  case names(SchemaValue)
  case either([SchemaValue])
  /// What another file tells the shape of, such as the terms of a grading scheme on the shelf.
  case anything
}

/// One key of a block.
struct SchemaKey: Sendable {
  let name: String
  let value: SchemaValue
  let isRequired: Bool
  let meaning: String

  /// A key that must be there.
  static func needed(_ name: String, _ value: SchemaValue, _ meaning: String) -> SchemaKey {
    SchemaKey(name: name, value: value, isRequired: true, meaning: meaning)
  }

  /// A key that may be left out.
  static func may(_ name: String, _ value: SchemaValue, _ meaning: String) -> SchemaKey {
    SchemaKey(name: name, value: value, isRequired: false, meaning: meaning)
  }
}

/// A block of the format and its keys.
struct SchemaBlock: Sendable {
  let name: String
  let meaning: String
  let keys: [SchemaKey]
  /// Where one of several sets of keys is needed, these.
  let alternatives: [[String]]

  init(_ name: String, _ meaning: String, _ keys: [SchemaKey], anyOf alternatives: [[String]] = []) {
    self.name = name
    self.meaning = meaning
    self.keys = keys
    self.alternatives = alternatives
  }
}

// MARK: - As JSON Schema

extension SchemaValue {
  /// The value's own schema.
  var json: JSONValue {
    switch self {
    case .text: ref("text")
    case .localized: ref("localized")
    case .integer: ["type": ["integer", "string"], "pattern": "^[+-]?[0-9]+$"]
    case .number: ["type": ["number", "string"], "pattern": "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$"]
    case .boolean: ["enum": [true, false, "true", "false"]]
    case .date: ref("date")
    case .partialDate: ref("partialDate")
    case .unit: ref("unit")
    case .quantity: ref("quantity")
    case .dose: ref("dose")
    case .days: ref("days")
    case .item: ref("item")
    case .criterion: ref("criterion")
    case .choice(let words): ["enum": .array(words.map { .string($0) })]
    case .list(let element): Self.list(of: element)
    case .block(let name): ref(name)
    case .names(let value): ["type": "object", "additionalProperties": value.assumable]
    case .either(let values): ["anyOf": .array(values.map(\.json))]
    case .anything: true
    }
  }

  /// The value itself, and the value with the mark and the source of an assumption.
  var choices: [JSONValue] {
    [json, ["$ref": "#/$defs/assumed", "properties": ["value": json]]]
  }

  /// The value, assumed or not.
  var assumable: JSONValue {
    ["anyOf": .array(choices)]
  }

  private static func list(of element: SchemaValue) -> JSONValue {
    let single = element.json
    let many: JSONValue = ["type": "array", "items": element.assumable]
    return ["anyOf": [many, single, ["type": "null"]]]
  }

  private func ref(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }
}

extension SchemaBlock {
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", "object"),
      .init("description", .string(meaning)),
      .init(
        "properties",
        .object(
          keys.map { key in
            .init(key.name, ["description": .string(key.meaning), "anyOf": .array(key.value.choices)])
          }
        )
      ),
      .init("required", .array(keys.filter(\.isRequired).map { .string($0.name) })),
      .init("additionalProperties", false),
    ]
    if !alternatives.isEmpty {
      let sets = alternatives.map { JSONValue.object([.init("required", .array($0.map { .string($0) }))]) }
      members.append(.init("anyOf", .array(sets)))
    }
    return .object(members)
  }
}
