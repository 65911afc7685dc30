// SPDX-License-Identifier: Apache-2.0

/// A unit of measurement that Equipoise knows, written as a UCUM code.
///
/// The list is closed on purpose: a protocol with a unit that is not here is refused with its place,
/// instead of being carried along unread. Source of the codes: The Unified Code for Units of Measure,
/// version 2.1, §§4–5 (Schadow & McDonald, Regenstrief Institute).
public struct Unit: Hashable, Sendable {
  /// The UCUM code, such as `10*9/L`.
  public let code: String
  /// What is measured; only units of the same kind convert into each other.
  let dimension: String
  /// How many of the dimension's base unit one of this unit is.
  let scale: Double

  /// The unit with this code, or with one of the spellings people type (`years`, `10^9/L`, `µg`).
  public init?(_ written: some StringProtocol) {
    let code = Self.spellings[String(written)] ?? String(written)
    guard let (dimension, scale) = Self.known[code] else { return nil }
    self.code = code
    self.dimension = dimension
    self.scale = scale
  }

  /// The unit of most doses.
  static let milligram = Unit(code: "mg", dimension: "mass", scale: 1e-3)

  private init(code: String, dimension: String, scale: Double) {
    self.code = code
    self.dimension = dimension
    self.scale = scale
  }

  /// What a value in this unit is multiplied with to stand in `target`, or nil where it cannot.
  ///
  /// Mass and amount of substance (mg/dL, mmol/L) do not convert here: the factor belongs to the analyte.
  public func factor(to target: Unit) -> Double? {
    dimension == target.dimension ? scale / target.scale : nil
  }

  /// All codes, for messages and the printed schema, sorted.
  public static var codes: [String] { known.keys.sorted() }

  private static let spellings: [String: String] = [
    "year": "a", "years": "a", "months": "mo", "month": "mo", "week": "wk", "weeks": "wk",
    "day": "d", "days": "d", "hours": "h", "hour": "h", "µg": "ug", "10^9/L": "10*9/L",
    "×10⁹/L": "10*9/L", "/µL": "/uL", "µmol/L": "umol/L", "m²": "m2", "mg/m²": "mg/m2", "g/m²": "g/m2",
    "l": "L", "g/l": "g/L", "mmol/l": "mmol/L", "mmHg": "mm[Hg]",
    "x10^9/L": "10*9/L", "×10^9/L": "10*9/L", "x 10^9/L": "10*9/L", "10^9/l": "10*9/L", "10E9/L": "10*9/L",
    "10e9/L": "10*9/L", "x10E9/L": "10*9/L", "10⁹/L": "10*9/L", "x10*9/L": "10*9/L", "/mm3": "/uL",
    "/mm³": "/uL", "cells/uL": "/uL", "cells/µL": "/uL", "/ul": "/uL", "1/uL": "/uL", "10^3/uL": "10*3/uL",
    "x10^3/uL": "10*3/uL", "10^3/µL": "10*3/uL", "10³/µL": "10*3/uL", "K/uL": "10*3/uL", "10^12/L": "10*12/L",
    "10^6/L": "10*6/L", "g/dl": "g/dL", "mg/dl": "mg/dL", "umol/l": "umol/L", "µmol/l": "umol/L",
    "µg/L": "ug/L", "ug/l": "ug/L", "µg/mL": "mg/L", "ug/mL": "mg/L", "pg/mL": "ng/L", "u/l": "U/L",
    "U/l": "U/L", "IU/L": "U/L", "iu/l": "U/L", "[IU]/L": "U/L", "µkat/L": "ukat/L", "mEq/L": "meq/L",
    "meq/l": "meq/L", "mIU/L": "m[IU]/L", "mU/L": "m[IU]/L", "uIU/mL": "m[IU]/L", "µIU/mL": "m[IU]/L",
    "u[IU]/mL": "m[IU]/L", "g/24h": "g/d", "g/24 h": "g/d", "g/24.h": "g/d", "g/day": "g/d", "mg/24h": "mg/d",
    "mg/24 h": "mg/d", "mg/day": "mg/d", "sec": "s", "seconds": "s", "msec": "ms", "C": "Cel", "°C": "Cel",
    "mL/min/1.73m2": "mL/min/{1.73_m2}", "mL/min/1.73 m2": "mL/min/{1.73_m2}",
    "mL/min/1.73m²": "mL/min/{1.73_m2}", "mL/min/1.73 m²": "mL/min/{1.73_m2}",
    "ml/min/1.73m2": "mL/min/{1.73_m2}", "ml/min": "mL/min", "ratio": "1", "{INR}": "1", "{ratio}": "1",
    "INR": "1", "pH": "1", "[pH]": "1", "µg/g": "ug/g",
  ]

  private static let known: [String: (String, Double)] = [
    "1": ("number", 1), "%": ("number", 0.01),
    "a": ("time", 365.25), "mo": ("time", 30.4375), "wk": ("time", 7), "d": ("time", 1),
    "h": ("time", 1.0 / 24), "min": ("time", 1.0 / 1440),
    "kg": ("mass", 1000), "g": ("mass", 1), "mg": ("mass", 1e-3), "ug": ("mass", 1e-6), "ng": ("mass", 1e-9),
    "m": ("length", 1), "cm": ("length", 0.01), "mm": ("length", 0.001), "m2": ("area", 1),
    "L": ("volume", 1), "dL": ("volume", 0.1), "mL": ("volume", 1e-3),
    "10*9/L": ("count/volume", 1), "10*6/L": ("count/volume", 1e-3), "/uL": ("count/volume", 1e-3),
    "10*3/uL": ("count/volume", 1), "10*12/L": ("count/volume", 1000),
    "g/L": ("mass/volume", 1), "g/dL": ("mass/volume", 10), "mg/dL": ("mass/volume", 0.01),
    "mg/L": ("mass/volume", 1e-3), "ug/L": ("mass/volume", 1e-6), "ng/mL": ("mass/volume", 1e-6),
    "mmol/L": ("substance/volume", 1), "umol/L": ("substance/volume", 1e-3),
    "U/L": ("activity/volume", 1), "mm[Hg]": ("pressure", 1), "/min": ("frequency", 1),
    "Cel": ("temperature", 1),
    "mL/min": ("flow", 1), "mL/min/{1.73_m2}": ("flow/area", 1), "ms": ("interval", 1), "s": ("interval", 1000),
    "ng/L": ("mass/volume", 1e-9), "g/mL": ("mass/volume", 1000), "mg/mL": ("mass/volume", 1),
    "nmol/L": ("substance/volume", 1e-6), "meq/L": ("charge/volume", 1), "ukat/L": ("activity/volume", 60),
    "m[IU]/L": ("arbitrary/volume", 1), "g/d": ("mass/time", 1), "mg/d": ("mass/time", 1e-3),
    "mg/m2": ("mass/area", 1), "g/m2": ("mass/area", 1000), "ug/m2": ("mass/area", 1e-3),
    "mg/kg": ("mass/mass", 1), "ug/kg": ("mass/mass", 1e-3), "ug/g": ("mass/mass", 1),
  ]
}
