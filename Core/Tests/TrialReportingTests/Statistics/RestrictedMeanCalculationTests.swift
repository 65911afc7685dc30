// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct RestrictedMeanCalculationTests {
  private func calculation(_ text: String, tau: Double?) throws -> RestrictedMeanCalculation {
    try RestrictedMeanCalculation(
      try DataTable(Array(text.utf8), reading: ["t", "e", "arm"]),
      try ModelFormula(parsing: "Surv(t, e) ~ arm"),
      reference: ReferenceLevels([]),
      horizon: tau,
      level: 0.95
    )
  }

  private static let censoredLast = "t,e,arm\n2,1,A\n4,1,A\n8,0,A\n1,1,B\n3,1,B\n6,0,B"
  private static let eventLast = "t,e,arm\n2,1,A\n4,1,A\n8,0,A\n1,1,B\n3,1,B\n6,1,B"

  /// By hand: arm A 2 + 2 · 2/3 + 2 · 1/3 up to 6, arm B 1 + 2 · 2/3 + 3 · 1/3.
  @Test("without τ it is the smallest of the arms' largest times, and the print says so")
  func defaultHorizon() throws {
    let answer = try calculation(Self.censoredLast, tau: nil)
    #expect(answer.horizon == 6 && !answer.isChosen)
    #expect(abs(answer.arms[0].mean.mean - 4) < 1e-14)
    #expect(abs(answer.arms[1].mean.mean - 10.0 / 3) < 1e-14)
    #expect(
      answer.text(in: .english).contains("Up to τ = 6, the smallest of the arms' largest observed times")
    )
  }

  @Test("a τ beyond what is known is refused, unless the curve has reached 0")
  func tooLate() throws {
    #expect(throws: DataFault.horizonTooLate(tau: 7, arm: "arm=B", last: 6)) {
      try calculation(Self.censoredLast, tau: 7)
    }
    #expect(throws: DataFault.horizonTooLate(tau: 9, arm: "arm=A", last: 8)) {
      try calculation(Self.eventLast, tau: 9)
    }
    // The last of arm B has the event: its mean is known for any τ.
    let answer = try calculation(Self.eventLast, tau: 8)
    #expect(answer.isChosen && answer.longest == 8)
    #expect(throws: DataFault.noFollowUp(column: "t")) { try calculation("t,e,arm\n0,0,A\n0,0,B", tau: nil) }
  }

  @Test("arms without events have no ratio of times lost, by name and not by accident")
  func nothingLost() throws {
    let answer = try calculation("t,e,arm\n5,0,A\n6,0,A\n5,0,B\n7,0,B", tau: nil)
    for language in Language.allCases {
      let text = answer.text(in: language)
      for sign in ["nan", "NaN", "{"] { #expect(!text.contains(sign), "\(text)") }
    }
  }

  @Test("areas are shaded up to τ")
  func figure() throws {
    let figure = try calculation(Self.censoredLast, tau: 5).figure(in: .english)
    #expect(figure.horizon?.label == "τ = 5")
    try expectSnapshot(figure, "kaplan-meier-restricted-mean")
  }
}
