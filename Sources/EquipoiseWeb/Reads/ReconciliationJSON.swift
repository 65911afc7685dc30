// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// What does not fit, of the subjects that a caller may read; nothing in it tells arms apart.
enum ReconciliationJSON {
  static let sideShape = JSONShape.object([
    .init("form", .nullable(.text(.any))), .init("row", .nullable(.integer(1...Int(Int32.max)))),
    .init("item", .nullable(.text(.any))), .init("case", .nullable(.text(.any))),
    .init("version", .nullable(.integer(1...Int(Int32.max)))), .init("question", .nullable(.text(.any))),
    .init("value", .nullable(.text(.any)), "As recorded; null where nothing is on file."),
    .init("day", .nullable(.text(.any)), "The day that it is about, as recorded."),
    .init("text", .text(.any), "The side in words."),
  ])

  static let shape = JSONShape.object([
    .init("study", .text(.any)), .init("on", .text(.date)),
    .init("toReconcile", .integer(0...Int(Int32.max))),
    .init("undetermined", .integer(0...Int(Int32.max))),
    .init(
      "findings",
      .list(
        .object([
          .init("kind", .choice(Reconciliation.Kind.allCases.map(\.rawValue))), .init("subject", .text(.any)),
          .init("undetermined", .boolean, "Whether something missing could still clear it up."),
          .init("message", .text(.any)), .init("remedy", .text(.any)),
          .init("sides", .list(.named("Side")), "What stands against each other."),
          .init("settledBy", .list(.named("Side")), "What is missing and would settle it."),
        ])
      )
    ),
  ])

  static func json(_ view: View, only subject: String?, in language: Language) -> JSONValue {
    let found = Reconciliation(
      view.state,
      by: view.conduct,
      sites: view.viewer.sites(for: .read),
      only: subject,
      coveredBy: view.covers.state
    )
    let day = view.state.lastInstant?.date ?? CivilDate(day: 0)
    return ReconciliationDocument(ReconciliationWords(view.study, language: language)).json(found, on: day)
  }
}
