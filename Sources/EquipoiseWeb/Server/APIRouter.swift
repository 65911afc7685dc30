// SPDX-License-Identifier: Apache-2.0

#if Web
  import Foundation
  import HTTPTypes
  import Hummingbird
  import Markup
  import NIOCore

  /// The table of routes as a router of the web server.
  enum APIRouter {
    static func router(for desk: APIDesk) -> Router<BasicRequestContext> {
      let router = Router()
      router.add(middleware: RequestLine())
      router.add(middleware: Safeguards())
      router.add(middleware: NothingHere())
      for route in Route.all {
        router.on(
          RouterPath(Route.prefix + route.path),
          method: route.method == .get ? .get : .post
        ) { request, context in
          do throws(Problem) {
            let asked = try Self.request(request, context, route)
            return Self.response(await desk.answer(asked, by: route))
          } catch {
            return Self.response(error.answer(in: .english))
          }
        }
      }
      return router
    }

    // MARK: From the server

    private static func request(
      _ request: Request,
      _ context: BasicRequestContext,
      _ route: Route
    ) throws(Problem) -> APIRequest {
      var names: [String: String] = [:]
      for name in route.names {
        guard let text = context.parameters.get(name)?.removingPercentEncoding else {
          throw Problem(.notFound)
        }
        names[name] = text
      }
      let headers = request.headers
      let body = request.body
      return APIRequest(
        names: names,
        query: try query(of: request.uri.query ?? ""),
        header: { name in HTTPField.Name(name).flatMap { headers[$0] } },
        body: { () async throws(Problem) in try await Self.bytes(of: body, headers) }
      )
    }

    private static func query(of text: String) throws(Problem) -> [(name: String, value: String)] {
      var parameters: [(name: String, value: String)] = []
      for part in text.split(separator: "&") {
        let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let decoded = pair.map { $0.replacing("+", with: " ").removingPercentEncoding }
        guard let name = decoded.first ?? nil, decoded.count < 2 || decoded[1] != nil else {
          throw Problem(.parameter, faults: [ShapeFault("?\(part.prefix(40))", .kind(wanted: "UTF-8"))])
        }
        parameters.append((name, decoded.count < 2 ? "" : decoded[1] ?? ""))
      }
      return parameters
    }

    private static func bytes(of body: RequestBody, _ headers: HTTPFields) async throws(Problem) -> [UInt8] {
      if let length = headers[.contentLength].flatMap({ Int($0) }), length > APIRequest.longestBody {
        throw Problem(.tooLarge, "\(APIRequest.longestBody)")
      }
      do {
        let buffer = try await body.collect(upTo: APIRequest.longestBody)
        return Array(buffer.readableBytesView)
      } catch is NIOTooManyBytesError {
        throw Problem(.tooLarge, "\(APIRequest.longestBody)")
      } catch {
        throw Problem(.notJSON, "it ended before its end")
      }
    }

    // MARK: To the server

    static func response(_ answer: APIAnswer) -> Response {
      var headers = HTTPFields()
      for (name, value) in answer.headers {
        if let name = HTTPField.Name(name) { headers[name] = value }
      }
      let status = HTTPResponse.Status(code: answer.status)
      guard let body = answer.body else { return Response(status: status, headers: headers) }
      headers[.contentType] = answer.kind
      let text = body.rendered(.compact)
      return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
  }
#endif
