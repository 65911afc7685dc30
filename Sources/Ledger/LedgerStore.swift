// SPDX-License-Identifier: Apache-2.0

/// A place that keeps a ledger.
///
/// Whoever appends says which head the decision was made on. If another entry came in between, nothing is written and
/// the caller decides anew: two coordinators cannot both take the last free place of a stratum.
public protocol LedgerStore: Sendable {
  /// Where the ledger ends now.
  func head() async throws(LedgerError) -> Head

  /// Appends all drafts behind `head`, or none; what was appended is on disk when this returns.
  ///
  /// After `LedgerError.unreachable` with an unknown outcome the same call may be made again: it appends nothing twice,
  /// because the head has moved if the first one went through.
  /// - Returns: The new head; `head` itself where there are no drafts.
  func append(_ drafts: [Draft], expecting head: Head) async throws(LedgerError) -> Head

  /// The entries from `index` on, in order, at most `limit`; none where the ledger ends before `index`.
  ///
  /// Every entry is checked against its hash and against the one before it, so that no state is ever built from damaged
  /// entries.
  func read(from index: Int, limit: Int) async throws(LedgerError) -> [Entry]

  /// The index of the entry that holds a claim; nil where nobody has taken it.
  func holder(of claim: String) async throws(LedgerError) -> Int?
}
