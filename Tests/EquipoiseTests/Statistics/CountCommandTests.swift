// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `stats proportions` and `stats bayes` against R, SciPy and long arithmetic.
@Suite struct CountCommandTests {
  @Test("one proportion", arguments: try Reference.cases("proportion_one"))
  func one(_ c: Reference.Case) throws {
    let counts = "\(Int(try #require(c.input["x"].number)))/\(Int(try #require(c.input["n"].number)))"
    let level = "\(try #require(c.input["conf_level"].number))"
    let arm = try calculated(["proportions", counts, "--level", level])["arms"][0]
    arm["estimate"].expect(c.expect["estimate"], "estimate")
    for (key, name) in [
      ("clopper-pearson", "clopper_pearson"), ("wilson", "wilson"), ("wilson-corrected", "wilson_cc"),
      ("agresti-coull", "agresti_coull"), ("jeffreys", "jeffreys"), ("wald", "wald"),
    ] {
      for end in 0...1 {
        arm["intervals"][key][end].expect(c.expect[name][end], name, absolute: 1e-15)
      }
    }
  }

  private func counts(_ c: Reference.Case) throws -> [String] {
    func whole(_ key: String) throws -> Int { Int(try #require(c.input[key].number)) }
    return ["\(try whole("x1"))/\(try whole("n1"))", "\(try whole("x2"))/\(try whole("n2"))"]
  }

  private func subjects(_ c: Reference.Case) -> Double {
    (c.input["n1"].number ?? 0) + (c.input["n2"].number ?? 0)
  }

  @Test("two proportions", arguments: try Reference.cases("proportion_two"))
  func two(_ c: Reference.Case) throws {
    // Exact tests of more subjects take a debug build long; the library's own tests have them all.
    guard subjects(c) <= 600 || subjects(c) > 2000 else { return }
    let answer = try calculated(["proportions"] + counts(c))
    let e = c.expect
    answer["difference"]["estimate"].expect(e["difference"], "difference", absolute: 1e-15)
    answer["riskRatio"]["estimate"].expect(e["risk_ratio"], "risk ratio")
    answer["oddsRatio"]["estimate"].expect(e["odds_ratio"], "odds ratio")
    for end in 0...1 {
      for (key, name) in [
        ("newcombe", "ci_newcombe"), ("wald", "ci_wald"), ("wald-corrected", "ci_wald_cc"),
        ("agresti-caffo", "ci_agresti_caffo"),
      ] {
        answer["difference"]["intervals"][key][end].expect(e[name][end], name, absolute: 1e-15)
      }
      answer["riskRatio"]["intervals"]["katz"][end].expect(e["rr_katz_ci"][end], "Katz")
      answer["oddsRatio"]["intervals"]["woolf"][end].expect(e["or_woolf_ci"][end], "Woolf")
      answer["oddsRatio"]["intervals"]["haldane"][end].expect(e["or_haldane_ci"][end], "Haldane")
    }
    for (key, name) in [("pearson", "pearson"), ("yates", "yates"), ("n-1", "n_minus_1")] {
      answer["tests"][key]["statistic"].expect(e["\(name)_chisq"], name, absolute: 1e-15)
      answer["tests"][key]["p"].expect(e["\(name)_p"], name)
    }
    answer["tests"]["fisher"]["p"].expect(e["fisher_two"], "Fisher")
    answer["tests"]["fisher-midp"]["p"].expect(e["fisher_midp_two_by_point_probability"], "mid-p")
    answer["tests"]["fisher-midp-doubled"]["p"].expect(e["fisher_midp_two_doubled"], "mid-p doubled")

    let greater = try calculated(
      ["proportions", "--alternative", "greater", "--method", "fisher"] + counts(c)
    )
    greater["tests"]["fisher"]["p"].expect(e["fisher_greater"], "Fisher, greater")
    #expect(greater["tests"]["fisher"]["alternative"].text == "greater")
    #expect(greater["tests"]["pearson"].isAbsent && greater["difference"]["intervals"]["wald"].isAbsent)
  }

  @Test("exact and score methods", arguments: try Reference.cases("proportion_exact"))
  func exact(_ c: Reference.Case) throws {
    guard subjects(c) <= 600 || subjects(c) > 2000 else { return }
    let answer = try calculated(["proportions"] + counts(c))
    let e = c.expect
    for end in 0...1 {
      let differences = answer["difference"]["intervals"]
      differences["miettinen-nurminen"][end].expect(e["ci_miettinen_nurminen"][end], "MN", absolute: 1e-15)
      differences["mee"][end].expect(e["ci_farrington_manning_mee"][end], "Mee", absolute: 1e-15)
      let ratios = answer["riskRatio"]["intervals"]
      ratios["miettinen-nurminen"][end].expect(e["rr_score_ci_miettinen_nurminen"][end], "MN ratio")
      ratios["koopman"][end].expect(e["rr_score_ci_koopman"][end], "Koopman")
      let odds = answer["oddsRatio"]["intervals"]
      odds["conditional-exact"][end].expect(e["conditional_or"]["exact_ci"][end], "exact odds ratio")
      odds["conditional-midp"][end].expect(e["conditional_or"]["midp_ci"][end], "mid-p odds ratio")
    }
    answer["oddsRatio"]["estimates"]["conditional-exact"].expect(e["conditional_or"]["cmle"], "conditional")
    guard subjects(c) <= 600 else {
      #expect(answer["tests"]["barnard"]["leftOut"].text == "more than 2000 subjects")
      return
    }
    let unconditional = e["unconditional"]
    answer["tests"]["barnard"]["p"].expect(unconditional["z_pooled_two_sided"]["p"], "Barnard")
    answer["tests"]["boschloo"]["p"].expect(unconditional["boschloo_two_sided_fisher_two"]["p"], "Boschloo")
  }

  @Test("strata", arguments: try Reference.cases("tables", method: "stratified_2x2"))
  func strata(_ c: Reference.Case) throws {
    // One row a subject would be long for large strata: the library's own tests have them.
    let strata = c.input["strata"].list.map { $0.list.map { Int($0.number ?? 0) } }
    guard strata.allSatisfy({ $0[1] + $0[3] <= 2000 }) else { return }
    var text = "site,arm,y\n"
    // The reference arm first, so that the first level in the table is the reference.
    for (site, row) in strata.enumerated() {
      for subject in 0..<row[3] { text += "\(site),control,\(subject < row[2] ? "yes" : "no")\n" }
      for subject in 0..<row[1] { text += "\(site),new,\(subject < row[0] ? "yes" : "no")\n" }
    }
    let scratch = try Scratch()
    let file = scratch.child("strata.csv")
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let answer = try calculated([
      "proportions", "--table", file, "--outcome", "y", "--arm", "arm", "--strata", "site", "--reference",
      "control",
    ])["stratified"]
    let e = c.expect
    for (key, name) in [
      ("cmh", "cmh"), ("cmh-corrected", "cmh_cc"), ("breslow-day", "breslow_day"),
    ] {
      // The reference divides 0 by 0 for a stratum without subjects, which is left out here.
      if name == "breslow_day", e["breslow_day_p"].isNull { continue }
      answer["tests"][key]["p"].expect(e["\(name)_p"], name, relative: 1e-9)
    }
    answer["tests"]["exact-conditional"]["p"].expect(e["exact_or_p_two"], "exact", relative: 1e-9)
    answer["estimates"]["mh-odds-ratio"]["estimate"].expect(e["mh_odds_ratio"], "odds ratio")
    answer["estimates"]["mh-risk-ratio"]["estimate"].expect(e["mh_risk_ratio"], "risk ratio")
    answer["estimates"]["mh-difference"]["estimate"].expect(
      e["mh_risk_difference"],
      "difference",
      absolute: 1e-15
    )
    for end in 0...1 {
      answer["estimates"]["mh-difference"]["interval"][end].expect(
        e["mh_rd_ci_sato"][end],
        "Sato",
        absolute: 1e-14
      )
      answer["estimates"]["mh-odds-ratio"]["interval"][end].expect(e["mh_or_ci_rbg"][end], "RBG")
    }
  }

  /// The whole double sum with 40 digits; cases whose priors differ by arm are the library's.
  @Test("predictive probability of success", arguments: try Reference.cases("predictive"))
  func predictive(_ c: Reference.Case) throws {
    let success = c.input["success"]
    let isPair = c.method == "two_arms"
    let prior = isPair ? c.input["priors"][0] : c.input["prior"]
    let others = [c.input["priors"][1], success["priors"][0], success["priors"][1], success["prior"]]
    func numbers(_ list: Reference) -> [Double] { list.list.compactMap(\.number) }
    guard others.allSatisfy({ $0.isAbsent || numbers($0) == numbers(prior) }) else { return }
    let counts =
      try isPair ? counts(c) : ["\(Int(c.input["x"].number ?? 0))/\(Int(c.input["n"].number ?? 0))"]
    // An arm of nobody is no count.
    guard !counts.contains("0/0") else { return }
    let sizes = isPair ? numbers(c.input["final"]) : [try #require(c.input["final"].number)]
    let rule =
      switch success["kind"].text {
      case "posterior": "\(try #require(success["threshold"].number))"
      case "pooled_z": "z(\(try #require(success["alpha"].number)))"
      case "fisher": "fisher(\(try #require(success["alpha"].number)))"
      default: "binomial(\(try #require(success["alpha"].number)))"
      }
    var words = ["bayes"] + counts
    words += ["--prior", numbers(prior).map { "\($0)" }.joined(separator: ","), "--success", rule]
    words += ["--planned", sizes.map { "\(Int($0))" }.joined(separator: ",")]
    if let rate = success["rate"].number { words += ["--above", "\(rate)"] }
    if let margin = success["margin"].number { words += ["--margin=\(margin)"] }
    try calculated(words)["predicted"]["probability"].expect(
      c.expect["predictive_probability"],
      "predictive",
      relative: 1e-11
    )
  }

  @Test("posteriors", arguments: try Reference.cases("beta_binomial"))
  func bayes(_ c: Reference.Case) throws {
    let prior = "\(try #require(c.input["prior"][0].number)),\(try #require(c.input["prior"][1].number))"
    let words = try ["bayes"] + counts(c) + ["--prior", prior, "--above", "0.3"]
    let answer = try calculated(words + ["--margin", "0.1"])
    answer["probabilityOfSuperiority"].expect(c.expect["p_superior"], "superior")
    answer["margin"]["probability"].expect(c.expect["p_superior_by_0_1"], "margin")
    for arm in 0...1 {
      answer["arms"][arm]["mean"].expect(c.expect["posterior_mean_\(arm + 1)"], "mean")
      answer["arms"][arm]["probabilityAbove"].expect(c.expect["p_gt_0_3_\(arm + 1)"], "above")
      for end in 0...1 {
        answer["arms"][arm]["interval"][end].expect(
          c.expect["credible_equal_tail_\(arm + 1)"][end],
          "credible"
        )
      }
    }
    let below = try calculated(words + ["--margin=-0.1"])
    below["margin"]["probability"].expect(c.expect["p_not_inferior_margin_0_1"], "non-inferiority")
  }
}
