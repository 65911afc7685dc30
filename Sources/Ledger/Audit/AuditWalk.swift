// SPDX-License-Identifier: Apache-2.0

import Crypto

/// What an audit knows while it passes over the rows of a ledger once.
///
/// It shares no code with the stores: hashes are taken piece by piece from the raw fields, as
/// `Documentation/Ledger.md` describes them, and after a fault it goes on with what is stored, so that every fault is
/// reported at its own entry.
public struct AuditWalk: Sendable {
  /// The references' heads, by number of entries.
  private let awaited: [Int: [AuditReference]]
  /// The entries that hold claims, by the bytes of the name; a claim that the table confirms is taken out.
  private var holders: [[UInt8]: Int] = [:]
  private(set) var rows = 0
  private(set) var head = Head.empty
  private(set) var findings: [AuditFinding] = []
  private(set) var further = 0
  /// The last stored hash; nil where the next link cannot be judged.
  private var link: EntryHash? = .zero

  /// How many findings are kept; more are only counted.
  static let most = 100

  init(against references: [AuditReference]) {
    awaited = Dictionary(grouping: references) { $0.head.count }
  }

  /// One row of the entries.
  package mutating func take(_ fields: StoredFields) {
    rows += 1
    let number = Int(fields.number)
    guard number > 0 else { return note(number, .oddIndex) }
    if number <= head.count {
      note(number, .duplicate)
    } else if number > head.count + 1 {
      note(head.count + 1, .gap(through: number - 1))
      link = nil
    }
    guard let previous = fields.previous.flatMap({ EntryHash(bytes: $0) }),
      let stored = fields.hash.flatMap({ EntryHash(bytes: $0) })
    else {
      note(number, .malformed("its hashes do not have 32 bytes"))
      return pass(number, hash: nil)
    }
    guard let claims = fields.claims, let payload = fields.payload else {
      note(number, .malformed("it has no content"))
      return pass(number, hash: stored)
    }
    if let link, previous != link { note(number, .previous) }
    let names = claims.isEmpty ? [] : claims.split(separator: 0x0A, omittingEmptySubsequences: false)
    if Self.hash(number, previous, names, payload) != stored { note(number, .hash) }
    for name in names {
      if let holder = holders.updateValue(number, forKey: Array(name)) {
        note(number, .claimedTwice(String(decoding: name, as: UTF8.self), by: holder))
      }
    }
    pass(number, hash: stored)
  }

  /// One row of the table of claims.
  package mutating func take(claim name: UnsafeRawBufferPointer, entry: Int64) {
    let key = Array(name)
    if holders[key] == Int(entry) {
      holders[key] = nil
    } else {
      note(Int(entry), .claimWithoutEntry(String(decoding: name, as: UTF8.self)))
    }
  }

  /// Something else that is wrong.
  package mutating func note(_ entry: Int?, _ fault: AuditFinding.Fault) {
    if findings.count < Self.most {
      findings.append(AuditFinding(entry: entry, fault))
    } else {
      further += 1
    }
  }

  /// The index behind the last entry that was seen.
  package var next: Int { head.count + 1 }

  /// Looks at what only shows at the end.
  mutating func finish() {
    for (name, entry) in holders.sorted(by: { $0.value < $1.value }) {
      note(entry, .claimMissing(String(decoding: name, as: UTF8.self)))
    }
    for reference in awaited.values.joined() {
      if let objection = reference.objection {
        note(nil, objection)
      } else if reference.head.count > head.count {
        note(head.count, .cutOff(reference.kind, at: reference.head.count))
      } else if reference.head.count == 0, reference.head.hash != .zero {
        note(nil, .otherHistory(reference.kind))
      }
    }
  }

  private mutating func pass(_ number: Int, hash: EntryHash?) {
    link = hash
    head = Head(count: max(number, head.count), hash: hash ?? .zero)
    for reference in awaited[number] ?? [] where reference.objection == nil && reference.head.hash != hash {
      note(number, .otherHistory(reference.kind))
    }
  }

  /// SHA-256 over the documented bytes.
  private static func hash(
    _ number: Int,
    _ previous: EntryHash,
    _ claims: [Slice<UnsafeRawBufferPointer>],
    _ payload: UnsafeRawBufferPointer
  ) -> EntryHash? {
    var digest = SHA256()
    func take(_ integer: Int) {
      withUnsafeBytes(of: UInt64(integer).bigEndian) { digest.update(bufferPointer: $0) }
    }
    digest.update(data: Array("equipoise.ledger.entry/1".utf8))
    take(number)
    digest.update(data: previous.bytes)
    take(claims.count)
    for claim in claims {
      take(claim.count)
      digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: claim))
    }
    take(payload.count)
    digest.update(bufferPointer: payload)
    return digest.finalize().withUnsafeBytes { EntryHash(bytes: $0) }
  }
}
