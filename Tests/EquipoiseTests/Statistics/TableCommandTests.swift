// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `stats survival`, `stats cox` and `stats means` on the data sets of `Oracles/data`, against R.
@Suite struct TableCommandTests {
  // MARK: Survival

  @Test(
    "Kaplan–Meier by arm",
    arguments: try Reference.cases("survival_km"),
    [("log-log", "loglog"), ("log", "log"), ("plain", "plain")]
  )
  func kaplanMeier(_ c: Reference.Case, transform: (word: String, key: String)) throws {
    let group = c.input["group"].text
    let right = group ?? "1"
    let isCounting = c.input["counting"].number == 1
    let response = isCounting ? "Surv(start, stop, status)" : "Surv(time, status)"
    // Case weights are not a thing of the calculators.
    guard c.input["weights"].isAbsent else { return }
    let groups = c.expect["groups"].list
    let times = groups[0]["at_times_\(transform.key)"]["times"].list.compactMap(\.number)
    var words = [
      "survival", "\(response) ~ \(right)", c.data, "--transform", transform.word,
    ]
    if !times.isEmpty { words += ["--times", times.map { "\($0)" }.joined(separator: ",")] }
    let curves = try calculated(words)["curves"].list
    #expect(curves.count == groups.count)
    for expected in groups {
      let number = Int(expected["group"].number ?? 0)
      let label = group.map { "\($0)=\(number)" } ?? ""
      let curve = try #require(curves.first { $0["stratum"].text == label }, "\(label)")
      curve["n"].expect(expected["n"], "n")
      curve["events"].expect(expected["events"], "events")
      let quantiles = expected["quantile_\(transform.key)"]
      let half = try #require(expected["quantile_probs"].list.firstIndex { $0.number == 0.5 })
      for key in ["estimate", "lower", "upper"] {
        // Upper log limits of these data rise again, and R's `quantile` sorts them; the level is first reached at 45, as R
        // prints with the fit.
        if c.id == "km-aml", transform.word == "log", key == "upper" {
          #expect(curve["median"][key].number == 45)
          continue
        }
        curve["median"][key].expect(quantiles[key][half], "median, \(key)")
      }
      let reference = expected["at_times_\(transform.key)"]
      guard !reference.isAbsent else { continue }
      for index in times.indices where reference["times"][index].number == times[index] {
        let point = curve["times"][index]
        point["survival"].expect(reference["surv"][index], "survival at \(times[index])", absolute: 1e-15)
        point["atRisk"].expect(reference["n_risk"][index], "at risk")
        // Once S is 0 or before it moves, R carries limits on where here none is defined.
        let isInside = reference["surv"][index].number.map { $0 > 0 && $0 < 1 } ?? false
        guard isInside else { continue }
        point["lower"].expect(reference["lower"][index], "lower at \(times[index])", absolute: 1e-14)
        point["upper"].expect(reference["upper"][index], "upper at \(times[index])", absolute: 1e-14)
      }
    }
  }

  @Test("log-rank family", arguments: try Reference.cases("survival_logrank"))
  func logRank(_ c: Reference.Case) throws {
    let group = try #require(c.input["group"].text)
    let strata = c.input["strata"].text.map { " + strata(\($0))" } ?? ""
    let names = [
      ("log-rank", "fleming_harrington_0_0"), ("fh(1,0)", "fleming_harrington_1_0"),
      ("fh(0,1)", "fleming_harrington_0_1"),
      ("fh(0.5, 0.5)", "fleming_harrington_0.5_0.5"), ("gehan", "gehan"), ("tarone-ware", "tarone_ware"),
    ]
    let answer = try calculated(
      ["survival", "--table", c.data, "Surv(time, status) ~ \(group)\(strata)", "--reference", "\(group)=1"]
        + names.flatMap { ["--weights", $0.0] }
    )
    for (index, name) in names.enumerated() where !c.expect[name.1].isAbsent {
      let test = answer["tests"][index]
      let expected = c.expect[name.1]
      guard expected["df"].number != 0, !expected["chisq"].isNull else { continue }
      test["chisq"].expect(expected["chisq"], name.0, relative: 1e-9, absolute: 1e-14)
      test["df"].expect(expected["df"], name.0)
      test["p"].expect(expected["p"], name.0, relative: 1e-9)
    }
    answer["logRank"]["chisq"].expect(
      c.expect["fleming_harrington_0_0"]["chisq"],
      "log-rank",
      relative: 1e-9,
      absolute: 1e-14
    )
  }

  // MARK: Cox

