// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// What the final analysis has to show, as typed behind `--success`.
public enum SuccessRule: Hashable, Sendable {
  /// A posterior probability above this: of superiority with the margin, or of a proportion above the threshold.
  case posterior(Double)
  /// The z test with pooled variance, one-sided.
  case pooledZ(alpha: Double)
  /// Fisher's exact test, one-sided.
  case fisher(alpha: Double)
  /// The exact binomial test of a single arm, one-sided.
  case binomial(alpha: Double)

  /// What `--success` knows.
  public static let words = ["0.975", "z(ALPHA)", "fisher(ALPHA)", "binomial(ALPHA)"]

  /// Reads the words of the command line; nil for what is not known or lies outside (0, 1).
  public init?(word: String) {
    if let threshold = Double(word) {
      guard threshold > 0, threshold < 1 else { return nil }
      self = .posterior(threshold)
      return
    }
    guard let word = BoundaryWord(word), word.numbers.count == 1, let alpha = word.numbers.first, alpha > 0,
      alpha < 1
    else { return nil }
    switch word.name {
    case "z" where alpha < 0.5: self = .pooledZ(alpha: alpha)
    case "fisher": self = .fisher(alpha: alpha)
    case "binomial": self = .binomial(alpha: alpha)
    default: return nil
    }
  }

  /// As typed on the command line.
  public var word: String {
    switch self {
    case .posterior(let threshold): "\(threshold)"
    case .pooledZ(let alpha): BoundaryWord.written("z", [alpha])
    case .fisher(let alpha): BoundaryWord.written("fisher", [alpha])
    case .binomial(let alpha): BoundaryWord.written("binomial", [alpha])
    }
  }

  /// The rule for two arms; nil for one that is about a single arm.
  func comparison(prior: BetaDistribution, margin: Double) -> FinalComparison? {
    switch self {
    case .posterior(let threshold):
      .posterior(ArmPriors(prior), margin: margin, threshold: threshold)
    case .pooledZ(let alpha): .pooledZ(alpha: alpha)
    case .fisher(let alpha): .fisher(alpha: alpha)
    case .binomial: nil
    }
  }

  /// The rule for a single arm and a rate to exceed; nil for one that compares arms.
  func proportion(prior: BetaDistribution, above rate: Double) -> FinalProportion? {
    switch self {
    case .posterior(let threshold): .posterior(prior, above: rate, threshold: threshold)
    case .binomial(let alpha): .binomialTest(against: rate, alpha: alpha)
    case .pooledZ, .fisher: nil
    }
  }
}
