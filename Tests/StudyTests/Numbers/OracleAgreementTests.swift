// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialAnalysis

/// Whole analyses of published data, from the study folder to the cell, against R (`Oracles/README.md`).
@Suite struct OracleAgreementTests {
  // MARK: Log-rank tests

  struct Test: Sendable, CustomTestStringConvertible {
    let oracle: String
    let study: String
    let result: String
    let path: String

    var testDescription: String { oracle }
  }

  @Test(
    "log-rank tests equal survdiff",
    arguments: [
      Test(oracle: "lr-colon_death-by-rx", study: "colon", result: "os.primary", path: "global"),
      Test(oracle: "lr-colon_recurrence-by-rx", study: "colon", result: "recurrence.primary", path: "global"),
      Test(
        oracle: "lr-colon_death-by-rx-strata-differ",
        study: "colon",
        result: "os.stratified",
        path: "stratified-global"
      ),
      Test(
        oracle: "lr-myeloid-by-trt",
        study: "myeloid",
        result: "os.primary",
        path: "comparisons/B-vs-A/tests/log-rank"
      ),
      Test(
        oracle: "lr-myeloid-by-trt-strata-sex",
        study: "myeloid",
        result: "os.stratified",
        path: "comparisons/B-vs-A/tests/stratified-log-rank"
      ),
    ]
  )
  func logRank(test: Test) throws {
    let expected = try Oracles.expectation("survival_logrank", test.oracle)["survdiff_rho_0"]
    let result = try #require(try PublishedData.results(test.study).result(test.result))
    try expectClose(result, "\(test.path)/statistic", expected["chisq"], relative: 1e-12)
    try expectClose(result, "\(test.path)/df", expected["df"], relative: 0)
    // The tail at a statistic x multiplies its relative error by x/2, which is up to 12 here.
    try expectClose(result, "\(test.path)/p", expected["p"], relative: 1e-11)
  }

  // MARK: Kaplan–Meier

  struct Curves: Sendable, CustomTestStringConvertible {
    let oracle: String
    let study: String
    let result: String
    /// The arms in the order of the oracle's groups.
    let arms: [String]
    let landmarks: [Int]

    var testDescription: String { oracle }
  }

  static let curves = [
    Curves(
      oracle: "km-colon_death-by-rx",
      study: "colon",
      result: "os.primary",
      arms: ["Obs", "Lev", "Lev+5FU"],
      landmarks: [365, 1095, 1826]
    ),
    Curves(
      oracle: "km-colon_recurrence-by-rx",
      study: "colon",
      result: "recurrence.primary",
      arms: ["Obs", "Lev", "Lev+5FU"],
      landmarks: [365, 1095, 1826]
    ),
    Curves(
      oracle: "km-myeloid-by-trt",
      study: "myeloid",
      result: "os.primary",
      arms: ["A", "B"],
      landmarks: [365, 730, 1095]
    ),
  ]

  @Test("medians, rates at landmarks and follow-up equal survfit", arguments: curves)
  func summaries(of curves: Curves) throws {
    let result = try #require(try PublishedData.results(curves.study).result(curves.result))
    let groups = try Oracles.expectation("survival_km", curves.oracle)["groups"].list
    try #require(groups.count == curves.arms.count)
    for (arm, group) in zip(curves.arms, groups) {
      try expectClose(result, "arms/\(arm)/events", group["events"], relative: 0)
      try expectClose(result, "arms/\(arm)/n", group["n"], relative: 0)
      let half = try #require(group["quantile_probs"].numbers.firstIndex(of: 0.5))
      for name in ["estimate", "lower", "upper"] {
        try expectTime(result, "arms/\(arm)/median/\(name)", group["quantile_loglog"][name][half])
      }
      let follow = try #require(group["reverse_km_follow_up"]["probs"].numbers.firstIndex(of: 0.5))
      try expectTime(result, "arms/\(arm)/follow-up", group["reverse_km_follow_up"]["estimate"][follow])
      for landmark in curves.landmarks {
        let step = try #require(group["time"].numbers.lastIndex { $0 <= Double(landmark) })
        let path = "arms/\(arm)/rate-\(landmark)"
        try expectClose(result, "\(path)/estimate", group["surv"][step], relative: 1e-12)
        try expectClose(result, "\(path)/intervals/rate/lower", group["lower_loglog"][step], relative: 1e-12)
        try expectClose(result, "\(path)/intervals/rate/upper", group["upper_loglog"][step], relative: 1e-12)
      }
    }
  }

