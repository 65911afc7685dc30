// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import TrialConduct

/// `Scripts/rederive-allocations.py`, run on a record.
enum SecondProgram {
  /// nil where this machine has no python3.
  static let python: URL? = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
    .map { URL(fileURLWithPath: $0) }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  static func rederive(_ record: AllocationRecord) throws -> (status: Int32, text: String) {
    var top = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<5 { top.deleteLastPathComponent() }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("allocations-\(UUID().uuidString).json")
    try record.json.rendered(.compact).write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = python
    process.arguments = [top.appendingPathComponent("Scripts/rederive-allocations.py").path, file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
