// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct SampleSizes {
  /// rpact inherits the accuracy of its boundaries.
  static let relative = 2e-6

  @Test("proportions and means", arguments: try closedForms("getSampleSizeRates", "getSampleSizeMeans"))
  func sizes(_ c: Oracle.Case) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let comparison = try plannedComparison(c)
    let size = design.size(for: comparison)
    // rpact searches the size of a t-test to 1e-4.
    let relative = c.input["args"]["normalApproximation"].flag == false ? 1e-5 : Self.relative
    try check(size, c, design, relative)
    let fixed = try #require(size.fixed)
    expectClose(fixed, c.expect["nFixed"][0], relative: relative, "fixed")
    if size.allocationRatio != nil {
      expectClose(
        size.experimental(of: fixed),
        c.expect["nFixed1"][0],
        relative: relative,
        "fixed, experimental"
      )
      let control = fixed - size.experimental(of: fixed)
      expectClose(control, c.expect["nFixed2"][0], relative: relative, "fixed, control")
      let most = size.experimental(of: size.maximum)
      expectClose(most, c.expect["maxNumberOfSubjects1"][0], relative: relative, "experimental")
    }
    for (key, characteristics) in [
      ("expectedNumberOfSubjectsH0", size.underNull), ("expectedNumberOfSubjectsH01", size.underHalf),
      ("expectedNumberOfSubjectsH1", size.underAlternative),
    ] {
      expectClose(size.expected(characteristics), c.expect[key][0], relative: relative, key)
    }
  }

  @Test("power for given subjects", arguments: try closedForms("getPowerRates", "getPowerMeans"))
  func power(_ c: Oracle.Case) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let subjects = try c.input["args"]["maxNumberOfSubjects"].required
    let size = design.power(of: try plannedComparison(c), subjects: subjects)
    try check(size, c, design, Self.relative)
    let characteristics = size.underAlternative
    expectClose(characteristics.power, c.expect["overallReject"][0], relative: Self.relative, "power")
    let expected = size.expected(characteristics)
    expectClose(expected, c.expect["expectedNumberOfSubjects"][0], relative: Self.relative, "expected")
  }

  private func check(
    _ size: PlannedSize,
    _ c: Oracle.Case,
    _ design: GroupSequentialDesign,
    _ relative: Double
  ) throws {
    expectClose(size.maximum, c.expect["maxNumberOfSubjects"][0], relative: relative, "maximum")
    expectColumn(size.perLook, c.expect["numberOfSubjects"], relative, "per look")
    expectEffects(size.criticalEffects, size.oppositeEffects, c, relative)
    if let futility = size.futilityEffects {
      // rpact's root search stops at 1e-8 of the rate, and its answers are rounded further.
      expectColumn(
        futility.map { $0 ?? .nan },
        c.expect["futilityBoundsEffectScale"],
        1e-5,
        "futility effects",
        1e-7
      )
    }
    expectStages(size.underAlternative, c, design)
  }

  @Test("survival", arguments: try closedForms("getSampleSizeSurvival"))
  func survival(_ c: Oracle.Case) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let args = c.input["args"]
    let comparison = try SurvivalComparison(rpact: args)
    let formula: SurvivalComparison.EventFormula =
      switch args["typeOfComputation"].text {
      case "Freedman": .freedman
      case "HsiehFreedman": .hsiehFreedman
      default: .schoenfeld
      }
    let followUp = args["followUpTime"].number
    let planned =
      if let followUp {
        design.events(for: comparison, lastLook: comparison.accrualEnd + followUp, formula: formula)
      } else {
        design.events(for: comparison, formula: formula)
      }
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key][0], relative: Self.relative, key)
    }
    check(try #require(planned.fixedEvents), "eventsFixed")
    checkEvents(planned, c, design)
    check(planned.expectedEvents(planned.underNull), "expectedEventsH0")
    check(planned.expectedEvents(planned.underHalf), "expectedEventsH01")
    check(planned.expectedEvents(planned.underAlternative), "expectedEventsH1")
    if !c.expect["expectedNumberOfSubjectsH1"].isAbsent {
      check(planned.expectedSubjects, "expectedNumberOfSubjectsH1")
    }
    let last = try #require(planned.times.last)
    if c.expect["omega"][0].number != nil { check(comparison.overallEventProbability(by: last), "omega") }
    check(comparison.hazardRatio, "hazardRatio")
    let experimental = comparison.controlHazard.scaled(by: comparison.hazardRatio)
    for (i, rate) in experimental.rates.enumerated() {
      expectClose(rate, c.expect["lambda1"][i], relative: 1e-12, "lambda1")
      expectClose(comparison.controlHazard.rates[i], c.expect["lambda2"][i], relative: 1e-12, "lambda2")
    }
    guard followUp != nil else { return }
    check(planned.maximumSubjects / design.inflationFactor, "nFixed")
  }

  @Test("power for given events", arguments: try closedForms("getPowerSurvival"))
  func survivalPower(_ c: Oracle.Case) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let args = c.input["args"]
    let planned = design.power(
      of: try SurvivalComparison(rpact: args),
      events: try args["maxNumberOfEvents"].required,
      subjects: try args["maxNumberOfSubjects"].required
    )
    checkEvents(planned, c, design)
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key][0], relative: Self.relative, key)
    }
    check(planned.underAlternative.power, "overallReject")
    check(planned.expectedSubjects, "expectedNumberOfSubjects")
    check(planned.expectedEvents(planned.underAlternative), "expectedNumberOfEvents")
  }

  private func checkEvents(_ planned: PlannedEvents, _ c: Oracle.Case, _ design: GroupSequentialDesign) {
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key][0], relative: Self.relative, key)
    }
    check(planned.maximumEvents, "maxNumberOfEvents")
    check(planned.maximumSubjects, "maxNumberOfSubjects")
    check(planned.times.last ?? .nan, "maxStudyDuration")
    check(planned.expectedDuration, "studyDuration")
    expectColumn(planned.eventsPerLook, c.expect["eventsPerStage"], Self.relative, "events")
    // rpact's time of the first look of ss-surv-fut-pwhaz is off by 1.2e-5: quadrature gives ours.
    expectColumn(planned.times, c.expect["analysisTime"], 2e-5, "times")
    expectColumn(planned.subjectsPerLook, c.expect["numberOfSubjects"], 2e-5, "subjects")
    expectEffects(planned.criticalEffects, planned.oppositeEffects, c, Self.relative)
    if let futility = planned.futilityEffects {
      // Printed with eight digits.
      expectColumn(futility, c.expect["futilityBoundsEffectScale"], 1e-6, "futility effects")
    }
    expectStages(planned.underAlternative, c, design)
  }

  @Test("Lachin and Foulkes", arguments: try closedForms("nSurv", "gsSurv"))
  func lachinFoulkes(_ c: Oracle.Case) throws {
    let input = c.input
    let comparison = try SurvivalComparison(gsDesign: input)
    let time = try input["T"].required
    func check(_ actual: Double, _ expected: Oracle.Value, _ what: String) {
      // gsSurv finds its boundaries on a coarse grid and with tol = 1e-6; its last one is off by 8e-5.
      expectClose(actual, expected, relative: c.method == "nSurv" ? 1e-10 : 5e-5, what)
    }
    let alpha = try input["alpha"].required
    guard c.method == "gsSurv" else {
      let size = comparison.lachinFoulkes(analysis: time, alpha: alpha, beta: try input["beta"].required)
      check(size.subjects, c.expect["n"][0], "subjects")
      check(size.events, c.expect["d"][0], "events")
      let arms = comparison.eventProbability(by: time)
      check(arms.control * size.subjects / 2, c.expect["eDC"][0], "events, control")
      check(arms.experimental * size.subjects / 2, c.expect["eDE"][0], "events, experimental")
      check(size.subjects / 2, c.expect["eNC"][0], "subjects, control")
      let scale = size.subjects / comparison.accrual.integral(to: comparison.accrualEnd)
      for (i, rate) in comparison.accrual.rates.enumerated() {
        check(rate * scale, c.expect["gamma"][i][0], "recruitment")
      }
      return
    }
    let design = try GroupSequentialPlan(gsDesign: input).design()
    let planned = design.lachinFoulkesEvents(for: comparison, lastLook: time)
    for (k, time) in planned.times.enumerated() {
      check(planned.eventsPerLook[k], c.expect["n.I"][k], "events")
      check(time, c.expect["T"][k], "time")
      let arms = comparison.eventProbability(by: time)
      check(arms.control * planned.maximumSubjects / 2, c.expect["eDC"][k][0], "events, control")
      check(arms.experimental * planned.maximumSubjects / 2, c.expect["eDE"][k][0], "events, experimental")
      check(planned.subjectsPerLook[k] / 2, c.expect["eNC"][k][0], "subjects, control")
      check(planned.subjectsPerLook[k] / 2, c.expect["eNE"][k][0], "subjects, experimental")
      check(design.criticalValues[k], c.expect["upper"][k], "critical value")
    }
  }

  @Test("two proportions as in gsDesign", arguments: try closedForms("nBinomial"))
  func nBinomial(_ c: Oracle.Case) throws {
    // gsDesign's delta0 is p₁ − p₂ under the null hypothesis with the opposite sign.
    let comparison = RatesComparison(
      try c.input["p1"].required,
      versus: try c.input["p2"].required,
      null: .difference(c.input["delta0"].number ?? 0)
    )
    let size = comparison.fixedSize(alpha: try c.input["alpha"].required, beta: try c.input["beta"].required)
    expectClose(size, c.expect["value"][0], relative: 1e-10, "size")
  }

  @Test("every case has a test")
  func everyCase() throws {
    let methods = Set(try Oracle("gsd_samplesize").cases.map(\.method))
    #expect(
      methods == [
        "getSampleSizeRates", "getSampleSizeMeans", "getSampleSizeSurvival", "getPowerRates", "getPowerMeans",
        "getPowerSurvival", "nSurv", "gsSurv", "nBinomial",
      ]
    )
  }
}

