// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct

/// How the sites stand, in counts; nothing in it tells arms apart.
struct BoardJSON {
  private var counts: [String: Int] = [:]

  private static let names = [
    "screened", "screenFailed", "consented", "withdrawn", "randomized", "openQueries", "answeredQueries",
    "rows", "unsignedRows", "openNotices", "toReconcile", "undetermined",
  ]

  static let countsShape = JSONShape.object(
    [.init("site", .nullable(.text(.any)), "null for all together.")]
      + names.map { .init($0, .integer(0...Int(Int32.max))) }
  )
  static let shape = JSONShape.object([
    .init("sites", .list(.named("Counts"))), .init("total", .named("Counts")),
  ])

  static func json(_ view: View) -> JSONValue {
    let wanted = view.viewer.sites(for: .read)
    var sites: [String: BoardJSON] = [:]
    var total = BoardJSON()
    for site in view.study.sites where wanted?.contains(site.id) ?? true { sites[site.id] = BoardJSON() }
    for subject in view.subjects {
      sites[subject.site, default: BoardJSON()].add(subject, view)
      total.add(subject, view)
    }
    for notice in view.state.notices where notice.isOpen {
      guard let site = view.state.subject(notice.subject)?.site, wanted?.contains(site) ?? true else {
        continue
      }
      sites[site]?.counts["openNotices", default: 0] += 1
      total.counts["openNotices", default: 0] += 1
    }
    for finding in Reconciliation(view.state, by: view.conduct, sites: wanted).findings {
      guard let site = view.state.subject(finding.subject)?.site else { continue }
      let name = finding.isUndetermined ? "undetermined" : "toReconcile"
      sites[site]?.counts[name, default: 0] += 1
      total.counts[name, default: 0] += 1
    }
    return [
      "sites": .array(sites.sorted { $0.key < $1.key }.map { $0.value.json(of: $0.key) }),
      "total": total.json(of: nil),
    ]
  }

  private mutating func add(_ subject: SubjectState, _ view: View) {
    func count(_ name: String, _ number: Int = 1) { counts[name, default: 0] += number }
    if subject.screened != nil { count("screened") }
    if subject.screenFailed != nil { count("screenFailed") }
    if !subject.consents.isEmpty { count("consented") }
    if subject.withdrawn != nil { count("withdrawn") }
    if subject.allocation != nil { count("randomized") }
    let queries = subject.queries.map { view.state.queries[$0] }
    count("openQueries", queries.filter { $0.status != .closed }.count)
    count("answeredQueries", queries.filter { $0.status == .answered }.count)
    let rows = subject.forms.values.joined().filter { !$0.isRemoved && !$0.values.isEmpty }
    count("rows", rows.count)
    count("unsignedRows", rows.filter(\.validSignatures.isEmpty).count)
  }

  private func json(of site: String?) -> JSONValue {
    .object(
      [.init("site", .optional(site))] + Self.names.map { .init($0, .integer(counts[$0, default: 0])) }
    )
  }
}
