// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialDesign

@Suite struct RoleReadingTests {
  private func study(roles: ProtocolNode, consent: ProtocolNode = ["versions": []]) throws -> StudyProtocol {
    try StudyProtocol.read([
      "equipoise": "1",
      "study": ["id": "r", "title": "R", "version": "1", "blinding": "open-label", "time": "relative"],
      "data": ["kind": "simulated", "statement": "Made up for tests."],
      "arms": [["id": "A", "title": "A", "role": "experimental"]],
      "forms": [
        [
          "id": "r", "title": "R",
          "items": [["id": "arm", "type": "arm"], ["id": "age", "type": "integer"]],
        ]
      ],
      "record": ["arm": "r.arm"], "analyses": ["reference": "A", "level": "0.95"], "roles": roles,
      "consent": consent,
    ])
  }

  private func problems(roles: ProtocolNode, consent: ProtocolNode = ["versions": []]) -> [String] {
    do {
      _ = try study(roles: roles, consent: consent)
      return []
    } catch let problems as ProtocolProblems {
      return problems.problems.map(\.place)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("a role may do what it names and nothing else, at its own sites unless it says all")
  func roles() throws {
    let roles = try study(roles: [
      ["id": "one", "title": "One", "can": ["enter", "close-query"]], ["id": "none", "title": "None"],
      ["id": "all", "title": "All", "sites": "all", "can": ["read-results"]],
    ]).roles
    #expect(roles.map(\.can) == [[.enter, .closeQuery], [], [.readResults]])
    #expect(roles.map(\.sites) == [.own, .own, .all])
  }

  @Test("a right that there is not, a role twice, and results by arm for one site are problems")
  func faults() {
    #expect(problems(roles: [["id": "a", "title": "A", "can": ["fly"]]]) == ["roles[0].can[0]"])
    #expect(problems(roles: [["id": "a", "title": "A"], ["id": "a", "title": "B"]]) == ["roles[1].id"])
    #expect(
      problems(roles: [["id": "a", "title": "A", "can": ["read-results"]]]).contains {
        $0.contains("roles[0]")
      }
    )
  }

  @Test("the words of the rights are a contract: none is renamed")
  func words() {
    #expect(
      Permission.allCases.map(\.rawValue) == [
        "screen", "consent", "confirm-eligibility", "randomize", "randomized-in-error", "unblind", "deviate",
        "prescribe", "enter",
        "correct", "attach", "query", "answer", "close-query", "verify", "sign", "freeze", "lock", "redact",
        "report-serious", "send-report", "grant", "import", "cut", "amend", "reveal", "read", "read-arms",
        "read-results", "audit",
      ]
    )
  }

  // MARK: Consent

  @Test("a text is in force from its first to its last day, both included; open ends are open")
  func consent() throws {
    let plan = try study(
      roles: [],
      consent: [
        "versions": [
          ["id": "1", "from": "2025-01-06", "until": "2025-08-31"], ["id": "2", "from": "2025-09-01"],
          ["id": "3"],
        ]
      ]
    ).consent
    func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }
    let days = try ["2025-01-05", "2025-01-06", "2025-08-31", "2025-09-01", "2026-01-01"].map(day)
    #expect(days.map { plan.versions[0].isInForce(on: $0) } == [false, true, true, false, false])
    #expect(days.map { plan.versions[1].isInForce(on: $0) } == [false, false, false, true, true])
    #expect(days.allSatisfy { plan.versions[2].isInForce(on: $0) } && plan.date == nil)
  }

  @Test("a text that ends before it begins, the same text twice, and an item that is no date are problems")
  func consentFaults() {
    #expect(
      problems(roles: [], consent: ["versions": [["id": "1", "from": "2025-02-01", "until": "2025-01-01"]]])
        == ["consent.versions[0].until"]
    )
    #expect(
      problems(roles: [], consent: ["versions": [["id": "1"], ["id": "1"]]]) == ["consent.versions[1].id"]
    )
    #expect(problems(roles: [], consent: ["date": "r.age"]) == ["consent.date"])
    #expect(problems(roles: [], consent: ["date": "r.never"]) == ["consent.date"])
  }
}
