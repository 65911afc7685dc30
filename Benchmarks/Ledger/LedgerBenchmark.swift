// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite

/// Times the ledger beside bare SQLite: `swift run -c release ledger-benchmark [FOLDER]`.
///
/// The folder lies on the disk that is measured; without one, the current folder. Ledger and bare table take turns in
/// short rounds of the same length, because the speed of a disk changes from second to second.
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
    var (ledgerTime, bareTime, rows) = (Duration.zero, Duration.zero, 0)
    let clock = ContinuousClock()
    let rounds = 40
    let transactions = max(4, 40 / group)
    for round in 0..<rounds {
      let drafts = (0..<transactions).map { transaction in
        (0..<group).map { draft((round * transactions + transaction) * group + $0) }
      }
      func timeLedger() async throws {
        let start = clock.now
        for batch in drafts { head = try await ledger.append(batch, expecting: head) }
        ledgerTime += clock.now - start
      }
      func timeBare() throws {
        let start = clock.now
        for batch in drafts { try bare.append(batch.count, of: content) }
        bareTime += clock.now - start
      }
      if round % 2 == 0 {
        try await timeLedger()
        try timeBare()
      } else {
        try timeBare()
        try await timeLedger()
      }
      rows += transactions * group
    }
    let (own, other) = (rate(rows, ledgerTime), rate(rows, bareTime))
    print(
      "groups of \(group): \(whole(own)) durable entries a second, bare SQLite \(whole(other)); ",
      terminator: ""
    )
    print("ratio \((own / other * 100).rounded() / 100)")
  }

  private static func walks(of count: Int, in folder: URL) async throws {
    let path = folder.appendingPathComponent("ledger-long").path
    let ledger = try SQLiteLedger.create(at: path)
    let clock = ContinuousClock()
    var head = Head.empty
    let filling = clock.now
    while head.count < count {
      let drafts = (0..<10_000).map { draft(head.count + $0) }
      head = try await ledger.append(drafts, expecting: head)
    }
    print("\(count) entries written: \(whole(rate(count, clock.now - filling))) a second in groups of 10000")

    let reading = clock.now
    var (index, bytes) = (1, 0)
    while true {
      let entries = try await ledger.read(from: index, limit: 10_000)
      guard let last = entries.last else { break }
      bytes += entries.reduce(0) { $0 + $1.payload.count }
      index = last.index + 1
    }
    print("read and checked: \(whole(rate(index - 1, clock.now - reading))) entries a second")

    let auditing = clock.now
    let audit = try await LedgerAudit.of(SQLiteSource(path: path), against: [.anchor(Anchor(head))])
    print(
      "audited: \(whole(rate(audit.rows, clock.now - auditing))) entries a second; whole: \(audit.isWhole)"
    )

    let copying = clock.now
    _ = try await ledger.backup(to: path + ".backup")
    print("backed up and audited: \(clock.now - copying)")
  }

  private static func rate(_ count: Int, _ time: Duration) -> Double {
    Double(count) / (Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  }

  private static func whole(_ rate: Double) -> String { String(Int(rate.rounded())) }
}
