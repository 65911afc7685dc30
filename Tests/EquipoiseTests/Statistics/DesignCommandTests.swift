// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `stats design` and `stats simon` against rpact, gsDesign and clinfun.
@Suite struct DesignCommandTests {
  /// The options of a design of rpact; nil for what the command does not offer.
  private func options(_ design: Reference) throws -> [String]? {
    let alpha = try #require(design["alpha"].number)
    let beta = try #require(design["beta"].number)
    var words = ["--alpha", "\(alpha)", "--power", "\(1 - beta)"]
    if design["sided"].number == 2 { words.append("--two-sided") }
    let rates = design["informationRates"].list.compactMap(\.number)
    let count = Int(design["kMax"].number ?? 1)
    words += ["--looks", rates.isEmpty ? "\(count)" : rates.map { "\($0)" }.joined(separator: ",")]
    switch design["typeOfDesign"].text {
    case nil: break
    case "OF": words += ["--type", "obrien-fleming"]
    case "P": words += ["--type", "pocock"]
    case "asOF": words += ["--spending", "obrien-fleming"]
    case "asP": words += ["--spending", "pocock"]
    case "asKD": words += ["--spending", "kim-demets(\(try #require(design["gammaA"].number)))"]
    case "asHSD": words += ["--spending", "hwang-shih-decani(\(try #require(design["gammaA"].number)))"]
    case "WT": words += ["--type", "wang-tsiatis(\(try #require(design["deltaWT"].number)))"]
    default: return nil
    }
    switch design["typeBetaSpending"].text {
    case nil: break
    case "bsOF": words += ["--futility", "obrien-fleming"]
    case "bsP": words += ["--futility", "pocock"]
    case "bsHSD": words += ["--futility", "hwang-shih-decani(\(try #require(design["gammaB"].number)))"]
    case "bsKD": words += ["--futility", "kim-demets(\(try #require(design["gammaB"].number)))"]
    default: return nil
    }
    if design["typeBetaSpending"].text != nil, design["bindingFutility"].number == 1 {
      words.append("--binding")
    }
    let futility = design["futilityBounds"].list.compactMap(\.number)
    if !futility.isEmpty {
      words += ["--futility", "z(\(futility.map { "\($0)" }.joined(separator: ",")))"]
      if design["bindingFutility"].number == 1 { words.append("--binding") }
    }
    return words
  }

  @Test("subjects for rates", arguments: try Reference.cases("gsd_samplesize", method: "getSampleSizeRates"))
  func rates(_ c: Reference.Case) throws {
    guard let options = try options(c.input["design"]) else { return }
    let args = c.input["args"]
    let p1 = try #require(args["pi1"].number)
    var words = ["design", "rates"]
    let null = args["thetaH0"].number
    if args["groups"].number == 1 {
      words += ["--rates", "\(p1)", "--null", "\(null ?? 0)"]
    } else {
      words += ["--rates", "\(p1),\(try #require(args["pi2"].number))"]
      words += ["--ratio", "\(args["allocationRatioPlanned"].number ?? 1)"]
      if args["riskRatio"].isAbsent {
        words += ["--margin=\(null ?? 0)"]
      } else {
        words += ["--null-ratio", "\(null ?? 1)"]
      }
    }
    let answer = try calculated(words + options)
    answer["maximumSubjects"].expect(c.expect["maxNumberOfSubjects"][0], "subjects", relative: 1e-7)
    for (index, look) in answer["looks"].list.enumerated() {
      look["subjects"].expect(c.expect["numberOfSubjects"][index][0], "subjects at a look", relative: 1e-7)
    }
  }

  @Test("subjects for means", arguments: try Reference.cases("gsd_samplesize", method: "getSampleSizeMeans"))
  func means(_ c: Reference.Case) throws {
    guard let options = try options(c.input["design"]) else { return }
    let args = c.input["args"]
    let isNormal = args["normalApproximation"].number == 1
    let answer = try calculated(
      [
        "design", "means", "--difference=\(try #require(args["alternative"].number))", "--sd",
        "\(try #require(args["stDev"].number))", "--margin=\(args["thetaH0"].number ?? 0)", "--ratio",
        "\(args["allocationRatioPlanned"].number ?? 1)", "--test", isNormal ? "normal" : "t",
      ] + options
    )
    // rpact searches the size of a t test to 1e-4.
    answer["maximumSubjects"].expect(c.expect["maxNumberOfSubjects"][0], "subjects", relative: 1e-6)
  }

