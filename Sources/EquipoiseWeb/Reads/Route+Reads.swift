// SPDX-License-Identifier: Apache-2.0

import Ledger
import Markup
import TrialConduct
import TrialDesign

/// Looking at the trial, now or as of an earlier moment.
extension Route {
  static let reads: [Route] = [
    read("study", "/study", .named("Study"), "The study, its forms and roles.") { call, view in
      APIAnswer(StudyJSON.json(view, in: APIDesk.language(of: call.request)))
    },
    read(
      "subjects",
      "/subjects",
      page(of: "SubjectLine"),
      "The subjects of your sites, in the order of screening.",
      filters: [
        filter("site", .text(.free), "Only of this site."),
        filter("status", .choice(SubjectJSON.Status.allCases.map(\.rawValue)), "Only with this status."),
      ]
    ) { call, view in
      let (site, status) = (call.query("site"), call.query("status"))
      let wanted = view.subjects.filter { subject in
        (site == nil || subject.site == site)
          && (status == nil || SubjectJSON.Status(subject).rawValue == status)
      }
      return call.page(wanted) { SubjectJSON.line($0, in: view) }
    },
    read("subject", "/subjects/{subject}", .named("Subject"), "One subject.") { call, view throws(Problem) in
      APIAnswer(SubjectJSON.json(try view.subject(call.name("subject")), in: view))
    },
    read(
      "rows",
      "/subjects/{subject}/rows",
      page(of: "Row"),
      "The rows of a subject, by form and number.",
      filters: [filter("form", .text(.free), "Only of this form.")]
    ) { call, view throws(Problem) in
      let subject = try view.subject(call.name("subject"))
      let forms = subject.forms.filter { call.query("form") == nil || $0.key == call.query("form") }
      let rows = forms.sorted { $0.key < $1.key }.flatMap { form, rows in
        rows.enumerated().filter { !$0.element.isRemoved }.map {
          (RowReference(subject.id, form, row: $0.offset + 1), $0.element)
        }
      }
      return call.page(rows) { RowJSON.json($0.1, $0.0, of: subject, in: view) }
    },
    read(
      "row",
      "/subjects/{subject}/forms/{form}/rows/{row}",
      .named("Row"),
      "One row; its ETag is its revision.",
      statuses: [200, 304]
    ) { call, view throws(Problem) in
      let reference = try call.row()
      let subject = try view.subject(reference.subject)
      guard let row = subject.row(reference.form, reference.row) else { throw Problem(.notFound) }
      let tag = RowJSON.tag(row)
      if call.query("as-of") == nil, call.request.header("if-none-match") == tag {
        return APIAnswer(nil, status: 304).with("etag", tag)
      }
      return APIAnswer(RowJSON.json(row, reference, of: subject, in: view)).with("etag", tag)
    },
    read(
      "queries",
      "/queries",
      page(of: "Query"),
      "The queries about subjects of your sites.",
      filters: [
        filter("status", .choice(QueryState.Status.allCases.map(\.rawValue)), "Only with this status."),
        filter("subject", .text(.free), "Only about this subject."),
      ]
    ) { call, view in
      let sites = view.viewer.sites(for: .read)
      let (status, subject) = (call.query("status"), call.query("subject"))
      let wanted = view.state.queries.filter { query in
        let id = query.query.row.subject
        return (sites.map { $0.contains(view.state.subject(id)?.site ?? "") } ?? true)
          && (status == nil || query.status.rawValue == status) && (subject == nil || id == subject)
      }
      return call.page(wanted) { QueryJSON.json($0) }
    },
    read(
      "screeningLog",
      "/screening-log",
      page(of: "Screening"),
      "Who was screened, and what became of it."
    ) { call, view in
      call.page(view.subjects.filter { $0.screened != nil }) { subject in
        [
          "subject": .string(subject.id), "site": .string(subject.site),
          "screened": .optional(subject.screened.map { "\($0)" }),
          "consented": .optional(subject.consents.first.map { "\($0.on)" }),
          "failed": .optional(subject.screenFailed.map { "\($0.on)" }),
          "reason": .optional(subject.screenFailed?.reason),
          "randomized": .optional(subject.allocation.map { "\($0.on)" }),
        ]
      }
    },
    read("cuts", "/cuts", page(of: "Cut"), "The data cuts that were named.") { call, view in
      call.page(view.state.cuts) { cut in
        [
          "id": .string(cut.id), "date": .optional(cut.date.map { "\($0)" }),
          "entries": .integer(cut.entries),
          "data": .string(cut.data),
        ]
      }
    },
    read("board", "/board", .named("Board"), "How your sites stand, in counts.") { _, view in
      APIAnswer(BoardJSON.json(view))
    },
    read(
      "reconciliation",
      "/reconciliation",
      .named("Reconciliation"),
      "What does not fit between adverse events, serious cases, deaths, the end of treatment and doses.",
      filters: [filter("subject", .text(.free), "Only of this subject.")]
    ) { call, view throws(Problem) in
      let subject = call.query("subject")
      if let subject { _ = try view.subject(subject) }
      return APIAnswer(ReconciliationJSON.json(view, only: subject, in: APIDesk.language(of: call.request)))
    },
    read(
      "head",
      "/head",
      .named("Head"),
      "Where the ledger ends, and the line that proves it.",
      moment: false
    ) {
      _,
      view in APIAnswer(HeadJSON.json(view.head))
    },
    read(
      "log",
      "/log",
      page(of: "Event"),
      "The entries of the ledger about your sites, in their order.",
      permission: .audit,
      filters: [filter("subject", .text(.free), "Only about this subject.")]
    ) { call, view throws(Problem) in try await call.log(view) },
  ]

