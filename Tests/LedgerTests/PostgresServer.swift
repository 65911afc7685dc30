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

  /// A name that no other test has.
  static func freshName() -> String {
    "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
  }

  /// Runs `Scripts/postgres` and gives back its first line.
  static func script(_ command: String, _ folder: String) throws -> String {
    let output = URL(fileURLWithPath: folder + "-output")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL =
      URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appendingPathComponent("../../Scripts/postgres").standardized
    process.arguments = [command, folder]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    return text.split(separator: "\n").first.map { String($0) } ?? ""
  }
}
