// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Blocks about arms, drugs, eligibility, allocation and visits.
extension ProtocolSchema {
  static let treatmentBlocks: [SchemaBlock] = [
    SchemaBlock(
      "arm",
      "One of the treatments that subjects are randomized to.",
      [
        .needed("id", .text, "The code in data and results."),
        .needed("title", .localized, "As people call the arm."),
        .needed("role", choice(Arm.Role.self), "The arm's part in comparisons."),
        .may("description", .localized, "The arm in a sentence."),
        .may("regimen", .text, "The id of its regimen."),
      ]
    ),
    SchemaBlock(
      "eligibility",
      "Who may enter the trial.",
      [
        .may("inclusion", .list(.block("rule")), "All of these are met."),
        .may("exclusion", .list(.block("rule")), "None of these is met."),
        .may("notes", .list(.localized), "Remarks."),
      ]
    ),
    SchemaBlock(
      "rule",
      "One numbered criterion, in words and, where it can be evaluated, as a rule.",
      [
        .needed("id", .text, "Its number."), .needed("text", .localized, "Its words."),
        .may("criterion", .criterion, "Its rule."),
        .may("confirmed", .item, "A yes/no item that answers what the criterion does not."),
        .may("valid", .quantity, "How old a finding may be on the day asked about, such as 7 d."),
      ]
    ),
    SchemaBlock(
      "allocation",
      "How subjects are allocated to arms.",
      allocationRules
        + [
          .may("amendments", .list(.block("allocationAmendment")), "Other rules from a certain subject on."),
          .may("notes", .list(.localized), "Remarks."),
        ]
    ),
    SchemaBlock(
      "allocationAmendment",
      "Rules of allocation from a certain subject on.",
      [
        .needed("from", .integer, "The first subject, counted from 1 over the whole trial."),
        .needed(
          "history",
          choice(AllocationPlan.Amendment.History.self),
          "What becomes of the allocations before it."
        ),
        .may("reason", .localized, "Why."),
      ] + allocationRules
    ),
    SchemaBlock(
      "urn",
      "Wei's urn UD(α, β).",
      [
        .needed("alpha", .integer, "Balls at the start for each part of the ratio."),
        .needed("beta", .integer, "Balls of the other kinds added after a draw."),
      ]
    ),
    SchemaBlock(
      "stratum",
      "A baseline characteristic that allocation is balanced for.",
      [
        .needed("id", .text, "Short and stable."), .may("title", .localized, "As people say it."),
        .needed("item", .item, "Where it is recorded."),
        .may("weight", .text, "Its weight in the imbalance of minimization: a fraction or a decimal."),
        .may("separate", .boolean, "Minimization only: each level is balanced by itself."),
      ]
    ),
    SchemaBlock(
      "schedule",
      "What is done when.",
      [
        .may("visits", .list(.block("visit")), "Planned contacts with the subject."),
        .may("activities", .list(.block("activity")), "What is done at them."),
        .may("notes", .list(.localized), "Remarks."),
      ]
    ),
    SchemaBlock(
      "visit",
      "A planned contact with the subject.",
      [
        .needed("id", .text, "Activities name it."), .needed("title", .localized, "As people call it."),
        .may("from", choice(Schedule.Visit.Anchor.self), "The day that days are counted from."),
        .may("window", .list(.integer), "First and last day, such as [-14, -1]."),
        .may("repeats", .localized, "How the visit comes again."),
        .may("arms", .list(.text), "The arms that have it; all where left out."),
        .may("note", .localized, "A remark."),
        .may("recovery", .block("recovery"), "Due after recovery of the counts, or by a limit."),
        .may("every", .block("every"), "How the visit comes again, as a rule."),
        .may("again", .block("again"), "Which findings ask for the visit once more."),
        .may("follows", .text, "The id of the visit whose period comes before."),
        .may("unless", .criterion, "Who does not need the visit."),
        .may(
          "ends-at-new-therapy",
          .boolean,
          "Whether the visit ends with other therapy; no where left out."
        ),
      ]
    ),
    SchemaBlock(
      "recovery",
      "Due after recovery of the blood counts, or by a limit after the last dose.",
      [
        .may("counts", .criterion, "Met by a row of counts that has recovered."),
        .needed("limit", .quantity, "Days after the last dose, such as 14 d."),
        .needed("or", choice(RecoveryRule.Reading.self), "Whichever comes first, or later."),
        .may("within", .quantity, "Days after recovery that the visit may take; 3 d where left out."),
        .may("before-limit", .quantity, "Days before the limit, without recovery; 2 d where left out."),
      ]
    ),
    SchemaBlock(
      "every",
      "How a visit comes again, counted from the last contact.",
      [
        .needed("interval", .quantity, "Such as 1 mo."),
        .needed("tolerance", .quantity, "Days before and after that are still on time, such as 7 d."),
      ]
    ),
    SchemaBlock(
      "again",
      "A visit that a finding asks for once more.",
      [
        .needed("when", .criterion, "Met by the row that asks for it."),
        .needed("days", .list(.integer), "First and last day after that row, such as [7, 14]."),
      ]
    ),
    SchemaBlock(
      "activity",
      "Something done at visits.",
      [
        .needed("title", .localized, "What is done."),
        .may("form", .text, "The id of the form that records it."),
        .may("visits", .list(.text), "Ids of the visits."),
        .may(
          "shows-visit",
          .boolean,
          "Whether a dated row shows that the visit took place; yes where left out."
        ),
      ]
    ),
  ]

  /// What rules of allocation say, from the first subject on or from an amendment on.
  private static var allocationRules: [SchemaKey] {
    [
      .needed("method", choice(AllocationPlan.Method.self), "The way of allocating."),
      .may("ratio", .names(.integer), "The planned share of each arm; 0 closes an arm."),
      .may("block-sizes", .list(.integer), "Sizes of permuted blocks; of several each is equally likely."),
      .may("imbalance-limit", .integer, "The largest difference between two arms (big stick, biased coin)."),
      .may("probability", .text, "Of the preferred arm (biased coin, minimization), such as 2/3 or 0.8."),
      .may("urn", .block("urn"), "The balls of the urn."),
      .may(
        "imbalance",
        choice(AllocationRules.ImbalanceMeasure.self),
        "How minimization measures imbalance."
      ),
      .may("unequal", choice(AllocationRules.UnequalRatio.self), "How an unequal ratio is kept."),
      .may("ties", choice(AllocationRules.Ties.self), "What arms get that tie for the next place."),
      .may("strata", .list(.block("stratum")), "What allocation is balanced for."),
    ]
  }
}