  /// A route that only looks.
  static func read(
    _ id: String,
    _ path: String,
    _ answer: JSONShape,
    _ summary: String,
    permission: Permission = .read,
    moment: Bool = true,
    filters: [Parameter] = [],
    statuses: [Int] = [200],
    _ respond: @escaping @Sendable (Call, View) async throws(Problem) -> APIAnswer
  ) -> Route {
    var parameters = filters
    if moment {
      parameters.append(
        filter("as-of", .text(.free), "An entry of the ledger, or a day: what was known after it.")
      )
    }
    if case .object = answer {
      parameters.append(filter("limit", .integer(1...1000), "How many at most; 100 where left out."))
      parameters.append(filter("after", .integer(0...Int(Int32.max)), "\"next\" of the page before."))
    }
    return Route(
      method: .get,
      path: path,
      id: id,
      group: "Reading",
      summary: summary,
      door: .permission(permission),
      parameters: parameters,
      answer: answer,
      statuses: statuses
    ) { call throws(Problem) in
      let view = try await call.view()
      // Without a role that grants it there is nothing to see, rather than an empty list.
      guard view.viewer.sites(for: permission).map({ !$0.isEmpty }) ?? true else {
        throw Problem(refusal: .notPermitted(user: call.user, permission))
      }
      return try await respond(call, view)
    }
  }

  static func page(of name: String) -> JSONShape {
    .object([
      .init("items", .list(.named(name))),
      .init(
        "next",
        .nullable(.integer(0...Int(Int32.max))),
        "Send it as \"after\" for the next page; null after the last."
      ),
    ])
  }

  static func filter(_ name: String, _ shape: JSONShape, _ about: String) -> Parameter {
    Parameter(name: name, shape: shape, about: about)
  }
}

extension Call {
  private var limit: Int { query("limit").flatMap { Int($0) } ?? 100 }
  private var after: Int { query("after").flatMap { Int($0) } ?? 0 }

  /// One page of a list that is there as a whole.
  func page<Element>(_ all: [Element], _ json: (Element) -> JSONValue) -> APIAnswer {
    let items = all.dropFirst(after).prefix(limit)
    let end = after + items.count
    return APIAnswer([
      "items": .array(items.map(json)), "next": .optional(end < all.count && !items.isEmpty ? end : nil),
    ])
  }

  /// Entries that the caller may see.
  ///
  /// Those about subjects of other sites, and roles given there, are left out.
  fileprivate func log(_ view: View) async throws(Problem) -> APIAnswer {
    let wanted = query("subject")
    if let wanted {
      guard let site = view.state.subject(wanted)?.site, view.viewer.may(.audit, at: site) else {
        throw Problem(.notFound)
      }
    }
    let last = view.state.entries
    let all = view.viewer.sites(for: .audit)
    var items: [JSONValue] = []
    var index = after
    while items.count < limit, index < last {
      let entries = try await desk.past.entries(from: index + 1, limit: min(1000, last - index))
      guard !entries.isEmpty else { break }
      for entry in entries where items.count < limit {
        index = entry.index
        guard let event = try? TrialEvent(bytes: entry.payload) else { throw Problem(.damaged) }
        let subject = event.fact.concerned(in: view.state)
        if wanted != nil, subject?.id != wanted { continue }
        guard all == nil || event.fact.isKnown(at: subject?.site, all ?? []) else { continue }
        let words = EventJSON(
          showsArms: view.viewer.may(.readArms, at: subject?.site),
          study: view.study,
          covers: view.covers
        )
        items.append(words.json(event, entry: entry.index))
      }
    }
    return APIAnswer(["items": .array(items), "next": .optional(index < last ? index : nil)])
  }
}

extension Fact {
  /// The subject it is about, also where it names only a query, a case or a notice.
  fileprivate func concerned(in state: TrialState) -> SubjectState? {
    switch self {
    case .queryAnswered(let id, _), .queryClosed(let id), .queryReopened(let id):
      state.query(id).flatMap { state.subject($0.query.row.subject) }
    case .reportSent(let id, _, _): state.seriousCase(id).flatMap { state.subject($0.row.subject) }
    case .acknowledged(let entry): state.notice(entry).flatMap { state.subject($0.subject) }
    default: subject.flatMap { state.subject($0) }
    }
  }

  /// Whether somebody whose business is some sites may know of it.
  fileprivate func isKnown(at site: String?, _ sites: Set<String>) -> Bool {
    if let site { return sites.contains(site) }
    switch self {
    case .granted(let grant), .revoked(let grant): return grant.site.map { sites.contains($0) } ?? false
    case .frozen(.site(let site)), .unfrozen(.site(let site)), .locked(.site(let site)),
      .unlocked(.site(let site)):
      return sites.contains(site)
    case .activated, .cutMade, .frozen(.study), .unfrozen(.study), .locked(.study), .unlocked(.study):
      return true
    default: return false
    }
  }
}
