// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The files of this repository, as the house rules look at them.
enum SourceTree {
  /// One source file.
  struct File: CustomTestStringConvertible, Sendable {
    /// The path from the top of the repository.
    let path: String
    let text: String

    var testDescription: String { path }

    /// The lines without what stands behind `//`; strings are kept.
    var code: [(number: Int, text: String)] {
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
        (index + 1, line.trimmingCharacters(in: .whitespaces).hasPrefix("//") ? "" : String(line))
      }
    }
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below a folder, by path.
  static func swiftFiles(in folder: String) -> [File] {
    let start = root.appendingPathComponent(folder).resolvingSymlinksInPath()
    guard let walk = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil) else {
      return []
    }
    var files: [File] = []
    for case let url as URL in walk where url.pathExtension == "swift" {
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
      files.append(File(path: folder + url.path.dropFirst(start.path.count), text: text))
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The folders directly inside a folder: its targets.
  static func targets(in folder: String) -> [String] {
    let path = root.appendingPathComponent(folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
        && isFolder.boolValue
    }.sorted()
  }

  static let core = swiftFiles(in: "Core/Sources")
  static let doors = swiftFiles(in: "Sources")
  static let tests = swiftFiles(in: "Core/Tests") + swiftFiles(in: "Tests")
}
