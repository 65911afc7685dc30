// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import PaperAudit
import Testing

@testable import TrialReporting

@Suite struct PaperAuditTextTests {
  private func record(_ text: String, shown: Set<Claim.Verdict> = Set(Claim.Verdict.allCases))
    -> PaperAuditRecord
  {
    PaperAuditPageTests.record(text, shown: shown, name: "abstract.txt")
  }

  @Test("what is wrong stands first, within 100 columns, without colour unless asked for")
  func order() throws {
    let record = record(PaperAuditPageTests.texts[0])
    let text = PaperAuditText(record).rendered
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { TextColumns.width(String($0)) <= 100 }, "\(text)")
    #expect(text.contains("4 of 58 is 6.90 %, which"))
    #expect(lines[0] == "abstract.txt: \(record.outcome)" && lines[1] == "\(record.counts)")
    let wrong = try #require(text.range(of: "\ninconsistent\n")).lowerBound
    let right = try #require(text.range(of: "\nconsistent\n")).lowerBound
    #expect(wrong < right && !text.contains("\u{1B}"))
    #expect(PaperAuditText(record, isColored: true).rendered.contains("\u{1B}[31m✗\u{1B}[0m"))
    #expect(PaperAuditText(record, isFull: true).rendered.count > text.count)
  }

  @Test("signs that would steer the terminal are not written")
  func plain() {
    let text = "A total of 12\u{1B}[2J\u{7} (51%) of 24 patients were\u{202E} men."
    let rendered = PaperAuditText(record(text)).rendered
    #expect(!rendered.contains("\u{1B}") && !rendered.contains("\u{7}") && !rendered.contains("\u{202E}"))
  }

  @Test("places are lines and characters from 1, characters as Unicode scalars")
  func places() throws {
    let text = "Überschrift 🧪\nζ 5 (50%) of 11 patients\n"
    let claim = try #require(record(text).entries.first)
    #expect(claim.place.text == "2:3" && claim.claim.verdict == .inconsistent)
  }

  @Test("verdicts that are not asked for are counted and not shown")
  func only() {
    let record = record(PaperAuditPageTests.texts[0], shown: [.inconsistent])
    let text = PaperAuditText(record).rendered
    #expect(!text.contains("\nconsistent\n") && text.contains(record.counts))
    guard case .object(let members) = record.json, case .array(let claims)? = members.last?.value else {
      Issue.record("JSON is an object that ends with the claims")
      return
    }
    #expect(claims.count == record.entries(.inconsistent).count && !claims.isEmpty)
  }

  @Test("JSON keeps the keys and words that programs rely on")
  func json() throws {
    let text =
      "Of 55 patients, 28 (50.9%) of 55 were male. The response was 53.3% (16/30) vs 32.0% (8/25) (P=0.11)."
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(record(text).json.rendered(.pretty).utf8)) as? [String: Any]
    )
    let claims = try #require(json["claims"] as? [[String: Any]])
    let keys: Set<String> = [
      "text", "kind", "printed", "recomputed", "verdict", "because", "reason", "reading", "line", "character",
      "range", "bytes", "figures",
    ]
    #expect(claims.allSatisfy { keys.isSubset(of: $0.keys) })
    let share = try #require(claims.first { $0["text"] as? String == "28 (50.9%) of 55" })
    #expect(share["kind"] as? String == "proportion" && share["verdict"] as? String == "consistent")
    #expect((share["printed"] as? [String: Double])?["percent"] == 50.9)
    #expect(share["reason"] as? String == "reproduced" && share["reading"] as? String == "sure")
    let p = try #require(claims.first { $0["text"] as? String == "P=0.11" })
    #expect(p["kind"] as? String == "pvalue")
    let range = try #require(p["range"] as? [Int])
    #expect(String(text.dropFirst(range[0]).prefix(range[1] - range[0])) == "P=0.11")
  }
}
