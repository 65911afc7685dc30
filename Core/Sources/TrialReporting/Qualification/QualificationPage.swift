// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A qualification as one HTML file that needs nothing else, to be printed, signed and filed.
public struct QualificationPage: Sendable {
  private let record: QualificationRecord
  private let language: Language

  public init(_ record: QualificationRecord, language: Language) {
    self.record = record
    self.language = language
  }

  private var texts: Texts { record.texts }

  /// The whole page.
  public var markup: Node {
    .page(
      language: language.rawValue,
      head: [
        .meta(attributes: [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        .meta(attributes: [("name", "color-scheme"), ("content", "light dark")]),
        Tag("title")(.text(texts[QualificationMessage.title])),
        // The style sheet is a constant of ours; escaping would break its selectors.
        Tag("style")(.raw(SynopsisStyle.sheet)),
      ],
      body: [
        .header(
          .p(.text(record.circumstances.engine), class: "kicker"),
          .h1(.text(texts[QualificationMessage.title])),
          .p(.text(record.outcome), class: "statement")
        ),
        .main([.p(.text(texts[QualificationMessage.what])), results, installation]),
      ]
    )
  }

  private var results: Node {
    let table = self.table(record.columns, record.qualification.families.map(record.cells), numeric: true)
    let notes = [QualificationMessage.worstNote, .notComparedNote].map { Node.li(.text(texts[$0])) }
    let failures = record.failureLines.map { Node.li(.text($0)) }
    return .section(
      [.h2(.text(texts[QualificationMessage.results])), table]
        + (failures.isEmpty ? [] : [.ol(failures, class: "criteria")]) + [.ul(notes, class: "notes")],
      id: "results"
    )
  }

  private var installation: Node {
    let circumstances = record.circumstances
    let line = "______________________________"
    let facts: [(QualificationMessage, String)] = [
      (.engine, circumstances.engine), (.system, circumstances.system),
      (.processor, circumstances.processor),
      (.references, circumstances.references ?? texts[QualificationMessage.own]),
      (.time, circumstances.time), (.person, circumstances.person ?? line), (.signature, line),
    ]
    let hashes = circumstances.hashes.map { [$0.name, $0.hash] }
    let head = [texts[QualificationMessage.file], texts[QualificationMessage.hash]]
    return .section(
      [
        .h2(.text(texts[QualificationMessage.installation])),
        .dl(facts.map { .div(.dt(.text(texts[$0.0])), .dd(.text($0.1))) }),
        table(head, hashes, numeric: false),
      ],
      id: "installation"
    )
  }

  private func table(_ head: [String], _ rows: [[String]], numeric: Bool) -> Node {
    func style(_ column: Int) -> String? { numeric && column > 0 ? "number" : nil }
    let titles = head.enumerated().map { column, title in
      Node.th(.text(title), class: style(column), attributes: [("scope", "col")])
    }
    let body = rows.map { row in
      Node.tr(row.enumerated().map { column, cell in .td(.text(cell), class: style(column)) })
    }
    return .div(
      .table(.thead(.tr(titles)), .tbody(body)),
      class: "wide",
      attributes: [("tabindex", "0")]
    )
  }
}
