// SPDX-License-Identifier: Apache-2.0

import Markup
import ReportAssets
import TrialAnalysis
import TrialDesign

/// The report as one page that loads nothing: style, script, figures and the data behind its numbers are inside.
struct ReportPage {
  let words: ReportWords
  let figures: [ReportFigure]

  private var texts: Texts { words.texts }
  private var study: StudyProtocol { words.study }

  /// Nothing may be loaded and nothing sent; style and script stand in the page itself.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    + "form-action 'none'"

  var node: Node {
    .page(language: texts.language.rawValue, head: head, body: body)
  }

  private var head: [Node] {
    [
      .meta(attributes: [("http-equiv", "Content-Security-Policy"), ("content", Self.policy)]),
      .meta(attributes: [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      .meta(attributes: [("name", "color-scheme"), ("content", "light dark")]),
      .title(
        .text("\(texts[study.study.shortTitle]) · \(texts[ReportMessage.interimReport]) · \(words.cut)")
      ),
      // Constants of ours, embedded when this program was built.
      .style(.raw(Self.asset(equipoise_report_css)), .raw(FigureStyle.css), .raw(printedLines)),
    ]
  }

  private var body: [Node] {
    [
      Node.a(.text(texts[ReportMessage.skipToResults]), href: "#results", class: "skip"),
      banner,
      .div(
        contents,
        .main([header, KeyResults(words: words).node] + sections + [methods], id: "results"),
        class: "page"
      ),
      footer,
      panel,
      .script(
        // JSON with every `<` written as an escape, so that no text of a study can end the element.
        .raw(Self.escaped(PanelData(words: words).json.rendered(.compact))),
        id: "report-data",
        attributes: [("type", "application/json")]
      ),
      // A constant of ours.
      .script(.raw(Self.asset(equipoise_report_js))),
    ]
  }

  // MARK: Head and foot

  private var banner: Node {
    guard let statement = words.statement else { return .nothing }
    return .div(.text(statement), class: "banner", attributes: [("role", "note")])
  }

  private var header: Node {
    let identity = study.study
    let registry = identity.registrations.map { "\($0.registry) \($0.id)" }.joined(separator: " · ")
    let cut =
      words.results.cut == nil && identity.time == .relative ? texts[ReportMessage.relativeTime] : words.cut
    let recorded = words.results.asOf.map { ", \(texts(ReportMessage.recordedBy, $0.description))" } ?? ""
    return .header(
      .p(.text(texts[ReportMessage.interimReport]), class: "kind"),
      .h1(.text(texts[identity.title])),
      .p(.text(cut + recorded), class: "cut"),
      registry.isEmpty ? .nothing : .p(.text(registry), class: "registry")
    )
  }

  private var footer: Node {
    let prints = words.input.fingerprints
    let hashes: [(ReportMessage, String)] = [
      (.protocolHash, prints.protocolFile), (.dataHash, prints.data), (.engine, prints.engine),
    ]
    return .footer(
      .p(.text("\(texts[study.study.shortTitle]) · \(words.cut)")),
      .dl(hashes.flatMap { [.dt(.text(texts[$0.0])), .dd(.code(.text($0.1)))] }, class: "hashes"),
      .p(.text(texts[ReportMessage.notForCare]))
    )
  }

  /// Two lines that stand on every printed page; the statement is escaped as a string of CSS.
  private var printedLines: String {
    let top = words.statement ?? ""
    return """
      @page{@top-center{content:\(Self.quoted(top))}\
      @bottom-left{content:\(Self.quoted(words.footer))}}

      """
  }

  private var panel: Node {
    .aside(
      .div(
        .h2(.text(texts[ReportMessage.panelOf]), id: "panel-title", attributes: [("tabindex", "-1")]),
        .button(.text(texts[ReportMessage.close]), id: "panel-close", attributes: [("type", "button")]),
        class: "panel-head"
      ),
      .div(id: "panel-body"),
      .div(
        .button(.text(texts[ReportMessage.copyAsText]), id: "panel-copy", attributes: [("type", "button")]),
        .span(id: "panel-said", attributes: [("role", "status"), ("aria-live", "polite")]),
        class: "panel-foot"
      ),
      id: "panel",
      attributes: [("hidden", ""), ("role", "complementary"), ("aria-labelledby", "panel-title")]
    )
  }

  private var contents: Node {
    let items =
      [("key-results", texts[ReportMessage.keyResults])] + topics.map { ($0.rawValue, words.text($0)) }
      + [("methods", texts[ReportMessage.methods])]
    return .nav(
      .p(.text(texts[ReportMessage.contents]), class: "kind", id: "contents"),
      .ul(items.map { .li(.a(.text($0.1), href: "#\($0.0)")) }),
      attributes: [("aria-labelledby", "contents")]
    )
  }

  // MARK: Sections

  /// The sections in the order of the report.
  ///
  /// Accrual keeps its place in relative time, to say why it is left out.
  private var topics: [AnalysisResult.Topic] {
    AnalysisResult.Topic.allCases.filter { topic in
      words.results.results.contains { $0.topic == topic }
        || (topic == .accrual && study.study.time == .relative)
    }
  }

  private var sections: [Node] {
    var tableNumbers: [Int: Int] = [:]
    var figureNumbers: [Int: Int] = [:]
    return topics.map { topic in
      let chapter = topic.chapter
      let parts = words.results.results.filter { $0.topic == topic }
        .map { part($0, chapter, &tableNumbers[chapter, default: 0], &figureNumbers[chapter, default: 0]) }
      let reason = parts.isEmpty ? [Node.p(.text(texts[ReportMessage.accrualLeftOut]))] : []
      return .section([.h2(.text(words.text(topic)))] + reason + parts, id: topic.rawValue)
    }
  }

  private var methods: Node {
    .section([.h2(.text(texts[ReportMessage.methods]))] + MethodsSection(words: words).nodes, id: "methods")
  }

  /// One result: what it found, of whom, its figure, its tables, and what a reader has to know.
  private func part(_ result: AnalysisResult, _ chapter: Int, _ table: inout Int, _ figure: inout Int) -> Node
  {
    var nodes: [Node] = [
      .h3([.text(Finding(words: words, result: result).text)] + tags(result)),
      about(result),
    ]
    nodes += result.notes.map { .p(.text(words.text($0)), class: "note") }
    if let note = result.plan?.note { nodes.append(.p(.text(texts[note]), class: "note")) }
    for shown in figures where shown.result == result.id {
      figure += 1
      nodes.append(markup(of: shown, number: "14.\(chapter).\(figure)"))
    }
    for parts in groups(of: result) {
      table += 1
      nodes.append(
        TableMarkup(words: words, result: result, parts: parts, number: "14.\(chapter).\(table)").node
      )
    }
    return .article(nodes, id: result.id)
  }

  /// Baseline characteristics have a result table each and stand in one table of the page.
  private func groups(of result: AnalysisResult) -> [[ResultTable]] {
    let tables = result.tables.filter { !$0.rows.isEmpty }
    guard result.topic == .baseline, let first = tables.first else { return tables.map { [$0] } }
    return tables.allSatisfy { $0.columns == first.columns } ? [tables] : tables.map { [$0] }
  }

  private func tags(_ result: AnalysisResult) -> [Node] {
    guard result.plan != nil, result.standing != .prespecified else { return [] }
    return [" ", .span(.text(words.text(result.standing)), class: "tag")]
  }

  private func about(_ result: AnalysisResult) -> Node {
    var parts: [String] = []
    if let id = result.endpoint, let endpoint = study.endpoint(id) { parts.append(texts[endpoint.title]) }
    parts.append(result.set.map { words.set($0) } ?? texts[ReportMessage.allRandomized])
    if result.plan != nil, result.standing == .prespecified { parts.append(words.text(result.standing)) }
    return .p(.text(parts.joined(separator: " · ")), class: "about")
  }

  private func markup(of shown: ReportFigure, number: String) -> Node {
    .figure(
      .div(
        shown.figure.svg,
        class: "scroll",
        attributes: [("tabindex", "0"), ("role", "region"), ("aria-label", shown.figure.notes.title)]
      ),
      .figcaption(
        .span(.text(texts(ReportMessage.figure, number)), class: "number-title"),
        " ",
        .text("\(shown.figure.notes.title). \(shown.figure.notes.caption)")
      )
    )
  }

  // MARK: Strings inside other languages

  /// Text that was embedded when this program was built.
  private static func asset(_ read: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) -> String {
    var length = 0
    let bytes = read(&length)
    return String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  static func escaped(_ json: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.utf8.count)
    for byte in json.utf8 {
      if byte == UInt8(ascii: "<") { bytes += "\\u003c".utf8 } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A string of CSS: everything that could end it, or the element around it, is written as a code point.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "<", ">", "&", "\n", "\r": quoted += "\\\(String(scalar.value, radix: 16)) "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension AnalysisResult.Topic {
  /// The part of chapter 14 of a clinical study report (ICH E3): demography, efficacy, safety.
  fileprivate var chapter: Int {
    switch self {
    case .flow, .accrual, .sets, .baseline, .treatment: 1
    case .response, .subgroups, .survival: 2
    case .safety: 3
    }
  }
}
