// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing
import TrialDesign
import TrialReporting

@testable import EquipoiseWeb

/// The table, the server and the document are one.
@Suite struct RouteTableTests {
  @Test("every route has a name, a place and a heading of its own")
  func distinct() {
    #expect(Set(Route.all.map(\.id)).count == Route.all.count)
    #expect(Set(Route.all.map { "\($0.method) \($0.path)" }).count == Route.all.count)
    for route in Route.all {
      #expect(!route.summary.isEmpty && route.summary.hasSuffix("."), "\(route.id)")
      #expect((route.method == .post) == (route.body != nil), "\(route.id)")
    }
  }

  @Test("every permission of an act opens a route")
  func permissions() {
    let doors = Set(Route.all.map(\.door))
    // What these three grant is seeing, not a route: arms inside answers, results in reports.
    for permission in Permission.allCases where ![.readArms, .readResults].contains(permission) {
      #expect(doors.contains(.permission(permission)), "\(permission)")
    }
  }

  @Test("the document describes every route, and nothing else")
  func document() throws {
    let paths = try #require(OpenAPIDocument.json["paths"]?.members)
    let described = paths.flatMap { path in
      (path.value.members ?? []).map { "\($0.key.uppercased()) \(path.key)" }
    }
    #expect(described.sorted() == Route.all.map { "\($0.method.rawValue) \($0.path)" }.sorted())
    // Also a reader that is strict about keys takes it.
    #expect(throws: Never.self) { try JSONValue(json: Array(OpenAPIDocument.json.rendered(.compact).utf8)) }
    let schemas = OpenAPIDocument.json["components"]?["schemas"]?.members?.map(\.key) ?? []
    let text = OpenAPIDocument.json.rendered(.compact)
    for part in text.split(separator: "#/components/schemas/").dropFirst() {
      let name = String(part.prefix { $0 != "\"" })
      #expect(schemas.contains(name), "\(name) is named and not described")
    }
  }

  @Test("each problem speaks both languages", arguments: ProblemKind.allCases)
  func languages(kind: ProblemKind) {
    for message in [kind.message, ProblemRemedy(kind: kind).message] {
      #expect(!message.english.isEmpty && !message.simplifiedChinese.isEmpty)
      #expect(message.english != message.simplifiedChinese)
      let places = { (text: String) in text.split(separator: "{").dropFirst().map { $0.prefix(2) }.sorted() }
      #expect(places(message.english) == places(message.simplifiedChinese))
    }
  }
}

#if Web
  import Hummingbird

  extension RouteTableTests {
    @Test("the server's router holds every route of the table, and nothing else")
    func router() async throws {
      let router = APIRouter.router(for: try await APITrial.open().desk)
      let served = router.routes.map { "\($0.method.rawValue) \($0.path)" }.sorted()
      #expect(served == Route.all.map { "\($0.method.rawValue) \(Route.prefix)\($0.path)" }.sorted())
    }
  }
#endif
