// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// survfit of R's survival: curves, five kinds of limits, quantiles, survival at times, hazards; with weights and with
  /// late entries too.
  ///
  /// Not compared: what a case asks for, the numbers of its groups, its times and its probabilities.
  static func kaplanMeier(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    let (group, weights) = (c.input["group"].text, c.input["weights"].text)
    let table = try data.table(of: c).complete([group, weights].compactMap(\.self))
    let times = try table.survivalTimes()
    let groups = try group.map { try table.groups($0) }
    let numbers = groups?.numbers ?? [Int](repeating: 0, count: times.count)
    let frequencies = try weights.map { try table.integers($0) }
    guard frequencies?.allSatisfy({ $0 >= 0 }) ?? true else { throw ReferenceFault.noData(weights ?? "") }
    let references = c.expect["groups"].list
    guard references.count == groups?.count ?? 1 else { throw ReferenceFault.missing("expect.groups") }
    for (number, expected) in references.enumerated() {
      let rows = numbers.indices.filter { numbers[$0] == number }
      let part = times.subset(rows)
      let curve =
        frequencies.map { all in KaplanMeier(part, frequencies: rows.map { all[$0] }) } ?? KaplanMeier(part)
      // survfit counts rows, whatever they weigh.
      judge.check(part.count, expected["n"])
      judge.check(curve.events, expected["events"])
      steps(curve, expected, &judge)
      let probabilities = expected["quantile_probs"].numbers
      for (transform, name) in transforms.prefix(3) {
        atTimes(curve, expected["at_times_\(name)"], transform, &judge)
        quantiles(curve, expected["quantile_\(name)"], probabilities, transform, &judge)
      }
      let followUp = expected["reverse_km_follow_up"]
      quantiles(.reverse(part), followUp, followUp["probs"].numbers, .log, &judge)
    }
  }

  private static let transforms: [(IntervalTransform, String)] = [
    (.plain, "plain"), (.log, "log"), (.logLog, "loglog"), (.arcsin, "arcsin"), (.logit, "logit"),
  ]

  private static func steps(_ curve: KaplanMeier, _ expected: ReferenceValue, _ judge: inout Judge) {
    let times = expected["time"].numbers
    // Of long curves the references hold some steps only, and say so.
    if expected["thinned"].isAbsent, times.count != curve.steps.count {
      judge.fail("\(expected.path).time: \(times.count) steps, here \(curve.steps.count)")
    }
    let breslow = curve.hazardBasedSurvival(.nelsonAalen)
    let fleming = curve.hazardBasedSurvival(.flemingHarrington)
    let plain = curve.cumulativeHazards(.nelsonAalen)
    let oneByOne = curve.cumulativeHazards(.flemingHarrington)
    for (place, time) in times.enumerated() {
      // The last bit of a time may be lost on its way through decimals.
      guard let index = curve.steps.firstIndex(where: { abs($0.time - time) <= 1e-15 * time }) else {
        judge.fail("\(expected.path).time[\(place)]: no step there")
        continue
      }
      let step = curve.steps[index]
      judge.check(step.time, expected["time"][place], relative: 1e-15)
      judge.check(step.atRisk, expected["n_risk"][place])
      judge.check(step.events, expected["n_event"][place])
      judge.check(step.censored, expected["n_censor"][place])
      judge.check(step.survival, expected["surv"][place], relative: 1e-12, absolute: 1e-16)
      judge.check(step.logVariance.squareRoot(), expected["se_log_surv"][place], relative: 1e-12)
      judge.check(step.standardError, expected["greenwood_se"][place], relative: 1e-12)
      judge.check(plain[index].hazard, expected["nelson_aalen"][place], relative: 1e-12)
      judge.check(plain[index].variance.squareRoot(), expected["nelson_aalen_se"][place], relative: 1e-12)
      judge.check(breslow[index], expected["breslow_surv"][place], relative: 1e-12)
      judge.check(fleming[index], expected["fleming_harrington_surv"][place], relative: 1e-12)
      judge.check(oneByOne[index].hazard, expected["fleming_harrington_cumhaz"][place], relative: 1e-12)
      for (transform, name) in transforms {
        let interval = curve.interval(at: step.time, transform: transform, level: 0.95)
        judge.check(interval?.lower, expected["lower_\(name)"][place], relative: 1e-12, absolute: 1e-15)
        judge.check(interval?.upper, expected["upper_\(name)"][place], relative: 1e-12, absolute: 1e-15)
      }
    }
  }

  private static func atTimes(
    _ curve: KaplanMeier,
    _ expected: ReferenceValue,
    _ transform: IntervalTransform,
    _ judge: inout Judge
  ) {
    for (place, time) in expected["times"].numbers.enumerated() {
      judge.check(curve.survival(at: time), expected["surv"][place], relative: 1e-12, absolute: 1e-16)
      judge.check(curve.standardError(at: time), expected["se"][place], relative: 1e-12)
      judge.check(curve.atRisk(at: time), expected["n_risk"][place])
      let interval = curve.interval(at: time, transform: transform, level: 0.95)
      judge.check(interval?.lower, expected["lower"][place], relative: 1e-12, absolute: 1e-15)
      judge.check(interval?.upper, expected["upper"][place], relative: 1e-12, absolute: 1e-15)
    }
  }

  private static func quantiles(
    _ curve: KaplanMeier,
    _ expected: ReferenceValue,
    _ probabilities: [Double],
    _ transform: IntervalTransform,
    _ judge: inout Judge
  ) {
    for (place, p) in probabilities.enumerated() {
      let quantile = curve.quantile(p, transform: transform, level: 0.95)
      judge.check(quantile.estimate, expected["estimate"][place], relative: 1e-14)
      judge.check(quantile.lower, expected["lower"][place], relative: 1e-14)
      judge.check(quantile.upper, expected["upper"][place], relative: 1e-14)
    }
  }

  /// survdiff of R's survival, and closed forms for the other weights; the parts of tests that combine or grade them.
  static func logRank(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    guard let group = c.input["group"].text else { throw ReferenceFault.missing("input.group") }
    let stratum = c.input["strata"].text
    let table = try data.table(of: c).complete([group] + (stratum.map { [$0] } ?? []))
    let times = try table.survivalTimes()
    let groups = try table.groups(group)
    let strata = try stratum.map { try table.integers($0) }
    func test(_ weights: LogRankWeights) -> LogRankResult {
      logRankTest(
        times,
        groups: groups.numbers,
        groupCount: groups.count,
        strata: strata,
        weights: weights
      )
    }
    for key in c.expect.keys {
      guard let weights = weights(named: key) else { continue }
      compare(test(weights), c.expect[key], &judge)
    }
    let plain = test(.logRank)
    let peto = plain.petoLogHazardRatio
    judge.check(peto?.estimate, c.expect["peto_log_hr"], relative: 1e-11, absolute: 1e-13)
    judge.check(peto?.standardError, c.expect["peto_log_hr_se"], relative: 1e-12)
    judge.check(plain.pikeHazardRatio, c.expect["pike_hr"], relative: 1e-12)
    guard groups.count == 2 else { return }
    // Each z of the max-combo test is that of its weights alone, and that of a trend in two groups the log-rank test's.
    let usual = maxComboTest(times, groups: groups.numbers, strata: strata)
    for (place, key) in ["0_0", "0_1", "1_1", "1_0"].enumerated() {
      let z = c.expect["fleming_harrington_\(key)"]["z"]
      judge.check(usual.z[place], z, relative: 1e-11, absolute: 1e-13)
    }
    let trend = c.expect["fleming_harrington_0_0"]["z"]
    judge.check(plain.trendTest(scores: [0, 1])?.z, trend, relative: 1e-10, absolute: 1e-12)
  }

  private static func weights(named key: String) -> LogRankWeights? {
    let parts = key.split(separator: "_").map { Double($0) }
    if key.hasPrefix("survdiff_rho_"), parts.count > 2, let rho = parts[2] {
      return rho == 0 ? .logRank : .flemingHarrington(rho: rho, gamma: 0)
    }
    if key.hasPrefix("fleming_harrington_"), parts.count > 3, let rho = parts[2], let gamma = parts[3] {
      return .flemingHarrington(rho: rho, gamma: gamma)
    }
    return key == "gehan" ? .gehan : key == "tarone_ware" ? .taroneWare : nil
  }

  private static func compare(_ result: LogRankResult, _ expected: ReferenceValue, _ judge: inout Judge) {
    let size = result.observed.count
    // Differences of sums of this size keep their absolute accuracy only.
    let scale = result.expected.reduce(0, +)
    let variance = expected["variance"].isAbsent ? expected["V"] : expected["variance"]
    for j in 0..<size {
      let difference = result.observed[j] - result.expected[j]
      judge.check(result.observed[j], expected["observed"][j], relative: 1e-12)
      judge.check(result.expected[j], expected["expected"][j], relative: 1e-12)
      judge.check(difference, expected["U"][j], relative: 1e-12, absolute: 1e-13 * scale)
      for k in 0..<size {
        let rounding = 1e-13 * result.variance[j][j]
        judge.check(result.variance[j][k], variance[j][k], relative: 1e-11, absolute: rounding)
      }
    }
    judge.check(result.statistic, expected["chisq"], relative: 1e-11, absolute: 1e-20)
    judge.check(result.p, expected["p"], relative: 1e-10)
    if size == 2 { judge.check(result.z, expected["z"], relative: 1e-11, absolute: 1e-13) }
    // Where every weight is 0 the reference keeps its nominal degrees of freedom, but has no statistic.
    if expected["chisq"].number != nil { judge.check(result.degreesOfFreedom, expected["df"]) }
  }
}
