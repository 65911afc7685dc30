// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct CalculationTextTests {
  @Test("every text is there in both languages, with the same places for arguments")
  func messages() {
    let keyed =
      FormulaMessage.allCases.map(\.message) + DataMessage.allCases.map(\.message)
      + StatisticsMessage.allCases.map(\.message) + ProportionMessage.allCases.map(\.message)
      + BayesMessage.allCases.map(\.message) + MeansMessage.allCases.map(\.message)
    let more =
      SurvivalMessage.allCases.map(\.message) + CoxMessage.allCases.map(\.message)
      + CoxFaultMessage.allCases.map(\.message)
    let methods =
      ProportionInterval.allCases.map(\.name) + DifferenceInterval.allCases.map(\.name)
      + RiskRatioInterval.allCases.map(\.name) + OddsRatioInterval.allCases.map(\.name)
      + ProportionTest.allCases.map(\.name)
    let competing =
      CompetingMessage.allCases.map(\.message) + RestrictedMeanMessage.allCases.map(\.message)
    let planning =
      DesignMessage.allCases.map(\.message) + DesignFigureMessage.allCases.map(\.message)
      + DesignFaultMessage.allCases.map(\.message) + SimonMessage.allCases.map(\.message)
    let adjusting =
      AdjustedMeansMessage.allCases.map(\.message) + CovarianceFaultMessage.allCases.map(\.message)
      + ExactDesignMessage.allCases.map(\.message)
    for message in keyed + more + methods + competing + planning + adjusting {
      #expect(!message.english.isEmpty && !message.simplifiedChinese.isEmpty)
      #expect(places(message.english) == places(message.simplifiedChinese), "\(message.english)")
    }
  }

  private func places(_ text: String) -> Set<String> {
    let parts = text.split(separator: "{", omittingEmptySubsequences: false)
    return Set(parts.dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
  }

  private static let survival = """
    t,e,arm,site,age
    5,1,A,x,50
    6,0,A,y,61
    20,1,A,x,55
    9,1,B,y,47
    12,0,B,x,70
    15,1,B,y,66
    4,1,A,y,59
    NA,1,B,x,48
    """

  private func calculations() throws -> [any Calculation] {
    let settings = try #require(ProportionSettings(level: 0.95, alternative: .greater, method: nil))
    func arm(_ name: String, _ events: Int, _ n: Int) -> NamedProportion {
      NamedProportion(name, Proportion(events: events, of: n))
    }
    let table = try DataTable(Array(Self.survival.utf8), reading: ["t", "e", "arm", "site", "age"])
    let formula = try ModelFormula(parsing: "Surv(t, e) ~ arm + strata(site)")
    let none = ReferenceLevels([])
    return [
      ProportionsCalculation([arm("1", 16, 30), arm("2", 8, 25)], settings),
      ProportionsCalculation([arm("1", 0, 30), arm("2", 0, 25), arm("3", 0, 4)], settings),
      ProportionsCalculation([arm("1", 1, 1)], settings),
      try ProportionsCalculation(
        table,
        outcome: try EventRule(parsing: "e"),
        arm: "arm",
        strata: ["site"],
        reference: none,
        settings
      ),
      BayesCalculation(
        [arm("1", 16, 30), arm("2", 8, 25)],
        prior: .uniform,
        level: 0.95,
        margin: 0.1,
        threshold: 0.3
      ),
      MeansCalculation(
        [
          .init("1", SampleSummary(n: 10, mean: 5.2, standardDeviation: 1.1)),
          .init("2", SampleSummary(n: 1, mean: 4, standardDeviation: 0)),
        ],
        level: 0.95,
        alternative: .twoSided
      ),
      try MeansCalculation(
        table,
        try ModelFormula(parsing: "age ~ arm + strata(site)"),
        reference: none,
        level: 0.95,
        alternative: .less
      ),
      try MeansCalculation(
        table,
        try ModelFormula(parsing: "age ~ t"),
        reference: none,
        level: 0.95,
        alternative: .less
      ),
      try SurvivalCalculation(
        table,
        formula,
        reference: ReferenceLevels(["B"]),
        SurvivalSettings(
          level: 0.95,
          transform: .logLog,
          times: [6, 20],
          weights: [.logRank, .gehan, .flemingHarrington(rho: 0, gamma: 1)]
        )
      ),
      try CoxCalculation(
        table,
        try ModelFormula(parsing: "Surv(t, e) ~ arm + age"),
        reference: none,
        ties: .efron,
        level: 0.95,
        checking: .kaplanMeier
      ),
      BayesCalculation(
        [arm("1", 16, 30), arm("2", 8, 25)],
        prior: .uniform,
        level: 0.95,
        margin: nil,
        threshold: nil,
        final: (planned: [60, 60], rule: .posterior(0.975))
      ),
      BayesCalculation(
        [arm("1", 16, 23)],
        prior: .uniform,
        level: 0.95,
        margin: nil,
        threshold: 0.6,
        final: (planned: [40], rule: .binomial(alpha: 0.1))
      ),
      try #require(
        SimonCalculation(nullRate: 0.2, targetRate: 0.4, alpha: 0.05, power: 0.8, largest: 60)
      ),
      // Exact ties, of which proportional hazards cannot be tested.
      try CoxCalculation(
        table,
        try ModelFormula(parsing: "Surv(t, e) ~ arm"),
        reference: none,
        ties: .exact,
        level: 0.95,
        checking: .kaplanMeier
      ),
    ]
  }

  @Test("texts keep to 100 columns, have no holes and no number that is none", arguments: Language.allCases)
  func columns(language: Language) throws {
    for calculation in try calculations() {
      let text = calculation.text(in: language)
      for line in text.split(separator: "\n") { #expect(TextColumns.width(String(line)) <= 100, "\(line)") }
      for sign in ["{", "nan", "NaN", "inf", "  \n"] { #expect(!text.contains(sign), "\(text)") }
    }
  }

  @Test("JSON is well-formed and names what is not defined")
  func json() throws {
    for calculation in try calculations() {
      let text = JSONValue.object(calculation.json).rendered(.compact)
      #expect(!text.contains("nan") && !text.contains("inf,"))
    }
    let nothing = JSONValue.object(try calculations()[1].json).rendered(.compact)
    #expect(nothing.contains(#""pearson":{"statistic":null,"df":null,"p":null,"#))
    #expect(nothing.contains(#""reason":"not defined by these data""#))
  }

  /// The numbers are those of `beta_binomial.json`; the interval of the difference is SciPy's, by quadrature and root search.
  @Test("a text reads like a table of a good print")
  func print() throws {
    let text = try calculations()[4].text(in: .english)
    let lines = [
      "Posterior of proportions", "", "Prior of each proportion: Beta(1, 1), independent.", "",
      "  Arm            Events   n  Posterior       Mean      95% credible  P(p > 0.3)",
      "  " + String(repeating: "╌", count: 77),
      "  1                  16  30  Beta(17, 15)  0.5313  0.3603 to 0.6985      0.9966",
      "  2 (reference)       8  25  Beta(9, 18)   0.3333  0.1721 to 0.5179      0.6274", "", "1 against 2",
      "  Question                                                            Answer",
      "  " + String(repeating: "╌", count: 74),
      "  Probability that the arm's proportion is the higher one             0.9407",
      "  Probability that the difference exceeds 0.1                         0.7845",
      "  Difference, 95% credible interval                        −0.0518 to 0.4343",
    ]
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) == lines)
  }

  @Test("figures of curves and of hazard ratios are those of the reports")
  func figures() throws {
    let all = try calculations()
    let survival = try #require(all[8] as? SurvivalCalculation)
    let cox = try #require(all[9] as? CoxCalculation)
    for language in Language.allCases {
      for text in [
        survival.figure(in: language).standalone.rendered(.lines),
        cox.figure(in: language).standalone.rendered(.lines),
      ] {
        #expect(text.hasPrefix("<svg") && text.contains("</svg>") && !text.contains("NaN"))
      }
    }
    #expect(survival.figure(in: .english).arms.map(\.name) == ["arm=B", "arm=A"])
  }

  @Test("words of the command line are read back as they are written")
  func words() {
    for weights in [LogRankWeights.logRank, .gehan, .taroneWare, .flemingHarrington(rho: 0.5, gamma: 1)] {
      #expect(LogRankWeights(word: weights.word) == weights)
    }
    for word in ["fh", "fh(1)", "fh(1,2,3)", "fh(-1,0)", "fh(nan,0)", "fh(a,b)", "", "x"] {
      #expect(LogRankWeights(word: word) == nil, "\(word)")
    }
    for word in ["16", "16/", "/30", "31/30", "-1/3", "1/0", "1/2/3", "a/b", "1.5/3", "1/2000000000"] {
      #expect(NamedProportion.counts(word) == nil, "\(word)")
    }
  }
}
