// SPDX-License-Identifier: Apache-2.0
import RealModule

/// A set of two-by-two tables with given arm sizes, and its largest probability under a common proportion.
///
/// Goals, in order: the true supremum, its digits, speed.
///
/// 1. On the scale φ = arcsin √p every table's probability is a bump of width about 1 / (2 √N), so a grid
///    with dozens of points per bump cannot step over a maximum. A plain optimizer can: it returns local
///    maxima.
/// 2. All terms are positive, and a run of tables that reaches the end of a row uses the sum from that end.
/// 3. For each count of the first arm, the extreme counts of the second form one or two runs; with running
///    sums of the second arm's probabilities one evaluation costs n₁ + n₂, not n₁ n₂.
struct RejectionRegion {
  private let n1: Int
  private let n2: Int
  private let runs: [Run]

  /// Counts of the second arm that are extreme beside `first` events in the first.
  private struct Run {
    let first: Int
    let from: Int
    let through: Int
  }

  init(arms: (Int, Int), isExtreme: (Int, Int) -> Bool) {
    (n1, n2) = arms
    var runs: [Run] = []
    for x1 in 0...arms.0 {
      var start: Int?
      for x2 in 0...arms.1 {
        let extreme = isExtreme(x1, x2)
        if extreme, start == nil { start = x2 }
        if let from = start, !extreme || x2 == arms.1 {
          runs.append(Run(first: x1, from: from, through: extreme ? x2 : x2 - 1))
          start = nil
        }
      }
    }
    self.runs = runs
  }

  /// The supremum over the common proportion of the probability of the region.
  func largestProbability() -> Double {
    // A table that is certain at an end of the scale.
    if contains(0, 0) || contains(n1, n2) { return 1 }
    let count = max(256, Int(48 * Double(n1 + n2).squareRoot()))
    let step = Double.pi / 2 / Double(count)
    var evaluator = Evaluator(n1: n1, n2: n2)
    let values = (0...count).map { i in
      i == 0 || i == count ? 0 : evaluator.probability(of: runs, angle: Double(i) * step)
    }
    guard let highest = values.max(), highest > 0 else { return 0 }
    var best = highest
    // The true peak beside a grid point is higher by well under one per cent.
    for i in 1..<count
    where values[i] > 0.99 * highest && values[i] >= values[i - 1] && values[i] >= values[i + 1] {
      best = max(best, refined(between: Double(i - 1) * step, and: Double(i + 1) * step, &evaluator))
    }
    return min(1, best)
  }

  private func contains(_ x1: Int, _ x2: Int) -> Bool {
    runs.contains { $0.first == x1 && $0.from <= x2 && x2 <= $0.through }
  }

  /// Golden-section search; the height of a peak needs only half the digits of its place.
  private func refined(between low: Double, and high: Double, _ evaluator: inout Evaluator) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (a, b) = (low, high)
    var (c, d) = (b - ratio * (b - a), a + ratio * (b - a))
    var fc = evaluator.probability(of: runs, angle: c)
    var fd = evaluator.probability(of: runs, angle: d)
    var best = max(fc, fd)
    for _ in 0..<34 {
      if fc > fd {
        (b, d, fd) = (d, c, fc)
        c = b - ratio * (b - a)
        fc = evaluator.probability(of: runs, angle: c)
      } else {
        (a, c, fc) = (c, d, fd)
        d = a + ratio * (b - a)
        fd = evaluator.probability(of: runs, angle: d)
      }
      best = max(best, fc, fd)
    }
    return best
  }

  /// Buffers for the probabilities of both arms, so that an evaluation allocates nothing.
  private struct Evaluator {
    var first: BinomialRow
    var second: BinomialRow
    /// Sums of the second arm's probabilities from either end.
    var lower: [Double]
    var upper: [Double]

    init(n1: Int, n2: Int) {
      first = BinomialRow(n: n1)
      second = BinomialRow(n: n2)
      lower = [Double](repeating: 0, count: n2 + 1)
      upper = lower
    }

    mutating func probability(of runs: [Run], angle: Double) -> Double {
      let (s, c) = (Double.sin(angle), Double.cos(angle))
      first.fill(odds: s * s / (c * c), p: s * s)
      second.fill(odds: s * s / (c * c), p: s * s)
      let last = lower.count - 1
      var sum = 0.0
      for k in 0...last {
        sum += second.values[k]
        lower[k] = sum
      }
      sum = 0
      for k in stride(from: last, through: 0, by: -1) {
        sum += second.values[k]
        upper[k] = sum
      }
      var total = 0.0
      for run in runs {
        let inner: Double
        if run.from == 0 {
          inner = lower[run.through]
        } else if run.through == last {
          inner = upper[run.from]
        } else {
          inner = second.values[run.from...run.through].reduce(0, +)
        }
        total += first.values[run.first] * inner
      }
      return total
    }
  }

  /// All probabilities of a binomial distribution, by ratios outwards from the mode.
  private struct BinomialRow {
    private(set) var values: [Double]
    private let ratios: [Double]

    init(n: Int) {
      values = [Double](repeating: 0, count: n + 1)
      ratios = (0..<n).map { Double(n - $0) / Double($0 + 1) }
    }

    mutating func fill(odds: Double, p: Double) {
      let n = ratios.count
      let mode = min(n, Int(Double(n + 1) * p))
      var value = 1.0
      var sum = 1.0
      values[mode] = 1
      for k in stride(from: mode, to: n, by: 1) {
        value *= ratios[k] * odds
        values[k + 1] = value
        sum += value
      }
      value = 1
      for k in stride(from: mode - 1, through: 0, by: -1) {
        value /= ratios[k] * odds
        values[k] = value
        sum += value
      }
      let scale = 1 / sum
      for k in 0...n { values[k] *= scale }
    }
  }
}
