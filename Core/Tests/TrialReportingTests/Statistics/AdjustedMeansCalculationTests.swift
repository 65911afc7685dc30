// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct AdjustedMeansCalculationTests {
  private static let values = """
    y,arm,base,site,sex,id
    1,A,1,p,f,a
    3,A,2,q,m,b
    4,A,4,p,f,c
    4,B,1,q,m,d
    5,B,2,p,f,e
    8,B,5,q,m,f
    NA,B,3,p,f,g
    6,C,2,q,f,h
    9,C,4,p,m,i
    """

  private func calculation(
    _ formula: String,
    _ text: String = values,
    reference: [String] = [],
    variance: LeastSquaresVariance = .equal,
    weights: StratumWeights = .equal
  ) throws -> AdjustedMeansCalculation {
    let formula = try ModelFormula(parsing: formula)
    return try AdjustedMeansCalculation(
      try DataTable(Array(text.utf8), reading: formula.columns.map(\.name)),
      formula,
      reference: ReferenceLevels(reference),
      AdjustmentSettings(level: 0.95, alternative: .twoSided, variance: variance, weights: weights)
    )
  }

  /// By hand: the pooled slope of y = 1, 3 | 4, 6 on x = 0, 1 | 0, 2 is Σ(x − x̄)(y − ȳ) / Σ(x − x̄)² = (1 + 2) / (½ + 2)
  /// = 6/5; means 2 and 5 at x̄ = ½ and 1; their difference 3 less 6/5 · ½ is 12/5.
  @Test("a difference is adjusted by the pooled slope")
  func byHand() throws {
    let found = try calculation("y ~ arm + x", "y,arm,x\n1,A,0\n3,A,1\n4,B,0\n6,B,2\n")
    let slope = try #require(found.slopes.first)
    #expect((slope.contrast.estimate.value - 1.2).magnitude < 1e-14 && slope.average == 0.75)
    #expect((found.comparisons[0].contrast.estimate.value - 2.4).magnitude < 1e-14)
    #expect(found.arms.map(\.name) == ["B", "A"] && found.degreesOfFreedom == 1)
    // A at x = ¾: 2 + 6/5 · ¼.
    #expect((found.arms[1].adjusted.estimate.value - 2.3).magnitude < 1e-14)
  }

  @Test("columns of numbers are covariates, others and strata are factors")
  func kinds() throws {
    let found = try calculation("y ~ arm + base + sex + strata(site)", reference: ["C"])
    #expect(found.slopes.map(\.name) == ["base"] && found.factors == ["sex", "site"])
    #expect(found.strata == ["site"] && found.tests.map(\.name) == ["arm", "sex", "site"])
    #expect(found.arms.map(\.name) == ["A", "B", "C"] && found.rows.leftOut == 1)
    #expect(try calculation("y ~ arm + factor(base)").factors == ["base"])
    #expect(try calculation("y ~ factor(base) + sex").arms.count == 4, "the first column is the arm")
  }

  @Test("texts keep to 100 columns, have no holes and no number that is none", arguments: Language.allCases)
  func texts(language: Language) throws {
    let found = [
      try calculation("y ~ arm + base + strata(site)"),
      try calculation("y ~ arm + base + strata(site)", variance: .hc3, weights: .observed),
      try calculation("y ~ arm"),
      // The only subject of an arm.
      try calculation("y ~ arm + base", Self.values.replacing("9,C,4,p,m,i", with: ""), variance: .hc3),
    ]
    for calculation in found {
      let text = calculation.text(in: language)
      for line in text.split(separator: "\n") { #expect(TextColumns.width(String(line)) <= 100, "\(line)") }
      for sign in ["{", "nan", "NaN", "inf", "  \n"] { #expect(!text.contains(sign), "\(text)") }
      let json = JSONValue.object(calculation.json).rendered(.compact)
      #expect(!json.contains("nan") && !json.contains("inf,"))
    }
    let undefined = found[3].text(in: .english).replacing("\n", with: " ")
    #expect(undefined.contains("not defined") && undefined.contains("leaves no residual"), "\(undefined)")
    #expect(
      JSONValue.object(found[3].json).rendered(.compact).contains(#""reason":"not defined by these data""#)
    )
  }

  @Test("what cannot be fitted says why and what to do", arguments: Language.allCases)
  func refusals(language: Language) {
    let cases: [(formula: String, error: AnalysisOfCovarianceError)] = [
      ("y ~ arm + id", .noResidualDegreesOfFreedom)
    ]
    for (formula, error) in cases { #expect(throws: error) { try calculation(formula) } }
    for error: AnalysisOfCovarianceError in [
      .differentLengths(column: "x"), .notFinite(column: "x"), .fewerThanTwoGroups, .emptyGroup(1),
      .collinear(column: "x"), .noResidualDegreesOfFreedom, .perfectFit,
    ] {
      let text = AnalysisOfCovarianceErrorText(language: language).text(error)
      #expect(text.contains("\n  ") && !text.contains("{"), "\(text)")
    }
    #expect(throws: FormulaFault.self) { try calculation("y ~ 1") }
    #expect(throws: FormulaFault.self) { try calculation("y ~ arm + base + cluster(id)") }
    #expect(throws: DataFault.self) { try calculation("y ~ arm + base", reference: ["Z"]) }
  }
}
