// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The calculators as a user meets them: words, codes, files.
@Suite struct StatsCommandTests {
  private static let aml = Reference.folder.appendingPathComponent("data/aml.csv").path

  @Test(
    "every calculator explains itself with examples",
    arguments: ["proportions", "means", "survival", "cox", "competing", "rmst", "design", "simon", "bayes"]
  )
  func help(command: String) throws {
    let result = try program("stats", command, "--help")
    #expect(result.code == 0 && result.output.contains("equipoise stats \(command)"))
    #expect(result.output.contains("Examples:"))
    #expect(try program("stats", "--help").output.contains("  \(command) "))
  }

  @Test("proportions print as a table")
  func proportions() throws {
    let result = try program("stats", "proportions", "16/30", "8/25")
    #expect(result.code == 0)
    for line in [
      "  1                  16  30      0.5333", "  2 (reference)       8  25      0.3200",
      "Difference: 0.2133",
      "  Miettinen–Nurminen (score)     −0.0524 to 0.4484", "  Fisher's exact (by probability)",
      "  Fisher's exact (smaller tail doubled)",
    ] {
      #expect(result.output.contains(line), "\(result.output)")
    }
    let chinese = try program("stats", "proportions", "16/30", "8/25", "--language", "zh-Hans")
    #expect(chinese.output.hasPrefix("率的比较\n") && chinese.output.contains("Pearson 卡方检验"))
  }

  @Test("survival prints its curves and test, and draws them")
  func survival() throws {
    let scratch = try Scratch()
    let plot = scratch.child("curves.svg")
    let result = try program(
      "stats",
      "survival",
      "Surv(time, status) ~ x",
      Self.aml,
      "--times",
      "12",
      "--plot",
      plot,
      "--timing"
    )
    #expect(result.code == 0, "\(result.complaint)")
    // aml of R: 11 and 12 subjects, 7 and 11 events, chi-square 3.40 with p 0.0653.
    for words in ["23 rows read, all used.", "Chi-square 3.396 on 1 df, p = 0.0653", "Read in "] {
      #expect(result.output.contains(words), "\(result.output)")
    }
    let svg = try String(contentsOfFile: plot, encoding: .utf8)
    #expect(svg.hasPrefix("<svg") && svg.contains("At risk (events so far)") && svg.contains("x=1"))
    let timed = try calculated(["survival", "Surv(time, status) ~ x", Self.aml, "--timing"])
    #expect((timed["timing"]["read"].number ?? -1) >= 0 && (timed["timing"]["compute"].number ?? -1) >= 0)
  }

  @Test("a model prints its hazard ratios and draws them")
  func cox() throws {
    let scratch = try Scratch()
    let plot = scratch.child("ratios.svg")
    let result = try program(
      "stats",
      "cox",
      "Surv(time,status)~x",
      Self.aml,
      "--plot",
      plot,
      "--proportional-hazards"
    )
    #expect(result.code == 0, "\(result.complaint)")
    #expect(result.output.contains("23 subjects, 18 events; tied events by Efron."))
    #expect(result.output.contains("2.498") && result.output.contains("0.9159 to 6.813"), "\(result.output)")
    #expect(try String(contentsOfFile: plot, encoding: .utf8).hasPrefix("<svg"))
    let missing = try program(
      "stats",
      "cox",
      "Surv(time,status)~x",
      Self.aml,
      "--plot",
      scratch.child("no/x.svg")
    )
    #expect(missing.code == 2 && missing.complaint.contains("cannot be written"))
  }

