// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes a folder as a whole or not at all.
///
/// The files go into a new folder beside the place, which takes the place's name only when it is complete.
enum WholeFolder {
  /// One file of the folder.
  struct File {
    /// The path inside the folder, with `/`.
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) {
      self.init(name, bytes: Array(text.utf8))
    }

    init(_ name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Writes the files into `path`, a folder that is empty or not there yet.
  ///
  /// - Parameters:
  ///   - files: What the folder shall hold.
  ///   - path: Where it shall stand; its parents are made where they are missing.
  ///   - marks: A folder that holds all these files is of the same kind and is replaced.
  /// - Throws: `CommandFailure` where the place is taken or cannot be written; then nothing is left behind.
  static func write(_ files: [File], to path: String, replacing marks: [String] = []) throws(CommandFailure) {
    let place = URL(fileURLWithPath: path).standardizedFileURL
    guard isFree(place) || isMarked(place, by: marks) else { throw .occupied(path) }
    let draft = place.deletingLastPathComponent()
      .appendingPathComponent(".\(place.lastPathComponent).\(UUID().uuidString)", isDirectory: true)
    do {
      for file in files {
        let target = draft.appendingPathComponent(file.name)
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try Data(file.bytes).write(to: target)
      }
      if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
      try FileManager.default.moveItem(at: draft, to: place)
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw .unwritable(path, because: error.localizedDescription)
    }
  }

  private static func isMarked(_ place: URL, by marks: [String]) -> Bool {
    !marks.isEmpty
      && marks.allSatisfy { FileManager.default.fileExists(atPath: place.appendingPathComponent($0).path) }
  }

  /// Makes a folder and its parents where they are missing.
  static func makeFolder(_ path: String) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path, because: error.localizedDescription)
    }
  }

  private static func isFree(_ place: URL) -> Bool {
    guard FileManager.default.fileExists(atPath: place.path) else { return true }
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: place.path) else { return false }
    return entries.isEmpty
  }
}

/// Writes a file as a whole or not at all; an older file is replaced.
enum WholeFile {
  static func write(_ text: String, to path: String) throws(CommandFailure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .unwritable(path, because: error.localizedDescription)
    }
  }
}
