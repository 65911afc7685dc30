// SPDX-License-Identifier: Apache-2.0

extension CoxBlockPass {
  /// Goes on to a block whose events all have times of their own.
  mutating func addUntied(_ rows: Rows) {
    let padded = rows.padded
    for row in 0..<rows.count { inverses[row] = rows.marks[row] & CoxBlocks.Mark.event == 0 ? 0 : 1 }
    for row in rows.count..<padded { inverses[row] = 0 }
    invertTotals(padded)
    let risen = gather(padded) { _ in .zero }
    for j in 0..<size {
      let column = rows.column(j)
      var running = first[j]
      var sum = Four.zero
      let means = means(j)
      for row in stride(from: 0, to: padded, by: 4) {
        let x = column.four(row)
        let weighted = weights.four(row) * x
        self.weighted.set(row, weighted)
        gatheringWeighted.set(row, gathering.four(row) * x)
        let mean = weighted.running(&running) * inverses.four(row)
        means.set(row, mean)
        sum += mean
      }
      first[j] = running
      score[j] -= sum.sum
      addSeconds(of: j, rows, risen)
    }
    subtractSquares(padded)
  }

  /// S₀ of each row, and 1/S₀ where `inverses` is 1.
  private mutating func invertTotals(_ padded: Int) {
    for row in stride(from: 0, to: padded, by: 4) {
      let totals = weights.four(row).running(&total)
      let isEvent = inverses.four(row)
      inverses.set(row, isEvent / totals)
      logs.add(logsOf: totals.replacing(with: 1, where: isEvent .== 0))
    }
  }

  /// Sums `inverses` from the last row to the first, and multiplies what each row has then, less `own`, with its weight.
  ///
  /// - Returns: The sum over all rows.
  @inline(__always)
  func gather(_ padded: Int, less own: (_ row: Int) -> Four) -> Double {
    var risen = 0.0
    var row = padded
    while row > 0 {
      row -= 4
      let four = inverses.four(row)
      let sums = Four(four.w, four.z, four.y, four.x).running(&risen)
      gathering.set(row, weights.four(row) * (Four(sums.w, sums.z, sums.y, sums.x) - own(row)))
    }
    return risen
  }

  /// Adds what covariate j makes with those before it.
  @inline(__always)
  func addSeconds(of j: Int, _ rows: Rows, _ risen: Double) {
    let (a, b) = (UnsafePointer(weighted), UnsafePointer(gatheringWeighted))
    var place = j * (j + 1) / 2
    var column = rows.x
    var k = 0
    while k < j {
      let sums = ColumnSums.pairs(a, b, column, column + rows.count, count: rows.padded)
      add(sums.x, sums.y, at: place, risen)
      add(sums.z, sums.w, at: place + 1, risen)
      place += 2
      column += 2 * rows.count
      k += 2
    }
    guard k == j else { return }
    let sums = ColumnSums.pair(a, b, column, count: rows.padded)
    add(sums.x, sums.y, at: place, risen)
  }

  @inline(__always)
  private func add(_ atRisk: Double, _ gathered: Double, at place: Int, _ risen: Double) {
    information[place] += risen * second[place] + gathered
    second[place] += atRisk
  }

  /// Takes Σ m m' from the information.
  func subtractSquares(_ padded: Int) {
    var place = 0
    for j in 0..<size {
      let mean = UnsafePointer(means(j))
      var k = 0
      while k < j {
        let sums = ColumnSums.products(mean, means(k), means(k + 1), count: padded)
        information[place] -= sums.x
        information[place + 1] -= sums.y
        place += 2
        k += 2
      }
      guard k == j else { continue }
      information[place] -= ColumnSums.product(mean, mean, count: padded)
      place += 1
    }
  }
}
