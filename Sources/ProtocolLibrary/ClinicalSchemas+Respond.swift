// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The tables of `equipoise respond`, `grade`, `tumor-lysis`, `risk` and `dose` as JSON Schema, for editors and programs.
public enum ClinicalSchemas {}

extension ClinicalSchemas {
  /// One row of a table of assessments, and what is said about it.
  ///
  /// A CSV row is described as an object: the column's name and its text. Empty and `NA` are unknown.
  public static var respond: JSONValue {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:equipoise:respond:1",
      "title": "equipoise respond, format 1",
      "description": "One row of the table that respond reads, and one object of those it prints.",
      "type": "object",
      "properties": [
        "input": ["$ref": "#/$defs/assessment"], "output": ["$ref": "#/$defs/verdict"],
      ],
      "$defs": [
        "assessment": [
          "type": "object",
          "description": "A row of the CSV table; each column may be missing, further columns are ignored.",
          "properties": .object(respondColumns.map { .init($0.name, $0.json) }),
        ],
        "verdict": verdict,
        "category": ["enum": .array(ResponseCategory.allCases.map { .string($0.rawValue) })],
      ],
    ]
  }

  /// One column of a table.
  struct Column {
    let name: String
    let json: JSONValue

    init(_ name: String, _ meaning: String, _ pattern: String, _ examples: JSONValue...) {
      self.name = name
      json = [
        "type": ["string", "number"], "description": .string(meaning),
        "pattern": .string("^(|NA|\(pattern))$"), "examples": .array(examples),
      ]
    }
  }

  static let number = "[+-]?[0-9.]+([eE][+-]?[0-9]+)?"
  static let date = "[0-9]{4}(-([0-9]{2}|UNK?)){0,2}"
  private static let answer = "[Yy][Ee][Ss]|[Nn][Oo]"

  static var respondColumns: [Column] {
    [
      Column("subject", "The subject, as the study calls it.", ".*", "S-001"),
      Column("date", "Day of the marrow.", date, "2025-03-14"),
      Column("blast_pct", "Marrow blasts in percent, 0 to 100.", number, "3.5"),
      Column("cells_counted", "Nucleated cells counted in the aspirate.", number, "500"),
      Column("spicules", "Whether the aspirate has spicules.", answer, "yes"),
      Column("biopsy_cellularity_pct", "Cellularity of the biopsy in percent.", number, "30"),
      Column("technically_adequate", "Whether the marrow sample is adequate.", answer, "yes"),
      Column("circulating_blasts", "Whether blasts were seen in the blood.", answer, "no"),
      Column("anc", "Absolute neutrophil count.", number, "1.2"),
      Column("anc_unit", "Its unit; without one the count is not used.", ".*", "10*9/L", "/uL"),
      Column("anc_date", "Its day; without one the day of the marrow.", date, "2025-03-14"),
      Column("plt", "Platelet count.", number, "104"),
      Column("plt_unit", "Its unit; without one the count is not used.", ".*", "10*9/L", "/uL"),
      Column("plt_date", "Its day; without one the day of the marrow.", date, "2025-03-14"),
      Column(
        "extramedullary_disease",
        "Disease outside the marrow.",
        "\(answer)|[Nn][Oo][Tt][ _-][Aa][Ss][Ss][Ee][Ss][Ss][Ee][Dd]",
        "not assessed"
      ),
      Column("prior_extramedullary_disease", "Whether there ever was any before.", answer, "no"),
      Column("baseline_blast_pct", "Marrow blasts before treatment in percent.", number, "64"),
      Column("gcsf_date", "Last growth factor before the count.", date, "2025-03-01"),
      Column("platelet_transfusion_date", "Last platelet transfusion before the count.", date, "2025-03-01"),
      Column("new_therapy_date", "First day of another treatment of the leukemia.", date, "2025-05-01"),
      Column("mrd_method", "How residual disease was measured.", ".*", "flow", "qPCR"),
      Column("mrd_value", "Residual disease, in the unit of its threshold.", number, "0.02"),
      Column("mrd_threshold", "Below it residual disease counts as absent.", number, "0.1"),
      Column("mrd_tissue", "Where residual disease was measured.", ".*", "marrow", "blood"),
      Column("auer_rods", "Blasts with Auer rods; eln-2017 only.", answer, "no"),
    ]
  }

  private static var verdict: JSONValue {
    let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    return [
      "type": "object",
      "properties": [
        "row": ["type": "integer", "minimum": 1, "description": "The row of the table, counted from 1."],
        "subject": ["type": ["string", "null"]],
        "date": ["type": ["string", "null"]],
        "category": [
          "anyOf": [["$ref": "#/$defs/category"], ["type": "null"]],
          "description": "null where missing facts leave several; possible names them.",
        ],
        "possible": [
          "type": "array", "items": ["$ref": "#/$defs/category"], "minItems": 1,
          "description": "Every category that the missing facts allow, best first.",
        ],
        "because": texts,
        "source": ["type": ["string", "null"], "description": "Where the deciding rule is published."],
        "settledBy": texts,
        "flags": [
          "type": "array",
          "items": ["enum": .array(ResponseFlag.allCases.map { .string($0.rawValue) })],
        ],
        "mrd": [
          "type": ["object", "null"],
          "properties": [
            "method": ["type": ["string", "null"]], "tissue": ["type": ["string", "null"]],
            "value": ["type": ["number", "null"]], "threshold": ["type": ["number", "null"]],
            "below": ["type": ["boolean", "null"]], "remissionWithoutMrd": ["type": ["boolean", "null"]],
          ],
        ],
      ],
      "required": ["row", "category", "possible", "because"],
    ]
  }
}
