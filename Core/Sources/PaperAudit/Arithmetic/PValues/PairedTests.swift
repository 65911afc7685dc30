// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// Every test of paired yes-or-no answers, from the pairs that disagree.
public struct PairedTests: Hashable, Sendable {
  /// Nil for tests to work; else why none does.
  public let problem: TwoArmTests.Problem?
  public let values: [PComparison.Value]

  /// Takes the pairs with an event only the first and only the second time; any numbers may come in.
  public init(onlyFirst: Int, onlySecond: Int) {
    problem =
      if onlyFirst < 0 || onlySecond < 0 {
        .countBeyondTotal
      } else if max(onlyFirst, onlySecond) > .largestCount {
        .tooLarge
      } else {
        onlyFirst == 0 && onlySecond == 0 ? .noSubjects : nil
      }
    guard problem == nil else {
      values = []
      return
    }
    let pairs = DiscordantPairs(onlyFirst: onlyFirst, onlySecond: onlySecond)
    var found: [(SignificanceTest, Double)] = [
      (.mcNemar, pairs.mcNemar(continuityCorrection: false).p),
      (.mcNemarCorrected, pairs.mcNemar(continuityCorrection: true).p),
    ]
    if onlyFirst + onlySecond <= 1_000_000_000 {
      let exact = pairs.mcNemarExact().p
      let observed = Binomial(onlyFirst + onlySecond, 0.5).probability(onlyFirst)
      // Both tails hold the observed outcome once each, unless it is the middle one.
      let midP = onlyFirst == onlySecond ? 1 - observed / 2 : exact - observed
      found += [(.mcNemarExact, exact), (.mcNemarMidP, midP)]
    }
    values = found.compactMap(PComparison.Value.init)
  }

  /// The tests that give a printed p-value.
  public func reproducing(_ printed: PrintedP) -> PComparison {
    PComparison(
      printed,
      values: values,
      unsearched: values.count == 4 || problem != nil ? [] : [.mcNemarExact]
    )
  }
}

/// Every test of one proportion against a fixed one.
public struct OneProportionTests: Hashable, Sendable {
  /// Nil for tests to work; else why none does.
  public let problem: TwoArmTests.Problem?
  public let values: [PComparison.Value]

  /// Takes a count, its total and the proportion of the hypothesis; any numbers may come in.
  public init(_ events: Int, of n: Int, against null: Double) {
    problem =
      if events < 0 || events > n {
        .countBeyondTotal
      } else if n > 1_000_000_000 {
        .tooLarge
      } else if n == 0 {
        .noSubjects
      } else {
        null > 0 && null < 1 ? nil : .noVariation
      }
    guard problem == nil else {
      values = []
      return
    }
    let proportion = Proportion(events: events, of: n)
    let (p, size) = (proportion.estimate, Double(n))
    func z(_ rate: Double) -> Double { (p - null) / (rate * (1 - rate) / size).squareRoot() }
    let found: [(SignificanceTest, Double)] = [
      (.binomial, proportion.binomialTest(against: null).p),
      (.binomialScore, StandardNormal.twoSided(z(null))),
      (.binomialWald, p > 0 && p < 1 ? StandardNormal.twoSided(z(p)) : .nan),
      (.binomialOneSided, proportion.binomialTest(against: null, p >= null ? .greater : .less).p),
      (.oneSided, StandardNormal.survival(z(null).magnitude)),
    ]
    values = found.compactMap(PComparison.Value.init)
  }

  /// The tests that give a printed p-value.
  public func reproducing(_ printed: PrintedP) -> PComparison {
    PComparison(printed, values: values, unsearched: problem == .tooLarge ? [.binomial] : [])
  }
}
