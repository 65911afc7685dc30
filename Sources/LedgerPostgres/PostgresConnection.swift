// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
  import CPQ
  import Ledger

  /// One connection, made when it is needed and again after it broke.
  actor PostgresConnection {
    private let url: String
    private let place: String
    private let executor: QueueExecutor
    private let patience: Double
    private let link = Link()

    /// libpq's connection, closed when nobody needs it any more.
    private final class Link {
      var pointer: OpaquePointer?
      deinit { PQfinish(pointer) }
    }

    init(_ url: String, place: String, patience: Double) {
      self.url = url
      self.place = place
      self.patience = patience
      executor = QueueExecutor("ledger \(place)")
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Runs `body` alone on this connection.
    func run<T: Sendable>(
      _ body: @Sendable (isolated PostgresConnection) throws(PostgresFailure) -> T
    ) throws(PostgresFailure) -> T {
      try body(self)
    }

    /// Runs one statement.
    @discardableResult
    func execute(_ sql: String, _ values: PostgresValue...) throws(PostgresFailure) -> PostgresRows {
      let connection = try connected()
      let types = values.map(\.type)
      let lengths = values.map { Int32($0.bytes.count) }
      let formats = values.map { _ in Int32(1) }
      // One block for all bytes, so that the pointers hold for the call. Never null: that would be NULL.
      let all = values.flatMap(\.bytes) + [0]
      let result = all.withUnsafeBytes { all in
        var offset = 0
        let pointers = values.map { value -> UnsafePointer<CChar>? in
          defer { offset += value.bytes.count }
          return all.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
        }
        return PQexecParams(connection, sql, Int32(values.count), types, pointers, lengths, formats, 1)
      }
      return try rows(result)
    }

    /// Runs several statements without parameters.
    func script(_ sql: String) throws(PostgresFailure) {
      _ = try rows(PQexec(try connected(), sql))
    }

    /// Leaves a transaction that failed; a connection that cannot be cleaned is given up.
    func rollback() {
      guard let connection = link.pointer else { return }
      let result = PQexec(connection, "ROLLBACK")
      if PQresultStatus(result) != PGRES_COMMAND_OK { disconnect() }
      PQclear(result)
    }

    func disconnect() {
      PQfinish(link.pointer)
      link.pointer = nil
    }

    private func rows(_ result: OpaquePointer?) throws(PostgresFailure) -> PostgresRows {
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
        if let result { return PostgresRows(result) }
      default: break
      }
      defer { PQclear(result) }
      let failure = self.failure(of: result)
      if failure.isBroken { disconnect() }
      throw failure
    }

    /// The code and the first line of what went wrong: its details may quote values.
    private func failure(of result: OpaquePointer?) -> PostgresFailure {
      // 'C' and 'M' of the protocol: PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY.
      func field(_ letter: Character) -> String? {
        PQresultErrorField(result, Int32(letter.asciiValue ?? 0)).map { String(cString: $0) }
      }
      if let state = field("C") {
        // 57P: the server is shutting down; the connection is about to break.
        let broken =
          PQstatus(link.pointer) != CONNECTION_OK || state.hasPrefix("57P") || state.hasPrefix("08")
        return PostgresFailure(state: state, message: field("M") ?? "", isBroken: broken)
      }
      return PostgresFailure(state: nil, message: lastMessage(link.pointer), isBroken: true)
    }

    private func lastMessage(_ connection: OpaquePointer?) -> String {
      let text = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
      let line = text.split(separator: "\n").first.map { String($0) } ?? ""
      return line.isEmpty ? "the server gave no reason" : line
    }

    private func connected() throws(PostgresFailure) -> OpaquePointer {
      if let open = link.pointer {
        if PQstatus(open) == CONNECTION_OK { return open }
        disconnect()
      }
      // What the URL says itself comes first only for the keys that it names last; so it stands last.
      let keywords = [
        "connect_timeout", "keepalives_idle", "tcp_user_timeout", "application_name", "client_encoding",
        "dbname",
      ]
      let values = ["5", "15", "20000", "equipoise", "UTF8", url]
      let opened = Self.withStrings(keywords) { keywords in
        Self.withStrings(values) { values in PQconnectdbParams(keywords, values, 1) }
      }
      guard PQstatus(opened) == CONNECTION_OK else {
        let message = lastMessage(opened)
        PQfinish(opened)
        throw PostgresFailure(state: nil, message: message, isBroken: true)
      }
      link.pointer = opened
      // A reply that never comes must not hold a request for ever; notices are nobody's business.
      PQsetNoticeProcessor(opened, { _, _ in }, nil)
      let milliseconds = Int(patience * 1000)
      try script(
        """
        SET lock_timeout TO \(milliseconds);
        SET standard_conforming_strings TO on;
        SET search_path TO pg_catalog
        """
      )
      guard let opened else { throw PostgresFailure(state: nil, message: "out of memory", isBroken: true) }
      return opened
    }

    /// Strings as C wants a list of them, with a null behind the last.
    private static func withStrings<T>(
      _ strings: [String],
      _ body: ([UnsafePointer<CChar>?]) -> T
    ) -> T {
      let bytes = strings.map { Array($0.utf8CString) }
      let all = bytes.flatMap { $0 }
      return all.withUnsafeBufferPointer { all in
        var offset = 0
        var pointers: [UnsafePointer<CChar>?] = bytes.map { string in
          defer { offset += string.count }
          return all.baseAddress?.advanced(by: offset)
        }
        pointers.append(nil)
        return body(pointers)
      }
    }
  }

  /// What the server or the way to it said.
  struct PostgresFailure: Error {
    /// SQLSTATE; nil where no answer came.
    let state: String?
    let message: String
    /// Whether the connection is gone.
    let isBroken: Bool
    /// What it means for a ledger, where that is known already.
    var meaning: LedgerError?

    init(state: String?, message: String, isBroken: Bool) {
      self.state = state
      self.message = message
      self.isBroken = isBroken
    }

    init(_ meaning: LedgerError) {
      self.init(state: nil, message: "", isBroken: false)
      self.meaning = meaning
    }

    /// In the words of every store.
    func error(at place: String, patience: Double) -> LedgerError {
      if let meaning { return meaning }
      guard !isBroken, let state else {
        return .unreachable(place, because: message, .nothingWritten)
      }
      // https://www.postgresql.org/docs/current/errcodes-appendix.html
      switch state {
      case "53100": return .full(place)
      case "25006", "42501": return .readOnly(place)
      case "55P03": return .locked(place, seconds: patience)
      case "3D000", "3F000", "42P01": return .absent(place)
      case "XX001", "XX002": return .damaged(place, entry: nil, .unreadable(message))
      default: return .failed(place, code: "SQLSTATE \(state)", message: message)
      }
    }
  }
#endif
