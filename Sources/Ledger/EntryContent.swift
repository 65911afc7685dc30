// SPDX-License-Identifier: Apache-2.0

/// The bytes that the hash of an entry is taken over, in format version 1.
///
///     tag       "equipoise.ledger.entry/1"   24 bytes of ASCII
///     index     integer
///     previous  32 bytes
///     claims    integer (how many), then for each: integer (bytes), UTF-8
///     payload   integer (bytes), bytes
///
/// Integers are unsigned, 64 bits, big-endian. Every part of changing length says its length first, so two different
/// entries never give the same bytes; the tag keeps these hashes apart from hashes that are taken for other purposes.
struct EntryContent {
  let index: Int
  let previous: EntryHash
  let claims: [String]
  let payload: [UInt8]

  static let tag = "equipoise.ledger.entry/1"

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      80 + claims.reduce(0) { $0 + 8 + $1.utf8.count } + payload.count
    )
    bytes.append(contentsOf: Self.tag.utf8)
    Self.append(index, to: &bytes)
    bytes.append(contentsOf: previous.bytes)
    Self.append(claims.count, to: &bytes)
    for claim in claims {
      Self.append(claim.utf8.count, to: &bytes)
      bytes.append(contentsOf: claim.utf8)
    }
    Self.append(payload.count, to: &bytes)
    bytes.append(contentsOf: payload)
    return bytes
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: UInt64(number).bigEndian) { bytes.append(contentsOf: $0) }
  }
}
