// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `stats design rates --exact` against enumerations in R.
@Suite struct ExactDesignCommandTests {
  private static let words: [String: [String]] = [
    "fisherOneSided": ["fisher"], "fisherTwoSided": ["fisher", "--two-sided"],
    "fisherDoubled": ["fisher-doubled", "--two-sided"], "boschlooOneSided": ["boschloo"],
    "boschlooDoubled": ["boschloo", "--two-sided"], "pooledZ": ["chi-square"],
    "pearson": ["chi-square", "--two-sided"],
  ]

  private func rates(_ c: Reference.Case) throws -> [String]? {
    let rates = c.input["rates"].list.compactMap(\.number)
    // Rates of 0 and 1 are the library's.
    guard rates.allSatisfy({ $0 > 0 && $0 < 1 }) else { return nil }
    return [
      "design", "rates", "--rates", "\(rates[0]),\(rates[1])", "--alpha",
      "\(try #require(c.input["alpha"].number))", "--exact",
    ] + (try #require(Self.words[c.input["test"].text ?? ""]))
  }

  @Test("one rate", arguments: try Reference.cases("exact_power", method: "one_rate"))
  func oneRate(_ c: Reference.Case) throws {
    func option(_ key: String) throws -> String { "\(try #require(c.input[key].number))" }
    let beta = try #require(c.input["beta"].number)
    let words =
      ["design", "rates", "--rates", try option("rate"), "--null", try option("null"), "--exact", "binomial"]
      + ["--alpha", try option("alpha")] + (c.input["sides"].number == 2 ? ["--two-sided"] : [])
    let answer = try calculated(words + ["--power", "\(1 - beta)"])
    for key in ["smallest", "lasting"] {
      answer[key]["subjects"].expect(c.expect[key], key)
      answer[key]["power"].expect(c.expect["at_\(key)"]["power"], "power", relative: 1e-11)
      answer[key]["typeOneError"].expect(c.expect["at_\(key)"]["type_one"], "alpha", relative: 1e-11)
    }
    for n in [10, 57] where !c.expect["at_\(n)"].isAbsent {
      let given = try calculated(words + ["--subjects", "\(n)"])["given"]
      given["power"].expect(c.expect["at_\(n)"]["power"], "power of \(n)", relative: 1e-11)
      given["typeOneError"].expect(c.expect["at_\(n)"]["type_one"], "alpha of \(n)", relative: 1e-11)
    }
  }

  @Test("the power of two arms", arguments: try Reference.cases("exact_power", method: "two_rates_power"))
  func power(_ c: Reference.Case) throws {
    guard let words = try rates(c) else { return }
    let sizes = c.input["sizes"].list.compactMap(\.number).map { "\(Int($0))" }
    let given = try calculated(words + ["--subjects", sizes.joined(separator: ",")])["given"]
    given["power"].expect(c.expect["power"], "power", relative: 1e-11)
    given["rejectedTables"].expect(c.expect["tables"], "tables")
    let alpha = try #require(c.input["alpha"].number)
    let error = try #require(given["typeOneError"].number)
    let atThree = try #require(c.expect["type_one_at_0_3"].number)
    #expect(error >= atThree * (1 - 1e-11), "the largest is no less than that of one common rate")
    if !["pooledZ", "pearson"].contains(c.input["test"].text) { #expect(error <= alpha * (1 + 1e-9)) }
  }

  @Test("sizes of two arms", arguments: try Reference.cases("exact_power", method: "two_rates_size"))
  func sizes(_ c: Reference.Case) throws {
    guard let words = try rates(c) else { return }
    let ratio = c.input["ratio"].list.compactMap(\.number)
    let beta = try #require(c.input["beta"].number)
    let tried = Int(try #require(c.input["tried"].number))
    let search = words + ["--power", "\(1 - beta)", "--ratio", "\(ratio[0] / ratio[1])"]
    let answer = try calculated(
      search + ["--largest", "\(tried * Int(ratio[0] + ratio[1]) / Int(ratio.max() ?? 1))"]
    )
    for key in ["smallest", "lasting"] {
      for arm in 0...1 { answer[key]["arms"][arm].expect(c.expect[key][arm], key) }
      answer[key]["power"].expect(c.expect["power_\(key)"], "power", relative: 1e-11)
    }
    // Without a limit of one's own the same is found.
    let free = try calculated(search)
    for key in ["smallest", "lasting"] { free[key]["subjects"].expect(answer[key]["subjects"], key) }
  }

  @Test("both arms of the score test may be given, too")
  func bothArms() throws {
    let words = ["design", "rates", "--rates", "0.5,0.32"]
    let both = try calculated(words + ["--subjects", "100,50"])
    let ratio = try calculated(words + ["--subjects", "150", "--ratio", "2"])
    #expect(both["power"].number != nil && both["power"].number == ratio["power"].number)
  }

  @Test("the print names both sizes and what is known beyond them")
  func print() throws {
    let text = try program(
      "stats",
      "design",
      "rates",
      "--rates",
      "0.4",
      "--null",
      "0.2",
      "--exact",
      "binomial"
    )
    .output
    for part in [
      "Exact design for one rate", "Exact binomial test, one-sided alpha 0.025. Power at least 0.9.",
      "Smallest with the power", "Smallest from which on it lasts", "≥ ", "is proved.",
    ] {
      #expect(text.replacing("\n", with: " ").contains(part), "\(part)\n\(text)")
    }
    let chinese = try program(
      ["stats", "design", "rates", "--rates", "0.8,0.4", "--power", "0.8", "--exact", "chi-square"]
        + ["--two-sided", "--alpha", "0.05", "--language", "zh-Hans"]
    ).output
    #expect(chinese.hasPrefix("两组率比较的精确设计\n") && chinese.contains("不保证控制 α"), "\(chinese)")
  }

  @Test("wrong input ends with 2 and one clear message")
  func refusals() throws {
    let two = ["--rates", "0.5,0.3", "--exact", "fisher"]
    let cases: [(words: [String], complaint: String)] = [
      (["--rates", "0.5,0.3", "--exact", "binomial"], "for a single rate"),
      (["--rates", "0.5", "--null", "0.3", "--exact", "boschloo"], "a single one has binomial"),
      (["--rates", "0.5,0.3", "--exact", "barnard"], "fisher-doubled"),
      (two + ["--looks", "2"], "a single analysis"),
      (two + ["--margin=-0.1"], "leave out --margin"), (two + ["--ratio", "0.7071"], "small whole numbers"),
      (two + ["--subjects", "41"], "cannot be divided 1 to 1"),
      (two + ["--subjects", "20.5,20"], "whole numbers"),
      (two + ["--subjects", "10,10,10"], "one an arm"),
      (two + ["--subjects", "10,20", "--ratio", "2"], "--ratio"),
      (two + ["--largest", "20"], "no trial of up to 20 subjects"), (two + ["--alpha", "0.6"], "--alpha"),
      (["--rates", "0.5,0.3", "--largest", "20"], "belongs to --exact"),
      (["--rates", "0.5", "--null", "0.499", "--exact", "binomial"], "more than 20000 subjects"),
      (["--rates", "0.8,0.4", "--exact", "fisher-doubled"], "belongs to --two-sided"),
    ]
    for (words, complaint) in cases {
      let result = try program(["stats", "design", "rates"] + words)
      #expect(result.code == 2 && result.output.isEmpty, "\(words)")
      #expect(result.complaint.contains(complaint), "\(words): \(result.complaint)")
    }
  }
}
