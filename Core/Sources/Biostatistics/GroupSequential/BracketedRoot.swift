// SPDX-License-Identifier: Apache-2.0

/// The root of a monotone function, starting from a guess.
///
/// Steps away from `guess` until the sign changes, then ``root(from:to:absolute:_:)``; the outer ends are only
/// signs and cost no evaluation.
func root(
  from low: (x: Double, f: Double),
  to high: (x: Double, f: Double),
  near guess: Double,
  step: Double,
  _ f: (Double) -> Double
) -> Double {
  let start = min(max(guess, low.x), high.x)
  let first = (x: start, f: f(start))
  if first.f == 0 { return start }
  // Toward the end with the other sign.
  let goal = (first.f > 0) == (low.f > 0) ? high : low
  var near = first
  var step = goal.x > start ? step.magnitude : -step.magnitude
  while (goal.x - near.x).magnitude > step.magnitude {
    let x = near.x + step
    let next = (x: x, f: f(x))
    if next.f == 0 { return x }
    if (next.f > 0) != (near.f > 0) { return root(from: near, to: next, absolute: 1e-16, f) }
    near = next
    step *= 2
  }
  return root(from: near, to: goal, absolute: 1e-16, f)
}
