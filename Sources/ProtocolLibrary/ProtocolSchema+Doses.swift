// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Blocks about regimens, drug facts and the calculation of doses.
extension ProtocolSchema {
  static let doseBlocks: [SchemaBlock] = regimenBlocks + factBlocks + ruleBlocks

  private static let share: SchemaValue = .either([.quantity, .number])

  /// Keys of one course, also where a drug has only one.
  private static func course(_ need: (String, SchemaValue, String) -> SchemaKey) -> [SchemaKey] {
    [
      need("dose", .dose, "The amount of one administration."),
      need("days", .days, "Days of the cycle; day 0 is the day before the first cytotoxic dose."),
      .may("per-day", .integer, "Administrations on each of these days; 1 where not said."),
      .may("in-cycles", .days, "The cycles that have it, such as 1 or 2-6; all where left out."),
      .may("infusion", .quantity, "How long one administration runs, such as 2 h."),
      .may("interval", .quantity, "Time between administrations of a day, such as 12 h."),
      .may("window", .quantity, "How early or late one may come, such as 2 h."),
      .may("after", .block("follows"), "The drug of the same day that goes first."),
    ]
  }

  private static let regimenBlocks: [SchemaBlock] = [
    SchemaBlock(
      "regimen",
      "Drugs, doses and days of one treatment; or an entry of the shelf, whose keys may be changed.",
      [
        .may("shelf", .text, "An entry of the shelf; keys beside it win."),
        .may("id", .text, "Arms name it."), .may("title", .localized, "As people call it."),
        .may("cycle", .quantity, "Length of a cycle, such as 28 d."),
        .may("cycles", .integer, "Planned number of cycles."),
        .may("drugs", .list(.block("drug")), "The drugs."),
        .may("notes", .list(.localized), "Remarks."),
        .may("source", .localized, "Where the regimen was published."),
      ],
      anyOf: [["shelf"], ["id", "title"]]
    ),
    SchemaBlock(
      "drug",
      "One drug: with one dose of its own, or with a list of doses.",
      [
        .needed("drug", .localized, "The drug's name."),
        .may("route", .text, "PO, IV, SC."),
        .may("doses", .list(.block("course")), "One line for each step of a dose that changes."),
        .may("facts", .either([.text, .block("drugFacts")]), "Facts by another name, or changed ones."),
        .may("rounding", .list(.block("roundingStep")), "Steps of rounding; the drug's own where left out."),
        .may("until", .localized, "Until when it goes on after its last day."),
        .may("missed", .localized, "What to do about a missed dose."),
        .may("notes", .list(.localized), "Remarks."),
        .may("source", .localized, "Where the dose was published."),
        .may("dose-modifications", .block("doseModifications"), "What graded toxicity does to the dose."),
      ] + course(SchemaKey.may),
      anyOf: [["doses"], ["dose", "days"]]
    ),
    SchemaBlock("course", "The same dose on some days.", course(SchemaKey.needed)),
    SchemaBlock(
      "follows",
      "An administration that waits for another drug.",
      [
        .needed("drug", .text, "The English name of the drug that goes first."),
        .needed("by", .quantity, "Time from the start of that drug to the start of this one."),
      ]
    ),
    SchemaBlock(
      "dosing",
      "How doses are calculated, rounded and checked.",
      [
        .may(
          "body-surface",
          choice(BodySurfaceArea.Formula.self),
          "The formula; mosteller is chosen where left out."
        ),
        .may("cap", .quantity, "Largest body surface that counts, such as 2.2 m2; none where left out."),
        .may("rounding-warning", share, "Change by rounding that is said; 5 % where left out."),
        .may("rounding-limit", share, "Change by rounding that is allowed; 10 % where left out."),
        .may("weight-change", share, "Change of weight that asks for new doses; 10 % where left out."),
        .may("heights", .list(.quantity), "Usual heights: lowest and highest."),
        .may("weights", .list(.quantity), "Usual weights: lowest and highest."),
        .may("areas", .list(.quantity), "Usual body surfaces: lowest and highest."),
        .may(
          "departure-limit",
          share,
          "Departure from a proposed dose that is no deviation; 10 % where left out."
        ),
        .may("given", .list(.quantity), "Given shares of a dose that need no reason: [75 %, 110 %]."),
        .may("window", .quantity, "How early or late an administration may come; 2 h where left out."),
        .may("first-hour", .text, "When the day's first drug begins, \"08:00\"."),
        .may("items", .block("dosingItems"), "Which items tell what doses are calculated with."),
      ]
    ),
    SchemaBlock(
      "dosingItems",
      "Where the record has what doses are calculated with; the arm and the first dose stand in record.",
      [
        .may("height", .item, "A number with a unit of length."),
        .may("weight", .item, "A number with a unit of mass."),
        .may("age", .item, "A number in years."),
        .may("sex", .item, "A category item with female and male."),
        .may("creatinine", .item, "In serum, with its unit."),
        .may("bilirubin", .item, "Total, in serum, with its unit."),
        .may("co-medication", .block("coMedicationItems"), "One row for each co-medication."),
        .may("cycle", .block("cycleItems"), "When each cycle began."),
        .may("findings", .names(.item), "The item that answers each finding that dose rules ask for."),
      ]
    ),
    SchemaBlock(
      "coMedicationItems",
      "Items of one form, one row for each co-medication.",
      [
        .needed("name", .item, "As tables of interactions name it, such as posaconazole."),
        .may("first", .item, "Its first day."),
        .may("last", .item, "Its last day; missing while it goes on."),
      ]
    ),
    SchemaBlock(
      "cycleItems",
      "Items of one form that say in which cycle something was given.",
      [
        .needed("number", .item, "The cycle, counted from 1."),
        .needed("start", .item, "The day of the row."),
        .may("drug", .item, "The drug of the row: those planned on day 1 tell when the cycle began."),
      ]
    ),
  ]

