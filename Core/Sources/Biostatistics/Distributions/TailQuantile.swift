// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Solves F(u) = lower, where F is a distribution function whose density is log-concave on the scale of
/// `u`.
///
/// Newton's method on the logarithm of the smaller tail. The logarithm of a log-concave tail is concave, so
/// after the first step every iterate stays on one side of the root and none overshoots: no bracket is
/// needed.
///
/// - Parameters:
///   - target: The wanted tails; they add up to one.
///   - start: A point in the middle of the distribution.
///   - state: Tails and density, both on the scale of `u`.
/// - Returns: The quantile on the scale of `u`.
func tailQuantile(_ target: Tails, from start: Double, _ state: (Double) -> (tails: Tails, density: Double))
  -> Double
{
  let useLower = target.lower <= state(start).tails.lower
  let goal = Double.log(useLower ? target.lower : target.upper)
  var u = start
  for _ in 0..<200 {
    let (tails, density) = state(u)
    let tail = useLower ? tails.lower : tails.upper
    guard tail > 0, density > 0 else { break }
    let change = (Double.log(tail) - goal) * tail / density
    u += useLower ? -change : change
    if change.magnitude <= 4e-16 * max(1, u.magnitude) { break }
  }
  return u
}
