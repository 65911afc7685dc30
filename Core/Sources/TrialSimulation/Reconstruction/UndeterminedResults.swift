// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialConduct
import TrialDesign

/// Analyses cohorts that all meet the published figures, and keeps the range of every number.
///
/// - Parameters:
///   - study: The protocol; in calendar time.
///   - plan: The published figures and the rules.
///   - seeds: The cohorts' seeds; parts of a long range can be found apart and joined.
///   - cut: The cut of the analyses.
///   - asOf: The last day on which a fact could have been recorded; nil for all.
/// - Returns: The ranges over these cohorts.
/// - Throws: `ReconstructionError` where the figures could not be met together.
public func rangesOverCohorts(
  study: StudyProtocol,
  plan: Reconstruction,
  seeds: ClosedRange<UInt64>,
  cut: CivilDate?,
  asOf: CivilDate?
) throws(ReconstructionError) -> CohortRanges {
  let longest = study.study.start.flatMap { start in cut.map { max(1, $0 - start) } } ?? 1
  var ranges = CohortRanges(days: longest)
  let settings = AnalysisSettings(cut: cut, asOf: asOf, isFull: false, deriver: Deriver(study))
  for cohort in try reconstructedCohorts(study: study, plan: plan, seeds: seeds) {
    ranges.add(analyse(study, cohort, settings: settings))
  }
  return ranges
}
