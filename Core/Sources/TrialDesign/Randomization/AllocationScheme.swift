// SPDX-License-Identifier: Apache-2.0

/// Rules of allocation that can be drawn from: arms, levels and shares counted, every parameter said and sound.
///
/// Arms stand in the order of their ids' bytes, so that neither another order in the file nor another language changes a
/// draw.
public struct AllocationScheme: Sendable {
  /// What decides the next arm.
  public enum Procedure: Hashable, Sendable {
    case simple
    /// Sizes in the order of the file.
    case permutedBlocks(sizes: [Int])
    case bigStick(limit: Int)
    /// `limit` is nil for Efron's coin and given for Chen's (1999).
    case biasedCoin(probability: Fraction, ties: AllocationRules.Ties, limit: Int?)
    case urn(alpha: Int, beta: Int)
    case minimization(Minimization)
  }

  /// The parameters of minimization.
  public struct Minimization: Hashable, Sendable {
    public let measure: AllocationRules.ImbalanceMeasure
    /// The factors' weights, multiplied to whole numbers; 0 for separate factors.
    public let weights: [Int]
    public let probability: Fraction
    public let ties: AllocationRules.Ties
    /// `shares` also where the ratio is equal.
    public let unequal: AllocationRules.UnequalRatio
  }

  /// What the procedure chooses among: an arm, or one part of the ratio that belongs to an arm.
  public struct Candidate: Hashable, Sendable {
    public let arm: Int
    /// Which of the arm's parts it is, from 0; 0 where arms are chosen as a whole.
    public let share: Int
  }

  /// A factor with the codes of its levels.
  public struct Factor: Sendable {
    public let id: String
    public let codes: [String]
    /// Its levels are balanced apart from each other.
    public let isSeparate: Bool
  }

  /// Arm ids in the order of their bytes, closed arms among them.
  public let arms: [String]
  /// Each arm's part of the ratio in lowest terms; 0 for a closed arm.
  public let shares: [Int]
  public let factors: [Factor]
  public let procedure: Procedure
  /// In the order of arms, then of shares.
  public let candidates: [Candidate]
  /// Each candidate's part of the ratio: 1 where parts are chosen, the arm's share where arms are.
  public let candidateShares: [Int]

  init(arms: [String], shares: [Int], factors: [Factor], procedure: Procedure) {
    self.arms = arms
    self.shares = shares
    self.factors = factors
    self.procedure = procedure
    let choosesShares =
      switch procedure {
      case .biasedCoin: true
      case .minimization(let minimization): minimization.unequal == .shares
      case .simple, .permutedBlocks, .bigStick, .urn: false
      }
    candidates = shares.enumerated().flatMap { arm, count in
      (0..<(choosesShares ? count : min(count, 1))).map { Candidate(arm: arm, share: $0) }
    }
    candidateShares = candidates.map { choosesShares ? 1 : shares[$0.arm] }
  }

  /// Complete randomization with the same arms, ratio and factors: what other schemes are compared with.
  public var completelyRandomized: AllocationScheme {
    AllocationScheme(arms: arms, shares: shares, factors: factors, procedure: .simple)
  }

  /// Whether subjects are told apart by part of the ratio, so that a fact of allocation has to say which part.
  public var choosesShares: Bool { candidates.count > shares.count { $0 > 0 } }

  /// The sum of the ratio in lowest terms.
  public var shareCount: Int { shares.reduce(0, +) }

  /// The least whole number that every share divides; 0 where it lies above `largestShareCount`.
  package static func commonMultiple(of shares: [Int]) -> Int {
    var multiple = 1
    for share in shares where share > 0 {
      multiple = multiple / greatestCommonDivisor(multiple, share) * share
      if multiple > largestShareCount { return 0 }
    }
    return multiple
  }
}
