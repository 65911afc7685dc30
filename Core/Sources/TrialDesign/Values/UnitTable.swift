// SPDX-License-Identifier: Apache-2.0

/// The units that exist for Equipoise, and how people write them.
///
/// Look-up is by exact list: no rule turns an unlisted spelling into a unit, except that the micro sign and
/// the Greek mu, which look alike, both stand for UCUM's `u`.
enum UnitTable {
  static let codes: [String] = known.keys.sorted()

  /// Everything a unit may be called, for near misses.
  static let words: [String] = codes + spellings.keys.sorted()

  static func unit(written: String) -> Unit? {
    if let unit = known[written] { return unit }
    if let code = spellings[written] { return known[code] }
    guard written.unicodeScalars.contains(where: isMicro) else { return nil }
    let folded = String(String.UnicodeScalarView(written.unicodeScalars.map { isMicro($0) ? "u" : $0 }))
    return known[folded] ?? spellings[folded].flatMap { known[$0] }
  }

  /// U+00B5 micro sign and U+03BC Greek small letter mu.
  private static func isMicro(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xB5 || scalar.value == 0x3BC
  }

  private static let known: [String: Unit] = Dictionary(
    uniqueKeysWithValues: table.map { line in
      let (code, dimension, multiple, power) = line
      // The zeros of the two scales that do not begin at absolute zero (UCUM 2.1, §22).
      let zeros: [String: Double] = ["Cel": 273.15, "[degF]": 459.67 * 5 / 9]
      let zero = zeros[code] ?? 0
      return (code, Unit(code: code, dimension: dimension, multiple: multiple, power: power, zero: zero))
    }
  )

  /// Code, what it measures, and its size in the base unit as multiple × 10^power.
  private static let table: [(String, Dimension, Double, Int)] = [
    ("1", .number, 1, 0), ("%", .number, 1, -2),
    ("a", .time, 525_960, 0), ("mo", .time, 43_830, 0), ("wk", .time, 10_080, 0), ("d", .time, 1440, 0),
    ("h", .time, 60, 0), ("min", .time, 1, 0),
    ("s", .interval, 1, 0), ("ms", .interval, 1, -3),
    ("kg", .mass, 1, 3), ("g", .mass, 1, 0), ("mg", .mass, 1, -3), ("ug", .mass, 1, -6),
    ("ng", .mass, 1, -9), ("pg", .mass, 1, -12),
    ("m", .length, 1, 0), ("cm", .length, 1, -2), ("mm", .length, 1, -3), ("m2", .area, 1, 0),
    ("L", .volume, 1, 0), ("dL", .volume, 1, -1), ("mL", .volume, 1, -3), ("uL", .volume, 1, -6),
    ("fL", .volume, 1, -15),
    ("10*9/L", .countPerVolume, 1, 9), ("10*6/L", .countPerVolume, 1, 6), ("10*12/L", .countPerVolume, 1, 12),
    ("/L", .countPerVolume, 1, 0), ("/uL", .countPerVolume, 1, 6), ("/mm3", .countPerVolume, 1, 6),
    ("10*3/uL", .countPerVolume, 1, 9), ("10*6/uL", .countPerVolume, 1, 12),
    ("10*3/mm3", .countPerVolume, 1, 9), ("10*6/mm3", .countPerVolume, 1, 12),
    ("g/L", .massPerVolume, 1, 0), ("g/dL", .massPerVolume, 1, 1), ("mg/dL", .massPerVolume, 1, -2),
    ("mg/L", .massPerVolume, 1, -3), ("mg/mL", .massPerVolume, 1, 0), ("ug/dL", .massPerVolume, 1, -5),
    ("ug/L", .massPerVolume, 1, -6), ("ug/mL", .massPerVolume, 1, -3), ("ng/mL", .massPerVolume, 1, -6),
    ("ng/dL", .massPerVolume, 1, -8), ("ng/L", .massPerVolume, 1, -9), ("pg/mL", .massPerVolume, 1, -9),
    ("mol/L", .substancePerVolume, 1, 0), ("mmol/L", .substancePerVolume, 1, -3),
    ("umol/L", .substancePerVolume, 1, -6), ("nmol/L", .substancePerVolume, 1, -9),
    ("pmol/L", .substancePerVolume, 1, -12),
    ("meq/L", .equivalentsPerVolume, 1, -3),
    // One katal turns over a mole a second, one U a micromole a minute: 1 ukat = 60 U.
    ("U/L", .activityPerVolume, 1, 0), ("U/mL", .activityPerVolume, 1, 3), ("kU/L", .activityPerVolume, 1, 3),
    ("mU/L", .activityPerVolume, 1, -3), ("[IU]/L", .activityPerVolume, 1, 0),
    ("[IU]/mL", .activityPerVolume, 1, 3), ("m[IU]/L", .activityPerVolume, 1, -3),
    ("m[IU]/mL", .activityPerVolume, 1, 0), ("u[IU]/mL", .activityPerVolume, 1, -3),
    ("ukat/L", .activityPerVolume, 60, 0), ("nkat/L", .activityPerVolume, 60, -3),
    // UCUM: the metre of mercury is 133.3220 kPa.
    ("mm[Hg]", .pressure, 133.322, 0), ("kPa", .pressure, 1, 3), ("Pa", .pressure, 1, 0),
    ("/min", .frequency, 1, 0),
    ("K", .temperature, 1, 0), ("Cel", .temperature, 1, 0), ("[degF]", .temperature, 5.0 / 9, 0),
    ("mL/min", .flow, 1, 0), ("L/min", .flow, 1, 3), ("mL/s", .flow, 60, 0),
    ("mL/min/{1.73_m2}", .flowPerSurface, 1, 0),
    ("g/d", .massPerTime, 1, 0), ("mg/d", .massPerTime, 1, -3),
    ("mg/m2", .massPerArea, 1, -3), ("g/m2", .massPerArea, 1, 0), ("ug/m2", .massPerArea, 1, -6),
    ("mg/kg", .massPerBodyMass, 1, -3), ("ug/kg", .massPerBodyMass, 1, -6),
    ("g/g", .massPerMass, 1, 0), ("mg/g", .massPerMass, 1, -3), ("ug/g", .massPerMass, 1, -6),
    ("[IU]", .activity, 1, 0), ("U", .activity, 1, 0), ("U/m2", .activityPerArea, 1, 0),
    ("[IU]/m2", .activityPerArea, 1, 0),
    ("mosm/kg", .osmolality, 1, 0),
  ]

