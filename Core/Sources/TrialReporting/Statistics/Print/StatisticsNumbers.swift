// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import RealModule

/// How calculators write numbers for people; programs get every digit.
struct StatisticsNumbers: Sendable {
  let texts: Texts

  /// Four decimals, for proportions, differences of them and probabilities.
  func share(_ value: Double) -> String { fixed(value, 4) }

  /// Four significant digits, at most six decimals.
  func plain(_ value: Double) -> String { fixed(value, Self.decimals(value)) }

  /// Fixed decimals; words where the value is not defined.
  func fixed(_ value: Double, _ decimals: Int) -> String {
    value.isNaN ? texts[StatisticsMessage.notDefined] : DecimalText.fixed(value, decimals: decimals)
  }

  /// A number as it was typed, without trailing zeros.
  func asTyped(_ value: Double) -> String {
    let text = value.description
    let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return short.hasPrefix("-") ? "−" + short.dropFirst() : short
  }

  func pValue(_ p: Double) -> String {
    if p < 0.0001 { return "<0.0001" }
    if p > 0.9999, p < 1 { return ">0.9999" }
    return share(p)
  }

  func interval(_ interval: Interval, _ write: (Double) -> String) -> String {
    guard !interval.lower.isNaN, !interval.upper.isNaN else { return texts[StatisticsMessage.notDefined] }
    return texts(StatisticsMessage.limits, write(interval.lower), write(interval.upper))
  }

  /// A level as a percentage, such as "95%" or "97.5%".
  func level(_ level: Double) -> String {
    var text = DecimalText.fixed(level, decimals: 4, shift: 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text + "%"
  }

  /// Decimals that show four significant digits of a value.
  static func decimals(_ value: Double) -> Int {
    guard value.isFinite, value != 0 else { return 3 }
    let whole = Int(Double.log10(value.magnitude).rounded(.down))
    return min(6, max(0, 3 - whole))
  }

  /// The decimals with which a column of values shows four digits of its least entry, at most six.
  static func decimals(of values: [Double]) -> Int {
    values.filter { $0.isFinite && $0 != 0 }.map { decimals($0) }.max() ?? 3
  }
}

extension JSONValue {
  /// A number with every digit; `null` where it is not defined, `"Infinity"` and `"-Infinity"` where it is infinite.
  static func statistic(_ value: Double) -> JSONValue {
    guard value.isInfinite else { return .number(value) }
    return .string(value < 0 ? "-Infinity" : "Infinity")
  }

  /// Both limits in an array.
  static func interval(_ interval: Interval) -> JSONValue {
    .array([.statistic(interval.lower), .statistic(interval.upper)])
  }

  /// Statistic, degrees of freedom and p; what is not defined is `null`.
  static func test(_ result: TestResult, _ alternative: Alternative? = nil) -> JSONValue {
    var members = [
      Member("statistic", result.statistic.map(JSONValue.statistic) ?? .null),
      Member("df", result.degreesOfFreedom.map(JSONValue.statistic) ?? .null),
      Member("p", .statistic(result.p)),
    ]
    if let alternative { members.append(Member("alternative", .string(alternative.word))) }
    return .object(members)
  }
}

extension Alternative {
  /// As typed on the command line.
  public var word: String {
    switch self {
    case .twoSided: "two-sided"
    case .greater: "greater"
    case .less: "less"
    }
  }

  var message: StatisticsMessage {
    switch self {
    case .twoSided: .twoSided
    case .greater: .greater
    case .less: .less
    }
  }
}
