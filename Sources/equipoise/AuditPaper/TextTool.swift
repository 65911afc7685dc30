// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A program of the system that takes the text out of a file, run without a shell, for a bounded time.
enum TextTool: String, Hashable {
  case pdftotext
  case unzip

  /// How long it may take.
  static let seconds = 30

  /// Where people get it.
  var source: String {
    switch self {
    case .pdftotext: "apt-get install poppler-utils, brew install poppler"
    case .unzip: "apt-get install unzip"
    }
  }

  /// Files of a DOCX archive.
  enum Part {
    case document
    /// Notes at the foot of pages and at the end; many documents have none.
    case notes

    var names: [String] {
      switch self {
      case .document: ["word/document.xml"]
      case .notes: ["word/footnotes.xml", "word/endnotes.xml"]
      }
    }
  }

  /// What it writes to standard output for a file: text, or a part of a DOCX.
  private func arguments(_ file: String, _ part: Part) -> [String] {
    switch self {
    // As written: as laid out, lines of two columns would be read as one; in its own reading order pdftotext takes the
    // hyphen out of "38-" and "81" on the next line.
    case .pdftotext: ["-raw", "-enc", "UTF-8", file, "-"]
    case .unzip: ["-p", file] + part.names
    }
  }

  /// Runs it on a copy, so that no file name is taken for an option or a pattern.
  func output(for bytes: [UInt8], of path: String, _ part: Part = .document) throws(CommandFailure) -> [UInt8]
  {
    guard let program = Self.program(rawValue) else { throw .paper(path, .missing(self)) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "equipoise-\(UUID().uuidString)"
    )
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appendingPathComponent("input"), folder.appendingPathComponent("output"))
    let process = Process()
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700]
      )
      try Data(bytes).write(to: input)
      try Data().write(to: output)
      process.executableURL = program
      process.arguments = arguments(input.path, part)
      process.standardInput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: output)
      try process.run()
    } catch {
      throw .paper(path, .failed(self))
    }
    guard Self.ends(process, output) else { throw .paper(path, .tookTooLong(self)) }
    guard let data = try? Data(contentsOf: output) else { throw .paper(path, .failed(self)) }
    // 11: the archive has not every such file.
    let lacksFile = self == .unzip && process.terminationStatus == 11
    if lacksFile, part == .document { throw .paper(path, .notADocument) }
    guard process.terminationStatus == 0 || lacksFile else { throw .paper(path, .failed(self)) }
    guard data.count <= mostOutput else { throw .paper(path, .tooLarge) }
    return [UInt8](data)
  }

  /// Waits; false, and the program is ended, where it takes too long or writes too much.
  private static func ends(_ process: Process, _ output: URL) -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while process.isRunning {
      let size = (try? FileManager.default.attributesOfItem(atPath: output.path)[.size] as? Int) ?? 0
      guard ContinuousClock.now < deadline, size <= 2 * mostOutput else {
        process.terminate()
        usleep(200_000)
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return false
      }
      usleep(5_000)
    }
    process.waitUntilExit()
    return true
  }

  /// The program in the folders of PATH.
  private static func program(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

/// XML of a document is several times larger than its text.
private let mostOutput = 5 * PaperFile.limit
