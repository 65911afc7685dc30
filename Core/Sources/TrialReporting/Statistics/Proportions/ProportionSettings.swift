// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// How proportions are asked to be compared.
public struct ProportionSettings: Sendable {
  public let level: Double
  public let alternative: Alternative
  /// The only method wanted; nil for all.
  public let method: String?

  /// Makes settings; nil where there is no method of that name.
  public init?(level: Double, alternative: Alternative, method: String?) {
    if let method, !Self.methods.contains(method) { return nil }
    self.level = level
    self.alternative = alternative
    self.method = method
  }

  func wants(_ name: String) -> Bool { method == nil || method == name }

  /// Every name that `--method` takes, each once.
  public static var methods: [String] {
    let names =
      ProportionInterval.allCases.map(\.rawValue) + DifferenceInterval.allCases.map(\.rawValue)
      + RiskRatioInterval.allCases.map(\.rawValue) + OddsRatioInterval.allCases.map(\.rawValue)
      + ProportionTest.allCases.map(\.rawValue) + StratifiedProportions.names
    return names.reduce(into: []) { found, name in if !found.contains(name) { found.append(name) } }
  }
}

/// An arm's proportion.
public struct NamedProportion: Sendable {
  public let name: String
  public let proportion: Proportion

  public init(_ name: String, _ proportion: Proportion) {
    self.name = name
    self.proportion = proportion
  }

  /// Reads counts as typed, such as `16/30`; nil unless 0 ≤ events ≤ n and n > 0.
  public static func counts(_ text: String) -> Proportion? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    // Large enough for any trial, small enough for products of counts.
    guard parts.count == 2, let events = Int(parts[0]), let n = Int(parts[1]), events >= 0, n > 0,
      events <= n,
      n <= 1_000_000_000
    else { return nil }
    return Proportion(events: events, of: n)
  }
}
