// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct KaplanMeierTests {
  /// Five subjects, worked by hand: deaths at 2, 2 and 5, censored at 2 and 7.
  ///
  ///     S(2) = 1 − 2/5 = 3/5        Var log S = 2/(5·3) = 2/15        H = 2/5
  ///     S(5) = 3/5 · 1/2 = 3/10     Var log S = 2/15 + 1/(2·1) = 19/30        H = 2/5 + 1/2 = 9/10
  private static let five = SurvivalTimes(
    times: [7, 2, 5, 2, 2],
    events: [false, true, true, false, true]
  )

  @Test("matches five subjects worked by hand")
  func byHand() throws {
    let curve = KaplanMeier(Self.five)
    #expect(curve.steps.map(\.time) == [2, 5, 7])
    #expect(curve.steps.map(\.atRisk) == [5, 2, 1])
    #expect(curve.steps.map(\.events) == [2, 1, 0])
    #expect(curve.steps.map(\.censored) == [1, 0, 1])
    for (step, survival) in zip(curve.steps, [3.0 / 5, 3.0 / 10, 3.0 / 10]) {
      expectClose(step.survival, survival, relative: 1e-15)
    }
    for (step, variance) in zip(curve.steps, [2.0 / 15, 19.0 / 30, 19.0 / 30]) {
      expectClose(step.logVariance, variance, relative: 1e-15)
    }
    for (sum, hazard) in zip(curve.cumulativeHazards(.nelsonAalen), [2.0 / 5, 9.0 / 10, 9.0 / 10]) {
      expectClose(sum.hazard, hazard, relative: 1e-15)
    }
    #expect(curve.survival(at: 1.99) == 1)
    #expect(curve.survival(at: 2) == curve.steps[0].survival)
    #expect(curve.atRisk(at: 2.5) == 2)
    #expect(curve.cumulativeEvents(at: 4.9) == 2)
    #expect(curve.quantile(0.5) == 5)
    #expect(curve.quantile(0.8) == nil)
    #expect(KaplanMeier.reverse(Self.five).survival(at: 2) == 4.0 / 5)
  }

  @Test("takes events at time zero")
  func timeZero() {
    let curve = KaplanMeier(SurvivalTimes(times: [0, -0.0, 3, 4], events: [true, true, false, true]))
    #expect(curve.steps.map(\.time) == [0, 3, 4])
    #expect(curve.survival(at: 0) == 0.5)
    #expect(curve.quantile(0.5) == 2)
  }

  @Test("has nothing to say without subjects and nothing to fear without events")
  func empty() {
    let none = KaplanMeier(SurvivalTimes(times: [], events: []))
    #expect(none.steps.isEmpty)
    #expect(none.lastTime == nil)
    #expect(none.quantile(0.5) == nil)
    let censored = KaplanMeier(SurvivalTimes(times: [4, 9], events: [false, false]))
    #expect(censored.survival(at: 9) == 1)
    #expect(censored.interval(at: 9, transform: .log, level: 0.95) == Interval(1, 1))
    #expect(censored.quantile(0.5, transform: .log, level: 0.95) == (nil, nil, nil))
  }

  /// The upper log limits of the aml data rise from 0.458 at 45 weeks to 0.462 at 48.
  ///
  /// The level is first reached at 45, which is what R prints with the fit; its `quantile` function sorts the
  /// limits first and answers 48.
  @Test("takes the first time at which limits that rise again reach the level")
  func risingLimit() throws {
    let curve = KaplanMeier(try ReferenceTable("data/aml.csv").survivalTimes())
    #expect(curve.quantile(0.5, transform: .log, level: 0.95) == (27, 18, 45))
    let reference = try #require(try Oracle("survival_km").cases.first { $0.id == "km-aml" })
    let expected = reference.expect["groups"][0]["quantile_log"]
    for (place, p) in [0.1, 0.25, 0.5, 0.75, 0.9].enumerated() {
      let quantile = curve.quantile(p, transform: .log, level: 0.95)
      expectClose(quantile.estimate, expected["estimate"][place], relative: 1e-14, missing: "quantile \(p)")
      expectClose(quantile.lower, expected["lower"][place], relative: 1e-14, missing: "lower \(p)")
      if p != 0.5 {
        expectClose(quantile.upper, expected["upper"][place], relative: 1e-14, missing: "upper \(p)")
      }
    }
  }

  @Test("agrees with survfit", arguments: try Oracle("survival_km").cases)
  func agreesWithSurvfit(reference: Oracle.Case) throws {
    let group = reference.input["group"].text
    let weights = reference.input["weights"].text
    let table = try ReferenceTable(try #require(reference.input["data"].text))
      .complete([group, weights].compactMap { $0 })
    let data = try table.survivalTimes()
    let groups = try group.map { try table.groups($0).numbers } ?? [Int](repeating: 0, count: data.count)
    let expected = reference.expect["groups"].list
    for (number, expected) in expected.enumerated() {
      let rows = groups.indices.filter { groups[$0] == number }
      let part = data.subset(rows)
      #expect(part.count == (try expected["n"].int))
      var curve = KaplanMeier(part)
      if let weights {
        let frequencies = try table.integers(weights)
        curve = KaplanMeier(part, frequencies: rows.map { frequencies[$0] })
      }
      try compare(curve, with: expected)
      try compareQuantiles(curve, with: expected, reference.id)
      try compareHazards(curve, with: expected)
      let followUp = expected["reverse_km_follow_up"]
      try compareQuantiles(
        .reverse(part),
        followUp,
        probabilities: followUp["probs"].numbers,
        transform: .log
      )
    }
    #expect(expected.count == Set(groups).count)
  }

  private func compareHazards(_ curve: KaplanMeier, with expected: Oracle.Value) throws {
    let fleming = curve.cumulativeHazards(.flemingHarrington)
    let flemingSurvival = curve.hazardBasedSurvival(.flemingHarrington)
    let breslow = curve.hazardBasedSurvival(.nelsonAalen)
    for (place, time) in expected["time"].numbers.enumerated() where !expected["breslow_surv"].isAbsent {
      let step = try #require(curve.steps.firstIndex { abs($0.time - time) <= 1e-15 * time })
      expectClose(breslow[step], expected["breslow_surv"][place], relative: 1e-12, "Breslow")
      expectClose(flemingSurvival[step], expected["fleming_harrington_surv"][place], relative: 1e-12, "F-H")
      expectClose(fleming[step].hazard, expected["fleming_harrington_cumhaz"][place], relative: 1e-12, "H")
    }
  }

  private func compare(_ curve: KaplanMeier, with expected: Oracle.Value) throws {
    #expect(curve.events == (try expected["events"].int))
    let times = expected["time"].numbers
    if expected["thinned"].isAbsent {
      #expect(curve.steps.count == times.count)
    }
    let hazards = curve.cumulativeHazards(.nelsonAalen)
    for (place, time) in times.enumerated() {
      // The last bit of a time may be lost on its way through JSON.
      let index = try #require(curve.steps.firstIndex { abs($0.time - time) <= 1e-15 * time })
      let step = curve.steps[index]
      #expect(step.atRisk == (try expected["n_risk"][place].int))
      #expect(step.events == (try expected["n_event"][place].int))
      #expect(step.censored == (try expected["n_censor"][place].int))
      expectClose(step.survival, expected["surv"][place], relative: 1e-12, absolute: 1e-16)
      expectClose(step.logVariance.squareRoot(), expected["se_log_surv"][place], relative: 1e-12)
      expectClose(step.standardError, expected["greenwood_se"][place], relative: 1e-12, missing: "Greenwood")
      expectClose(hazards[index].hazard, expected["nelson_aalen"][place], relative: 1e-12)
      expectClose(hazards[index].variance.squareRoot(), expected["nelson_aalen_se"][place], relative: 1e-12)
      for (transform, name) in names {
        let interval = step.interval(transform: transform, z: twoSidedNormalQuantile(level: 0.95))
        for (limit, end) in [(interval?.lower, "lower"), (interval?.upper, "upper")] {
          expectClose(
            limit,
            expected["\(end)_\(name)"][place],
            relative: 1e-12,
            absolute: 1e-15,
            missing: "\(end) \(name) at \(time)"
          )
        }
      }
    }
    for (transform, name) in names.prefix(3) {
      let atTimes = expected["at_times_\(name)"]
      for (place, time) in atTimes["times"].numbers.enumerated() {
        expectClose(curve.survival(at: time), atTimes["surv"][place], relative: 1e-12, absolute: 1e-16)
        expectClose(
          curve.standardError(at: time),
          atTimes["se"][place],
          relative: 1e-12,
          missing: "se at \(time)"
        )
        #expect(curve.atRisk(at: time) == (try atTimes["n_risk"][place].int))
        let interval = curve.interval(at: time, transform: transform, level: 0.95)
        expectClose(interval?.lower, atTimes["lower"][place], relative: 1e-12, absolute: 1e-15, missing: name)
        expectClose(interval?.upper, atTimes["upper"][place], relative: 1e-12, absolute: 1e-15, missing: name)
      }
    }
  }

  private func compareQuantiles(_ curve: KaplanMeier, with expected: Oracle.Value, _ id: String) throws {
    let probabilities = expected["quantile_probs"].numbers
    for (transform, name) in names.prefix(3) {
      // Limits that rise again; see `risingLimit` below.
      if id == "km-aml" && name == "log" { continue }
      try compareQuantiles(
        curve,
        expected["quantile_\(name)"],
        probabilities: probabilities,
        transform: transform
      )
    }
  }

  private func compareQuantiles(
    _ curve: KaplanMeier,
    _ expected: Oracle.Value,
    probabilities: [Double],
    transform: IntervalTransform
  ) throws {
    for (place, p) in probabilities.enumerated() {
      let quantile = curve.quantile(p, transform: transform, level: 0.95)
      expectClose(quantile.estimate, expected["estimate"][place], relative: 1e-14, missing: "quantile \(p)")
      expectClose(
        quantile.lower,
        expected["lower"][place],
        relative: 1e-14,
        missing: "\(transform) lower \(p)"
      )
      expectClose(
        quantile.upper,
        expected["upper"][place],
        relative: 1e-14,
        missing: "\(transform) upper \(p)"
      )
    }
  }

  private let names: [(IntervalTransform, String)] = [
    (.plain, "plain"), (.log, "log"), (.logLog, "loglog"), (.arcsin, "arcsin"), (.logit, "logit"),
  ]
}
