// SPDX-License-Identifier: Apache-2.0

import Foundation

/// `trial-child`, running.
final class ConductingProgram: Sendable {
  private let process = Process()
  /// A file: a pipe that nobody empties would stop the child.
  private let output: URL

  /// - Parameters:
  ///   - trial: The study folder and the folder of its keys.
  ///   - name: What its subjects are named after.
  ///   - again: Keys that it asks for again first.
  ///   - kilobytes: What no file of it may outgrow; nil where there is no limit.
  ///   - scratch: Where its output is kept.
  /// - Throws: Where it does not start.
  init(
    _ trial: (study: String, keys: String),
    name: String,
    again: [String],
    kilobytes: Int? = nil,
    scratch: TestFolder
  ) throws {
    let own = scratch.path + "/" + UUID().uuidString
    output = URL(fileURLWithPath: own)
    try Data().write(to: output)
    try Data(again.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: own + "-again"))
    let limit = kilobytes.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments =
      ["-c", limit + "exec \"$@\"", "bash", try Self.program("trial-child").path]
      + [trial.study, trial.keys, name, own + "-again"]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "EQUIPOISE_OPENING": "\(Self.opening)"
    ]) { $1 }
    let handle = try FileHandle(forWritingTo: output)
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
  }

  /// When the first of these tests began; the small trials are opened at this instant.
  static let opening = Int64(Date().timeIntervalSince1970)

  /// A program that was built beside the tests.
  static func program(_ name: String) throws -> URL {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(name)
  }

  /// Waits until it has acknowledged more than so many acts.
  func acknowledges(moreThan count: Int) async throws {
    while process.isRunning, try acknowledged().count <= count {
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Waits until something has failed, and a little longer.
  func fails() async throws {
    while process.isRunning, try failures().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    try await Task.sleep(for: .milliseconds(300))
  }

  /// What it has acknowledged so far.
  func acknowledged() throws -> [String] { try lines().filter { !$0.hasPrefix("!") } }

  /// What it was refused.
  func failures() throws -> [String] { try lines().filter { $0.hasPrefix("!") } }

  /// Whole lines only.
  private func lines() throws -> [String] {
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    guard let end = text.lastIndex(of: "\n") else { return [] }
    return text[..<end].split(separator: "\n").map { String($0) }
  }

  /// Ends it at once, in the midst of whatever it does.
  func kill() {
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }
}
