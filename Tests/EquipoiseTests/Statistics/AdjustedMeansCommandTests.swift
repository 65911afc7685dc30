// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `stats means` with covariates, against `lm`, `drop1` and `vcovHC` of R.
@Suite struct AdjustedMeansCommandTests {
  private func formula(_ c: Reference.Case) throws -> String {
    let strata = c.input["strata"].list.compactMap(\.text)
    let right =
      [try #require(c.input["group"].text)] + c.input["covariates"].list.compactMap(\.text)
      + (strata.isEmpty ? [] : ["strata(\(strata.joined(separator: ", ")))"])
    return "\(try #require(c.input["outcome"].text)) ~ \(right.joined(separator: " + "))"
  }

  private func expect(_ found: Reference, _ expected: Reference, _ what: String) {
    found["estimate"].expect(expected["estimate"], what, relative: 1e-9)
    found["se"].expect(expected["se"], "error of \(what)", relative: 1e-9)
    // A limit near 0 keeps the absolute error of the estimate.
    let scale = expected["se"].number ?? 0
    for end in 0...1 {
      found["interval"][end].expect(
        expected["ci"][end],
        "limit of \(what)",
        relative: 1e-9,
        absolute: 1e-9 * scale
      )
    }
    guard !found["test"].isAbsent else { return }
    found["test"]["statistic"].expect(expected["t"], "t of \(what)", relative: 1e-8)
    found["test"]["p"].expect(expected["p"], "p of \(what)", relative: 1e-8)
  }

  @Test(
    "adjusted means, differences, slopes and F tests",
    arguments: try Reference.cases("ancova"),
    ["equal", "HC0", "HC1", "HC2", "HC3"]
  )
  func agrees(_ c: Reference.Case, variance: String) throws {
    let level = try #require(c.input["level"].number)
    var words = ["means", try formula(c), c.data, "--level", "\(level)"]
    words += variance == "equal" ? ["--weights", "equal"] : ["--robust", variance]
    // R numbers the arms by their values; the least is the reference.
    let names = try calculated(words)["arms"].list.compactMap { $0["arm"].text }
    let arms = names.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    words += ["--reference", arms[0]]
    let expected = c.expect[variance.lowercased()]

    let answer = try calculated(words)
    answer["n"].expect(c.expect["n"], "n")
    answer["df"].expect(c.expect["df"], "df")
    answer["residualVariance"].expect(c.expect["residual_variance"], "variance", relative: 1e-9)
    for (index, name) in arms.enumerated() {
      let arm = try #require(answer["arms"].list.first { $0["arm"].text == name })
      expect(arm["adjustedMean"], expected["means_equal"][index], "mean of \(name)")
      guard index > 0 else { continue }
      let difference = try #require(answer["comparisons"].list.first { $0["arm"].text == name })
      #expect(difference["reference"].text == arms[0])
      expect(difference, expected["differences"][index - 1], "difference of \(name)")
    }
    for slope in answer["slopes"].list {
      let name = try #require(slope["name"].text)
      expect(slope, expected["slopes"][name], "slope of \(name)")
    }
    #expect(answer["slopes"].list.count == c.input["covariates"].list.count)
    for test in answer["tests"].list {
      let name = try #require(test["name"].text)
      let wanted = name == c.input["group"].text ? expected["groups"] : expected["strata"][name]
      test["f"].expect(wanted["f"], "F of \(name)", relative: 1e-8)
      test["p"].expect(wanted["p"], "p of \(name)", relative: 1e-8)
      if !wanted["f"].isNull { test["numerator"].expect(wanted["numerator"], "df of \(name)") }
    }
    #expect(answer["tests"].list.count == 1 + c.input["strata"].list.count)

    let observed = try calculated(
      words.filter { $0 != "--weights" && $0 != "equal" } + ["--weights", "observed"]
    )
    for (index, name) in arms.enumerated() {
      let arm = try #require(observed["arms"].list.first { $0["arm"].text == name })
      expect(arm["adjustedMean"], expected["means_observed"][index], "mean of \(name), observed")
    }
  }

  @Test("a test of a difference has the direction that was asked for")
  func directions() throws {
    let c = try #require(try Reference.cases("ancova").first { $0.id == "ancova-pbc-albumin" })
    let expected = c.expect["equal"]["differences"][0]
    let p = try #require(expected["p"].number)
    for (direction, wanted) in [("greater", p / 2), ("less", 1 - p / 2)] {
      let words = ["means", try formula(c), c.data, "--reference", "1", "--alternative", direction]
      let found = try calculated(words)["comparisons"][0]
      let answer = try #require(found["test"]["p"].number)
      #expect(abs(answer - wanted) <= 1e-9 && found["test"]["alternative"].text == direction)
      found["interval"][0].expect(expected["ci"][0], "limit", relative: 1e-9)
    }
  }

  @Test("the print says what the model is, also that strata enter it")
  func print() throws {
    let c = try #require(try Reference.cases("ancova").first { $0.id == "ancova-pbc-albumin" })
    let words = ["stats", "means", try formula(c), c.data, "--reference", "1"]
    let text = try program(words).output
    for part in [
      "Analysis of covariance: albumin ~ trt + age + bili + strata(stage)", "the average covariates: age = ",
      "Factors of the model, their levels counting alike in the means: stage.",
      "strata() enters the model as factors; nothing is computed stratum by stratum.",
      "residual standard deviation 0.3713 on 305 degrees of freedom", "Left out because of missing values",
      "2 minus 1", "0.01608", "Slopes, two-sided tests", "F tests",
    ] {
      #expect(text.replacing("\n", with: " ").contains(part), "\(part)\n\(text)")
    }
    let robust = try program(words + ["--robust", "hc3", "--language", "zh-Hans"]).output.replacing(
      "\n",
      with: ""
    )
    #expect(robust.hasPrefix("协方差分析：") && robust.contains("稳健估计：HC3"), "\(robust)")
  }

  @Test("what cannot be fitted is named, and how to mend it")
  func refusals() throws {
    let scratch = try Scratch()
    let file = scratch.child("values.csv")
    let rows = ["1,x,1,5,a,1", "2,x,2,5,b,2", "4,y,3,5,c,3", "3,y,4,5,d,4", "6,y,4,5,e,6"]
    try Data((["v,arm,age,same,id,w"] + rows).joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: file)
    )
    let cases: [(words: [String], complaint: String)] = [
      (["v ~ arm + same", file], "values.csv: \"same\" is constant"),
      (["v ~ arm + age + id", file], "no more subjects than coefficients"),
      (["v ~ arm + nobody", file], "no column \"nobody\""),
      (["v ~ arm + age", file, "--robust", "HC4"], "HC0"),
      (["v ~ arm + age", file, "--weights", "x"], "equal"),
      (["v ~ same + age", file], "all rows of \"same\" are in one arm"),
      (["v ~ arm + age", file, "--reference", "z"], "no level \"z\""),
      (["v ~ arm + age + cluster(id)", file], "no use for clusters"),
      (["v ~ 1", file, "--robust", "HC3"], "a column is needed"),
      (["--summary", "n=9,mean=5,sd=1", "--robust", "HC3"], "Summaries stand alone"),
    ]
    for (words, complaint) in cases {
      let result = try program(["stats", "means"] + words)
      #expect(result.code == 2 && result.output.isEmpty, "\(words)")
      #expect(result.complaint.contains(complaint), "\(words): \(result.complaint)")
    }
  }
}
