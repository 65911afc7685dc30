// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The built program, run as a user runs it.
enum Program {
  struct Outcome {
    let code: Int32
    let output: String
    let complaint: String
  }

  static func run(_ words: String...) throws -> Outcome {
    let folder = try TemporaryFolder()
    let output = URL(fileURLWithPath: folder.path + "/output")
    let complaint = URL(fileURLWithPath: folder.path + "/complaint")
    for file in [output, complaint] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = try products.appendingPathComponent("equipoise")
    process.arguments = words
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaint)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      complaint: try String(contentsOf: complaint, encoding: .utf8)
    )
  }

  /// The build's folder: the program stands beside the test bundle.
  private static var products: URL {
    get throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(fileURLWithPath: own).deletingLastPathComponent()
    }
  }
}

/// A folder of a test's own, removed when the test lets go of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("equipoise-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Every file below, hidden ones too, with its bytes.
  var files: [String: Data] {
    get throws {
      var files: [String: Data] = [:]
      for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
        files[name] = FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()
      }
      return files
    }
  }
}
