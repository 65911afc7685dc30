// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

extension ClinicalSchemas {
  /// The table and the verdicts of the criteria that `equipoise tumor-lysis` uses unless told otherwise.
  public static var tumorLysis: JSONValue {
    let root = TrialDesign.Shelf.standard.entry(.toxicity, "cairo-bishop")
    return root.flatMap { try? TumorLysisCriteria.read($0) }.map { tumorLysis($0) } ?? .null
  }

  /// One row of a table of samples, and what is said about a subject.
  ///
  /// - Parameter criteria: Such as `toxicity/cairo-bishop`; its clinical findings are columns.
  /// - Returns: A JSON Schema in which a CSV row is an object: the column's name and its text.
  public static func tumorLysis(_ criteria: TumorLysisCriteria) -> JSONValue {
    let findings = criteria.clinical.findings.filter { criteria.findingColumns.contains($0.id) }
    let answers = findings.map { finding in
      JSONValue.Member(
        finding.id,
        ["description": .string(finding.item.title.english), "enum": ["yes", "no", "", "NA"]]
      )
    }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:equipoise:tumor-lysis:1",
      "title": "equipoise tumor-lysis, format 1",
      "description": "One row of the table that tumor-lysis reads, and one object of those it prints.",
      "type": "object",
      "properties": ["input": ["$ref": "#/$defs/sample"], "output": ["$ref": "#/$defs/verdict"]],
      "$defs": [
        "sample": [
          "type": "object",
          "description":
            "A row of the CSV table; the columns subject and analyte are needed, others are ignored.",
          "properties": .object(tumorLysisColumns(criteria).map { .init($0.name, $0.json) } + answers),
          "required": ["subject", "analyte"],
        ],
        "verdict": ["anyOf": [["$ref": "#/$defs/subject"], ["$ref": "#/$defs/refused"]]],
        "subject": tumorLysisSubject,
        "refused": refusedRow,
        "category": ["enum": .array(criteria.clinical.outcomes.map { .string($0.id) })],
      ],
    ]
  }

  /// In the order of `TumorLysisTable.columns`.
  static func tumorLysisColumns(_ criteria: TumorLysisCriteria) -> [Column] {
    let days = "\(criteria.daysBefore) days before to \(criteria.daysAfter) days after the start of therapy"
    let analytes = JSONValue.string(
      (criteria.ids + ["ionized-calcium", "creatinine"]).joined(separator: ", ")
    )
    return [
      Column("subject", "The subject, as the study calls it.", ".*", "S-001"),
      Column("date", "Day of the sample or finding; \(days) count.", date, "2025-03-14"),
      Column("time", "Time of day; unknown where left out.", "[0-9]{1,2}:[0-9]{2}", "08:30"),
      Column("analyte", "What was measured; empty in a row of findings alone.", ".*", analytes),
      Column("value", "The measured value.", number, "6.4"),
      Column("unit", "Of value, limits and baseline: a UCUM code or a usual spelling.", ".*", "mmol/L"),
      Column("lln", "Lower limit of normal; only checked against the upper one.", number, "3.5"),
      Column("uln", "Upper limit of normal, of creatinine without a baseline.", number, "104"),
      Column(
        "baseline",
        "The value before therapy, of creatinine; of the others with version=2004. Once for each analyte is enough.",
        number,
        "80"
      ),
      Column("therapy_start", "First day of therapy; once for each subject is enough.", date, "2025-03-14"),
    ]
  }

  private static var tumorLysisSubject: JSONValue {
    let rows: JSONValue = ["type": "array", "items": ["type": "integer", "minimum": 1]]
    let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    let settledBy: JSONValue = [
      "type": "array", "items": ["type": "string"],
      "description": "Columns, substances and findings that would leave fewer outcomes.",
    ]
    return [
      "type": "object",
      "properties": [
        "subject": ["type": "string"],
        "rows": rows,
        "therapyStart": [
          "type": ["string", "null"], "description": "null where missing or told in two ways.",
        ],
        "category": [
          "anyOf": [["$ref": "#/$defs/category"], ["type": "null"]],
          "description": "null where missing facts leave several; possible names them.",
        ],
        "possible": ["type": "array", "items": ["$ref": "#/$defs/category"], "minItems": 1],
        "because": ["type": "string"],
        "settledBy": settledBy,
        "laboratory": [
          "type": "object",
          "properties": [
            "met": ["type": ["boolean", "null"], "description": "null where it is open."],
            "because": ["type": "string"],
            "abnormal": ["type": "array", "items": tumorLysisValue],
            "notMeasured": texts,
            "settledBy": settledBy,
          ],
          "required": ["met", "because", "abnormal", "notMeasured", "settledBy"],
        ],
        "creatinineRow": [
          "type": ["integer", "null"], "description": "The row of the creatinine that was looked at.",
        ],
        "outside": rows,
        "refused": rows,
      ],
      "required": ["subject", "rows", "category", "possible", "because", "settledBy", "laboratory"],
      "additionalProperties": false,
    ]
  }

  private static var tumorLysisValue: JSONValue {
    [
      "type": "object",
      "properties": [
        "row": ["type": "integer", "minimum": 1],
        "analyte": ["type": "string"],
        "value": ["type": "number"],
        "unit": ["type": ["string", "null"]],
        "date": ["type": ["string", "null"]],
        "time": ["type": ["string", "null"]],
        "because": ["type": "string", "description": "The clause that the value meets."],
        "source": ["type": "string", "description": "Where the clause is published."],
        "together": [
          "type": "boolean", "description": "Whether it is one of those that make laboratory tumor lysis.",
        ],
      ],
      "required": ["row", "analyte", "value", "because", "source", "together"],
      "additionalProperties": false,
    ]
  }

  private static var refusedRow: JSONValue {
    [
      "type": "object",
      "properties": [
        "row": ["type": "integer", "minimum": 1],
        "subject": ["type": ["string", "null"]],
        "category": ["type": "null"],
        "possible": ["type": "array", "maxItems": 0],
        "because": ["type": "string"],
        "problems": ["type": "array", "items": ["type": "object"]],
      ],
      "required": ["row", "category", "because", "problems"],
      "additionalProperties": false,
    ]
  }
}
