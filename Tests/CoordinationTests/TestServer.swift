// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A PostgreSQL server of a test's own, which may fall over without harm to others.
final class TestServer {
  /// Whether there is PostgreSQL here, and in this build.
  static let isThere: Bool = {
    #if PostgreSQL
      return ProcessInfo.processInfo.environment["EQUIPOISE_POSTGRES"] != nil
    #else
      return false
    #endif
  }()

  private let scratch: TestFolder
  private(set) var url = ""

  init() throws {
    scratch = try TestFolder()
    // The server's user has to come by.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path)
    try start()
  }

  var password: String { URLComponents(string: url)?.password ?? "" }

  func start() throws { url = try run("start") }

  func stop() { _ = try? run("stop") }

  /// Ends it as a power cut would, as far as a process can be ended so.
  func crash() throws { _ = try run("crash") }

  private func run(_ command: String) throws -> String {
    let output = URL(fileURLWithPath: scratch.path + "/output")
    try Data().write(to: output)
    let process = Process()
    process.executableURL =
      URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appendingPathComponent("../../Scripts/postgres").standardized
    process.arguments = [command, scratch.path + "/server"]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw TestFault(what: "Scripts/postgres \(command)") }
    let text = try String(contentsOf: output, encoding: .utf8)
    return text.split(separator: "\n").first.map { String($0) } ?? ""
  }
}
