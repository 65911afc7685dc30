// SPDX-License-Identifier: Apache-2.0

/// What a trial with interim analyses has decided beforehand.
public struct GroupSequentialPlan: Hashable, Sendable {
  /// Whether only a better outcome counts, or a difference in either direction.
  public enum Sides: Int, Hashable, Sendable {
    case one = 1
    case two = 2
  }

  /// Information fractions of the looks, ascending; the last is 1.
  public let fractions: [Double]
  /// Type I error of the whole trial, both directions together.
  public let alpha: Double
  /// Type II error, 1 minus the power.
  public let beta: Double
  public let sides: Sides
  public let efficacy: EfficacyRule
  public let futility: FutilityRule?

  /// Makes a plan; ``design()`` checks it.
  public init(
    fractions: [Double],
    alpha: Double,
    beta: Double,
    sides: Sides,
    efficacy: EfficacyRule,
    futility: FutilityRule? = nil
  ) {
    (self.fractions, self.alpha, self.beta) = (fractions, alpha, beta)
    (self.sides, self.efficacy, self.futility) = (sides, efficacy, futility)
  }

  /// Makes a plan with equally spaced looks.
  public init(
    looks: Int,
    alpha: Double,
    beta: Double,
    sides: Sides,
    efficacy: EfficacyRule,
    futility: FutilityRule? = nil
  ) {
    self.init(
      fractions: (0..<max(looks, 0)).map { Double($0 + 1) / Double(looks) },
      alpha: alpha,
      beta: beta,
      sides: sides,
      efficacy: efficacy,
      futility: futility
    )
  }

  /// Whether the type I error relies on stopping for futility.
  public var futilityBinds: Bool {
    if case .pampallonaTsiatis(_, _, let isBinding) = efficacy { return isBinding }
    return futility?.isBinding == true
  }

  /// Type I error in the direction of the effect.
  var alphaPerSide: Double { alpha / Double(sides.rawValue) }
}

/// How the critical values are found.
public enum EfficacyRule: Hashable, Sendable {
  /// The same critical value at each look. Pocock (1977), Biometrika 64:191–199.
  case pocock
  /// Critical values c / √t. O'Brien & Fleming (1979), Biometrics 35:549–556.
  case obrienFleming
  /// Critical values c t^(Δ − 1/2). Wang & Tsiatis (1987), Biometrics 43:193–199.
  case wangTsiatis(delta: Double)
  /// One critical value for all interim looks, such as 3; the last look takes what is left.
  case haybittlePeto(interim: Double)
  /// Errors spent as information comes in.
  case spending(SpendingFunction)
  /// Boundaries that meet at the last look and keep both errors.
  ///
  /// Upper c₁ t^(Δ₁ − 1/2), lower (c₁ + c₂) √t − c₂ t^(Δ₀ − 1/2). Pampallona & Tsiatis (1994), J Statist Plann
  /// Inference 42:19–35. They bring their own lower boundary, binding or not; no ``FutilityRule`` is given.
  case pampallonaTsiatis(delta: Double, futilityDelta: Double, isBinding: Bool)
}

/// When the trial stops because success has become unlikely.
///
/// Beside a two-sided test the bounds are those of |Z|: a wedge around 0 within the critical values.
public struct FutilityRule: Hashable, Sendable {
  /// Where the lower boundary comes from.
  public enum Bounds: Hashable, Sendable {
    /// Values of Z, or of |Z|, for each look but the last; without effect where no statistic can be as low.
    case fixed([Double])
    /// Type II error spent under the alternative. Pampallona, Tsiatis & Kim (2001), Drug Information Journal
    /// 35:1113–1121.
    case betaSpending(SpendingFunction)
    /// The probability 1 − α spent under the null hypothesis (gsDesign `test.type` 5 and 6, one-sided).
    case nullSpending(SpendingFunction)
  }

  public let bounds: Bounds
  /// Whether the type I error relies on stopping; otherwise critical values ignore the lower boundary.
  public let isBinding: Bool

  /// Makes a rule.
  public init(_ bounds: Bounds, isBinding: Bool) {
    (self.bounds, self.isBinding) = (bounds, isBinding)
  }
}

/// Why a plan has no design, or an analysis no answer.
public enum GroupSequentialError: Error, Hashable, Sendable {
  /// A plan needs at least one look.
  case noLooks
  /// Information fractions must be positive and ascend, and the last of a plan be 1.
  case fractions([Double])
  /// α and β must lie in (0, 1), α per side below a half, and the power above α.
  case errorRates(alpha: Double, beta: Double)
  /// A parameter of a boundary family or spending function is out of its range, or shares do not fit the looks.
  case parameter
  /// Fixed futility bounds are needed for each look but the last, and must be below the critical values.
  case futilityBounds([Double])
  /// A futility rule stands beside boundaries that have their own.
  case futilityNotPossible
  /// Boundaries at unplanned looks need spending functions of the information.
  case needsSpending
  /// No drift spends both errors: the lower boundary would cross the upper one.
  case noSolution
  /// A look beyond the plan.
  case look(Int)
  /// A statistic that is not a number, or beyond ± 37, where no p-value is left.
  case statistic(Double)
}

extension GroupSequentialError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noLooks: "the plan has no look; give at least one information fraction"
    case .fractions(let t):
      "information fractions \(t) must be positive and ascend, and those of a plan end with 1"
    case .errorRates(let alpha, let beta):
      "alpha \(alpha) and beta \(beta) leave no test; use 0 < alpha < 1 and 0 < beta < 1 − alpha"
    case .parameter: "a parameter of the boundaries is out of range, or shares do not fit the looks"
    case .futilityBounds(let bounds):
      "futility bounds \(bounds): give one for each look but the last, each below its critical value"
    case .futilityNotPossible:
      "a futility rule needs boundaries without one of their own"
    case .needsSpending:
      "boundaries at unplanned looks need spending functions of the information; plan them with one"
    case .noSolution: "no boundaries spend both errors at these looks; use fewer looks or other spending"
    case .look(let look): "look \(look) is not in the plan"
    case .statistic(let z): "a statistic of \(z) is not usable; it must be a number between −37 and 37"
    }
  }
}
