// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// The closed form of the area below a Kaplan–Meier curve, and summary(survfit, rmean = τ) of R's survival.
  static func restrictedMean(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    guard let group = c.input["group"].text else { throw ReferenceFault.missing("input.group") }
    let table = try data.table(of: c).complete([group])
    let groups = try table.groups(group)
    guard groups.count >= 2 else { throw ReferenceFault.missing("input.group") }
    let tau = try c.input["tau"].required()
    let level = try c.input["conf_level"].required()
    let arms = try table.survivalTimes().split(by: groups.numbers, groupCount: groups.count).prefix(2)
      .map { KaplanMeier($0).restrictedMean(until: tau) }
    let expected = c.expect
    for (place, arm) in arms.enumerated() {
      judge.check(arm.mean, expected["rmst"][place], relative: 1e-12)
      judge.check(arm.standardError, expected["se"][place], relative: 1e-12)
      judge.check(arm.mean, expected["survfit_rmean"][place], relative: 1e-12)
      judge.check(arm.standardError, expected["survfit_se"][place], relative: 1e-12)
    }
    let comparison = RestrictedMeanComparison(reference: arms[0], treated: arms[1])
    // A difference keeps the absolute accuracy of its parts.
    let rounding = 1e-15 * tau
    let difference = comparison.difference(level: level)
    judge.check(difference.value, expected["difference"], relative: 1e-12, absolute: rounding)
    judge.check(comparison.differenceStandardError, expected["difference_se"], relative: 1e-12)
    limits(difference.interval, expected["difference_ci"], absolute: rounding, &judge)
    judge.check(comparison.differenceTest.p, expected["difference_p"], relative: 1e-12)
    let ratio = comparison.ratio(level: level)
    judge.check(ratio.value, expected["ratio"], relative: 1e-12)
    judge.check(comparison.logRatioStandardError, expected["ratio_se_log"], relative: 1e-12)
    limits(ratio.interval, expected["ratio_ci"], absolute: 0, &judge)
    judge.check(comparison.ratioTest.p, expected["ratio_p"], relative: 1e-12)
    let lost = comparison.lostRatio(level: level)
    judge.check(lost.value, expected["rmtl_ratio"], relative: 1e-12)
    limits(lost.interval, expected["rmtl_ratio_ci"], absolute: 0, &judge)
  }

  private static func limits(
    _ interval: Interval,
    _ expected: ReferenceValue,
    absolute: Double,
    _ judge: inout Judge
  ) {
    judge.check(interval.lower, expected[0], relative: 1e-12, absolute: absolute)
    judge.check(interval.upper, expected[1], relative: 1e-12, absolute: absolute)
  }
}
