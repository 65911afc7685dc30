// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The server that the tests may use: `EQUIPOISE_POSTGRES` holds its URL, where there is one and the trait is on.
enum PostgresServer {
  /// Nil where ledgers in PostgreSQL are not tested.
  static let url: String? = {
    #if PostgreSQL
      return ProcessInfo.processInfo.environment["EQUIPOISE_POSTGRES"]
    #else
      return nil
    #endif
  }()

  /// The folder that `Scripts/postgres` made, from `EQUIPOISE_POSTGRES_FOLDER`: only with it a test may end the server.
  static let folder: String? =
    url == nil ? nil : ProcessInfo.processInfo.environment["EQUIPOISE_POSTGRES_FOLDER"]

  /// A name that no other test has.
  static func freshName() -> String {
    "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
  }
}
