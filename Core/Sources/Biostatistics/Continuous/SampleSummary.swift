// SPDX-License-Identifier: Apache-2.0

/// What a paper prints of a sample: how many values, their mean and how far they spread.
///
/// All that t tests and standardized differences need.
public struct SampleSummary: Hashable, Sendable {
  public let n: Int
  /// NaN without values.
  public let mean: Double
  /// The sample variance with denominator n − 1; NaN below two values.
  public let variance: Double

  /// Summarizes values.
  public init(_ values: [Double]) {
    n = values.count
    mean = Biostatistics.mean(values)
    variance = sampleVariance(values)
  }

  /// Takes a summary as printed.
  ///
  /// - Parameters:
  ///   - n: Number of values, at least 0.
  ///   - mean: Their mean.
  ///   - standardDeviation: With denominator n − 1, at least 0; of no meaning below two values.
  public init(n: Int, mean: Double, standardDeviation: Double) {
    precondition(n >= 0 && !(standardDeviation < 0), "n and the standard deviation must not be negative")
    self.n = n
    self.mean = mean
    variance = n > 1 ? standardDeviation * standardDeviation : .nan
  }

  /// The sample standard deviation; NaN below two values.
  public var standardDeviation: Double { variance.squareRoot() }
}