private func closedForms(_ methods: String...) throws -> [Oracle.Case] {
  try methods.flatMap { try Oracle.cases("gsd_samplesize", method: $0) }
}

private func expectColumn(
  _ actual: [Double],
  _ expected: Oracle.Value,
  _ relative: Double,
  _ what: String,
  _ absolute: Double = 0,
  at place: SourceLocation = #_sourceLocation
) {
  for (k, row) in expected.list.enumerated() where actual.indices.contains(k) && row[0].number != nil {
    expectClose(actual[k], row[0], relative: relative, absolute: absolute, "\(what)[\(k)]", at: place)
  }
}

/// rpact names the limits by their place, not by the direction of the effect.
private func expectEffects(
  _ critical: [Double?],
  _ opposite: [Double?]?,
  _ c: Oracle.Case,
  _ relative: Double,
  at place: SourceLocation = #_sourceLocation
) {
  let one = critical.map { $0 ?? .nan }
  guard let opposite else {
    return expectColumn(
      one,
      c.expect["criticalValuesEffectScale"],
      max(relative, 1e-6),
      "effects",
      1e-7,
      at: place
    )
  }
  let other = opposite.map { $0 ?? .nan }
  // A single rate below 0 is no effect here, and a number there.
  if c.input["args"]["groups"].number == 1, other.contains(where: \.isNaN) {
    return expectColumn(one, c.expect["criticalValuesEffectScaleUpper"], relative, "effects", 1e-7, at: place)
  }
  let isUp = other[other.count - 1].isNaN ? one[0] > 0 : one[one.count - 1] > other[other.count - 1]
  let (lower, upper) = ("criticalValuesEffectScaleLower", "criticalValuesEffectScaleUpper")
  expectColumn(one, c.expect[isUp ? upper : lower], max(relative, 1e-6), "effects", 1e-7, at: place)
  expectColumn(other, c.expect[isUp ? lower : upper], max(relative, 1e-6), "other effects", 1e-7, at: place)
}

private func expectStages(_ h1: OperatingCharacteristics, _ c: Oracle.Case, _ design: GroupSequentialDesign) {
  let absolute = 1e-6
  expectColumn(h1.rejection, c.expect["rejectPerStage"], 1e-6, "rejection", absolute)
  if design.futilityBounds != nil {
    expectColumn(h1.futility, c.expect["futilityPerStage"], 1e-6, "futility", absolute)
    let stop = h1.futility.reduce(0, +)
    expectClose(stop, c.expect["futilityStop"][0], relative: 1e-6, absolute: absolute, "futility in all")
  }
  let early = h1.stopping.dropLast().reduce(0, +)
  expectClose(early, c.expect["earlyStop"][0], relative: 1e-6, absolute: absolute, "early stop")
  let levels = design.stageLevels.map { $0 * Double(design.plan.sides.rawValue) }
  expectColumn(levels, c.expect["criticalValuesPValueScale"], 1e-6, "levels", 1e-8)
}
