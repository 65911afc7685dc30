// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension ClinicalSchemas {
  /// What `equipoise eligible --json` prints.
  ///
  /// The table that the command reads has no columns of its own: `subject`, and items of the protocol's forms as
  /// `form.item`, whose values the protocol defines.
  public static var eligible: JSONValue {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:equipoise:eligible:1",
      "title": "equipoise eligible, format 1",
      "description": "Verdicts on candidates by the eligibility rules of a protocol.",
      "type": "object",
      "properties": [
        "study": ["type": "string", "description": "The study's id."],
        "rules": ["type": "array", "items": ["$ref": "#/$defs/rule"]],
        "subjects": ["type": "array", "items": ["$ref": "#/$defs/subject"]],
      ],
      "required": ["study", "rules", "subjects"],
      "$defs": [
        "rule": eligibleRule, "subject": eligibleSubject, "verdict": eligibleVerdict, "part": eligiblePart,
        "value": eligibleValue, "gap": eligibleGap,
        "truth": ["enum": ["met", "not met", "unknown"]],
        "pass": ["type": ["boolean", "null"], "description": "null while something is missing"],
        "day": [
          "type": ["string", "null"],
          "description": "ISO 8601 as far as known; in relative time a number of days",
        ],
        "ids": ["type": "array", "items": ["type": "string"]],
      ],
    ]
  }

  private static var eligibleRule: JSONValue {
    object(
      "A rule of the protocol.",
      [
        ("id", string), ("kind", ["enum": .array(Eligibility.Kind.allCases.map { .string($0.rawValue) })]),
        ("text", string), ("validDays", ["type": ["integer", "null"]]), ("confirmed", optionalString),
      ]
    )
  }

  private static var eligibleSubject: JSONValue {
    var members: [(String, JSONValue)] = [
      ("subject", string), ("on", ["$ref": "#/$defs/day"]), ("eligible", ["$ref": "#/$defs/pass"]),
      ("notPassed", ["$ref": "#/$defs/ids"]), ("unknown", ["$ref": "#/$defs/ids"]),
      ("rules", ["type": "array", "items": ["$ref": "#/$defs/verdict"]]),
    ]
    let required = members.map(\.0)
    members.append(("row", ["type": "integer", "minimum": 1, "description": "Of a table of candidates."]))
    return object("A candidate.", members, required: required)
  }

  private static var eligibleVerdict: JSONValue {
    object(
      "What one rule says.",
      [
        ("id", string), ("verdict", ["$ref": "#/$defs/truth"]), ("passes", ["$ref": "#/$defs/pass"]),
        ("because", ["$ref": "#/$defs/ids"]), ("settledBy", ["$ref": "#/$defs/ids"]),
        ("parts", ["type": "array", "items": ["$ref": "#/$defs/part"]]),
      ]
    )
  }

  private static var eligiblePart: JSONValue {
    object(
      "One comparison of a rule.",
      [
        ("item", string), ("asked", string), ("negated", ["type": "boolean"]),
        ("verdict", ["$ref": "#/$defs/truth"]), ("deciding", ["type": "boolean"]),
        ("values", ["type": "array", "items": ["$ref": "#/$defs/value"]]),
        ("notCounted", ["type": "array", "items": ["$ref": "#/$defs/gap"]]),
      ]
    )
  }

  private static var eligibleValue: JSONValue {
    object(
      "A value that counted.",
      [
        ("value", ["type": ["number", "string"]]), ("unit", optionalString),
        ("date", ["$ref": "#/$defs/day"]),
        ("ageDays", ["type": ["integer", "null"]]), ("limit", ["type": ["number", "null"]]),
        ("comparedWith", ["$ref": "#/$defs/day"]),
      ]
    )
  }

  private static var eligibleGap: JSONValue {
    object(
      "Why something did not count.",
      [
        (
          "why",
          [
            "enum": [
              "missing", "expired", "undated", "later", "no day asked about", "contradictory", "no limit",
              "nothing to compare with",
            ]
          ]
        ), ("reason", string), ("value", string), ("values", ["$ref": "#/$defs/ids"]),
        ("date", ["$ref": "#/$defs/day"]), ("ageDays", ["type": "integer"]),
        ("validDays", ["type": "integer"]),
        ("item", optionalString),
      ],
      required: ["why"]
    )
  }

  private static let string: JSONValue = ["type": "string"]
  private static let optionalString: JSONValue = ["type": ["string", "null"]]

  /// An object of these members and no other; all are required unless some are named.
  private static func object(
    _ meaning: String,
    _ members: [(String, JSONValue)],
    required: [String]? = nil
  ) -> JSONValue {
    [
      "type": "object",
      "description": .string(meaning),
      "properties": .object(members.map { .init($0.0, $0.1) }),
      "required": .array((required ?? members.map(\.0)).map { .string($0) }),
      "additionalProperties": false,
    ]
  }
}
