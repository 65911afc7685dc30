// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import RealModule
import TrialDesign

/// Restricted mean survival times of each arm up to one horizon, and each arm against its reference.
public struct RestrictedMeanCalculation: Calculation {
  struct Arm: Sendable {
    /// `arm=A`; empty for a single curve.
    let label: String
    let curve: KaplanMeier
    let mean: RestrictedMeanSurvival
  }

  let formula: ModelFormula
  let timeName: String
  let level: Double
  /// τ.
  let horizon: Double
  /// Whether τ was typed; else it is the smallest of the arms' largest times.
  let isChosen: Bool
  /// The largest τ up to which the means can be estimated; nil if any can, because every curve reaches 0.
  let longest: Double?
  /// The reference first.
  let arms: [Arm]
  let rows: CompleteRows

  /// Estimates the means of a table.
  ///
  /// - Parameters:
  ///   - table: Read with the columns of the formula.
  ///   - formula: `Surv(time, event) ~ arm`; several columns form one arm a combination.
  ///   - reference: The level of the reference; else the one that the table has first.
  ///   - typed: τ, above 0; nil takes the smallest of the arms' largest observed times, as R survRM2 does.
  ///   - level: The confidence level.
  /// - Throws: `FormulaFault` for another kind of formula, `DataFault` for cells that cannot be read and for a τ at
  ///   which a curve is no longer known.
  public init(
    _ table: DataTable,
    _ formula: ModelFormula,
    reference: ReferenceLevels,
    horizon typed: Double?,
    level: Double
  ) throws {
    let (time, event) = try formula.survival()
    try formula.refuseCluster()
    if let column = formula.strata.first { throw formula.fault(.strataNotUsed, at: column.position) }
    let rows = try CompleteRows(table, columns: formula.columns.map(\.name))
    let data = SurvivalTimes(times: try table.times(time.name, rows), events: try table.events(event, rows))
    try reference.check(usedBy: formula.terms.map(\.column.name))
    var factors: [Factor] = []
    for (index, term) in formula.terms.enumerated() {
      let name = term.column.name
      factors.append(
        try Factor(name, in: table, rows, reference: reference.level(of: name, isFirst: index == 0))
      )
    }
    let groups = FactorCross(factors, rows: rows.rows.count)
    let curves = data.split(by: groups.codes, groupCount: groups.labels.count).map { KaplanMeier($0) }
    let lasts = curves.compactMap(\.lastTime)
    // A curve that has reached 0 stays there; any other is known up to its last time only.
    longest = curves.filter { ($0.steps.last?.survival ?? 1) > 0 }.compactMap(\.lastTime).min()
    let horizon = typed ?? lasts.min() ?? 0
    guard horizon > 0 else { throw DataFault.noFollowUp(column: time.name) }
    for (label, curve) in zip(groups.labels, curves) where curve.restrictedMean(until: horizon).isExtrapolated
    {
      throw DataFault.horizonTooLate(tau: horizon, arm: label, last: curve.lastTime ?? 0)
    }
    self.formula = formula
    self.level = level
    self.horizon = horizon
    self.rows = rows
    isChosen = typed != nil
    timeName = time.name
    arms = zip(groups.labels, curves).map {
      Arm(label: $0, curve: $1, mean: $1.restrictedMean(until: horizon))
    }
  }

  /// Each arm against the reference.
  var comparisons: [(arm: Arm, result: RestrictedMeanComparison)] {
    arms.dropFirst().map { arm in
      (arm, RestrictedMeanComparison(reference: arms[0].mean, treated: arm.mean))
    }
  }

  // MARK: Telling

  public var json: [JSONValue.Member] {
    let means = arms.map { arm -> JSONValue in
      let lost = arm.mean.timeLost
      let interval = arm.mean.interval(level: level)
      return [
        "stratum": .string(arm.label), "n": .integer(arm.curve.subjects),
        "events": .integer(arm.curve.cumulativeEvents(at: horizon)),
        "rmst": .number(arm.mean.mean), "se": .number(arm.mean.standardError),
        "interval": .interval(interval), "rmtl": .number(lost),
        "rmtlInterval": .interval(Interval(horizon - interval.upper, horizon - interval.lower)),
      ]
    }
    let against = comparisons.map { arm, result -> JSONValue in
      let difference = result.difference(level: level)
      let ratio = result.ratio(level: level)
      let lost = result.lostRatio(level: level)
      return [
        "arm": .string(arm.label), "reference": .string(arms[0].label),
        "difference": [
          "estimate": .statistic(difference.value), "se": .number(result.differenceStandardError),
          "interval": .interval(difference.interval), "p": .statistic(result.differenceTest.p),
        ],
        "ratio": [
          "estimate": .statistic(ratio.value), "interval": .interval(ratio.interval),
          "p": .statistic(result.ratioTest.p),
        ],
        "rmtlRatio": [
          "estimate": .statistic(lost.value), "interval": .interval(lost.interval),
          "p": .statistic(result.lostRatioTest.p),
        ],
      ]
    }
    return [
      .init("formula", .string(formula.text)), .init("level", .number(level)),
      .init("tau", .number(horizon)), .init("tauChosen", .bool(isChosen)),
      .init("largestTau", .optional(longest)), .init("arms", .array(means)),
      .init("comparisons", .array(against)), .init("rows", rows.json),
    ]
  }

  public func text(in language: Language) -> String { RestrictedMeanPage(self, language).text }
}

extension RestrictedMeanComparison {
  /// Test of equal times lost by their log ratio, two-sided; p is NaN if an arm loses none.
  var lostRatioTest: TestResult {
    guard reference.timeLost > 0, treated.timeLost > 0 else {
      return TestResult(statistic: nil, degreesOfFreedom: nil, p: .nan)
    }
    let z = Double.log(treated.timeLost / reference.timeLost) / logLostRatioStandardError
    return TestResult(statistic: z, degreesOfFreedom: nil, p: 2 * StandardNormal.survival(z.magnitude))
  }
}
