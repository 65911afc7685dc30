// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What came of a command.
struct CommandResult {
  let code: Int32
  let output: String
  let complaint: String
}

/// Runs the built program as a user runs it.
func program(_ words: String...) throws -> CommandResult { try program(words) }

func program(_ words: [String]) throws -> CommandResult {
  let scratch = try Scratch()
  let output = URL(fileURLWithPath: scratch.child("output"))
  let complaint = URL(fileURLWithPath: scratch.child("complaint"))
  for file in [output, complaint] { try Data().write(to: file) }
  let process = Process()
  // The program stands beside the test bundle.
  let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent()
    .appendingPathComponent("equipoise")
  process.arguments = words
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: complaint)
  try process.run()
  process.waitUntilExit()
  return CommandResult(
    code: process.terminationStatus,
    output: try String(contentsOf: output, encoding: .utf8),
    complaint: try String(contentsOf: complaint, encoding: .utf8)
  )
}

/// A folder of a test's own, removed when the test lets go of it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("equipoise-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func child(_ name: String) -> String { path + "/" + name }
}
