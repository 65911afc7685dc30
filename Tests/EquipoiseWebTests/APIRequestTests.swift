// SPDX-License-Identifier: Apache-2.0

#if Web
  import Coordination
  import Hummingbird
  import Markup
  import Testing
  import TrialConduct
  import TrialDesign

  @testable import EquipoiseWeb

  /// Keys, revisions, signatures, languages, moments.
  @Suite struct APIRequestTests {
    @Test("a repeated request with its key does nothing twice, and answers the same events")
    func idempotency() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      try await APIClient.with(trial) { client in
        let body: JSONValue = ["values": ["date": "2025-03-09", "platelets": "3"]]
        let path = "/subjects/C-1/forms/counts/rows"
        let first = try await client.post(path, body, headers: ["idempotency-key": "k"])
        let again = try await client.post(path, body, headers: ["idempotency-key": "k"])
        #expect(first.status == 201 && again.status == 200)
        #expect(again.header("idempotent-replayed") == "true")
        #expect(first.body["events"] == again.body["events"])
        // The entry and the query that the check asked.
        #expect(first.body["events"]?.array?.count == 2)

        let other = try await client.post(
          path,
          ["values": ["date": "2025-03-10"]],
          headers: ["idempotency-key": "k"]
        )
        #expect(other.status == 422 && other.code == "keyReused")
        // Another person's key of the same name is another key.
        let query = try await client.post(
          "/subjects/C-1/forms/counts/rows/1/queries",
          as: "moni",
          ["text": "?"],
          headers: ["idempotency-key": "k"]
        )
        #expect(query.status == 201)
        for key in ["", "with blank", String(repeating: "x", count: 129)] {
          #expect(try await client.post(path, body, headers: ["idempotency-key": key]).status == 400)
        }
      }
      #expect(await trial.trial.reading { state, _, _ in state.subject("C-1")?.forms["counts"]?.count } == 1)
    }

    @Test("a key is remembered after a restart, and so is what it was used for")
    func restart() async throws {
      let before = try await APITrial.open()
      try await before.prepare("C-1")
      let path = "/subjects/C-1/forms/counts/rows"
      let body: JSONValue = ["values": ["date": "2025-03-09", "platelets": "3"]]
      let first = try await before.post(path, body, key: "k")
      let after = try await APITrial.open(
        before.store,
        credentials: before.credentials,
        tokens: before.tokens
      )
      let again = try await after.post(path, body, key: "k")
      #expect(again.status == 200)
      #expect(again.body["events"] == first.body["events"])
      let other = try await APITrial.open(
        before.store,
        credentials: before.credentials,
        tokens: before.tokens
      )
      let misused = try await other.post("/subjects/C-1/consents", ["version": "1.0"], key: "k")
      #expect(misused.code == "keyReused")
    }

    @Test("a refused request leaves its key free")
    func refusedKey() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      let refused = try await trial.post("/subjects/C-1/randomization", [:], key: "k")
      #expect(refused.status == 409)
      let other = try await trial.post("/subjects/C-1/consents", ["version": "1.0"], key: "k")
      #expect(other.status == 201)
    }

    @Test(
      "a correction of what somebody changed meanwhile is refused with 412, and reading tells the new ETag"
    )
    func revisions() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      try await APIClient.with(trial) { client in
        let row = "/subjects/C-1/forms/screening/rows/1"
        let tag = try #require(try await client.get(row).header("etag"))
        #expect(tag == "\"1\"")
        #expect(try await client.get(row, headers: ["if-none-match": tag]).status == 304)
        let body: JSONValue = ["values": ["age": "50"], "reason": "slip"]
        #expect(try await client.post("\(row)/corrections", body, headers: ["if-match": tag]).status == 201)
        let late = try await client.post(
          "\(row)/corrections",
          ["values": ["age": "51"], "reason": "slip"],
          headers: ["if-match": tag]
        )
        #expect(late.status == 412 && late.code == "changedMeanwhile")
        #expect(try await client.get(row).header("etag") == "\"2\"")
        #expect(try await client.post("\(row)/corrections", body, headers: ["if-match": "2"]).status == 412)
        #expect(try await client.post("\(row)/corrections", body, headers: ["if-match": "*"]).status == 409)
      }
    }

    @Test("a signature needs the password again, waits after wrong ones, and no answer repeats it")
    func signatures() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      try await APIClient.with(trial) { client in
        let path = "/subjects/C-1/eligibility-confirmation"
        #expect(try await client.post(path).code == "passwordNeeded")
        #expect(try await client.post("\(path)?explain=true").status == 200)
        for _ in 0..<5 {
          let reply = try await client.post(path, ["password": "not it, not it"])
          #expect(reply.status == 403 && reply.code == "wrongPassword")
          #expect(!reply.text.contains("not it"))
        }
        let early = try await client.post(path, ["password": .string(APITrial.password)])
        #expect(early.status == 429 && early.header("retry-after") == "1")
        trial.clock.advance(1)
        #expect(try await client.post(path, ["password": .string(APITrial.password)]).status == 201)
      }
      let text = try await trial.store.read(from: 1, limit: 100).map {
        String(decoding: $0.payload, as: UTF8.self)
      }
      #expect(!text.joined().contains(APITrial.password))
    }

    @Test(
      "problems speak the language that is asked for first",
      arguments: [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("en;q=0.5, zh-Hans", "zh-Hans"), ("fr, en", "en"),
        ("zh;q=0, de", "en"),
        ("", "en"), ("*;;q=x,,", "en"),
      ]
    )
    func languages(wanted: String, language: String) async throws {
      try await APIClient.with(try await APITrial.open()) { client in
        let reply = try await client.get("/subjects/none", headers: ["accept-language": wanted])
        #expect(reply.header("content-language") == language)
        #expect(reply.text.contains(language == "en" ? "nothing here" : "此处无内容"))
      }
    }

    @Test("earlier moments show what was known then, by the rights of now, and never what was covered since")
    func moments() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      let row = RowReference("C-1", "screening")
      func perform(_ act: Act, _ user: String = "li") async throws -> Int {
        try await trial.trial.perform(Order(act, by: user, reason: "r")).entries.upperBound
      }
      let named = try await perform(
        .enter(
          subject: "C-1",
          form: "screening",
          row: 1,
          values: [.init("comment", "Mrs Example")],
          expecting: nil
        )
      )
      trial.clock.advance(86_400)
      _ = try await perform(.correct(row, values: [.init("age", "50")], expecting: nil))
      _ = try await perform(.redact(row, item: "comment"), "chen")
      _ = try await perform(.correct(row, values: [.init("comment", "nothing")], expecting: nil))
      try await APIClient.with(trial) { client in
        func values(_ moment: String) async throws -> [String?] {
          let body = try await client.get("/subjects/C-1/forms/screening/rows/1\(moment)").body
          return ["age", "comment"].map { body["values"]?[$0]?["text"]?.string }
        }
        #expect(try await values("") == ["50", "nothing"])
        #expect(try await values("?as-of=\(named)") == ["44", "█"])
        #expect(try await values("?as-of=\(named - 1)") == ["44", nil])
        #expect(try await values("?as-of=2025-07-01") == ["44", "█"])
        #expect(try await values("?as-of=2025-07-02") == ["50", "nothing"])
        let log = try await client.get("/log?limit=1000", as: "chen")
        #expect(!log.text.contains("Mrs Example") && log.text.contains("nothing"))
        for (moment, status) in [
          ("99999", 404), ("0", 404), ("-1", 400), ("x", 400), ("2025-02-30", 400), ("", 400),
        ] {
          #expect(try await client.get("/subjects?as-of=\(moment)").status == status, "\(moment)")
        }
        #expect(try await client.get("/subjects?as-of=1&as-of=2").status == 400)
      }
    }

    @Test("pages follow each other without a gap")
    func pages() async throws {
      let trial = try await APITrial.open()
      for number in 1...5 { try await trial.prepare("C-\(number)") }
      try await APIClient.with(trial) { client in
        var found: [String] = []
        var next: Int? = 0
        while let after = next {
          let page = try await client.get("/subjects?limit=2&after=\(after)").body
          found += page["items"]?.array?.compactMap { $0["subject"]?.string } ?? []
          next = page["next"]?.integer
        }
        #expect(found == (1...5).map { "C-\($0)" })
        #expect(try await client.get("/subjects?after=99").body["items"] == [])
        #expect(try await client.get("/subjects?limit=0").status == 400)
        #expect(try await client.get("/subjects?status=none").status == 400)
      }
    }
  }

  extension APITrial {
    /// One request with an idempotency key.
    func post(_ path: String, _ body: JSONValue, key: String) async throws -> (
      status: Int, code: String, body: JSONValue
    ) {
      var answer: (Int, String, JSONValue) = (0, "", .null)
      let box = Box()
      try await APIClient.with(self) { client in
        let reply = try await client.post(path, body, headers: ["idempotency-key": key])
        await box.put((reply.status, reply.code, reply.body))
      }
      answer = await box.value
      return answer
    }

    private actor Box {
      var value: (Int, String, JSONValue) = (0, "", .null)
      func put(_ value: (Int, String, JSONValue)) { self.value = value }
    }
  }
#endif
