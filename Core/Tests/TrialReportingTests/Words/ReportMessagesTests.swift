// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialAnalysis

@testable import TrialReporting

@Suite struct ReportMessagesTests {
  @Test("every text is there in both languages, with the same places for arguments")
  func isComplete() {
    let messages =
      ReportMessage.allCases.map(\.message) + ResultMessage.allCases.map(\.message)
      + FigureMessage.allCases.map(\.message) + DecisionMessage.allCases.map(\.message)
      + ResponseMessage.allCases.map(\.message) + RiskMessage.allCases.map(\.message)
      + EligibilityMessage.allCases.map(\.message) + AllocationMessage.allCases.map(\.message)
      + Statistic.allCases.flatMap { [$0.wording.name, $0.wording.description] }
    for message in messages {
      #expect(!message.english.isEmpty)
      #expect(!message.simplifiedChinese.isEmpty)
      #expect(places(message.english) == places(message.simplifiedChinese), "\(message.english)")
    }
  }

  @Test("no two statistics share a name, so that a line of a table tells which is meant")
  func namesAreUnique() {
    for language in [\Message.english, \.simplifiedChinese] {
      let names = Statistic.allCases.map { $0.wording.name[keyPath: language] }
      #expect(Set(names).count == names.count)
    }
  }

  @Test("every interval, test and model has a reference")
  func hasReferences() {
    let plain: Set<Statistic> = [
      .subjects, .events, .estimate, .responders, .pending, .unknown, .missing, .difference, .globalTest,
      .stratifiedGlobalTest, .medianRange, .meanSD, .censored, .treated, .notTreated, .discontinued, .lost,
      .planned,
      .perMonth, .projectedEnd, .deaths, .discordant, .responseUndetermined, .notCompared, .responseChanged,
      .notEvaluated, .plannedLastDose, .plannedAssessment, .assessmentsApart, .assessmentDay,
    ]
    for statistic in Statistic.allCases where !plain.contains(statistic) {
      #expect(statistic.wording.reference != nil, "\(statistic)")
    }
  }

  private func places(_ text: String) -> Set<String> {
    let parts = text.split(separator: "{", omittingEmptySubsequences: false)
    return Set(parts.dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
  }
}
