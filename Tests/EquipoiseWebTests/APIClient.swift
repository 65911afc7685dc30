// SPDX-License-Identifier: Apache-2.0

#if Web
  import HTTPTypes
  import Hummingbird
  import HummingbirdTesting
  import Logging
  import Markup
  import Testing

  @testable import EquipoiseWeb

  /// Asks the API in process; every answer is held to what the table of routes says of it.
  struct APIClient: Sendable {
    let trial: APITrial
    private let client: any TestClientProtocol

    struct Reply {
      let status: Int
      let headers: HTTPFields
      let text: String
      let body: JSONValue

      var code: String { body["code"]?.string ?? "" }

      func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    static func with(
      _ trial: APITrial,
      _ body: @Sendable (APIClient) async throws -> Void
    ) async throws {
      var logger = Logger(label: "tests")
      logger.logLevel = .critical
      let application = APIServer.application(for: trial.desk, logger: logger)
      try await application.test(.router) { try await body(APIClient(trial: trial, client: $0)) }
    }

    func post(
      _ path: String,
      as user: String? = "li",
      _ body: JSONValue = [:],
      headers: [String: String] = [:]
    ) async throws -> Reply {
      try await send(.post, path, as: user, Array(body.rendered(.compact).utf8), headers)
    }

    func get(_ path: String, as user: String? = "li", headers: [String: String] = [:]) async throws -> Reply {
      try await send(.get, path, as: user, nil, headers)
    }

    func send(
      _ method: HTTPRequest.Method,
      _ path: String,
      as user: String? = "li",
      _ body: [UInt8]?,
      _ headers: [String: String] = [:]
    ) async throws -> Reply {
      var fields = HTTPFields()
      if let user { fields[.authorization] = "Bearer " + (trial.tokens[user] ?? user) }
      if body != nil { fields[.contentType] = "application/json" }
      for (name, value) in headers {
        if let name = HTTPField.Name(name) { fields[name] = value }
      }
      let response = try await client.executeRequest(
        uri: Route.prefix + path,
        method: method,
        headers: fields,
        body: body.map { ByteBuffer(bytes: $0) }
      )
      let text = String(buffer: response.body)
      let value = text.isEmpty ? JSONValue.null : try JSONValue(json: Array(text.utf8))
      let reply = Reply(status: response.status.code, headers: response.headers, text: text, body: value)
      check(reply, method, path)
      return reply
    }

    /// Holds an answer to the description of its route.
    private func check(_ reply: Reply, _ method: HTTPRequest.Method, _ path: String) {
      let shapes = Dictionary(uniqueKeysWithValues: OpenAPIDocument.shapes.map { ($0.name, $0.shape) })
      #expect(reply.header("x-content-type-options") == "nosniff")
      #expect(reply.header("cache-control") == "no-store")
      if reply.status >= 400 {
        #expect(reply.header("content-type") == "application/problem+json", "\(path)")
        #expect(shapes["Problem"]?.faults(in: reply.body, named: shapes) == [], "\(path): \(reply.text)")
      }
      guard let route = Self.route(method, path) else { return }
      #expect(route.allStatuses.contains(reply.status), "\(route.id) answers \(reply.status)")
      if (200..<300).contains(reply.status) {
        #expect(route.answer.faults(in: reply.body, named: shapes) == [], "\(route.id): \(reply.text)")
      }
    }

    static func route(_ method: HTTPRequest.Method, _ path: String) -> Route? {
      let parts = path.prefix { $0 != "?" }.split(separator: "/")
      return Route.all.first { route in
        let pattern = route.path.split(separator: "/")
        return route.method.rawValue == method.rawValue && pattern.count == parts.count
          && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
      }
    }
  }
#endif
