// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Blocks about the trial as a whole.
extension ProtocolSchema {
  static let studyBlocks: [SchemaBlock] = [
    SchemaBlock(
      "study",
      "What the trial is called and how it is built in outline.",
      [
        .needed("id", .text, "Short and stable; it names files and results."),
        .needed("title", .localized, "The full title."),
        .may("short-title", .localized, "As people call the trial."),
        .needed("version", .text, "The version of this protocol, in the trial's own counting."),
        .may("registry", .list(.block("registration")), "Entries in trial registries."),
        .may("phase", .text, "As registries write it: 2, 2/3."),
        .may("condition", .localized, "The disease and its stage."),
        .may("rationale", .localized, "Why the question is open."),
        .may("design", .localized, "The design in words."),
        .needed("blinding", choice(StudyIdentity.Blinding.self), "Who knows the arm a subject is on."),
        .needed(
          "time",
          choice(StudyIdentity.TimeScale.self),
          "Dates of the calendar, or days since randomization."
        ),
        .may("start", .date, "The first day on which a subject could be randomized."),
        .may("planned-end", .date, "The last day of planned accrual."),
        .may("planned-subjects", .integer, "The registered number of subjects."),
      ]
    ),
    SchemaBlock(
      "registration",
      "An entry in a trial registry.",
      [.needed("name", .text, "The registry."), .needed("id", .text, "The entry's number.")]
    ),
    SchemaBlock(
      "data",
      "What kind of data the study folder holds, and where they come from.",
      [
        .needed("kind", choice(DataSource.Kind.self), "Reports say it on every page."),
        .may("statement", .localized, "The sentence that every page of a report carries."),
        .may("origin", .localized, "Where the data come from."),
        .may("licence", .text, "The data's licence."),
        .may("cut", .date, "The data cut of a report, where none is named."),
      ]
    ),
    SchemaBlock(
      "site",
      "A place that enrols subjects.",
      [.needed("id", .text, "The code in the data."), .may("title", .localized, "The site's name.")]
    ),
    SchemaBlock(
      "role",
      "Someone with rights and duties in the trial.",
      [
        .needed("id", .text, "Short and stable."), .needed("title", .localized, "As people say it."),
        .may("may", .list(.localized), "What the role may do, in words."),
        .may("can", .list(choice(Permission.self)), "What the software lets the role do; nothing else."),
        .may("sites", choice(SiteReach.self), "Whose subjects it reaches; own where left out."),
      ]
    ),
    SchemaBlock(
      "consent",
      "The texts that subjects consent to.",
      [
        .may("versions", .list(.block("consentVersion")), "The approved texts; none: any may be recorded."),
        .may("date", .item, "The item with the day of consent; recording consent fills it in."),
      ]
    ),
    SchemaBlock(
      "consentVersion",
      "One approved text.",
      [
        .needed("id", .text, "Its version."), .may("title", .localized, "What it is called."),
        .may("from", .date, "The first day on which it may be signed."),
        .may("until", .date, "The last day."),
      ]
    ),
    SchemaBlock(
      "monitoring",
      "How the trial is watched while it runs.",
      [
        .may("committee", .localized, "Who watches."),
        .may("planned-information", .integer, "Subjects or events in all."),
        .may("boundary", choice(MonitoringPlan.Boundary.self), "The stopping boundary."),
        .may("alpha", .number, "One-sided type I error."),
        .may("looks", .list(.block("look")), "Planned looks at the data."),
        .may("notes", .list(.localized), "Remarks."),
      ]
    ),
    SchemaBlock(
      "look",
      "One planned look at the data.",
      [
        .needed("title", .localized, "What the look is called."),
        .may("information", .integer, "Subjects or events at the look."),
        .may("purpose", .localized, "What is decided."),
      ]
    ),
  ]

  /// The words of a closed list of the format.
  static func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> SchemaValue
  where Choice.RawValue == String {
    .choice(Choice.allCases.map(\.rawValue))
  }
}
