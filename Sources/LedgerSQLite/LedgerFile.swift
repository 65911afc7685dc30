// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger

/// The file of a ledger as the disk sees it, looked at without SQLite, which would make or change what it opens.
struct LedgerFile {
  let path: String

  /// The files that SQLite keeps beside it.
  var companions: [String] { ["-wal", "-shm", "-journal"].map { path + $0 } }

  /// Makes the file, empty and for this user only; refuses where there is anything already.
  ///
  /// A log left over from another file would be played into the new one, so it counts as something.
  func make() throws(LedgerError) {
    for name in [path] + companions where FileManager.default.fileExists(atPath: name) {
      throw .occupied(name)
    }
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      switch errno {
      case EEXIST: throw .occupied(path)
      case ENOENT: throw .absent(URL(fileURLWithPath: path).deletingLastPathComponent().path)
      case EACCES, EPERM, EROFS: throw .readOnly(path)
      case ENOSPC, EDQUOT: throw .full(path)
      default: throw .failed(path, code: "errno \(errno)", message: String(cString: strerror(errno)))
      }
    }
    close(file)
  }

  /// Takes back what `make` made.
  func remove() {
    for name in [path] + companions { unlink(name) }
  }

  /// Refuses what is not a finished ledger of a format that we know.
  func check() throws(LedgerError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .absent(path) }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .unreachable(path, because: "this user may not read it", .nothingWritten)
    }
    defer { try? file.close() }
    let header: Data
    do {
      header = try file.read(upToCount: 100) ?? Data()
    } catch {
      throw .damaged(path, entry: nil, .unreadable("\(error.localizedDescription)"))
    }
    guard !header.isEmpty else {
      throw .damaged(path, entry: nil, .unreadable("the file is empty"))
    }
    guard header.count == 100 else {
      throw .damaged(path, entry: nil, .unreadable("the file ends after \(header.count) bytes"))
    }
    guard header.starts(with: Data("SQLite format 3\0".utf8)) else { throw .unsuitable(path, .foreign) }
    // https://www.sqlite.org/fileformat2.html#the_database_header
    func word(_ offset: Int) -> Int32 {
      header[offset..<offset + 4].reduce(0) { $0 << 8 | Int32($1) }
    }
    let application = word(68)
    let version = word(60)
    if application == 0, version == 0, word(28) <= 1 { throw .unsuitable(path, .unfinished) }
    guard application == LedgerSchema.applicationID else { throw .unsuitable(path, .foreign) }
    guard version == LedgerSchema.version else { throw .unsuitable(path, .newer(Int(version))) }
  }

  /// What tells this file from another at the same path; nil where there is none.
  var identity: Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  struct Identity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
  }

  /// Whether a refusal of SQLite comes from a missing right to write.
  var isWritable: Bool {
    FileManager.default.isWritableFile(atPath: path)
      && FileManager.default.isWritableFile(
        atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path
      )
  }

  /// Waits until file and folder are on disk.
  func sync() throws(LedgerError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    for name in [path, folder] {
      let file = open(name, O_RDONLY | O_CLOEXEC)
      let failed = file < 0 || fsync(file) != 0
      let number = errno
      if file >= 0 { close(file) }
      if failed { throw .failed(name, code: "errno \(number)", message: String(cString: strerror(number))) }
    }
  }
}
