// SPDX-License-Identifier: Apache-2.0

/// The counts of a total that are printed as this percentage; nil if no count is.
///
/// They are neighbours, as the percentage rises with the count. In constant time.
///
/// - Parameters:
///   - printed: The percentage.
///   - total: Any number; nil comes back for less than 1 or more than 10¹².
///   - whole: What is printed for all of the total, 100 for percentages.
///   - cutting: Whether a percentage that was cut off counts too.
/// - Returns: Neighbouring counts.
public func countsFitting(
  _ printed: PrintedNumber,
  of total: Int,
  whole: Double = 100,
  cutting: Bool = true
) -> ClosedRange<Int>? {
  guard total >= 1, total <= .largestCount, whole > 0, whole.isFinite else { return nil }
  return neighbours(
    around: printed.value / whole * Double(total),
    step: printed.unit / whole * Double(total),
    in: 0...total
  ) {
    fits(printed, whole * Double($0) / Double(total), cutting)
  }
}

/// The totals of which a count is printed as this percentage, within `limits`; nil if there is none.
///
/// They are neighbours, as the percentage falls with the total. In constant time.
public func totalsFitting(
  _ printed: PrintedNumber,
  count: Int,
  within limits: ClosedRange<Int> = 1...1_000_000,
  whole: Double = 100,
  cutting: Bool = true
) -> ClosedRange<Int>? {
  let first = max(1, count, limits.lowerBound)
  let last = min(limits.upperBound, .largestCount)
  guard count >= 0, first <= last, whole > 0, whole.isFinite else { return nil }
  if count == 0 { return fits(printed, 0, cutting) ? first...last : nil }
  let scaled = whole * Double(count)
  let range = cutting ? printed.possible : printed.roundedRange
  // The hair of `fits` decides at the ends; these only have to lie within one of them.
  let low = range.upperBound > 0 ? scaled / range.upperBound : .infinity
  let high = range.lowerBound > 0 ? scaled / range.lowerBound : .infinity
  let from = max(first, Int(bounded: min(low, 1e15)).map { $0 - 2 } ?? first)
  let through = min(last, Int(bounded: min(high, 1e15)).map { $0 + 2 } ?? last)
  return trimmed(from, through) { fits(printed, scaled / Double($0), cutting) }
}

/// Totals within `limits` of which some count is printed as this percentage: GRIM for percentages.
///
/// - Parameters:
///   - printed: The percentage.
///   - limits: The totals to try; at most the first 100,000 are.
///   - whole: What is printed for all of the total, 100 for percentages.
///   - cutting: Whether a percentage that was cut off counts too.
/// - Returns: Each total with the counts that fit, in order.
public func totalsAllowing(
  _ printed: PrintedNumber,
  within limits: ClosedRange<Int>,
  whole: Double = 100,
  cutting: Bool = true
) -> [(total: Int, counts: ClosedRange<Int>)] {
  let first = max(1, limits.lowerBound)
  guard limits.upperBound >= first, first <= .largestCount else { return [] }
  return (first...min(limits.upperBound, first + 99_999)).compactMap { total in
    countsFitting(printed, of: total, whole: whole, cutting: cutting).map { (total, $0) }
  }
}

/// How the percentages nearest to a printed one would be printed for this total: one below, one above.
public func nearestPercentages(to printed: PrintedNumber, of total: Int, whole: Double = 100)
  -> [PrintedNumber]
{
  guard total >= 1, total <= .largestCount, whole > 0, whole.isFinite else { return [] }
  let place = printed.value / whole * Double(total)
  let below = Int(bounded: min(max(place, 0), Double(total)).rounded(.down)) ?? 0
  var found = [PrintedNumber]()
  for count in [below, min(below + 1, total)] {
    guard let value = printed.printed(whole * Double(count) / Double(total)), !found.contains(value) else {
      continue
    }
    found.append(value)
  }
  return found
}

private func fits(_ printed: PrintedNumber, _ exact: Double, _ cutting: Bool) -> Bool {
  switch printed.rounding(of: exact) {
  case .nearest: true
  case .truncated: cutting
  case nil: false
  }
}

/// The run of whole numbers around a place that meet a condition, no farther than a step and a bit.
private func neighbours(
  around place: Double,
  step: Double,
  in limits: ClosedRange<Int>,
  where holds: (Int) -> Bool
) -> ClosedRange<Int>? {
  let low = Double(limits.lowerBound)
  let high = Double(limits.upperBound)
  guard place.isFinite, step.isFinite else { return nil }
  guard let from = Int(bounded: min(max(place - step - 2, low), high)),
    let through = Int(bounded: min(max(place + step + 2, low), high))
  else { return nil }
  return trimmed(from, through, where: holds)
}

/// The run inside `from...through` that meets a condition, which holds on one run at most.
///
/// The ends are near those of the run, or the run is long and reaches the middle.
private func trimmed(_ from: Int, _ through: Int, where holds: (Int) -> Bool) -> ClosedRange<Int>? {
  guard from <= through else { return nil }
  if through - from <= 64 {
    let all = (from...through).filter(holds)
    guard let first = all.first, let last = all.last else { return nil }
    return first...last
  }
  let middle = (from...through).middle(where: holds)
  guard let middle else { return nil }
  return firstIndex(from, middle, where: holds)...lastIndex(middle, through, where: holds)
}

extension ClosedRange where Bound == Int {
  /// Some member that meets a condition, tried at 33 places: a run of a quarter of the range is not missed.
  fileprivate func middle(where holds: (Int) -> Bool) -> Int? {
    let width = upperBound - lowerBound
    for part in 0...32 {
      let place = lowerBound + Int((Double(width) * Double(part) / 32).rounded())
      if holds(Swift.min(place, upperBound)) { return Swift.min(place, upperBound) }
    }
    return nil
  }
}

private func firstIndex(_ low: Int, _ high: Int, where holds: (Int) -> Bool) -> Int {
  var (low, high) = (low, high)
  while low < high {
    let middle = low + (high - low) / 2
    if holds(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}

private func lastIndex(_ low: Int, _ high: Int, where holds: (Int) -> Bool) -> Int {
  var (low, high) = (low, high)
  while low < high {
    let middle = high - (high - low) / 2
    if holds(middle) { low = middle } else { high = middle - 1 }
  }
  return low
}
