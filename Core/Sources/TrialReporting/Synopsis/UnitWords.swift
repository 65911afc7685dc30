// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Quantities as people write them: `15 years`, `100 mg/m²`, `1 ×10⁹/L`.
enum UnitWords {
  static func words(for quantity: Quantity, in texts: Texts) -> String {
    let number = digits(quantity.value)
    let key: SynopsisMessage? =
      switch (quantity.unit.code, quantity.value == 1) {
      case ("a", true): .oneYear
      case ("a", false): .yearCount
      case ("mo", true): .oneMonth
      case ("mo", false): .monthCount
      case ("wk", true): .oneWeek
      case ("wk", false): .weekCount
      case ("d", true): .oneDay
      case ("d", false): .dayCount
      default: nil
      }
    if let key { return texts(key, number) }
    if quantity.unit.code == "1" { return number }
    if quantity.unit.code == "%" { return number + "%" }
    return "\(number) \(symbol(of: quantity.unit, in: texts))"
  }

  /// The unit alone, with superscripts where UCUM writes digits.
  static func symbol(of unit: Unit, in texts: Texts) -> String {
    switch unit.code {
    case "mg/m2": "mg/m²"
    case "g/m2": "g/m²"
    case "ug/m2": "µg/m²"
    case "ug/kg": "µg/kg"
    case "ug": "µg"
    case "ug/L": "µg/L"
    case "umol/L": "µmol/L"
    case "m2": "m²"
    case "10*9/L": "×10⁹/L"
    case "10*6/L": "×10⁶/L"
    case "10*12/L": "×10¹²/L"
    case "10*3/uL": "×10³/µL"
    case "10*6/uL": "×10⁶/µL"
    case "10*3/mm3": "×10³/mm³"
    case "10*6/mm3": "×10⁶/mm³"
    case "/uL": "/µL"
    case "/mm3": "/mm³"
    case "ug/dL": "µg/dL"
    case "ug/mL": "µg/mL"
    case "meq/L": "mEq/L"
    case "[IU]/L": "IU/L"
    case "mL/min/{1.73_m2}": "mL/min/1.73 m²"
    case "mm[Hg]": "mmHg"
    case "Cel": "°C"
    case "[degF]": "°F"
    case "a": texts[SynopsisMessage.years]
    default: unit.code
    }
  }

  /// A number with at most three decimals and a real minus sign.
  static func digits(_ value: Double) -> String {
    let scaled = (abs(value) * 1000).rounded()
    guard scaled < 1e15 else { return String(value) }
    let whole = Int(scaled) / 1000
    let fraction = Int(scaled) % 1000
    var text = String(whole)
    if fraction > 0 {
      var decimals = String(fraction)
      decimals = String(repeating: "0", count: 3 - decimals.count) + decimals
      while decimals.hasSuffix("0") { decimals.removeLast() }
      text += "." + decimals
    }
    return value < 0 && scaled > 0 ? "−" + text : text
  }

  /// A whole number with a real minus sign.
  static func digits(_ value: Int) -> String { value < 0 ? "−\(value.magnitude)" : String(value) }
}
