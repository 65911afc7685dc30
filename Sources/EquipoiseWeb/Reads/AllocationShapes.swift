// SPDX-License-Identifier: Apache-2.0

import TrialConduct

/// What balance, predictability and notices look like.
enum AllocationShapes {
  private static let count = JSONShape.integer(0...Int(Int32.max))

  static let balanceLine = JSONShape.object([
    .init("levels", .map(.text(.any)), "The codes that tell the line from others, by factor; empty for all."),
    .init("randomized", count),
    .init(
      "arms",
      .nullable(.map(.object([.init("count", count), .init("expected", .number, "What the ratio gives.")]))),
      "By arm; null for who may not see every arm."
    ),
    .init(
      "imbalance",
      .nullable(.number),
      "The largest less the smallest count for each part of the ratio; null as arms are."
    ),
  ])

  static let balance = JSONShape.object([
    .init("armsShown", .boolean),
    .init("since", count, "The number, from 0, of the first allocation that is counted."),
    .init("total", .named("BalanceLine")), .init("margins", .list(.named("BalanceLine"))),
    .init("strata", .nullable(.list(.named("BalanceLine"))), "null for who may not see every arm."),
    .init(
      "late",
      .nullable(
        .object([.init("imbalance", .number), .init("after", count, "How many had been allocated then.")])
      ),
      "For who may not see every arm: the imbalance of the whole trial, late and in rounds; null until told."
    ),
  ])

  private static let share = JSONShape.object([
    .init("mean", .number, "Per subject, 0 to 1."),
    .init("monteCarloError", .number, "Standard error of a simulation; 0 where it is exact."),
  ])
  private static let guesses = JSONShape.object([
    .init("exact", .boolean), .init("rightGuesses", share, "Always guessing the arm that is behind."),
    .init("bestGuesses", share, "Of somebody who knows all but the seed."),
    .init("certain", share, "Subjects who could not have got another arm."),
  ])

  static let predictability = JSONShape.object([
    .init("subjects", count), .init("leftOut", count, "Subjects without a level of each factor."),
    .init("replicates", count), .init("seed", .text(.any)),
    .init(
      "guessers",
      .list(
        .object([
          .init("sees", .choice(["trial", "site"]), "The whole trial, or the own site."),
          .init("rules", .nullable(guesses), "Under the protocol's rules."),
          .init("completeRandomization", .nullable(guesses), "Under complete randomization."),
          .init(
            "recorded",
            .nullable(.number),
            "The share of recorded arms guessed right; null for who may not see every arm."
          ),
        ])
      )
    ),
  ])

  static let notice = JSONShape.object([
    .init("entry", .integer(1...Int(Int32.max)), "Its place in the ledger."),
    .init("kind", .choice(Notice.Kind.allCases.map(\.rawValue))), .init("subject", .text(.any)),
    .init("site", .nullable(.text(.any))), .init("at", .text(.moment)),
    .init("by", .text(.any), "Who did it, or from whose act it follows."), .init("role", .text(.any)),
    .init("text", .text(.any), "What happened, in words; no arm is told."),
    .init("reason", .nullable(.text(.any))), .init("open", .boolean),
    .init(
      "acknowledgements",
      .list(
        .object([
          .init("by", .text(.any)), .init("role", .text(.any)), .init("at", .text(.moment)),
          .init("entry", .integer(1...Int(Int32.max))),
        ])
      )
    ),
  ])
}
