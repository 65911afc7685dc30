// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `stats competing` and `stats rmst` on the data sets of `Oracles/data`, against R.
@Suite struct CompetingCommandTests {
  private static let mgus2 = Reference.folder.appendingPathComponent("data/mgus2.csv").path

  /// The rows that miss none of the columns: the references take the same ones for curves and models.
  private func complete(_ path: String, _ columns: [String], into file: String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    func cells(_ line: Substring) -> [Substring] {
      line.split(separator: ",", omittingEmptySubsequences: false)
    }
    let places = columns.compactMap { cells(lines[0]).firstIndex(of: Substring($0)) }
    let kept = lines.filter { line in places.allSatisfy { !["", "NA"].contains(cells(line)[$0]) } }
    try Data(kept.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
  }

  /// `cuminc` and `crr` of R cmprsk, `survfit` of R survival.
  @Test("incidences, Gray's test and Fine–Gray models", arguments: try Reference.cases("survival_competing"))
  func competing(_ c: Reference.Case) throws {
    let time = try #require(c.input["time"].text)
    let event = try #require(c.input["event"].text)
    let group = c.input["group"].text
    let covariates = c.input["x"].list.compactMap(\.text)
    let first = c.expect["aalen_johansen"][0]
    let scratch = try Scratch()
    let table = scratch.child("complete.csv")
    try complete(c.data, covariates, into: table)
    let times = first["times"].list.compactMap(\.number).map { "\($0)" }.joined(separator: ",")
    let words = [
      "competing", "Surv(\(time), \(event)) ~ \(group ?? "1")", table, "--times", times, "--fine-gray",
      covariates.joined(separator: " + "),
    ]
    // The groups of R stand in the order of their numbers.
    let answer = try calculated(words + (group == nil ? [] : ["--reference", "\(group ?? "")=1"]))
    for curve in c.expect["aalen_johansen"].list {
      let parts = (curve["curve"].text ?? "").split(separator: " ")
      let label = group.map { "\($0)=\(parts[0])" } ?? ""
      let arm = try #require(answer["curves"].list.first { $0["stratum"].text == label }, "\(label)")
      let cause = try #require(arm["causes"].list.first { $0["cause"].text == String(parts[1]) })
      for index in curve["times"].list.indices {
        let point = cause["times"][index]
        point["incidence"].expect(curve["est"][index], "incidence", absolute: 1e-14)
        let variance = try #require(curve["var"][index].number)
        let error = try #require(point["se"].number)
        #expect(abs(error * error - variance) <= 1e-9 * variance + 1e-16, "variance")
      }
    }
    for (index, expected) in c.expect["gray"].list.enumerated() {
      let test = answer["gray"][index]
      test["chisq"].expect(expected["chisq"], "Gray", relative: 1e-8)
      test["p"].expect(expected["p"], "Gray", relative: 1e-8)
    }
    for (index, model) in answer["fineGray"].list.enumerated() {
      let expected = c.expect["fine_gray_cause_\(index + 1)"]
      model["logLikelihood"][1].expect(expected["loglik"], "pseudo-likelihood", relative: 1e-9)
      for (place, name) in covariates.enumerated() {
        let term = try #require(model["terms"].list.first { $0["name"].text == name })
        // As close as the iterations of `crr` come.
        term["estimate"].expect(expected["coef"][place], name, relative: 1e-6, absolute: 1e-9)
        term["se"].expect(expected["se"][place], "se of \(name)", relative: 1e-6)
      }
    }
  }

  @Test(
    "the jackknife variance and finegray's weights are R survival's",
    arguments: try Reference.cases("survival_competing")
  )
  func survival(_ c: Reference.Case) throws {
    let time = try #require(c.input["time"].text)
    let event = try #require(c.input["event"].text)
    let covariates = c.input["x"].list.compactMap(\.text)
    let answer = try calculated([
      "competing", "Surv(\(time), \(event)) ~ 1", c.data, "--fine-gray", covariates.joined(separator: " + "),
      "--weights", "finegray", "--variance", "jackknife",
    ])
    for (index, model) in answer["fineGray"].list.enumerated() {
      let expected = c.expect["finegray_coxph_breslow_cause_\(index + 1)"]
      for (place, name) in covariates.enumerated() {
        let term = try #require(model["terms"].list.first { $0["name"].text == name })
        term["estimate"].expect(expected["coef"][place], name, relative: 1e-6, absolute: 1e-9)
      }
    }
  }

  /// `rmst2` of R survRM2 and `survfit` of R survival.
  @Test("restricted means", arguments: try Reference.cases("survival_rmst"))
  func restrictedMean(_ c: Reference.Case) throws {
    let group = try #require(c.input["group"].text)
    let level = Int(try #require(c.input["levels"][0].number))
    let tau = try #require(c.input["tau"].number)
    let answer = try calculated([
      "rmst", "Surv(time, status) ~ \(group)", c.data, "--tau", "\(tau)", "--reference", "\(level)",
    ])
    let e = c.expect
    for arm in 0...1 {
      answer["arms"][arm]["rmst"].expect(e["rmst"][arm], "mean", relative: 1e-12)
      answer["arms"][arm]["se"].expect(e["se"][arm], "se", relative: 1e-12)
    }
    let comparison = answer["comparisons"][0]
    comparison["difference"]["estimate"].expect(e["difference"], "difference", absolute: 1e-12)
    comparison["difference"]["p"].expect(e["difference_p"], "difference", relative: 1e-9)
    comparison["ratio"]["estimate"].expect(e["ratio"], "ratio")
    comparison["ratio"]["p"].expect(e["ratio_p"], "ratio", relative: 1e-9)
    comparison["rmtlRatio"]["estimate"].expect(e["rmtl_ratio"], "lost")
    for end in 0...1 {
      comparison["difference"]["interval"][end].expect(e["difference_ci"][end], "difference", absolute: 1e-11)
      comparison["ratio"]["interval"][end].expect(e["ratio_ci"][end], "ratio")
      comparison["rmtlRatio"]["interval"][end].expect(e["rmtl_ratio_ci"][end], "lost")
    }
  }

  /// `rmst2(time, status, arm)` of R survRM2 without tau.
  @Test("τ is the smallest of the arms' largest times, and one too late is refused with the largest possible")
  func horizon() throws {
    let aml = Reference.folder.appendingPathComponent("data/aml.csv").path
    let answer = try calculated(["rmst", "Surv(time, status) ~ x", aml])
    #expect(answer["tau"].number == 45 && answer["largestTau"].number == 161)
    let late = try program("stats", "rmst", "Surv(time, status) ~ x", aml, "--tau", "200")
    #expect(late.code == 2 && late.output.isEmpty)
    #expect(late.complaint.contains("the curve of x=1 is known up to 161 only"), "\(late.complaint)")
    #expect(late.complaint.contains("Give a --tau of at most 161."))
  }

  @Test("figures are written")
  func figures() throws {
    let scratch = try Scratch()
    for (name, words) in [
      ("overlaid.svg", ["competing", "Surv(etime, event) ~ sex", Self.mgus2]),
      ("stacked.svg", ["competing", "Surv(etime, event) ~ sex", Self.mgus2, "--stacked"]),
      ("areas.svg", ["rmst", "Surv(time, status) ~ sex", Self.mgus2, "--tau", "60"]),
    ] {
      let file = scratch.child(name)
      let result = try program(["stats"] + words + ["--plot", file])
      #expect(result.code == 0, "\(result.complaint)")
      #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<svg"))
    }
  }

  @Test("wrong input ends with 2 and one clear message")
  func refusals() throws {
    let cases: [(words: [String], complaint: String)] = [
      (["competing", "Surv(etime, event == 1) ~ sex", Self.mgus2], "formula, character 13"),
      (["competing", "Surv(etime, sex) ~ 1", Self.mgus2], "its values are 1, 2."),
      (["competing", "Surv(etime, event) ~ sex", Self.mgus2, "--censored", "zz"], "no level \"zz\""),
      (["competing", "Surv(etime, event) ~ sex", Self.mgus2, "--cause", "7"], "Known: 1, 2."),
      (
        ["competing", "Surv(etime, event) ~ sex", Self.mgus2, "--fine-gray", "age + nose"],
        "no column \"nose\""
      ),
      (["competing", "Surv(etime, event) ~ sex", Self.mgus2, "--fine-gray", "strata(sex)"], "character 8"),
      (["competing", "Surv(etime, event) ~ sex", Self.mgus2, "--stacked"], "--plot"),
      (["competing", "Surv(etime, event) ~ sex", Self.mgus2, "--times=-1"], "--times"),
      (["rmst", "Surv(time, status) ~ sex + strata(id)", Self.mgus2], "no use for strata()"),
      (["rmst", "Surv(time, status) ~ sex", Self.mgus2, "--tau", "0"], "--tau"),
    ]
    for (words, complaint) in cases {
      let result = try program(["stats"] + words)
      #expect(result.code == 2, "\(words)")
      #expect(result.output.isEmpty && result.complaint.contains(complaint), "\(words): \(result.complaint)")
    }
  }
}
