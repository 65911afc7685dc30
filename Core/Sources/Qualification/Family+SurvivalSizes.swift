// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// getSampleSizeSurvival of rpact.
  static func survivalSizes(_ c: ReferenceCase, _ judge: inout Judge) throws {
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
    func check(_ actual: Double?, _ key: String) {
      judge.check(actual, c.expect[key][0], relative: rpactAccuracy)
    }
    check(planned.fixedEvents, "eventsFixed")
    events(planned, comparison, design, c, &judge)
    check(planned.expectedEvents(planned.underNull), "expectedEventsH0")
    check(planned.expectedEvents(planned.underHalf), "expectedEventsH01")
    check(planned.expectedEvents(planned.underAlternative), "expectedEventsH1")
    check(planned.expectedSubjects, "expectedNumberOfSubjectsH1")
    let experimental = comparison.ratio / (1 + comparison.ratio)
    check(planned.maximumSubjects * experimental, "maxNumberOfSubjects1")
    check(planned.maximumSubjects * (1 - experimental), "maxNumberOfSubjects2")
    let last = planned.times.last ?? .nan
    // Where recruitment is given, rpact does not say the probability.
    if !c.expect["omega"][0].isNull { check(comparison.overallEventProbability(by: last), "omega") }
    // Where recruitment is given, so are the subjects, with looks or without.
    let fixed = planned.maximumSubjects / (followUp == nil ? 1 : design.inflationFactor)
    check(fixed, "nFixed")
    check(fixed * experimental, "nFixed1")
    check(fixed * (1 - experimental), "nFixed2")
  }

  /// getPowerSurvival of rpact.
  static func survivalPowers(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let args = c.input["args"]
    let comparison = try SurvivalComparison(rpact: args)
    let planned = design.power(
      of: comparison,
      events: try args["maxNumberOfEvents"].required(),
      subjects: try args["maxNumberOfSubjects"].required()
    )
    events(planned, comparison, design, c, &judge)
    func check(_ actual: Double, _ key: String) {
      judge.check(actual, c.expect[key][0], relative: rpactAccuracy)
    }
    check(planned.underAlternative.power, "overallReject")
    check(planned.expectedSubjects, "expectedNumberOfSubjects")
    check(planned.expectedEvents(planned.underAlternative), "expectedNumberOfEvents")
  }

  private static func events(
    _ planned: PlannedEvents,
    _ comparison: SurvivalComparison,
    _ design: GroupSequentialDesign,
    _ c: ReferenceCase,
    _ judge: inout Judge
  ) {
    func check(_ actual: Double?, _ key: String) {
      judge.check(actual, c.expect[key][0], relative: rpactAccuracy)
    }
    func check(_ actual: [Double], _ key: String, _ relative: Double) {
      judge.check(column: actual, c.expect[key], relative: relative)
    }
    check(planned.maximumEvents, "maxNumberOfEvents")
    check(planned.maximumSubjects, "maxNumberOfSubjects")
    check(planned.times.last, "maxStudyDuration")
    check(planned.expectedDuration, "studyDuration")
    check(planned.eventsPerLook, "eventsPerStage", rpactAccuracy)
    // rpact's time of the first look of ss-surv-fut-pwhaz is off by 1.2e-5: quadrature gives ours.
    check(planned.times, "analysisTime", 2e-5)
    check(planned.subjectsPerLook, "numberOfSubjects", 2e-5)
    // The follow-up is a difference of times, negative where the last look comes before the last subject.
    let last = planned.times.last ?? .nan
    let followUp = c.expect["followUpTime"][0]
    judge.check(last - comparison.accrualEnd, followUp, relative: 0, absolute: rpactAccuracy * last)
    effects(planned.criticalEffects, planned.oppositeEffects, c, &judge, rpactAccuracy)
    if let futility = planned.futilityEffects {
      // Printed with eight digits.
      check(futility, "futilityBoundsEffectScale", 1e-6)
    }
    stages(planned.underAlternative, design, c, &judge)
    check(comparison.hazardRatio, "hazardRatio")
    check(comparison.ratio, "allocationRatioPlanned")
    let experimental = comparison.controlHazard.scaled(by: comparison.hazardRatio)
    for (place, rate) in experimental.rates.enumerated() {
      judge.check(rate, c.expect["lambda1"][place], relative: 1e-12)
      judge.check(comparison.controlHazard.rates[place], c.expect["lambda2"][place], relative: 1e-12)
    }
  }

  /// nSurv of gsDesign: one look, both arms alike.
  static func lachinFoulkes(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let comparison = try SurvivalComparison(gsDesign: c.input)
    let time = try c.input["T"].required()
    func check(_ actual: Double, _ expected: ReferenceValue) {
      judge.check(actual, expected, relative: 1e-10)
    }
    let (alpha, beta) = (try c.input["alpha"].required(), try c.input["beta"].required())
    let size = comparison.lachinFoulkes(analysis: time, alpha: alpha, beta: beta)
    check(size.subjects, c.expect["n"][0])
    check(size.events, c.expect["d"][0])
    let arms = comparison.eventProbability(by: time)
    check(arms.control * size.subjects / 2, c.expect["eDC"][0])
    check(arms.experimental * size.subjects / 2, c.expect["eDE"][0])
    check(size.subjects / 2, c.expect["eNC"][0])
    check(size.subjects / 2, c.expect["eNE"][0])
    let scale = size.subjects / comparison.accrual.integral(to: comparison.accrualEnd)
    for (place, rate) in comparison.accrual.rates.enumerated() {
      check(rate * scale, c.expect["gamma"][place][0])
    }
  }

  /// gsSurv of gsDesign, boundaries from a coarse grid and with tol = 1e-6: its last one is off by 8e-5.
  static func lachinFoulkesLooks(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let comparison = try SurvivalComparison(gsDesign: c.input)
    let design = try GroupSequentialPlan(gsDesign: c.input).design()
    let planned = design.lachinFoulkesEvents(for: comparison, lastLook: try c.input["T"].required())
    func check(_ actual: Double, _ expected: ReferenceValue) {
      judge.check(actual, expected, relative: 5e-5)
    }
    for (k, time) in planned.times.enumerated() {
      check(planned.eventsPerLook[k], c.expect["n.I"][k])
      check(time, c.expect["T"][k])
      let arms = comparison.eventProbability(by: time)
      check(arms.control * planned.maximumSubjects / 2, c.expect["eDC"][k][0])
      check(arms.experimental * planned.maximumSubjects / 2, c.expect["eDE"][k][0])
      check(planned.subjectsPerLook[k] / 2, c.expect["eNC"][k][0])
      check(planned.subjectsPerLook[k] / 2, c.expect["eNE"][k][0])
      check(design.criticalValues[k], c.expect["upper"][k])
    }
    let scale = planned.maximumSubjects / comparison.accrual.integral(to: comparison.accrualEnd)
    for (place, rate) in comparison.accrual.rates.enumerated() {
      check(rate * scale, c.expect["gamma"][place][0])
    }
  }
}

