// SPDX-License-Identifier: Apache-2.0

/// Whether a number needed to treat, or to harm, can come from counts: one over the difference of both rates.
///
/// It may be rounded to the nearest, cut off, or rounded up, as many do to be cautious.
///
/// - Parameters:
///   - printed: The number, without its sign.
///   - events: Events of the first arm.
///   - n: Subjects of the first arm.
///   - otherEvents: Events of the second arm.
///   - otherN: Subjects of the second arm.
/// - Returns: The verdict, and the exact number; nil without a difference.
public func numberNeeded(
  _ printed: PrintedNumber,
  _ events: Int,
  of n: Int,
  versus otherEvents: Int,
  of otherN: Int
) -> (consistency: Consistency, exact: Double?) {
  if events < 0 || otherEvents < 0 || events > n || otherEvents > otherN { return (.inconsistent, nil) }
  guard n > 0, otherN > 0 else { return (.undetermined(.undefined), nil) }
  guard n <= .largestCount, otherN <= .largestCount else { return (.undetermined(.tooLarge), nil) }
  let difference = (Double(events) / Double(n) - Double(otherEvents) / Double(otherN)).magnitude
  guard difference > 1e-15 else { return (.undetermined(.undefined), nil) }
  let exact = 1 / difference
  let isRoundedUp = printed.value >= exact && printed.value <= exact + printed.unit
  let fits = printed.rounding(of: exact) != nil || isRoundedUp
  return (fits ? .consistent : .inconsistent, exact)
}

/// Whether a relative reduction, such as "reduced by 38 %", is one minus a ratio.
///
/// - Parameters:
///   - reduction: The printed reduction; of an increase its negative.
///   - ratio: The printed risk, odds or hazard ratio.
///   - whole: 100 for percentages.
/// - Returns: Inconsistent if no values within both say the same.
public func relativeReduction(_ reduction: PrintedNumber, ratio: PrintedNumber, whole: Double = 100)
  -> Consistency
{
  guard whole > 0, whole.isFinite else { return .undetermined(.undefined) }
  let implied = ClosedRange(point: whole) - ratio.possible.scaled(by: whole)
  return reduction.rounding(ofSomeIn: implied) == nil ? .inconsistent : .consistent
}