  @Test(
    "events, subjects and times for survival",
    arguments: try Reference.cases("gsd_samplesize", method: "getSampleSizeSurvival")
  )
  func survival(_ c: Reference.Case) throws {
    let args = c.input["args"]
    // Hazards and recruitment in pieces are the library's.
    guard let options = try options(c.input["design"]), let hazard = args["lambda2"].number,
      args["accrualIntensity"].isAbsent, let followUp = args["followUpTime"].number
    else { return }
    let formulas = ["Schoenfeld": "schoenfeld", "Freedman": "freedman", "HsiehFreedman": "hsieh-freedman"]
    let formula = formulas[args["typeOfComputation"].text ?? "Schoenfeld"] ?? ""
    let answer = try calculated(
      [
        "design", "survival", "--hazard-ratio", "\(try #require(args["hazardRatio"].number))", "--hazard",
        "\(hazard)", "--accrual", "\(try #require(args["accrualTime"][1].number))", "--follow-up",
        "\(followUp)", "--formula", formula, "--dropout", "\(args["dropoutRate1"].number ?? 0)",
        "--dropout-time", "\(args["dropoutTime"].number ?? 12)",
      ] + options
    )
    answer["maximumEvents"].expect(c.expect["maxNumberOfEvents"][0], "events", relative: 1e-7)
    answer["maximumSubjects"].expect(c.expect["maxNumberOfSubjects"][0], "subjects", relative: 1e-7)
    for (index, look) in answer["looks"].list.enumerated() {
      look["events"].expect(c.expect["eventsPerStage"][index][0], "events at a look", relative: 1e-7)
      look["time"].expect(c.expect["analysisTime"][index][0], "time of a look", relative: 1e-6)
    }
  }

  /// Arithmetic with long numbers, as exact as a double can be; rpact's own are coarser at many looks.
  @Test("boundaries", arguments: try Reference.cases("gsd_exact"))
  func boundaries(_ c: Reference.Case) throws {
    guard let options = try options(c.input) else { return }
    let answer = try calculated(["design", "boundaries"] + options)
    for (index, look) in answer["looks"].list.enumerated() {
      look["z"].expect(c.expect["critical_values"][index], "critical value")
      look["p"].expect(c.expect["stage_levels"][index], "level")
      look["alphaSpent"].expect(c.expect["alpha_spent"][index], "alpha")
      guard index < c.expect["futility_bounds"].list.count else { continue }
      look["futilityZ"].expect(
        c.expect["futility_bounds"][index],
        "futility",
        relative: 1e-9,
        absolute: 1e-12
      )
      look["betaSpent"].expect(c.expect["beta_spent"][index], "beta", relative: 1e-9)
    }
    // Of two-sided tests the reference counts rejections in either direction, the command in that of the effect.
    guard c.input["sided"].number == 1 else { return }
    answer["inflationFactor"].expect(c.expect["inflation_factor"], "inflation")
    for (key, name) in [("null", "asn_h0"), ("alternative", "asn_h1")] {
      guard let expected = c.expect[name].number, let factor = answer["inflationFactor"].number,
        let share = answer["characteristics"][key]["expectedInformation"].number
      else { continue }
      #expect(abs(share * factor - expected) <= 1e-9 * expected, "\(name)")
    }
  }