  @Test("curves equal survfit step by step", arguments: curves)
  func steps(of curves: Curves) throws {
    let result = try #require(try PublishedData.results(curves.study).result(curves.result))
    let drawn = try #require(result.curves).curves
    let groups = try Oracles.expectation("survival_km", curves.oracle)["groups"].list
    try #require(drawn.map(\.arm) == curves.arms)
    for (curve, group) in zip(drawn, groups) {
      #expect(curve.time == group["time"].numbers)
      #expect(curve.atRisk.map(Double.init) == group["n_risk"].numbers)
      #expect(curve.events.map(Double.init) == group["n_event"].numbers)
      #expect(curve.censored.map(Double.init) == group["n_censor"].numbers)
      for (name, values) in [
        ("surv", curve.survival), ("lower_loglog", curve.lower), ("upper_loglog", curve.upper),
      ] {
        let expected = group[name].list
        try #require(expected.count == values.count)
        for (value, reference) in zip(values, expected) {
          // R gives no log-log limit where the curve is 1 or 0.
          guard let number = reference.number else {
            #expect(value.isNaN, "\(curve.arm) \(name)")
            continue
          }
          #expect(abs(value - number) <= 1e-12 * abs(number), "\(curve.arm) \(name): \(value), not \(number)")
        }
      }
    }
  }

  // MARK: Cox models

  struct Model: Sendable, CustomTestStringConvertible {
    let oracle: String
    let study: String
    let result: String
    /// The path of a comparison by the term of the reference model.
    let paths: [String: String]

    var testDescription: String { oracle }
  }

  @Test(
    "hazard ratios and their intervals equal coxph",
    arguments: [
      Model(
        oracle: "cox-colon-efron",
        study: "colon",
        result: "os.adjusted",
        paths: [
          "factor(rx)2": "comparisons/Lev-vs-Obs/adjusted-hazard-ratio",
          "factor(rx)3": "comparisons/Lev+5FU-vs-Obs/adjusted-hazard-ratio",
        ]
      ),
      Model(
        oracle: "cox-colon-strat-efron",
        study: "colon",
        result: "os.adjusted-by-surgery",
        paths: [
          "factor(rx)2": "comparisons/Lev-vs-Obs/adjusted-hazard-ratio",
          "factor(rx)3": "comparisons/Lev+5FU-vs-Obs/adjusted-hazard-ratio",
        ]
      ),
      Model(
        oracle: "cox-myeloid-efron",
        study: "myeloid",
        result: "os.adjusted",
        paths: ["trt": "comparisons/B-vs-A/adjusted-hazard-ratio"]
      ),
      Model(
        oracle: "cox-myeloid-strat-efron",
        study: "myeloid",
        result: "os.stratified",
        paths: ["trt": "comparisons/B-vs-A/stratified-hazard-ratio"]
      ),
    ]
  )
  func hazardRatios(of model: Model) throws {
    let result = try #require(try PublishedData.results(model.study).result(model.result))
    let expected = try Oracles.expectation("survival_cox", model.oracle)
    let terms = expected["terms"].list.map(\.text)
    for (term, path) in model.paths {
      let index = try #require(terms.firstIndex(of: term))
      try expectClose(result, "\(path)/estimate", expected["hr"][index], relative: 1e-9)
      try expectClose(
        result,
        "\(path)/intervals/hazard-ratio/lower",
        expected["hr_lower"][index],
        relative: 1e-9
      )
      try expectClose(
        result,
        "\(path)/intervals/hazard-ratio/upper",
        expected["hr_upper"][index],
        relative: 1e-9
      )
    }
  }

  // MARK: Comparing

  private func expectClose(
    _ result: AnalysisResult,
    _ path: String,
    _ expected: JSONTree,
    relative: Double,
    at place: SourceLocation = #_sourceLocation
  ) throws {
    let value = try #require(result.cell(path)?.value.number, "\(result.id)/\(path)", sourceLocation: place)
    let reference = try #require(expected.number, "no reference for \(path)", sourceLocation: place)
    #expect(
      abs(value - reference) <= relative * abs(reference),
      "\(result.id)/\(path): \(value), not \(reference)",
      sourceLocation: place
    )
  }

  /// A quantile of days, which the reference gives as null where it is not reached.
  private func expectTime(
    _ result: AnalysisResult,
    _ path: String,
    _ expected: JSONTree,
    at place: SourceLocation = #_sourceLocation
  ) throws {
    let value = try #require(result.cell(path)?.value, "\(result.id)/\(path)", sourceLocation: place)
    #expect(
      value == (expected.number.map { .number($0) } ?? .notReached),
      "\(result.id)/\(path)",
      sourceLocation: place
    )
  }
}

/// The studies with published data, each analysed once.
private enum PublishedData {
  static func results(_ study: String) throws -> TrialResults {
    try (study == "colon" ? colon : myeloid).get()
  }

  private static let colon = Result { try StudyCopy("colon").results() }
  private static let myeloid = Result { try StudyCopy("myeloid").results() }
}

/// Reference results by family and case id.
private enum Oracles {
  static func expectation(_ family: String, _ id: String) throws -> JSONTree {
    let file = try #require(files[family]).get()
    let found = try #require(file["cases"].list.first { $0["id"].text == id }, "no case \(id) in \(family)")
    return found["expect"]
  }

  private static let files = Dictionary(
    uniqueKeysWithValues: ["survival_km", "survival_logrank", "survival_cox"].map { family in
      (family, Result { try JSONTree(try Repository.bytes("Oracles/\(family).json")) })
    }
  )
}
