// SPDX-License-Identifier: Apache-2.0

/// Why a quantity does not stand in another unit.
public enum ConversionFailure: Error, Hashable, Sendable {
  /// The units measure different things for every substance (g/L and 10*9/L).
  case differentKinds(from: Unit, to: Unit)
  /// Mass, amount and charge of a substance convert only where the substance is named.
  case needsAnalyte(from: Unit, to: Unit)
  /// The substance is known, but has no such factor: albumin has no charge to count in meq/L.
  case noFactor(Analyte, from: Unit, to: Unit)
  case unknownUnit(String)
  case unknownAnalyte(String)
}

extension ConversionFailure: CustomStringConvertible {
  /// What is wrong, and how to mend it, in two sentences.
  public var description: String {
    switch self {
    case .differentKinds(let from, let to):
      "\(from) does not convert to \(to): they measure different things. "
        + "Write the unit that the laboratory printed, or correct the item's unit."
    case .needsAnalyte(let from, let to):
      "\(from) converts to \(to) only for a substance that is named. "
        + "Name the analyte, such as creatinine, or give the value in a unit of the same kind."
    case .noFactor(let analyte, let from, let to):
      "\(analyte.id) has no published factor from \(from) to \(to). "
        + "Give its value in \(analyte.unitsInWords)."
    case .unknownUnit(let written):
      "\"\(written)\" is not a unit that Equipoise knows. " + Unit.advice(for: written)
    case .unknownAnalyte(let written):
      "\"\(written)\" is not a substance with conversion factors. "
        + advice(for: written, among: Analyte.all.map(\.id))
    }
  }
}

extension Unit {
  /// The unit with this code or spelling.
  public static func named(_ written: some StringProtocol) throws(ConversionFailure) -> Unit {
    guard let unit = Unit(written) else { throw .unknownUnit(String(written)) }
    return unit
  }
}
