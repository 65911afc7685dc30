// SPDX-License-Identifier: Apache-2.0

/// Which definition of a sample quantile to use; respected software has different defaults.
///
/// - SeeAlso: Hyndman & Fan (1996), American Statistician 50:361–365, whose type numbers R uses.
public enum QuantileType: String, CaseIterable, Hashable, Sendable {
  /// Type 2: the inverse of the empirical distribution, averaged where it is flat; default of SAS
  /// (`PCTLDEF=5`).
  case averagedSteps
  /// Type 6: linear, the k-th value at k / (n + 1); default of SPSS and Minitab.
  case weibull
  /// Type 7: linear, the k-th value at (k − 1) / (n − 1); default of R and of spreadsheets.
  case linear
}

/// A quantile of values in ascending order.
///
/// - Parameters:
///   - sorted: Values in ascending order, without missing ones.
///   - p: The probability, 0 ≤ p ≤ 1.
///   - type: The definition.
/// - Returns: A value between the least and the greatest; NaN without values.
public func quantile(_ sorted: [Double], _ p: Double, type: QuantileType) -> Double {
  precondition(p >= 0 && p <= 1, "a probability must lie in [0, 1], got \(p)")
  guard !sorted.isEmpty else { return .nan }
  let n = Double(sorted.count)
  // The place of the quantile, counted from 1, is whole + part.
  let place =
    switch type {
    case .averagedSteps: n * p
    case .weibull: (n + 1) * p
    case .linear: 1 + (n - 1) * p
    }
  // A product such as 10 · 0.3 misses the whole number by a rounding; it is still a whole number.
  let fuzz = 4 * Double.ulpOfOne * max(1, place)
  let whole = (place + fuzz).rounded(.down)
  var part = place - whole
  if part.magnitude < fuzz { part = 0 }
  if type == .averagedSteps { part = part == 0 ? 0.5 : 1 }
  func value(_ k: Double) -> Double { sorted[min(max(Int(k), 1), sorted.count) - 1] }
  let (low, high) = (value(whole), value(whole + 1))
  if part == 0 || low == high { return low }
  return part == 1 ? high : low + part * (high - low)
}
