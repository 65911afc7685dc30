// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// An effect of two arms with its interval against the counts of both arms.
///
/// Texts do not always say which arm is compared with which, or whether events or their absence are meant: each
/// reading is tried. An effect adjusted for covariates need not agree with counts; that the caller knows.
public struct EffectFromCounts: Hashable, Sendable {
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    case oddsRatio, riskRatio, riskDifference

    /// Readings with effects of their own: for odds ratios and differences, exchanging events and arms is the same.
    fileprivate var readings: [Reading] {
      self == .riskRatio ? Reading.allCases : [.asGiven, .armsExchanged]
    }
  }

  /// Who is compared with whom, and in what.
  public enum Reading: String, CaseIterable, Hashable, Sendable {
    /// First arm against second, events.
    case asGiven
    /// Second arm against first, events.
    case armsExchanged
    /// First arm against second, subjects without an event.
    case nonEvents
    /// Second arm against first, subjects without an event.
    case bothExchanged
  }

  public let measure: Measure
  public let estimate: PrintedNumber
  /// Nil for tables that have an effect; else why this one has none.
  public let problem: TwoArmTests.Problem?
  /// The estimates by reading, on the printed scale.
  public let estimates: [Value]
  private let arms: TwoProportions?
  private let whole: Double

  /// A reading and its estimate.
  public struct Value: Hashable, Sendable {
    public let reading: Reading
    /// Which estimate: the sample's, with halves added, of the conditional likelihood, or Peto's.
    public let method: IntervalMethod
    public let value: Double
  }

  /// Takes the printed effect and events and subjects of two arms; any numbers may come in.
  ///
  /// - Parameters:
  ///   - measure: What the effect is.
  ///   - estimate: The printed effect.
  ///   - events: Events of the first arm.
  ///   - n: Subjects of the first arm.
  ///   - otherEvents: Events of the second arm.
  ///   - otherN: Subjects of the second arm.
  ///   - whole: 100 for differences in percentage points, else 1.
  public init(
    _ measure: Measure,
    _ estimate: PrintedNumber,
    _ events: Int,
    of n: Int,
    versus otherEvents: Int,
    of otherN: Int,
    whole: Double = 1
  ) {
    (self.measure, self.estimate, self.whole) = (measure, estimate, whole)
    let problem = TwoArmTests.problem([(events, n), (otherEvents, otherN)])
    self.problem = measure == .riskDifference && problem == .noVariation ? nil : problem
    guard self.problem == nil else {
      (estimates, arms) = ([], nil)
      return
    }
    let arms = TwoProportions(
      Proportion(events: events, of: n),
      versus: Proportion(events: otherEvents, of: otherN)
    )
    self.arms = arms
    estimates = measure.readings.flatMap { reading in
      Self.estimates(measure, reading.applied(to: arms)).compactMap { method, value in
        value.isNaN ? nil : Value(reading: reading, method: method, value: value * whole)
      }
    }
  }

  private static func estimates(_ measure: Measure, _ arms: TwoProportions) -> [(IntervalMethod, Double)] {
    switch measure {
    case .riskDifference: return [(.waldDifference, arms.difference)]
    case .riskRatio:
      return [(.katz, arms.riskRatio)] + (arms.withHalves.map { [(.katzHalf, $0.value)] } ?? [])
    case .oddsRatio:
      let exact = arms.n <= largestConditional ? arms.conditionalOddsRatio() : .nan
      return [
        (.woolf, arms.oddsRatio), (.haldane, arms.oddsRatioHaldane), (.conditionalExact, exact),
        (.peto, arms.peto(level: 0.95)?.value ?? .nan),
      ]
    }
  }

  /// The most subjects for whom conditional odds ratios are computed.
  private static let largestConditional = 20_000

  /// The readings that give the printed estimate, the plain one first.
  ///
  /// A difference may also be that of two rounded percentages, which is one unit off at most.
  public var matches: [Value] {
    let reach = measure == .riskDifference ? estimate.unit * (1 + 1e-9) : 0
    return estimates.filter {
      estimate.rounding(of: $0.value) != nil || ($0.value - estimate.value).magnitude <= reach
    }
  }

  /// Whether the estimate can come from the counts.
  public var consistency: Consistency {
    switch problem {
    case .countBeyondTotal: .inconsistent
    case .tooLarge: .undetermined(.tooLarge)
    case .noSubjects, .noVariation: .undetermined(.undefined)
    case nil: matches.isEmpty ? .inconsistent : .consistent
    }
  }

  /// Printed limits against every interval of the readings that give the estimate, of all if none does.
  public func interval(lower: PrintedNumber, upper: PrintedNumber, level: Double = 0.95) -> IntervalComparison
  {
    guard let arms, level > 0, level < 1 else {
      return IntervalComparison(lower: lower, upper: upper, values: [])
    }
    let fitting = matches.map(\.reading)
    let readings = fitting.isEmpty ? measure.readings : measure.readings.filter(fitting.contains)
    let values = readings.flatMap { reading in
      Self.intervals(measure, reading.applied(to: arms), level).map { method, interval in
        IntervalComparison.Value(
          method: method,
          interval: Interval(interval.lower * whole, interval.upper * whole)
        )
      }
    }
    return IntervalComparison(lower: lower, upper: upper, values: values.filter { !$0.interval.lower.isNaN })
  }

  private static func intervals(_ measure: Measure, _ arms: TwoProportions, _ level: Double) -> [(
    IntervalMethod, Interval
  )] {
    switch measure {
    case .riskDifference:
      return [
        (.miettinenNurminen, arms.miettinenNurminen(level: level)), (.mee, arms.mee(level: level)),
        (.newcombe, arms.newcombe(level: level)), (.waldDifference, arms.wald(level: level)),
        (.waldDifferenceCorrected, arms.waldContinuityCorrected(level: level)),
        (.agrestiCaffo, arms.agrestiCaffo(level: level)),
      ]
    case .riskRatio:
      let halves = arms.withHalves.map { $0.interval(level: level) } ?? Interval(.nan, .nan)
      return [
        (.katz, arms.riskRatioKatz(level: level)), (.scoreRatio, arms.riskRatioScore(level: level)),
        (.koopman, arms.riskRatioKoopman(level: level)), (.katzHalf, halves),
      ]
    case .oddsRatio:
      let plain = [
        (IntervalMethod.woolf, arms.oddsRatioWoolf(level: level)),
        (.haldane, arms.oddsRatioHaldane(level: level)),
        (.peto, arms.peto(level: level)?.interval ?? Interval(.nan, .nan)),
      ]
      guard arms.n <= largestConditional else { return plain }
      return plain + [
        (.conditionalExact, arms.conditionalOddsRatioExact(level: level)),
        (.conditionalMidP, arms.conditionalOddsRatioMidP(level: level)),
      ]
    }
  }
}

extension EffectFromCounts.Reading {
  fileprivate func applied(to arms: TwoProportions) -> TwoProportions {
    let others = TwoProportions(arms.treatment.complement, versus: arms.reference.complement)
    return switch self {
    case .asGiven: arms
    case .armsExchanged: arms.swapped
    case .nonEvents: others
    case .bothExchanged: others.swapped
    }
  }
}
