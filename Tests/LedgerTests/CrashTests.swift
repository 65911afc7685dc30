// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite
import Testing

/// Programs that are ended in the midst of appending.
@Suite struct CrashTests {
  /// `make soak` sets it.
  private static let rounds = ProcessInfo.processInfo.environment["EQUIPOISE_SOAK"] == nil ? 6 : 200

  @Test("what was acknowledged is there after kill -9, and the chain is whole", .timeLimit(.minutes(10)))
  func killed() async throws {
    let scratch = try Scratch()
    let path = scratch.child("ledger.sqlite")
    _ = try SQLiteLedger.create(at: path)
    var acknowledged: [Int: String] = [:]
    for _ in 0..<Self.rounds {
      // Two at once, so that one dies while the other waits for its lock or goes on behind it.
      let children = try [
        ChildProgram("append", path, scratch: scratch), ChildProgram("append", path, scratch: scratch),
      ]
      for child in children {
        try await Task.sleep(for: .milliseconds(.random(in: 60...250)))
        child.kill()
      }
      for line in try children.flatMap({ try $0.lines() }) {
        let parts = line.split(separator: " ")
        try #require(parts.count == 3, "\(line)")
        let index = try #require(Int(parts[0]))
        #expect(acknowledged.updateValue(String(parts[1]), forKey: index) == nil, "\(line) twice")
      }
      let audit = try await LedgerAudit.of(SQLiteSource(path: path))
      #expect(audit.isWhole, "\(audit.findings)")
      let entries = try await SQLiteLedger(opening: path).read(from: 1, limit: 10_000_000)
      for (index, hash) in acknowledged {
        try #require(entries.count >= index, "entry \(index) was acknowledged and is lost")
        #expect(entries[index - 1].hash.hex == hash)
      }
    }
    #expect(acknowledged.count > Self.rounds)
  }
}
