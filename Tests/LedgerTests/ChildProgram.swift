// SPDX-License-Identifier: Apache-2.0

import Foundation

/// `ledger-child`, running.
final class ChildProgram: Sendable {
  private let process = Process()
  /// A file: a pipe that nobody empties would stop the child.
  private let output: URL

  init(_ arguments: String..., scratch: Scratch) throws {
    output = URL(fileURLWithPath: scratch.child("output-\(UUID().uuidString)"))
    try Data().write(to: output)
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(fileURLWithPath: own).deletingLastPathComponent()
    process.executableURL = folder.appendingPathComponent("ledger-child")
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
  }

  /// Everything it has said, once it has ended.
  func lines() throws -> [String] {
    process.waitUntilExit()
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map { String($0) }
  }

  /// Ends it at once, in the midst of whatever it does.
  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}
