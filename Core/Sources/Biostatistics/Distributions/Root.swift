// SPDX-License-Identifier: Apache-2.0

/// The point at which `f` changes sign between `low` and `high`.
///
/// Inverse quadratic interpolation where it is safe, bisection elsewhere; an infinite or undefined value of
/// `f` falls back to bisection, so that a statistic may diverge at an end of the bracket.
///
/// - Parameters:
///   - low: One end of the bracket and the sign of `f` there, as any number of that sign.
///   - high: The other end, where `f` has the other sign.
///   - absolute: Accuracy for roots so close to zero that relative accuracy has no use.
///   - f: A continuous function.
/// - Returns: The root, to the last digits that `f` supports.
/// - SeeAlso: Chandrupatla (1997), Advances in Engineering Software 28:145–149.
func root(
  from low: (x: Double, f: Double),
  to high: (x: Double, f: Double),
  absolute: Double,
  _ f: (Double) -> Double
) -> Double {
  var (a, b) = (low, high)
  var t = 0.5
  for _ in 0..<300 {
    let x = a.x + t * (b.x - a.x)
    let new = (x: x, f: f(x))
    if new.f == 0 { return x }
    let old: (x: Double, f: Double)
    if (new.f > 0) == (a.f > 0) {
      old = a
    } else {
      old = b
      b = a
    }
    a = new
    let best = a.f.magnitude < b.f.magnitude ? a.x : b.x
    let tolerance = 2 * Double.ulpOfOne * best.magnitude + absolute
    let least = tolerance / (b.x - a.x).magnitude
    if !(least < 0.5) { return best }
    let xi = (a.x - b.x) / (old.x - b.x)
    let phi = (a.f - b.f) / (old.f - b.f)
    t = 0.5
    if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi {
      let first = a.f / (b.f - a.f) * (old.f / (b.f - old.f))
      let second = (old.x - a.x) / (b.x - a.x) * (a.f / (old.f - a.f)) * (b.f / (old.f - b.f))
      if (first + second).isFinite { t = first + second }
    }
    t = min(max(t, least), 1 - least)
  }
  return a.x
}
