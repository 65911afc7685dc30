// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import PaperAudit
import Testing

@testable import TrialReporting

@Suite struct PaperAuditPageTests {
  static let example = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../../Documentation/Examples/abstract.txt").standardized

  /// Texts that a page must survive: the example, Chinese, claims within claims, and text that would be markup.
  static let texts: [String] =
    [(try? String(contentsOf: example, encoding: .utf8)) ?? ""]
    + [
      "目的：探讨疗效。方法：患者71例，分为试验组（36例）和对照组（35例）。结果：缓解率为52.8%（19/36）与28.6%（10/35）（P=0.038）。\n",
      "Responses: 16/30 (53.3%) vs. 8/25 (32%) (P=0.11). </p><script>alert(\"1\")</script> & 12 (51%) of 24 <b>patients</b>.",
      "\n\n  \"quoted\" 3 (30%) of 10 &amp; 4 (40%) of 11 &lt;\r\n\u{202E}\u{0}end",
      "", "no number at all", "P=1.3",
    ]

  static func record(
    _ text: String,
    shown: Set<Claim.Verdict> = Set(Claim.Verdict.allCases),
    name: String? = "a<b>.txt"
  ) -> PaperAuditRecord {
    PaperAuditRecord(
      auditPaper(text),
      of: text,
      .init(name: name, date: "2025-01-31", engine: "Equipoise 0", fingerprint: "00", isExtracted: false),
      language: .english,
      shown: shown
    )
  }

  private func page(_ text: String) -> String { PaperAuditPage(Self.record(text)).markup.rendered() }

  /// What a browser shows of a piece of markup.
  private func content(_ markup: Substring) -> String {
    String(markup).replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
  }

  @Test("the passages of the page together are the text, letter for letter", arguments: texts)
  func roundTrip(text: String) {
    let passages = page(text).matches(of: /<p class="passage">([\s\S]*?)<\/p>/).map { content($0.output.1) }
    #expect(passages.joined() == text)
  }

  @Test(
    "every claim has a mark, a note and a line of the table, and every id is there once",
    arguments: texts
  )
  func marks(text: String) {
    let page = page(text)
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    let described = Set(
      page.matches(of: /<mark class="\w+" aria-describedby="([^"]+)"/).flatMap {
        $0.output.1.split(separator: " ")
      }
    )
    for entry in Self.record(text).entries {
      #expect(ids.contains("claim-\(entry.number)") && ids.contains("note-\(entry.number)"))
      #expect(described.contains("note-\(entry.number)"))
      #expect(page.contains("<td class=\"number\"><a href=\"#claim-\(entry.number)\">"))
    }
    for link in page.matches(of: /\shref="#([^"]+)"/) { #expect(ids.contains(String(link.output.1))) }
  }

  @Test("nothing of the text becomes markup, nothing is loaded and no script runs", arguments: texts)
  func safety(text: String) {
    let page = page(text)
    #expect(!page.contains("<script") && !page.contains("src=") && !page.contains("url("))
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("<h1>a&lt;b&gt;.txt</h1>"))
  }

  @Test("boxes of verdicts that were not asked for are empty")
  func boxes() {
    let page = PaperAuditPage(Self.record(Self.texts[0], shown: [.inconsistent])).markup.rendered()
    #expect(page.matches(of: /\schecked=""/).count == 1)
    #expect(page.contains("id=\"show-inconsistent\" checked=\"\""))
  }

  @Test("passages leave no gap, keep claims whole and do not end behind abbreviations", arguments: texts)
  func passages(text: String) {
    let scalars = Array(text.unicodeScalars)
    let claims = auditPaper(text).claims.map(\.range)
    let ranges = Passages(scalars, keeping: claims).ranges
    #expect(ranges.first?.lowerBound ?? 0 == 0 && ranges.last?.upperBound ?? 0 == scalars.count)
    for (first, second) in zip(ranges, ranges.dropFirst()) { #expect(first.upperBound == second.lowerBound) }
    for claim in claims {
      #expect(ranges.contains { $0.contains(claim.lowerBound) && $0.upperBound >= claim.upperBound })
    }
  }

  @Test("a sentence ends before a capital, not behind vs. or an initial")
  func sentences() {
    let text = "One of A. Smith vs. Others was 5 (50%) of 10. Next one is here."
    let scalars = Array(text.unicodeScalars)
    let claims = auditPaper(text).claims.map(\.range)
    #expect(Passages(scalars, keeping: claims).ranges == [0..<46, 46..<63])
  }
}
