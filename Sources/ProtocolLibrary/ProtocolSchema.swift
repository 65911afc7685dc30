// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// The protocol file's format as a JSON Schema (draft 2020-12), for editors and programs.
///
/// It says which keys there are and what kind of value each takes. Names that must lead somewhere, such as a
/// regimen's id, are left to `equipoise check`. A test keeps it in step with the reader: both ways, key by key.
public enum ProtocolSchema {
  /// The whole schema.
  public static var document: JSONValue {
    let root = rootBlock.json
    guard case .object(let members) = root else { return root }
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", "urn:equipoise:protocol:1"),
        .init("title", "Equipoise protocol file, format 1"),
      ] + members + [.init("$defs", .object(values + blocks.map { .init($0.name, $0.json) }))]
    )
  }

  /// Every block below the root.
  static var blocks: [SchemaBlock] {
    studyBlocks + treatmentBlocks + doseBlocks + captureBlocks + derivationBlocks + endpointBlocks
      + analysisBlocks + reconstructionBlocks
  }

  static let rootBlock = SchemaBlock(
    "protocol",
    "A whole trial.",
    [
      .needed("equipoise", .integer, "The version of this file format."),
      .needed("study", .block("study"), "What the trial is called and how it is built in outline."),
      .needed("data", .block("data"), "What kind of data the study folder holds."),
      .may("sites", .list(.block("site")), "The places that enrol subjects."),
      .needed("arms", .list(.block("arm")), "The treatments that subjects are randomized to."),
      .may("regimens", .list(.block("regimen")), "Drugs, doses and days."),
      .may("dosing", .block("dosing"), "How doses are calculated, rounded and checked."),
      .may("eligibility", .block("eligibility"), "Who may enter the trial."),
      .may("consent", .block("consent"), "The texts that subjects consent to."),
      .may("allocation", .block("allocation"), "How subjects are allocated to arms."),
      .may("schedule", .block("schedule"), "What is done when."),
      .may("forms", .list(.block("form")), "What is recorded."),
      .needed("record", .block("record"), "Which items carry the facts that every trial has."),
      .may("mapping", .block("mapping"), "How tables that come from elsewhere stand to the forms."),
      .may(
        "laboratory-limits",
        .block("laboratoryLimits"),
        "The limits of normal of the trial's laboratories."
      ),
      .may("derivations", .block("derivations"), "What is derived from recorded items."),
      .may("analysis-sets", .list(.block("analysisSet")), "The sets of subjects that are analysed."),
      .may("endpoints", .list(.block("endpoint")), "What is measured to compare the arms."),
      .may("safety", .block("safety"), "Where adverse events and deaths are recorded."),
      .needed("analyses", .block("analyses"), "The analyses that are planned, and those asked for later."),
      .may("monitoring", .block("monitoring"), "How the trial is watched while it runs."),
      .may("roles", .list(.block("role")), "Who may do what."),
      .may("reconstruction", .block("reconstruction"), "Published aggregates that data are made from."),
    ]
  )

  // MARK: Single values

  private static var values: [JSONValue.Member] {
    [
      .init("text", ["type": ["string", "number", "boolean"]]),
      .init("localized", ["anyOf": [["$ref": "#/$defs/text"], ["$ref": "#/$defs/texts"]]]),
      .init(
        "texts",
        [
          "type": "object",
          "description": "One text per language.",
          "properties": .object(Language.allCases.map { .init($0.rawValue, ["$ref": "#/$defs/text"]) }),
          "required": [.string(Language.english.rawValue)],
          "additionalProperties": false,
        ]
      ),
      .init("date", text("A day of the calendar.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2025-07-31")),
      .init(
        "partialDate",
        [
          "type": ["string", "integer"],
          "description": "A date, of which day and month may be left out.",
          "pattern": "^[0-9]{4}(-([0-9]{2}|UNK?)){0,2}$",
          "examples": ["2022-10"],
        ]
      ),
      .init(
        "unit",
        ["type": ["string", "integer"], "description": .string("A UCUM code, such as \(units).")]
      ),
      .init("quantity", text("A number, a space and a unit.", "^[+-]?[0-9.eE+-]+ +\\S+$", "28 d")),
      .init(
        "dose",
        text("An amount for one administration.", "^[0-9.eE+-]+ +(g|mg|ug)(/m2|/m²|/kg)?$", "5 mg/m2")
      ),
      .init(
        "days",
        [
          "type": ["string", "integer"],
          "description": "Days of a cycle, counted from 1.",
          "pattern": "^ *[0-9]+ *(- *[0-9]+ *)?(, *[0-9]+ *(- *[0-9]+ *)?)*$",
          "examples": ["1-5", "1, 8, 15"],
        ]
      ),
      .init("item", text("Where a value is recorded: form, point, item.", "^[^.]+\\.[^.]+$", "baseline.age")),
      .init(
        "assumed",
        [
          "type": "object",
          "description": "A value that no source states, with the reason why it was chosen.",
          "properties": [
            "value": true, "assumed": ["enum": [true, "true"]], "source": ["$ref": "#/$defs/localized"],
          ],
          "required": ["value", "assumed", "source"],
          "additionalProperties": false,
        ]
      ),
      .init("criterion", criterion),
    ]
  }

  private static func text(_ meaning: String, _ pattern: String, _ example: String) -> JSONValue {
    [
      "type": "string", "description": .string(meaning), "pattern": .string(pattern),
      "examples": [.string(example)],
    ]
  }

  private static var units: String { Unit.codes.joined(separator: ", ") }

  // MARK: Criteria

  /// Keys of the three kinds of criterion: a list of parts, one part, a comparison.
  static let criterionKeys: [[SchemaKey]] =
    [
      [.needed("all", .list(.criterion), "Every part holds.")],
      [.needed("any", .list(.criterion), "At least one part holds.")],
      [.needed("not", .criterion, "The part does not hold.")],
      comparison([.needed("equals", .text, "The value is this code.")]),
      comparison([.needed("in", .list(.text), "The value is one of these codes.")]),
      comparison([.needed("known", .boolean, "A value is on file, or with false is not.")]),
      threshold("at-least"), threshold("at-most"), threshold("above"), threshold("below"),
    ] + Comparison.DateOrder.allCases.map { date($0.rawValue) } + findingKeys

  /// Comparisons of findings, in lists of rules.
  private static let findingKeys: [[SchemaKey]] =
    [
      [.needed("equals", .text, "The value is this code.")],
      [.needed("in", .list(.text), "The value is one of these codes.")],
      [.needed("known", .boolean, "A value is on file, or with false is not.")],
    ].map { [.needed("finding", .text, "The finding that is looked at.")] + $0 }
    + Comparison.Relation.allCases.map { relation in
      [
        .needed("finding", .text, "The finding that is looked at."),
        .needed(
          relation.rawValue,
          .either([.quantity, .number]),
          "A threshold; a plain number is in its unit."
        ),
        .may("times", .text, "The finding that the threshold is a multiple of."),
      ]
    }

  private static func comparison(_ keys: [SchemaKey]) -> [SchemaKey] {
    [.needed("item", .item, "The item that is looked at.")] + keys
  }

  private static func threshold(_ relation: String) -> [SchemaKey] {
    comparison([
      .needed(relation, .either([.quantity, .number]), "A threshold; a plain number is in the item's unit."),
      .may("times", .choice(["uln", "lln", "baseline"]), "What the threshold is a multiple of."),
    ])
  }

  private static func date(_ order: String) -> [SchemaKey] {
    comparison([
      .needed(order, .either([.choice(["randomization"]), .item, .date]), "The day it is compared with."),
      .may("plus", .quantity, "Days added to that day, such as -14 d."),
    ])
  }

  private static var criterion: JSONValue {
    [
      "description": "A condition on a subject's findings; what is missing is unknown, never false.",
      "anyOf": .array(criterionKeys.map { SchemaBlock("criterion", "A criterion.", $0).json }),
    ]
  }
}
