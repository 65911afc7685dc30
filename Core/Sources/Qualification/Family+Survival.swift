// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// survfit of R's survival: curves, five kinds of limits, quantiles, survival at times.
  static func kaplanMeier(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    // Weighted and left-truncated curves are computed nowhere here.
    guard c.method == "kaplan_meier", c.input["weights"].isAbsent else { return }
    let table = try data.table(of: c)
    var parts: [SurvivalTimes]
    if let name = c.input["group"].text {
      let kept = try table.complete([name])
      let groups = try kept.groups(name)
      parts = try kept.survivalTimes().split(by: groups.numbers, groupCount: groups.count)
    } else {
      parts = [try table.survivalTimes()]
    }
    for (part, expected) in zip(parts, c.expect["groups"].list) {
      let curve = KaplanMeier(part)
      judge.check(curve.subjects, expected["n"])
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
    for (place, time) in expected["time"].numbers.enumerated() {
      // The last bit of a time may be lost on its way through decimals.
      guard let step = curve.steps.first(where: { abs($0.time - time) <= 1e-15 * time }) else {
        judge.fail("\(expected.path).time[\(place)]: no step there")
        continue
      }
      judge.check(step.atRisk, expected["n_risk"][place])
      judge.check(step.events, expected["n_event"][place])
      judge.check(step.censored, expected["n_censor"][place])
      judge.check(step.survival, expected["surv"][place], relative: 1e-12, absolute: 1e-16)
      judge.check(step.logVariance.squareRoot(), expected["se_log_surv"][place], relative: 1e-12)
      judge.check(step.standardError, expected["greenwood_se"][place], relative: 1e-12)
      judge.check(step.nelsonAalen, expected["nelson_aalen"][place], relative: 1e-12)
      judge.check(step.nelsonAalenVariance.squareRoot(), expected["nelson_aalen_se"][place], relative: 1e-12)
      for (transform, name) in transforms {
        let interval = curve.interval(at: time, transform: transform, level: 0.95)
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

  /// survdiff of R's survival, and closed forms for the other weights.
  static func logRank(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    guard let group = c.input["group"].text else { throw ReferenceFault.missing("input.group") }
    let stratum = c.input["strata"].text
    let table = try data.table(of: c).complete([group] + (stratum.map { [$0] } ?? []))
    let times = try table.survivalTimes()
    let groups = try table.groups(group)
    let strata = try stratum.map { try table.column($0).map { Int($0) } }
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
