// SPDX-License-Identifier: Apache-2.0

/// What Efron's shares f of tied events sum to, over the totals s = S₀ − f D₀ of the weights that they leave.
struct TiedShares {
  /// Σ 1/s.
  private(set) var inverse = 0.0
  /// Σ f/s.
  private(set) var share = 0.0
  /// Σ 1/s².
  private(set) var inverseSquare = 0.0
  /// Σ f/s².
  private(set) var shareSquare = 0.0
  /// Σ f²/s².
  private(set) var squareSquare = 0.0

  /// Sums over the events of one time.
  ///
  /// - Parameters:
  ///   - count: Number of events.
  ///   - ties: f is 0, 1/count, … for Efron, 0 for others.
  ///   - total: S₀.
  ///   - died: D₀.
  ///   - logs: Gets log s of each event.
  init(_ count: Int, _ ties: CoxTies, of total: Double, died: Double, _ logs: inout LogSum) {
    let step = ties == .efron ? 1 / Double(count) : 0
    var (inverses, shares) = (Four.zero, Four.zero)
    var (inverseSquares, shareSquares, squareSquares) = (Four.zero, Four.zero, Four.zero)
    var number = Four(0, 1, 2, 3)
    var left = count
    while left >= 4 {
      let share = number * step
      let rest = total - share * died
      logs.add(logsOf: rest)
      let one = 1 / rest
      let shared = share * one
      inverses += one
      shares += shared
      inverseSquares += one * one
      shareSquares += shared * one
      squareSquares += shared * shared
      number += 4
      left -= 4
    }
    inverse = inverses.sum
    share = shares.sum
    inverseSquare = inverseSquares.sum
    shareSquare = shareSquares.sum
    squareSquare = squareSquares.sum
    for event in count - left..<count {
      let f = Double(event) * step
      let rest = total - f * died
      logs.add(logOf: rest)
      let one = 1 / rest
      inverse += one
      share += f * one
      inverseSquare += one * one
      shareSquare += f * one * one
      squareSquare += f * f * one * one
    }
  }
}
