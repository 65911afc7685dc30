// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign

/// How long a ledger of a million entries takes to become a state: printed, and held under a bound that only a blunder
/// breaks.
///
/// 2,000 subjects at 20 sites, 500 events each of about 250 bytes: 85 % entered rows of eight items, the others
/// corrections, queries with answer and closing, and signatures. Runs where `EQUIPOISE_SOAK=1`.
@Suite(.serialized) struct FoldSpeedTests {
  private static let isSoak = ProcessInfo.processInfo.environment["EQUIPOISE_SOAK"] == "1"
  private static let subjects = 2000
  private static let rounds = 500

  @Test("a million events are read and folded", .enabled(if: isSoak))
  func million() throws {
    var ledger: [[UInt8]] = []
    let encoding = Self.processorTime { ledger = Self.ledger() }
    let before = Self.residentBytes
    var state = TrialState()
    let both = try Self.processorTime {
      for bytes in ledger { try state.apply(try TrialEvent(bytes: bytes)) }
    }
    let held = Self.residentBytes - before
    var events: [TrialEvent] = []
    events.reserveCapacity(ledger.count)
    let decoding = try Self.processorTime {
      for bytes in ledger { events.append(try TrialEvent(bytes: bytes)) }
    }
    var again = TrialState()
    let folding = try Self.processorTime {
      for event in events { try again.apply(event) }
    }
    let size = ledger.reduce(0) { $0 + $1.count }
    print(
      "\(ledger.count) events, \(size / ledger.count) bytes each: made and encoded in \(encoding) s of one core, decoded "
        + "in \(decoding) s, folded in \(folding) s; decoded and folded one by one in \(both) s, "
        + "\(held / ledger.count) bytes of state for each event"
    )
    #expect(state.entries == ledger.count && again.entries == ledger.count)
    #expect(state.subjects.count == Self.subjects)
    #expect(both < 20)
  }

  private static func processorTime(_ work: () throws -> Void) rethrows -> Double {
    let start = clock()
    try work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  private static func ledger() -> [[UInt8]] {
    let start = Timestamp(seconds: 1_741_569_153, offset: UTCOffset(minutes: 480) ?? .utc)
    var draws = WalkDraws(seed: 1)
    var ledger: [[UInt8]] = []
    var rows = [Int](repeating: 0, count: subjects)
    var comments: [RowReference: String] = [:]
    var queries = 0
    var next: Int64 = start.seconds ?? 0
    func add(_ fact: Fact, reason: String? = nil) {
      next += 7
      let event = TrialEvent(
        fact,
        at: Timestamp(seconds: next, offset: start.offset ?? .utc),
        by: .init(user: "coordinator-\(next % 40)", role: "coordinator"),
        reason: reason,
        protocolVersion: 1
      )
      ledger.append(event.bytes)
    }
    for subject in 0..<subjects {
      add(
        .screened(
          Screening(subject: "S-\(subject)", site: "site-\(subject % 20)", on: start.date, identity: nil)
        )
      )
    }
    for _ in 1..<rounds {
      for subject in 0..<subjects {
        let id = "S-\(subject)"
        let form = ["laboratory", "adverse-events", "medication", "vital-signs"][rows[subject] % 4]
        let row = RowReference(id, form, row: rows[subject] / 4 + 1)
        let earlier = RowReference(id, form, row: max(1, row.row - 1))
        switch draws.below(rows[subject] > 8 ? 100 : 86) {
        case 86..<93:
          let was = comments[earlier] ?? ""
          comments[earlier] = "seen \(next)"
          let change = ItemChange("comment", was: was, now: "seen \(next)")
          add(.corrected(earlier, changes: [change]), reason: "misread in the source document")
        case 93..<96:
          queries += 1
          let query = Query(
            id: "Q\(queries)",
            row: earlier,
            item: "value-3",
            text: "Please compare the value with the report of the laboratory.",
            check: "range"
          )
          add(.queried(query))
          add(.queryAnswered(id: query.id, text: "The laboratory confirmed the value on the telephone."))
          add(.queryClosed(id: query.id))
        case 96..<100:
          let content = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"
          add(.signed(earlier, Signature(meaning: .authorship, content: content)))
        default:
          let values = (1...6).map { EnteredValue("value-\($0)", "\(draws.below(1000))") }
          add(
            .entered(
              row,
              values: [
                EnteredValue("day", "2025-03-\(10 + draws.below(20))"), EnteredValue("unit", "10*9/L"),
              ]
                + values
            )
          )
          rows[subject] += 1
        }
      }
    }
    return ledger
  }

  /// Memory of the process, from Linux; 0 elsewhere.
  private static var residentBytes: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return pages * 4096
  }
}
