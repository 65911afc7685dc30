// SPDX-License-Identifier: Apache-2.0

import Markup

/// An answer, not yet given to a server.
struct APIAnswer: Sendable {
  let status: Int
  let kind: String
  /// nil where nothing stands below the head.
  let body: JSONValue?
  var headers: [(name: String, value: String)] = []

  init(_ body: JSONValue?, status: Int = 200, kind: String = "application/json") {
    self.status = status
    self.body = body
    self.kind = kind
  }

  func with(_ name: String, _ value: String) -> APIAnswer {
    var answer = self
    answer.headers.append((name, value))
    return answer
  }
}