  @Test("an arm without events has an infinite coefficient, by name and not by accident")
  func monotone() throws {
    let file = Reference.folder.appendingPathComponent("data/tiny_noevents_arm.csv").path
    let words = ["cox", "Surv(time, status) ~ factor(x)", file]
    let term = try calculated(words)["terms"][0]
    #expect(
      term["estimate"].text == "-Infinity" && term["hr"].number == 0 && term["upper"].text == "Infinity"
    )
    #expect(term["p"].isNull)
    let text = try program(["stats"] + words).output
    #expect(text.contains("The likelihood rises for ever") && text.contains("0.000 to ∞"), "\(text)")
  }

  @Test("summaries give the t tests of their values")
  func summaries() throws {
    let result = try program(
      "stats",
      "means",
      "--summary",
      "n=10,mean=5.2,sd=1.1",
      "--summary",
      "sd=1.3, n=12, mean=4.1"
    )
    #expect(result.code == 0 && result.output.contains("Welch's t"), "\(result.complaint)")
  }

  @Test("wrong input ends with 2, one clear message and nothing on standard output")
  func refusals() throws {
    let scratch = try Scratch()
    let coded = scratch.child("coded.csv")
    try Data("t,s,a,age\n1,1,x,30\n2,2,y,4o\n3,1,x,50\n".utf8).write(to: URL(fileURLWithPath: coded))
    let cases: [(words: [String], complaint: String)] = [
      (["proportions"], "Type counts"), (["proportions", "31/30"], "\"31/30\" is not a count"),
      (["proportions", "1/2", "--method", "nope"], "Known: clopper-pearson"),
      (["proportions", "1/2", "--alternative", "up"], "two-sided"),
      (["proportions", "1/2", "--level", "95"], "--level"),
      (["proportions", "--table", coded], "--outcome"),
      (["proportions", "--table", coded, "--outcome", "s", "--arm", "b"], "no column \"b\""),
      (
        ["proportions", "--table", coded, "--outcome", "s", "--arm", "a"],
        "coded.csv:3:3: the column \"s\" is not coded"
      ),
      (["means", "t ~ a"], "A formula and a table"), (["means", "Surv(t, s) ~ a", coded], "not Surv()"),
      (["means", "--summary", "n=0,mean=1,sd=1"], "is not a summary"),
      (["means", "t ~ a", coded, "--reference", "z"], "no level \"z\""),
      (["survival", "Surv(t, s) ~ ", coded], "formula, character 14"),
      (["survival", "Surv(t, s) ~ b", coded], "It has: t, s, a, age."),
      (["survival", "t ~ a", coded], "a time to event is needed"),
      (["survival", "Surv(t, s == 1) ~ a", "/no/such.csv"], "cannot be read"),
      (
        ["cox", "Surv(t, s == 1) ~ age", coded],
        "coded.csv:3:7: row 2, column \"age\": \"4o\" is not a number."
      ),
      (["cox", "Surv(t, s == 9) ~ a", coded], "no subject has the event"),
      (["cox", "Surv(t, s == 1) ~ 1", coded], "a column is needed"),
      (["bayes", "1/2", "2/3", "3/4"], "One arm or two"), (["bayes", "1/2", "--prior", "0,1"], "--prior"),
      (["bayes", "1/2", "--margin", "0.1"], "two arms"),
      (["bayes", "16/30", "8/25", "--planned", "60,60"], "go together"),
      (["bayes", "16/30", "8/25", "--planned", "60,20", "--success", "0.975"], "cannot be smaller"),
      (["bayes", "16/30", "8/25", "--planned", "60,60", "--success", "binomial(0.05)"], "about one arm"),
      (["bayes", "16/30", "--planned", "60", "--success", "0.9"], "--above says which rate"),
    ]
    for (words, complaint) in cases {
      let result = try program(["stats"] + words)
      #expect(result.code == 2, "\(words)")
      #expect(result.output.isEmpty && result.complaint.contains(complaint), "\(words): \(result.complaint)")
    }
    let chinese = try program("stats", "survival", "Surv(t, s) ~ b", coded, "--language", "zh-Hans")
    #expect(chinese.code == 2 && chinese.complaint.hasPrefix("公式第 14 个字符：表中没有列“b”。"))
  }
}
