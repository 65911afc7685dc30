// SPDX-License-Identifier: Apache-2.0

/// Blocks about published aggregates that subject-level data are made from.
extension ProtocolSchema {
  static let reconstructionBlocks: [SchemaBlock] = [
    SchemaBlock(
      "reconstruction",
      "Published aggregates from which subject-level data are reconstructed.",
      [
        .needed("source", .localized, "The publication."),
        .may("cohorts", .integer, "How many cohorts ranges are taken over; 200 where left out."),
        .needed("subjects", .text, "The first subject's identifier, such as S-001."),
        .needed("last-fact", .date, "The last day on which anything happened."),
        .may("last-record", .date, "The last day on which anything was recorded."),
        .may("recording-delay", .list(.integer), "Days from the last fact of a row to its recording."),
        .may("figures", .list(.block("figure")), "What the publication prints."),
        .may("rows", .list(.block("generatedRow")), "How everything else is drawn."),
        .may("determined", .list(.block("determinedCells")), "Results that the figures fix."),
      ]
    ),
    SchemaBlock(
      "figure",
      "One figure of the publication, and what it asks of subject-level data.",
      [
        .needed("id", .text, "Short and stable."), .may("printed", .text, "The number as printed."),
        .may("followed", .boolean, "Whether cohorts meet it; yes where left out."),
        .may("contradicts", .list(.text), "Ids of figures that cannot hold at the same time."),
        .may("note", .localized, "How it was read, or why it was not followed."),
        .may("where", .criterion, "Who is counted."),
        .may("derived", .criterion, "The same count, of what is derived from the raw findings."),
        .may("sizes", .names(.integer), "Subjects randomized to each arm."),
        .may("count", .either([.integer, .names(.integer)]), "Subjects, by arm or for all arms together."),
        .may("distribution", .block("distribution"), "Median and range of an item."),
        .may("rate", .block("publishedRate"), "A Kaplan–Meier estimate."),
        .may("accrual", .block("publishedAccrual"), "The first and the last randomization."),
        .may("latest", .block("latestDay"), "No value of the item lies after the day."),
      ]
    ),
    SchemaBlock(
      "distribution",
      "Median and range of a whole-number item.",
      [
        .needed("item", .item, "What is measured."), .may("arm", .text, "The arm's id; all where left out."),
        .needed("median", .number, "A whole or half number."),
        .needed("range", .list(.integer), "Lowest and highest."),
      ]
    ),
    SchemaBlock(
      "publishedRate",
      "A Kaplan–Meier estimate at a time.",
      [
        .needed("endpoint", .text, "The endpoint's id."),
        .may("arm", .text, "The arm's id; all where left out."),
        .needed("at", .quantity, "Time after randomization."), .needed("percent", .number, "As printed."),
      ]
    ),
    SchemaBlock(
      "publishedAccrual",
      "The months or days of the first and the last randomization.",
      [.needed("first", .partialDate, "The first."), .needed("last", .partialDate, "The last.")]
    ),
    SchemaBlock(
      "latestDay",
      "No value of an item lies after a day.",
      [.needed("item", .item, "The item."), .needed("day", .date, "The day.")]
    ),
    SchemaBlock(
      "determinedCells",
      "Result cells that the published figures fix.",
      [
        .needed("cells", .list(.text), "Addresses, where * stands for any run of characters."),
        .needed("as", .choice(["published", "implied"]), "Printed, or following by arithmetic."),
        .needed("because", .localized, "Which figures fix them, and how."),
      ]
    ),
    SchemaBlock(
      "generatedRow",
      "How one row of a form is drawn for a subject.",
      [
        .needed("form", .text, "The form's id."), .needed("because", .localized, "Why the rule was chosen."),
        .may(
          "share",
          .either([.list(.number), .list(.block("share"))]),
          "The probability of having the row."
        ),
        .may("items", .names(.list(.block("generatedItem"))), "For each item, how its value is drawn."),
        .may("together", .list(.text), "Items that are recorded together or not at all."),
      ]
    ),
    SchemaBlock(
      "share",
      "A probability, and for whom.",
      [
        .may("when", .criterion, "For whom; everyone where left out."),
        .needed("of", .list(.number), "From 0 to 1."),
      ]
    ),
    SchemaBlock(
      "generatedItem",
      "How the value of an item is drawn.",
      [
        .may("when", .criterion, "For whom; all others where left out."),
        .may("weights", .either([.text, .names(.list(.number))]), "Codes by weight, or the one code."),
        .may("between", .list(.integer), "A whole number, each equally likely."),
        .may("after", .text, "The item that days are counted from, or last-fact."),
        .may("days", .list(.integer), "Days after it, each equally likely."),
        .may("not-before", .list(.item), "Lower bounds."), .may("not-after", .list(.item), "Upper bounds."),
        .may("missing", .boolean, "The item stays missing."),
      ],
      anyOf: [["weights"], ["between"], ["after", "days"], ["missing"]]
    ),
  ]
}
