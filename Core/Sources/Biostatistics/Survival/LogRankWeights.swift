// SPDX-License-Identifier: Apache-2.0
import RealModule

/// How much a log-rank test lets each event time count.
///
/// S is the pooled Kaplan–Meier estimate of the stratum just before the time, n the number at risk in it.
public enum LogRankWeights: Hashable, Sendable {
  /// 1: the log-rank test (Mantel–Cox), best under proportional hazards.
  case logRank
  /// S^ρ (1 − S)^γ (Fleming & Harrington, 1991): ρ = 1, γ = 0 for early, ρ = 0, γ = 1 for late differences.
  case flemingHarrington(rho: Double, gamma: Double)
  /// n: the generalized Wilcoxon test of Gehan and Breslow.
  case gehan
  /// √n: Tarone & Ware (1977), Biometrika 64:156–160.
  case taroneWare

  /// Whether the weights depend on the pooled survival.
  var needsSurvival: Bool {
    if case .flemingHarrington = self { true } else { false }
  }

  /// The weight of a time with `atRisk` subjects at risk and pooled survival `survival` just before it.
  func weight(atRisk: Double, survival: Double) -> Double {
    switch self {
    case .logRank: 1
    case .flemingHarrington(let rho, let gamma):
      (rho == 0 ? 1 : Double.pow(survival, rho)) * (gamma == 0 ? 1 : Double.pow(1 - survival, gamma))
    case .gehan: atRisk
    case .taroneWare: atRisk.squareRoot()
    }
  }
}
