// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct DesignCalculationTests {
  private func plan(
    _ fractions: [Double],
    _ efficacy: EfficacyRule = .spending(.obrienFleming),
    futility: String? = nil,
    sides: GroupSequentialPlan.Sides = .one
  ) -> GroupSequentialPlan {
    GroupSequentialPlan(
      fractions: fractions,
      alpha: sides == .one ? 0.025 : 0.05,
      beta: 0.1,
      sides: sides,
      efficacy: efficacy,
      futility: futility.flatMap { FutilityRule(word: $0, isBinding: false) }
    )
  }

  private func survival(_ size: SurvivalSize, recruiting rate: Double = 1) -> DesignQuestion {
    .survival(
      SurvivalComparison(
        controlHazard: PiecewiseRate(share: 0.5, by: 10),
        hazardRatio: 0.7,
        accrual: PiecewiseRate(rate),
        accrualEnd: 24
      ),
      size
    )
  }

  private func designs() throws -> [DesignCalculation] {
    let rates = RatesComparison(0.5, versus: 0.32, null: .difference(0))
    let means = MeansComparison(difference: 5, standardDeviation: 12, test: .t)
    return [
      try DesignCalculation(plan([0.2, 0.4, 0.6, 0.8, 1], .pocock), for: .boundaries),
      try DesignCalculation(plan([0.5, 0.75, 1], futility: "z(0,0.5)"), for: .rates(rates, subjects: nil)),
      try DesignCalculation(plan([1]), for: .rates(rates, subjects: 150)),
      try DesignCalculation(plan([1]), for: .rate(SingleRateComparison(0.4, null: 0.2), subjects: nil)),
      try DesignCalculation(plan([0.5, 1], sides: .two), for: .means(means, subjects: nil)),
      try DesignCalculation(
        plan([0.5, 0.75, 1], futility: "hwang-shih-decani(-2)"),
        for: survival(.needed(lastLook: 36, .schoenfeld))
      ),
      try DesignCalculation(plan([0.5, 1]), for: survival(.recruited(.freedman), recruiting: 25)),
      try DesignCalculation(plan([0.5, 1]), for: survival(.given(events: 200, subjects: 320))),
      try DesignCalculation(
        plan([0.3, 0.6, 1], .pampallonaTsiatis(delta: 0, futilityDelta: 0.2, isBinding: true)),
        for: .boundaries
      ),
      try DesignCalculation(plan([0.1, 0.5, 1], .spending(.shares([0, 0.2, 1]))), for: .boundaries),
      try DesignCalculation(plan([0.4, 0.7, 1], futility: "pocock", sides: .two), for: .boundaries),
      try DesignCalculation(
        plan([0.2, 0.4, 0.6, 0.8, 1], .obrienFleming, futility: "z(-1,0.4,0,0.8)", sides: .two),
        for: survival(.needed(lastLook: 36, .schoenfeld))
      ),
      try DesignCalculation(
        plan([0.33, 0.67, 1], futility: "null(hwang-shih-decani(-3))", sides: .two),
        for: .rates(rates, subjects: nil)
      ),
    ]
  }

  @Test("texts keep to 100 columns and have no number that is none", arguments: Language.allCases)
  func texts(language: Language) throws {
    for design in try designs() {
      let text = design.text(in: language)
      for line in text.split(separator: "\n") { #expect(TextColumns.width(String(line)) <= 100, "\(line)") }
      for sign in ["{", "nan", "NaN", "  \n"] { #expect(!text.contains(sign), "\(text)") }
      let json = JSONValue.object(design.json).rendered(.compact)
      #expect(!json.contains("nan") && !json.contains("inf,"))
    }
  }

  /// Pocock's constant for five looks at one-sided 0.025 is 2.413 (Jennison & Turnbull 2000, table 2.1).
  @Test("Pocock's boundary is that of the tables")
  func pocock() throws {
    let text = try designs()[0].text(in: .english)
    #expect(text.contains("     5        1.000  2.4132      0.007907      0.02500        0.9000"), "\(text)")
    #expect(text.contains("needs 1.2066 times the information"))
  }

  @Test("sizes are rounded up within each arm, and a hair above a whole number is that number")
  func rounding() throws {
    #expect(DesignCalculation.roundedUp(117.0000000001) == 117)
    #expect(DesignCalculation.roundedUp(117.01) == 118)
    let rates = try designs()[1]
    let maximum = try #require(rates.maximumSubjects)
    #expect(rates.armSizes == [Int((maximum / 2).rounded(.up)), Int((maximum / 2).rounded(.up))])
    let single = try designs()[3]
    #expect(single.armSizes?.count == 1 && single.ratio == nil)
  }

  @Test("what cannot be planned says why and what to do", arguments: Language.allCases)
  func refusals(language: Language) {
    let cases: [(GroupSequentialPlan, DesignQuestion, DesignFault)] = [
      (plan([0.5, 0.4, 1]), .boundaries, .plan(.fractions([0.5, 0.4, 1]))),
      (
        plan(
          [0.5, 1],
          .pampallonaTsiatis(delta: 0, futilityDelta: 0, isBinding: false),
          futility: "pocock"
        ), .boundaries, .plan(.futilityNotPossible)
      ),
      (plan([0.5, 1], .wangTsiatis(delta: 3)), .boundaries, .plan(.parameter)),
      (plan([0.5, 1], futility: "z(3)"), .boundaries, .plan(.futilityBounds([3]))),
    ]
    for (plan, question, fault) in cases {
      #expect(throws: fault) { try DesignCalculation(plan, for: question) }
      let text = DesignFaultText(language: language).text(fault)
      #expect(text.contains("\n  ") && !text.contains("{"), "\(text)")
    }
    let never = #expect(throws: DesignFault.self) {
      try DesignCalculation(plan([1]), for: survival(.recruited(.schoenfeld), recruiting: 5))
    }
    guard case .eventsNeverCome(let events, let subjects) = never else {
      Issue.record("\(String(describing: never))")
      return
    }
    #expect(subjects == 120 && events > 300)
  }

  @Test("words of boundaries are read back as they are written")
  func words() {
    for rule in [
      EfficacyRule.pocock, .obrienFleming, .wangTsiatis(delta: 0.25), .haybittlePeto(interim: 3),
      .pampallonaTsiatis(delta: 0, futilityDelta: 0.2, isBinding: true),
    ] {
      #expect(EfficacyRule(word: rule.word, isBinding: true) == rule)
    }
    for function in [
      SpendingFunction.obrienFleming, .pocock, .kimDeMets(rho: 3), .hwangShihDeCani(gamma: -4),
      .shares([0, 0.2, 1]),
    ] {
      #expect(SpendingFunction(word: function.word) == function)
      #expect(FutilityRule(word: function.word, isBinding: false)?.word == function.word)
      let null = FutilityRule(word: "null(\(function.word))", isBinding: true)
      #expect(null?.bounds == .nullSpending(function) && null?.word == "null(\(function.word))")
    }
    #expect(FutilityRule(word: "z(0, 0.5)", isBinding: true)?.bounds == .fixed([0, 0.5]))
    for word in [
      "", "z", "wang-tsiatis", "pocock(1)", "shares()", "kim-demets(x)", "z(1", "kim-demets(inf)", "null()",
      "null(pocock", "null(z(1))",
    ] {
      #expect(EfficacyRule(word: word) == nil && FutilityRule(word: word, isBinding: false) == nil, "\(word)")
    }
    for rule in [
      SuccessRule.posterior(0.975), .pooledZ(alpha: 0.025), .fisher(alpha: 0.05), .binomial(alpha: 0.05),
    ] {
      #expect(SuccessRule(word: rule.word) == rule)
    }
    for word in ["0", "1", "z(0.5)", "z", "fisher(0)", "t(0.05)"] {
      #expect(SuccessRule(word: word) == nil, "\(word)")
    }
  }

  @Test("boundaries are drawn with and without futility, one- and two-sided, cut where they are infinite")
  func figures() throws {
    let all = try designs()
    for design in all {
      for language in Language.allCases {
        let figure = design.figure(in: language)
        #expect(FigureLayoutCheck(figure.svg).faults == [], "\(design.question.word)")
      }
    }
    try expectSnapshot(all[5].figure(in: .english), "boundaries-futility")
    try expectSnapshot(all[4].figure(in: .simplifiedChinese), "boundaries-two-sided-chinese")
    try expectSnapshot(all[2].figure(in: .english), "boundaries-single-look")
    try expectSnapshot(all[9].figure(in: .english), "boundaries-nothing-spent-first")
    try expectSnapshot(all[10].figure(in: .english), "boundaries-wedge")
    try expectSnapshot(all[11].figure(in: .simplifiedChinese), "boundaries-wedge-closed-chinese")
  }
}
