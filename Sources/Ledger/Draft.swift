// SPDX-License-Identifier: Apache-2.0

/// What is to be appended: bytes that the ledger does not read, and names that they take for themselves.
public struct Draft: Sendable {
  public let payload: [UInt8]
  /// Names that may be taken only once in a whole ledger, such as `allocation/001` or `request/<idempotency key>`.
  ///
  /// Two names are the same when their UTF-8 bytes are the same: not by Unicode's canonical equivalence, which
  /// databases do not follow.
  public let claims: [String]

  public init(payload: [UInt8], claims: [String] = []) {
    self.payload = payload
    self.claims = claims
  }

  /// The longest payload, in bytes: 16 MiB.
  ///
  /// Scans and images belong beside a ledger, their hashes inside.
  public static let longestPayload = 16 << 20
  /// The longest claim, in bytes of UTF-8; every store can index that much.
  public static let longestClaim = 512

  /// Whether a ledger takes this draft, as long as its claims are free.
  public var isFit: Bool { objection == nil }

  /// Why no ledger takes this draft; nil where nothing stands against it.
  var objection: String? {
    if payload.count > Self.longestPayload {
      return "its payload has \(payload.count) bytes, more than \(Self.longestPayload)"
    }
    for claim in claims {
      if claim.isEmpty { return "one of its claims is empty" }
      if claim.utf8.count > Self.longestClaim {
        return "a claim has \(claim.utf8.count) bytes, more than \(Self.longestClaim)"
      }
      if claim.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        return "a claim holds a control character"
      }
    }
    return nil
  }
}
