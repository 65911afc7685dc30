// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Sizes and power of rpact and gsDesign, to the accuracy that their boundaries and searches leave.
  static func sampleSizes(_ c: ReferenceCase, _ judge: inout Judge) throws {
    switch c.method {
    case "getSampleSizeRates", "getSampleSizeMeans": try sizes(c, &judge)
    case "getPowerRates", "getPowerMeans": try powers(c, &judge)
    case "getSampleSizeSurvival": try survivalSizes(c, &judge)
    case "getPowerSurvival": try survivalPowers(c, &judge)
    case "nSurv": try lachinFoulkes(c, &judge)
    case "gsSurv": try lachinFoulkesLooks(c, &judge)
    case "nBinomial":
      // gsDesign's delta0 is p₁ − p₂ under the null hypothesis with the opposite sign.
      let comparison = RatesComparison(
        try c.input["p1"].required(),
        versus: try c.input["p2"].required(),
        null: .difference(c.input["delta0"].number ?? 0)
      )
      let (alpha, beta) = (try c.input["alpha"].required(), try c.input["beta"].required())
      let size = comparison.fixedSize(alpha: alpha, beta: beta)
      judge.check(size, c.expect["value"][0], relative: 1e-10)
    default: throw ReferenceFault.missing("method")
    }
  }

  /// rpact inherits the accuracy of its boundaries.
  static let rpactAccuracy = 2e-6

  private static func sizes(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let size = design.size(for: try plannedComparison(c))
    let isNormal = c.input["args"]["normalApproximation"]
    // rpact searches the size of a t-test to 1e-4.
    let relative = isNormal.isAbsent || isNormal.isTrue ? rpactAccuracy : 1e-5
    func check(_ actual: Double?, _ key: String) {
      judge.check(actual, c.expect[key][0], relative: relative)
    }
    looks(size, design, c, &judge, relative)
    check(size.fixed, "nFixed")
    if size.allocationRatio != nil, let fixed = size.fixed {
      for (total, key) in [(fixed, "nFixed"), (size.maximum, "maxNumberOfSubjects")] {
        check(size.experimental(of: total), "\(key)1")
        check(total - size.experimental(of: total), "\(key)2")
      }
    }
    check(size.expected(size.underNull), "expectedNumberOfSubjectsH0")
    check(size.expected(size.underHalf), "expectedNumberOfSubjectsH01")
    check(size.expected(size.underAlternative), "expectedNumberOfSubjectsH1")
  }

  private static func powers(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let subjects = try c.input["args"]["maxNumberOfSubjects"].required()
    let size = design.power(of: try plannedComparison(c), subjects: subjects)
    looks(size, design, c, &judge, rpactAccuracy)
    let h1 = size.underAlternative
    judge.check(h1.power, c.expect["overallReject"][0], relative: rpactAccuracy)
    judge.check(size.expected(h1), c.expect["expectedNumberOfSubjects"][0], relative: rpactAccuracy)
  }

  private static func looks(
    _ size: PlannedSize,
    _ design: GroupSequentialDesign,
    _ c: ReferenceCase,
    _ judge: inout Judge,
    _ relative: Double
  ) {
    judge.check(size.maximum, c.expect["maxNumberOfSubjects"][0], relative: relative)
    judge.check(column: size.perLook, c.expect["numberOfSubjects"], relative: relative)
    if let ratio = size.allocationRatio {
      judge.check(ratio, c.expect["allocationRatioPlanned"][0], relative: 1e-14)
    }
    effects(size.criticalEffects, size.oppositeEffects, c, &judge, relative)
    if let futility = size.futilityEffects {
      // rpact's root search stops at 1e-8 of the rate, and its answers are rounded further.
      let expected = c.expect["futilityBoundsEffectScale"]
      judge.check(column: futility, expected, relative: 1e-5, absolute: 1e-7)
    }
    stages(size.underAlternative, design, c, &judge)
  }

  /// rpact names the limits by their place, not by the direction of the effect.
  static func effects(
    _ critical: [Double?],
    _ opposite: [Double?]?,
    _ c: ReferenceCase,
    _ judge: inout Judge,
    _ relative: Double
  ) {
    func check(_ actual: [Double?], _ side: String) {
      let expected = c.expect["criticalValuesEffectScale\(side)"]
      judge.check(column: actual, expected, relative: max(relative, 1e-6), absolute: 1e-7)
    }
    guard let other = opposite, let first = critical.first else { return check(critical, "") }
    // A single rate below 0 is no effect here, and a number there.
    if c.input["args"]["groups"].number == 1, other.contains(nil) { return check(critical, "Upper") }
    let isUp: Bool
    if let last = critical.last, let last, let least = other.last, let least {
      isUp = last > least
    } else {
      isUp = (first ?? .nan) > 0
    }
    check(critical, isUp ? "Upper" : "Lower")
    check(other, isUp ? "Lower" : "Upper")
  }

  static func stages(
    _ h1: OperatingCharacteristics,
    _ design: GroupSequentialDesign,
    _ c: ReferenceCase,
    _ judge: inout Judge
  ) {
    func check(_ actual: [Double], _ key: String, _ absolute: Double = 1e-6) {
      judge.check(column: actual, c.expect[key], relative: 1e-6, absolute: absolute)
    }
    // Rejections count in both directions here and in one there: below 1e-6 at the powers of these cases.
    check(h1.rejection, "rejectPerStage")
    // Without futility rule rpact gives the 1e-9 below its bound of -6, or nothing.
    check(h1.futility, "futilityPerStage")
    let stop = c.expect["futilityStop"][0]
    if !stop.isNull { judge.check(h1.futility.reduce(0, +), stop, relative: 1e-6, absolute: 1e-6) }
    let early = h1.stopping.dropLast().reduce(0, +)
    judge.check(early, c.expect["earlyStop"][0], relative: 1e-6, absolute: 1e-6)
    let sides = Double(design.plan.sides.rawValue)
    check(design.stageLevels.map { $0 * sides }, "criticalValuesPValueScale", 1e-8)
  }

  /// The comparison that a call of rpact's `getSampleSize…` or `getPower…` describes.
  private static func plannedComparison(_ c: ReferenceCase) throws -> any PlannedComparison {
    let args = c.input["args"]
    let ratio = args["allocationRatioPlanned"].number ?? 1
    let null = args["thetaH0"].number
    if !args["alternative"].isAbsent {
      return MeansComparison(
        difference: try args["alternative"].required(),
        null: null ?? 0,
        standardDeviation: try args["stDev"].required(),
        ratio: ratio,
        // Power of means is by the t-test unless asked otherwise.
        test: args["normalApproximation"].isTrue ? .normal : .t
      )
    }
    let rate = try args["pi1"].required()
    if args["groups"].number == 1 { return SingleRateComparison(rate, null: try args["thetaH0"].required()) }
    return RatesComparison(
      rate,
      versus: try args["pi2"].required(),
      null: args["riskRatio"].isTrue ? .ratio(null ?? 1) : .difference(null ?? 0),
      ratio: ratio
    )
  }
}

extension Judge {
  /// Compares with the first column of a matrix, row by row; rows that are null say nothing of an effect.
  mutating func check(
    column actual: [Double?],
    _ expected: ReferenceValue,
    relative: Double,
    absolute: Double = 0
  ) {
    for (place, value) in actual.enumerated() where expected[place][0].number != nil {
      check(value, expected[place][0], relative: relative, absolute: absolute)
    }
  }
}
