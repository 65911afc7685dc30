// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import Foundation
  import Ledger
  import Testing

  @testable import LedgerPostgres

  /// What is particular to a server: lines that break, restarts, writers that pass by the lock.
  @Suite(.enabled(if: PostgresServer.url != nil, "EQUIPOISE_POSTGRES names no server"))
  struct PostgresLedgerTests {
    private let url = PostgresServer.url ?? ""

    private func fresh() async throws -> PostgresLedger {
      try await PostgresLedger.create(at: url, name: PostgresServer.freshName())
    }

    /// A connection of somebody else's.
    private func stranger() -> PostgresConnection {
      PostgresConnection(url, place: "stranger", patience: 5)
    }

    /// The same server behind a line that breaks.
    private func line() throws -> (line: BreakingLine, url: String) {
      var parts = try #require(URLComponents(string: url))
      let line = try BreakingLine(to: UInt16(try #require(parts.port)))
      parts.port = Int(line.port)
      parts.query = "sslmode=disable"
      return (line, try #require(parts.string))
    }

    @Test("an append whose answer is lost is looked up, and happens exactly once", arguments: [true, false])
    func resolved(committed: Bool) async throws {
      let name = PostgresServer.freshName()
      let direct = try await PostgresLedger.create(at: url, name: name)
      let (line, broken) = try line()
      let ledger = try await PostgresLedger(opening: broken, name: name)
      line.breakNext(committed ? .afterCommit : .beforeCommit, thenStay: true)
      let drafts = [Draft(payload: [1], claims: ["request/1"]), Draft(payload: [2])]
      let head = try await ledger.append(drafts, expecting: .empty)
      #expect(head.count == 2)
      #expect(try await direct.head() == head)
      #expect(try await direct.read(from: 1, limit: 9).map(\.payload) == [[1], [2]])
    }

    @Test(
      "where the server stays away the outcome is unknown, and trying again is safe",
      arguments: [true, false]
    )
    func unknown(committed: Bool) async throws {
      let name = PostgresServer.freshName()
      let direct = try await PostgresLedger.create(at: url, name: name)
      let (line, broken) = try line()
      let ledger = try await PostgresLedger(opening: broken, name: name, patience: 0.3)
      line.breakNext(committed ? .afterCommit : .beforeCommit, thenStay: false)
      let draft = Draft(payload: [1], claims: ["request/1"])
      do {
        _ = try await ledger.append([draft], expecting: .empty)
        Issue.record("acknowledged what it could not know")
      } catch {
        guard case .unreachable(_, _, .unknown) = error else {
          Issue.record("\(error)")
          return
        }
        #expect("\(error)".contains("Try again expecting the same head"))
      }
      line.repair()
      if committed {
        let head = try await direct.head()
        #expect(head.count == 1)
        await #expect(throws: LedgerError.moved(head)) { try await ledger.append([draft], expecting: .empty) }
        #expect(try await ledger.holder(of: "request/1") == 1)
      } else {
        #expect(try await direct.head() == .empty)
        #expect(try await ledger.append([draft], expecting: .empty).count == 1)
      }
      #expect(try await direct.read(from: 1, limit: 9).count == 1)
    }

    @Test("a connection that the server closed is made again without a word")
    func stale() async throws {
      let ledger = try await fresh()
      let head = try await ledger.append([Draft(payload: [1])], expecting: .empty)
      try await stranger().run { connection throws(PostgresFailure) in
        try connection.script(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'equipoise' AND query LIKE '%\(ledger.schema.name)%' AND pid <> pg_backend_pid()"
        )
      }
      #expect(try await ledger.head() == head)
      #expect(try await ledger.append([Draft(payload: [2])], expecting: head).count == 2)
    }

    @Test("a writer that passes by the lock is stopped by the keys, and found")
    func pastTheLock() async throws {
      let ledger = try await fresh()
      let head = try await ledger.append([Draft(payload: [1], claims: ["a"])], expecting: .empty)
      let second = Entry(Draft(payload: [2]), after: head)
      let table = ledger.schema.quoted
      let other = stranger()
      // It writes entry 2 and waits with its commit; our append begins meanwhile, sees the old head and waits for the key.
      try await other.run { connection throws(PostgresFailure) in
        try connection.script("BEGIN")
        try connection.execute(
          "INSERT INTO \(table).entries SELECT * FROM unnest($1, $2, $3, $4, $5)",
          .integers([2]),
          .blobs([head.hash.bytes]),
          .texts([""]),
          .blobs([[2]]),
          .blobs([second.hash.bytes])
        )
      }
      let append = Task { try await ledger.append([Draft(payload: [3])], expecting: head) }
      try await Task.sleep(for: .milliseconds(300))
      try await other.run { connection throws(PostgresFailure) in try connection.script("COMMIT") }
      await #expect(throws: LedgerError.moved(second.head)) { try await append.value }
      #expect(try await ledger.read(from: 1, limit: 9).map(\.payload) == [[1], [2]])
    }

    @Test("somebody else's lock is waited for, then reported")
    func locked() async throws {
      let ledger = try await PostgresLedger.create(at: url, name: PostgresServer.freshName(), patience: 0.3)
      let (other, lock) = (stranger(), ledger.schema.lock)
      try await other.run { connection throws(PostgresFailure) in
        try connection.script("BEGIN; SELECT pg_advisory_xact_lock(\(lock))")
      }
      await #expect(throws: LedgerError.locked(ledger.place, seconds: 0.3)) {
        try await ledger.append([Draft(payload: [1])], expecting: .empty)
      }
      await other.rollback()
      #expect(try await ledger.append([Draft(payload: [1])], expecting: .empty).count == 1)
    }

    @Test("rows can be neither changed nor taken out")
    func appendOnly() async throws {
      let ledger = try await fresh()
      _ = try await ledger.append([Draft(payload: [1], claims: ["a"])], expecting: .empty)
      let table = ledger.schema.quoted
      for sql in [
        "UPDATE \(table).entries SET payload = ''", "DELETE FROM \(table).claims",
        "TRUNCATE \(table).entries",
      ] {
        await #expect(throws: PostgresFailure.self, "\(sql)") {
          try await stranger().run { connection throws(PostgresFailure) in try connection.script(sql) }
        }
      }
    }

    @Test(
      "what was changed behind its back is found in the rows of the database, at its place",
      arguments: [
        ("UPDATE entries SET payload = '\\x00' WHERE number = 4", AuditFinding(entry: 4, .hash)),
        (
          "UPDATE entries SET previous = decode(repeat('00', 32), 'hex') WHERE number = 2",
          AuditFinding(entry: 2, .previous)
        ),
        ("DELETE FROM entries WHERE number = 3", AuditFinding(entry: 3, .gap(through: 3))),
        ("DELETE FROM claims WHERE name = 'request/7f'", AuditFinding(entry: 2, .claimMissing("request/7f"))),
        ("INSERT INTO claims VALUES ('x', 3)", AuditFinding(entry: 3, .claimWithoutEntry("x"))),
        (
          "CREATE TABLE notes ()",
          AuditFinding(entry: nil, .structure("the relation \"notes\" does not belong to a ledger"))
        ),
      ]
    )
    func audited(change: String, expected: AuditFinding) async throws {
      let name = PostgresServer.freshName()
      let ledger = try await PostgresLedger.create(at: url, name: name)
      let head = try await ledger.append(LedgerFixture.drafts, expecting: .empty)
      let source = try PostgresSource(url: url, name: name)
      let whole = try await LedgerAudit.of(source, against: [.anchor(Anchor(head))])
      #expect(whole.findings.isEmpty)
      #expect(whole.proof == .through(5, by: .anchor))
      let script = """
        BEGIN; SET LOCAL search_path TO \(ledger.schema.quoted);
        ALTER TABLE entries DISABLE TRIGGER never; ALTER TABLE claims DISABLE TRIGGER never;
        \(change);
        ALTER TABLE entries ENABLE TRIGGER never; ALTER TABLE claims ENABLE TRIGGER never; COMMIT
        """
      try await stranger().run { connection throws(PostgresFailure) in try connection.script(script) }
      #expect(try await LedgerAudit.of(source).first == expected)
    }

    @Test("one database holds several ledgers, apart from each other")
    func several() async throws {
      let (one, other) = (try await fresh(), try await fresh())
      let head = try await one.append([Draft(payload: [1], claims: ["allocation/001"])], expecting: .empty)
      #expect(
        try await other.append([Draft(payload: [1], claims: ["allocation/001"])], expecting: .empty) == head
      )
      #expect(one.schema.lock != other.schema.lock)
    }

    @Test("opening makes nothing, and making touches nothing that is there")
    func opening() async throws {
      let name = PostgresServer.freshName()
      do {
        _ = try await PostgresLedger(opening: url, name: name)
        Issue.record("opened what is not there")
      } catch {
        guard case .absent = error else { throw error }
      }
      let ledger = try await PostgresLedger.create(at: url, name: name)
      await #expect(throws: LedgerError.occupied(ledger.place)) {
        try await PostgresLedger.create(at: url, name: name)
      }
      for wrong in ["", "A", "1a", "a-b", "a\"b", String(repeating: "a", count: 51)] {
        await #expect(throws: LedgerError.self) { try await PostgresLedger.create(at: url, name: wrong) }
      }
    }

    @Test("messages name the server, never the password")
    func password() async throws {
      for wrong in [
        "postgresql://ledger:geheim@127.0.0.1:1/ledger", "postgresql://ledger:geheim@[::1/ledger",
        url.replacingOccurrences(of: "@", with: "geheim@"),
      ] {
        do {
          _ = try await PostgresLedger(opening: wrong, name: "x", patience: 0.2)
          Issue.record("opened \(wrong)")
        } catch {
          #expect(!"\(error)".contains("geheim"), "\(error)")
        }
      }
    }

    @Test(
      "a server that falls over and comes back has every acknowledged entry, once",
      .timeLimit(.minutes(3))
    )
    func restarts() async throws {
      let scratch = try Scratch()
      let folder = scratch.child("server")
      let own = try PostgresServer.script("start", folder)
      defer { _ = try? PostgresServer.script("stop", folder) }
      let name = PostgresServer.freshName()
      _ = try await PostgresLedger.create(at: own, name: name)
      var ledgers: [PostgresLedger] = []
      for _ in 0..<4 { ledgers.append(try await PostgresLedger(opening: own, name: name, patience: 1)) }
      try await withThrowingTaskGroup(of: [String: Int].self) { group in
        for (task, ledger) in ledgers.enumerated() {
          group.addTask {
            var acknowledged: [String: Int] = [:]
            var head = Head.empty
            while !Task.isCancelled {
              let claim = "request/\(task)/\(acknowledged.count)"
              do {
                head = try await ledger.append(
                  [Draft(payload: Array(claim.utf8), claims: [claim])],
                  expecting: head
                )
                acknowledged[claim] = head.count
              } catch {
                guard let error = error as? LedgerError else { throw error }
                switch error {
                case .moved(let now): head = now
                // An unknown outcome that went well after all.
                case .claimed(claim, let index): acknowledged[claim] = index
                case .unreachable: try? await Task.sleep(for: .milliseconds(50))
                default: throw error
                }
              }
            }
            return acknowledged
          }
        }
        let watch = try await PostgresLedger(opening: own, name: name)
        var seen = 0
        for command in ["crash", "stop", "crash", nil] {
          // In the midst of appending, however slow the machine is.
          let enough = seen + 10
          while seen < enough {
            try await Task.sleep(for: .milliseconds(50))
            seen = (try? await watch.head().count) ?? seen
          }
          guard let command else { break }
          _ = try PostgresServer.script(command, folder)
          _ = try PostgresServer.script("start", folder)
        }
        group.cancelAll()
        let acknowledged = try await group.reduce(into: [:]) { all, mine in
          all.merge(mine) { first, _ in first }
        }
        let ledger = try await PostgresLedger(opening: own, name: name)
        let audit = try await LedgerAudit.of(PostgresSource(url: own, name: name))
        #expect(audit.isWhole, "\(audit.findings)")
        let entries = try await ledger.read(from: 1, limit: 1_000_000)
        #expect(acknowledged.count > 20)
        for (claim, index) in acknowledged {
          try #require(entries.count >= index, "entry \(index) was acknowledged and is lost")
          #expect(entries[index - 1].claims == [claim])
        }
      }
    }
  }
#endif
