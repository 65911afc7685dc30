// SPDX-License-Identifier: Apache-2.0

/// The tests whose p-values can be recomputed from printed figures.
public enum SignificanceTest: String, CaseIterable, Hashable, Sendable {
  // Two proportions.
  case pearson, yates, nMinusOne, likelihoodRatio, zUnpooled
  case fisher, fisherDoubled, midP, midPDoubled
  case barnard, boschloo, boschlooDoubled
  case pearsonGreater, pearsonLess, fisherGreater, fisherLess
  // Larger tables.
  case freemanHalton, trend, linearByLinear, kruskalWallis
  // Pairs.
  case mcNemar, mcNemarCorrected, mcNemarExact, mcNemarMidP
  // Statistics and summaries.
  case twoSided, oneSided, oneSidedOpposite
  case studentT, welchT, zOfMeans, studentTOneSided, welchTOneSided
  // One proportion against a fixed one.
  case binomial, binomialScore, binomialWald, binomialOneSided

  /// How usual a test is as an unnamed "p" in a paper.
  public enum Usage: String, Hashable, Sendable {
    /// Any statistics program prints it as the test of its kind.
    case conventional
    /// A sound test that papers name when they use it.
    case rare
    /// One-sided, which a paper has to say.
    case oneSided
  }

  public var usage: Usage {
    switch self {
    case .pearson, .yates, .likelihoodRatio, .zUnpooled, .fisher, .freemanHalton, .trend, .linearByLinear,
      .kruskalWallis, .mcNemar, .mcNemarCorrected, .mcNemarExact, .twoSided, .studentT, .welchT, .binomial,
      .binomialScore:
      .conventional
    case .nMinusOne, .fisherDoubled, .midP, .midPDoubled, .barnard, .boschloo, .boschlooDoubled, .mcNemarMidP,
      .zOfMeans, .binomialWald:
      .rare
    case .pearsonGreater, .pearsonLess, .fisherGreater, .fisherLess, .oneSided, .oneSidedOpposite,
      .studentTOneSided, .welchTOneSided, .binomialOneSided:
      .oneSided
    }
  }
}
