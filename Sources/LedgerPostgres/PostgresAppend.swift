// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import Foundation
  import Ledger

  /// One append, and how to learn what became of it when its answer did not arrive.
  struct PostgresAppend: Sendable {
    let entries: [Entry]
    let head: Head
    let schema: PostgresSchema
    let place: String

    init(entries: [Entry], expecting head: Head, schema: PostgresSchema, place: String) {
      self.entries = entries
      self.head = head
      self.schema = schema
      self.place = place
    }

    enum Result: Sendable {
      case written
      /// Nothing was written.
      case refused(PostgresFailure)
      /// The connection broke while the server was to commit this transaction.
      case unanswered(transaction: String, PostgresFailure)
    }

    enum Outcome: Sendable {
      case written
      case notWritten
      case unknown
    }

    /// Begins, takes the lock, looks, inserts and commits.
    func run(on connection: PostgresConnection) async -> Result {
      do throws(PostgresFailure) {
        return try await connection.run { connection throws(PostgresFailure) in
          let transaction: String
          do throws(PostgresFailure) {
            try lock(on: connection)
            transaction = try insert(on: connection)
          } catch {
            connection.rollback()
            throw error
          }
          do throws(PostgresFailure) {
            try connection.script("COMMIT")
            return .written
          } catch {
            guard error.isBroken else {
              connection.rollback()
              throw error
            }
            return .unanswered(transaction: transaction, error)
          }
        }
      } catch {
        return .refused(error)
      }
    }

    /// What became of a transaction, once the server answers again.
    ///
    /// The lock is taken first: it waits until the transaction, which may still be running there, has ended. Written
    /// means that our entries stand there *and* that this transaction was committed: entries with the same bytes could
    /// have come from somebody else. Numbers of transactions that a crash swept away may be used again, so the number
    /// alone proves nothing either.
    func outcome(of transaction: String, on connection: PostgresConnection, patience: Double) async -> Outcome
    {
      let clock = ContinuousClock()
      let deadline = clock.now + .seconds(patience)
      repeat {
        do throws(PostgresFailure) {
          return try await connection.run { connection throws(PostgresFailure) in
            defer { connection.rollback() }
            try lock(on: connection)
            let there = try connection.execute(
              "SELECT 1 FROM \(schema.quoted).entries WHERE number = $1 AND hash = decode($2, 'hex')",
              .integer(head.count + entries.count),
              .text(entries.last?.hash.hex ?? "")
            )
            guard there.count == 1 else { return .notWritten }
            do throws(PostgresFailure) {
              let status = try connection.execute("SELECT pg_xact_status($1::text::xid8)", .text(transaction))
              return status.text(0, 0) == "aborted" ? .notWritten : .written
            } catch {
              // "Transaction ID is in the future": swept away by a crash.
              guard error.state == "22023" else { throw error }
              return .notWritten
            }
          }
        } catch {
          guard error.isBroken || error.state == "57P03" else { return .unknown }
          try? await Task.sleep(for: .milliseconds(100))
        }
      } while clock.now < deadline
      return .unknown
    }

    private func lock(on connection: isolated PostgresConnection) throws(PostgresFailure) {
      // Each statement of READ COMMITTED sees what was committed when it began: after the wait for the lock.
      try connection.script(
        """
        BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
        SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
        SELECT pg_advisory_xact_lock(\(schema.lock))
        """
      )
    }

    /// Looks at head and claims, inserts, and says which transaction this is.
    private func insert(on connection: isolated PostgresConnection) throws(PostgresFailure) -> String {
      let now = try connection.head(of: schema, at: place)
      guard now == head else { throw PostgresFailure(.moved(now)) }
      let claims = entries.flatMap { entry in entry.claims.map { (name: $0, entry: entry.index) } }
      if !claims.isEmpty {
        let taken = try connection.execute(
          """
          SELECT taken.name, taken.entry FROM \(schema.quoted).claims AS taken
          JOIN unnest($1) WITH ORDINALITY AS wanted (name, place) ON taken.name = wanted.name
          ORDER BY wanted.place LIMIT 1
          """,
          .texts(claims.map(\.name))
        )
        if taken.count > 0, let name = taken.text(0, 0), let entry = taken.integer(0, 1) {
          throw PostgresFailure(.claimed(name, by: entry))
        }
        try connection.execute(
          "INSERT INTO \(schema.quoted).claims (name, entry) SELECT * FROM unnest($1, $2)",
          .texts(claims.map(\.name)),
          .integers(claims.map(\.entry))
        )
      }
      let done = try connection.execute(
        """
        WITH done AS (
          INSERT INTO \(schema.quoted).entries (number, previous, claims, payload, hash)
          SELECT * FROM unnest($1, $2, $3, $4, $5)
        )
        SELECT pg_current_xact_id()::text
        """,
        .integers(entries.map(\.index)),
        .blobs(entries.map(\.previous.bytes)),
        .texts(entries.map { ClaimList.text($0.claims) }),
        .blobs(entries.map(\.payload)),
        .blobs(entries.map(\.hash.bytes))
      )
      return done.text(0, 0) ?? ""
    }
  }

  extension PostgresFailure {
    /// Whether the same request may be made again at once: the connection was stale, or somebody wrote past the lock.
    var deservesAnother: Bool {
      isBroken || ["23505", "40001", "40P01"].contains(state)
    }
  }
#endif
