// SPDX-License-Identifier: Apache-2.0

/// Four numbers of a column, which the processor adds or multiplies at a time.
typealias Four = SIMD4<Double>

extension UnsafePointer<Double> {
  /// The four numbers from `place` on.
  @inline(__always)
  func four(_ place: Int) -> Four {
    UnsafeRawPointer(self + place).loadUnaligned(as: Four.self)
  }
}

extension UnsafeMutablePointer<Double> {
  /// The four numbers from `place` on.
  @inline(__always)
  func four(_ place: Int) -> Four {
    UnsafeRawPointer(self + place).loadUnaligned(as: Four.self)
  }

  @inline(__always)
  func set(_ place: Int, _ values: Four) {
    UnsafeMutableRawPointer(self + place).storeBytes(of: values, as: Four.self)
  }
}

extension Four {
  @inline(__always)
  var sum: Double { (x + z) + (y + w) }

  /// x, x + y, x + y + z and x + y + z + w, each on top of what came before; `base` becomes the last.
  ///
  /// Only one addition waits for the numbers before these four.
  @inline(__always)
  func running(_ base: inout Double) -> Four {
    let low = x + y
    let all = low + (z + w)
    defer { base += all }
    return Four(x, low, low + z, all) + Four(repeating: base)
  }
}

/// exp of four numbers from −708 to 708, with an error of less than one unit in the last place.
///
/// With x = k log 2 + r and |r| at most half of log 2 it is 2ᵏ exp(r); the series of exp(r) ends where its terms do not count.
@inline(__always)
func exponentials(_ x: Four) -> Four {
  // Adding 1.5 · 2⁵² leaves the rounded number in the lowest bits.
  let magic = Four(repeating: 0x1.8p52)
  let shifted = x * Four(repeating: 0x1.71547652b82fep0) + magic
  let k = shifted - magic
  // log 2 in two parts, the first short enough that k times it is exact.
  let r = (x - k * Four(repeating: 0x1.62e42fefap-1)) - k * Four(repeating: 0x1.cf79abc9e3b3ap-40)
  let r2 = r * r
  let r4 = r2 * r2
  let low =
    (Four(repeating: 1 / 2) + r * Four(repeating: 1 / 6))
    + r2 * (Four(repeating: 1 / 24) + r * Four(repeating: 1 / 120))
  let middle =
    (Four(repeating: 1 / 720) + r * Four(repeating: 1 / 5040))
    + r2 * (Four(repeating: 1 / 40320) + r * Four(repeating: 1 / 362_880))
  let high =
    (Four(repeating: 1 / 3_628_800) + r * Four(repeating: 1 / 39_916_800))
    + r2 * (Four(repeating: 1 / 479_001_600) + r * Four(repeating: 1 / 6_227_020_800))
  let series = low + r4 * (middle + r4 * high)
  let power = unsafeBitCast(
    (unsafeBitCast(shifted, to: SIMD4<UInt64>.self) &+ 1023) &<< 52,
    to: Four.self
  )
  return power + power * (r + r2 * series)
}
