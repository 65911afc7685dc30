// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite
import Timing

/// Times the ledger beside bare SQLite: `swift run -c release ledger-benchmark [FOLDER]`.
///
/// The folder lies on the disk that is measured; without one, the current folder. Ledger and bare table take turns in
/// short rounds of the same length, because the speed of a disk changes from second to second. Processor time stands
/// beside elapsed time: on a machine with other work it is the better guide.
@main
struct LedgerBenchmark {
  static func main() async throws {
    let place = CommandLine.arguments.dropFirst().first ?? "."
    let folder = URL(fileURLWithPath: place).appendingPathComponent("ledger-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    for group in [1, 16, 64, 256] { try await appends(of: group, in: folder) }
    try await walks(of: 1_000_000, in: folder)
  }

  /// An event as a trial writes it: about 250 bytes in all, with the claim that its request makes.
  private static func draft(_ number: Int) -> Draft {
    Draft(
      payload: Array(repeating: UInt8(truncatingIfNeeded: number), count: 150),
      claims: ["request/\(number)"]
    )
  }

  private static func appends(of group: Int, in folder: URL) async throws {
    let ledger = try SQLiteLedger.create(at: folder.appendingPathComponent("ledger-\(group)").path)
    let bare = try BareTable(at: folder.appendingPathComponent("bare-\(group)").path)
    // Two hashes, number and claim beside the payload: the row of the ledger, in one field.
    let content = [UInt8](repeating: 7, count: 150 + 32 + 32 + 14)
    var head = Head.empty
    var (own, other, rows) = (Spent.nothing, Spent.nothing, 0)
    let transactions = max(4, 40 / group)
    for round in 0..<40 {
      let batches = (0..<transactions).map { transaction in
        (0..<group).map { draft((round * transactions + transaction) * group + $0) }
      }
      // Who is first changes, too.
      for turn in 0..<2 {
        let start = Spent.now
        if (round + turn).isMultiple(of: 2) {
          for batch in batches { head = try await ledger.append(batch, expecting: head) }
          own += Spent.now - start
        } else {
          for batch in batches { try bare.append(batch.count, of: content) }
          other += Spent.now - start
        }
      }
      rows += transactions * group
    }
    print("durable, groups of \(group): \(own.rate(rows))")
    let ratio = (other.elapsed / own.elapsed * 100).rounded() / 100
    print("  bare SQLite: \(other.rate(rows)); ratio of the rates \(ratio)")
  }

  private static func walks(of count: Int, in folder: URL) async throws {
    let path = folder.appendingPathComponent("ledger-long").path
    let ledger = try SQLiteLedger.create(at: path)
    var head = Head.empty
    var start = Spent.now
    while head.count < count {
      let drafts = (0..<10_000).map { draft(head.count + $0) }
      head = try await ledger.append(drafts, expecting: head)
    }
    print("\(count) entries, groups of 10000: \((Spent.now - start).rate(count))")

    start = Spent.now
    var index = 1
    while let last = try await ledger.read(from: index, limit: 10_000).last { index = last.index + 1 }
    print("read and checked: \((Spent.now - start).rate(index - 1))")

    start = Spent.now
    let audit = try await LedgerAudit.of(SQLiteSource(path: path), against: [.anchor(Anchor(head))])
    print("audited: \((Spent.now - start).rate(audit.rows)); whole: \(audit.isWhole)")

    start = Spent.now
    _ = try await ledger.backup(to: path + ".backup")
    print("backed up and audited: \((Spent.now - start).rate(count))")
  }
}
