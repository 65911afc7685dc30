// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// What is planned by exact power.
public enum ExactDesignQuestion: Sendable {
  /// One rate against a fixed value, by the binomial test.
  case rate(ExactSingleRate)
  /// Two rates, with arms in the ratio of two whole numbers.
  case rates(ExactRatesComparison, ratio: ExactRatesComparison.Size)

  var alpha: Double {
    switch self {
    case .rate(let plan): plan.alpha
    case .rates(let plan, _): plan.alpha
    }
  }

  var sides: GroupSequentialPlan.Sides {
    switch self {
    case .rate(let plan): plan.sides
    case .rates(let plan, _): plan.test.sides
    }
  }
}

/// How large an exactly planned trial is.
public enum ExactDesignSize: Sendable {
  /// As large as the power needs; two arms together at most `largest`.
  case needed(power: Double, largest: Int?)
  /// Given, the experimental arm first, and the power is asked for.
  case given([Int])
}

/// Why a trial cannot be planned by exact power.
public enum ExactDesignFault: Error, Hashable, Sendable {
  /// No trial of up to so many subjects has the power from there on.
  case noneUpTo(Int)
  /// Counting is not worth it above so many subjects.
  case tooMany(Int)
}

extension ExactRatesComparison.Test {
  var sides: GroupSequentialPlan.Sides {
    switch self {
    case .fisherOneSided, .boschlooOneSided, .pooledZ: .one
    case .fisherTwoSided, .fisherDoubled, .boschlooDoubled, .pearson: .two
    }
  }

  /// Whether the type I error is at most alpha whatever the common rate is.
  var keepsAlpha: Bool { self != .pooledZ && self != .pearson }

  var name: ExactDesignMessage {
    switch self {
    case .fisherOneSided: .fisher
    case .fisherTwoSided: .fisherByProbability
    case .fisherDoubled: .fisherDoubled
    case .boschlooOneSided: .boschloo
    case .boschlooDoubled: .boschlooDoubled
    case .pooledZ: .pooledZ
    case .pearson: .pearson
    }
  }
}
