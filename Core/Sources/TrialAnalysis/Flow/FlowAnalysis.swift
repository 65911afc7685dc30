// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Who was randomized, treated, stopped, lost and analysed (CONSORT 2025 items 22a–b), and the analysis sets.
struct FlowAnalysis {
  let data: AnalysisData
  private let lists: SubjectLists
  static let id = "flow"

  init(_ data: AnalysisData) {
    self.data = data
    lists = SubjectLists(data)
  }

  var listing: Listing {
    let roles = data.study.record
    var columns = [roles.site, roles.randomized, roles.treated, roles.discontinued?.item, roles.lost?.item]
      .compactMap { $0.map { data.column(of: $0) } }
    for (set, truths) in zip(data.study.analysisSets, data.sets) {
      columns.append(Listing.Column(title: .set(set.id), values: .truths(truths.map(\.rawValue))))
    }
    return data.listing(Self.id, columns)
  }

  private var columns: [Label] { data.armColumns + [.total] }

  private func counts(
    _ name: String,
    where isIn: (Int) -> Bool
  ) -> [ResultTable.Entry?] {
    let byArm = data.countByArm(where: isIn)
    let arms = data.study.arms.enumerated().map { arm, entry -> ResultTable.Entry? in
      .count(
        "\(entry.id)/\(name)",
        byArm[arm],
        rows: lists.rows(Self.id, count: data.count) { Int(data.arm[$0]) == arm && isIn($0) }
      )
    }
    return arms + [
      .count("total/\(name)", byArm.reduce(0, +), rows: lists.rows(Self.id, count: data.count, where: isIn))
    ]
  }

  // MARK: Flow

  var flow: AnalysisResult {
    var notes: [ResultNote] = []
    var table = TableBuilder("flow", columns: columns)
    table.row(.statistic(.randomized), counts("randomized") { _ in true })
    let roles = data.study.record
    if let path = roles.treated {
      let days = data.earliestDays(path)
      let cut = data.cutDay ?? Int32.max
      let isTreated = days.map { $0 != ItemColumn.noDay && $0 <= cut }
      table.row(.statistic(.treated), counts("treated") { isTreated[$0] })
      table.row(.statistic(.notTreated), counts("not-treated") { !isTreated[$0] })
    }
    for (reason, head) in [(roles.discontinued, Statistic.discontinued), (roles.lost, .lost)] {
      if let reason { notes += reasons(reason, under: head, into: &table) }
    }
    let isDead = data.death.map { $0 != ItemColumn.noDay && $0 <= (data.cutDay ?? Int32.max) }
    if data.study.safety?.deaths != nil { table.row(.statistic(.deaths), counts("deaths") { isDead[$0] }) }
    for (set, truths) in zip(data.study.analysisSets, data.sets) {
      table.row(.set(set.id), counts("set-\(set.id)") { truths[$0] == .met })
    }
    return result(id: Self.id, topic: .flow, tables: [table.table], notes: notes)
  }

  /// A line for all reasons and, where there are several, one for each; the lines must sum.
  private func reasons(
    _ reason: RecordRoles.Reason,
    under head: Statistic,
    into table: inout TableBuilder
  ) -> [ResultNote] {
    let codes = data.codes(reason.item)
    let categories = data.study.item(reason.item).map { data.study.codes(of: $0) } ?? []
    let shown = categories.indices.filter { !reason.exempt.contains(categories[$0]) }
    let cut = data.cutDay ?? Int32.max
    let days = reason.at.map { data.earliestDays($0) }
    // The smallest number stands for an unknown day: a reason without a day counts.
    let isReason = codes.indices.map { shown.contains(Int(codes[$0])) && (days?[$0] ?? cut) <= cut }
    table.row(.statistic(head), counts(head.rawValue) { isReason[$0] })
    guard shown.count > 1 else { return [] }
    var sum = 0
    for code in shown {
      sum += codes.indices.filter { Int(codes[$0]) == code && isReason[$0] }.count
      table.row(
        .category(reason.item, code),
        level: 1,
        counts("\(head.rawValue)-\(categories[code])") { Int(codes[$0]) == code && isReason[$0] }
      )
    }
    return sum == isReason.filter(\.self).count ? [] : [.doesNotSum(reason.item.description)]
  }

  // MARK: Sets

  var sets: AnalysisResult {
    var table = TableBuilder("sets", columns: columns)
    for (set, truths) in zip(data.study.analysisSets, data.sets) {
      table.row(.set(set.id), columns.map { _ in nil })
      for (statistic, truth) in [
        (Statistic.inSet, Truth.met), (.notInSet, .notMet), (.setUnknown, .unknown),
      ] {
        table.row(
          .statistic(statistic),
          level: 1,
          counts("\(set.id)/\(statistic.rawValue)") { truths[$0] == truth }
        )
      }
    }
    return result(id: "sets", topic: .sets, tables: [table.table], notes: [])
  }

  private func result(
    id: String,
    topic: AnalysisResult.Topic,
    tables: [ResultTable],
    notes: [ResultNote]
  ) -> AnalysisResult {
    AnalysisResult(
      id: id,
      topic: topic,
      endpoint: nil,
      set: nil,
      standing: .prespecified,
      access: .closed,
      methods: [],
      primaryTest: nil,
      tables: tables,
      curves: nil,
      notes: notes,
      plan: nil
    )
  }
}
