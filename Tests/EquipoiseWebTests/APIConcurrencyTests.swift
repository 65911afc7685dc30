// SPDX-License-Identifier: Apache-2.0

#if Web
  import Coordination
  import Foundation
  import Hummingbird
  import Ledger
  import LedgerSQLite
  import Markup
  import Testing
  import TrialConduct

  @testable import EquipoiseWeb

  /// Many at once: nothing is done twice, and nothing is lost.
  @Suite struct APIConcurrencyTests {
    private static let clients = 64

    @Test("64 clients that randomize and enter, each request sent twice, leave everything once")
    func together() async throws {
      let path = FileManager.default.temporaryDirectory.path + "/equipoise-many-\(UUID().uuidString).sqlite"
      defer { try? FileManager.default.removeItem(atPath: path) }
      let trial = try await APITrial.open(try SQLiteLedger.create(at: path))
      for number in 0..<Self.clients { try await trial.prepare("C-\(number)", confirms: true) }
      try await APIClient.with(trial) { client in
        let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
          for number in 0..<Self.clients {
            for _ in 0..<2 {
              group.addTask {
                let subject = "/subjects/C-\(number)"
                let drawn = try await client.post(
                  "\(subject)/randomization",
                  headers: ["idempotency-key": "r\(number)"]
                )
                let entered = try await client.post(
                  "\(subject)/forms/counts/rows",
                  ["values": ["date": "2025-03-20", "platelets": .string("\(number + 10)")]],
                  headers: ["idempotency-key": "e\(number)"]
                )
                return [drawn.status, entered.status]
              }
            }
          }
          return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses.filter { $0 == 201 }.count == 2 * Self.clients)
        #expect(statuses.filter { $0 == 200 }.count == 2 * Self.clients)
      }
      // Folded anew from what is on disk.
      let state = try await TrialHistory(SQLiteLedger(opening: path)).state()
      #expect(state.allocations.count == Self.clients)
      #expect(Set(state.allocations.map(\.subject)).count == Self.clients)
      #expect(state.allocations.map(\.number) == Array(1...Self.clients))
      for subject in state.subjects { #expect(subject.forms["counts"]?.count == 1) }
      // Blocks of 2 or 4 keep the arms within two of each other.
      let inA = state.allocations.filter { $0.arm == "A" }.count
      #expect(abs(2 * inA - Self.clients) <= 4)
    }

    @Test("without a key, 64 requests for the same subject allocate it once")
    func race() async throws {
      let trial = try await APITrial.open()
      try await trial.prepare("C-1", confirms: true)
      try await APIClient.with(trial) { client in
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
          for _ in 0..<Self.clients {
            group.addTask { try await client.post("/subjects/C-1/randomization").status }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 201 }.count == 1)
        #expect(statuses.filter { $0 == 409 }.count == Self.clients - 1)
      }
    }
  }
#endif
