// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import CPQ
  import Ledger

  /// Where a URL leads, for messages: without user and password.
  enum PostgresPlace {
    static func text(of url: String, schema: PostgresSchema) throws(LedgerError) -> String {
      var complaint: UnsafeMutablePointer<CChar>?
      guard let options = PQconninfoParse(url, &complaint) else {
        // libpq's complaint may quote the URL, and with it a password.
        PQfreemem(complaint)
        throw .unsuitable(
          "the database's URL",
          .name("…", rule: "Write, for example, postgresql://user@server:5432/database.")
        )
      }
      defer { PQconninfoFree(options) }
      var values: [String: String] = [:]
      var option = options
      while let keyword = option.pointee.keyword {
        if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
        option += 1
      }
      let host = values["host"] ?? values["hostaddr"] ?? "local socket"
      let port = values["port"].map { ":\($0)" } ?? ""
      return "PostgreSQL \(host)\(port)/\(values["dbname"] ?? ""), \(schema.name)"
    }
  }
#endif
