// SPDX-License-Identifier: Apache-2.0

extension Audit {
  // MARK: Columns

  /// A row of a table: the counts of the arms make that of the column of all.
  mutating func checkColumns(in sentence: SentenceReading) {
    var cells: [(size: Int, events: Int, isOfAll: Bool, tokens: Range<Int>)] = []
    for case .proportion(let share) in sentence.phrases {
      guard let size = share.column, let events = share.events, !share.isOther, !share.isSurvival else {
        return
      }
      cells.append((size, events, share.isOfAll, share.tokens))
    }
    guard cells.count >= 3, let first = cells.first, let last = cells.last,
      let whole = cells.first(where: \.isOfAll),
      cells.reduce(0, { $0 + $1.size }) == 2 * whole.size
    else { return }
    let parts = cells.filter { !$0.isOfAll }
    guard parts.count == cells.count - 1 else { return }
    let sum = parts.reduce(0) { $0 + $1.events }
    let fits = sum == whole.events
    add(
      .part,
      at: first.tokens.lowerBound..<last.tokens.upperBound,
      fits ? .consistent : .inconsistent,
      fits
        ? .partsMakeTotal(parts: parts.map(\.events), total: whole.events)
        : .partsContradictTotal(parts: parts.map(\.events), total: whole.events),
      printed: figures(parts.map(\.events), whole.events),
      recomputed: [Recomputation(.total, Double(sum))]
    )
  }

  // MARK: Subgroups

  /// Events and subjects of each arm in one row of a table.
  private typealias SubgroupRow = [(events: Int, total: Int, tokens: Range<Int>)]

  /// Rows of subgroups that must make the row of all.
  mutating func checkSubgroupRows() {
    var whole: SubgroupRow?
    var rows: [SubgroupRow] = []
    for sentence in reading.sentences {
      guard let row = subgroupRow(sentence) else {
        whole = nil
        rows = []
        continue
      }
      let head = sentence.tokens.lowerBound
      if ["all", "overall", "total", "全部", "总体"].contains(document.word(head)) {
        whole = row
        rows = []
      } else if let all = whole, all.count == row.count {
        rows.append(row)
        if let last = rows.dropLast().last, judge(last, row, all) { rows = [] }
      }
    }
  }

  /// A line of cells between bars or tabs in which at least two hold events of a total.
  private func subgroupRow(_ sentence: SentenceReading) -> SubgroupRow? {
    guard sentence.tokens.contains(where: { [.bar, .semicolon].contains(document.sense($0)) }) else {
      return nil
    }
    var row: SubgroupRow = []
    for case .proportion(let share) in sentence.phrases {
      if let events = share.events, let total = share.total { row.append((events, total, share.tokens)) }
    }
    return row.count >= 2 ? row : nil
  }

  /// Whether two rows are halves of the whole; says so, or which figure alone does not fit.
  private mutating func judge(_ first: SubgroupRow, _ second: SubgroupRow, _ whole: SubgroupRow) -> Bool {
    var wrong: [(parts: [Int], total: Int, tokens: Range<Int>)] = []
    for (rank, all) in whole.enumerated() {
      let (a, b) = (first[rank], second[rank])
      let areAll = a.total + b.total == all.total
      if !areAll { wrong.append(([a.total, b.total], all.total, b.tokens)) }
      if a.events + b.events != all.events { wrong.append(([a.events, b.events], all.events, b.tokens)) }
    }
    guard wrong.count <= 1 else { return false }
    guard let fault = wrong.first else {
      for (rank, all) in whole.enumerated() {
        let parts = [first[rank].events, second[rank].events]
        add(
          .part,
          at: second[rank].tokens,
          .consistent,
          .partsMakeTotal(parts: parts, total: all.events),
          printed: figures(parts, all.events)
        )
      }
      return true
    }
    let sum = fault.parts.reduce(0, +)
    // Some subjects may be in neither half, and then their events are too.
    let isOfEvents = whole.contains { $0.events == fault.total && $0.total != fault.total }
    guard sum > fault.total || isOfEvents else { return false }
    add(
      .part,
      at: fault.tokens,
      .inconsistent,
      .partsContradictTotal(parts: fault.parts, total: fault.total),
      printed: figures(fault.parts, fault.total),
      recomputed: [Recomputation(.total, Double(sum))]
    )
    return true
  }
}