  /// `ph2simon` of R clinfun, as in the tables of Simon (1989).
  @Test("Simon's designs", arguments: try Reference.cases("simon"))
  func simon(_ c: Reference.Case) throws {
    func option(_ key: String) throws -> String { "\(try #require(c.input[key].number))" }
    let beta = try #require(c.input["beta"].number)
    let answer = try calculated([
      "simon", "--p0", try option("p0"), "--p1", try option("p1"), "--alpha", try option("alpha"), "--power",
      "\(1 - beta)",
    ])
    for kind in ["optimal", "minimax"] where !c.expect[kind].isAbsent {
      let (found, expected) = (answer[kind], c.expect[kind])
      for key in ["r1", "n1", "r", "n"] { found[key].expect(expected[key], "\(kind) \(key)") }
      found["expectedSize"].expect(expected["en"], "expected size", relative: 1e-12)
      found["earlyTermination"].expect(expected["pet0"], "stopping", relative: 1e-12)
      found["alpha"].expect(expected["alpha"], "alpha", relative: 1e-12)
      found["power"].expect(expected["power"], "power", relative: 1e-12)
    }
  }

  @Test("every kind of design explains itself", arguments: ["survival", "rates", "means", "boundaries"])
  func help(kind: String) throws {
    let result = try program("stats", "design", kind, "--help")
    #expect(result.code == 0 && result.output.contains("equipoise stats design \(kind)"))
  }

  @Test("the print of a design reads as a clinician asks for it, and is drawn")
  func print() throws {
    let scratch = try Scratch()
    let plot = scratch.child("boundaries.svg")
    let words = [
      "stats", "design", "survival", "--hazard-ratio", "0.7", "--median", "10", "--accrual", "24",
      "--follow-up", "12", "--dropout", "0.05", "--looks", "0.5,0.75,1", "--futility",
      "hwang-shih-decani(-2)", "--plot", plot,
    ]
    let result = try program(words)
    #expect(result.code == 0, "\(result.complaint)")
    for text in [
      "Alpha is spent by obrien-fleming. Futility by", "Efficacy: reject at or beyond",
      "Futility: stop at or below", "If there is", "Expected duration",
    ] {
      #expect(result.output.contains(text), "\(result.output)")
    }
    #expect(try String(contentsOfFile: plot, encoding: .utf8).hasPrefix("<svg"))
    #expect(try program(words + ["--language", "zh-Hans"]).output.hasPrefix("生存比较的设计\n"))
  }

  @Test("wrong input ends with 2 and one clear message")
  func refusals() throws {
    let survival = ["design", "survival", "--hazard-ratio", "0.7", "--median", "10", "--accrual", "24"]
    let cases: [(words: [String], complaint: String)] = [
      (["design", "boundaries", "--looks", "0.5,0.4,1"], "information fractions must be above 0"),
      (
        [
          "design", "boundaries", "--looks", "2", "--type", "pampallona-tsiatis(0,0)", "--futility", "pocock",
        ],
        "Leave out --futility"
      ),
      (["design", "boundaries", "--looks", "2", "--type", "pococks"], "Known: pocock"),
      (["design", "boundaries", "--spending", "pocock", "--type", "pocock"], "give one"),
      (["design", "boundaries", "--binding"], "--binding belongs to --futility"),
      (["design", "rates", "--rates", "0.5,0.5"], "no trial finds it"),
      (["design", "rates", "--rates", "0.5"], "--null"),
      (["design", "rates", "--rates", "0.5,1"], "between 0 and 1"),
      (["design", "means", "--difference", "0", "--sd", "2"], "no trial finds it"), (survival, "--follow-up"),
      (survival + ["--follow-up", "12", "--recruitment", "5"], "Give one of"),
      (["design", "means", "--difference", "5", "--sd", "12", "--subjects", "1e300"], "more than a billion"),
      (["design", "means", "--difference", "5", "--sd", "12", "--subjects", "2.5"], "three at least"),
      (["design", "rates", "--rates", "0.5,0.3", "--null-ratio", "1e300"], "more than a billion"),
      (survival + ["--recruitment", "5"], "120.0 subjects never have"),
      (survival + ["--follow-up", "12", "--hazard", "0.1"], "one of them"),
      (["simon", "--p0", "0.4", "--p1", "0.2"], "p0 below p1"),
      (["simon", "--p0", "0.2", "--p1", "0.22"], "no design of up to 100 subjects"),
    ]
    for (words, complaint) in cases {
      let result = try program(["stats"] + words)
      #expect(result.code == 2, "\(words)")
      #expect(result.output.isEmpty && result.complaint.contains(complaint), "\(words): \(result.complaint)")
    }
  }
}
