// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// Everything that tells the values of two arms apart.
struct MeanComparison: Sendable {
  /// Up to this many values of both arms exact tests of ranks answer within a blink.
  static let largestExactTotal = 120

  let arm: String
  let reference: String
  let differences: [NamedResult<Estimate>]
  let standardized: [NamedResult<Double>]
  let tests: [NamedResult<TestLine>]

  init(
    _ arm: MeansCalculation.Arm,
    versus reference: MeansCalculation.Arm,
    _ level: Double,
    _ alternative: Alternative
  ) {
    self.arm = arm.name
    self.reference = reference.name
    let (x, y) = (arm.summary, reference.summary)
    var differences = [
      NamedResult(
        key: "t",
        name: Message("Means, pooled variance (t)", "均数差，合并方差（t）"),
        value: meanDifference(x, y, level: level, variance: .pooled)
      ),
      NamedResult(
        key: "welch",
        name: Message("Means, separate variances (Welch)", "均数差，分别方差（Welch）"),
        value: meanDifference(x, y, level: level, variance: .separate)
      ),
    ]
    var tests = [
      NamedResult(
        key: "t",
        name: Message("Student's t", "Student t 检验"),
        value: TestLine(tTest(x, y, variance: .pooled, alternative), alternative)
      ),
      NamedResult(
        key: "welch",
        name: Message("Welch's t", "Welch t 检验"),
        value: TestLine(tTest(x, y, variance: .separate, alternative), alternative)
      ),
    ]
    if let x = arm.values, let y = reference.values {
      let isExact = x.count + y.count <= Self.largestExactTotal
      differences.append(
        NamedResult(
          key: "hodges-lehmann",
          name: isExact
            ? Message("Shift, Hodges–Lehmann (exact)", "位移，Hodges–Lehmann（精确）")
            : Message("Shift, Hodges–Lehmann (asymptotic)", "位移，Hodges–Lehmann（渐近）"),
          value: hodgesLehmann(x, y, level: level, method: isExact ? .exact : .asymptotic)
        )
      )
      tests += [
        NamedResult(
          key: "wilcoxon",
          name: Message("Wilcoxon rank sum", "Wilcoxon 秩和检验"),
          value: TestLine(wilcoxonRankSum(x, y, continuityCorrection: false, alternative), alternative)
        ),
        NamedResult(
          key: "wilcoxon-corrected",
          name: Message("Wilcoxon rank sum, continuity corrected", "Wilcoxon 秩和检验，连续性校正"),
          value: TestLine(wilcoxonRankSum(x, y, continuityCorrection: true, alternative), alternative)
        ),
        NamedResult(
          key: "wilcoxon-exact",
          name: Message("Wilcoxon rank sum, exact", "Wilcoxon 秩和检验，精确"),
          value: TestLine(
            isExact ? wilcoxonRankSumExact(x, y, alternative) : nil,
            alternative,
            limit: Self.largestExactTotal
          )
        ),
      ]
    }
    self.differences = differences
    self.tests = tests
    standardized = [
      NamedResult(
        key: "standardized",
        name: Message("Over the root of the mean variance", "除以平均方差的平方根"),
        value: standardizedMeanDifference(x, y)
      ),
      NamedResult(
        key: "cohens-d",
        name: Message("Over the pooled standard deviation (Cohen's d)", "除以合并标准差（Cohen d）"),
        value: cohensD(x, y)
      ),
    ]
  }

  var json: [JSONValue.Member] {
    func value(_ estimate: Estimate) -> JSONValue {
      ["estimate": .statistic(estimate.value), "interval": .interval(estimate.interval)]
    }
    return [
      .init("differences", .object(differences.map { .init($0.key, value($0.value)) })),
      .init("standardizedDifferences", .object(standardized.map { .init($0.key, .statistic($0.value)) })),
      .init("tests", .object(tests.map { .init($0.key, $0.value.json) })),
    ]
  }
}
