// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

/// The comparison that a call of rpact's `getSampleSize…` or `getPower…` describes.
func plannedComparison(_ c: Oracle.Case) throws -> any PlannedComparison {
  let args = c.input["args"]
  let ratio = args["allocationRatioPlanned"].number ?? 1
  let null = args["thetaH0"].number
  if !args["alternative"].isAbsent {
    return MeansComparison(
      difference: try args["alternative"].required,
      null: null ?? 0,
      standardDeviation: try args["stDev"].required,
      ratio: ratio,
      // Power of means is by the t-test unless asked otherwise.
      test: args["normalApproximation"].flag == true ? .normal : .t
    )
  }
  let rate = try args["pi1"].required
  if args["groups"].number == 1 { return SingleRateComparison(rate, null: try args["thetaH0"].required) }
  return RatesComparison(
    rate,
    versus: try args["pi2"].required,
    null: args["riskRatio"].flag == true ? .ratio(null ?? 1) : .difference(null ?? 0),
    ratio: ratio
  )
}

extension SurvivalComparison {
  init(rpact args: Oracle.Value) throws {
    var hazard: PiecewiseRate
    var hazardRatio = args["hazardRatio"].number ?? 1
    if !args["piecewiseSurvivalTime"].isAbsent {
      hazard = PiecewiseRate(starts: args["piecewiseSurvivalTime"].numbers, rates: args["lambda2"].numbers)
    } else if let eventTime = args["eventTime"].number {
      hazard = PiecewiseRate(share: try args["pi2"].required, by: eventTime)
      let experimental = PiecewiseRate(share: try args["pi1"].required, by: eventTime)
      hazardRatio = experimental.rates[0] / hazard.rates[0]
    } else {
      hazard = PiecewiseRate(try args["lambda2"].required)
    }
    func dropout(_ key: String) throws -> PiecewiseRate {
      guard let share = args[key].number else { return PiecewiseRate(0) }
      return PiecewiseRate(share: share, by: try args["dropoutTime"].required)
    }
    let times = args["accrualTime"].numbers
    let intensity = args["accrualIntensity"].numbers
    self.init(
      controlHazard: hazard,
      hazardRatio: hazardRatio,
      accrual: intensity.isEmpty
        ? PiecewiseRate(1) : PiecewiseRate(starts: times.dropLast(), rates: intensity),
      accrualEnd: try #require(times.last),
      experimentalDropout: try dropout("dropoutRate1"),
      controlDropout: try dropout("dropoutRate2"),
      ratio: args["allocationRatioPlanned"].number ?? 1
    )
  }

  init(gsDesign input: Oracle.Value) throws {
    let durations = input["R"].oneOrMore
    let ends = durations.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    let dropout = PiecewiseRate(try input["eta"].required)
    self.init(
      controlHazard: PiecewiseRate(
        starts: [0] + (input["S"].isAbsent ? [] : input["S"].oneOrMore),
        rates: input["lambdaC"].oneOrMore
      ),
      hazardRatio: try input["hr"].required,
      accrual: PiecewiseRate(starts: ends.dropLast(), rates: input["gamma"].oneOrMore),
      accrualEnd: try #require(ends.last),
      experimentalDropout: dropout,
      controlDropout: dropout
    )
  }
}
