// SPDX-License-Identifier: Apache-2.0

import Coordination
import Markup
import TrialConduct
import TrialDesign

/// One request on its way through a route: who asks, and what its checked parts say.
struct Call: Sendable {
  let desk: APIDesk
  let route: Route
  let request: APIRequest
  /// nil only where the door is open to everybody.
  let token: AccessToken?
  /// As the route's shape wants it.
  let body: JSONValue

  var user: String { token?.user ?? "" }

  /// A named part of the path; empty where the route has none of the name.
  func name(_ name: String) -> String { request.names[name] ?? "" }

  func query(_ name: String) -> String? { request.query.first { $0.name == name }?.value }

  // MARK: The body

  func text(_ key: String) -> String { body[key]?.string ?? "" }

  /// nil where the key is left out or null.
  func optionalText(_ key: String) -> String? { body[key]?.string }

  func texts(_ key: String) -> [String] { body[key]?.array?.compactMap(\.string) ?? [] }

  /// The day that a key says; today where it says none.
  func day(_ key: String = "on") -> CivilDate {
    optionalText(key).flatMap { CivilDate(iso: $0) } ?? desk.now().date
  }

  func values(_ key: String = "values") -> [EnteredValue] {
    (body[key]?.members ?? []).map { EnteredValue($0.key, $0.value.string ?? "") }
  }

  // MARK: The path

  /// The row that the path names.
  ///
  /// - Throws: Where its number is none.
  func row() throws(Problem) -> RowReference {
    guard let number = Int(name("row")), number >= 1, number < 1 << 31 else { throw Problem(.notFound) }
    return RowReference(name("subject"), name("form"), row: number)
  }

  /// The revision of a row that `If-Match` names; nil where it names none, or any.
  func seenRevision() throws(Problem) -> Int? {
    guard let text = request.header("if-match"), text != "*" else { return nil }
    guard text.hasPrefix("\""), text.hasSuffix("\""), let revision = Int(text.dropFirst().dropLast()),
      revision >= 0
    else { throw Problem(.changedMeanwhile) }
    return revision
  }
}
