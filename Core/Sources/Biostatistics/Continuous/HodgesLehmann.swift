// SPDX-License-Identifier: Apache-2.0

/// How the interval of a shift is found.
public enum ShiftInterval: String, CaseIterable, Hashable, Sendable {
  /// By the distribution of W without ties; with ties it covers at least with the level asked for.
  case exact
  /// By the normal approximation of that distribution, without correction for ties.
  case asymptotic
}

/// The Hodges–Lehmann estimate of the shift between two arms: the median of all differences of pairs.
///
/// Its limits are the k-th smallest and the k-th largest difference, k being the smallest count with
/// P(W ≤ k) ≥ (1 − level) / 2, W the number of pairs in which the treatment value is larger under no shift.
///
/// - Parameters:
///   - x: Values of the treatment arm.
///   - y: Values of the reference arm.
///   - level: The confidence level, such as 0.95.
///   - method: The distribution of W. Work of the exact one grows with the fourth power of the number of
///     values; a hundred take some hundredths of a second.
/// - Returns: Treatment minus reference; NaN if an arm is empty. With few values the least and the greatest
///   difference are the limits although they may cover with less than the level.
/// - SeeAlso: Hodges & Lehmann (1963), Annals of Mathematical Statistics 34:598–611; Hollander, Wolfe & Chicken
///   (2014), sections 4.2 and 4.3. `wilcox.test(conf.int = TRUE, exact = TRUE)` in R without ties.
public func hodgesLehmann(_ x: [Double], _ y: [Double], level: Double, method: ShiftInterval) -> Estimate {
  precondition(level > 0 && level < 1, "a confidence level must lie in (0, 1), got \(level)")
  guard !x.isEmpty, !y.isEmpty else { return Estimate(.nan, Interval(.nan, .nan)) }
  let differences = x.flatMap { value in y.map { value - $0 } }.sorted()
  let tail = (1 - level) / 2
  let k =
    switch method {
    case .exact: exactQuantile(tail, x.count, y.count)
    case .asymptotic: asymptoticQuantile(tail, x.count, y.count)
    }
  let place = min(max(k, 1), differences.count)
  return Estimate(
    quantile(differences, 0.5, type: .averagedSteps),
    Interval(differences[place - 1], differences[differences.count - place])
  )
}

/// The smallest w with P(W ≤ w) ≥ `tail`, for samples without ties.
private func exactQuantile(_ tail: Double, _ n1: Int, _ n2: Int) -> Int {
  let probabilities = rankSumProbabilities(Array(1...(n1 + n2)), choosing: n1)
  let least = n1 * (n1 + 1) / 2
  var sum = 0.0
  for (rankSum, probability) in probabilities.enumerated() {
    sum += probability
    // A tail such as 1/40 may be met exactly; it must not be missed by a rounding.
    if sum >= tail * (1 - 1e-12), rankSum >= least { return rankSum - least }
  }
  return n1 * n2
}

/// The same by the normal distribution with mean n₁ n₂ / 2 and variance n₁ n₂ (N + 1) / 12, rounded down.
private func asymptoticQuantile(_ tail: Double, _ n1: Int, _ n2: Int) -> Int {
  let (a, b) = (Double(n1), Double(n2))
  let z = StandardNormal.quantile(tail)
  let place = a * b / 2 + z * (a * b * (a + b + 1) / 12).squareRoot()
  // Below 0 where no shift could be rejected.
  return Int(max(0, place.rounded(.down)))
}
