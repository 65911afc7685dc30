// SPDX-License-Identifier: Apache-2.0

#if Web
  import Coordination
  import Foundation
  import Hummingbird
  import LedgerSQLite
  import Markup
  import ProtocolLibrary
  import Synchronization
  import Testing
  import TrialConduct

  @testable import EquipoiseWeb

  /// A trial from its first subject to the revealed seed, over the API alone: each route answers once at least.
  @Suite struct EveryRouteTests {
    /// A study folder on disk, which attachments and the sealed seed need.
    private final class Folder: Sendable {
      let path: String

      init() throws {
        path = FileManager.default.temporaryDirectory.path + "/equipoise-web-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(try APITrial.text).write(to: URL(fileURLWithPath: path + "/protocol.yaml"))
      }

      deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Asks, expects a status, and notes which route it was.
    private final class Walk: Sendable {
      let client: APIClient
      private let walked = Mutex<Set<String>>([])

      init(_ client: APIClient) { self.client = client }

      var routes: Set<String> { walked.withLock { $0 } }

      @discardableResult
      func post(
        _ path: String,
        as user: String = "li",
        _ body: JSONValue = [:],
        headers: [String: String] = [:]
      ) async throws -> APIClient.Reply {
        let reply = try await client.post(path, as: user, body, headers: headers)
        #expect(reply.status == 201, "\(path): \(reply.text)")
        note(APIClient.route(.post, path))
        return reply
      }

      @discardableResult
      func get(_ path: String, as user: String? = "li") async throws -> JSONValue {
        let reply = try await client.get(path, as: user)
        #expect(reply.status == 200, "\(path): \(reply.text)")
        note(APIClient.route(.get, path))
        return reply.body
      }

      private func note(_ route: Route?) {
        if let route { walked.withLock { _ = $0.insert(route.id) } }
      }
    }

    @Test("every act can be done and everything be looked at")
    func everything() async throws {
      let folder = try Folder()
      let place = try TrialFolder(folder.path, keys: folder.path + "/keys")
      let study = try #require(StudyReading(place.folder, readsData: false).study)
      let clock = APITrial.Mutable()
      _ = try await place.activate(study, by: "chen", now: { clock.now })
      let trial = try await APITrial.open(try await place.ledger(), folder: place)
      try await APIClient.with(trial) { client in
        let walk = Walk(client)
        try await subjects(walk)
        try await capture(walk)
        try await review(walk)
        try await safety(walk)
        try await notices(walk)
        try await theTrial(walk)
        try await reading(walk)
        #expect(Set(Route.all.map(\.id)).subtracting(walk.routes) == [])
      }
      _ = folder
    }

    private func subjects(_ walk: Walk) async throws {
      try await walk.post("/grants", as: "chen", ["user": "zhou", "as": "investigator", "site": "S1"])
      try await walk.post(
        "/grants/revocation",
        as: "chen",
        ["user": "zhou", "as": "investigator", "site": "S1", "reason": "left"]
      )
      for id in ["C-1", "C-2", "C-3", "C-4"] {
        try await walk.post(
          "/subjects",
          ["subject": .string(id), "site": "S1", "on": "2025-03-01", "identity": .string("person \(id)")]
        )
      }
      let same = try await walk.client.post(
        "/subjects",
        as: "wu",
        ["subject": "D-1", "site": "S2", "identity": "PERSON c1"]
      )
      #expect(same.status == 409 && same.code == "samePerson")
      #expect(!same.text.contains("C-1"))
      try await walk.post("/subjects/C-4/screen-failure", ["reason": "ejection fraction 40 %"])
      for id in ["C-1", "C-2", "C-3"] {
        try await walk.post("/subjects/\(id)/consents", ["version": "1.0", "on": "2025-03-02"])
        try await walk.post("/subjects/\(id)/forms/screening/rows", ["values": ["age": "44"]])
      }
      try await walk.post(
        "/subjects/C-2/consent-correction",
        ["version": "1.0", "on": "2025-03-01", "reason": "typed wrongly"]
      )
      try await walk.post("/subjects/C-3/consent-withdrawal", ["on": "2025-03-05"])
      let confirmed = try await walk.post(
        "/subjects/C-1/eligibility-confirmation",
        ["password": .string(APITrial.password)]
      )
      #expect(confirmed.body["events"]?.array?.first?["kind"] == "eligibility-confirmed")
      let drawn = try await walk.post("/subjects/C-1/randomization")
      // An investigator of this blinded trial does not see the arm, nor where in a block it lies.
      let fact = drawn.body["events"]?.array?.first?["fact"]
      #expect(fact?["subject"] == "C-1")
      #expect([fact?["arm"], fact?["share"], fact?["block"]] == [.null, .null, .null])
      try await walk.post("/subjects/C-2/allocation-elsewhere", as: "chen", ["arm": "B", "on": "2025-03-08"])
      try await walk.post("/subjects/C-2/randomized-in-error", as: "chen", ["reason": "wrong person"])
      let opened = try await walk.post("/subjects/C-2/unblinding", as: "chen", ["reason": "overdose"])
      #expect(opened.body["arm"] == "B")
      try await walk.post(
        "/subjects/C-1/deviations",
        ["kind": "treatment", "about": ["day 4"], "text": "missed"]
      )
      try await walk.post("/brought-in-subjects", as: "chen", ["subject": "X-1", "site": "S2"])
    }

    private func capture(_ walk: Walk) async throws {
      try await walk.post(
        "/subjects/C-1/forms/screening/rows/1/values",
        ["values": ["comment": "Mrs Example"]],
        headers: ["if-match": "\"1\""]
      )
      try await walk.post(
        "/subjects/C-1/forms/screening/rows/1/corrections",
        ["values": ["age": "45"], "reason": "typing slip"],
        headers: ["if-match": "\"2\""]
      )
      try await walk.post(
        "/subjects/C-1/forms/screening/rows/1/redactions",
        as: "chen",
        ["item": "comment", "reason": "names the patient"]
      )
      for platelets in ["3", "18"] {
        try await walk.post(
          "/subjects/C-1/forms/counts/rows",
          ["values": ["date": "2025-03-20", "platelets": .string(platelets)]]
        )
      }
      try await walk.post("/subjects/C-1/forms/counts/rows/2/removal", ["reason": "entered twice"])
      let content = Data("a report".utf8).base64EncodedString()
      try await walk.post(
        "/subjects/C-1/forms/counts/rows/1/attachments",
        ["name": "report.txt", "content": .string(content)]
      )
      try await walk.post(
        "/subjects/X-1/forms/counts/imported-rows",
        as: "chen",
        ["values": ["date": "2025-01-20", "platelets": "100"], "recorded": "2025-01-21"]
      )
    }

    private func review(_ walk: Walk) async throws {
      // The check of the counts has asked Q1 on its own.
      try await walk.post(
        "/subjects/C-1/forms/screening/rows/1/queries",
        as: "moni",
        ["item": "age", "text": "44 or 45?"]
      )
      try await walk.post("/queries/Q2/answer", ["text": "45"])
      try await walk.post("/queries/Q2/closing", as: "moni")
      try await walk.post("/queries/Q2/reopening", as: "moni", ["reason": "chart says 46"])
      try await walk.post(
        "/subjects/C-1/forms/screening/rows/1/verifications",
        as: "moni",
        ["items": ["age"]]
      )
      try await walk.post(
        "/subjects/C-1/forms/screening/rows/1/signatures",
        ["meaning": "review"],
        headers: ["signature-password": APITrial.password]
      )
      try await walk.post("/custody/freeze", as: "moni", ["scope": "site", "site": "S2"])
      try await walk.post("/custody/unfreeze", as: "moni", ["scope": "site", "site": "S2", "reason": "done"])
      let scope: JSONValue = ["scope": "row", "subject": "C-2", "form": "screening", "row": 1]
      try await walk.post("/custody/lock", as: "chen", scope)
      try await walk.post(
        "/custody/unlock",
        as: "chen",
        ["scope": "row", "subject": "C-2", "form": "screening", "reason": "late report"]
      )
    }

    private func safety(_ walk: Walk) async throws {
      try await doses(walk)
      try await walk.post(
        "/subjects/C-1/forms/adverse-event/rows",
        ["values": ["onset": "2025-06-01", "term": "Sepsis", "grade": "4"]]
      )
      try await walk.post(
        "/subjects/C-1/forms/adverse-event/rows/1/serious-reports",
        [
          "known": "2025-06-02T08:30+08:00", "answers": ["life-threatening": "yes"],
          "narrative": "in the ward",
        ]
      )
      try await walk.post(
        "/serious-cases/SAE-1/reports",
        as: "chen",
        ["kind": "fatal", "on": "2025-06-05"]
      )
      try await reconciled(walk)
    }

    private func doses(_ walk: Walk) async throws {
      let accept: JSONValue = ["cycle": 1, "drug": "X", "choice": "accept"]
      let path = "/subjects/C-1/dose-decisions"
      let told = try await walk.client.post("\(path)?explain=true", as: "chen", accept)
      #expect(told.body["events"]?.array?.first?["fact"]?["proposed"] == "100 mg")
      // An investigator of this blinded trial may not read arms.
      #expect(try await walk.client.post(path, as: "li", accept).code == "notPermitted")
      try await walk.post(path, as: "chen", accept)
      let half: JSONValue = [
        "cycle": 1, "drug": "X", "choice": "dose", "dose": "50 mg", "reason": "neuropathy",
      ]
      let departed = try await walk.post(path, as: "chen", half)
      #expect(departed.body["events"]?.array?.map { $0["kind"] } == ["dose-decided", "deviated"])
      let wrong: JSONValue = ["cycle": 1, "drug": "X", "choice": "dose", "dose": "a lot", "reason": "r"]
      #expect(try await walk.client.post(path, as: "chen", wrong).status == 422)
      let decisions = try await walk.get("/subjects/C-1", as: "chen")["doseDecisions"]?.array
      #expect(decisions?.map { $0["decided"] } == ["100 mg", "50 mg"])
      let blind = try await walk.get("/subjects/C-1")["doseDecisions"]?.array
      #expect(blind?.map { $0["decided"] } == [.null, .null] && blind?.map { $0["drug"] } == [.null, .null])
      let log = try await walk.get("/log?subject=C-1&limit=1000", as: "audra")
      let shown = log["items"]?.array?.filter { $0["kind"] == "dose-decided" } ?? []
      #expect(shown.count == 2 && shown.allSatisfy { $0["fact"]?["proposed"] == .null })
    }

    private func reconciled(_ walk: Walk) async throws {
      let before = try await walk.get("/reconciliation?subject=C-1")
      #expect(before["toReconcile"] == 0)
      try await walk.post(
        "/subjects/C-1/forms/adverse-event/rows/1/corrections",
        ["values": ["grade": "5"], "reason": "turned fatal"]
      )
      let after = try await walk.get("/reconciliation")
      #expect(after["findings"]?.array?.map { $0["kind"] } == ["event-changed-after-case"])
      #expect(try await walk.get("/board")["total"]?["toReconcile"] == 1)
      #expect(try await walk.get("/reconciliation", as: "wu")["findings"]?.array == [])
    }

    /// Chen broke the blind and noted the randomization in error; li departed from a dose and reported the serious event.
    private func notices(_ walk: Walk) async throws {
      let open = try await walk.get("/notices", as: "moni")
      #expect(
        open["items"]?.array?.map { $0["kind"] }
          == ["randomized-in-error", "unblinded", "deviation", "serious-event"]
      )
      #expect(open["items"]?.array?.map { $0["subject"] } == ["C-2", "C-2", "C-1", "C-1"])
      #expect(try await walk.client.get("/board", as: "moni").body["total"]?["openNotices"] == 4)
      let entry = try #require(open["items"]?.array?[1]["entry"]?.integer)
      let own = try await walk.client.post("/notices/\(entry)/acknowledgement", as: "chen")
      #expect(own.status == 409 && own.code == "ownNotice")
      try await walk.post("/notices/\(entry)/acknowledgement", as: "moni")
      let again = try await walk.client.post("/notices/\(entry)/acknowledgement", as: "moni")
      #expect(again.status == 409 && again.code == "alreadyAcknowledged")
      // An investigator may not audit; an auditor of one site hears of that site.
      #expect(try await walk.client.get("/notices", as: "li").status == 403)
      let rest = try await walk.client.get("/notices", as: "audra").body
      #expect(rest["items"]?.array?.count == 3)
      let all = try await walk.client.get("/notices?all=true", as: "audra").body["items"]?.array
      #expect(all?.map { $0["open"] } == [true, false, true, true])
      #expect(all?[1]["acknowledgements"]?.array?.first?["by"] == "moni")
      #expect(try await walk.client.post("/notices/1/acknowledgement", as: "moni").status == 404)
      #expect(try await walk.client.post("/notices/x/acknowledgement", as: "moni").status == 404)
    }

    private func theTrial(_ walk: Walk) async throws {
      let cut = try await walk.post("/cuts", as: "chen", ["id": "first", "date": "2025-06-30"])
      let fact = cut.body["events"]?.array?.first?["fact"]
      let entry = cut.body["events"]?.array?.first?["entry"]?.integer
      #expect(fact?["entries"]?.integer == entry.map { $0 - 1 })
      let table = "site,analyte,sex,age_from,age_to,from,to,unit,lln,uln\nS1,platelets,,,,,,10*9/L,125,350\n"
      try await walk.post("/laboratory-limits", as: "chen", ["table": .string(table)])
      let text = String(decoding: try APITrial.text, as: UTF8.self)
        .replacing("version: \"1.0\"\n  blinding", with: "version: \"1.1\"\n  blinding")
      try await walk.post("/protocol-versions", as: "chen", ["text": .string(text), "reason": "amendment 1"])
      let seed = try await walk.post("/seed-revelation", as: "chen", ["reason": "accrual complete"])
      #expect(seed.body["events"]?.array?.first?["fact"]?["seed"]?.string?.count == 64)
    }

    private func reading(_ walk: Walk) async throws {
      #expect(try await walk.get("/openapi.json", as: nil)["openapi"] == "3.1.0")
      try await walk.get("/health", as: nil)
      #expect(try await walk.get("/me")["user"] == "li")
      #expect(try await walk.get("/study")["version"] == "1.1")
      let subjects = try await walk.get("/subjects")
      #expect(
        subjects["items"]?.array?.map { $0["status"] }
          == ["randomized", "randomized", "withdrawn", "screen-failed"]
      )
      let arms = subjects["items"]?.array?.map { $0["allocation"]?["arm"] }
      #expect(arms == [.null, .null, nil, nil])
      let chief = try await walk.get("/subjects/C-2", as: "chen")
      #expect(chief["allocation"]?["arm"] == "B")
      let rows = try await walk.get("/subjects/C-1/rows")
      #expect(rows["items"]?.array?.map { $0["form"]?.string } == ["adverse-event", "counts", "screening"])
      let row = try await walk.get("/subjects/C-1/forms/screening/rows/1")
      #expect(row["values"]?["age"]?["text"] == "45")
      #expect(row["values"]?["age"]?["verified"] == true)
      #expect(row["values"]?["comment"]?["text"] == "█")
      #expect(row["signatures"]?.array?.map { $0["valid"] } == [true])
      #expect(try await walk.get("/queries?status=open")["items"]?.array?.map { $0["id"] } == ["Q1", "Q2"])
      #expect(try await walk.get("/screening-log")["items"]?.array?.count == 4)
      #expect(try await walk.get("/cuts")["items"]?.array?.map { $0["id"] } == ["first"])
      #expect(try await walk.get("/board")["total"]?["screened"] == 4)
      let balance = try await walk.get("/balance", as: "chen")
      #expect(balance["armsShown"] == true && balance["total"]?["randomized"] == 2)
      let blinded = try await walk.get("/balance")
      #expect(blinded["armsShown"] == false && blinded["total"]?["randomized"] == 2)
      #expect([blinded["total"]?["arms"], blinded["strata"], blinded["late"]] == [.null, .null, .null])
      let predictability = try await walk.get("/predictability?replicates=100", as: "chen")
      #expect(predictability["guessers"]?.array?.map { $0["sees"] } == ["trial", "site"])
      let monitor = try await walk.get("/predictability?replicates=100", as: "moni")
      #expect(monitor["guessers"]?.array?.map { $0["recorded"] } == [.null, .null])
      #expect(try await walk.client.get("/predictability", as: "li").status == 403)
      let head = try await walk.get("/head")
      let log = try await walk.get("/log?limit=1000", as: "chen")
      #expect(log["items"]?.array?.count == head["entries"]?.integer)
      #expect(log["next"] == .null)
    }
  }
#endif
