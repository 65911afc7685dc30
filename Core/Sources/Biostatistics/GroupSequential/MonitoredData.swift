// SPDX-License-Identifier: Apache-2.0
import RealModule

/// What a test says of one look.
public struct LookStatistic: Hashable, Sendable {
  /// The test statistic; nil for an exact test.
  public let statistic: Double?
  /// The one-sided p-value, small in favour of the experimental arm.
  public let p: Double

  /// The normal deviate of the p-value, which the boundaries are compared with.
  ///
  /// Kept within ± 37, also where an exact test has p = 1.
  public let z: Double

  /// A p-value and 1 − p, of which the smaller has the digits.
  init(statistic: Double?, p: Double, complement: Double) {
    let z = p <= complement ? -StandardNormal.quantile(p) : StandardNormal.quantile(complement)
    (self.statistic, self.p) = (statistic, p)
    self.z = min(37, max(-37, z))
  }

  /// A statistic that is a normal deviate itself; no information counts as 0.
  init(z: Double?) {
    statistic = z
    self.z = min(37, max(-37, z ?? 0))
    p = StandardNormal.survival(z ?? 0)
  }
}

/// The data of a monitored trial, look by look; looks count from 1.
public protocol MonitoredData: Sendable {
  /// The looks with data.
  var lookCount: Int { get }

  /// The test with the subjects that are new at `look`.
  func stage(_ look: Int) -> LookStatistic

  /// The test with all subjects up to `look`.
  func overall(_ look: Int) -> LookStatistic

  /// The estimated effect of all subjects up to `look`; NaN if the data do not define it.
  func estimate(_ look: Int) -> Double

  /// The effects that all subjects up to `look` do not reject, on either side, at a critical value.
  func interval(_ look: Int, critical: Double) -> Interval

  /// The interval of a trial that stopped at its first look, at a critical value of the normal distribution.
  func firstLookInterval(critical: Double) -> Interval

  /// The effect whose statistic at `look` has the mean `z`, by the standard error of the estimate.
  func effect(_ look: Int, meanZ z: Double) -> Double
}

extension MonitoredData {
  public func firstLookInterval(critical: Double) -> Interval { interval(1, critical: critical) }
}

/// Responders in two arms.
public struct MonitoredRates: MonitoredData, Hashable {
  /// The test of each look.
  public enum Test: Hashable, Sendable {
    /// The pooled z test.
    case score
    /// Fisher's exact test.
    case fisher
  }

  /// The new subjects of each look.
  public let looks: [TwoProportions]
  public let test: Test

  /// Makes data of at least one look.
  public init(_ looks: [TwoProportions], test: Test) {
    precondition(!looks.isEmpty, "an analysis needs a look")
    (self.looks, self.test) = (looks, test)
  }

  public var lookCount: Int { looks.count }

  public func stage(_ look: Int) -> LookStatistic { statistic(looks[look - 1]) }

  public func overall(_ look: Int) -> LookStatistic { statistic(table(look)) }

  /// The difference of both proportions.
  public func estimate(_ look: Int) -> Double { table(look).difference }

  /// Inverts the score test of the difference, whatever the test (Farrington & Manning 1990).
  public func interval(_ look: Int, critical: Double) -> Interval {
    ScoreDifference(table(look), correctsVariance: false).interval(critical: critical)
  }

  /// The difference, cut off at −1 and 1.
  public func effect(_ look: Int, meanZ z: Double) -> Double {
    min(1, max(-1, z * table(look).unpooledStandardError))
  }

  /// All subjects up to a look.
  public func table(_ look: Int) -> TwoProportions {
    func sum(_ arm: (TwoProportions) -> Proportion) -> Proportion {
      let arms = looks.prefix(look).map(arm)
      return Proportion(events: arms.reduce(0) { $0 + $1.events }, of: arms.reduce(0) { $0 + $1.n })
    }
    return TwoProportions(sum(\.treatment), versus: sum(\.reference))
  }

  private func statistic(_ table: TwoProportions) -> LookStatistic {
    switch test {
    case .score: return LookStatistic(z: table.zPooled(.greater).statistic)
    case .fisher:
      let p = table.fisher(.greater).p
      return LookStatistic(statistic: nil, p: p, complement: max(0, 1 - p))
    }
  }
}

/// Log-rank statistics of all subjects up to each look.
public struct MonitoredSurvival: MonitoredData, Hashable {
  /// Events up to each look.
  public let events: [Int]
  /// Log-rank statistics up to each look, positive for more events in the experimental arm.
  public let logRank: [Double]
  /// Experimental subjects per control subject.
  public let ratio: Double

  /// Makes data; events ascend.
  public init(events: [Int], logRank: [Double], ratio: Double = 1) {
    precondition(!events.isEmpty && events.count == logRank.count, "each look needs events and a statistic")
    precondition(zip([0] + events, events).allSatisfy { $0 < $1 } && ratio > 0, "events must ascend")
    (self.events, self.logRank, self.ratio) = (events, logRank, ratio)
  }

  public var lookCount: Int { events.count }

  /// The statistic of the increment: the score between two looks over the root of its information.
  public func stage(_ look: Int) -> LookStatistic {
    let d = Double(events[look - 1])
    guard look > 1 else { return LookStatistic(z: logRank[0]) }
    let before = Double(events[look - 2])
    let score = logRank[look - 1] * d.squareRoot() - logRank[look - 2] * before.squareRoot()
    return LookStatistic(z: score / (d - before).squareRoot())
  }

  public func overall(_ look: Int) -> LookStatistic { LookStatistic(z: logRank[look - 1]) }

  /// The hazard ratio exp(z (1 + r) / √(r d)), by Schoenfeld's approximation.
  public func estimate(_ look: Int) -> Double { effect(look, meanZ: logRank[look - 1]) }

  public func interval(_ look: Int, critical: Double) -> Interval {
    let z = logRank[look - 1]
    return Interval(effect(look, meanZ: z - critical), effect(look, meanZ: z + critical))
  }

  public func effect(_ look: Int, meanZ z: Double) -> Double {
    .exp(z * (1 + ratio) / (ratio * Double(events[look - 1])).squareRoot())
  }
}
