// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

extension ClinicalSchemas {
  /// The table and the verdicts of the criteria that `equipoise risk` uses unless told otherwise.
  public static var risk: JSONValue {
    let root = TrialDesign.Shelf.standard.entry(.risk, "eln-2022")
    return root.flatMap { try? DecisionList.read($0) }.map { risk($0) } ?? .null
  }

  /// One row of a table for genetic risk, and what is said about it.
  ///
  /// The columns are the findings of the criteria on the shelf, so they follow them.
  ///
  /// - Parameter list: The criteria, such as `risk/eln-2022`.
  /// - Returns: A JSON Schema in which a CSV row is an object: the column's name and its text.
  public static func risk(_ list: DecisionList) -> JSONValue {
    let own: [JSONValue.Member] = [
      .init("subject", text("The subject, as the study calls it.")),
      .init("karyotype", text("The karyotype in the short form of ISCN. Lesions given beside it win.")),
    ]
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:equipoise:risk:1",
      "title": "equipoise risk, format 1",
      "description": "One row of the table that risk reads, and one object of those it prints.",
      "type": "object",
      "properties": ["input": ["$ref": "#/$defs/subject"], "output": ["$ref": "#/$defs/verdict"]],
      "$defs": [
        "subject": [
          "type": "object",
          "description": "A row of the CSV table; each column may be missing, further columns are ignored.",
          "properties": .object(own + list.findings.flatMap { columns($0) }),
        ],
        "verdict": riskVerdict,
        "category": ["enum": .array(list.outcomes.map { .string($0.id) })],
      ],
    ]
  }

  private static func text(_ meaning: String) -> JSONValue {
    ["type": "string", "description": .string(meaning)]
  }

  private static func columns(_ finding: Finding) -> [JSONValue.Member] {
    let item = finding.item
    let meaning = JSONValue.string(item.title.english + (item.unit.map { " (\($0.code))" } ?? ""))
    let value: JSONValue =
      item.kind == .category
      ? ["description": meaning, "enum": .array(item.categories.map { .string($0.code) } + ["", "NA"])]
      : [
        "description": meaning, "type": ["number", "string"],
        "pattern": "^(|NA|[+-]?[0-9.]+([eE][+-]?[0-9]+)?)$",
      ]
    guard let unit = finding.unitColumn else { return [.init(item.id, value)] }
    return [
      .init(item.id, value),
      .init(unit, text("The unit of \(item.id); \(item.unit?.code ?? "its own") where left out.")),
    ]
  }

  private static var riskVerdict: JSONValue {
    let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    return [
      "type": "object",
      "properties": [
        "row": ["type": "integer", "minimum": 1, "description": "The row of the table, counted from 1."],
        "subject": ["type": ["string", "null"]],
        "category": [
          "anyOf": [["$ref": "#/$defs/category"], ["type": "null"]],
          "description": "null where missing findings leave several; possible names them.",
        ],
        "possible": [
          "type": "array", "items": ["$ref": "#/$defs/category"],
          "description": "Every category that the missing findings allow; empty for a refused row.",
        ],
        "because": texts,
        "problems": [
          "type": "array", "items": ["type": "object"],
          "description": "Only of a refused row: column, problem and remedy of each value that cannot be.",
        ],
        "settledBy": [
          "type": "array", "items": ["type": "string"],
          "description": "Columns of which some value would leave fewer categories.",
        ],
        "notes": texts,
        "lesions": [
          "type": "array",
          "items": [
            "type": "object",
            "properties": [
              "id": ["enum": .array(CytogeneticLesion.allCases.map { .string($0.rawValue) })],
              "present": ["type": ["boolean", "null"], "description": "null where it is not known."],
              "from": ["enum": ["given", "karyotype", nil]],
              "items": [
                "type": "array", "items": ["type": "string"], "description": "Items of the karyotype.",
              ],
              "atLeast": ["type": "integer", "description": "Abnormalities that were counted."],
              "atMost": ["type": "integer"],
            ],
            "required": ["id", "present", "from", "items"],
          ],
        ],
      ],
      "required": ["row", "category", "possible", "because"],
    ]
  }
}
