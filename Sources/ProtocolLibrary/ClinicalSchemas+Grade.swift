// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

extension ClinicalSchemas {
  /// The table and the grades of the criteria that `equipoise grade` uses unless told otherwise.
  public static var grade: JSONValue {
    let root = TrialDesign.Shelf.standard.entry(.toxicity, "ctcae-5")
    return root.flatMap { try? GradingScheme.read($0) }.map { grade($0) } ?? .null
  }

  /// One row of a table of results and events, and what is said about it.
  ///
  /// - Parameter scheme: The criteria, such as `toxicity/ctcae-5`; its flags are columns.
  /// - Returns: A JSON Schema in which a CSV row is an object: the column's name and its text.
  public static func grade(_ scheme: GradingScheme) -> JSONValue {
    let flags = scheme.flags.map { flag in
      JSONValue.Member(
        flag.id,
        ["description": .string(flag.title.english), "enum": ["yes", "no", "", "NA"]]
      )
    }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:equipoise:grade:1",
      "title": "equipoise grade, format 1",
      "description": "One row of the table that grade reads, and one object of those it prints.",
      "type": "object",
      "properties": ["input": ["$ref": "#/$defs/result"], "output": ["$ref": "#/$defs/verdict"]],
      "$defs": [
        "result": [
          "type": "object",
          "description": "A row of the CSV table; term or analyte is needed, further columns are ignored.",
          "properties": .object(gradeColumns(scheme) + flags),
        ],
        "grades": gradeSet,
        "verdict": gradeVerdict,
      ],
    ]
  }

  /// In the order of `GradeTable.columns`.
  static func gradeColumns(_ scheme: GradingScheme) -> [JSONValue.Member] {
    let analytes = scheme.analytes.map { JSONValue.string($0.id) }
    return [
      .init("subject", gradeText("The subject, as the study calls it.")),
      .init("term", gradeText("A term of CTCAE, or a usual short name of a laboratory term.")),
      .init(
        "analyte",
        ["type": "string", "description": "What was measured.", "examples": .array(analytes)]
      ),
      .init("value", gradeNumber("The measured value.")),
      .init("unit", gradeText("Of value, limits and baseline: a UCUM code or a usual spelling.")),
      .init("lln", gradeNumber("Lower limit of normal.")),
      .init("uln", gradeNumber("Upper limit of normal.")),
      .init("baseline", gradeNumber("The last value before the first dose.")),
      .init("infarction_limit", gradeNumber("The manufacturer's limit for infarction, of troponins.")),
      .init("temperature", gradeNumber("Body temperature in degrees Celsius.")),
      .init("duration_h", gradeNumber("How long the temperature lasted, in hours.")),
      .init("grade", gradeNumber("A grade that someone assigned, 0 to 5, to be checked.")),
    ]
  }

  private static func gradeText(_ meaning: String) -> JSONValue {
    ["type": "string", "description": .string(meaning)]
  }

  private static func gradeNumber(_ meaning: String) -> JSONValue {
    [
      "type": ["string", "number"], "description": .string(meaning),
      "pattern": "^(|NA|[+-]?[0-9.]+([eE][+-]?[0-9]+)?)$",
    ]
  }

  private static var gradeSet: JSONValue {
    let grade: JSONValue = ["type": ["integer", "null"], "minimum": 0, "maximum": 5]
    return [
      "type": "object",
      "properties": [
        "grade": [
          "type": ["integer", "null"], "minimum": 0, "maximum": 5,
          "description": "null where missing facts leave several open, and for a refused row.",
        ],
        "atLeast": grade, "atMost": grade,
      ],
    ]
  }

  private static var gradeVerdict: JSONValue {
    let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    let grades: JSONValue = ["type": "array", "items": ["type": "integer", "minimum": 0, "maximum": 5]]
    return [
      "allOf": [["$ref": "#/$defs/grades"]],
      "type": "object",
      "properties": [
        "row": ["type": "integer", "minimum": 1, "description": "The row of the table, counted from 1."],
        "subject": ["type": "string"],
        "term": ["type": ["string", "null"], "description": "Of an analyte with several terms, the worst."],
        "because": ["type": "string", "description": "The deciding criterion with its values."],
        "possible": grades,
        "printed": ["type": "string", "description": "The printed criteria of the grade."],
        "soc": ["type": ["string", "null"], "description": "System organ class."],
        "unit": ["type": "string", "description": "The unit system in which the value was graded."],
        "converted": ["type": "boolean", "description": "The criteria are not printed in the value's unit."],
        "settledBy": texts,
        "raisedBy": texts,
        "others": ["type": "array", "items": ["$ref": "#/$defs/grades"]],
        "disputed": ["type": "boolean", "description": "Another printed unit system gives another grade."],
        "typedGrade": ["type": "integer"],
        "agrees": ["type": ["boolean", "null"]],
        "defined": grades,
        "note": ["type": "string"],
        "problems": ["type": "array", "items": ["type": "object"]],
        "terms": ["type": "array", "items": ["$ref": "#/$defs/verdict"]],
      ],
      "required": ["term", "grade", "atLeast", "atMost", "because"],
    ]
  }
}
