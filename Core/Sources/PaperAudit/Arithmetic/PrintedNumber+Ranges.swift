// SPDX-License-Identifier: Apache-2.0

/// A printed number as a set of values, for arithmetic with everything it may stand for.
extension PrintedNumber {
  /// Every value that somebody could have printed so, by rounding or by cutting off.
  public var possible: ClosedRange<Double> {
    let nearest = roundedRange
    // The next digit itself would not have been cut off.
    let cut = unit - 1e-5 * hair
    return ClosedRange(
      uncheckedBounds: (
        value > 0 ? nearest.lowerBound : min(nearest.lowerBound, value - cut),
        value < 0 ? nearest.upperBound : max(nearest.upperBound, value + cut)
      )
    )
  }

  /// ``rounding`` and a hair for binary fractions of ties.
  var roundedRange: ClosedRange<Double> {
    ClosedRange(uncheckedBounds: (value - unit / 2 - hair, value + unit / 2 + hair))
  }

  /// How the printed digits could have come from some value of `range`; nil if from none.
  public func rounding(ofSomeIn range: ClosedRange<Double>) -> Rounding? {
    if roundedRange.overlaps(range) { return .nearest }
    return possible.overlaps(range) ? .truncated : nil
  }

  /// How `exact` would be printed with the same decimals, ties away from zero.
  public func printed(_ exact: Double) -> PrintedNumber? {
    guard exact.isFinite, exact.magnitude / unit < 1e15 else { return nil }
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    return PrintedNumber((exact * power).rounded() / power, decimals: decimals)
  }

  /// The number read on another scale, such as a percentage as a proportion (`factor` 0.01).
  func possible(times factor: Double) -> ClosedRange<Double> { possible.scaled(by: factor) }

  private var hair: Double { 1e-9 * max(unit, value.magnitude) }
}
