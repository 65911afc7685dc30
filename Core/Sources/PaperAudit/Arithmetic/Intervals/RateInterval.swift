// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// The interval of a rate per person-time against its events.
///
/// Exact by Garwood (1936), Biometrika 28:437–442; symmetric on the log, the plain and the root scale.
///
/// - Parameters:
///   - lower: The lower limit.
///   - upper: The upper limit.
///   - events: Events.
///   - personTime: In the unit of the rate; taken as exact, since an interval is much wider than its rounding.
///   - per: 100 for rates per 100 person-years.
///   - level: The confidence level.
/// - Returns: Without values for negative events, no time, or a level outside (0, 1).
public func rateInterval(
  lower: PrintedNumber,
  upper: PrintedNumber,
  events: Int,
  personTime: PrintedNumber,
  per: Double,
  level: Double = 0.95
) -> IntervalComparison {
  guard events >= 0, events <= 1_000_000, personTime.value > 0, per > 0, per.isFinite, level > 0, level < 1
  else {
    return IntervalComparison(lower: lower, upper: upper, values: [])
  }
  let (d, tail) = (Double(events), (1 - level) / 2)
  let z = StandardNormal.quantile(upperTail: tail)
  let exact = Interval(
    events == 0 ? 0 : ChiSquare.quantile(tail, degreesOfFreedom: 2 * d) / 2,
    ChiSquare.quantile(upperTail: tail, degreesOfFreedom: 2 * d + 2) / 2
  )
  let factor = Double.exp(z / d.squareRoot())
  let root = (max(0, d.squareRoot() - z / 2), d.squareRoot() + z / 2)
  let counts: [(IntervalMethod, Interval)] = [
    (.poissonExact, exact), (.poissonLog, Interval(d / factor, d * factor)),
    (.poissonWald, Interval(d - z * d.squareRoot(), d + z * d.squareRoot())),
    (.poissonRoot, Interval(root.0 * root.0, root.1 * root.1)),
  ]
  // The time itself is rounded: its ends and its middle.
  let times = [personTime.value, personTime.possible.lowerBound, personTime.possible.upperBound].filter {
    $0 > 0
  }
  let values = times.flatMap { time in
    counts.filter { !$0.1.upper.isNaN && !$0.1.lower.isNaN }.map { method, interval in
      IntervalComparison.Value(
        method: method,
        interval: Interval(interval.lower * per / time, interval.upper * per / time)
      )
    }
  }
  return IntervalComparison(lower: lower, upper: upper, values: values)
}
