// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Foundation
import Testing

/// Binomial, McNemar's, stratified and r × c tests against counting with whole numbers.
@Suite struct EverySmallCount {
  @Test("the binomial test against simple fractions")
  func binomial() {
    var worst = Worst()
    for (a, b) in [(1, 2), (1, 3), (2, 3), (1, 4), (1, 5), (3, 5), (1, 10), (0, 1), (1, 1)] {
      for n in 0...12 {
        // Ways out of bⁿ.
        let ways = (0...n).map { pascal[n][$0] * power(a, $0) * power(b - a, n - $0) }
        let all = Double(power(b, n))
        for x in 0...n {
          let arm = Proportion(events: x, of: n)
          let p0 = Double(a) / Double(b)
          func check(_ alternative: Alternative, _ isExtreme: (Int) -> Bool) {
            let sum = (0...n).filter(isExtreme).reduce(0) { $0 + ways[$1] }
            worst.compare(
              arm.binomialTest(against: p0, alternative).p,
              Double(sum) / all,
              "\(x)/\(n), \(a)/\(b)"
            )
          }
          check(.greater) { $0 >= x }
          check(.less) { $0 <= x }
          check(.twoSided) { ways[$0] <= ways[x] }
        }
      }
    }
    worst.expect(below: 5e-14)
  }

  @Test("McNemar's exact test")
  func mcNemar() {
    var worst = Worst()
    for n in 0...24 {
      for x in 0...n {
        let sum = (0...n).filter { pascal[n][$0] <= pascal[n][x] }.reduce(0) { $0 + pascal[n][$1] }
        let actual = DiscordantPairs(onlyFirst: x, onlySecond: n - x).mcNemarExact().p
        worst.compare(actual, Double(sum) / Double(1 << n), "\(x) v \(n - x)")
      }
    }
    worst.expect(below: 5e-14)
  }

  @Test("the exact conditional test of two strata, every pair of tables of up to six subjects")
  func stratified() {
    var worst = Worst()
    let tables = EveryTwoByTwoTable.tables.filter { $0.n1 + $0.n2 <= 6 }
    for a in tables {
      for b in tables where a.n1 + a.n2 >= b.n1 + b.n2 {
        // Both counts of treatment events, with the ways of either margin.
        var ways: [Int: Int] = [:]
        for x in 0...min(a.n1, a.x1 + a.x2) where a.x1 + a.x2 - x <= a.n2 {
          for y in 0...min(b.n1, b.x1 + b.x2) where b.x1 + b.x2 - y <= b.n2 {
            ways[x + y, default: 0] +=
              pascal[a.n1][x] * pascal[a.n2][a.x1 + a.x2 - x] * pascal[b.n1][y]
              * pascal[b.n2][b.x1 + b.x2 - y]
          }
        }
        let (total, observed) = (ways.values.reduce(0, +), ways[a.x1 + b.x1] ?? 0)
        for alternative in Alternative.allCases {
          let sum = ways.reduce(0) { sum, entry in
            let isExtreme =
              switch alternative {
              case .greater: entry.key >= a.x1 + b.x1
              case .less: entry.key <= a.x1 + b.x1
              case .twoSided: entry.value <= observed
              }
            return isExtreme ? sum + entry.value : sum
          }
          let actual = exactConditionalTest([a.table, b.table], alternative).p
          worst.compare(actual, Double(sum) / Double(total), "\(a), \(b) \(alternative)")
        }
      }
    }
    worst.expect(below: 5e-14)
  }

  @Test(
    "Freeman and Halton's test, every table of a shape",
    arguments: [(2, 2, 9), (2, 3, 9), (3, 3, 7), (2, 4, 7)]
  )
  func freemanHalton(_ rows: Int, _ columns: Int, _ largest: Int) {
    var worst = Worst()
    for total in 0...largest {
      // The whole sample space: every table with its ways, total! / Π cell!, by its margins.
      var space: [[Int]: [(cells: [Int], ways: Int)]] = [:]
      for cells in compositions(of: total, parts: rows * columns) {
        let ways = factorial(total) / cells.reduce(1) { $0 * factorial($1) }
        let rowSums = (0..<rows).map { r in (0..<columns).reduce(0) { $0 + cells[r * columns + $1] } }
        let columnSums = (0..<columns).map { c in (0..<rows).reduce(0) { $0 + cells[$1 * columns + c] } }
        space[rowSums + columnSums, default: []].append((cells, ways))
      }
      for tables in space.values {
        let all = tables.reduce(0) { $0 + $1.ways }
        for (cells, ways) in tables {
          let extreme = tables.reduce(0) { $1.ways <= ways ? $0 + $1.ways : $0 }
          let table = (0..<rows).map { r in Array(cells[(r * columns)..<((r + 1) * columns)]) }
          let actual = ContingencyTable(table).fisher()?.p ?? .nan
          worst.compare(actual, Double(extreme) / Double(all), "\(table)")
        }
      }
    }
    worst.expect(below: 5e-14)
  }

  private func power(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { sum, _ in sum * base }
  }

  private func factorial(_ n: Int) -> Int { n < 2 ? 1 : n * factorial(n - 1) }

  private func compositions(of total: Int, parts: Int) -> [[Int]] {
    if parts == 1 { return [[total]] }
    return (0...total).flatMap { first in
      compositions(of: total - first, parts: parts - 1).map { [first] + $0 }
    }
  }
}
