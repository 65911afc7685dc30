// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

extension ClinicalSchemas {
  /// A regimen file as `dose` reads it, the table of given doses, and the calendar that it prints.
  public static var dose: JSONValue {
    guard case .object(let definitions)? = protocolDefinitions else { return .null }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:equipoise:dose:1",
      "title": "equipoise dose, format 1",
      "description":
        "A regimen file is an entry of a protocol's regimens; the output is one calendar, or one for each cycle.",
      "type": "object",
      "properties": [
        "regimen": ["$ref": "#/$defs/regimen"], "given": ["$ref": "#/$defs/givenRow"],
        "output": ["anyOf": [["$ref": "#/$defs/calendar"], ["$ref": "#/$defs/calendars"]]],
      ],
      "$defs": .object(
        definitions + [
          .init("givenRow", givenRow), .init("calendar", calendar), .init("calendars", calendars),
          .init("source", source), .init("drugCalendar", drugCalendar),
          .init("dayDose", dayDose), .init("note", note),
        ]
      ),
    ]
  }

  /// The blocks of the protocol file, to which a regimen's keys lead.
  private static var protocolDefinitions: JSONValue? {
    guard case .object(let members) = ProtocolSchema.document else { return nil }
    return members.first { $0.key == "$defs" }?.value
  }

  private static func text(_ meaning: String) -> JSONValue {
    ["type": ["string", "null"], "description": .string(meaning)]
  }

  private static func number(_ meaning: String) -> JSONValue {
    ["type": ["number", "null"], "description": .string(meaning)]
  }

  private static var givenRow: JSONValue {
    [
      "type": "object",
      "description": "A row of the CSV table of given doses.",
      "properties": [
        "drug": ["type": "string", "description": "The drug, by its key in the calendar."],
        "date": ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"],
        "dose": ["type": ["number", "string"], "description": "0 for a dose that was left out."],
        "unit": ["type": "string", "examples": ["mg", "g", "ug"]],
        "reason": text("Why something else was given than planned."),
      ],
      "required": ["drug", "date", "dose", "unit"],
    ]
  }

  private static var calendar: JSONValue {
    [
      "type": "object",
      "properties": [
        "study": text("The study; null for a regimen of the shelf or of a file."),
        "subject": text("The subject whose record was read; null for a calendar from values alone."),
        "regimen": ["type": "string"], "cycle": ["type": "integer", "minimum": 1],
        "start": ["type": "string", "description": "Day 1."],
        "bsa": number("Body surface area that doses count with, in m²."),
        "bsaExact": number("The same before a cap."),
        "bsaFormula": .object([
          .init("enum", .array(BodySurfaceArea.Formula.allCases.map { .string($0.rawValue) } + [.null]))
        ]),
        "bsaFormulaChosen": [
          "type": "boolean", "description": "Whether the protocol left the formula open.",
        ],
        "bsaCap": number("In m²; null for none."), "height": number("In cm."), "weight": number("In kg."),
        "creatinineClearance": number("After Cockcroft and Gault, mL/min; null where unknown."),
        "drugs": ["type": "object", "additionalProperties": ["$ref": "#/$defs/drugCalendar"]],
        "lastDay": ["type": ["integer", "null"]], "lastDate": ["type": ["string", "null"]],
        "stops": ["type": "boolean", "description": "Whether the calendar cannot be given as it is."],
        "notes": ["type": "array", "items": ["$ref": "#/$defs/note"]],
        "sources": [
          "type": "array", "items": ["$ref": "#/$defs/source"],
          "description":
            "Where the values of a recorded subject come from; empty for a calendar from values alone.",
        ],
        "proposals": ["type": "array", "items": ["type": "object"]],
        "assumptions": [
          "type": "array",
          "items": [
            "type": "object", "properties": ["value": ["type": "string"], "source": ["type": "string"]],
          ],
        ],
        "statement": ["type": "string"], "intensity": ["type": "object"],
        "answers": ["type": "array", "items": ["type": "string"]],
        "deviations": ["type": "array", "items": ["type": "object"]],
      ],
      "required": ["bsa", "drugs", "notes", "stops"],
    ]
  }

  private static var calendars: JSONValue {
    [
      "type": "object", "description": "Several cycles (--cycles), or cycles without a day 1.",
      "properties": [
        "cycles": ["type": "array", "items": ["$ref": "#/$defs/calendar"]],
        "notPlaced": [
          "type": "array",
          "items": [
            "type": "object",
            "properties": ["cycle": ["type": "integer"], "because": ["type": "string"]],
          ],
        ],
      ],
      "required": ["cycles", "notPlaced"],
    ]
  }

  private static var source: JSONValue {
    [
      "type": "object",
      "properties": [
        "fact": .object([
          .init("enum", .array(DosingEvidence.Fact.allCases.map { .string($0.rawValue) }))
        ]),
        "from": ["enum": ["record", "option", "plan", "absent"]],
        "value": text("What the calendar is calculated with; null where missing or set aside."),
        "item": text("form.item of what is on file."), "onFile": text("What is on file, as recorded."),
        "date": text("When it was found."), "text": ["type": "string"],
      ],
      "required": ["fact", "from", "value"],
    ]
  }

  private static var drugCalendar: JSONValue {
    [
      "type": "object",
      "properties": [
        "unit": ["enum": ["mg", "ug"]], "route": text("As the regimen says."),
        "days": ["type": "array", "items": ["$ref": "#/$defs/dayDose"]],
        "cumulative": number("As given, in unit; null where some day has no amount."),
        "cumulativeExact": number("Before rounding."),
        "cumulativePerM2": number("By body surface; null for other doses."),
        "lastDay": ["type": ["integer", "null"]], "until": text("Until when it goes on."),
        "lifetime": ["type": ["object", "null"]],
      ],
      "required": ["unit", "days", "cumulative"],
    ]
  }

  private static var dayDose: JSONValue {
    [
      "type": "object",
      "properties": [
        "day": ["type": "integer"], "date": ["type": "string"],
        "dose": number("One administration as calculated; null where withheld or undecided."),
        "rounded": number("What is given."), "perDay": ["type": "integer", "minimum": 1],
        "planned": number("As the regimen plans it, before any change."),
        "status": ["enum": ["given", "withheld", "undecided"]],
        "relativeError": number("(rounded − dose) / dose."),
        "times": ["type": "array", "items": ["type": "string"]],
        "windowHours": ["type": "number"], "infusionHours": number("Null where not infused or not said."),
        "ramp": ["type": "boolean"], "tablets": ["type": "array", "items": ["type": "object"]],
        "coMedication": text("The co-medication that governs the dose."),
      ],
      "required": ["day", "date", "dose", "rounded", "perDay"],
    ]
  }

  private static var note: JSONValue {
    [
      "type": "object",
      "properties": [
        "severity": ["enum": ["stop", "caution", "note"]], "drug": text("The drug it is about."),
        "text": ["type": "string"],
      ],
      "required": ["severity", "text"],
    ]
  }
}