extension SurvivalComparison {
  /// The comparison that a call of rpact describes.
  init(rpact args: ReferenceValue) throws(ReferenceFault) {
    let hazard: PiecewiseRate
    var hazardRatio = args["hazardRatio"].number ?? 1
    if !args["piecewiseSurvivalTime"].isAbsent {
      hazard = PiecewiseRate(starts: args["piecewiseSurvivalTime"].numbers, rates: args["lambda2"].numbers)
    } else if let eventTime = args["eventTime"].number {
      hazard = PiecewiseRate(share: try args["pi2"].required(), by: eventTime)
      let experimental = PiecewiseRate(share: try args["pi1"].required(), by: eventTime)
      hazardRatio = experimental.rates[0] / hazard.rates[0]
    } else {
      hazard = PiecewiseRate(try args["lambda2"].required())
    }
    func dropout(_ key: String) throws(ReferenceFault) -> PiecewiseRate {
      guard let share = args[key].number else { return PiecewiseRate(0) }
      return PiecewiseRate(share: share, by: try args["dropoutTime"].required())
    }
    let times = args["accrualTime"].numbers
    guard let accrualEnd = times.last else { throw .missing(args["accrualTime"].path) }
    let intensity = args["accrualIntensity"].numbers
    self.init(
      controlHazard: hazard,
      hazardRatio: hazardRatio,
      accrual: intensity.isEmpty
        ? PiecewiseRate(1) : PiecewiseRate(starts: times.dropLast(), rates: intensity),
      accrualEnd: accrualEnd,
      experimentalDropout: try dropout("dropoutRate1"),
      controlDropout: try dropout("dropoutRate2"),
      ratio: args["allocationRatioPlanned"].number ?? 1
    )
  }

  /// The comparison that a call of gsDesign describes.
  init(gsDesign input: ReferenceValue) throws(ReferenceFault) {
    let ends = input["R"].oneOrMore.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    let dropout = PiecewiseRate(try input["eta"].required())
    self.init(
      controlHazard: PiecewiseRate(starts: [0] + input["S"].oneOrMore, rates: input["lambdaC"].oneOrMore),
      hazardRatio: try input["hr"].required(),
      accrual: PiecewiseRate(starts: ends.dropLast(), rates: input["gamma"].oneOrMore),
      accrualEnd: ends[ends.count - 1],
      experimentalDropout: dropout,
      controlDropout: dropout
    )
  }
}