  private static let factBlocks: [SchemaBlock] = [
    SchemaBlock(
      "drugFacts",
      "What is known of a drug wherever it is given; or the shelf's facts, whose keys may be changed.",
      [
        .may("shelf", .text, "A drug of the shelf; keys beside it win."),
        .may("id", .text, "Its name in rules and lists."),
        .may("title", .localized, "As people call it."),
        .may("class", .localized, "What it is."),
        .may("rounding", .list(.block("roundingStep")), "Steps of rounding."),
        .may("strengths", .list(.quantity), "Amounts of one tablet."),
        .may("interactions", .list(.block("interaction")), "What co-medications do, the strongest first."),
        .may("adjustments", .list(.block("adjustment")), "What organ function does."),
        .may("lifetime-limit", .block("lifetimeLimit"), "The largest amount of a lifetime."),
        .may("missed", .localized, "What to do about a missed dose."),
        .may("handling", .list(.localized), "What whoever gives it has to know."),
        .may("source", .localized, "Where the facts were published."),
        .may(
          "co-medications",
          .list(.block("coMedication")),
          "Further co-medications, or other classes of them."
        ),
      ],
      anyOf: [["shelf"], ["id"]]
    ),
    SchemaBlock(
      "roundingStep",
      "How calculated doses below some amount are rounded.",
      [
        .may("below", .quantity, "For calculated doses below this amount."),
        .may("step", .quantity, "Doses are multiples of this amount."),
        .may("bands", .list(.quantity), "The amounts that a pharmacy keeps ready."),
      ],
      anyOf: [["step"], ["bands"]]
    ),
    SchemaBlock(
      "interaction",
      "What some co-medications do to the dose.",
      [
        .needed("with", .list(.text), "Co-medications, or classes of them."),
        .may("ramp", .list(.quantity), "Amounts of the days of the ramp-up."),
        .may("steady", .quantity, "The amount after the ramp-up."),
        .may("share", share, "The share of the planned dose that is given."),
        .may("avoid", .boolean, "The two are not given together."),
        .may("resume-after", .quantity, "Days after the co-medication until the planned dose comes back."),
        .may("resumption", .localized, "What the label says about that."),
        .may("because", .localized, "The reason."), .may("source", .localized, "Where it was published."),
      ],
      anyOf: [["steady"], ["share"], ["avoid"]]
    ),
    SchemaBlock(
      "coMedication",
      "A drug that subjects take beside the study drugs.",
      [
        .needed("id", .text, "Its name."), .may("title", .localized, "As people call it."),
        .may("classes", .list(.text), "What it is, such as strong-cyp3a-inhibitor."),
        .may("otherwise", .list(.block("classReading")), "How other sources class it."),
        .may("source", .localized, "Where that was published."),
      ]
    ),
    SchemaBlock(
      "classReading",
      "One source's classes.",
      [
        .may("classes", .list(.text), "The classes."), .needed("source", .localized, "The source."),
      ]
    ),
    SchemaBlock(
      "lifetimeLimit",
      "The largest amount that a person should ever get.",
      [
        .needed("dose", .dose, "By body surface, such as 140 mg/m2."),
        .may("equivalents", .list(.block("equivalent")), "How other drugs count."),
        .may("source", .localized, "Where it was published."),
      ]
    ),
    SchemaBlock(
      "equivalent",
      "How an earlier drug counts.",
      [
        .needed("drug", .text, "The other drug."),
        .may("factor", .number, "mg of this drug that 1 mg of the other counts as; unknown where left out."),
        .may("source", .localized, "Where it was published."),
      ]
    ),
  ]

