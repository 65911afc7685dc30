// SPDX-License-Identifier: Apache-2.0
import RealModule

/// A sum that also keeps what rounding cuts off each addition (Neumaier 1974, Z Angew Math Mech 54:39–51).
///
/// The plain sum of some ten thousand logarithms loses four digits, and the climb then takes that noise for
/// loss: steps are halved for ever, and a fit that is all but settled fails.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  var value: Double { sum + lost }

  @inline(__always)
  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}

/// A sum of logarithms, as the logarithm of products that are taken before they leave the range of numbers.
///
/// A multiplication is faster than a logarithm, and loses less.
struct LogSum {
  private var sum = CompensatedSum()
  private var product = 1.0
  /// Four products more, each in 1..<2, and how often they were halved.
  private var products = Four(repeating: 1)
  private var halvings = SIMD4<Int64>.zero

  var value: Double {
    var whole = sum
    whole.add(Double.log(product))
    whole.add(Double.log((products.x * products.y) * (products.z * products.w)))
    whole.add(Double(halvings.wrappedSum()) * Double.log(2))
    return whole.value
  }

  /// Adds log x, for x above 0; anything else makes the sum infinite or not a number, as its logarithm is.
  @inline(__always)
  mutating func add(logOf x: Double) {
    let next = product * x
    if next > 1e-200 && next < 1e200 {
      product = next
    } else {
      sum.add(Double.log(product))
      sum.add(Double.log(x))
      product = 1
    }
  }

  /// Adds the logarithms of four finite numbers that are at least 2⁻¹⁰²².
  @inline(__always)
  mutating func add(logsOf x: Four) {
    products *= halved(x)
    products = halved(products)
  }

  /// x divided by the power of two that leaves it in 1..<2.
  @inline(__always)
  private mutating func halved(_ x: Four) -> Four {
    let bits = unsafeBitCast(x, to: SIMD4<Int64>.self)
    halvings &+= bits &>> 52 &- 1023
    return unsafeBitCast(bits & 0xF_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000, to: Four.self)
  }
}
