// SPDX-License-Identifier: Apache-2.0

import Markup
import PaperAudit

/// A passage with a mark at each claim.
///
/// The text inside is the text that was given, letter for letter: numbers and signs of the marks are drawn by the style
/// sheet. Where claims overlap, each piece of text is marked once, with the gravest verdict.
struct PassageMarkup {
  let scalars: [Unicode.Scalar]
  let range: Range<Int>
  /// Those that begin in the passage; they end in it too.
  let entries: [PaperAuditRecord.Entry]
  let texts: Texts

  var node: Node {
    let edges = Set(entries.flatMap { [$0.claim.range.lowerBound, $0.claim.range.upperBound] })
      .union([range.lowerBound, range.upperBound]).sorted()
    var nodes: [Node] = []
    var (open, next) = ([PaperAuditRecord.Entry](), 0)
    for (start, end) in zip(edges, edges.dropFirst()) {
      open.removeAll { $0.claim.range.upperBound <= start }
      while next < entries.count, entries[next].claim.range.lowerBound <= start {
        open.append(entries[next])
        nodes.append(reference(entries[next]))
        next += 1
      }
      nodes.append(piece(start..<end, in: open))
    }
    return .p(nodes, class: "passage")
  }

  private func piece(_ range: Range<Int>, in open: [PaperAuditRecord.Entry]) -> Node {
    let text = Node.text(String(String.UnicodeScalarView(scalars[range])))
    guard
      let verdict = PaperAuditRecord.order.first(where: { verdict in
        open.contains { $0.claim.verdict == verdict }
      })
    else { return text }
    return Tag("mark")(
      text,
      class: verdict.rawValue,
      attributes: [("aria-describedby", open.map { "note-\($0.number)" }.joined(separator: " "))]
    )
  }

  /// Where a claim begins: leads to its note, and the note leads back.
  private func reference(_ entry: PaperAuditRecord.Entry) -> Node {
    let verdict = entry.claim.verdict
    return Tag("a")(
      class: "ref \(verdict.rawValue)",
      id: "claim-\(entry.number)",
      attributes: [
        ("href", "#note-\(entry.number)"), ("data-sign", "\(verdict.sign)\(entry.number)"),
        ("aria-label", texts(AuditMessage.claim, "\(entry.number)", texts[AuditMessage(verdict)])),
      ]
    )
  }
}
