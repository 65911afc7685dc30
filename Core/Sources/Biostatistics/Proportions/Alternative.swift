// SPDX-License-Identifier: Apache-2.0

/// The direction in which a test looks.
public enum Alternative: String, CaseIterable, Hashable, Sendable {
  case twoSided
  /// The first (treatment) is larger than the second (reference), or than the hypothesized value.
  case greater
  /// The first (treatment) is smaller than the second (reference), or than the hypothesized value.
  case less

  /// The p-value of a standard normal statistic.
  func p(z: Double) -> Double {
    switch self {
    case .twoSided: StandardNormal.twoSided(z)
    case .greater: StandardNormal.survival(z)
    case .less: StandardNormal.cumulative(z)
    }
  }
}
