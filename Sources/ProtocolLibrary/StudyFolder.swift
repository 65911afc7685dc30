// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A study on disk: its protocol file and its data tables, as bytes.
///
///     example-trial/
///       protocol.yaml
///       data/*.csv
///
/// Opening reads every file once; what is checked, hashed and reported is then the same bytes.
public struct StudyFolder: Sendable {
  /// One file of the folder.
  public struct File: Sendable {
    /// The path inside the folder, with `/`: `protocol.yaml` or `data/response.csv`.
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The folder's path, as far as it was given.
  public let path: String
  public let protocolFile: File
  /// The tables of `data/`, by name.
  public let tables: [File]
  /// Whether the tables come from a ledger, in the protocol's own columns.
  public let isConducted: Bool

  public init(path: String, protocolFile: File, tables: [File]) {
    self.init(path: path, protocolFile: protocolFile, tables: tables, isConducted: false)
  }

  init(path: String, protocolFile: File, tables: [File], isConducted: Bool) {
    self.path = path
    self.protocolFile = protocolFile
    self.tables = tables
    self.isConducted = isConducted
  }

  /// The bytes of a table of `data/`; nil where there is none of this name.
  public func table(_ name: String) -> [UInt8]? { tables.first { $0.name == "data/\(name)" }?.bytes }

  /// Reads a study.
  ///
  /// - Parameter path: A study folder, or the protocol file inside one.
  /// - Returns: The study's files.
  /// - Throws: The first file or folder that cannot be read, and why.
  public static func open(_ path: String) throws(StudyFolderError) -> StudyFolder {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .nothingThere(path)
    }
    let given = URL(fileURLWithPath: path, isDirectory: isFolder.boolValue)
    let folder = isFolder.boolValue ? given : given.deletingLastPathComponent()
    let file = isFolder.boolValue ? folder.appendingPathComponent("protocol.yaml") : given
    guard FileManager.default.fileExists(atPath: file.path) else { throw .noProtocol(path) }
    return StudyFolder(
      path: folder.path,
      protocolFile: try read(file, as: file.lastPathComponent),
      tables: try tables(of: folder.appendingPathComponent("data", isDirectory: true))
    )
  }

  private static func tables(of data: URL) throws(StudyFolderError) -> [File] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: data.path, isDirectory: &isFolder), isFolder.boolValue else {
      return []
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: data.path)
    } catch {
      throw .unreadable(data.path, because: error.localizedDescription)
    }
    var files: [File] = []
    for name in names.sorted() where name.lowercased().hasSuffix(".csv") && !name.hasPrefix(".") {
      files.append(try read(data.appendingPathComponent(name), as: "data/\(name)"))
    }
    return files
  }

  private static func read(_ file: URL, as name: String) throws(StudyFolderError) -> File {
    do {
      return File(name: name, bytes: Array(try Data(contentsOf: file)))
    } catch {
      throw .unreadable(file.path, because: error.localizedDescription)
    }
  }
}

/// Why a study could not be opened.
public enum StudyFolderError: Error, Hashable, Sendable {
  case nothingThere(String)
  case noProtocol(String)
  case unreadable(String, because: String)
}

extension StudyFolderError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .nothingThere(let path):
      "\(path): there is no such folder or file.\n  "
        + "Name a study folder or its protocol file; \"equipoise new \(path)\" makes a new one."
    case .noProtocol(let path):
      "\(path): the folder has no protocol.yaml.\n  "
        + "Name a folder with a protocol.yaml; \"equipoise new DIR\" makes one with an example."
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)\n  Check that the file is there and that you may read it."
    }
  }
}
