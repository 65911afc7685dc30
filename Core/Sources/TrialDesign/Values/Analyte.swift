// SPDX-License-Identifier: Apache-2.0

/// A substance whose concentration is given by mass in one place and by amount in another.
///
/// 1 mg/dL is 88.4 umol/L of creatinine and 17.1 umol/L of bilirubin: the factor belongs to the substance. The
/// factors are the rounded ones that laboratories use, so that a value converts here as it does on the
/// printed report; each stays within 0.1 % of 1/molar mass (IUPAC atomic masses), which a test checks.
/// Sources: Clinical Chemistry and JAMA tables of SI units for clinical data; for haemoglobin the monomer
/// with one iron, 16.114 g/mmol (International Committee for Standardization in Haematology); for albumin
/// 66.5 kDa (Peters 1996).
public struct Analyte: Hashable, Sendable {
  /// The name used in protocols and messages, such as `urea-nitrogen`.
  public let id: String
  /// What one of `massUnit` is in `substanceUnit`.
  let factor: Double
  let massUnit: String
  let substanceUnit: String
  /// Elementary charges of the ion, without sign; nil where equivalents are not in use.
  let charge: Double?
  /// Other names: as laboratories write them, and CDISC's `LBTESTCD`.
  let names: [String]

  /// The analyte with this id, or with one of the listed names; capitals count.
  public init?(_ name: some StringProtocol) {
    let name = String(name)
    guard let analyte = Self.byName[name] else { return nil }
    self = analyte
  }

  /// The analyte with this name.
  public static func named(_ name: some StringProtocol) throws(ConversionFailure) -> Analyte {
    guard let analyte = Analyte(name) else { throw .unknownAnalyte(String(name)) }
    return analyte
  }

  private init(
    _ id: String,
    _ factor: Double,
    _ massUnit: String,
    _ substanceUnit: String,
    charge: Double? = nil,
    _ names: [String]
  ) {
    self.id = id
    self.factor = factor
    self.massUnit = massUnit
    self.substanceUnit = substanceUnit
    self.charge = charge
    self.names = names
  }

  /// In the order of a laboratory report.
  public static let all: [Analyte] = [
    // 1 g/dL is 10 g/L over 16.114 g/mmol.
    Analyte("hemoglobin", 10 / 16.114, "g/dL", "mmol/L", ["haemoglobin", "Hemoglobin", "HGB", "Hb"]),
    Analyte("creatinine", 88.4, "mg/dL", "umol/L", ["Creatinine", "CREAT"]),
    Analyte("urea-nitrogen", 0.357, "mg/dL", "mmol/L", ["BUN", "UREAN", "blood urea nitrogen"]),
    Analyte("bilirubin", 17.1, "mg/dL", "umol/L", ["Bilirubin", "BILI", "BILDIR", "total bilirubin"]),
    Analyte("urate", 59.48, "mg/dL", "umol/L", ["uric acid", "Urate", "URATE"]),
    Analyte("glucose", 0.05551, "mg/dL", "mmol/L", ["Glucose", "GLUC"]),
    Analyte(
      "calcium",
      0.2495,
      "mg/dL",
      "mmol/L",
      charge: 2,
      ["Calcium", "CA", "CAION", "corrected calcium", "ionized calcium"]
    ),
    Analyte("magnesium", 0.4114, "mg/dL", "mmol/L", charge: 2, ["Magnesium", "MG"]),
    Analyte("phosphate", 0.3229, "mg/dL", "mmol/L", ["phosphorus", "Phosphate", "PHOS"]),
    Analyte("sodium", 1 / 2.299, "mg/dL", "mmol/L", charge: 1, ["Sodium", "SODIUM"]),
    Analyte("potassium", 1 / 3.91, "mg/dL", "mmol/L", charge: 1, ["Potassium", "K"]),
    Analyte("chloride", 1 / 3.545, "mg/dL", "mmol/L", charge: 1, ["Chloride", "CL"]),
    Analyte("bicarbonate", 1 / 6.102, "mg/dL", "mmol/L", charge: 1, ["Bicarbonate", "BICARB"]),
    Analyte("cholesterol", 0.02586, "mg/dL", "mmol/L", ["Cholesterol", "CHOL", "LDL", "HDL"]),
    Analyte("triglycerides", 0.01129, "mg/dL", "mmol/L", ["Triglycerides", "TRIG"]),
    Analyte("iron", 0.179, "ug/dL", "umol/L", ["Iron", "IRON"]),
    Analyte("lactate", 0.111, "mg/dL", "mmol/L", ["lactic acid", "Lactate", "LACTICAC"]),
    Analyte("albumin", 10 / 66.5, "g/dL", "mmol/L", ["Albumin", "ALB"]),
  ]

  private static let byName: [String: Analyte] = Dictionary(
    uniqueKeysWithValues: all.flatMap { analyte in ([analyte.id] + analyte.names).map { ($0, analyte) } }
  )

  /// Whether a substance can be measured in units of this kind.
  static func concerns(_ dimension: Dimension) -> Bool {
    [.massPerVolume, .substancePerVolume, .equivalentsPerVolume].contains(dimension)
  }

  /// The conversion through amount of substance; nil where the analyte lacks a factor.
  func convert(_ value: Double, from source: Unit, to target: Unit) -> Double? {
    guard let mass = Unit(massUnit), let substance = Unit(substanceUnit), let charges = Unit("meq/L"),
      let moles = Unit("mmol/L")
    else { return nil }
    let amount: Double?
    switch source.dimension {
    case .massPerVolume: amount = source.convert(value, to: mass).map { $0 * factor }
    case .equivalentsPerVolume:
      amount = charge.flatMap { charge in
        source.convert(value, to: charges).flatMap { moles.convert($0 / charge, to: substance) }
      }
    default: amount = source.convert(value, to: substance)
    }
    guard let amount else { return nil }
    switch target.dimension {
    case .massPerVolume: return mass.convert(amount / factor, to: target)
    case .equivalentsPerVolume:
      return charge.flatMap { charge in
        substance.convert(amount, to: moles).flatMap { charges.convert($0 * charge, to: target) }
      }
    default: return substance.convert(amount, to: target)
    }
  }

  /// The units it converts between, for messages.
  var unitsInWords: String { "\(massUnit) or \(substanceUnit)" + (charge == nil ? "" : " or meq/L") }
}
