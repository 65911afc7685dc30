// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// About the service itself.
extension Route {
  static let about: [Route] = [
    Route(
      method: .get,
      path: "/openapi.json",
      id: "openapi",
      group: "Service",
      summary: "This document.",
      door: .open,
      answer: .map(.anything)
    ) { _ in APIAnswer(OpenAPIDocument.json) },
    Route(
      method: .get,
      path: "/health",
      id: "health",
      group: "Service",
      summary: "Whether the service answers and knows its ledger.",
      door: .open,
      answer: .object([.init("status", .choice(["ok"]))])
    ) { call in
      _ = await call.desk.trial.reading { _, _, head in head }
      return APIAnswer(["status": "ok"])
    },
    Route(
      method: .get,
      path: "/me",
      id: "me",
      group: "Service",
      summary: "Who you are: the token's scopes, your roles, and where they reach.",
      door: .token,
      answer: .object([
        .init("user", .text(.any)), .init("token", .text(.any), "The token's id."),
        .init("scopes", .list(.text(.any))),
        .init(
          "roles",
          .list(.object([.init("role", .text(.any)), .init("site", .nullable(.text(.any)))]))
        ),
      ])
    ) { call throws(Problem) in
      let view = try await call.viewNow()
      let scopes = (call.token?.scopes ?? []).map(\.rawValue).sorted()
      return APIAnswer([
        "user": .string(call.user), "token": .string(call.token?.id ?? ""),
        "scopes": .array(scopes.map { .string($0) }),
        "roles": .array(
          (view.state.grants[call.user] ?? []).map { ["role": .string($0.role), "site": .optional($0.site)] }
        ),
      ])
    },
  ]
}
