// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Ledger
import TrialConduct

extension TrialFolder {
  /// A keyed hash of what identifies a person: HMAC-SHA-256 under a key of the trial that is kept beside the seed's.
  ///
  /// Blanks, hyphens and the case of letters do not count, so that the same number is the same person however it is typed.
  ///
  /// - Parameters:
  ///   - text: What identifies the person.
  ///   - state: The trial.
  /// - Returns: 64 hexadecimal digits.
  /// - Throws: Where the key cannot be read or made.
  public func identityHash(of text: String, in state: TrialState) throws(VaultFault) -> String {
    let study = state.versions.first?.study ?? ""
    let key = try SeedVault.key(named: "\(study).identity", in: keys)
    let plain = text.lowercased().filter { !$0.isWhitespace && $0 != "-" }
    let code = HMAC<SHA256>.authenticationCode(for: Array(plain.utf8), using: key)
    return Hexadecimal.text(Array(code))
  }

  /// What the ledger keeps of a file.
  public func attachment(named name: String, _ bytes: [UInt8], to row: RowReference) -> Attachment {
    Attachment(row: row, name: name, size: bytes.count, hash: Digest.hexadecimal(bytes))
  }

  /// The place of an attached file.
  public func path(of attachment: Attachment) -> String { folder.path + "/attachments/\(attachment.hash)" }

  /// Copies the bytes of a file into the study folder, under their hash.
  public func keep(_ attachment: Attachment, _ bytes: [UInt8]) throws {
    let place = URL(fileURLWithPath: path(of: attachment))
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(),
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    guard !FileManager.default.fileExists(atPath: place.path) else { return }
    try Data(bytes).write(to: place, options: .atomic)
  }
}
