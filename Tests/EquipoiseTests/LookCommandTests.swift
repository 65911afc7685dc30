// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Looks at subjects' data of a trial that runs: from the ledger, for who may see them, at any moment.
@Suite(.serialized) struct LookCommandTests {
  private static let rehearsal = Result { () throws -> Scratch in
    let scratch = try Scratch()
    _ = try program("new", scratch.child("trial"))
    _ = try program("dry-run", scratch.child("trial"), "--subjects", "40", "--keep", scratch.child("kept"))
    return scratch
  }

  private var kept: String { get throws { try Self.rehearsal.get().child("kept") } }

  /// By subject, as the board of the whole trial has it.
  private func sites() throws -> [String: String] {
    let log = try program("log", try kept, "--as", "administrator-1", "--kind", "screened", "--json")
    let events = try JSONSerialization.jsonObject(with: Data(log.output.utf8)) as? [[String: Any]] ?? []
    return Dictionary(
      events.compactMap { event in
        guard let fact = event["fact"] as? [String: Any] ?? Optional(event),
          let subject = event["subject"] as? String ?? fact["subject"] as? String,
          let site = fact["site"] as? String ?? event["site"] as? String
        else { return nil }
        return (subject, site)
      }
    ) { first, _ in first }
  }

  @Test("a ledger shows its subjects to who says who they are and may read, and those of the own sites only")
  func ownSites() throws {
    let nobody = try program("eligible", try kept)
    #expect(nobody.code == 2 && nobody.complaint.contains("--as USER"))
    let stranger = try program("eligible", try kept, "--as", "nobody")
    #expect(stranger.code == 1 && stranger.complaint.contains("\"nobody\""))

    let sites = try sites()
    let own = try #require(sites.values.sorted().first)
    #expect(Set(sites.values).count > 1, "one site alone proves nothing")
    let all = try program("eligible", try kept, "--as", "data-manager-1").output
    let mine = try program("eligible", try kept, "--as", "investigator-1").output
    // Who was screened and has no row yet is in no table.
    let shown = sites.filter { all.contains($0.key) }
    #expect(shown.count > sites.count - 5)
    for (subject, site) in shown {
      #expect(mine.contains(subject) == (site == own), "\(subject) of \(site), looked at from \(own)")
    }
  }

  @Test("a dry look at activation says what would be entered, and leaves nothing behind")
  func activation() throws {
    let scratch = try Scratch()
    _ = try program("new", scratch.child("trial"))
    let before = try FileManager.default.contentsOfDirectory(atPath: scratch.child("trial")).sorted()
    let look = try program("init", scratch.child("trial"), "--as", "chen", "--explain")
    #expect(look.code == 0 && look.output.contains("Nothing was recorded. This would be (2):"))
    #expect(look.output.contains("put protocol version 1") && look.output.contains("gave chen the role"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.child("trial")).sorted() == before)
    #expect(try program("status", scratch.child("trial"), "--as", "chen").code == 2)
  }

  @Test("an earlier moment shows what was known then, whatever was done since")
  func earlier() throws {
    let first = try program("eligible", try kept, "--as", "data-manager-1", "--as-of", "1")
    #expect(!sitesShown(first.output, try sites()))
    let wrong = try program("due", try kept, "--as", "data-manager-1", "--as-of", "yesterday")
    #expect(wrong.code == 2 && wrong.complaint.contains("is no moment"))
    let balance = try program("balance", try kept, "--as", "statistician-1", "--as-of", "1", "--json")
    #expect(balance.output.contains("\"randomized\": 0"))
  }

  private func sitesShown(_ text: String, _ sites: [String: String]) -> Bool {
    sites.keys.contains { text.contains($0) }
  }

  @Test("what is reconciled and prescribed explains itself, and a rehearsal has nothing to reconcile")
  func reconcile() throws {
    let clean = try program("reconcile", try kept, "--as", "data-manager-1")
    #expect(clean.code == 0 && clean.output.contains("To reconcile: 0"))
    #expect(try program("reconcile", try kept, "--as", "nobody").code == 1)
    let help = try program("prescribe", "--help")
    #expect(help.code == 0 && help.output.contains("equipoise prescribe my-trial"))
    let subject = try #require(try sites().keys.sorted().first)
    let drug = try program(
      [
        "prescribe", try kept, subject, "--cycle", "1", "--drug", "nothing", "--accept", "--as",
        "investigator-1",
      ]
    )
    #expect(drug.code == 1 && !drug.complaint.isEmpty)
  }
}
