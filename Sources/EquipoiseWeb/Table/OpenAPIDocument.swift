// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// The OpenAPI 3.1 description, made from the very table that serves.
public enum OpenAPIDocument {
  /// The version of the API, not of the engine.
  static let version = "1.0.0"

  /// The shapes that have names.
  static let shapes: [(name: String, shape: JSONShape)] = [
    ("Allocation", SubjectJSON.allocationShape), ("Balance", AllocationShapes.balance),
    ("BalanceLine", AllocationShapes.balanceLine), ("Board", BoardJSON.shape),
    ("Counts", BoardJSON.countsShape),
    (
      "Cut",
      .object([
        .init("id", .text(.any)), .init("date", .nullable(.text(.date))),
        .init("entries", .integer(0...Int(Int32.max))), .init("data", .text(.any), "SHA-256 of the record."),
      ])
    ),
    ("Event", EventJSON.shape), ("Form", StudyJSON.formShape), ("Head", HeadJSON.shape),
    ("Notice", AllocationShapes.notice), ("Predictability", AllocationShapes.predictability),
    ("Query", QueryJSON.shape), ("Receipt", Call.receiptShape), ("Reconciliation", ReconciliationJSON.shape),
    ("Row", RowJSON.shape),
    (
      "Screening",
      .object([
        .init("subject", .text(.any)), .init("site", .text(.any)),
        .init("screened", .nullable(.text(.date))), .init("consented", .nullable(.text(.date))),
        .init("failed", .nullable(.text(.date))), .init("reason", .nullable(.text(.any))),
        .init("randomized", .nullable(.text(.date))),
      ])
    ),
    ("Side", ReconciliationJSON.sideShape), ("Study", StudyJSON.shape), ("Subject", SubjectJSON.shape),
    ("SubjectLine", SubjectJSON.lineShape),
    (
      "Problem",
      .object([
        .init("type", .text(.any)), .init("title", .text(.any)), .init("status", .integer(400...599)),
        .init("code", .text(.any), "A word for programs; it never changes its meaning."),
        .init("detail", .text(.any)), .init("remedy", .text(.any), "How to mend it."),
        .init(
          "errors",
          .list(.object([.init("pointer", .text(.any)), .init("detail", .text(.any))])),
          required: false,
          "Where a document does not have its form."
        ),
        .init(
          "rules",
          .list(.map(.anything)),
          required: false,
          "The eligibility rules that are not met or unknown, with what they rest on."
        ),
      ])
    ),
  ]

  /// The document.
  public static let json: JSONValue = [
    "openapi": "3.1.0",
    "info": [
      "title": "Equipoise", "version": .string(version),
      "summary": "The conduct of a randomized trial: every act, and every look at what happened.",
      "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
    ],
    "servers": [["url": .string(Route.prefix)]],
    "security": [["token": []]],
    "tags": .array(groups.map { ["name": .string($0)] }),
    "paths": .object(paths),
    "components": [
      "securitySchemes": [
        "token": [
          "type": "http", "scheme": "bearer",
          "description":
            "Made by \"equipoise token STUDY create\"; it does what both its scopes and a role allow.",
        ]
      ],
      "schemas": .object(shapes.map { .init($0.name, $0.shape.schema) }),
    ],
  ]

  private static var groups: [String] {
    Route.all.map(\.group).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static var paths: [JSONValue.Member] {
    let names = Route.all.map(\.path).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return names.map { path in
      let operations = Route.all.filter { $0.path == path }
      return .init(
        path,
        .object(operations.map { .init($0.method.rawValue.lowercased(), $0.operation) })
      )
    }
  }
}

extension Route {
  fileprivate var operation: JSONValue {
    var members: [JSONValue.Member] = [
      .init("operationId", .string(id)), .init("tags", [.string(group)]), .init("summary", .string(summary)),
    ]
    switch door {
    case .open: members.append(.init("security", []))
    case .token: break
    case .permission(let permission):
      members.append(
        .init("description", .string("Needs the scope \"\(permission.rawValue)\" and a role that grants it."))
      )
    }
    let named = names.map { name -> JSONValue in
      [
        "name": .string(name), "in": "path", "required": true,
        "schema": name == "row"
          ? JSONShape.integer(1...Int(Int32.max)).schema : ["type": "string", "minLength": 1],
      ]
    }
    let others = parameters.map { parameter -> JSONValue in
      [
        "name": .string(parameter.name), "in": .string(parameter.isHeader ? "header" : "query"),
        "required": false, "description": .string(parameter.about), "schema": parameter.shape.schema,
      ]
    }
    if !(named + others).isEmpty { members.append(.init("parameters", .array(named + others))) }
    if let body {
      members.append(
        .init(
          "requestBody",
          ["required": .bool(body.isNeeded), "content": ["application/json": ["schema": body.shape.schema]]]
        )
      )
    }
    members.append(.init("responses", .object(allStatuses.map { .init("\($0)", response($0)) })))
    return .object(members)
  }

  private func response(_ status: Int) -> JSONValue {
    switch status {
    case 304: return ["description": "It has not changed."]
    case 200..<300:
      return [
        "description": .string(status == 201 ? "Written." : "Done."),
        "content": ["application/json": ["schema": answer.schema]],
      ]
    default:
      return [
        "description": .string(Self.words[status] ?? "Not possible."),
        "content": [
          "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
        ],
      ]
    }
  }

  private static let words: [Int: String] = [
    400: "The request cannot be read.", 401: "No valid token.", 403: "Not allowed.",
    404: "Nothing is there, or nothing that you may see.", 409: "The state of the trial does not allow it.",
    412: "Somebody changed it meanwhile.", 413: "The body is too long.", 415: "The body is not JSON.",
    422: "The body does not have its form, or a value is none of the protocol's.",
    429: "Too many wrong passwords.", 500: "The ledger is not whole.",
    503: "Not possible at the moment; nothing was written.",
  ]
}
