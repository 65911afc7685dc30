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
    default: return nil
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
    answer["maximumSubjects"].expect(c.expect["maxNumberOfSubjects"], "subjects", relative: 1e-7)
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
    answer["maximumSubjects"].expect(c.expect["maxNumberOfSubjects"], "subjects", relative: 1e-6)
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
    answer["maximumEvents"].expect(c.expect["maxNumberOfEvents"], "events", relative: 1e-7)
    answer["maximumSubjects"].expect(c.expect["maxNumberOfSubjects"], "subjects", relative: 1e-7)
    for (index, look) in answer["looks"].list.enumerated() {
      look["events"].expect(c.expect["eventsPerStage"][index][0], "events at a look", relative: 1e-7)
      look["time"].expect(c.expect["analysisTime"][index][0], "time of a look", relative: 1e-6)
    }
  }

  /// `gsDesign(k = 3, test.type = 4, sfu = sfLDOF, sfl = sfHSD, sflpar = -2)` and others of the family.
  @Test(
    "boundaries",
    arguments: try Reference.cases("gsd_designs", method: "group_sequential_design_rpact").prefix(60)
  )
  func boundaries(_ c: Reference.Case) throws {
    guard let options = try options(c.input), c.input["futilityBounds"].isAbsent else { return }
    let answer = try calculated(["design", "boundaries"] + options)
    for (index, look) in answer["looks"].list.enumerated() {
      look["z"].expect(c.expect["critical_values"][index], "critical value", relative: 1e-5)
      look["alphaSpent"].expect(c.expect["alpha_spent"][index], "alpha", relative: 1e-4)
    }
    answer["inflationFactor"].expect(c.expect["inflation_factor"], "inflation", relative: 1e-4)
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
        ["design", "boundaries", "--looks", "2", "--futility", "pocock", "--two-sided"],
        "Leave out --two-sided"
      ),
      (["design", "boundaries", "--looks", "2", "--type", "pococks"], "Known: pocock"),
      (["design", "boundaries", "--spending", "pocock", "--type", "pocock"], "give one"),
      (["design", "boundaries", "--binding"], "--binding belongs to --futility"),
      (["design", "rates", "--rates", "0.5,0.5"], "no trial finds it"),
      (["design", "rates", "--rates", "0.5"], "--null"),
      (["design", "rates", "--rates", "0.5,1"], "between 0 and 1"),
      (["design", "means", "--difference", "0", "--sd", "2"], "no trial finds it"), (survival, "--follow-up"),
      (survival + ["--follow-up", "12", "--recruitment", "5"], "Give one of"),
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
