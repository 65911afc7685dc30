// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Blocks about what is derived, and about published criteria.
extension ProtocolSchema {
  static let derivationBlocks: [SchemaBlock] = [
    SchemaBlock(
      "derivations",
      "What is derived from recorded items, each into a form of its own.",
      [
        .may("response", .block("responseDerivation"), "Response from marrows and blood counts."),
        .may(
          "decisions",
          .list(.block("decisionDerivation")),
          "Verdicts by decision lists, such as genetic risk."
        ),
        .may(
          "toxicity",
          .block("toxicityDerivation"),
          "Adverse events, reported and from laboratory values."
        ),
        .may("exposure", .block("exposureDerivation"), "What of the planned doses was given."),
      ]
    ),
    SchemaBlock(
      "responseDerivation",
      "Response by published criteria.",
      derived + [
        .needed("criteria", .block("responseCriteria"), "The criteria: {shelf: eln-2022}, or a whole list."),
        .needed("marrow", .block("marrowItems"), "The items of one marrow."),
        .may("counts", .block("countItems"), "The items of one blood count."),
        .may("baseline-blasts", .item, "Marrow blasts before treatment."),
        .may("prior-extramedullary", .item, "Disease outside the marrow at any time before."),
        .may("growth-factors", .list(.item), "Days of growth factors."),
        .may("platelet-transfusions", .list(.item), "Days of platelet transfusions."),
        .may("new-therapy", .list(.item), "First day of another treatment of the disease."),
        .may("conditioning", .list(.item), "First day of conditioning, or of transplantation."),
        .may("second-course-end", .item, "Last day of the second course."),
        .may("death", .item, "Day of death."), .may("last-alive", .item, "Last day known alive."),
        .may("investigator", .item, "The investigator's best response."),
      ]
    ),
    SchemaBlock(
      "marrowItems",
      "The items of one marrow, all of one form.",
      [
        .needed("at", .item, "The day of the sample."), .needed("blasts", .item, "Blasts in percent."),
        .may("cells-counted", .item, "Cells counted in the aspirate."), .may("spicules", .item, "yes or no."),
        .may("cellularity", .item, "Of the biopsy, in percent."), .may("adequate", .item, "yes or no."),
        .may("circulating-blasts", .item, "yes or no."),
        .may("extramedullary", .item, "yes, no or not assessed."),
        .may("auer-rods", .item, "yes or no; asked for by ELN 2017."),
      ]
    ),
    SchemaBlock(
      "countItems",
      "The items of one blood count, all of one form.",
      [
        .needed("at", .item, "The day."), .needed("neutrophils", .item, "Absolute neutrophil count."),
        .needed("platelets", .item, "Platelet count."), .may("circulating-blasts", .item, "yes or no."),
      ]
    ),
    SchemaBlock(
      "decisionDerivation",
      "One verdict for each subject by a decision list.",
      derived + [
        .needed("criteria", .block("decisionList"), "The list: {shelf: eln-2022}, or a whole one."),
        .may(
          "findings",
          .either([.text, .names(.item)]),
          "The item of each finding, or a form that has them all."
        ),
        .may("karyotype", .item, "The karyotype in the short form of ISCN."),
      ]
    ),
    SchemaBlock(
      "toxicityDerivation",
      "Adverse events, reported and from laboratory values.",
      derived + [
        .needed("grading", .block("gradingScheme"), "The criteria: {shelf: ctcae-5}."),
        .may("first-dose", .item, "Values before it are baseline; record.treated where left out."),
        .may("reported", .block("reportedEvents"), "The items of reported events."),
        .may("laboratory", .list(.block("laboratoryLine")), "Values that are graded."),
      ]
    ),
    SchemaBlock(
      "reportedEvents",
      "The items of reported events, all of one log.",
      [
        .needed("at", .item, "Onset."), .needed("term", .item, "The term."),
        .needed("grade", .item, "The grade."), .may("soc", .item, "The system organ class."),
      ]
    ),
    SchemaBlock(
      "laboratoryLine",
      "Values of one analyte.",
      [
        .needed("analyte", .text, "Its name in the criteria."), .needed("at", .item, "The day."),
        .needed("value", .item, "The value."),
        .may("lln", .either([.item, .quantity]), "Lower limit of normal."),
        .may("uln", .either([.item, .quantity]), "Upper limit of normal."),
      ]
    ),
    SchemaBlock(
      "exposureDerivation",
      "What of the planned doses was given.",
      derived + [
        .needed("drug", .item, "The drug by its English name in the regimen."),
        .needed("first", .item, "The first day of a run of equal doses."),
        .may("last", .item, "Its last day."),
        .needed("dose", .item, "The amount of one administration."),
        .may("unit", .item, "Its unit; the item's own where left out."),
        .may("per-day", .item, "Administrations a day; one where left out."),
        .may("height", .item, "For amounts in mg of drugs planned by body surface."),
        .may("weight", .item, "For amounts in mg of drugs planned by body surface or weight."),
      ]
    ),
    SchemaBlock(
      "responseCriteria",
      "Response criteria: a decision list, and what holds over time.",
      criteria + [
        .may("course", .block("responseCourse"), "What holds over time.")
      ]
    ),
    SchemaBlock(
      "responseCourse",
      "What response over time needs beside the rules of one assessment.",
      ResponseParameters.Key.allCases.map { key in
        .may(key.rawValue, .either([.text, .list(.text)]), "A span such as 7 d, a percentage, or a choice.")
      }
    ),
    SchemaBlock("decisionList", "Rules in order; the first that is met decides.", criteria),
    SchemaBlock(
      "outcome",
      "One of the answers of a list.",
      [.needed("id", .text, "Its code."), .needed("title", .localized, "As people call it.")]
    ),
    SchemaBlock(
      "decisionRule",
      "A condition and the outcome it leads to.",
      [
        .needed("outcome", .text, "The outcome's id."), .needed("when", .criterion, "The condition."),
        .may("because", .localized, "The published sentence, in own words."),
        .may("source", .localized, "Where it is published."),
      ]
    ),
    SchemaBlock(
      "otherwise",
      "The outcome where no rule is met.",
      [
        .needed("outcome", .text, "The outcome's id."), .may("because", .localized, "Why."),
        .may("source", .localized, "Where it is published."),
      ]
    ),
    SchemaBlock(
      "decisionNote",
      "What a reader of the verdict should know.",
      [
        .needed("when", .criterion, "Where it is told."), .needed("text", .localized, "What is told."),
        .may("source", .localized, "Where it is published."),
      ]
    ),
    SchemaBlock(
      "parameter",
      "A value of the criteria that may be changed.",
      finding + [
        .needed("value", .either([.text, .number]), "Its value.")
      ]
    ),
    SchemaBlock(
      "gradingScheme",
      "Criteria of grades; see the shelf for the whole form.",
      [shelf, .may("equipoise", .integer, "The version of the form.")]
        + [
          "licence", "criteria", "id", "title", "source", "parameters", "flags", "analytes", "terms",
          "instead",
        ]
        .map { .may($0, .anything, "As on the shelf.") }
    ),
  ]

  private static let derived: [SchemaKey] = [
    .needed("form", .text, "The derived form's id."), .may("title", .localized, "As people call it."),
  ]

  private static let shelf = SchemaKey.may("shelf", .text, "An entry of the shelf; keys beside it win.")

  private static let criteria: [SchemaKey] = [
    shelf, .may("equipoise", .integer, "The version of the form."), .may("id", .text, "Short and stable."),
    .may("title", .localized, "As people call the criteria."), .may("source", .localized, "The publication."),
    .may("findings", .list(.block("finding")), "What is asked of a case."),
    .may("parameters", .list(.block("parameter")), "Values that may be changed."),
    .may("outcomes", .list(.block("outcome")), "The answers, in their order."),
    .may("rules", .list(.block("decisionRule")), "Tried in this order."),
    .may("otherwise", .block("otherwise"), "Where no rule is met."),
    .may("notes", .list(.block("decisionNote")), "What a reader should know."),
  ]

  private static let finding: [SchemaKey] = doseBlocks.first { $0.name == "finding" }?.keys ?? []
}
