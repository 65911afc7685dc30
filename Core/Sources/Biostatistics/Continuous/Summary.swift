// SPDX-License-Identifier: Apache-2.0

/// The arithmetic mean; NaN without values.
public func mean(_ values: [Double]) -> Double {
  values.reduce(0, +) / Double(values.count)
}

/// The sample variance with denominator n − 1, from squared distances to the mean; NaN below two values.
public func sampleVariance(_ values: [Double]) -> Double {
  guard values.count > 1 else { return .nan }
  let centre = mean(values)
  return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
}

/// The sample standard deviation with denominator n − 1; NaN below two values.
public func standardDeviation(_ values: [Double]) -> Double {
  sampleVariance(values).squareRoot()
}

/// The middle value, or the mean of the two middle ones; NaN without values.
///
/// The values may come in any order.
public func median(_ values: [Double]) -> Double {
  quantile(values.sorted(), 0.5, type: .averagedSteps)
}
