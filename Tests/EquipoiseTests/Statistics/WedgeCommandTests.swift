// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Futility beside two-sided tests, and binding futility beside families, by command.
@Suite struct WedgeCommandTests {
  private func function(_ word: Reference) throws -> String {
    switch word[0].text {
    case "OF": "obrien-fleming"
    case "P": "pocock"
    case "KD": "kim-demets(\(try #require(word[1].number)))"
    case "HSD": "hwang-shih-decani(\(try #require(word[1].number)))"
    default: "shares(\(word[1].list.compactMap(\.number).map { "\($0)" }.joined(separator: ",")))"
    }
  }

  private func options(_ input: Reference) throws -> [String] {
    let looks = input["fractions"].list.compactMap(\.number).map { "\($0)" }.joined(separator: ",")
    var words = ["--looks", looks, "--alpha", "\(try #require(input["alpha"].number))"]
    words += ["--power", "\(1 - (try #require(input["beta"].number)))"]
    if input["sides"].number == 2 { words.append("--two-sided") }
    let parameter = input["efficacy"][1].number ?? 0
    switch input["efficacy"][0].text {
    case "asOF": words += ["--spending", "obrien-fleming"]
    case "asP": words += ["--spending", "pocock"]
    case "asHSD": words += ["--spending", "hwang-shih-decani(\(parameter))"]
    case "OF": words += ["--type", "obrien-fleming"]
    case "P": words += ["--type", "pocock"]
    case "HP": words += ["--type", "haybittle-peto(\(parameter))"]
    case "WT": words += ["--type", "wang-tsiatis(\(parameter))"]
    default: break
    }
    let futility = input["futility"]
    let numbers = futility[1].list.compactMap(\.number).map { "\($0)" }.joined(separator: ",")
    switch futility[0].text {
    case "beta": words += ["--futility", try function(futility[1])]
    case "null": words += ["--futility", "null(\(try function(futility[1])))"]
    case "fixed": words += ["--futility", "z(\(numbers))"]
    default: words += ["--type", "pampallona-tsiatis(\(numbers))"]
    }
    return words + (input["binding"].number == 1 ? ["--binding"] : [])
  }

  /// Quadrature in Python and rpact, whose own numbers have five digits.
  @Test("boundaries and wedges", arguments: try Reference.cases("gsd_wedge"))
  func boundaries(_ c: Reference.Case) throws {
    let answer = try calculated(["design", "boundaries"] + (try options(c.input)))
    let isExact = c.method == "exact"
    let relative = isExact ? 1e-8 : 1e-4
    let isTwoSided = c.input["sides"].number == 2
    for (index, look) in answer["looks"].list.enumerated() {
      look["z"].expect(c.expect["critical_values"][index], "critical value", relative: relative)
      guard index < c.expect["futility_bounds"].list.count else { continue }
      let expected = c.expect["futility_bounds"][index]
      // Where |z| cannot be as low there is no wedge.
      guard let bound = expected.number, !isTwoSided || bound > 0 else {
        #expect(look["futilityZ"].isNull)
        continue
      }
      look["futilityZ"].expect(expected, "futility", relative: relative, absolute: isExact ? 1e-9 : 2e-4)
    }
    answer["drift"].expect(c.expect["drift"], "drift", relative: relative)
    guard isExact else { return }
    answer["inflationFactor"].expect(c.expect["inflation_factor"], "inflation", relative: 1e-8)
    for (key, name) in [("null", "h0"), ("half", "half"), ("alternative", "h1")] {
      let (found, expected) = (answer["characteristics"][key], c.expect[name])
      for index in answer["looks"].list.indices {
        // The reference tells the directions apart.
        let (right, wrong) = (expected["reject"][index].number, expected["wrong"][index].number)
        let (rejection, sum) = (
          try #require(found["rejection"][index].number), (right ?? .nan) + (wrong ?? .nan)
        )
        #expect(abs(rejection - sum) <= 1e-7 * sum + 1e-10, "rejection at look \(index + 1)")
        guard index < expected["futility"].list.count else { continue }
        found["futility"][index].expect(
          expected["futility"][index],
          "futility",
          relative: 1e-7,
          absolute: 1e-9
        )
      }
      found["expectedInformation"].expect(expected["expected_information"], "information", relative: 1e-8)
    }
  }

  @Test("both sides of a wedge are printed and drawn, and a look without one says so")
  func print() throws {
    let scratch = try Scratch()
    let plot = scratch.child("wedge.svg")
    let words = [
      "stats", "design", "means", "--difference", "5", "--sd", "12", "--looks", "0.4,0.7,1", "--two-sided",
      "--alpha", "0.05", "--futility", "z(-1,0.9)",
    ]
    let text = try program(words + ["--plot", plot]).output
    for part in [
      "Futility: stop from here to there", "     1                  –             –", "−0.9000 to 0.9000",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(try String(contentsOfFile: plot, encoding: .utf8).contains("Stop for futility"))
    let answer = try calculated(Array(words.dropFirst()))
    #expect(answer["looks"][0]["futilityZ"].isNull && answer["looks"][0]["futilityEffect"].isNull)
    let effect = try #require(answer["looks"][1]["futilityEffect"].number)
    #expect(
      effect > 0
        && answer["looks"][1]["oppositeFutilityEffect"].number.map { abs($0 + effect) < 1e-9 } == true
    )
    // A hazard ratio below 1 has its opposite above.
    let ratios = try calculated([
      "design", "survival", "--hazard-ratio", "0.7", "--median", "10", "--accrual", "24", "--follow-up", "12",
      "--looks", "0.5,1", "--two-sided", "--alpha", "0.05", "--futility", "pocock",
    ])["looks"][0]
    let (low, high) = (ratios["futilityEffect"].number ?? 0, ratios["oppositeFutilityEffect"].number ?? 0)
    #expect(low < 1 && abs(low * high - 1) < 1e-12)
  }
}
