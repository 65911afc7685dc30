// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The reviews of a randomization and of what others must hear of, on the kept ledger of a rehearsal.
@Suite(.serialized) struct AllocationCommandTests {
  /// The folder is removed when the tests end.
  private static let rehearsal = Result { () throws -> Scratch in
    let scratch = try Scratch()
    _ = try program("new", scratch.child("trial"))
    _ = try program("dry-run", scratch.child("trial"), "--subjects", "60", "--keep", scratch.child("kept"))
    return scratch
  }

  private var kept: String { get throws { try Self.rehearsal.get().child("kept") } }

  private func json(_ words: String...) throws -> Any {
    let result = try program(words + ["--json"])
    #expect(result.code == 0, "\(result.complaint)")
    return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  /// The log is another path to the arms: counted from it by hand.
  @Test("balance counts the arms that the log tells, and none for who may not see all")
  func balance() throws {
    let events =
      try json("log", try kept, "--as", "administrator-1", "--kind", "randomized") as? [[String: Any]]
    let balance = try json("balance", try kept, "--as", "statistician-1") as? [String: Any]
    let total = balance?["total"] as? [String: Any]
    #expect(total?["randomized"] as? Int == events?.count)
    let arms = total?["arms"] as? [String: [String: Any]]
    let counts = arms?.mapValues { $0["count"] as? Int ?? 0 }
    #expect(counts?.values.reduce(0, +) == events?.count)
    let expected = arms?.mapValues { $0["expected"] as? Double ?? 0 }
    #expect(expected?.values.allSatisfy { $0 == Double(events?.count ?? 0) / 2 } ?? false)
    for user in ["investigator-1", "data-manager-1"] {
      let hidden = try json("balance", try kept, "--as", user) as? [String: Any]
      #expect(
        (hidden?["total"] as? [String: Any])?["arms"] is NSNull && hidden?["armsShown"] as? Bool == false
      )
      #expect(try !program("balance", try kept, "--as", user).output.contains("Drug A"))
    }
    let stranger = try program("balance", try kept, "--as", "nobody")
    #expect(stranger.code == 1 && stranger.complaint.contains("\"nobody\""))
  }

  @Test("predictability is told to who reads all sites, the record's to who may see every arm")
  func predictability() throws {
    func recorded(_ user: String) throws -> [Any] {
      let result = try json("predictability", try kept, "--as", user, "--replicates", "100") as? [String: Any]
      return (result?["guessers"] as? [[String: Any]] ?? []).map { $0["recorded"] ?? "" }
    }
    #expect(try recorded("statistician-1").allSatisfy { $0 is Double })
    #expect(try recorded("data-manager-1").allSatisfy { $0 is NSNull })
    let site = try program("predictability", try kept, "--as", "investigator-1")
    #expect(site.code == 1 && site.complaint.contains("it concerns the whole trial"))
    let wrong = try program("predictability", try kept, "--as", "statistician-1", "--replicates", "1")
    #expect(wrong.code == 2 && wrong.complaint.contains("--replicates"))
  }

  @Test(
    "a re-randomization test of both kinds of endpoints, the same for the same seed, for who may see results"
  )
  func rerandomize() throws {
    func run(_ more: String...) throws -> CommandResult {
      try program(["rerandomize", try kept, "--cut", "rehearsal-2", "--replicates", "200"] + more)
    }
    let first = try run("--endpoint", "orr", "--as", "statistician-1", "--json")
    #expect(first.code == 0 && first.complaint.isEmpty)
    #expect(try run("--endpoint", "orr", "--as", "statistician-1", "--json").output == first.output)
    #expect(first.output.contains("\"difference-of-proportions\""))
    let survival = try run("--endpoint", "os", "--as", "statistician-1", "--language", "zh-Hans")
    #expect(survival.code == 0 && survival.output.contains("再随机化检验"))
    #expect(try run("--endpoint", "orr", "--as", "data-manager-1").code == 1)
    let unknown = try run("--endpoint", "or", "--as", "statistician-1")
    #expect(unknown.code == 2 && unknown.complaint.contains("Known: orr, os."))
    let tables = try program(
      "rerandomize",
      try Self.rehearsal.get().child("trial"),
      "--cut",
      "2025-01-01",
      "--endpoint",
      "orr",
      "--as",
      "x"
    )
    #expect(tables.code == 2 && tables.complaint.contains("has no ledger"))
  }

  @Test("a notice is open until somebody else acknowledges it; the audit holds")
  func notices() throws {
    let open = try json("notices", try kept, "--as", "data-manager-1") as? [[String: Any]]
    let entry = String(try #require(open?.first?["entry"] as? Int))
    let looked = try program("acknowledge", try kept, entry, "--as", "data-manager-1", "--explain")
    #expect(looked.code == 0 && looked.output.contains("Nothing was recorded"))
    #expect(try program("acknowledge", try kept, entry, "--as", "data-manager-1").code == 0)
    let rest = try json("notices", try kept, "--as", "data-manager-1") as? [[String: Any]]
    #expect(rest?.count == (open?.count ?? 0) - 1)
    let again = try program("acknowledge", try kept, entry, "--as", "data-manager-1")
    #expect(again.code == 1 && again.complaint.contains("has taken note of entry \(entry) before"))
    let board = try program("status", try kept, "--as", "data-manager-1")
    #expect(board.output.contains("Notices open: \(rest?.count ?? -1)"))
    #expect(try program("notices", try kept, "--as", "investigator-1").code == 1)
    #expect(try program("verify", try kept).code == 0)
  }

  @Test("status tells why a subject got its arm to who may see every arm alone")
  func reasons() throws {
    let events =
      try json("log", try kept, "--as", "administrator-1", "--kind", "randomized") as? [[String: Any]]
    let subject = try #require(events?.first?["subject"] as? String)
    let told = try program("status", try kept, "--as", "statistician-1", "--subject", subject)
    #expect(told.output.contains("Place 1 of a block of"))
    let hidden = try program("status", try kept, "--as", "data-manager-1", "--subject", subject)
    #expect(hidden.code == 0 && !hidden.output.contains("block"))
  }

  @Test(
    "the commands explain themselves with an example",
    arguments: ["balance", "predictability", "rerandomize", "notices", "acknowledge"]
  )
  func help(command: String) throws {
    let result = try program(command, "--help")
    #expect(result.code == 0 && result.output.contains("equipoise \(command) my-trial"))
  }
}
