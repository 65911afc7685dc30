// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Draws one cohort of subjects that meets every followed figure of a publication.
///
/// The cohort is first drawn from the plan's rules and then mended: as long as a figure is missed, the
/// values behind it are drawn anew for one subject at a time, and a change stays unless it makes the whole
/// fit worse. What the figures leave open stays as the rules drew it. The cohort is one of very many that
/// fit, and neither the likeliest nor a typical one: nothing in it may be read as a result of the trial.
///
/// - Parameters:
///   - study: The protocol; in calendar time.
///   - plan: The published figures and the rules, usually `study.reconstruction`.
///   - stream: The same stream gives the same cohort, to the byte.
/// - Returns: A record without problems: subjects in the order of randomization.
/// - Throws: `ReconstructionError.unmet` where the figures could not be met together.
public func reconstruct(
  study: StudyProtocol,
  plan: Reconstruction,
  drawing stream: inout some RandomSource
) throws(ReconstructionError) -> TrialRecord {
  let drawing = try DrawingPlan(study: study, plan: plan)
  return try cohort(of: drawing, DerivedFigures(study, plan), study: study, plan: plan, drawing: &stream)
}

/// Draws the cohorts over which the ranges of undetermined results are taken.
///
/// - Parameters:
///   - study: The protocol; in calendar time.
///   - plan: The published figures and the rules, usually `study.reconstruction`.
///   - seeds: Cohort *s* is drawn from the stream at position 0 of seed *s*, as `reconstruct` would.
/// - Returns: One record for each seed, in their order.
/// - Throws: `ReconstructionError.unmet` where the figures could not be met together.
public func reconstructedCohorts(
  study: StudyProtocol,
  plan: Reconstruction,
  seeds: ClosedRange<UInt64>
) throws(ReconstructionError) -> [TrialRecord] {
  let drawing = try DrawingPlan(study: study, plan: plan)
  let figures = DerivedFigures(study, plan)
  var cohorts: [TrialRecord] = []
  for seed in seeds {
    var stream = RandomStream(seed: seed, position: 0)
    cohorts.append(try cohort(of: drawing, figures, study: study, plan: plan, drawing: &stream))
  }
  return cohorts
}

private func cohort(
  of drawing: DrawingPlan,
  _ derivation: DerivedFigures,
  study: StudyProtocol,
  plan: Reconstruction,
  drawing stream: inout some RandomSource
) throws(ReconstructionError) -> TrialRecord {
  var missed: [Int] = []
  for _ in 0..<MarginSearch.attempts {
    var search = MarginSearch(CohortDraft(drawing, drawing: &stream))
    missed = search.mend(drawing: &stream)
    if missed.isEmpty {
      let record = search.draft.record(study: study, plan: plan, drawing: &stream)
      // Raw findings that lead elsewhere are a fault of the rules, and drawing again would only hide it.
      let elsewhere = derivation.misses(record)
      guard elsewhere.isEmpty else { throw .derivedElsewhere(elsewhere) }
      return record
    }
  }
  throw drawing.unmet(missed)
}
