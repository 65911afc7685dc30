// SPDX-License-Identifier: Apache-2.0

/// The fields of an entry as they lie in a store, believed in nothing; nil where the store has nothing there.
///
/// The bytes belong to the store and are there only during the call that hands them over.
package struct StoredFields {
  package let number: Int64
  package let previous: UnsafeRawBufferPointer?
  /// `ClaimList.text`.
  package let claims: UnsafeRawBufferPointer?
  package let payload: UnsafeRawBufferPointer?
  package let hash: UnsafeRawBufferPointer?

  package init(
    number: Int64,
    previous: UnsafeRawBufferPointer?,
    claims: UnsafeRawBufferPointer?,
    payload: UnsafeRawBufferPointer?,
    hash: UnsafeRawBufferPointer?
  ) {
    self.number = number
    self.previous = previous
    self.claims = claims
    self.payload = payload
    self.hash = hash
  }

  /// The entry that these fields are.
  package func entry(in place: String) throws(LedgerError) -> Entry {
    guard let previous, let before = EntryHash(bytes: previous) else {
      throw malformed("its link is not a hash", in: place)
    }
    guard let hash, let own = EntryHash(bytes: hash) else {
      throw malformed("its hash is not a hash", in: place)
    }
    guard let claims, let payload else { throw malformed("it has no content", in: place) }
    return Entry(
      index: Int(number),
      payload: Array(payload),
      claims: ClaimList.names(in: claims),
      previous: before,
      hash: own
    )
  }

  private func malformed(_ what: String, in place: String) -> LedgerError {
    .damaged(place, entry: Int(number), .malformed(what))
  }
}
