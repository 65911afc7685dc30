// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

extension Route {
  /// The route of an act.
  ///
  /// - Parameters:
  ///   - id: Its stable name.
  ///   - path: Below `/api/v1`.
  ///   - group: The heading under which it is described.
  ///   - permission: What a role and the token have to grant.
  ///   - summary: What it does, in one line.
  ///   - reason: Whether a reason has to be given.
  ///   - signs: Whether it is an electronic signature.
  ///   - seesRow: Whether `If-Match` may name the revision of the row that was looked at.
  ///   - fields: The keys of the body besides those of every act.
  ///   - make: The act that a call asks for.
  /// - Returns: A line of the table.
  static func act(
    _ id: String,
    _ path: String,
    _ group: String,
    _ permission: Permission,
    _ summary: String,
    reason: Bool = false,
    signs: Bool = false,
    seesRow: Bool = false,
    _ fields: [JSONShape.Field] = [],
    _ make: @escaping @Sendable (Call) async throws(Problem) -> Act
  ) -> Route {
    act(id, path, group, permission, summary, reason: reason, signs: signs, seesRow: seesRow, fields) {
      call throws(Problem) in
      try await call.carryOut(make(call))
    }
  }

  /// The route of an act that needs more than to be carried out.
  static func act(
    _ id: String,
    _ path: String,
    _ group: String,
    _ permission: Permission,
    _ summary: String,
    reason: Bool = false,
    signs: Bool = false,
    seesRow: Bool = false,
    _ fields: [JSONShape.Field],
    answering respond: @escaping @Sendable (Call) async throws(Problem) -> APIAnswer
  ) -> Route {
    var fields = fields
    fields.append(
      .init(
        "reason",
        .text(.free),
        required: reason,
        reason ? "Why; without a reason it is refused." : "Why."
      )
    )
    fields.append(
      .init("role", .text(.name), required: false, "Which of your roles; any that permits it where left out.")
    )
    if signs {
      fields.append(
        .init(
          "password",
          .text(.free),
          required: false,
          "Your password, again at the time of signing (21 CFR 11.200); or the header Signature-Password."
        )
      )
    }
    var parameters: [Parameter] = [
      Parameter(
        name: "explain",
        shape: .boolean,
        about: "true: only say what would happen; nothing is written, and no arm is told."
      ),
      Parameter(
        name: "Idempotency-Key",
        shape: .text(.free),
        about: "A request with a key that was carried out before is not carried out again.",
        isHeader: true
      ),
    ]
    if seesRow {
      parameters.append(
        Parameter(
          name: "If-Match",
          shape: .text(.free),
          about: "The ETag of the row as it was read: where somebody changed it since, 412.",
          isHeader: true
        )
      )
    }
    if signs {
      parameters.append(
        Parameter(
          name: "Signature-Password",
          shape: .text(.free),
          about: "Your password, where it does not stand in the body.",
          isHeader: true
        )
      )
    }
    return Route(
      method: .post,
      path: path,
      id: id,
      group: group,
      summary: summary,
      door: .permission(permission),
      parameters: parameters,
      body: Body(fields: fields),
      answer: .named("Receipt"),
      statuses: [200, 201],
      respond: respond
    )
  }
}

extension JSONShape.Field {
  /// The day on which something happened.
  static let on = Self(
    "on",
    .text(.date),
    required: false,
    "The day on which it happened; today where left out."
  )
  /// Values of a form by item.
  static let values = Self("values", .map(.text(.free)), "Values by item, as they are written in the form.")
}
