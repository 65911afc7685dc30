// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import Ledger

  /// A ledger in a schema of a PostgreSQL database, for several servers that append to the same study.
  ///
  /// An append takes an explicit lock of the ledger, then looks at the head, so that it decides on what is there and
  /// not on a snapshot from before the wait; unique keys stand behind the lock. It has one connection for appending and
  /// one for reading, and makes them again when the server was restarted.
  public final class PostgresLedger: LedgerStore {
    let url: String
    let schema: PostgresSchema
    /// Where the ledger is, for messages: without user and password.
    public let place: String
    /// How long to wait for another program's lock, and for the server to come back, in seconds.
    public let patience: Double
    private let writer: PostgresConnection
    private let reader: PostgresConnection

    /// Opens the ledger called `name`; nothing is made where there is none.
    /// - Parameters:
    ///   - url: As libpq takes it: `postgresql://user:password@server:5432/database`.
    ///   - name: 1 to 50 small letters, digits and underscores, a letter first: the study's.
    ///   - patience: How long to wait for another program's lock and for the server to come back, in seconds.
    /// - Throws: `unsuitable` where the server may lose what it has acknowledged (`fsync` off).
    public convenience init(opening url: String, name: String, patience: Double = 5) async throws(LedgerError)
    {
      try self.init(url, name, patience)
      let table = "\(schema.quoted).format"
      let (fsync, version) = try await reading { connection throws(PostgresFailure) in
        let fsync = try connection.execute("SELECT current_setting('fsync')").text(0, 0) ?? ""
        return (fsync, try connection.execute("SELECT max(version) FROM \(table)").integer(0, 0))
      }
      guard fsync == "on" else {
        throw .unsuitable(place, .setting("fsync", is: fsync, shouldBe: "on"))
      }
      guard let version else { throw .unsuitable(place, .foreign) }
      guard version == PostgresSchema.version else { throw .unsuitable(place, .newer(version)) }
    }

    /// Makes an empty ledger called `name`, where there may be none yet.
    public static func create(
      at url: String,
      name: String,
      patience: Double = 5
    ) async throws(LedgerError) -> PostgresLedger {
      let new = try PostgresLedger(url, name, patience)
      let creation = new.schema.creation
      do throws(PostgresFailure) {
        try await new.writer.run { connection throws(PostgresFailure) in
          do throws(PostgresFailure) {
            try connection.script("BEGIN; \(creation) COMMIT")
          } catch {
            connection.rollback()
            throw error
          }
        }
      } catch {
        throw error.state == "42P06" ? .occupied(new.place) : error.error(at: new.place, patience: patience)
      }
      return try await PostgresLedger(opening: url, name: name, patience: patience)
    }

    private init(_ url: String, _ name: String, _ patience: Double) throws(LedgerError) {
      self.url = url
      schema = try PostgresSchema(name)
      place = try PostgresPlace.text(of: url, schema: schema)
      self.patience = patience
      writer = PostgresConnection(url, place: place, patience: patience)
      reader = PostgresConnection(url, place: place, patience: patience)
    }

    public func head() async throws(LedgerError) -> Head {
      try await reading { [schema, place] connection throws(PostgresFailure) in
        try connection.head(of: schema, at: place)
      }
    }

    public func append(_ drafts: [Draft], expecting head: Head) async throws(LedgerError) -> Head {
      let entries = try Chain.link(drafts, after: head)
      guard let end = entries.last?.head else {
        let now = try await self.head()
        if now != head { throw .moved(now) }
        return head
      }
      let append = PostgresAppend(entries: entries, expecting: head, schema: schema, place: place)
      // A connection that broke before, or a writer that passed by the lock, costs one more attempt each.
      var attempt = 0
      while true {
        attempt += 1
        switch await append.run(on: writer) {
        case .written: return end
        case .refused(let failure) where attempt < 3 && failure.deservesAnother: continue
        case .refused(let failure): throw failure.error(at: place, patience: patience)
        case .unanswered(let transaction, let failure):
          let outcome = await append.outcome(of: transaction, on: writer, patience: patience)
          switch outcome {
          case .written: return end
          case .notWritten where attempt < 3: continue
          case .notWritten: throw .unreachable(place, because: failure.message, .nothingWritten)
          case .unknown: throw .unreachable(place, because: failure.message, .unknown)
          }
        }
      }
    }

    public func read(from index: Int, limit: Int) async throws(LedgerError) -> [Entry] {
      guard limit > 0 else { return [] }
      // One more, for the link of the first.
      let start = max(index - 1, 1)
      let most = limit.addingReportingOverflow(max(index, 1) - start).partialValue
      let entries = try await reading { [schema, place] connection throws(PostgresFailure) in
        let rows = try connection.execute(
          """
          SELECT number, previous, claims, payload, hash FROM \(schema.quoted).entries
          WHERE number >= $1 ORDER BY number LIMIT $2
          """,
          .integer(start),
          .integer(most)
        )
        var entries: [Entry] = []
        entries.reserveCapacity(rows.count)
        for row in 0..<rows.count {
          do throws(LedgerError) {
            entries.append(try rows.fields(row).entry(in: place))
          } catch {
            throw PostgresFailure(error)
          }
        }
        return entries
      }
      try Chain.check(entries, from: start, after: nil, in: place)
      return Array(entries.drop { $0.index < index })
    }

    public func holder(of claim: String) async throws(LedgerError) -> Int? {
      guard Draft(payload: [], claims: [claim]).isFit else { return nil }
      return try await reading { [schema] connection throws(PostgresFailure) in
        let rows = try connection.execute(
          "SELECT entry FROM \(schema.quoted).claims WHERE name = $1",
          .text(claim)
        )
        return rows.count == 0 ? nil : rows.integer(0, 0)
      }
    }

    /// Reads; once more where the connection broke, since reading twice does no harm.
    private func reading<T: Sendable>(
      _ body: @Sendable (isolated PostgresConnection) throws(PostgresFailure) -> T
    ) async throws(LedgerError) -> T {
      do throws(PostgresFailure) {
        do throws(PostgresFailure) {
          return try await reader.run(body)
        } catch {
          guard error.isBroken else { throw error }
          return try await reader.run(body)
        }
      } catch {
        throw error.error(at: place, patience: patience)
      }
    }
  }

  extension PostgresConnection {
    func head(of schema: PostgresSchema, at place: String) throws(PostgresFailure) -> Head {
      let rows = try execute("SELECT number, hash FROM \(schema.quoted).entries ORDER BY number DESC LIMIT 1")
      guard rows.count == 1 else { return .empty }
      guard let number = rows.integer(0, 0), let hash = rows.bytes(0, 1).flatMap({ EntryHash(bytes: $0) })
      else {
        throw PostgresFailure(
          .damaged(place, entry: rows.integer(0, 0), .malformed("its hash is not a hash"))
        )
      }
      return Head(count: number, hash: hash)
    }
  }

  extension PostgresRows {
    /// The fields of a row of `number, previous, claims, payload, hash`.
    func fields(_ row: Int) -> StoredFields {
      StoredFields(
        number: Int64(integer(row, 0) ?? 0),
        previous: bytes(row, 1),
        claims: bytes(row, 2),
        payload: bytes(row, 3),
        hash: bytes(row, 4)
      )
    }
  }
#endif
