// SPDX-License-Identifier: Apache-2.0

/// The rules that every store keeps: how drafts become entries, and what entries that are read must look like.
public enum Chain {
  /// The entries that `drafts` become behind `head`.
  ///
  /// - Throws: `unfit` for a draft that no ledger takes, `claimed` where two drafts take the same name.
  public static func link(_ drafts: [Draft], after head: Head) throws(LedgerError) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(drafts.count)
    var holders: [[UInt8]: Int] = [:]
    var end = head
    for (number, draft) in drafts.enumerated() {
      if let objection = draft.objection { throw .unfit(draft: number + 1, because: objection) }
      for claim in draft.claims {
        if let holder = holders.updateValue(end.count + 1, forKey: Array(claim.utf8)) {
          throw .claimed(claim, by: holder)
        }
      }
      let entry = Entry(draft, after: end)
      entries.append(entry)
      end = entry.head
    }
    return entries
  }

  /// Looks at entries that were read: no gap, every link and every hash right.
  ///
  /// `before` is the hash of the entry before the first, nil where it was not read.
  /// - Throws: `damaged` at the first entry that is not as it must be.
  public static func check(
    _ entries: [Entry],
    from index: Int,
    after before: EntryHash?,
    in place: String
  ) throws(LedgerError) {
    var previous = index == 1 ? EntryHash.zero : before
    for (number, entry) in entries.enumerated() {
      guard entry.index == index + number else {
        throw .damaged(place, entry: index + number, .missing)
      }
      if let previous, entry.previous != previous {
        throw .damaged(place, entry: entry.index, .previous)
      }
      guard entry.isIntact else { throw .damaged(place, entry: entry.index, .hash) }
      previous = entry.hash
    }
  }
}
