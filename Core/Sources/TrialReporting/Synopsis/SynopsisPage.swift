// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A synopsis as one HTML file that needs nothing else: light, dark and on A4.
public struct SynopsisPage: Sendable {
  private let synopsis: Synopsis
  private let texts: Texts

  public init(_ synopsis: Synopsis) {
    self.synopsis = synopsis
    texts = Texts(language: synopsis.language)
  }

  /// The whole page.
  public var markup: Node {
    .page(
      language: synopsis.language.rawValue,
      head: [
        .meta(attributes: [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        .meta(attributes: [("name", "color-scheme"), ("content", "light dark")]),
        Tag("title")(.text("\(synopsis.shortTitle): \(synopsis.subtitle)")),
        // The style sheet is a constant of ours; escaping would break its selectors.
        Tag("style")(.raw(SynopsisStyle.sheet)),
      ],
      body: [
        .header(
          .p(.text(synopsis.subtitle), class: "kicker"),
          .h1(.text(synopsis.title)),
          synopsis.statement.map { .p(.text($0), class: "statement") } ?? .nothing
        ),
        contents,
        .main(synopsis.sections.map(markup) + [assumptions]),
      ]
    )
  }

  private var contents: Node {
    var links: [Node] = synopsis.sections.map { .li(.a(.text($0.title), href: "#\($0.id)")) }
    if !synopsis.assumptions.isEmpty {
      links.append(.li(.a(.text(texts[SynopsisMessage.assumptions]), href: "#assumptions")))
    }
    return .nav(.ol(links), attributes: [("aria-label", synopsis.shortTitle)])
  }

  private func markup(_ section: Synopsis.Section) -> Node {
    .section([.h2(.text(section.title))] + section.blocks.map(markup), id: section.id)
  }

  private func markup(_ block: Synopsis.Block) -> Node {
    switch block {
    case .heading(let title, let tag):
      .h3(.text(title), tag.map { .fragment([" ", .span(.text($0), class: "tag")]) } ?? .nothing)
    case .paragraph(let phrase): .p(markup(phrase))
    case .facts(let facts):
      .dl(facts.map { .div(.dt(.text($0.label)), .dd(markup($0.value))) })
    case .entries(let entries): .ol(entries.map(markup), class: "criteria")
    case .table(let table): markup(table)
    case .days(let grid): markup(grid)
    case .matrix(let matrix): markup(matrix)
    case .notes(let notes): .ul(notes.map { .li(markup($0)) }, class: "notes")
    }
  }

  /// Words; those that rest on an assumption are dotted and lead to it.
  private func markup(_ phrase: Synopsis.Phrase) -> Node {
    guard !phrase.assumptions.isEmpty else { return .text(phrase.text) }
    return .fragment([
      .span(.text(phrase.text), class: "assumed", attributes: [("title", reason(phrase.assumptions))]),
      marks(phrase.assumptions),
    ])
  }

  private func reason(_ numbers: [Int]) -> String {
    synopsis.assumptions.filter { numbers.contains($0.number) }.map(\.source)
      .joined(separator: texts[SynopsisMessage.semicolon])
  }

  private func marks(_ numbers: [Int]) -> Node {
    guard !numbers.isEmpty else { return .nothing }
    return .sup(
      numbers.map { number in
        .element(
          "a",
          [
            ("href", "#assumption-\(number)"), ("class", "mark"),
            ("aria-label", texts(SynopsisMessage.assumedHere, String(number))),
          ],
          [.text("◊\(number)")]
        )
      }
    )
  }

  private func markup(_ entry: Synopsis.Entry) -> Node {
    .li(
      .span(.text(entry.id), class: "id"),
      .div(
        [.fragment([markup(entry.text)])] + entry.details.map { .div(.text($0), class: "detail") }
      )
    )
  }

  // MARK: Tables

  /// Wide tables scroll inside their own frame; the keyboard can reach it.
  private func scrolling(_ table: Node) -> Node {
    .div(table, class: "wide", attributes: [("tabindex", "0")])
  }

  private func markup(_ table: Synopsis.Table) -> Node {
    let head = table.columns.enumerated().map { index, title in
      Node.th(
        .text(title),
        class: table.numeric.contains(index) ? "number" : nil,
        attributes: [("scope", "col")]
      )
    }
    let rows = table.rows.map { row in
      Node.tr(
        row.enumerated().map { index, phrase in
          .td(markup(phrase), class: table.numeric.contains(index) ? "number" : nil)
        }
      )
    }
    return scrolling(.table(.thead(.tr(head)), .tbody(rows)))
  }

  private func markup(_ grid: Synopsis.DayGrid) -> Node {
    let head =
      [Node.th(.text(texts[SynopsisMessage.day]), attributes: [("scope", "col")])]
      + grid.days.map { .th(.text(UnitWords.digits($0)), attributes: [("scope", "col")]) }
    return scrolling(.table(.thead(.tr(head)), .tbody(grid.rows.map(markup)), class: "days"))
  }

  /// A run of equal doses is one shade; a change of dose begins a new one.
  private func markup(_ row: Synopsis.DayGrid.Row) -> Node {
    var cells: [Node] = []
    var previous: String?
    for dose in row.doses {
      if let dose {
        cells.append(.td(.text(dose), class: dose == previous ? "given" : "given first"))
      } else {
        cells.append(.td())
      }
      previous = dose
    }
    let head = Node.th(
      .text(row.drug),
      marks(row.assumptions),
      " ",
      .span(.text(row.detail), class: "detail"),
      attributes: [("scope", "row")]
    )
    return .tr([head] + cells)
  }

  private func markup(_ matrix: Synopsis.Matrix) -> Node {
    let head =
      [Node.th(.text(texts[SynopsisMessage.activity]), attributes: [("scope", "col")])]
      + matrix.visits.map { visit in
        .th(
          [.div(markup(visit.title))] + visit.when.map { .div(markup($0), class: "detail") }
            + (visit.note.map { [.div(.text($0), class: "detail")] } ?? []),
          attributes: [("scope", "col")]
        )
      }
    let done = texts[SynopsisMessage.done]
    let rows = matrix.activities.map { activity in
      Node.tr(
        [.th(markup(activity.title), attributes: [("scope", "row")])]
          + activity.isDone.map { isDone in
            isDone ? .td(.span("●", attributes: [("role", "img"), ("aria-label", done)])) : .td()
          }
      )
    }
    return scrolling(.table(.thead(.tr(head)), .tbody(rows), class: "matrix"))
  }

  private var assumptions: Node {
    guard !synopsis.assumptions.isEmpty else { return .nothing }
    let entries = synopsis.assumptions.map { assumption in
      let what = assumption.value.map { texts(SynopsisMessage.assumedValue, assumption.place, $0) }
      return Node.li(
        .span(.text("◊\(assumption.number)"), class: "id"),
        .div(.code(.text(what ?? assumption.place)), .div(.text(assumption.source))),
        id: "assumption-\(assumption.number)"
      )
    }
    return .section(
      .h2(.text(texts[SynopsisMessage.assumptions])),
      .p(.text(texts(SynopsisMessage.assumptionsLead, "◊"))),
      .ol(entries, class: "criteria"),
      id: "assumptions"
    )
  }
}
