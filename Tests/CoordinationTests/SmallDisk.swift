// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file system of a few megabytes in memory, which root can make; gone after the test.
final class SmallDisk {
  let path: String
  private let folder: TestFolder

  /// Whether this user may make one here; containers often forbid it.
  static let isPossible: Bool = geteuid() == 0 && (try? SmallDisk(kilobytes: 100)) != nil

  init(kilobytes: Int) throws {
    folder = try TestFolder()
    path = folder.path + "/disk"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "none", path)
  }

  deinit { try? Self.run("umount", "-l", path) }

  func grow(kilobytes: Int) throws { try Self.run("mount", "-o", "remount,size=\(kilobytes)k", path) }

  /// From now on it can only be read; no file may be open for writing.
  func protect() throws { try Self.run("mount", "-o", "remount,ro", path) }

  private static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw TestFault(what: arguments.joined(separator: " ")) }
  }
}
