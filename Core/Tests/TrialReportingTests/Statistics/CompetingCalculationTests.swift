// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct CompetingCalculationTests {
  private static let table = """
    t,cause,word,arm,site,age
    3,1,relapse,A,x,50
    5,2,death,A,y,61
    8,0,alive,A,x,55
    9,1,relapse,A,y,44
    2,1,relapse,B,y,47
    4,0,alive,B,x,70
    6,2,death,B,y,66
    7,1,relapse,B,x,59
    NA,2,death,B,x,48
    """

  private static let columns = ["t", "cause", "word", "arm", "site", "age"]

  private func calculation(
    _ formula: String,
    of text: String = table,
    fineGray: String? = nil,
    censored: String? = nil,
    causes: [String] = [],
    times: [Double] = [6]
  ) throws -> CompetingCalculation {
    try CompetingCalculation(
      try DataTable(Array(text.utf8), reading: Self.columns),
      try ModelFormula(parsing: formula),
      fineGray: try fineGray.map { try CovariateList(parsing: $0) },
      reference: ReferenceLevels([]),
      CompetingSettings(
        level: 0.95,
        transform: .logLog,
        variance: .aalen,
        times: times,
        censored: censored,
        causes: causes,
        weights: .withEvents
      )
    )
  }

  /// By hand: in arm A 4 are at risk at 3 and 3 at 5, so that F₁(6) = 1/4 and F₂(6) = 3/4 · 1/3 = 1/4.
  @Test("incidences of a table by hand, whatever the causes are called")
  func byHand() throws {
    let counted = try calculation("Surv(t, cause) ~ arm")
    #expect(counted.cause.causes == ["1", "2"] && counted.cause.censored == "0")
    #expect(counted.rows.leftOut == 1)
    let named = try calculation("Surv(t, word) ~ arm", censored: "alive")
    #expect(named.cause.causes == ["relapse", "death"])
    for answer in [counted, named] {
      let curve = answer.arms[0].curve
      #expect(curve.incidence(of: 1, at: 6) == 0.25 && curve.incidence(of: 2, at: 6) == 0.25)
    }
    #expect(try calculation("Surv(t, word) ~ 1", censored: "alive").tests.isEmpty)
  }

  @Test("which value means censored is never guessed")
  func coding() throws {
    func fault(_ formula: String, censored: String?, of text: String = Self.table) throws -> DataFault? {
      #expect(throws: DataFault.self) { try calculation(formula, of: text, censored: censored) }
    }
    #expect(
      try fault("Surv(t, word) ~ arm", censored: nil)
        == .censoringNotNamed(column: "word", values: ["relapse", "death", "alive"])
    )
    let known = ["relapse", "death", "alive"]
    #expect(
      try fault("Surv(t, word) ~ arm", censored: "Alive")
        == .unknownLevel("Alive", column: "word", known: known)
    )
    // A code that begins at 1 may mean that nobody is censored, or that 1 is censored.
    let shifted = Self.table.replacing(",0,", with: ",3,")
    #expect(
      try fault("Surv(t, cause) ~ arm", censored: nil, of: shifted)
        == .censoringNotNamed(column: "cause", values: ["1", "2", "3"])
    )
    let all = try calculation("Surv(t, cause) ~ arm", of: shifted, censored: "none")
    #expect(all.cause.censored == nil && all.cause.causes == ["1", "2", "3"])
    let one = try calculation("Surv(t, cause) ~ arm", of: shifted, censored: "1.0")
    #expect(one.cause.censored == "1" && one.cause.causes == ["2", "3"])
    #expect(throws: DataFault.unknownLevel("4", column: "cause", known: ["1", "2"])) {
      try calculation("Surv(t, cause) ~ arm", causes: ["4"])
    }
    #expect(throws: DataFault.noCause(column: "age")) {
      try calculation("Surv(t, age) ~ 1", of: "t,age,cause,word,arm,site\n1,0,1,a,A,x\n2,0,1,b,A,x")
    }
  }

  @Test("one cause is told alone where it is named")
  func causes() throws {
    let answer = try calculation("Surv(t, word) ~ arm", censored: "alive", causes: ["death"])
    #expect(answer.told == [2] && answer.tests.count == 1)
    let json = JSONValue.object(answer.json).rendered(.compact)
    #expect(json.contains(#""causes":["death"]"#) && json.contains(#""censored":"alive""#))
  }

  @Test(
    "covariates are terms and nothing else",
    arguments: [
      ("", 1), ("age +", 6), ("age ~ arm", 5), ("age + strata(site)", 14), ("cluster(site)", 9),
      ("age + age", 7), ("log(age)", 1),
    ]
  )
  func covariates(text: String, position: Int) {
    let fault = #expect(throws: FormulaFault.self) { try CovariateList(parsing: text) }
    #expect(fault?.position == position, "\(String(describing: fault))")
  }

  @Test("a comparison in the place of causes, late entries and clusters are refused with their place")
  func refusals() throws {
    for (formula, position) in [
      ("Surv(t, cause == 1) ~ arm", 9), ("Surv(age, t, cause) ~ arm", 6),
      ("Surv(t, cause) ~ arm + cluster(site)", 32), ("age ~ arm", 1),
    ] {
      let fault = #expect(throws: FormulaFault.self) { try calculation(formula) }
      #expect(fault?.position == position, "\(formula)")
    }
  }

  @Test("text keeps to 100 columns and names causes, tests and models", arguments: Language.allCases)
  func text(language: Language) throws {
    let answer = try calculation(
      "Surv(t, word) ~ arm + strata(site)",
      fineGray: "arm",
      censored: "alive",
      causes: ["relapse"],
      times: [6, 20]
    )
    let text = answer.text(in: language)
    for line in text.split(separator: "\n") { #expect(TextColumns.width(String(line)) <= 100, "\(line)") }
    for word in ["word=relapse", "Gray", "Fine–Gray", "arm=B", "20*"] {
      #expect(text.contains(word), "\(text)")
    }
    for sign in ["{", "nan", "NaN"] { #expect(!text.contains(sign)) }
  }

  @Test("curves stand side by side or one above the other")
  func figures() throws {
    let answer = try calculation("Surv(t, word) ~ arm", censored: "alive")
    let overlaid = answer.figure(in: .english)
    #expect(overlaid.panels.map(\.title) == ["word=relapse", "word=death"])
    #expect(overlaid.panels.map(\.rows.count) == [0, 2])
    let stacked = answer.figure(in: .simplifiedChinese, stacked: true)
    #expect(stacked.panels.map(\.title) == ["arm=A", "arm=B"])
    let last = try #require(stacked.panels[0].curves.last?.steps.last)
    #expect(abs(last.base + last.value - 1) < 1e-15)
    try expectSnapshot(overlaid, "incidence-overlaid")
    try expectSnapshot(stacked, "incidence-stacked-chinese")
  }
}
