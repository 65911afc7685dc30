// SPDX-License-Identifier: Apache-2.0
import RealModule

/// log n!, from a table up to 255 and the logarithm of the gamma function beyond.
public func logFactorial(_ n: Int) -> Double {
  precondition(n >= 0, "a factorial needs a whole number that is not negative, got \(n)")
  return n < logFactorials.count ? logFactorials[n] : .logGamma(Double(n) + 1)
}

/// log of the number of ways to choose `k` of `n`; minus infinity where there is none.
public func logChoose(_ n: Int, _ k: Int) -> Double {
  guard k >= 0, k <= n else { return -.infinity }
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

private let logFactorials: [Double] = (0..<256).map { Double.logGamma(Double($0) + 1) }
