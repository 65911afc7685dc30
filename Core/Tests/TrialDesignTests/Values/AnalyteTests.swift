// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct AnalyteTests {
  /// Clinical Chemistry, table of conventional and SI units; haemoglobin: CTCAE v5.0 prints 8.0 g/dL as 4.9 mmol/L and 10 g/dL as 6.2.
  private static let published: [(String, String, String, Double, Double)] = [
    ("creatinine", "1 mg/dL", "umol/L", 88.4, 1e-12), ("bilirubin", "1.2 mg/dL", "umol/L", 20.52, 1e-12),
    ("calcium", "10 mg/dL", "mmol/L", 2.495, 1e-12), ("magnesium", "2 mg/dL", "mmol/L", 0.8228, 1e-12),
    ("phosphate", "4.5 mg/dL", "mmol/L", 1.45305, 1e-12), ("urate", "8 mg/dL", "umol/L", 475.84, 1e-12),
    ("glucose", "100 mg/dL", "mmol/L", 5.551, 1e-12), ("hemoglobin", "8.0 g/dL", "mmol/L", 4.9, 0.05),
    ("hemoglobin", "100 g/L", "mmol/L", 6.2, 0.05), ("hemoglobin", "16.114 g/L", "mmol/L", 1, 1e-12),
    ("cholesterol", "300 mg/dL", "mmol/L", 7.758, 1e-12),
    ("urea-nitrogen", "14 mg/dL", "mmol/L", 4.998, 1e-12),
    ("calcium", "4 mEq/L", "mmol/L", 2, 1e-12), ("potassium", "5.5 mEq/L", "mmol/L", 5.5, 1e-12),
    ("magnesium", "2.0 mEq/L", "mg/dL", 2.4307, 1e-4), ("iron", "100 ug/dL", "umol/L", 17.9, 1e-12),
    ("creatinine", "88.4 umol/L", "mg/dL", 1, 1e-12), ("glucose", "1 g/L", "mmol/L", 5.551, 1e-12),
  ]

  @Test("converts as published", arguments: published)
  func converts(name: String, text: String, unit: String, expected: Double, tolerance: Double) throws {
    let analyte = try Analyte.named(name)
    let quantity = try #require(Quantity(text))
    let converted = try quantity.converted(to: .named(unit), of: analyte)
    #expect(abs(converted.value - expected) <= tolerance * max(1, expected))
    let back = try converted.converted(to: quantity.unit, of: analyte)
    #expect(back.value.order(to: quantity.value) == 0, "a threshold must not move on the way there and back")
  }

  /// Independent of the table: atoms of C, H, N and O.
  private static let organic: [(String, [Double])] = [
    ("creatinine", [4, 7, 3, 1]), ("bilirubin", [33, 36, 4, 6]), ("urate", [5, 4, 4, 3]),
    ("glucose", [6, 12, 0, 6]),
    ("urea-nitrogen", [0, 0, 2, 0]), ("bicarbonate", [1, 1, 0, 3]), ("cholesterol", [27, 46, 0, 1]),
    ("triglycerides", [57, 104, 0, 6]), ("lactate", [3, 6, 0, 3]),
  ]

  /// IUPAC atomic masses.
  private static let elements: [(String, Double)] = [
    ("calcium", 40.078), ("magnesium", 24.305), ("phosphate", 30.974), ("sodium", 22.990),
    ("potassium", 39.098),
    ("chloride", 35.45), ("iron", 55.845),
  ]

  private static let molarMasses: [(String, Double)] =
    elements
    + organic.map { name, atoms in
      (name, zip(atoms, [12.011, 1.008, 14.007, 15.999]).reduce(0) { $0 + $1.0 * $1.1 })
    }

  @Test("no factor is more than 0.1 % from one over the molar mass", arguments: molarMasses)
  func molarMass(name: String, gramsPerMole: Double) throws {
    let analyte = try Analyte.named(name)
    let gram = try Quantity(1, .named("g/L")).converted(to: .named("mol/L"), of: analyte)
    #expect(abs(gram.value * gramsPerMole - 1) < 1e-3)
  }

  @Test("says why a conversion fails and how to mend it")
  func failures() throws {
    let value = Quantity(1, try Unit.named("mg/dL"))
    let moles = try Unit.named("mmol/L")
    #expect(
      message { () throws(ConversionFailure) in try value.converted(to: moles, of: nil) } == """
        mg/dL converts to mmol/L only for a substance that is named. Name the analyte, such as creatinine, or give \
        the value in a unit of the same kind.
        """
    )
    let charges = try Unit.named("meq/L")
    let albumin = try Analyte.named("albumin")
    #expect(
      message { () throws(ConversionFailure) in try value.converted(to: charges, of: albumin) } == """
        albumin has no published factor from mg/dL to meq/L. Give its value in g/dL or mmol/L.
        """
    )
    let count = try Unit.named("10*9/L")
    #expect(
      message { () throws(ConversionFailure) in try value.converted(to: count, of: albumin) } == """
        mg/dL does not convert to 10*9/L: they measure different things. Write the unit that the laboratory printed, \
        or correct the item's unit.
        """
    )
    #expect(
      message { () throws(ConversionFailure) in try Analyte.named("creatinin") }?.hasPrefix(
        """
        "creatinin" is not a substance with conversion factors. Did you mean "creatinine"? Known: hemoglobin, 
        """
      ) == true
    )
    #expect(
      message { () throws(ConversionFailure) in try Unit.named("mmoll/L") } == """
        "mmoll/L" is not a unit that Equipoise knows. Did you mean "mmol/L"? Write a UCUM code, such as g/L, mmol/L, \
        U/L, 10*9/L, /uL, mg/m2, d or a.
        """
    )
  }

  @Test(
    "is found by the names laboratories and CDISC use",
    arguments: [
      ("HGB", "hemoglobin"), ("BUN", "urea-nitrogen"), ("uric acid", "urate"), ("CAION", "calcium"),
    ]
  )
  func names(name: String, id: String) {
    #expect(Analyte(name)?.id == id)
  }

  private func message<Value>(_ body: () throws(ConversionFailure) -> Value) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return error.description
    }
  }
}
