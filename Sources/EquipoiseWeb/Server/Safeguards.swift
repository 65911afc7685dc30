// SPDX-License-Identifier: Apache-2.0

#if Web
  import HTTPTypes
  import Hummingbird
  import Logging

  /// What every answer says to browsers and caches: not to keep it, not to guess what it is, not to show it inside another page.
  struct Safeguards: RouterMiddleware {
    typealias Context = BasicRequestContext

    private static let fields: [(HTTPField.Name?, String)] = [
      (HTTPField.Name("cache-control"), "no-store"),
      (HTTPField.Name("content-security-policy"), "default-src 'none'; frame-ancestors 'none'"),
      (HTTPField.Name("cross-origin-resource-policy"), "same-origin"),
      (HTTPField.Name("referrer-policy"), "no-referrer"),
      (HTTPField.Name("strict-transport-security"), "max-age=31536000"),
      (HTTPField.Name("x-content-type-options"), "nosniff"),
    ]

    func handle(
      _ request: Request,
      context: Context,
      next: (Request, Context) async throws -> Response
    ) async throws -> Response {
      var response = try await next(request, context)
      for (name, value) in Self.fields {
        if let name { response.headers[name] = value }
      }
      return response
    }
  }

  /// One line for each request: its route, never what stands in the path, the query, the body or the token.
  struct RequestLine: RouterMiddleware {
    typealias Context = BasicRequestContext

    func handle(
      _ request: Request,
      context: Context,
      next: (Request, Context) async throws -> Response
    ) async throws -> Response {
      let start = ContinuousClock.now
      let response = try await next(request, context)
      let (seconds, rest) = start.duration(to: .now).components
      let milliseconds = seconds * 1000 + rest / 1_000_000_000_000_000
      context.logger.info(
        "request",
        metadata: [
          "method": .string(request.method.rawValue),
          "route": .string(context.endpointPath ?? "none"),
          "status": .stringConvertible(response.status.code),
          "milliseconds": .stringConvertible(milliseconds),
        ]
      )
      return response
    }
  }

  /// What no route answers: 404, or 405 where the address knows another method.
  struct NothingHere: RouterMiddleware {
    typealias Context = BasicRequestContext

    func handle(
      _ request: Request,
      context: Context,
      next: (Request, Context) async throws -> Response
    ) async throws -> Response {
      do {
        return try await next(request, context)
      } catch let error as HTTPError where error.status == .notFound {
        let methods = Self.methods(at: request.uri.path)
        let problem =
          methods.isEmpty
          ? Problem(.notFound)
          : Problem(.methodNotAllowed, request.method.rawValue, methods.joined(separator: ", "))
        return APIRouter.response(problem.answer(in: .english))
      }
    }

    private static func methods(at path: String) -> [String] {
      let parts = path.split(separator: "/")
      return Route.all.filter { route in
        let pattern = (Route.prefix + route.path).split(separator: "/")
        return pattern.count == parts.count
          && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
      }.map(\.method.rawValue).sorted()
    }
  }
#endif
