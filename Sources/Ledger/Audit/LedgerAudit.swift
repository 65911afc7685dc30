// SPDX-License-Identifier: Apache-2.0

/// What an independent look at a whole ledger found.
///
/// A chain proves itself only backwards: whoever can write the file can cut off its end, or write another history and
/// chain it anew. Only what somebody outside has kept, an anchor or a signed checkpoint, finds that; without one,
/// `proof` says that the end is unproven.
public struct LedgerAudit: Sendable {
  public let place: String
  /// How many entries were seen.
  public let rows: Int
  /// Where the ledger ends.
  public let head: Head
  /// What is wrong, by entry, what concerns the whole last; at most a hundred.
  public let findings: [AuditFinding]
  /// How many more there are.
  public let further: Int
  public let proof: Proof

  /// How much of the ledger is proven by something outside it.
  public enum Proof: Hashable, Sendable {
    /// Nothing was there to compare with: the chain is sound or not, but its end may be missing or forged.
    case unproven
    /// Every entry through this one is as it was when the anchor or checkpoint was made.
    case through(Int, by: AuditReference.Kind)
    /// Something is wrong.
    case refuted
  }

  /// Whether nothing is wrong.
  public var isWhole: Bool { findings.isEmpty }

  /// The first thing that is wrong.
  public var first: AuditFinding? { findings.first }

  /// Looks at every row of `source`.
  public static func of(
    _ source: some AuditSource,
    against references: [AuditReference] = []
  ) async throws(LedgerError) -> LedgerAudit {
    var walk = AuditWalk(against: references)
    try await source.show(to: &walk)
    walk.finish()
    return LedgerAudit(source.place, walk, references)
  }

  /// Looks at every entry of `store` as it reads them; files and databases show more of themselves as a source.
  public static func of(
    store: some LedgerStore,
    named place: String,
    against references: [AuditReference] = []
  ) async throws(LedgerError) -> LedgerAudit {
    try await of(StoreSource(store: store, place: place), against: references)
  }

  private init(_ place: String, _ walk: AuditWalk, _ references: [AuditReference]) {
    self.place = place
    rows = walk.rows
    head = walk.head
    findings = walk.findings.enumerated().sorted { one, other in
      let places = (one.element.entry ?? .max, other.element.entry ?? .max)
      return places.0 == places.1 ? one.offset < other.offset : places.0 < places.1
    }.map(\.element)
    further = walk.further
    if !walk.findings.isEmpty {
      proof = .refuted
    } else if let furthest = references.max(by: { $0.head.count < $1.head.count }) {
      proof = .through(furthest.head.count, by: furthest.kind)
    } else {
      proof = .unproven
    }
  }
}
