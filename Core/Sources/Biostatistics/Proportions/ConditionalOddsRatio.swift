// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The odds ratio given both margins, by the noncentral hypergeometric distribution.
extension TwoProportions {
  /// The conditional maximum-likelihood estimate of the odds ratio.
  ///
  /// - Returns: Zero or infinity at the ends of the possible tables, NaN if only one table is possible.
  /// - SeeAlso: Reported by `fisher.test` in R, there to about four digits.
  public func conditionalOddsRatio() -> Double {
    let tables = NoncentralTables(self)
    guard tables.count > 1 else { return .nan }
    if tables.index == 0 { return 0 }
    if tables.index == tables.count - 1 { return .infinity }
    return tables.solve { $0.mean() - Double(tables.index) }
  }

  /// The exact interval for the odds ratio: each one-sided Fisher test keeps its level.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: Zero to infinity if only one table is possible.
  /// - SeeAlso: Cornfield (1956). `fisher.test` in R; `EXACT OR` in SAS PROC FREQ.
  public func conditionalOddsRatioExact(level: Double) -> Interval {
    conditionalInterval(level: level, weightOfObserved: 1)
  }

  /// The mid-p interval for the odds ratio: half the observed table counts in each tail.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: Zero to infinity if only one table is possible.
  /// - SeeAlso: Mehta & Walsh (1992), American Statistician 46:146–150.
  public func conditionalOddsRatioMidP(level: Double) -> Interval {
    conditionalInterval(level: level, weightOfObserved: 0.5)
  }

  private func conditionalInterval(level: Double, weightOfObserved weight: Double) -> Interval {
    precondition(level > 0 && level < 1, "a confidence level must lie in (0, 1), got \(level)")
    let tail = (1 - level) / 2
    let tables = NoncentralTables(self)
    let lower =
      tables.index == 0 ? 0 : tables.solve { $0.upperTail(weightOfObserved: weight) - tail }
    let upper =
      tables.index == tables.count - 1
      ? .infinity : tables.solve { tail - $0.lowerTail(weightOfObserved: weight) }
    return Interval(lower, upper)
  }
}

/// All tables with the margins of one table, to be weighted by any odds ratio.
private struct NoncentralTables {
  /// The position of the observed table.
  let index: Int
  /// The ratio of each probability to its predecessor if the odds ratio is 1; falls from table to table.
  private let ratios: [Double]

  var count: Int { ratios.count + 1 }

  init(_ table: TwoProportions) {
    let (n1, n2, events) = (table.treatment.n, table.reference.n, table.events)
    let first = max(0, events - n2)
    index = table.treatment.events - first
    ratios = (first..<min(n1, events)).map { k in
      Double(n1 - k) * Double(events - k) / (Double(k + 1) * Double(n2 - events + k + 1))
    }
  }

  /// The odds ratio at which a function of the weighted tables rises through zero.
  func solve(_ f: (Weighted) -> Double) -> Double {
    // Odds ratios beyond e^±40 are out of reach of any table.
    .exp(root(from: (-40, -1), to: (40, 1), absolute: 1e-16) { f(weighted(by: .exp($0))) })
  }

  /// Products of ratios outwards from the mode, so that nothing overflows.
  private func weighted(by oddsRatio: Double) -> Weighted {
    var weights = [Double](repeating: 1, count: count)
    let mode = ratios.firstIndex { $0 * oddsRatio < 1 } ?? ratios.count
    for k in stride(from: mode, to: ratios.count, by: 1) {
      weights[k + 1] = weights[k] * (ratios[k] * oddsRatio)
    }
    for k in stride(from: mode - 1, through: 0, by: -1) {
      weights[k] = weights[k + 1] / (ratios[k] * oddsRatio)
    }
    return Weighted(weights: weights, index: index)
  }

  struct Weighted {
    let weights: [Double]
    let index: Int

    private var sum: Double { weights.reduce(0, +) }

    func mean() -> Double {
      weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / sum
    }

    func upperTail(weightOfObserved: Double) -> Double {
      (weights[(index + 1)...].reversed().reduce(0, +) + weightOfObserved * weights[index]) / sum
    }

    func lowerTail(weightOfObserved: Double) -> Double {
      (weights[..<index].reduce(0, +) + weightOfObserved * weights[index]) / sum
    }
  }
}
