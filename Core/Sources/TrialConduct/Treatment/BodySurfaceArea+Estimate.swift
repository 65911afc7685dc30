// SPDX-License-Identifier: Apache-2.0

import RealModule
import TrialDesign

extension BodySurfaceArea {
  /// Body surface area in m².
  ///
  /// With H in cm and W in kg:
  ///
  ///     Mosteller       √(H·W / 3600)
  ///     Du Bois         0.007184 · H^0.725 · W^0.425
  ///     Haycock         0.024265 · H^0.3964 · W^0.5378
  ///     Gehan–George    0.0235 · H^0.42246 · W^0.51456
  ///     Boyd            0.0003207 · H^0.3 · (1000 W)^(0.7285 − 0.0188·log₁₀(1000 W))
  ///     Livingston–Lee  0.1173 · W^0.6466
  ///
  /// Du Bois lies lower in obesity (Verbraecken J et al., Metabolism 2006;55:515).
  ///
  /// - Parameters:
  ///   - height: In cm, more than 0.
  ///   - weight: In kg, more than 0; Livingston–Lee holds above 10 kg.
  ///   - formula: Which estimate; there is no default, because programs differ.
  /// - Returns: The estimate, not capped.
  public static func estimate(height: Double, weight: Double, formula: Formula) -> Double {
    precondition(
      height > 0 && weight > 0,
      "height and weight must be more than 0, got \(height) and \(weight)"
    )
    switch formula {
    case .mosteller: return (height * weight / 3600).squareRoot()
    case .duBois: return 0.007184 * .pow(height, 0.725) * .pow(weight, 0.425)
    case .haycock: return 0.024265 * .pow(height, 0.3964) * .pow(weight, 0.5378)
    case .gehanGeorge: return 0.0235 * .pow(height, 0.42246) * .pow(weight, 0.51456)
    case .boyd:
      let grams = 1000 * weight
      return 0.0003207 * .pow(height, 0.3) * .pow(grams, 0.7285 - 0.0188 * .log10(grams))
    case .livingstonLee: return 0.1173 * .pow(weight, 0.6466)
    }
  }
}
