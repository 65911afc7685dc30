// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Randomizations by month and site, against plan, with a projection; for studies in calendar time.
struct AccrualAnalysis {
  let data: AnalysisData
  private let lists: SubjectLists
  private static let id = "accrual"

  /// nil in relative time, where randomizations have no dates.
  init?(_ data: AnalysisData) {
    guard data.study.study.time == .calendar, data.cutDay != nil else { return nil }
    self.data = data
    lists = SubjectLists(data)
  }

  var listing: Listing {
    let dates = Listing.Column(title: .randomized, values: .dates(data.randomized))
    let sites = data.study.record.site.map { data.column(of: $0) }
    return Listing(
      id: Self.id,
      subjects: (0..<data.count).map(Int32.init),
      columns: [dates] + [sites].compactMap(\.self)
    )
  }

  var result: AnalysisResult {
    AnalysisResult(
      id: Self.id,
      topic: .accrual,
      endpoint: nil,
      set: nil,
      standing: .prespecified,
      access: .open,
      methods: [.perMonth, .projectedEnd],
      primaryTest: nil,
      tables: [summary, months, sites].compactMap(\.self),
      curves: nil,
      notes: [],
      plan: nil
    )
  }

  // MARK: Tables

  /// Randomized against planned, the mean rate, and when the plan would be met at that rate.
  private var summary: ResultTable {
    var table = TableBuilder("summary", columns: [.total])
    table.row(
      .statistic(.randomized),
      [.count("randomized", data.count, rows: lists.rows(Self.id, count: data.count) { _ in true })]
    )
    let planned = data.study.study.plannedSubjects
    if let planned { table.row(.statistic(.planned), [.count("planned", planned)]) }
    guard let start = data.study.study.start, let cut = data.settings.cut, cut > start else {
      return table.table
    }
    // A month is 365.25/12 days, so that rates of long and short months compare.
    let monthsOpen = Double(cut - start + 1) / (365.25 / 12)
    let rate = Double(data.count) / monthsOpen
    table.row(.statistic(.perMonth), [.single("per-month", .number(rate), .value(decimals: 2))])
    if let planned, rate > 0 {
      let remaining = max(0, Double(planned - data.count)) / rate
      table.row(
        .statistic(.projectedEnd),
        [.single("months-remaining", .number(remaining), .value(decimals: 1))]
      )
    }
    return table.table
  }

  private var months: ResultTable {
    var table = TableBuilder("months", columns: [.statistic(.randomized), .total])
    let first = data.study.study.start ?? data.randomized.min().map { CivilDate(day: $0) }
    guard let first, let cut = data.settings.cut, first <= cut else { return table.table }
    let index = data.randomized.map { Self.month(CivilDate(day: $0)) }
    var cumulative = index.filter { $0 < Self.month(first) }.count
    for month in Self.month(first)...Self.month(cut) {
      let count = index.filter { $0 == month }.count
      cumulative += count
      let (year, number) = (month / 12, month % 12 + 1)
      let path = "months/\(year)-\(number < 10 ? "0" : "")\(number)"
      table.row(
        .month(year: year, month: number),
        [
          .count("\(path)/n", count, rows: lists.rows(Self.id, count: data.count) { index[$0] == month }),
          .count("\(path)/cumulative", cumulative),
        ]
      )
    }
    return table.table
  }

  private static func month(_ date: CivilDate) -> Int {
    let (year, month, _) = date.components
    return year * 12 + month - 1
  }

  private var sites: ResultTable? {
    guard data.study.record.site != nil else { return nil }
    var table = TableBuilder("sites", columns: [.statistic(.randomized)])
    for (index, site) in data.study.sites.enumerated() {
      table.row(
        .site(index),
        [
          .count(
            "sites/\(site.id)",
            data.site.filter { Int($0) == index }.count,
            rows: lists.rows(Self.id, count: data.count) { Int(data.site[$0]) == index }
          )
        ]
      )
    }
    return table.table
  }
}
