// SPDX-License-Identifier: Apache-2.0

/// The rules of allocation as one version of the protocol writes them.
///
/// They may say too little to draw from, as a publication does; `AllocationScheme` is what can be drawn from.
public struct AllocationRules: Sendable {
  /// A baseline characteristic that allocation is balanced for.
  public struct Factor: Sendable {
    public let id: String
    public let title: LocalizedText
    public let item: ItemPath
    /// Its weight in the imbalance of minimization; nil counts as 1.
    public let weight: Fraction?
    /// Minimization only: each level is balanced by itself, as with lists of its own.
    public let isSeparate: Bool

    public init(
      id: String,
      title: LocalizedText,
      item: ItemPath,
      weight: Fraction? = nil,
      isSeparate: Bool = false
    ) {
      self.id = id
      self.title = title
      self.item = item
      self.weight = weight
      self.isSeparate = isSeparate
    }
  }

  /// How unlike the arms are at one level of a factor (Pocock & Simon 1975, §3).
  public enum ImbalanceMeasure: String, CaseIterable, Sendable {
    /// The largest count less the smallest.
    case range
    /// The sample variance of the counts.
    case variance
    case standardDeviation = "standard-deviation"
  }

  /// How procedures made for arms of equal size keep an unequal ratio; programs differ.
  public enum UnequalRatio: String, CaseIterable, Sendable {
    /// Each part of the ratio is an arm of its own, and parts are merged when allocated (Kuznetsova & Tymofyeyev 2012):
    /// the ratio holds for every subject, whatever the place in the sequence.
    case shares
    /// Probabilities that depend on the ratio, counts divided by it (Han, Enas & McEntegart 2009): near the ratio in
    /// the long run, not at each place.
    case probabilities
    /// Counts divided by the ratio and nothing else ("naive"): the ratio is missed where the preferred arm is not certain.
    case counts
  }

  /// What arms get that tie for the next place, where there are more than two.
  public enum Ties: String, CaseIterable, Sendable {
    /// The tied arms share the preferred arm's probability; the others share the rest.
    case shared
    /// The tied arms are put in random order first; the first is the preferred one, all others share the rest
    /// (Pocock & Simon 1975).
    case orderedAtRandom = "ordered-at-random"
  }

  /// Wei's urn UD(α, β): balls at the start for each part of the ratio, and balls of the other kinds added after a draw.
  public struct Urn: Hashable, Sendable {
    public let alpha: Int
    public let beta: Int

    public init(alpha: Int, beta: Int) {
      self.alpha = alpha
      self.beta = beta
    }
  }

  public var method: AllocationPlan.Method
  /// The planned share of each arm, by arm id; 0 closes an arm; empty where all are alike.
  public var ratio: [String: Int]
  /// Sizes of permuted blocks; with more than one, each block's size is drawn, all equally likely.
  public var blockSizes: [Int]
  /// The largest difference between two arms (big stick; biased coin where wanted).
  public var imbalanceLimit: Int?
  /// The probability of the preferred arm (biased coin, minimization).
  public var probability: Fraction?
  public var urn: Urn?
  public var measure: ImbalanceMeasure?
  public var unequal: UnequalRatio?
  public var ties: Ties?
  /// What allocation is balanced for (`strata:`).
  public var factors: [Factor]

  public init(
    method: AllocationPlan.Method,
    ratio: [String: Int] = [:],
    blockSizes: [Int] = [],
    imbalanceLimit: Int? = nil,
    probability: Fraction? = nil,
    urn: Urn? = nil,
    measure: ImbalanceMeasure? = nil,
    unequal: UnequalRatio? = nil,
    ties: Ties? = nil,
    factors: [Factor] = []
  ) {
    self.method = method
    self.ratio = ratio
    self.blockSizes = blockSizes
    self.imbalanceLimit = imbalanceLimit
    self.probability = probability
    self.urn = urn
    self.measure = measure
    self.unequal = unequal
    self.ties = ties
    self.factors = factors
  }
}
