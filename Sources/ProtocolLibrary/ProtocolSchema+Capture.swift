// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Blocks about what is recorded, and in which tables.
extension ProtocolSchema {
  static let captureBlocks: [SchemaBlock] = [
    SchemaBlock(
      "laboratoryLimits",
      "The limits of normal that each site's laboratory prints, by analyte, sex, age and date.",
      [
        .needed("table", .text, "The file in data/, such as laboratory-limits.csv."),
        .may("sex", .item, "The subject's sex, in whose codes the table is written."),
        .may("age", .item, "The subject's age as recorded."),
      ]
    ),
    SchemaBlock(
      "form",
      "A page of the case report form: items that are recorded together.",
      [
        .needed("id", .text, "Its table is data/<id>.csv unless the mapping says otherwise."),
        .needed("title", .localized, "As people call it."),
        .may("repeats", choice(Form.Repeat.self), "Filled once, or a line for each occurrence."),
        .may("happened", .text, "The item that says when the form's facts happened."),
        .may("items", .list(.block("item-definition")), "The questions."),
        .may("checks", .list(.block("editCheck")), "What holds for every row."),
      ]
    ),
    SchemaBlock(
      "item-definition",
      "One question of a form and what may be answered.",
      [
        .needed("id", .text, "The column's name."), .may("title", .localized, "The question."),
        .needed("type", choice(Item.Kind.self), "The kind of value."),
        .may("unit", .unit, "The unit of a number."),
        .may(
          "categories",
          .list(.either([.text, .block("category")])),
          "The allowed answers of a category item."
        ),
        .may("range", .list(.number), "Lowest and highest value, such as [0, 120]."),
        .may("required", .boolean, "Whether a missing value is a problem."),
        .may(
          "happened",
          .text,
          "The item that says when this value was measured; the form's where left out."
        ),
        .may(
          "expires",
          .boolean,
          "no for what lasts, such as sex: it is never too old for a rule with valid."
        ),
        .may("uln", .item, "The item that holds its upper limit of normal."),
        .may("lln", .item, "The item that holds its lower limit of normal."),
        .may("baseline", .item, "The item that holds its baseline value."),
        .may("analyte", .text, "Its name in the table of laboratory limits."),
        .may("shown-when", .criterion, "Asked only where this is met; always where left out."),
        .may("missing", .list(.text), "Codes that may stand for a value and say why it is missing."),
        .may(
          "imputation",
          .either([choice(DateImputationRule.self), .block("imputation")]),
          "How a partial date is completed for analyses; it stays missing to them where left out."
        ),
      ]
    ),
    SchemaBlock(
      "imputation",
      "The day that stands for a partial date, within bounds.",
      [
        .needed("rule", choice(DateImputationRule.self), "Which of the possible days is taken."),
        .may("not-before", .item, "The subject's earliest day of this item is the first possible one."),
        .may("not-after", .item, "The subject's latest day of this item is the last possible one."),
      ]
    ),
    SchemaBlock(
      "editCheck",
      "Something that holds for every row of a form, else somebody should look.",
      [
        .needed("id", .text, "Problems name it."),
        .needed("criterion", .criterion, "Not met is a finding; unknown passes."),
        .needed("message", .localized, "What is told about a row that does not hold."),
        .may("severity", choice(EditCheck.Severity.self), "warning where left out; an error stops analyses."),
      ]
    ),
    SchemaBlock(
      "category",
      "One of the allowed answers.",
      [.needed("code", .text, "As the data write it."), .needed("title", .localized, "As people read it.")]
    ),
    SchemaBlock(
      "record",
      "Which items carry the facts that every trial has.",
      [
        .needed("arm", .item, "The arm a subject was randomized to."),
        .may("site", .item, "The site that enrolled the subject."),
        .may("randomized", .item, "The day of randomization."),
        .may("treated", .item, "The first dose of study treatment."),
        .may("last-dose", .item, "The last dose of study treatment."),
        .may("new-therapy", .item, "The first day of other therapy against the disease."),
        .may(
          "alive",
          .list(.item),
          "Dates that show the subject alive; every form's own date where left out."
        ),
        .may("discontinued", .either([.item, .block("reason")]), "Why treatment was stopped early."),
        .may("lost", .either([.item, .block("reason")]), "Whether or why follow-up was lost."),
      ]
    ),
    SchemaBlock(
      "reason",
      "A category item of which some answers are a reason and others are none.",
      [
        .needed("item", .item, "The item."),
        .may("except", .list(.text), "The answers that are no reason, such as completed."),
        .may("at", .item, "When it came about; at an earlier cut there is no reason yet."),
      ]
    ),
    SchemaBlock(
      "mapping",
      "How the tables of the study folder stand to the protocol's forms.",
      [.may("tables", .list(.block("table")), "One entry for each use of a file.")]
    ),
    SchemaBlock(
      "table",
      "One use of one file: a file may feed several forms, each with rows of its own.",
      [
        .needed("file", .text, "The file's name inside data/."),
        .needed("form", .text, "The form that it feeds."),
        .may("subject", .text, "The column of the subject's identifier."),
        .may("recorded", .text, "The column that says when a row was recorded."),
        .may("dates", choice(Mapping.DateFormat.self), "How the file writes dates."),
        .may("columns", .names(.list(.text)), "Own column: item."),
        .may("codes", .names(.names(.text)), "For each item, own code: category."),
        .may("rows", .names(.text), "Only rows with this text in this column belong to the form."),
      ]
    ),
  ]
}
