// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file of passwords and tokens: for its owner alone, changed by one program at a time, never half written.
struct AccessFile: Sendable {
  let path: String

  /// What tells whether the file is still the one that was read.
  struct Stamp: Hashable, Sendable {
    let node: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  /// nil where there is no file.
  var stamp: Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      node: UInt64(status.st_ino),
      size: Int64(status.st_size),
      seconds: time.tv_sec,
      nanoseconds: time.tv_nsec
    )
  }

  /// The book; an empty one where there is no file yet.
  func read() throws(CredentialFault) -> AccessBook {
    var status = stat()
    guard stat(path, &status) == 0 else { return AccessBook() }
    guard status.st_mode & 0o077 == 0 else { throw .exposed(path) }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path, because: error.localizedDescription)
    }
    return try AccessBook(bytes: Array(data))
  }

  /// Reads, changes and writes while no other program does.
  func change<Value>(
    _ body: (inout AccessBook) throws(CredentialFault) -> Value
  ) throws(CredentialFault) -> (value: Value, book: AccessBook) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .unwritable(path, because: error.localizedDescription)
    }
    let lock = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else { throw unwritable() }
    // Closing lets the lock go.
    defer { close(lock) }
    var book = try read()
    let value = try body(&book)
    try write(book.bytes)
    return (value, book)
  }

  /// Beside the file first, then in its place: a power cut leaves the old one or the new one.
  private func write(_ bytes: [UInt8]) throws(CredentialFault) {
    let beside = path + ".new"
    let file = open(beside, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unwritable() }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count > 0 else {
        close(file)
        throw unwritable()
      }
      written += count
    }
    let isSafe = fsync(file) == 0
    close(file)
    guard isSafe, rename(beside, path) == 0 else { throw unwritable() }
  }

  private func unwritable() -> CredentialFault {
    .unwritable(path, because: String(cString: strerror(errno)))
  }
}
