// SPDX-License-Identifier: Apache-2.0

/// How a trial calculates, rounds and checks doses (`dosing:`).
///
/// Every value has a default that no source prescribes; a calendar says which of them it used. The limits follow
/// common practice: HOPA position statement on dose rounding (J Oncol Pract 2018) for 10 %, the others are choices.
public struct DosingRules: Sendable {
  /// The formula of body surface area; nil where the protocol does not name one, and Mosteller's is chosen.
  public var namedFormula: BodySurfaceArea.Formula?
  /// Body surface areas above this, in m², count as this; nil for no cap (ASCO: full weight-based doses).
  public var areaCap: Double?
  /// Share of the calculated dose by which rounding may move it before the calendar warns.
  public var roundingWarning: Double
  /// Share of the calculated dose by which rounding may move it at all.
  public var roundingLimit: Double
  /// Change of weight, as a share of the weight used, at which doses are calculated anew.
  public var weightChange: Double
  /// Heights in cm that need no second confirmation.
  public var heights: ClosedRange<Double>
  /// Weights in kg that need no second confirmation.
  public var weights: ClosedRange<Double>
  /// Body surface areas in m² that need no second confirmation.
  public var areas: ClosedRange<Double>
  /// Share of the proposed dose by which a decision may depart from it before that is a deviation.
  ///
  /// An audit counts errors of more than 10 % as deficiencies (NCI guidelines for auditing, as cited by HOPA, J Oncol Pract
  /// 2018).
  public var departureLimit: Double
  /// What was given, as a share of the planned dose, that needs no coded reason.
  public var given: ClosedRange<Double>
  /// Hours by which an administration may come early or late.
  public var window: Double
  /// Minutes after midnight at which the calendar begins each day, for drugs that follow nothing.
  public var firstHour: Int
  /// Where the record has what doses are calculated with; nil where the protocol does not say.
  public var items: DosingItems?

  /// The formula in use.
  public var formula: BodySurfaceArea.Formula { namedFormula ?? .mosteller }

  /// The rules of a protocol without the block.
  public static let standard = DosingRules(
    namedFormula: nil,
    areaCap: nil,
    roundingWarning: 0.05,
    roundingLimit: 0.10,
    weightChange: 0.10,
    heights: 120...220,
    weights: 30...200,
    areas: 1.0...3.0,
    departureLimit: 0.10,
    given: 0.75...1.10,
    window: 2,
    firstHour: 8 * 60,
    items: nil
  )
}

extension DosingRules {
  init(_ block: inout BlockReader) {
    let standard = Self.standard
    namedFormula = block.optional("body-surface") { $0.choice(BodySurfaceArea.Formula.self) }
    areaCap = block.optional("cap") { $0.measure("m2", example: "2.2 m2") }
    roundingWarning = block.optional("rounding-warning") { $0.share() } ?? standard.roundingWarning
    roundingLimit = block.optional("rounding-limit") { $0.share() } ?? standard.roundingLimit
    weightChange = block.optional("weight-change") { $0.share() } ?? standard.weightChange
    heights = block.range("heights", unit: "cm") ?? standard.heights
    weights = block.range("weights", unit: "kg") ?? standard.weights
    areas = block.range("areas", unit: "m2") ?? standard.areas
    departureLimit = block.optional("departure-limit") { $0.share() } ?? standard.departureLimit
    given = block.range("given", unit: "1") ?? standard.given
    window = block.optional("window") { $0.hours() } ?? standard.window
    firstHour = block.optional("first-hour") { $0.clockTime() } ?? standard.firstHour
    items = block.optional("items") { reader in reader.block { DosingItems(&$0) } }
  }
}

extension BlockReader {
  /// Two values with units, the lower first.
  fileprivate mutating func range(_ key: String, unit: String) -> ClosedRange<Double>? {
    optional(key) { reader in
      let example = unit == "1" ? "75 %" : "100 \(unit)"
      let ends = reader.list { $0.measure(unit, example: example) }
      guard ends.count == 2, ends[0] <= ends[1] else {
        reader.report("not a range", remedy: "Write the lowest and the highest value: [ …, … ].")
        return nil
      }
      return ends[0]...ends[1]
    }
  }
}

extension NodeReader {
  /// A positive quantity as a number of one unit.
  fileprivate func measure(_ code: String, example: String) -> Double? {
    value("a quantity in units of \(code)", example: example) { text in
      guard let unit = Unit(code), let value = Quantity(text)?.converted(to: unit)?.value, value > 0 else {
        return nil
      }
      return value
    }
  }

  /// Minutes after midnight, written `08:00`.
  func clockTime() -> Int? {
    value("a time of the day", example: "\"08:00\"") { DosingRules.minutes(ofClock: $0) }
  }
}

extension DosingRules {
  /// Minutes after midnight of `08:00`; nil where that is no time of the day.
  public static func minutes(ofClock text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }
}