  @Test("proportional hazards", arguments: try Reference.cases("survival_cox", method: "cox"))
  func cox(_ c: Reference.Case) throws {
    let factor = c.input["factor"].text
    let covariates = c.input["x"].list.compactMap(\.text) + (factor.map { ["factor(\($0))"] } ?? [])
    let strata = c.input["strata"].text.map { " + strata(\($0))" } ?? ""
    let cluster = c.input["cluster"].text.map { " + cluster(\($0))" } ?? ""
    let right = covariates.joined(separator: " + ") + strata + cluster
    let response = c.input["counting"].number == 1 ? "Surv(start, stop, status)" : "Surv(time, status)"
    var words = [
      "cox", "\(response) ~ \(right)", c.data, "--ties", try #require(c.input["ties"].text),
    ]
    if let factor { words += ["--reference", "\(factor)=1"] }
    let answer = try calculated(words)
    let terms = answer["terms"].list
    let names = c.expect["terms"].list.compactMap(\.text)
    #expect(terms.count == names.count)
    answer["logLikelihood"][0].expect(c.expect["loglik_null"], "null", relative: 1e-9)
    answer["logLikelihood"][1].expect(c.expect["loglik"], "fitted", relative: 1e-9)
    answer["tests"]["likelihoodRatio"]["p"].expect(c.expect["lr_test"][2], "likelihood ratio", relative: 1e-8)
    answer["tests"]["score"]["p"].expect(c.expect["score_test"][2], "score", relative: 1e-8)
    let isClustered = !c.input["cluster"].isAbsent
    if isClustered {
      answer["tests"]["wald"]["statistic"].expect(c.expect["robust_wald"], "robust Wald", relative: 1e-8)
      answer["tests"]["robustScore"]["statistic"].expect(
        c.expect["robust_score"],
        "robust score",
        relative: 1e-8
      )
    } else {
      answer["tests"]["wald"]["statistic"].expect(
        c.expect["wald_test_unrounded"],
        "Wald",
        relative: 1e-8,
        absolute: 1e-20
      )
    }
    for (index, name) in names.enumerated() {
      let ours = factor.flatMap { factor in
        name.contains(factor) ? "\(factor)=\(name.filter(\.isNumber))" : nil
      }
      let term = try #require(terms.first { $0["name"].text == (ours ?? name) }, "\(name)")
      term["estimate"].expect(c.expect["coef"][index], name, relative: 1e-8, absolute: 1e-12)
      term["se"].expect(c.expect["se"][index], "se of \(name)", relative: 1e-8)
      guard !isClustered else {
        term["robustSE"].expect(c.expect["robust_se"][index], "robust se of \(name)", relative: 1e-8)
        continue
      }
      term["lower"].expect(c.expect["hr_lower"][index], "lower of \(name)", relative: 1e-8)
      term["upper"].expect(c.expect["hr_upper"][index], "upper of \(name)", relative: 1e-8)
      term["p"].expect(c.expect["p"][index], "p of \(name)", relative: 1e-7)
    }
  }

  /// `summary(coxph(Surv(start, stop, status) ~ age + surgery + transplant, heart, cluster = id))` of R survival 3.8.
  @Test("intervals and p rest on the robust variance, by cluster() or --cluster")
  func clusters() throws {
    let heart = Reference.folder.appendingPathComponent("data/heart.csv").path
    let formula = "Surv(start, stop, status) ~ age + surgery + transplant"
    let answer = try calculated(["cox", "\(formula) + cluster(id)", heart])
    #expect(answer["clusters"].number == 103 && answer["n"].number == 172)
    let surgery = answer["terms"][1]
    for (key, value) in [("lower", 0.2402), ("hr", 0.46147), ("upper", 0.8868), ("p", 0.0203)] {
      let found = try #require(surgery[key].number)
      #expect(abs(found - value) < 5e-5, "\(key): \(found)")
    }
    let apart = try calculated(["cox", formula, heart, "--cluster", "id"])
    #expect(apart["terms"][1]["p"].number == surgery["p"].number)
    let twice = try program("stats", "cox", "\(formula) + cluster(id)", heart, "--cluster", "id")
    #expect(twice.code == 2 && twice.complaint.contains("a second cluster()"))
    let unknown = try program("stats", "cox", formula, heart, "--cluster", "nobody")
    #expect(unknown.code == 2 && unknown.complaint.contains("no column \"nobody\""))
    let unused = try program("stats", "survival", "Surv(stop, status) ~ transplant + cluster(id)", heart)
    #expect(unused.code == 2 && unused.complaint.contains("character 43: this command has no use"))
  }

