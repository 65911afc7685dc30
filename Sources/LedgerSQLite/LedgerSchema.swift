// SPDX-License-Identifier: Apache-2.0

/// The tables of a ledger file, format version 1, as `Documentation/Ledger.md` explains them.
enum LedgerSchema {
  /// "EqLg" in the file's header: what `file` and SQLite call the application id.
  static let applicationID: Int32 = 0x4571_4C67
  static let version: Int32 = 1

  /// What `sqlite_schema` holds, by name: everything, and nothing else.
  static let objects: [(name: String, type: String, sql: String)] =
    [
      (
        "entries", "table",
        """
        CREATE TABLE entries (
          number INTEGER PRIMARY KEY CHECK (number > 0),
          previous BLOB NOT NULL CHECK (length(previous) = 32),
          claims TEXT NOT NULL,
          payload BLOB NOT NULL,
          hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT
        """
      ),
      (
        "claims", "table",
        """
        CREATE TABLE claims (
          name TEXT PRIMARY KEY,
          entry INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """
      ),
    ] + ["entries", "claims"].flatMap { table in ["update", "delete"].map { append(only: table, $0) } }

  /// A slip of the hand in a database browser must not change what happened.
  private static func append(only table: String, _ action: String) -> (String, String, String) {
    let name = "\(table)_never_\(action)"
    return (
      name, "trigger",
      """
      CREATE TRIGGER \(name) BEFORE \(action.uppercased()) ON \(table) BEGIN
        SELECT RAISE(ABORT, 'a ledger is only appended to');
      END
      """
    )
  }
}
