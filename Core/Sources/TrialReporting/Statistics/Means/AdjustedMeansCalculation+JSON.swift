// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

extension AdjustedMeansCalculation {
  public var json: [JSONValue.Member] {
    [
      .init("formula", .string(formula.text)), .init("model", "analysis-of-covariance"),
      .init("level", .number(settings.level)), .init("variance", .string(settings.variance.rawValue)),
      .init("weights", .string(settings.weights.rawValue)), .init("n", .integer(rows.rows.count)),
      .init("df", .number(degreesOfFreedom)), .init("residualVariance", .number(residualVariance)),
      .init("factors", .array(factors.map { .string($0) })),
      .init("strata", .array(strata.map { .string($0) })),
      .init(
        "arms",
        .array(
          arms.map { arm in
            [
              "arm": .string(arm.name), "n": .integer(arm.summary.n),
              "mean": .statistic(arm.summary.mean), "sd": .statistic(arm.summary.standardDeviation),
              "adjustedMean": .object(Self.members(arm.adjusted)),
            ]
          }
        )
      ),
      .init(
        "comparisons",
        .array(
          comparisons.map { comparison in
            .object(
              [
                .init("arm", .string(comparison.arm)),
                .init("reference", .string(arms[arms.count - 1].name)),
              ] + Self.members(comparison.contrast) + [.init("test", comparison.test.json)]
            )
          }
        )
      ),
      .init(
        "slopes",
        .array(
          slopes.map { slope in
            .object(
              [.init("name", .string(slope.name)), .init("average", .number(slope.average))]
                + Self.members(slope.contrast) + [.init("test", TestLine(slope.contrast.test).json)]
            )
          }
        )
      ),
      .init("tests", .array(tests.map { test($0.name, $0.result) })), .init("rows", rows.json),
    ]
  }

  private static func members(_ contrast: LinearContrast) -> [JSONValue.Member] {
    [
      .init("estimate", .statistic(contrast.estimate.value)), .init("se", .statistic(contrast.standardError)),
      .init("interval", .interval(contrast.estimate.interval)),
    ]
  }

  private func test(_ name: String, _ result: TestResult) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("f", result.statistic.map { .statistic($0) } ?? .null),
      .init("numerator", result.degreesOfFreedom.map { .number($0) } ?? .null),
      .init("denominator", .number(degreesOfFreedom)), .init("p", .statistic(result.p)),
    ]
    if result.p.isNaN { members.append(.init("reason", "not defined by these data")) }
    return .object(members)
  }
}
