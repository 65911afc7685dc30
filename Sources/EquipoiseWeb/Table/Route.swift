// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One line of the table of routes: it is served by it and described by it, so what is written about it is so.
struct Route: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// Who may ask at all.
  enum Door: Hashable, Sendable {
    /// Anybody, also without a token.
    case open
    /// Whoever has a token.
    case token
    /// A token whose scopes hold the permission; whether a role grants it as well is decided where the subject is known.
    case permission(Permission)
  }

  /// A parameter of the query or a header.
  struct Parameter: Sendable {
    let name: String
    let shape: JSONShape
    let about: String
    var isHeader = false
  }

  /// What the body of a request is made of.
  struct Body: Sendable {
    let fields: [JSONShape.Field]

    var shape: JSONShape { .object(fields) }
    var isNeeded: Bool { fields.contains(where: \.isRequired) }
  }

  let method: Method
  /// Below `/api/v1`, with `{name}` where a part of the path names something.
  let path: String
  /// A stable name for programs (`operationId`).
  let id: String
  /// The heading under which it is described.
  let group: String
  let summary: String
  let door: Door
  var parameters: [Parameter] = []
  var body: Body?
  let answer: JSONShape
  /// What it may answer besides the failures that every route has.
  var statuses: [Int] = [200]
  let respond: @Sendable (Call) async throws(Problem) -> APIAnswer

  /// The names inside the path, in their order.
  var names: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
  }

  /// Every status that it may answer with.
  var allStatuses: [Int] {
    var all = Set(statuses)
    all.formUnion([400, 500, 503])
    if door != .open { all.formUnion([401, 403, 404, 429]) }
    if method == .post { all.formUnion([409, 412, 413, 415, 422]) }
    return all.sorted()
  }
}

extension Route {
  /// The first part of every path.
  static let prefix = "/api/v1"

  /// Every route there is.
  static let all: [Route] =
    Self.about + Self.subjectActs + Self.captureActs + Self.reviewActs + Self.treatmentActs + Self.safetyActs
    + Self.trialActs + Self.reads + Self.allocationReads
}