  /// `coxph(Surv(time, status) ~ x, aml, robust = TRUE)` of R survival: the reference family has its errors.
  @Test(
    "without clusters every row stands for itself",
    arguments: try Reference.cases("survival_cox").prefix(3)
  )
  func robust(_ c: Reference.Case) throws {
    guard c.input["ties"].text != "exact", c.input["cluster"].isAbsent else { return }
    let right = c.input["x"].list.compactMap(\.text).joined(separator: " + ")
    let answer = try calculated([
      "cox", "Surv(time, status) ~ \(right)", c.data, "--robust", "--ties", c.input["ties"].text ?? "",
    ])
    #expect(answer["clusters"].isNull)
    for index in answer["terms"].list.indices {
      answer["terms"][index]["robustSE"].expect(c.expect["robust_se"][index], "robust se", relative: 1e-8)
    }
  }

  // MARK: Means

  @Test("two arms", arguments: try Reference.cases("continuous", method: "two_sample"))
  func twoSamples(_ c: Reference.Case) throws {
    let (x, y) = (c.input["x"].list.compactMap(\.number), c.input["y"].list.compactMap(\.number))
    guard x.count + y.count <= 120 else { return }
    let scratch = try Scratch()
    let file = scratch.child("values.csv")
    let rows = y.map { "reference,\($0)" } + ["reference,NA"] + x.map { "new,\($0)" }
    try Data((["arm,\"the value\""] + rows).joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: file)
    )
    let answer = try calculated(["means", "--table", file, "`the value` ~ arm"])
    let e = c.expect
    #expect(answer["rows"]["missing"]["the value"].number == 1)
    #expect(answer["rows"]["used"].number == Double(x.count + y.count))
    answer["arms"][0]["mean"].expect(e["mean_x"], "mean", absolute: 1e-14)
    answer["arms"][0]["sd"].expect(e["sd_x"], "sd")
    for (key, name) in [("t", "t_pooled"), ("welch", "t_welch")] where !e[name].isAbsent && !e[name].isNull {
      answer["tests"][key]["statistic"].expect(e[name], name)
      answer["tests"][key]["df"].expect(e["\(name)_df"], name)
      answer["tests"][key]["p"].expect(e["\(name)_p"], name)
      for end in 0...1 {
        answer["differences"][key]["interval"][end].expect(e["\(name)_ci"][end], name, absolute: 1e-14)
      }
    }
    answer["tests"]["wilcoxon"]["p"].expect(e["wilcoxon_asymptotic_p"], "Wilcoxon")
    answer["tests"]["wilcoxon-corrected"]["p"].expect(e["wilcoxon_asymptotic_cc_p"], "Wilcoxon, corrected")
    answer["tests"]["wilcoxon-exact"]["p"].expect(
      e["wilcoxon_exact_permutation_p_midranks"],
      "Wilcoxon, exact"
    )
    answer["differences"]["hodges-lehmann"]["estimate"].expect(e["hodges_lehmann"], "shift")
    for end in 0...1 {
      answer["differences"]["hodges-lehmann"]["interval"][end].expect(
        e["hodges_lehmann_ci_exact"][end],
        "shift"
      )
    }
    answer["standardizedDifferences"]["standardized"].expect(e["smd_mean_variance"], "standardized")
    answer["standardizedDifferences"]["cohens-d"].expect(e["cohen_d"], "Cohen's d")
  }

  @Test("several arms", arguments: try Reference.cases("continuous", method: "k_sample"))
  func severalSamples(_ c: Reference.Case) throws {
    let groups = c.input["groups"].list.map { $0.list.compactMap(\.number) }
    guard groups.count > 2 else { return }
    let scratch = try Scratch()
    let file = scratch.child("values.csv")
    let rows = groups.enumerated().flatMap { index, values in values.map { "\(index),\($0)" } }
    try Data((["arm,y"] + rows).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
    let tests = try calculated(["means", "y ~ arm", file])["tests"]
    tests["kruskal-wallis"]["statistic"].expect(c.expect["kruskal"], "Kruskal–Wallis")
    tests["kruskal-wallis"]["p"].expect(c.expect["kruskal_p"], "Kruskal–Wallis")
    tests["anova"]["statistic"].expect(c.expect["anova_F"], "F")
    tests["anova"]["p"].expect(c.expect["anova_p"], "F")
  }

  @Test("strata of values", arguments: try Reference.cases("continuous", method: "van_elteren"))
  func vanElteren(_ c: Reference.Case) throws {
    let columns = ["y", "arm", "stratum"].map { c.input[$0].list.compactMap(\.number) }
    let scratch = try Scratch()
    let file = scratch.child("values.csv")
    let rows = columns[0].indices.map { "\(columns[0][$0]),\(Int(columns[1][$0])),\(Int(columns[2][$0]))" }
    try Data((["y,arm,stratum"] + rows).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
    let answer = try calculated(["means", "y ~ arm + strata(stratum)", file, "--reference", "2"])
    answer["stratifiedTests"]["van-elteren"]["statistic"].expect(c.expect["z"], "z")
    answer["stratifiedTests"]["van-elteren"]["p"].expect(c.expect["p"], "p")
  }
}
