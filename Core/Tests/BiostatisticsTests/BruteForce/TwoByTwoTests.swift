// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Foundation
import Testing

/// Every two-by-two table of up to sixteen subjects against the plain definition of each exact test.
///
/// Probabilities are whole numbers of ways over a common whole number, so that ties are exact; orderings are compared
/// as fractions of whole numbers; suprema are those of a grid of 800 angles, each high point refined by golden
/// sections. Nothing is shared with the library.
@Suite struct EveryTwoByTwoTable {
  /// All tables with at most this many subjects, empty arms and empty margins included: 4,845.
  static let tables: [PlainTable] = (0...16).flatMap { n in
    (0...n).flatMap { n1 in
      (0...n1).flatMap { x1 in (0...(n - n1)).map { PlainTable(x1, n1, $0, n - n1) } }
    }
  }

  @Test("Fisher's test in all its versions")
  func fisher() {
    var worst = Worst()
    for t in Self.tables {
      let table = t.table
      let (greater, less, two) = (t.fisher(.greater), t.fisher(.less), t.fisher(.twoSided))
      let half = t.observedProbability / 2
      worst.compare(table.fisher(.greater).p, greater, "\(t) greater")
      worst.compare(table.fisher(.less).p, less, "\(t) less")
      worst.compare(table.fisher().p, two, "\(t) two-sided")
      worst.compare(table.fisherDoubled().p, min(1, 2 * min(greater, less)), "\(t) doubled")
      worst.compare(table.fisherMidP(.greater).p, greater - half, "\(t) mid-p greater")
      worst.compare(table.fisherMidP(.less).p, less - half, "\(t) mid-p less")
      worst.compare(table.fisherMidP().p, two - half, "\(t) mid-p two-sided")
      worst.compare(
        table.fisherMidPDoubled().p,
        min(1, 2 * (min(greater, less) - half)),
        "\(t) mid-p doubled"
      )
    }
    worst.expect(below: 5e-14)
  }

  @Test("Barnard's test", arguments: Alternative.allCases)
  func barnard(_ alternative: Alternative) {
    var worst = Worst()
    for t in Self.tables {
      worst.compare(t.table.barnard(alternative).p, t.barnard(alternative), "\(t) \(alternative)")
    }
    worst.expect(below: 5e-14)
  }

  @Test("Boschloo's test, both definitions")
  func boschloo() {
    var worst = Worst()
    for t in Self.tables {
      let (greater, less) = (t.boschloo(.greater), t.boschloo(.less))
      worst.compare(t.table.boschloo(.greater).p, greater, "\(t) greater")
      worst.compare(t.table.boschloo(.less).p, less, "\(t) less")
      worst.compare(t.table.boschloo().p, t.boschloo(.twoSided), "\(t) two-sided")
      worst.compare(t.table.boschlooDoubled().p, min(1, 2 * min(greater, less)), "\(t) doubled")
    }
    worst.expect(below: 5e-14)
  }

  @Test("the conditional odds ratio and both its intervals")
  func conditionalOddsRatio() {
    var worst = Worst()
    for t in Self.tables {
      worst.compare(t.table.conditionalOddsRatio(), t.conditionalOddsRatio, "\(t) estimate")
      let (exact, midP) = (
        t.table.conditionalOddsRatioExact(level: 0.9), t.table.conditionalOddsRatioMidP(level: 0.9)
      )
      for (interval, weight) in [(exact, 1.0), (midP, 0.5)] {
        let (lower, upper) = t.conditionalInterval(tail: 0.05, weightOfObserved: weight)
        worst.compare(interval.lower, lower, "\(t) lower, weight \(weight)")
        worst.compare(interval.upper, upper, "\(t) upper, weight \(weight)")
      }
    }
    worst.expect(below: 5e-14)
  }
}

/// A table with everything about it by counting.
struct PlainTable: CustomStringConvertible {
  let x1, n1, x2, n2: Int

  init(_ x1: Int, _ n1: Int, _ x2: Int, _ n2: Int) { (self.x1, self.n1, self.x2, self.n2) = (x1, n1, x2, n2) }

  var description: String { "\(x1)/\(n1) v \(x2)/\(n2)" }

  var table: TwoProportions {
    TwoProportions(Proportion(events: x1, of: n1), versus: Proportion(events: x2, of: n2))
  }

  /// How many ways lead to a table of these arm sizes.
  private func ways(_ a: Int, _ b: Int) -> Int { pascal[n1][a] * pascal[n2][b] }

  /// The first arm's counts that `events` allow.
  private func counts(_ events: Int) -> ClosedRange<Int> { max(0, events - n2)...min(n1, events) }

  // MARK: Given both margins