  private static let ruleBlocks: [SchemaBlock] = [
    SchemaBlock(
      "adjustment",
      "What one organ's function does to the dose: the first rule that is met decides.",
      [
        .needed("id", .text, "Its name."), .may("title", .localized, "As people call it."),
        .may("findings", .list(.block("finding")), "Findings of its own."),
        .may("rules", .list(.block("adjustmentRule")), "The rules in order."),
        .needed("otherwise", .block("adjustmentAnswer"), "What holds where no rule is met."),
        .may("source", .localized, "Where they were published."),
      ]
    ),
    SchemaBlock(
      "adjustmentRule",
      "One rule.",
      [.needed("when", .criterion, "When it holds.")] + answer
    ),
    SchemaBlock("adjustmentAnswer", "What is given.", answer),
    SchemaBlock(
      "doseModifications",
      "What graded toxicity does to further doses: the first rule that is met proposes.",
      [
        .may("findings", .list(.block("finding")), "What the rules look at."),
        .may("rules", .list(.block("modificationRule")), "The rules in order."),
        .may("source", .localized, "Where they were published."),
      ]
    ),
    SchemaBlock(
      "modificationRule",
      "One rule and what it proposes.",
      [
        .needed("id", .text, "Its name in proposals and records."),
        .needed("when", .criterion, "When it holds."),
        .needed("action", choice(DoseModificationRules.Action.self), "What is proposed."),
        .may("to", share, "Of a reduction: the share of the planned dose."),
        .may("until", .localized, "Until when, in words."),
        .may("because", .localized, "The reason."), .may("source", .localized, "Where it was published."),
      ]
    ),
    SchemaBlock(
      "finding",
      "Something known of one case.",
      (captureBlocks.first { $0.name == "item-definition" }?.keys ?? []) + [
        .may("unit-from", .text, "The column of a table that holds the value's unit."),
        .may("source", .localized, "Where it comes from."),
      ]
    ),
  ]

  private static let answer: [SchemaKey] = [
    .needed("give", .either([share, .choice(["nothing", "unknown"])]), "How much of the dose."),
    .may("caution", .boolean, "Whether the reason has to be read although the dose stays."),
    .may("because", .localized, "The reason."), .may("source", .localized, "Where it was published."),
  ]
}
