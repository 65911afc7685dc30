// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct

/// A query and its life for a caller.
enum QueryJSON {
  static let shape = JSONShape.object([
    .init("id", .text(.any)), .init("status", .choice(QueryState.Status.allCases.map(\.rawValue))),
    .init("subject", .text(.any)), .init("form", .text(.any)), .init("row", .integer(1...Int(Int32.max))),
    .init("item", .nullable(.text(.any))),
    .init("check", .nullable(.text(.any)), "The edit check that raised it."),
    .init("text", .text(.any)),
    .init(
      "steps",
      .list(
        .object([
          .init("status", .text(.any)), .init("by", .text(.any)), .init("at", .text(.moment)),
          .init("text", .text(.any)), .init("entry", .integer(1...Int(Int32.max))),
        ])
      )
    ),
  ])

  static func json(_ state: QueryState) -> JSONValue {
    let query = state.query
    return [
      "id": .string(query.id), "status": .string(state.status.rawValue),
      "subject": .string(query.row.subject), "form": .string(query.row.form),
      "row": .integer(query.row.row), "item": .optional(query.item), "check": .optional(query.check),
      "text": .string(query.text),
      "steps": .array(
        state.steps.map { step in
          [
            "status": .string(step.status.rawValue), "by": .string(step.author.user),
            "at": .string(step.at.instantText), "text": .string(step.text), "entry": .integer(step.entry),
          ]
        }
      ),
    ]
  }
}