  /// By written form, the code; spellings with a micro sign or a Greek mu need no line of their own.
  private static let spellings: [String: String] = [
    "year": "a", "years": "a", "month": "mo", "months": "mo", "week": "wk", "weeks": "wk", "day": "d",
    "days": "d", "hour": "h", "hours": "h", "minutes": "min", "sec": "s", "seconds": "s", "msec": "ms",
    "percent": "%", "ratio": "1", "{ratio}": "1", "{INR}": "1", "INR": "1", "pH": "1", "[pH]": "1",
    "mcg": "ug", "gm": "g", "l": "L", "dl": "dL", "ml": "mL", "m²": "m2", "m^2": "m2",
    "10^9/L": "10*9/L", "10^9/l": "10*9/L", "10*9/l": "10*9/L", "10E9/L": "10*9/L", "10e9/L": "10*9/L",
    "10⁹/L": "10*9/L", "×10⁹/L": "10*9/L", "x10⁹/L": "10*9/L", "×10^9/L": "10*9/L", "x10^9/L": "10*9/L",
    "x10*9/L": "10*9/L", "x10E9/L": "10*9/L", "x10e9/L": "10*9/L", "Gpt/L": "10*9/L", "G/L": "10*9/L",
    "G/l": "10*9/L", "GI/L": "10*9/L",
    "10^12/L": "10*12/L", "10^12/l": "10*12/L", "10*12/l": "10*12/L", "10E12/L": "10*12/L",
    "10¹²/L": "10*12/L", "×10¹²/L": "10*12/L", "×10^12/L": "10*12/L", "x10^12/L": "10*12/L",
    "x10E12/L": "10*12/L", "Tpt/L": "10*12/L", "T/L": "10*12/L", "TI/L": "10*12/L",
    "10^6/L": "10*6/L", "10⁶/L": "10*6/L", "×10⁶/L": "10*6/L", "x10^6/L": "10*6/L", "x10E6/L": "10*6/L",
    "K/uL": "10*3/uL", "K/ul": "10*3/uL", "k/uL": "10*3/uL", "10^3/uL": "10*3/uL", "10³/uL": "10*3/uL",
    "x10^3/uL": "10*3/uL", "x10³/uL": "10*3/uL", "×10³/uL": "10*3/uL", "×10^3/uL": "10*3/uL",
    "x10*3/uL": "10*3/uL", "x10E3/uL": "10*3/uL", "10E3/uL": "10*3/uL", "Thousand/uL": "10*3/uL",
    "M/uL": "10*6/uL", "10^6/uL": "10*6/uL", "10⁶/uL": "10*6/uL", "x10^6/uL": "10*6/uL",
    "x10⁶/uL": "10*6/uL", "×10⁶/uL": "10*6/uL", "x10*6/uL": "10*6/uL", "x10E6/uL": "10*6/uL",
    "10E6/uL": "10*6/uL", "Million/uL": "10*6/uL",
    "/ul": "/uL", "cells/uL": "/uL", "cells/ul": "/uL", "{cells}/uL": "/uL", "/mcL": "/uL",
    "cells/mcL": "/uL", "/mm³": "/mm3", "/mm^3": "/mm3", "/cmm": "/mm3", "cells/mm3": "/mm3",
    "cells/mm³": "/mm3", "cells/mm^3": "/mm3", "K/mm3": "10*3/mm3", "10^3/mm3": "10*3/mm3",
    "10³/mm³": "10*3/mm3", "x10^3/mm3": "10*3/mm3", "10^6/mm3": "10*6/mm3", "10⁶/mm³": "10*6/mm3",
    "g/l": "g/L", "gm/L": "g/L", "g/dl": "g/dL", "gm/dL": "g/dL", "g%": "g/dL", "mg/dl": "mg/dL",
    "mg%": "mg/dL", "mg/l": "mg/L", "mg/ml": "mg/mL", "ug/dl": "ug/dL", "mcg/dL": "ug/dL", "ug/l": "ug/L",
    "mcg/L": "ug/L", "ug/ml": "ug/mL", "mcg/mL": "ug/mL", "ng/ml": "ng/mL", "ng/l": "ng/L",
    "ng/dl": "ng/dL", "pg/ml": "pg/mL",
    "mol/l": "mol/L", "mmol/l": "mmol/L", "mM": "mmol/L", "umol/l": "umol/L", "nmol/l": "nmol/L",
    "pmol/l": "pmol/L", "mEq/L": "meq/L", "mEq/l": "meq/L", "meq/l": "meq/L", "mval/L": "meq/L",
    "U/l": "U/L", "u/L": "U/L", "units/L": "U/L", "IU/L": "[IU]/L", "IU/l": "[IU]/L", "iU/L": "[IU]/L",
    "[iU]/L": "[IU]/L", "IU/mL": "[IU]/mL", "IU/ml": "[IU]/mL", "U/ml": "U/mL", "mIU/L": "m[IU]/L",
    "mIU/l": "m[IU]/L", "mIU/mL": "m[IU]/mL", "mIU/ml": "m[IU]/mL", "uIU/mL": "u[IU]/mL",
    "uIU/ml": "u[IU]/mL", "IU": "[IU]", "iU": "[IU]", "[iU]": "[IU]", "units": "U", "IU/m2": "[IU]/m2",
    "IU/m²": "[IU]/m2", "U/m²": "U/m2", "ukat/l": "ukat/L", "nkat/l": "nkat/L",
    "mmHg": "mm[Hg]", "mm Hg": "mm[Hg]", "bpm": "/min", "{beats}/min": "/min", "beats/min": "/min",
    "°C": "Cel", "℃": "Cel", "C": "Cel", "°F": "[degF]", "℉": "[degF]", "F": "[degF]", "degF": "[degF]",
    "ml/min": "mL/min", "ml/s": "mL/s", "l/min": "L/min",
    "mL/min/1.73m2": "mL/min/{1.73_m2}", "mL/min/1.73 m2": "mL/min/{1.73_m2}",
    "mL/min/1.73m²": "mL/min/{1.73_m2}", "mL/min/1.73 m²": "mL/min/{1.73_m2}",
    "mL/min/1.73m^2": "mL/min/{1.73_m2}", "ml/min/1.73m2": "mL/min/{1.73_m2}",
    "mL/min/{1.73m2}": "mL/min/{1.73_m2}", "g/24h": "g/d", "g/(24.h)": "g/d", "mg/24h": "mg/d",
    "mg/(24.h)": "mg/d", "g/day": "g/d", "mg/day": "mg/d",
    "mg/m²": "mg/m2", "mg/m^2": "mg/m2", "g/m²": "g/m2", "g/m^2": "g/m2", "ug/m²": "ug/m2",
    "mcg/m2": "ug/m2", "mcg/kg": "ug/kg", "mOsm/kg": "mosm/kg",
  ]
}
