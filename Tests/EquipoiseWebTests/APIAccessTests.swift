// SPDX-License-Identifier: Apache-2.0

#if Web
  import Coordination
  import Hummingbird
  import Markup
  import Testing
  import TrialConduct
  import TrialDesign

  @testable import EquipoiseWeb

  /// What is not allowed is refused, and what is not yours is not there.
  @Suite struct APIAccessTests {
    /// Routes about a subject, with bodies that fit: `{}` stands for the subject's name.
    private static let subjectRoutes: [(path: String, body: JSONValue?)] = [
      ("/subjects/{}", nil), ("/subjects/{}/rows", nil), ("/subjects/{}/forms/screening/rows/1", nil),
      ("/subjects/{}/consents", ["version": "1.0"]), ("/subjects/{}/consent-withdrawal", [:]),
      ("/subjects/{}/screen-failure", ["reason": "x"]), ("/subjects/{}/randomization", [:]),
      ("/subjects/{}/eligibility-confirmation", ["password": .string(APITrial.password)]),
      ("/subjects/{}/unblinding", ["reason": "x"]),
      ("/subjects/{}/deviations", ["kind": "other", "text": "x"]),
      ("/subjects/{}/forms/screening/rows", ["values": ["age": "1"]]),
      ("/subjects/{}/forms/screening/rows/1/values", ["values": ["sex": "M"]]),
      ("/subjects/{}/forms/screening/rows/1/corrections", ["values": ["age": "1"], "reason": "x"]),
      ("/subjects/{}/forms/screening/rows/1/removal", ["reason": "x"]),
      ("/subjects/{}/forms/screening/rows/1/queries", ["text": "?"]),
      ("/subjects/{}/forms/screening/rows/1/verifications", [:]),
      ("/subjects/{}/forms/screening/rows/1/signatures", ["password": .string(APITrial.password)]),
      ("/subjects/{}/forms/adverse-event/rows/1/serious-reports", [:]),
    ]

    @Test(
      "the subject of another site answers as one that does not exist",
      arguments: subjectRoutes,
      ["wu", "nobody"]
    )
    func isolation(route: (path: String, body: JSONValue?), user: String) async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      if user == "nobody" {
        try await trial.credentials.setPassword(APITrial.password, of: user, isTemporary: false)
      }
      try await APIClient.with(trial) { client in
        for suffix in route.body == nil ? [""] : ["", "?explain=true"] {
          var replies: [APIClient.Reply] = []
          for subject in ["C-1", "C-404"] {
            let path = route.path.replacing("{}", with: subject) + suffix
            replies.append(
              try await route.body == nil
                ? client.get(path, as: user) : client.post(path, as: user, route.body ?? [:])
            )
          }
          #expect(replies[0].text == replies[1].text)
          #expect(replies[0].status == replies[1].status)
          #expect([403, 404].contains(replies[0].status))
          #expect(!replies[0].text.contains("C-1"))
        }
      }
      #expect(await trial.trial.reading { state, _, _ in state.subject("C-1")?.consents.count } == 1)
    }

    @Test("queries and cases of another site are not there either")
    func numbered() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      _ = try await trial.trial.perform(
        Order(.query(RowReference("C-1", "screening"), item: nil, text: "?"), by: "moni")
      )
      try await APIClient.with(trial) { client in
        let other = try await client.post("/queries/Q1/answer", as: "wu", ["text": "x"])
        let none = try await client.post("/queries/Q9/answer", as: "wu", ["text": "x"])
        #expect(other.text == none.text && other.status == 404)
        #expect(try await client.get("/queries", as: "wu").body["items"] == [])
        #expect(try await client.post("/queries/Q1/answer", ["text": "x"]).status == 201)
      }
    }

    @Test("lists hold the subjects of one's own sites, and arms only where one may read arms")
    func lists() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1", confirms: true)
      try await trial.prepare("D-1", by: "wu", site: "S2")
      _ = try await trial.trial.perform(Order(.randomize(subject: "C-1"), by: "li"))
      try await APIClient.with(trial) { client in
        func subjects(_ user: String) async throws -> [JSONValue?] {
          try await client.get("/subjects", as: user).body["items"]?.array?.map { $0["subject"] } ?? []
        }
        #expect(try await subjects("li") == ["C-1"])
        #expect(try await subjects("wu") == ["D-1"])
        #expect(try await subjects("moni") == ["C-1", "D-1"])
        #expect(try await client.get("/subjects", as: "nobody").status == 403)
        let chief = try await client.get("/subjects/C-1", as: "chen").body["allocation"]?["arm"]
        #expect(chief == "A" || chief == "B")
        for user in ["li", "moni", "audra"] {
          #expect(try await client.get("/subjects/C-1", as: user).body["allocation"]?["arm"] == .null)
        }
        #expect(try await client.get("/board", as: "wu").body["total"]?["screened"] == 1)
      }
    }

    @Test(
      "the log tells an auditor of one site nothing of the other, and blinded readers no arm and no block"
    )
    func log() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1", confirms: true)
      try await trial.prepare("D-1", by: "wu", site: "S2")
      _ = try await trial.trial.perform(Order(.randomize(subject: "C-1"), by: "li"))
      try await APIClient.with(trial) { client in
        let own = try await client.get("/log?limit=1000", as: "audra")
        #expect(own.text.contains("C-1") && !own.text.contains("D-1") && !own.text.contains("\"wu\""))
        let randomized = own.body["items"]?.array?.last
        #expect(randomized?["kind"] == "randomized")
        for key in ["arm", "share", "block"] { #expect(randomized?["fact"]?[key] == .null) }
        let whole = try await client.get("/log?limit=1000", as: "chen")
        #expect(whole.body["items"]?.array?.last?["fact"]?["arm"]?.string != nil)
        #expect(try await client.get("/log", as: "li").status == 403)
        #expect(try await client.get("/log?subject=D-1", as: "audra").status == 404)
        #expect(try await client.get("/log?subject=C-1", as: "audra").body["items"]?.array?.count == 5)
      }
    }

    @Test("no token, a wrong one, an old one, one that was taken back: all the same answer")
    func tokens() async throws {
      let trial = try await APITrial.open()
      let taken = try await trial.credentials.createToken(for: "li", scopes: [.read], days: 90)
      try await trial.credentials.revokeToken(taken.token.id)
      let old = try await trial.credentials.createToken(for: "li", scopes: [.read], days: 1)
      trial.clock.advance(86_400)
      try await APIClient.with(trial) { client in
        let none = try await client.get("/subjects", as: nil)
        #expect(none.status == 401)
        #expect(none.header("www-authenticate") == "Bearer realm=\"equipoise\"")
        for secret in [taken.secret, old.secret, "x", "equipoise_a_b", "", "ü"] {
          let reply = try await client.get("/subjects", as: secret)
          #expect(reply.status == 401)
          #expect(reply.text == none.text)
        }
        #expect(
          try await client.get("/subjects", as: nil, headers: ["authorization": "Basic bGk6eA=="]).status
            == 401
        )
      }
    }

    @Test("a token does no more than its scopes, and no more than the roles of its person")
    func scopes() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1", confirms: true)
      _ = try await trial.trial.perform(Order(.randomize(subject: "C-1"), by: "li"))
      let reader = try await trial.credentials.createToken(for: "chen", scopes: [.read], days: 1).secret
      try await APIClient.with(trial) { client in
        #expect(try await client.get("/subjects/C-1", as: reader).body["allocation"]?["arm"] == .null)
        let reply = try await client.post("/cuts", as: reader, ["id": "c"])
        #expect(reply.status == 403 && reply.code == "scopeMissing")
        #expect(try await client.get("/log", as: reader).code == "scopeMissing")
        // Every scope, and no role that grants it.
        let cut = try await client.post("/cuts", as: "li", ["id": "c"])
        #expect(cut.status == 403 && cut.code == "notPermitted")
        #expect(try await client.post("/subjects", as: "li", ["subject": "E-1", "site": "S2"]).status == 403)
        #expect(try await client.post("/seed-revelation", as: "li", ["reason": "x"]).status != 201)
      }
    }

    @Test(
      "each role does what the protocol grants it and nothing else",
      arguments: [
        ("li", [201, 403, 201, 403, 403]), ("moni", [403, 201, 403, 403, 201]),
        ("chen", [403, 403, 403, 201, 403]), ("audra", [403, 403, 403, 403, 403]),
      ]
    )
    func matrix(user: String, expected: [Int]) async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      try await APIClient.with(trial) { client in
        let asked: [(String, JSONValue)] = [
          ("/subjects/C-1/forms/counts/rows", ["values": ["date": "2025-03-09"]]),
          ("/subjects/C-1/forms/screening/rows/1/queries", ["text": "?"]),
          ("/subjects/C-1/deviations", ["kind": "other", "text": "x"]),
          ("/cuts", ["id": "c"]),
          ("/subjects/C-1/forms/screening/rows/1/verifications", [:]),
        ]
        var statuses: [Int] = []
        for (path, body) in asked { statuses.append(try await client.post(path, as: user, body).status) }
        #expect(statuses == expected)
      }
    }

    @Test("a look tells nobody which arm would be drawn")
    func concealment() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1", confirms: true)
      try await APIClient.with(trial) { client in
        let look = try await client.post("/subjects/C-1/randomization?explain=true")
        #expect(look.status == 200 && look.body["done"] == false)
        let fact = look.body["events"]?.array?.first?["fact"]
        for key in ["arm", "share", "block"] { #expect(fact?[key] == .null) }
      }
      #expect(await trial.trial.reading { state, _, _ in state.allocations.count } == 0)
    }
  }
#endif
