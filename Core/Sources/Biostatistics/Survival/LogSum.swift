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

  var value: Double {
    var whole = sum
    whole.add(Double.log(product))
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
}
