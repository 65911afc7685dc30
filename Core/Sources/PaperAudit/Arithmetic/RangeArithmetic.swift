// SPDX-License-Identifier: Apache-2.0

/// Interval arithmetic: the values that an expression takes while its parts run through their ranges.
///
/// Parts are taken as independent, so a result may be too wide, never too narrow.
extension ClosedRange where Bound == Double {
  /// The range from the smallest to the largest of some values; nil without values or with one that is NaN.
  init?(spanning values: [Double]) {
    guard let low = values.min(), let high = values.max(), low <= high, !values.contains(where: \.isNaN)
    else { return nil }
    self = low...high
  }

  /// One value only.
  init(point value: Double) {
    self.init(uncheckedBounds: (value, value))
  }

  /// The range times a positive factor.
  func scaled(by factor: Double) -> ClosedRange<Double> {
    ClosedRange(uncheckedBounds: (lowerBound * factor, upperBound * factor))
  }

  /// The range moved and widened to both sides.
  func widened(by margin: Double) -> ClosedRange<Double> {
    ClosedRange(uncheckedBounds: (lowerBound - margin, upperBound + margin))
  }

  /// What is left of the range within `limits`; nil if nothing.
  func within(_ limits: ClosedRange<Double>) -> ClosedRange<Double>? {
    overlaps(limits) ? clamped(to: limits) : nil
  }

  static func + (a: ClosedRange<Double>, b: ClosedRange<Double>) -> ClosedRange<Double> {
    ClosedRange(uncheckedBounds: (a.lowerBound + b.lowerBound, a.upperBound + b.upperBound))
  }

  static func - (a: ClosedRange<Double>, b: ClosedRange<Double>) -> ClosedRange<Double> {
    ClosedRange(uncheckedBounds: (a.lowerBound - b.upperBound, a.upperBound - b.lowerBound))
  }

  /// The absolute values of the range.
  var magnitudes: ClosedRange<Double> {
    let far = Swift.max(lowerBound.magnitude, upperBound.magnitude)
    let near = contains(0) ? 0 : Swift.min(lowerBound.magnitude, upperBound.magnitude)
    return ClosedRange(uncheckedBounds: (near, far))
  }

  /// The values of a function that rises or falls throughout the range; nil where it is not defined.
  func mapped(_ monotone: (Double) -> Double) -> ClosedRange<Double>? {
    ClosedRange(spanning: [monotone(lowerBound), monotone(upperBound)])
  }

  /// The distance to another range as a factor: 1 if they overlap; nil unless both lie above 0.
  func factor(to other: ClosedRange<Double>) -> Double? {
    guard lowerBound > 0, other.lowerBound > 0 else { return nil }
    if overlaps(other) { return 1 }
    return lowerBound > other.upperBound ? lowerBound / other.upperBound : other.lowerBound / upperBound
  }
}

extension Int {
  /// The whole number nearest to a value within what an exact product of doubles allows; nil beyond 10¹⁵.
  init?(bounded value: Double) {
    guard value.magnitude <= 1e15 else { return nil }
    self = Int(value.rounded())
  }

  /// Counts beyond this are answered by a name: no trial has a million million subjects.
  static let largestCount = 1_000_000_000_000
}
