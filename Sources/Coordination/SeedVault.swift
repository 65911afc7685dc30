// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Ledger

/// Why the sealed seed cannot be used.
public enum VaultFault: Error, Hashable, Sendable {
  case absent(String)
  case occupied(String)
  /// Others than the owner may read the file.
  case exposed(String)
  case unreadable(String, because: String)
  case unwritable(String, because: String)
  /// The seed does not open with this key, or was changed.
  case sealed(String)
  /// It is not the seed that the ledger was committed to.
  case otherSeed(String)
}

extension VaultFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .absent(let path):
      "\(path): not there.\n  Allocation needs the sealed seed and its key; name their folder with --keys."
    case .occupied(let path): "\(path): there is one already.\n  A seed is sealed once; it was not touched."
    case .exposed(let path):
      "\(path): others than its owner may read it.\n  chmod 600 it, and ask who has read it: the next allocations could be known."
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)\n  See that this user may read it."
    case .unwritable(let path, let reason):
      "\(path): cannot be written: \(reason)\n  Choose another folder with --keys."
    case .sealed(let path):
      "\(path): does not open with this key.\n  Use the key that was made at activation; without it nothing can be allocated."
    case .otherSeed(let path):
      "\(path): not the seed that was committed to at activation.\n  Restore the sealed seed of this trial."
    }
  }
}

/// The seed of a trial's allocations: sealed in the study folder, its key in another folder, both for the owner alone.
///
/// The ledger holds only a commitment: SHA-256 over `equipoise allocation seed 1`, the study's id and the seed in
/// hexadecimal digits, each followed by LF. Revealed at the end, the seed gives every allocation again.
public struct SeedVault: Sendable {
  let seed: [UInt8]
  public let commitment: String

  private init(study: String, seed: [UInt8]) {
    self.seed = seed
    commitment = Self.commitment(study: study, seed: seed)
  }

  /// What the ledger publishes about a seed.
  public static func commitment(study: String, seed: [UInt8]) -> String {
    let text = "equipoise allocation seed 1\n\(study)\n\(Hexadecimal.text(seed))\n"
    return Digest.hexadecimal(Array(text.utf8))
  }

  /// The seed in hexadecimal digits, as it is revealed.
  public var revealed: String { Hexadecimal.text(seed) }

  /// A seed that is given, for rehearsals whose outcome is to be repeatable; it seals nothing.
  public init(rehearsing study: String, seed: UInt64) {
    let hash = SHA256.hash(data: Array("equipoise rehearsal \(seed)".utf8))
    self.init(study: study, seed: Array(hash))
  }

  // MARK: Files

  /// The sealed seed inside a study folder.
  static func sealedPath(in folder: String) -> String { folder + "/sealed/allocation.seed" }

  /// The key's file inside a folder of keys.
  static func keyPath(in folder: String, study: String) -> String { folder + "/\(study).key" }

  /// Draws a seed and a key, and seals the one with the other.
  ///
  /// - Parameters:
  ///   - folder: The study folder.
  ///   - keys: The folder of keys, which should not travel with the study.
  ///   - study: The study's id.
  /// - Returns: The vault, open.
  /// - Throws: Where there is a seed or a key already, or nothing can be written.
  public static func create(in folder: String, keys: String, study: String) throws(VaultFault) -> SeedVault {
    let (sealedPath, keyPath) = (sealedPath(in: folder), keyPath(in: keys, study: study))
    for path in [sealedPath, keyPath] where FileManager.default.fileExists(atPath: path) {
      throw .occupied(path)
    }
    let key = SymmetricKey(size: .bits256)
    let seed = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    let box: ChaChaPoly.SealedBox
    do {
      box = try ChaChaPoly.seal(seed, using: key, authenticating: Array(study.utf8))
    } catch {
      throw .unwritable(sealedPath, because: "\(error)")
    }
    try write(key.withUnsafeBytes { Array($0) }, to: keyPath)
    try write(Array(box.combined), to: sealedPath)
    return SeedVault(study: study, seed: seed)
  }

  /// Opens the sealed seed.
  ///
  /// - Parameters:
  ///   - folder: The study folder.
  ///   - keys: The folder of keys.
  ///   - study: The study's id.
  ///   - commitment: What the ledger published; nil where nothing was.
  /// - Returns: The vault, open.
  /// - Throws: Files that are missing, exposed or changed, and a seed that is not the one committed to.
  public static func open(
    in folder: String,
    keys: String,
    study: String,
    commitment: String?
  ) throws(VaultFault) -> SeedVault {
    let (sealedPath, keyPath) = (sealedPath(in: folder), keyPath(in: keys, study: study))
    let sealed = try read(sealedPath)
    let key = try read(keyPath)
    guard key.count == 32, let box = try? ChaChaPoly.SealedBox(combined: sealed),
      let seed = try? ChaChaPoly.open(box, using: SymmetricKey(data: key), authenticating: Array(study.utf8))
    else { throw .sealed(sealedPath) }
    let vault = SeedVault(study: study, seed: Array(seed))
    guard commitment == nil || commitment == vault.commitment else { throw .otherSeed(sealedPath) }
    return vault
  }

  /// A key of another purpose, made where it is not there yet.
  static func key(named name: String, in folder: String) throws(VaultFault) -> SymmetricKey {
    let path = folder + "/\(name).key"
    if !FileManager.default.fileExists(atPath: path) {
      try write(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }, to: path)
    }
    let bytes = try read(path)
    guard bytes.count == 32 else { throw .sealed(path) }
    return SymmetricKey(data: bytes)
  }

  private static func read(_ path: String) throws(VaultFault) -> [UInt8] {
    let attributes: [FileAttributeKey: Any]
    do {
      guard FileManager.default.fileExists(atPath: path) else { throw VaultFault.absent(path) }
      attributes = try FileManager.default.attributesOfItem(atPath: path)
    } catch let fault as VaultFault {
      throw fault
    } catch {
      throw .unreadable(path, because: error.localizedDescription)
    }
    if let mode = attributes[.posixPermissions] as? Int, mode & 0o077 != 0 { throw .exposed(path) }
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path, because: error.localizedDescription)
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(VaultFault) {
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
    // The file is for its owner alone from the first byte on.
    let made = FileManager.default.createFile(
      atPath: path,
      contents: Data(bytes),
      attributes: [.posixPermissions: 0o600]
    )
    guard made else { throw .unwritable(path, because: "it could not be made") }
  }
}
