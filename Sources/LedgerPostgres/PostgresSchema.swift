// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import Crypto
  import Ledger

  /// The tables of a ledger in a schema of its own, format version 1: those of the file, in PostgreSQL's types.
  struct PostgresSchema {
    /// The schema's name as it stands in statements, in quotation marks.
    let quoted: String
    let name: String

    static let version = 1

    /// The schema for a ledger's name.
    /// - Throws: `unsuitable` for a name that is not 1 to 50 small letters, digits and underscores, a letter first.
    init(_ ledger: String) throws(LedgerError) {
      guard ledger.wholeMatch(of: /[a-z][a-z0-9_]{0,49}/) != nil else {
        throw .unsuitable(
          ledger,
          .name(ledger, rule: "Use 1 to 50 of a to z, 0 to 9 and _, a letter first, such as nct05657639.")
        )
      }
      name = "ledger_" + ledger
      quoted = "\"\(name)\""
    }

    /// What `pg_advisory_xact_lock` locks: every program that appends to this ledger computes the same number.
    var lock: Int64 {
      SHA256.hash(data: Array("equipoise.ledger.lock/1 \(name)".utf8)).withUnsafeBytes {
        Int64(bigEndian: $0.loadUnaligned(as: Int64.self))
      }
    }

    /// Claims compare by bytes: collation "C".
    var creation: String {
      """
      CREATE SCHEMA \(quoted);
      CREATE TABLE \(quoted).format (version integer NOT NULL);
      INSERT INTO \(quoted).format VALUES (\(Self.version));
      CREATE TABLE \(quoted).entries (
        number bigint PRIMARY KEY CHECK (number > 0),
        previous bytea NOT NULL CHECK (length(previous) = 32),
        claims text COLLATE "C" NOT NULL,
        payload bytea NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32)
      );
      CREATE TABLE \(quoted).claims (
        name text COLLATE "C" PRIMARY KEY,
        entry bigint NOT NULL
      );
      CREATE FUNCTION \(quoted).never() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'a ledger is only appended to'; END $$;
      CREATE TRIGGER never BEFORE UPDATE OR DELETE OR TRUNCATE ON \(quoted).entries
        EXECUTE FUNCTION \(quoted).never();
      CREATE TRIGGER never BEFORE UPDATE OR DELETE OR TRUNCATE ON \(quoted).claims
        EXECUTE FUNCTION \(quoted).never();
      """
    }
  }
#endif
