// SPDX-License-Identifier: Apache-2.0
import RealModule

/// How much of an error probability may be spent by information fraction t.
///
/// - SeeAlso: Lan & DeMets (1983), Biometrika 70:659–663; Kim & DeMets (1987), Biometrika 74:149–154; Hwang,
///   Shih & DeCani (1990), Statistics in Medicine 9:1439–1445.
public enum SpendingFunction: Hashable, Sendable {
  /// 2 − 2 Φ(z(1 − α/2) / √t), like O'Brien and Fleming's boundary (`sfLDOF`, `asOF`).
  case obrienFleming
  /// α log(1 + (e − 1) t), like Pocock's boundary (`sfLDPocock`, `asP`).
  case pocock
  /// α t^ρ, ρ > 0 (`sfPower`, `asKD`).
  case kimDeMets(rho: Double)
  /// α (1 − e^(−γt)) / (1 − e^(−γ)), and α t for γ = 0 (`sfHSD`, `asHSD`).
  case hwangShihDeCani(gamma: Double)
  /// The share of α spent by each look, ascending to 1 (`asUser`).
  case shares([Double])

  /// The error spent by each look.
  ///
  /// - Parameters:
  ///   - fractions: Information fractions; beyond 1 all is spent.
  ///   - total: The error of the whole trial, one-sided, in (0, 1).
  /// - Returns: Cumulative probabilities, one per look. Shares beyond the looks given are left out; a look
  ///   without a share spends nothing more.
  public func spent(at fractions: [Double], of total: Double) -> [Double] {
    if case .shares(let shares) = self {
      return fractions.indices.map { total * (shares.isEmpty ? 0 : shares[min($0, shares.count - 1)]) }
    }
    return fractions.map { spent(at: min($0, 1), of: total) }
  }

  private func spent(at t: Double, of total: Double) -> Double {
    switch self {
    case .obrienFleming:
      // The lower tail, not one minus the upper: for small t the difference would lose every digit.
      2 * StandardNormal.cumulative(StandardNormal.quantile(total / 2) / t.squareRoot())
    case .pocock:
      total * .log(onePlus: .expMinusOne(1) * t)
    case .kimDeMets(let rho):
      total * .pow(t, rho)
    case .hwangShihDeCani(let gamma):
      gamma == 0 ? total * t : total * .expMinusOne(-gamma * t) / .expMinusOne(-gamma)
    case .shares:
      total
    }
  }

  /// Whether the information alone decides; shares belong to planned looks.
  var spendsByInformation: Bool {
    if case .shares = self { false } else { true }
  }

  /// Whether the parameter makes a spending function for `looks` looks.
  func isValid(looks: Int) -> Bool {
    switch self {
    case .obrienFleming, .pocock: true
    case .kimDeMets(let rho): rho > 0 && rho < .infinity
    case .hwangShihDeCani(let gamma): gamma.magnitude <= 700
    case .shares(let shares):
      shares.count == looks && zip([0] + shares, shares).allSatisfy { $0 <= $1 }
        && ((shares.last ?? 0) - 1).magnitude <= 1e-12
    }
  }
}
