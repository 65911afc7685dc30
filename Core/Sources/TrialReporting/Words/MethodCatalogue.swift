// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis

/// What a statistic is called, what it says, and where it is described.
struct MethodWording: Sendable {
  /// As it heads a line of a table.
  let name: Message
  /// One sentence.
  let description: Message
  /// Authors, year, journal and pages; nil for plain counts.
  let reference: String?

  init(_ name: Message, _ description: Message, _ reference: String? = nil) {
    self.name = name
    self.description = description
    self.reference = reference
  }
}

extension Statistic {
  /// The entry of the method catalogue.
  var wording: MethodWording {
    switch self {
    case .subjects, .events, .estimate, .responders, .pending, .unknown, .missing, .clopperPearson, .wilson,
      .medianRange, .quartiles, .meanSD, .standardizedDifference:
      descriptionWording
    case .difference, .miettinenNurminen, .newcombe, .riskRatio, .oddsRatio, .numberNeeded,
      .superiority, .riskDifference:
      effectWording
    case .pearson, .yates, .nMinusOne, .likelihoodRatio, .fisher, .fisherMidP, .barnard, .boschloo,
      .cochranMantelHaenszel, .globalTest, .stratifiedGlobalTest, .interaction:
      testWording
    case .censored, .median, .landmarkRate, .followUp, .logRank, .stratifiedLogRank, .hazardRatio,
      .stratifiedHazardRatio, .adjustedHazardRatio, .proportionalHazards:
      survivalWording
    case .randomized, .treated, .notTreated, .discontinued, .lost, .inSet, .notInSet, .setUnknown, .planned,
      .perMonth, .projectedEnd, .anyEvent, .severe, .grade, .deaths:
      conductWording
    case .doseProportion, .doseIntensity:
      treatmentWording
    case .concordant, .discordant, .responseUndetermined, .notCompared, .responseChanged, .notEvaluated:
      agreementWording
    case .plannedLastDose, .plannedAssessment, .assessmentsApart, .assessmentDay:
      scheduleWording
    }
  }
}
