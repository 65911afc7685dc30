// SPDX-License-Identifier: Apache-2.0

/// Values of both arms in one stratum.
public struct StratumOfValues: Hashable, Sendable {
  public let treatment: [Double]
  public let reference: [Double]

  /// Joins the values of both arms.
  public init(_ treatment: [Double], versus reference: [Double]) {
    self.treatment = treatment
    self.reference = reference
  }
}

/// Van Elteren's stratified Wilcoxon test, each stratum weighted by 1 / (N + 1).
///
/// - Parameters:
///   - strata: The values of both arms, per stratum; ranks are taken within strata, ties share theirs.
///   - alternative: The direction of the test; greater means larger values under treatment.
/// - Returns: A standard normal statistic by the permutation variance; undefined if no stratum tells
///   anything.
/// - SeeAlso: van Elteren (1960), Bulletin of the ISI 37:351–361. `CMH2` with modified ridits in SAS PROC
///   FREQ.
public func vanElteren(_ strata: [StratumOfValues], _ alternative: Alternative = .twoSided) -> TestResult {
  var (excess, variance) = (0.0, 0.0)
  for stratum in strata {
    let ranks = Ranks(stratum.treatment + stratum.reference).values
    let (n1, n) = (Double(stratum.treatment.count), Double(ranks.count))
    guard n1 > 0, n1 < n else { continue }
    let weight = 1 / (n + 1)
    let spread = ranks.reduce(0) { $0 + ($1 - (n + 1) / 2) * ($1 - (n + 1) / 2) }
    excess += weight * (ranks[..<stratum.treatment.count].reduce(0, +) - n1 * (n + 1) / 2)
    variance += weight * weight * n1 * (n - n1) / (n * (n - 1)) * spread
  }
  guard variance > 0 else { return .undefined }
  let z = excess / variance.squareRoot()
  return TestResult(statistic: z, degreesOfFreedom: nil, p: alternative.p(z: z))
}
