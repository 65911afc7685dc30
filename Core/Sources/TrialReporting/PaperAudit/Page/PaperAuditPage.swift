// SPDX-License-Identifier: Apache-2.0

import Markup
import PaperAudit
import TrialDesign

/// An audited text as one HTML file that needs nothing else: findings, the text with its marks, arithmetic in the margin.
///
/// It has no script: boxes hide verdicts by style alone, and where a browser cannot, all are shown.
public struct PaperAuditPage: Sendable {
  private let record: PaperAuditRecord

  public init(_ record: PaperAuditRecord) { self.record = record }

  private var texts: Texts { record.texts }

  /// Nothing may be loaded, run or sent.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

  /// The whole page.
  public var markup: Node {
    .page(
      language: texts.language.rawValue,
      head: [
        .meta(attributes: [("http-equiv", "Content-Security-Policy"), ("content", Self.policy)]),
        .meta(attributes: [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        .meta(attributes: [("name", "color-scheme"), ("content", "light dark")]),
        Tag("title")(.text(title)),
        // Style sheets are constants of ours; escaping would break their selectors. The line for print is escaped as CSS.
        Tag("style")(.raw(SynopsisStyle.sheet), .raw(PaperAuditStyle.sheet), .raw(printedLine)),
      ],
      body: [
        .a(.text(texts[AuditMessage.skip]), href: "#text", class: "skip"),
        header,
        .main([findings, text, knows]),
        .footer(.p(.text(texts[AuditMessage.notJudgement]))),
      ]
    )
  }

  private var title: String {
    record.circumstances.name.map { texts(AuditMessage.titleOf, $0) } ?? texts[AuditMessage.title]
  }

  /// At the foot of every printed page.
  private var printedLine: String {
    let circumstances = record.circumstances
    let line = [circumstances.name ?? "", circumstances.date, circumstances.engine].filter { !$0.isEmpty }
    return "@page{@bottom-left{content:\(ReportPage.quoted(line.joined(separator: " · ")))}}"
  }

  private var header: Node {
    let circumstances = record.circumstances
    let facts: [(AuditMessage, String)] =
      (circumstances.name.map { [(.file, $0)] } ?? [])
      + [
        (.day, circumstances.date), (.engine, circumstances.engine),
        (.languageOf, texts[AuditMessage.languageName]),
        (.fingerprint, circumstances.fingerprint),
      ]
    let traced: [Node] =
      record.trace.map { trace in
        [
          .p(.strong(.text(trace.title(texts))), .text(": " + trace.summary(texts)), class: "traced"),
          .p(.text(texts[TraceMessage.means]), class: "detail"),
        ]
      } ?? []
    let gravest = PaperAuditRecord.order.first { !record.entries($0).isEmpty }
    return .header(
      .p(.text(texts[AuditMessage.title]), class: "kicker"),
      .h1(.text(circumstances.name ?? texts[AuditMessage.title])),
      .p(.text(record.outcome), class: "outcome \(gravest?.rawValue ?? "none")"),
      .dl(facts.map { .div(.dt(.text(texts[$0.0])), .dd(.text($0.1))) }, class: "facts"),
      circumstances.isExtracted ? .p(.text(texts[AuditMessage.extracted]), class: "detail") : .nothing,
      .div(traced)
    )
  }

  // MARK: Findings

  private var findings: Node {
    let grave = record.entries.filter { $0.claim.verdict == .inconsistent || $0.claim.verdict == .warning }
      .sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }
    let others = record.entries.filter {
      $0.claim.verdict == .undetermined || $0.claim.verdict == .consistent
    }
    let further = Node.details(
      .summary(.text(texts(AuditMessage.further, "\(others.count)"))),
      table(others.sorted { ($0.rank, $0.number) < ($1.rank, $1.number) })
    )
    return .section(
      .h2(.text(texts[AuditMessage.findings])),
      filter,
      grave.isEmpty ? .nothing : table(grave),
      others.isEmpty ? .nothing : further,
      id: "findings"
    )
  }

  /// One box for each verdict, with its shape, its count and its meaning.
  private var filter: Node {
    let boxes = PaperAuditRecord.order.map { verdict in
      let checked = record.shown.contains(verdict) ? [("checked", "")] : []
      return Node.div(
        .label(
          .input(attributes: [("type", "checkbox"), ("id", "show-\(verdict.rawValue)")] + checked),
          .span(
            .text(verdict.sign),
            class: "sign \(verdict.rawValue)",
            attributes: [("aria-hidden", "true")]
          ),
          .span(.text(record.count(verdict)))
        ),
        .p(.text(texts[AuditMessage(meaning: verdict)]), class: "detail")
      )
    }
    return .fieldset(
      [
        .legend(
          .text(texts[AuditMessage.show]),
          .span(.text(" " + texts[AuditMessage.showNote]), class: "hidden")
        )
      ] + boxes,
      class: "filter"
    )
  }

  private func table(_ entries: [PaperAuditRecord.Entry]) -> Node {
    let head: [AuditMessage] = [.number, .verdict, .place, .printed, .arithmetic]
    return .div(
      .table(
        .thead(.tr(head.map { .th(.text(texts[$0]), attributes: [("scope", "col")]) })),
        .tbody(entries.map(row)),
        class: "findings"
      ),
      class: "wide",
      attributes: [("tabindex", "0"), ("role", "region"), ("aria-label", texts[AuditMessage.findings])]
    )
  }

  private func row(_ entry: PaperAuditRecord.Entry) -> Node {
    let verdict = entry.claim.verdict
    return .tr(
      .td(.a("\(entry.number)", href: "#claim-\(entry.number)"), class: "number"),
      .td(self.verdict(verdict)),
      .td(.text(entry.place.text), class: "number"),
      .td(.text(PaperAuditText.plain(entry.claim.text)), class: "printed"),
      .td([.text(sentences(entry))] + traced(entry)),
      class: "of-\(verdict.rawValue)"
    )
  }

  private func verdict(_ verdict: Claim.Verdict) -> Node {
    .span(
      .span(.text(verdict.sign), class: "sign \(verdict.rawValue)", attributes: [("aria-hidden", "true")]),
      .text(" " + texts[AuditMessage(verdict)]),
      class: "verdict"
    )
  }

  private func sentences(_ entry: PaperAuditRecord.Entry) -> String {
    PaperAuditText.unbroken(record.words.sentences(entry.claim))
  }

  // MARK: The text

  private var text: Node {
    let scalars = Array(record.text.unicodeScalars)
    let passages = Passages(scalars, keeping: record.entries.map(\.claim.range)).ranges
    var rest = record.entries[...]
    let rows = passages.map { range in
      let own = rest.prefix { range.contains($0.claim.range.lowerBound) }
      rest = rest.dropFirst(own.count)
      let passage = PassageMarkup(scalars: scalars, range: range, entries: Array(own), texts: texts)
      return Node.div(
        passage.node,
        own.isEmpty ? .nothing : .ul(own.map(note), class: "margin"),
        class: "row"
      )
    }
    return .section(
      .h2(.text(texts[AuditMessage.text])),
      .div(rows, class: "paper", attributes: [("lang", Self.language(of: scalars))]),
      id: "text"
    )
  }

  /// Chinese if a fifth of the text are its characters; for fonts and readers aloud.
  private static func language(of scalars: [Unicode.Scalar]) -> String {
    let ideographs = scalars.lazy.filter { (0x4E00...0x9FFF).contains($0.value) }.count
    return ideographs * 5 > scalars.count ? "zh-Hans" : "en"
  }

  /// What arithmetic says of a claim; agreement, the most frequent, in one paragraph.
  private func note(_ entry: PaperAuditRecord.Entry) -> Node {
    let claim = entry.claim
    let verdict = texts[AuditMessage(claim.verdict)]
    let back = Tag("a")(
      .text("\(claim.verdict.sign)\(entry.number)"),
      class: "ref \(claim.verdict.rawValue)",
      attributes: [
        ("href", "#claim-\(entry.number)"),
        ("aria-label", texts(AuditMessage.claim, "\(entry.number)", verdict)),
      ]
    )
    let said = Node.text(sentences(entry))
    let judged: [Node] =
      claim.verdict == .consistent
      ? [.p(back, " ", said)]
      : [
        .p(back, " ", .strong(.text(verdict)), .text(" · \(texts[AuditMessage(claim.kind)])"), class: "head"),
        .p(said),
      ]
    let content = judged + traced(entry)
    return .li(
      content,
      class: "note of-\(claim.verdict.rawValue)",
      id: "note-\(entry.number)",
      attributes: [("lang", texts.language.rawValue)]
    )
  }

  /// What the results of the study say of a claim.
  private func traced(_ entry: PaperAuditRecord.Entry) -> [Node] {
    guard let finding = entry.finding else { return [] }
    let sign = Node.span(.text(finding.sign), class: "sign", attributes: [("aria-hidden", "true")])
    return [
      .p(sign, .text(" " + finding.sentence(texts)), class: "traced \(finding.word)")
    ]
  }

  // MARK: Limits

  private var knows: Node {
    let points: [AuditMessage] = [
      .knowsNumbers, .knowsWords, .rounding, .cannotTruth, .cannotCause, .cannotMeaning,
    ]
    return .section(
      .h2(.text(texts[AuditMessage.knows])),
      .ul(points.map { .li(.text(texts[$0])) }, class: "notes"),
      id: "knows"
    )
  }
}

extension PaperAuditRecord.Entry {
  /// The gravest first.
  fileprivate var rank: Int { PaperAuditRecord.order.firstIndex(of: claim.verdict) ?? 0 }
}
