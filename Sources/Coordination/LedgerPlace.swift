// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerPostgres
import LedgerSQLite

/// Where a trial keeps its ledger: the file `ledger.sqlite` of its folder, or a PostgreSQL database that the file
/// `ledger.location` names.
public enum LedgerPlace: Hashable, Sendable {
  case file(String)
  /// A URL without a password: that comes from PGPASSFILE or PGPASSWORD.
  case database(url: String, name: String)

  static let locationFile = "ledger.location"

  /// What a person or a file names: `postgres://…`, or a study folder.
  public init(_ text: String, study: String) {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .database(url: text, name: Self.name(of: study))
    } else {
      self = .file(text.hasSuffix(".sqlite") ? text : text + "/ledger.sqlite")
    }
  }

  /// What a database calls the ledger of a study: small letters, digits and underscores, a letter first.
  static func name(of study: String) -> String {
    let name = study.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return String((name.first?.isLetter ?? false ? name : ["s", "_"] + name).prefix(50))
  }

  /// The place of a study folder's ledger; nil where it has none.
  public init?(folder: String) {
    let location = folder + "/" + Self.locationFile
    if let data = FileManager.default.contents(atPath: location) {
      let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map { String($0) }
      guard lines.count == 2 else { return nil }
      self = .database(url: lines[0], name: lines[1])
      return
    }
    let file = folder + "/ledger.sqlite"
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    self = .file(file)
  }

  public func open() async throws(LedgerError) -> any LedgerStore {
    switch self {
    case .file(let path): return try SQLiteLedger(opening: path)
    case .database:
      #if PostgreSQL
        guard case .database(let url, let name) = self else { throw .absent("\(self)") }
        return try await PostgresLedger(opening: url, name: name)
      #else
        throw .unsuitable("\(self)", .notBuilt("swift build -c release --traits PostgreSQL"))
      #endif
    }
  }

  public func create() async throws(LedgerError) -> any LedgerStore {
    switch self {
    case .file(let path): return try SQLiteLedger.create(at: path)
    case .database:
      #if PostgreSQL
        guard case .database(let url, let name) = self else { throw .absent("\(self)") }
        return try await PostgresLedger.create(at: url, name: name)
      #else
        throw .unsuitable("\(self)", .notBuilt("swift build -c release --traits PostgreSQL"))
      #endif
    }
  }

  /// What an audit reads: the bytes behind the store, which no store has looked at.
  func audit(against references: [AuditReference]) async throws(LedgerError) -> LedgerAudit {
    switch self {
    case .file(let path): return try await LedgerAudit.of(SQLiteSource(path: path), against: references)
    case .database:
      #if PostgreSQL
        guard case .database(let url, let name) = self else { throw .absent("\(self)") }
        return try await LedgerAudit.of(try PostgresSource(url: url, name: name), against: references)
      #else
        throw .unsuitable("\(self)", .notBuilt("swift build -c release --traits PostgreSQL"))
      #endif
    }
  }
}

extension LedgerPlace: CustomStringConvertible {
  /// The path or the URL, of which a password is covered.
  public var description: String {
    switch self {
    case .file(let path): return path
    case .database(let url, let name):
      guard let start = url.range(of: "://")?.upperBound, let at = url[start...].firstIndex(of: "@"),
        let secret = url[start..<at].firstIndex(of: ":")
      else { return "\(url) (\(name))" }
      return "\(url[..<secret]):…\(url[at...]) (\(name))"
    }
  }
}
