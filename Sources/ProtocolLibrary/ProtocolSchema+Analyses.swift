// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Blocks about planned analyses.
extension ProtocolSchema {
  static let analysisBlocks: [SchemaBlock] = [
    SchemaBlock(
      "analyses",
      "The analyses the protocol plans, and those asked for later.",
      [
        .needed("level", .number, "Confidence level of intervals, such as 0.95."),
        .needed("reference", .text, "The arm that the others are compared with."),
        .may("plan", .list(.block("analysis")), "The analyses."),
        .may("baseline", .list(.either([.item, .block("baselineItem")])), "Lines of the baseline table."),
        .may("baseline-tests", .boolean, "Whether the baseline table shows tests; no where left out."),
      ]
    ),
    SchemaBlock(
      "baselineItem",
      "A line of the baseline table.",
      [
        .needed("item", .item, "What is shown."),
        .may("balance", .boolean, "Whether a standardized mean difference is shown; yes where left out."),
      ]
    ),
    SchemaBlock(
      "analysis",
      "One analysis with an id that stays.",
      [
        .needed("id", .text, "Names its results for ever."), .may("title", .localized, "As people call it."),
        .needed("endpoint", .text, "The endpoint's id."), .needed("set", .text, "The analysis set's id."),
        .needed(
          "standing",
          choice(PlannedAnalysis.Standing.self),
          "Whether it stood before the data were seen."
        ),
        .may("test", .choice(tests), "The test whose p-value is the analysis's own."),
        .may("strata", .list(.item), "Strata of a stratified analysis."),
        .may("adjust", .list(.item), "Covariates of an adjusted hazard ratio."),
        .may("subgroups", .list(.item), "Items whose categories make subgroups."),
        .may("selections", .list(.block("selection")), "Parts of arms that are compared with each other."),
        .may("note", .localized, "A remark."),
      ]
    ),
    SchemaBlock(
      "selection",
      "Subjects taken from one arm for a comparison.",
      [
        .needed("arm", .text, "The arm's id."),
        .may("criterion", .criterion, "Which of them; all where left out."),
      ]
    ),
  ]

  private static var tests: [String] {
    PlannedAnalysis.ProportionTest.allCases.map(\.rawValue)
      + PlannedAnalysis.SurvivalTest.allCases.map(\.rawValue)
  }
}
