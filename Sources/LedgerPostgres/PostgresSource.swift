// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import Ledger

  /// A ledger's schema as an audit sees it, at one moment.
  public struct PostgresSource: AuditSource {
    public let place: String
    private let schema: PostgresSchema
    private let patience: Double
    private let connection: PostgresConnection

    public init(url: String, name: String, patience: Double = 5) throws(LedgerError) {
      schema = try PostgresSchema(name)
      place = try PostgresPlace.text(of: url, schema: schema)
      self.patience = patience
      connection = PostgresConnection(url, place: place, patience: patience)
    }

    public func show(to walk: inout AuditWalk) async throws(LedgerError) {
      do throws(PostgresFailure) {
        walk = try await connection.run { [walk, schema] connection throws(PostgresFailure) in
          var walk = walk
          defer { connection.rollback() }
          try connection.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
          try Self.showEntries(of: schema, on: connection, to: &walk)
          try Self.showClaims(of: schema, on: connection, to: &walk)
          try Self.showStructure(of: schema, on: connection, to: &walk)
          return walk
        }
      } catch {
        throw error.error(at: place, patience: patience)
      }
    }

    private static func showEntries(
      of schema: PostgresSchema,
      on connection: isolated PostgresConnection,
      to walk: inout AuditWalk
    ) throws(PostgresFailure) {
      try connection.script(
        """
        DECLARE all_entries NO SCROLL CURSOR FOR
        SELECT number, previous, claims, payload, hash FROM \(schema.quoted).entries ORDER BY number
        """
      )
      while true {
        let rows = try connection.execute("FETCH 2000 FROM all_entries")
        if rows.count == 0 { return }
        for row in 0..<rows.count { walk.take(rows.fields(row)) }
      }
    }

    private static func showClaims(
      of schema: PostgresSchema,
      on connection: isolated PostgresConnection,
      to walk: inout AuditWalk
    ) throws(PostgresFailure) {
      try connection.script(
        "DECLARE all_claims NO SCROLL CURSOR FOR SELECT name, entry FROM \(schema.quoted).claims ORDER BY entry, name"
      )
      while true {
        let rows = try connection.execute("FETCH 5000 FROM all_claims")
        if rows.count == 0 { return }
        for row in 0..<rows.count {
          if let name = rows.bytes(row, 0) { walk.take(claim: name, entry: Int64(rows.integer(row, 1) ?? 0)) }
        }
      }
    }

    /// Relations and triggers as they must be.
    private static func showStructure(
      of schema: PostgresSchema,
      on connection: isolated PostgresConnection,
      to walk: inout AuditWalk
    ) throws(PostgresFailure) {
      let relations = try connection.execute(
        """
        SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1::text
        """,
        .text(schema.name)
      )
      let triggers = try connection.execute(
        """
        SELECT c.relname::text || '.' || t.tgname::text FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1::text AND t.tgenabled <> 'D'
        """,
        .text(schema.name)
      )
      func compare(_ rows: borrowing PostgresRows, with expected: Set<String>, _ what: String) {
        let found = Set((0..<rows.count).compactMap { rows.text($0, 0) })
        for name in found.subtracting(expected).sorted() {
          walk.note(nil, .structure("the \(what) \"\(name)\" does not belong to a ledger"))
        }
        for name in expected.subtracting(found).sorted() {
          walk.note(nil, .structure("the \(what) \"\(name)\" is missing or switched off"))
        }
      }
      compare(relations, with: ["format", "entries", "claims", "entries_pkey", "claims_pkey"], "relation")
      compare(triggers, with: ["entries.never", "claims.never"], "trigger")
    }
  }
#endif
