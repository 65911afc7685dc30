// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// A dose calendar to pin to the wall: one HTML file that needs nothing else, light, dark and on A4.
///
/// Days are rows, drugs are columns; every administration has its hour and a box to tick. What stops or changes a
/// dose stands above the table; reasons, sources and assumptions stand below it.
public struct CalendarPage: Sendable {
  private let sheets: [CalendarSheet]
  private let remarks: [String]
  private let language: Language

  public init(_ input: CalendarInput) {
    self.init([input], remarks: [], language: input.language)
  }

  /// One sheet for each cycle, on paper a page of its own.
  ///
  /// - Parameters:
  ///   - inputs: The cycles.
  ///   - remarks: What stands before them.
  ///   - language: Of all words.
  init(_ inputs: [CalendarInput], remarks: [String], language: Language) {
    sheets = inputs.map { CalendarSheet($0) }
    self.remarks = remarks
    self.language = language
  }

  /// The whole page.
  public var markup: Node {
    let texts = Texts(language: language)
    let title = texts(
      CalendarMessage.labelled,
      texts[CalendarMessage.title],
      sheets.map(\.title).joined(separator: texts[SynopsisMessage.semicolon])
    )
    let notes = remarks.map { Node.p(.text($0), class: "remark") }
    let body = sheets.count == 1 ? sheets.flatMap(\.parts) : sheets.map { .article($0.parts) }
    return .page(
      language: language.rawValue,
      head: [
        .meta(attributes: [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        .meta(attributes: [("name", "color-scheme"), ("content", "light dark")]),
        Tag("title")(.text(title)),
        // The style sheet is a constant of ours; escaping would break its selectors.
        Tag("style")(.raw(CalendarStyle.sheet)),
      ],
      body: [.main(notes + body)]
    )
  }
}

/// One cycle of the page.
private struct CalendarSheet {
  private let input: CalendarInput

  init(_ input: CalendarInput) {
    self.input = input
  }

  var parts: [Node] { [header, alerts, table, notes, footer] }

  private var calendar: DoseCalendar { input.calendar }
  private var words: CalendarWords { input.words }
  private var texts: Texts { Texts(language: input.language) }

  var title: String {
    texts(
      CalendarMessage.cycleLine,
      texts[calendar.regimen.title],
      "\(calendar.cycle)",
      "\(calendar.start)\(texts(CalendarMessage.bracketed, words.weekday(calendar.start)))"
    )
  }

  private var header: Node {
    let kicker = [texts[CalendarMessage.title], input.study].compactMap(\.self).joined(separator: " · ")
    return .header(
      .div(
        .div(.p(.text(kicker), class: "kicker"), .h1(.text(title))),
        .div(
          input.subject.map { written(.subjectNumber, $0.id) } ?? blank(.subjectNumber),
          blank(.signature),
          class: "blanks"
        ),
        class: "top"
      ),
      .dl(words.facts.map { .div(.dt(.text($0.label)), .dd(.text($0.value))) } + lastDay)
    )
  }

  /// A line to write on.
  private func blank(_ key: CalendarMessage) -> Node {
    .div(.span(.text(texts[key])), .span(class: "line"), class: "blank")
  }

  private func written(_ key: CalendarMessage, _ text: String) -> Node {
    .div(.span(.text(texts[key])), .strong(.text(text), class: "line"), class: "blank")
  }

  private var lastDay: [Node] {
    guard let day = calendar.lastDay else { return [] }
    return [
      .div(
        .dt(.text(texts[CalendarMessage.lastDay])),
        .dd(
          .strong(.text(texts(CalendarMessage.dayNumber, "\(day)"))),
          " ",
          .text("\(calendar.date(ofDay: day))")
        )
      )
    ]
  }

  // MARK: What has to be read first

  private var alerts: Node {
    let grave = calendar.notes.filter { $0.severity == .stop } + changes
    guard !grave.isEmpty else { return .nothing }
    return .ul(grave.map(item), class: "alerts")
  }

  /// Notes about what differs from the plan on some day: they belong before the doses, not behind them.
  private var changes: [DoseNote] {
    calendar.notes.filter { note in
      guard note.severity == .caution else { return false }
      switch note.matter {
      case .interaction, .adjustment, .areaCapped, .unusualSize, .severalRules, .resumption, .unclassed:
        return true
      default: return false
      }
    }
  }

  private func item(_ note: DoseNote) -> Node {
    let style =
      switch note.severity {
      case .stop: "stop"
      case .caution: "caution"
      case .information: "information"
      }
    return .li(
      .strong(.text(words.label(note.severity))),
      " ",
      .text(words.sentence(note)),
      class: style
    )
  }

  // MARK: The days

  private var table: Node {
    guard let first = calendar.firstDay, let last = calendar.lastDay else { return .nothing }
    let head =
      [
        Node.th(.text(texts[CalendarMessage.day]), class: "number", attributes: [("scope", "col")]),
        .th(.text(texts[CalendarMessage.date]), attributes: [("scope", "col")]),
      ] + calendar.drugs.map(head)
      + [.th(.text(texts[CalendarMessage.initials]), class: "initials", attributes: [("scope", "col")])]
    let rows = (first...last).map(row)
    return .div(
      .table(.thead(.tr(head)), .tbody(rows), .tfoot(.tr(totals))),
      class: "wide",
      attributes: [("tabindex", "0"), ("role", "region"), ("aria-label", texts[CalendarMessage.title])]
    )
  }

  private func head(_ drug: DrugCalendar) -> Node {
    let course = drug.days.first
    let how = [
      drug.drug.route,
      course?.infusion.map { texts(CalendarMessage.over, words.hours($0)) },
      course.map { texts(CalendarMessage.window, UnitWords.digits($0.window)) },
    ].compactMap(\.self).joined(separator: " · ")
    return .th(
      .div(.text(words.name(of: drug))),
      .div(.text(how), class: "detail"),
      attributes: [("scope", "col")]
    )
  }

  private func row(_ day: Int) -> Node {
    let date = calendar.date(ofDay: day)
    let weekday = ((Int(date.day) % 7) + 7) % 7
    // 1970-01-01 was a Thursday, so days 2 and 3 are Saturday and Sunday.
    let styles = [weekday == 2 || weekday == 3 ? "weekend" : nil, day == calendar.lastDay ? "last" : nil]
    let style = styles.compactMap(\.self).joined(separator: " ")
    return .tr(
      [
        .th(.text(UnitWords.digits(day)), class: "number", attributes: [("scope", "row")]),
        .td(
          .span(.text(words.weekday(date)), class: "weekday"),
          " ",
          .time(.text(date.description)),
          class: "date"
        ),
      ] + calendar.drugs.map { cell($0, day) } + [.td(class: "initials")],
      class: style.isEmpty ? nil : style
    )
  }

  private func cell(_ drug: DrugCalendar, _ day: Int) -> Node {
    guard let dose = drug.days.first(where: { $0.day == day }) else { return .td(class: "empty") }
    guard dose.status == .given, let amount = dose.given else {
      return .td(.strong(.text(words.cell(dose))), class: "dose forbidden")
    }
    let styles = ["dose", dose.isRamp ? "ramp" : nil, words.isChanged(dose) ? "changed" : nil]
    return .td(
      .div(
        .span(
          .strong(.text(words.amount(amount, drug.unit))),
          .span(.text(words.marks(dose)), class: "mark"),
          words.tablets(dose).map { .span(.text($0), class: "detail") } ?? .nothing,
          class: "amount"
        ),
        .span(
          dose.times.map { minutes in
            .span(
              .span(class: "box", attributes: [("aria-hidden", "true")]),
              .text(CalendarWords.clock(minutes)),
              class: "time"
            )
          },
          class: "times"
        ),
        class: "entry"
      ),
      class: styles.compactMap(\.self).joined(separator: " ")
    )
  }

  private var totals: [Node] {
    [.td(), .th(.text(texts[CalendarMessage.total]), attributes: [("scope", "row")])]
      + calendar.drugs.map { drug in
        .td(.text(drug.cumulative.map { words.amount($0, drug.unit) } ?? "?"))
      } + [.td()]
  }

  // MARK: Reasons

  private var notes: Node {
    let above = calendar.notes.filter { $0.severity == .stop }.count
    let told = Set(changes.map { words.sentence($0) })
    let rest = calendar.notes.dropFirst(above).filter { !told.contains(words.sentence($0)) }
    let legend = [
      calendar.drugs.contains { $0.days.contains(where: \.isRamp) } ? texts[CalendarMessage.rampLegend] : nil,
      calendar.drugs.contains { $0.days.contains(where: words.isChanged) }
        ? texts[CalendarMessage.changedLegend] : nil,
    ].compactMap(\.self)
    return .section(
      legend.isEmpty ? .nothing : .p(.text(legend.joined(separator: "   ")), class: "legend"),
      .div(
        part(.doseLines, calendar.drugs.map(doses)),
        part(.notes, handling.map { .li(.text($0)) }),
        part(.hereNotes, rest.map(item)),
        sources,
        part(.assumptions, input.allAssumptions.map { .li(.code(.text($0.text)), " ", .text($0.source)) }),
        class: "columns"
      ),
      class: "reasons"
    )
  }

  private func part(_ title: CalendarMessage, _ items: [Node]) -> Node {
    guard !items.isEmpty else { return .nothing }
    return .div(.h2(.text(texts[title])), .ul(items), class: "part")
  }

  private var sources: Node {
    let lines = input.subject?.lines(in: input.language) ?? []
    guard !lines.isEmpty else { return .nothing }
    let items = lines.map { Node.li(.strong(.text($0.label)), " ", .text($0.text)) }
    return .div(.h2(.text(texts[SourceMessage.title])), .ul(items), class: "part")
  }

  private func doses(_ drug: DrugCalendar) -> Node {
    let lines = words.doseLines(drug) + [drug.drug.until.map { texts[$0] }].compactMap(\.self)
    return .li(
      .strong(.text(words.name(of: drug))),
      " ",
      .text(lines.joined(separator: texts[SynopsisMessage.semicolon]))
    )
  }

  private var handling: [String] {
    let drugs = calendar.drugs.flatMap { drug -> [(String, String)] in
      let facts = drug.drug.facts
      let missed = (drug.drug.missed ?? facts?.missed).map { [texts[$0]] } ?? []
      let told = ((facts?.handling ?? []) + drug.drug.notes).map { texts[$0] } + missed
      return told.map { (words.name(of: drug), $0) }
    }
    return merged(drugs) + calendar.regimen.notes.map { texts[$0] }
  }

  /// Drugs that share a rule share a line.
  private func merged(_ lines: [(name: String, text: String)]) -> [String] {
    var rules: [(names: [String], text: String)] = []
    for (name, text) in lines {
      if let index = rules.firstIndex(where: { $0.text == text }) {
        rules[index].names.append(name)
      } else {
        rules.append(([name], text))
      }
    }
    return rules.map {
      texts(CalendarMessage.labelled, $0.names.joined(separator: texts[SynopsisMessage.comma]), $0.text)
    }
  }

  private var footer: Node {
    let source = calendar.regimen.source.map {
      texts(CalendarMessage.labelled, texts[CalendarMessage.source], texts[$0])
    }
    let lines: [String?] = [
      [input.study, calendar.regimen.id].compactMap(\.self).joined(separator: " · "), source,
      input.subject == nil ? texts[CalendarMessage.notPatientData] : texts[SourceMessage.fromRecord],
      texts[CalendarMessage.judgement],
    ]
    return .footer(lines.compactMap(\.self).map { .p(.text($0)) })
  }
}