  /// The ways that make up Fisher's p-value of a table, out of `pascal[n1 + n2][events]`.
  private func fisherWays(_ a: Int, _ b: Int, _ alternative: Alternative) -> Int {
    let events = a + b
    return counts(events).reduce(0) { sum, x in
      let isExtreme =
        switch alternative {
        case .greater: x >= a
        case .less: x <= a
        case .twoSided: ways(x, events - x) <= ways(a, b)
        }
      return isExtreme ? sum + ways(x, events - x) : sum
    }
  }

  func fisher(_ alternative: Alternative) -> Double {
    Double(fisherWays(x1, x2, alternative)) / Double(pascal[n1 + n2][x1 + x2])
  }

  var observedProbability: Double { Double(ways(x1, x2)) / Double(pascal[n1 + n2][x1 + x2]) }

  /// Ways times powers of the odds ratio, added up where `weight` says.
  private func share(_ logOddsRatio: Double, _ weight: (Int) -> Double) -> Double {
    var (part, all) = (0.0, 0.0)
    for x in counts(x1 + x2) {
      let w = Double(ways(x, x1 + x2 - x)) * exp(logOddsRatio * Double(x - x1))
      part += weight(x) * w
      all += w
    }
    return part / all
  }

  /// The odds ratio at which a falling or rising share is `target`, by plain bisection.
  private func solve(_ target: Double, rising: Bool, _ weight: (Int) -> Double) -> Double {
    var (low, high) = (-40.0, 40.0)
    for _ in 0..<90 {
      let middle = (low + high) / 2
      if (share(middle, weight) < target) == rising { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  var conditionalOddsRatio: Double {
    let range = counts(x1 + x2)
    if range.count == 1 { return .nan }
    if x1 == range.lowerBound { return 0 }
    if x1 == range.upperBound { return .infinity }
    return solve(Double(x1), rising: true) { Double($0) }
  }

  func conditionalInterval(tail: Double, weightOfObserved: Double) -> (lower: Double, upper: Double) {
    let range = counts(x1 + x2)
    let lower =
      x1 == range.lowerBound
      ? 0 : solve(tail, rising: true) { $0 > x1 ? 1 : $0 == x1 ? weightOfObserved : 0 }
    let upper =
      x1 == range.upperBound
      ? .infinity : solve(tail, rising: false) { $0 < x1 ? 1 : $0 == x1 ? weightOfObserved : 0 }
    return (lower, upper)
  }

  // MARK: Given the arm sizes

  /// z |z| as a fraction: numerator and positive denominator.
  private func signedSquare(_ a: Int, _ b: Int) -> (Int, Int) {
    let (d, m) = (a * n2 - b * n1, a + b)
    let spread = m * (n1 + n2 - m)
    return (d * abs(d), max(spread, 1))
  }

  func barnard(_ alternative: Alternative) -> Double {
    let (top, bottom) = signedSquare(x1, x2)
    return supremum { a, b in
      let (t, s) = signedSquare(a, b)
      switch alternative {
      case .greater: return t * bottom >= top * s
      case .less: return t * bottom <= top * s
      case .twoSided: return abs(t) * bottom >= abs(top) * s
      }
    }
  }

  func boschloo(_ alternative: Alternative) -> Double {
    let own = (fisherWays(x1, x2, alternative), pascal[n1 + n2][x1 + x2])
    return supremum { a, b in
      fisherWays(a, b, alternative) * own.1 <= own.0 * pascal[n1 + n2][a + b]
    }
  }

  /// The largest value of Σ ways pᵐ qⁿ⁻ᵐ over the extreme tables.
  private func supremum(_ isExtreme: (Int, Int) -> Bool) -> Double {
    let n = n1 + n2
    var coefficients = [Int](repeating: 0, count: n + 1)
    for a in 0...n1 {
      for b in 0...n2 where isExtreme(a, b) { coefficients[a + b] += ways(a, b) }
    }
    // A polynomial in sin² and cos², from the ends of the scale where a table is certain.
    if coefficients[0] > 0 || coefficients[n] > 0 { return 1 }
    func value(_ angle: Double) -> Double {
      let (p, q) = (sin(angle) * sin(angle), cos(angle) * cos(angle))
      var (term, sum) = (pow(q, Double(n)), 0.0)
      for ways in coefficients {
        sum += Double(ways) * term
        term *= p / q
      }
      return sum
    }
    let step = Double.pi / 2 / 800
    let values = (0...800).map { value(Double($0) * step) }
    var best = values.max() ?? 0
    for i in 1..<800
    where values[i] >= values[i - 1] && values[i] >= values[i + 1] && values[i] > 0.999 * best {
      var (low, high) = (Double(i - 1) * step, Double(i + 1) * step)
      let golden = (5.0.squareRoot() - 1) / 2
      for _ in 0..<40 {
        let (c, d) = (high - golden * (high - low), low + golden * (high - low))
        let (fc, fd) = (value(c), value(d))
        best = max(best, fc, fd)
        if fc > fd { high = d } else { low = c }
      }
    }
    return best
  }
}
