// SPDX-License-Identifier: Apache-2.0

#if Web
  import Coordination
  import Foundation
  import Hummingbird
  import Markup
  import Testing
  import TrialConduct

  @testable import EquipoiseWeb

  /// What nobody should send is answered, and breaks nothing.
  @Suite struct HostileInputTests {
    private static let path = "/subjects/C-1/forms/screening/rows/1/values"

    @Test(
      "what is no JSON is refused with 400",
      arguments: [
        "{", "}", "nul", "{\"values\":}", "{'values':{}}", "\u{FEFF}{}", "{\"values\":{}} x",
        "{\"a\":1,\"a\":2}",
        "{\"values\":{\"comment\":\"\u{0}\"}}", "[[[", String(repeating: "[", count: 10_000),
      ]
    )
    func malformed(text: String) async throws {
      try await refused(Array(text.utf8), [400])
    }

    @Test("bytes that are no UTF-8 are refused with 400")
    func notUTF8() async throws {
      try await refused(Array("{\"values\":{\"comment\":\"".utf8) + [0xC3, 0x28] + Array("\"}}".utf8), [400])
    }

    @Test(
      "JSON that is not what is asked for is refused with 422",
      arguments: [
        "[]", "1", "null", "{}", "{\"values\":null}", "{\"values\":[]}", "{\"values\":{\"age\":44}}",
        "{\"values\":{\"age\":{\"a\":1}}}", "{\"values\":{},\"x\":1}", "{\"values\":{},\"reason\":7}",
        "{\"values\":{\"comment\":\"a\\u0000b\"}}", "{\"values\":{\"comment\":\"a\\u001bb\"}}",
      ]
    )
    func otherShape(text: String) async throws {
      try await refused(Array(text.utf8), [422])
    }

    private func refused(_ body: [UInt8], _ statuses: Set<Int>) async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      let before = await trial.trial.reading { _, _, head in head }
      try await APIClient.with(trial) { client in
        let reply = try await client.send(.post, Self.path, body)
        #expect(statuses.contains(reply.status), "\(reply.text)")
      }
      #expect(await trial.trial.reading { _, _, head in head } == before)
    }

    @Test(
      "texts are kept as they were sent, whatever they look like",
      arguments: [
        "'; DROP TABLE entries; --", "<script>alert(1)</script>", "=HYPERLINK(\"http://x\")",
        "../../etc/passwd",
        "{{7*7}}", "%00%0a", "\u{202E}gnp.exe", "\u{1F469}\u{200D}\u{1F52C}", "a\u{0301}\u{0301}\u{0301}",
        "null", "NaN",
        "a,\"b\"\nc", "a\u{2028}b", "１２", "ＡＢＣ",
      ]
    )
    func hostile(text: String) async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      try await APIClient.with(trial) { client in
        let reply = try await client.post(Self.path, ["values": ["comment": .string(text)]])
        #expect(reply.status == 201, "\(reply.text)")
        let row = try await client.get("/subjects/C-1/forms/screening/rows/1")
        #expect(row.body["values"]?["comment"]?["text"] == .string(text))
        // The study can still be read whole.
        #expect(try await client.post("/cuts", as: "chen", ["id": "c"]).status == 201)
      }
    }

    @Test(
      "names that are none are refused, wherever they stand",
      arguments: ["..", "a/b", "a\nb", "", " x", "a'b", "<b>", "%", String(repeating: "x", count: 65)]
    )
    func names(name: String) async throws {
      let trial = try await APITrial.open()
      try await APIClient.with(trial) { client in
        let screened = try await client.post("/subjects", ["subject": .string(name), "site": "S1"])
        #expect([409, 422].contains(screened.status), "\(screened.text)")
        let granted = try await client.post(
          "/grants",
          as: "chen",
          ["user": .string(name), "as": "investigator", "site": "S1"]
        )
        #expect([409, 422].contains(granted.status), "\(granted.text)")
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        if !name.isEmpty { #expect(try await client.get("/subjects/\(encoded)").status == 404) }
      }
    }

    @Test(
      "addresses that are none are answered with 404 or 400",
      arguments: [
        "/subjects/C-1/forms/screening/rows/0", "/subjects/C-1/forms/screening/rows/-1",
        "/subjects/C-1/forms/screening/rows/99999999999999999999", "/subjects/C-1/forms/screening/rows/x",
        "/subjects/%FF", "/subjects/%00", "/none", "/subjects/C-1/forms/%2e%2e/rows/1", "/subjects?x=%FF",
        "/subjects?limit=%",
      ]
    )
    func addresses(path: String) async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      try await APIClient.with(trial) { client in
        let reply = try await client.get(path)
        #expect([400, 404].contains(reply.status), "\(reply.status)")
      }
    }

    @Test("a method that an address does not know is refused, and the address says which it knows")
    func methods() async throws {
      try await APIClient.with(try await APITrial.open()) { client in
        for method in [HTTPRequest.Method.put, .delete, .patch, .head] {
          let reply = try await client.send(method, "/cuts", nil)
          #expect(reply.status == 405)
          #expect(reply.header("allow") == "GET, POST")
        }
      }
    }

    @Test("another kind of body is refused, and so is one of more than a mebibyte")
    func bodies() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1")
      try await APIClient.with(trial) { client in
        let form = try await client.send(
          .post,
          Self.path,
          Array("a=b".utf8),
          ["content-type": "application/x-www-form-urlencoded"]
        )
        #expect(form.status == 415)
        func body(_ count: Int) -> [UInt8] {
          let frame = "{\"values\":{\"comment\":\"\"}}"
          let text = String(repeating: "x", count: count - frame.utf8.count)
          return Array("{\"values\":{\"comment\":\"\(text)\"}}".utf8)
        }
        let large = try await client.send(.post, Self.path, body(APIRequest.longestBody + 1))
        #expect(large.status == 413)
        #expect(large.text.contains("1048576"))
        let fitting = try await client.send(.post, Self.path, body(APIRequest.longestBody))
        #expect(fitting.status == 201)
        let row = try await client.get("/subjects/C-1/forms/screening/rows/1").body
        #expect(row["values"]?["comment"]?["text"]?.string?.utf8.count == APIRequest.longestBody - 25)
      }
    }

    @Test("who has no token does not get to send a body")
    func unread() async throws {
      try await APIClient.with(try await APITrial.open()) { client in
        let reply = try await client.send(.post, "/cuts", as: nil, Array(repeating: 0x20, count: 2 << 20))
        #expect(reply.status == 401)
      }
    }
  }
#endif
