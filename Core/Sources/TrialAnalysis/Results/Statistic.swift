// SPDX-License-Identifier: Apache-2.0

/// The statistics that tables show; the raw value is the word in paths and files.
public enum Statistic: String, CaseIterable, Sendable {
  // Counts and shares.
  case subjects = "n"
  case events
  case estimate
  case responders
  case pending
  case unknown
  case missing
  case clopperPearson = "clopper-pearson"
  case wilson
  // Treatment.
  case doseProportion = "dose-proportion"
  case doseIntensity = "dose-intensity"
  // The derived response beside the investigator's.
  case concordant
  case discordant
  case responseUndetermined = "undetermined"
  case notCompared = "not-compared"
  case responseChanged = "response-changed"
  case notEvaluated = "none"
  // Times of assessments.
  case plannedLastDose = "last-dose"
  case plannedAssessment = "latest"
  case assessmentsApart = "apart"
  case assessmentDay = "assessment-day"
  // Comparisons of shares.
  case difference
  case miettinenNurminen = "miettinen-nurminen"
  case newcombe
  case riskRatio = "risk-ratio"
  case oddsRatio = "odds-ratio"
  case numberNeeded = "number-needed"
  case superiority
  case pearson
  case yates
  case nMinusOne = "n-1"
  case likelihoodRatio = "likelihood-ratio"
  case fisher
  case fisherMidP = "fisher-midp"
  case barnard
  case boschloo
  case cochranMantelHaenszel = "cmh"
  case globalTest = "global"
  case stratifiedGlobalTest = "stratified-global"
  case interaction
  // Summaries of numbers.
  case medianRange = "median-range"
  case quartiles
  case meanSD = "mean-sd"
  case standardizedDifference = "smd"
  // Time to event.
  case censored
  case median
  case landmarkRate = "rate"
  case followUp = "follow-up"
  case logRank = "log-rank"
  case stratifiedLogRank = "stratified-log-rank"
  case hazardRatio = "hazard-ratio"
  case stratifiedHazardRatio = "stratified-hazard-ratio"
  case adjustedHazardRatio = "adjusted-hazard-ratio"
  case proportionalHazards = "proportional-hazards"
  // Flow and accrual.
  case randomized
  case treated
  case notTreated = "not-treated"
  case discontinued
  case lost
  case inSet = "in-set"
  case notInSet = "not-in-set"
  case setUnknown = "set-unknown"
  case planned
  case perMonth = "per-month"
  case projectedEnd = "projected-end"
  // Safety.
  case anyEvent = "any"
  case severe = "grade-3-5"
  case grade
  case riskDifference = "risk-difference"
  case deaths
}
