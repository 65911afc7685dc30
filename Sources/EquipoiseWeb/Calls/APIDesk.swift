// SPDX-License-Identifier: Apache-2.0

import Coordination
import Foundation
import Ledger
import Markup
import TrialDesign

/// The JSON API of one running trial: requests go in, answers come out; it knows no server and no socket.
public struct APIDesk: Sendable {
  let trial: LiveTrial
  let credentials: CredentialStore
  /// Where attachments, the sealed seed and the identity key are; nil for a trial in memory.
  let folder: TrialFolder?
  let now: @Sendable () -> Timestamp
  let past: LedgerPast
  let keys = IdempotencyKeys()

  /// - Parameters:
  ///   - trial: The trial.
  ///   - store: Its ledger, for looking back.
  ///   - credentials: Its passwords and tokens.
  ///   - folder: Its study folder; nil where there is none.
  ///   - now: The clock.
  public init(
    _ trial: LiveTrial,
    store: any LedgerStore,
    credentials: CredentialStore,
    folder: TrialFolder?,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.trial = trial
    self.credentials = credentials
    self.folder = folder
    self.now = now
    past = LedgerPast(store)
  }

  /// Ends when everything that was accepted is written.
  public func settle() async { await trial.reading { _, _, _ in } }

  /// Answers a request; whatever is wrong becomes an answer too.
  func answer(_ request: APIRequest, by route: Route) async -> APIAnswer {
    do throws(Problem) {
      let token = try await authenticate(request, route)
      try Self.check(request.query, of: route)
      let body = try await document(of: request, route)
      return try await route.respond(
        Call(desk: self, route: route, request: request, token: token, body: body)
      )
    } catch {
      return error.answer(in: Self.language(of: request))
    }
  }

  // MARK: Who

  private func authenticate(_ request: APIRequest, _ route: Route) async throws(Problem) -> AccessToken? {
    guard route.door != .open else { return nil }
    let parts = (request.header("authorization") ?? "").split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Problem(.unauthorized) }
    let token: AccessToken?
    do {
      token = try await credentials.token(String(parts[1]))
    } catch {
      throw Problem(credential: error)
    }
    guard let token else { throw Problem(.unauthorized) }
    if case .permission(let permission) = route.door, !token.scopes.contains(permission) {
      throw Problem(.scopeMissing, permission.rawValue)
    }
    return token
  }

  // MARK: What

  private static func check(_ query: [(name: String, value: String)], of route: Route) throws(Problem) {
    let known = route.parameters.filter { !$0.isHeader }
    var faults: [ShapeFault] = []
    for (index, (name, value)) in query.enumerated() {
      guard let parameter = known.first(where: { $0.name == name }) else {
        faults.append(ShapeFault("?\(name)", .unknown(known: known.map(\.name))))
        continue
      }
      if query[..<index].contains(where: { $0.name == name }) {
        faults.append(ShapeFault("?\(name)", .kind(wanted: "one value")))
      }
      faults += parameter.shape.faults(in: parameter.shape.value(of: value), at: "?\(name)")
    }
    guard faults.isEmpty else { throw Problem(.parameter, faults: faults) }
  }

  /// The body; an empty object where none is needed and none came.
  private func document(of request: APIRequest, _ route: Route) async throws(Problem) -> JSONValue {
    guard let wanted = route.body else { return [:] }
    let bytes = try await request.body()
    guard !bytes.isEmpty else {
      guard !wanted.isNeeded else { throw Problem(.shape, faults: wanted.shape.faults(in: [:])) }
      return [:]
    }
    let kind = (request.header("content-type") ?? "application/json").prefix { $0 != ";" }
      .trimmingCharacters(in: .whitespaces).lowercased()
    guard kind == "application/json" else { throw Problem(.mediaType, kind) }
    let document: JSONValue
    do {
      document = try JSONValue(json: bytes)
    } catch {
      throw Problem(.notJSON, "\(error)")
    }
    let faults = wanted.shape.faults(in: document)
    guard faults.isEmpty else { throw Problem(.shape, faults: faults) }
    return document
  }

  /// The language that is asked for first among those there are (RFC 9110, section 12.5.4); English where none is.
  static func language(of request: APIRequest) -> Language {
    let wanted = (request.header("accept-language") ?? "").split(separator: ",").map { part in
      let pieces = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return (tag: pieces.first ?? "", weight: weight)
    }
    for (tag, weight) in wanted.sorted(by: { $0.weight > $1.weight }) where weight > 0 {
      if tag == "zh" || tag.hasPrefix("zh-hans") || tag.hasPrefix("zh-cn") || tag.hasPrefix("zh-sg") {
        return .simplifiedChinese
      }
      if tag == "en" || tag.hasPrefix("en-") { return .english }
    }
    return .english
  }
}

extension JSONShape {
  /// A parameter of the query as the value that it stands for.
  func value(of text: String) -> JSONValue {
    switch self {
    case .integer: Int(text).map { .integer($0) } ?? .string(text)
    case .boolean: text == "true" ? true : text == "false" ? false : .string(text)
    default: .string(text)
    }
  }
}
