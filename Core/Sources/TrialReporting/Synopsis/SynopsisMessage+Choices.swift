// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The closed lists of the protocol format, in words.
extension StudyIdentity.Blinding {
  var message: SynopsisMessage {
    switch self {
    case .openLabel: .openLabel
    case .singleBlind: .singleBlind
    case .doubleBlind: .doubleBlind
    }
  }
}

extension StudyIdentity.TimeScale {
  var message: SynopsisMessage {
    switch self {
    case .calendar: .calendarTime
    case .relative: .relativeTime
    }
  }
}

extension DataSource.Kind {
  var message: SynopsisMessage {
    switch self {
    case .trial: .trialData
    case .published: .publishedData
    case .simulated: .simulatedData
    case .reconstructed: .reconstructedData
    }
  }
}

extension Form.Repeat {
  var message: SynopsisMessage {
    switch self {
    case .once: .filledOnce
    case .log: .filledAsLog
    }
  }
}

extension Arm.Role {
  var message: SynopsisMessage {
    switch self {
    case .experimental: .experimentalArm
    case .activeComparator: .activeComparatorArm
    case .placebo: .placeboArm
    case .noTreatment: .noTreatmentArm
    }
  }
}

extension AllocationPlan.Method {
  var message: SynopsisMessage {
    switch self {
    case .simple: .simpleAllocation
    case .permutedBlocks: .permutedBlocks
    case .bigStick: .bigStick
    case .biasedCoin: .biasedCoin
    case .urn: .urnAllocation
    case .minimization: .minimization
    case .notPublished: .notPublished
    }
  }
}

extension AllocationRules.ImbalanceMeasure {
  var message: SynopsisMessage {
    switch self {
    case .range: .rangeOfCounts
    case .variance: .varianceOfCounts
    case .standardDeviation: .deviationOfCounts
    }
  }
}

extension Endpoint.Role {
  var message: SynopsisMessage {
    switch self {
    case .primary: .primary
    case .secondary: .secondary
    case .exploratory: .exploratory
    }
  }
}

extension Estimand.IntercurrentEvent.Strategy {
  var message: SynopsisMessage {
    switch self {
    case .treatmentPolicy: .treatmentPolicy
    case .hypothetical: .hypothetical
    case .composite: .composite
    case .whileOnTreatment: .whileOnTreatment
    case .principalStratum: .principalStratum
    }
  }
}

extension PlannedAnalysis.Standing {
  var message: SynopsisMessage {
    switch self {
    case .prespecified: .prespecified
    case .postHoc: .postHoc
    case .asPublished: .asPublished
    }
  }
}

extension PlannedAnalysis.ProportionTest {
  var message: SynopsisMessage {
    switch self {
    case .pearson: .pearson
    case .yates: .yates
    case .nMinusOne: .nMinusOne
    case .likelihoodRatio: .likelihoodRatio
    case .fisher: .fisher
    case .fisherMidP: .fisherMidP
    case .barnard: .barnard
    case .boschloo: .boschloo
    }
  }
}

extension PlannedAnalysis.SurvivalTest {
  var message: SynopsisMessage {
    switch self {
    case .logRank: .logRank
    case .stratifiedLogRank: .stratifiedLogRank
    }
  }
}

extension MonitoringPlan.Boundary {
  var message: SynopsisMessage {
    switch self {
    case .obrienFlemingSpending: .obrienFleming
    case .pocockSpending: .pocock
    case .haybittlePeto: .haybittlePeto
    case .none: .noBoundary
    case .notPublished: .notPublished
    }
  }
}
