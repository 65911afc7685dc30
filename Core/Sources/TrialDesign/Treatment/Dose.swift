// SPDX-License-Identifier: Apache-2.0

/// An amount of drug for one administration.
public struct Dose: Hashable, Sendable {
  /// What the amount is multiplied with.
  public enum Basis: Sendable {
    case flat
    case bodySurfaceArea
    case bodyWeight
  }

  /// The amount as written, such as 5 mg/m2.
  public let quantity: Quantity
  public let basis: Basis

  static let none = Dose(quantity: nil)

  public init?(_ text: some StringProtocol) {
    guard let quantity = Quantity(text), quantity.value > 0 else { return nil }
    switch quantity.unit.code {
    case "mg/m2", "g/m2", "ug/m2": basis = .bodySurfaceArea
    case "mg/kg", "ug/kg": basis = .bodyWeight
    case "g", "mg", "ug": basis = .flat
    default: return nil
    }
    self.quantity = quantity
  }

  private init(quantity: Quantity?) {
    self.quantity = quantity ?? Quantity(0, .milligram)
    basis = .flat
  }
}
