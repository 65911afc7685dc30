// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The probability that one of a few jointly normal variables leaves an interval common to all.
///
/// With the Cholesky factor L of the correlations, Z = L y and the y are independent. Given y₁ … yₖ₋₁ every
/// variable limits yₖ by linear functions, and with Q the probability of leaving
///
///     Qₖ = P(yₖ outside its limits) + ∫ inside φ(yₖ) Qₖ₊₁ dyₖ
///
/// All terms are positive, so that small probabilities keep their digits. A variable that depends on earlier ones
/// has no y of its own and adds a second pair of limits to the last of theirs; where the tighter limit changes,
/// the integrand has a kink. All places where two limits can cross are found beforehand, and the
/// Gauss–Legendre rule is applied between them. Genz & Bretz (2009) integrate by quasi-Monte Carlo, which is
/// slower for the same digits in so few dimensions.
struct NormalMaximum {
  /// A linear function c₀ + Σ cᵢ yᵢ of the y before some level.
  private struct Line {
    var constant: Double
    var slopes: [Double]

    func value(_ y: [Double]) -> Double {
      var sum = constant
      for i in slopes.indices { sum += slopes[i] * y[i] }
      return sum
    }
  }

  /// Factor rows, dependent variables without a diagonal element.
  private let rows: [[Double]]
  /// For each row the y that it limits.
  private let limited: [Int]
  private let dimension: Int
  /// Width of a piece of the integral: where two variables nearly depend, the integrand bends sharply.
  private let width: Double

  /// Factors a matrix of correlations, 1 to about 4 variables.
  ///
  /// Rows are taken in the order that finds dependence as early as possible, for there it costs least.
  init(_ correlation: [[Double]]) {
    let order = NormalMaximum.order(correlation)
    let size = order.count
    var rows = [[Double]]()
    var limited = [Int]()
    var owners = [Int]()
    for i in 0..<size {
      var row = [Double]()
      var pivot = 1.0
      for (column, owner) in owners.enumerated() {
        var sum = correlation[order[i]][order[owner]]
        for k in 0..<column { sum -= row[k] * rows[owner][k] }
        row.append(sum / rows[owner][column])
        pivot -= row[column] * row[column]
      }
      if pivot > Self.dependence {
        limited.append(owners.count)
        owners.append(i)
        row.append(pivot.squareRoot())
      } else {
        while let last = row.last, abs(last) < Self.dependence { row.removeLast() }
        limited.append(row.count - 1)
      }
      rows.append(row)
    }
    self.rows = rows
    self.limited = limited
    dimension = owners.count
    let smallest = owners.enumerated().map { rows[$0.element][$0.offset] }.min() ?? 1
    width = min(2, max(4 * smallest, owners.count > 3 ? 0.5 : 0.1))
  }

  /// Squared pivots below this are taken for 0.
  private static let dependence = 1e-9
  /// Beyond this the normal density holds less than 1e-16.
  private static let far = 8.5

  /// The order whose first dependent variable comes earliest.
  private static func order(_ correlation: [[Double]]) -> [Int] {
    let all = Array(correlation.indices)
    guard all.count > 2 else { return all }
    for first in all {
      for second in all where second > first {
        for third in all where third > second {
          let part = [first, second, third]
          let factor = Cholesky(
            part.map { a in part.map { correlation[a][$0] } },
            tolerance: Self.dependence
          )
          if factor.rank < 3 { return part + all.filter { !part.contains($0) } }
        }
      }
    }
    return all
  }

  /// P(some variable is below `lower` or above `upper`).
  func exceedance(lower: Double, upper: Double) -> Double {
    let limits = (0..<dimension).map { self.limits(of: $0, lower, upper) }
    // Where limits cross, going down from the last level to the first.
    var crossings = [[Line]](repeating: [], count: dimension)
    for level in (0..<dimension).reversed() {
      let lines = limits[level].lower + limits[level].upper + crossings[level]
      // A single pair of limits never crosses itself.
      guard lines.count > 2 || !crossings[level].isEmpty else { continue }
      for i in lines.indices {
        for j in lines.indices where j > i {
          let slopes = (0..<level).map { lines[i].slopes[$0] - lines[j].slopes[$0] }
          guard let last = slopes.lastIndex(where: { abs($0) > 1e-12 }) else { continue }
          crossings[last].append(
            Line(
              constant: (lines[j].constant - lines[i].constant) / slopes[last],
              slopes: slopes[..<last].map { -$0 / slopes[last] }
            )
          )
        }
      }
    }
    var y = [Double](repeating: 0, count: dimension)
    return min(1, outside(0, &y, limits, crossings))
  }

  /// The limits that rows put on y at `level`, as functions of the y before it.
  private func limits(of level: Int, _ lower: Double, _ upper: Double) -> (lower: [Line], upper: [Line]) {
    var below = [Line]()
    var above = [Line]()
    for (row, limit) in zip(rows, limited) where limit == level {
      let slope = row[level]
      let slopes = row[..<level].map { -$0 / slope }
      let (low, high) = slope > 0 ? (lower, upper) : (upper, lower)
      if low.isFinite { below.append(Line(constant: low / slope, slopes: slopes)) }
      if high.isFinite { above.append(Line(constant: high / slope, slopes: slopes)) }
    }
    return (below, above)
  }

  /// Qₖ, given the y before `level`.
  private func outside(
    _ level: Int,
    _ y: inout [Double],
    _ limits: [(lower: [Line], upper: [Line])],
    _ crossings: [[Line]]
  ) -> Double {
    let low = limits[level].lower.reduce(-Double.infinity) { max($0, $1.value(y)) }
    let high = limits[level].upper.reduce(Double.infinity) { min($0, $1.value(y)) }
    guard low < high else { return 1 }
    let rule = GaussLegendre.atLeast(16)
    var sum = StandardNormal.cumulative(low) + StandardNormal.cumulative(-high)
    guard level + 1 < dimension else { return sum }
    let (start, end) = (max(low, -Self.far), min(high, Self.far))
    guard start < end else { return sum }
    var places = crossings[level].map { $0.value(y) }.filter { $0 > start && $0 < end }.sorted()
    places.append(end)
    var from = start
    for to in places where to > from {
      let pieces = ((to - from) / width).rounded(.up)
      let half = (to - from) / pieces / 2
      for piece in 0..<Int(pieces) {
        let middle = from + (2 * Double(piece) + 1) * half
        for place in rule.nodes.indices {
          let value = middle + rule.nodes[place] * half
          y[level] = value
          let share = half * rule.weights[place] * StandardNormal.density(value)
          sum += share * outside(level + 1, &y, limits, crossings)
        }
      }
      from = to
    }
    y[level] = 0
    return sum
  }
}
