// SPDX-License-Identifier: Apache-2.0

extension CoxBlockPass {
  /// Goes on to a block with tied events, none of whose times reaches beyond it.
  mutating func addTied(_ rows: Rows) {
    let (count, padded) = (rows.count, rows.padded)
    inverses.update(repeating: 0, count: padded)
    totals.update(repeating: 0, count: padded)
    var joining = 0
    var slots = 0
    var row = 0
    while row < count {
      row += 1
      guard rows.marks[row - 1] & CoxBlocks.Mark.event != 0 else { continue }
      let start = row - 1
      while row < count, rows.marks[row] == CoxBlocks.Mark.tiedEvent { row += 1 }
      addTime(rows, joining, start..<row, &slots)
      joining = row
    }
    total += ColumnSums.sum(weights, joining..<count)
    for j in 0..<size {
      first[j] += ColumnSums.product(weights, rows.column(j), joining..<count)
    }
    let risen = gather(padded) { totals.four($0) }
    for j in 0..<size {
      for row in stride(from: 0, to: padded, by: 4) {
        let x = rows.column(j).four(row)
        weighted.set(row, weights.four(row) * x)
        gatheringWeighted.set(row, gathering.four(row) * x)
      }
      addSeconds(of: j, rows, risen)
    }
    let padding = (slots + 3) / 4 * 4
    for j in 0..<size {
      for slot in slots..<padding { means(j)[slot] = 0 }
    }
    subtractSquares(padding)
  }

  /// Lets those join who come before the events of one time, and these; gathers all but what S₂ tells.
  ///
  /// Over the shares f the means are m = (S₁ − f D₁)/s, and Σ m m' = A S₁S₁' − B (S₁D₁' + D₁S₁') + C D₁D₁' with the sums A, B, C of
  /// 1/s², f/s², f²/s²: the squares of √A S₁ − B/√A D₁ and √(C − B²/A) D₁.
  private mutating func addTime(
    _ rows: Rows,
    _ joining: Int,
    _ events: Range<Int>,
    _ slots: inout Int
  ) {
    let died = ColumnSums.sum(weights, events)
    total += ColumnSums.sum(weights, joining..<events.lowerBound)
    total += died
    let shares = TiedShares(events.count, ties, of: total, died: died, &logs)
    inverses[events.upperBound - 1] = shares.inverse
    for event in events { totals[event] = shares.share }
    let root = shares.inverseSquare.squareRoot()
    let mixed = shares.shareSquare / root
    let rest = max(0, shares.squareSquare - mixed * mixed).squareRoot()
    for j in 0..<size {
      let column = rows.column(j)
      let dying = ColumnSums.product(weights, column, events)
      first[j] += ColumnSums.product(weights, column, joining..<events.lowerBound)
      first[j] += dying
      score[j] -= shares.inverse * first[j] - shares.share * dying
      means(j)[slots] = root * first[j] - mixed * dying
      if events.count > 1 { means(j)[slots + 1] = rest * dying }
    }
    slots += events.count > 1 ? 2 : 1
  }
}
