// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct ExactDesignCalculationTests {
  private func rate(_ size: ExactDesignSize, sides: GroupSequentialPlan.Sides = .one) throws
    -> ExactDesignCalculation
  {
    try ExactDesignCalculation(.rate(ExactSingleRate(0.3, null: 0.1, alpha: 0.05, sides: sides)), size)
  }

  private func rates(_ test: ExactRatesComparison.Test, _ size: ExactDesignSize) throws
    -> ExactDesignCalculation
  {
    let plan = ExactRatesComparison(0.8, versus: 0.4, test: test, alpha: test.sides == .one ? 0.025 : 0.05)
    return try ExactDesignCalculation(.rates(plan, ratio: .init(treatment: 1, reference: 1)), size)
  }

  private func designs() throws -> [ExactDesignCalculation] {
    let sought = ExactDesignSize.needed(power: 0.8, largest: 100)
    return try [
      rate(.needed(power: 0.8, largest: nil)), rate(.given([25]), sides: .two), rate(.given([1])),
      rates(.given([17, 31])),
    ] + ExactRatesComparison.Test.allCases.map { try rates($0, sought) }
  }

  private func rates(_ size: ExactDesignSize) throws -> ExactDesignCalculation { try rates(.pearson, size) }

  @Test("texts keep to 100 columns and have no number that is none", arguments: Language.allCases)
  func texts(language: Language) throws {
    for design in try designs() {
      let text = design.text(in: language)
      for line in text.split(separator: "\n") { #expect(TextColumns.width(String(line)) <= 100, "\(line)") }
      for sign in ["{", "nan", "NaN", "  \n"] { #expect(!text.contains(sign), "\(text)") }
      #expect(!JSONValue.object(design.json).rendered(.compact).contains("nan"))
    }
  }

  /// `exact_power.json`, enumerated in R: 25 subjects reject with 6 events, 29 with 7 and every larger trial has 80 %.
  @Test("one rate has two sizes, with the counts that reject")
  func oneRate() throws {
    let trials = try rate(.needed(power: 0.8, largest: nil)).trials
    #expect(trials.map(\.total) == [25, 29])
    #expect(trials.map { $0.counts?.high } == [6, 7] && trials.map { $0.counts?.low } == [-1, -1])
    let text = try rate(.needed(power: 0.8, largest: nil)).text(in: .english)
    #expect(text.contains("≥ 6       0.8065      0.03340"), "\(text)")
    // One subject rejects with no count.
    #expect(try rate(.given([1]), sides: .two).text(in: .english).contains("–"))
  }

  @Test("where there is no size, it says so", arguments: Language.allCases)
  func refusals(language: Language) throws {
    #expect(throws: ExactDesignFault.noneUpTo(20)) {
      try rates(.fisherOneSided, .needed(power: 0.8, largest: 20))
    }
    #expect(throws: ExactDesignFault.tooMany(20_000)) {
      try ExactDesignCalculation(
        .rate(ExactSingleRate(0.5, null: 0.499, alpha: 0.025, sides: .one)),
        .needed(power: 0.9, largest: nil)
      )
    }
    for fault in [ExactDesignFault.noneUpTo(20), .tooMany(20_000)] {
      let text = ExactDesignFaultText(language: language).text(fault)
      #expect(text.contains("\n  ") && !text.contains("{"), "\(text)")
    }
  }
}
