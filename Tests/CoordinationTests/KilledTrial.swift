// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerPostgres
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

@testable import Coordination

/// A small trial whose programs are ended in the midst of conducting it, and all that they ever acknowledged.
final class KilledTrial {
  private let (study, keys, scratch): (TestFolder, TestFolder, TestFolder)
  let folder: TrialFolder
  /// First and last entry by key.
  private(set) var acknowledged: [String: String] = [:]
  private(set) var failures: [String] = []
  /// How many acts were acknowledged twice, by two programs or in two rounds.
  private(set) var repeated = 0

  /// Opens the trial, in a file or, where a URL is given, in a database.
  init(database url: String? = nil) async throws {
    (study, keys, scratch) = (try TestFolder(), try TestFolder(), try TestFolder())
    try Data(SmallTrial.text.utf8).write(to: URL(fileURLWithPath: study.path + "/protocol.yaml"))
    folder = try TrialFolder(study.path, keys: keys.path)
    let opening = ConductingProgram.opening
    let now: @Sendable () -> Timestamp = {
      Timestamp(seconds: 1_741_593_600 + Int64(Date().timeIntervalSince1970) - opening, offset: .utc)
    }
    _ = try await folder.activate(SmallTrial.study(), by: "chen", now: now)
    let trial = try await folder.open(allocates: false, now: now)
    for (user, site) in [("li", "north"), ("sun", "south")] {
      _ = try await trial.perform(
        Order(.grant(Grant(user: user, role: "investigator", site: site)), by: "chen")
      )
    }
    if let url {
      let name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
      _ = try await folder.move(to: .database(url: url, name: name))
    }
  }

  /// A program that conducts it and asks first for some of what was acknowledged before.
  func program(_ name: String, kilobytes: Int? = nil) throws -> ConductingProgram {
    try ConductingProgram(
      (study.path, keys.path),
      name: name,
      again: acknowledged.keys.shuffled().suffix(40).map { $0 },
      kilobytes: kilobytes,
      scratch: scratch
    )
  }

  /// Takes note of what a program said that has ended.
  func hear(_ program: ConductingProgram) throws {
    failures += try program.failures()
    for line in try program.acknowledged() {
      let parts = line.split(separator: " ", maxSplits: 1)
      try #require(parts.count == 2, "\(line)")
      let (key, entries) = (String(parts[0]), String(parts[1]))
      let before = acknowledged.updateValue(entries, forKey: key)
      if before != nil { repeated += 1 }
      #expect(
        before == nil || before == entries,
        "\(key) was answered with \(before ?? "") and with \(entries)"
      )
    }
  }

  /// Asks everything that a crash must not have changed.
  func check() async throws {
    let place = try #require(folder.place)
    let audit = try await TrialAudit.of(place, attachments: nil, against: [])
    #expect(audit.findings.isEmpty, "\(audit.findings.prefix(5))")
    let entries = try await folder.history().entries
    for (key, range) in acknowledged {
      let ends = range.split(separator: " ").compactMap { Int($0) }
      try #require(ends.count == 2 && ends[1] <= entries.count, "\(key) was acknowledged and is lost")
      #expect(entries[ends[0] - 1].claims.contains("request/" + key))
    }
    let numbers = audit.state.allocations.map(\.number)
    #expect(numbers == Array(1..<(numbers.count + 1)), "a gap in the numbers of allocation")
    #expect(
      Set(audit.state.allocations.map(\.subject)).count == numbers.count,
      "somebody was allocated twice"
    )
    // Nobody has two rows where one was asked for.
    for subject in audit.state.subjects {
      #expect((subject.forms["counts"]?.count ?? 0) <= 1, "\(subject.id)")
    }
  }
}
