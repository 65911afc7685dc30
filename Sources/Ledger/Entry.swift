// SPDX-License-Identifier: Apache-2.0

/// One link of the chain.
public struct Entry: Hashable, Sendable {
  /// Counted from 1, without gaps.
  public let index: Int
  public let payload: [UInt8]
  public let claims: [String]
  /// The hash of the entry before, `EntryHash.zero` for the first.
  public let previous: EntryHash
  /// The hash over everything above, as `Documentation/Ledger.md` describes it.
  public let hash: EntryHash

  /// An entry as a store holds it; whether its hash is right is `isIntact`.
  public init(index: Int, payload: [UInt8], claims: [String], previous: EntryHash, hash: EntryHash) {
    self.index = index
    self.payload = payload
    self.claims = claims
    self.previous = previous
    self.hash = hash
  }

  /// The entry that `draft` becomes behind `head`.
  public init(_ draft: Draft, after head: Head) {
    index = head.count + 1
    payload = draft.payload
    claims = draft.claims
    previous = head.hash
    hash = EntryHash(
      of: EntryContent(index: index, previous: previous, claims: claims, payload: payload).bytes
    )
  }

  /// The head of a ledger that ends here.
  public var head: Head { Head(count: index, hash: hash) }

  /// What was appended.
  public var draft: Draft { Draft(payload: payload, claims: claims) }

  /// Whether the hash is that of the content.
  public var isIntact: Bool {
    hash
      == EntryHash(of: EntryContent(index: index, previous: previous, claims: claims, payload: payload).bytes)
  }
}
