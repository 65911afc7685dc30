// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Runs every analysis that the protocol asks for, on one record at one cut.
///
/// - Parameters:
///   - study: The protocol.
///   - record: Everything on file; what happened after the cut, or was recorded after `asOf`, does not count.
///   - settings: The cut, and how much is wanted.
/// - Returns: The results in the order of a report. Equal inputs give equal results, whatever the
///   order of rows and files was.
public func analyse(
  _ study: StudyProtocol,
  _ record: TrialRecord,
  settings: AnalysisSettings
) -> TrialResults {
  let data = AnalysisData(study: study, record: record, settings: settings)
  var results: [AnalysisResult] = []
  var listings: [Listing] = []

  func add(_ result: AnalysisResult, _ listing: @autoclosure () -> Listing) {
    results.append(result)
    if settings.isFull { listings.append(listing()) }
  }

  let flow = FlowAnalysis(data)
  add(flow.flow, flow.listing)
  if let accrual = AccrualAnalysis(data) { add(accrual.result, accrual.listing) }
  results.append(flow.sets)
  let baseline = BaselineAnalysis(data)
  if !study.analyses.baseline.isEmpty { add(baseline.result, baseline.listing) }
  if let exposure = ExposureAnalysis(data) { add(exposure.result, exposure.listing) }
  // Subgroup analyses come after all others, as a report shows them.
  let plans = study.analyses.analyses
  var drawn: Set<[String]> = []
  for plan in plans.filter(\.subgroups.isEmpty) + plans.filter({ !$0.subgroups.isEmpty }) {
    guard let endpoint = study.endpoint(plan.endpoint) else { continue }
    let isSubgroup = !plan.subgroups.isEmpty
    let subgroups = SubgroupAnalysis(plan: plan, endpoint: endpoint, data: data)
    switch endpoint.derivation {
    case .binary(let derivation):
      let analysis = ProportionAnalysis(plan, endpoint: endpoint, derivation: derivation, data: data)
      add(isSubgroup ? subgroups.result : analysis.result, analysis.listing)
    case .timeToEvent(let derivation):
      let analysis = SurvivalAnalysis(plan, endpoint: endpoint, derivation: derivation, data: data)
      var result = isSubgroup ? subgroups.result : analysis.result
      // Another analysis of the same times has the same curves; they are shown once.
      if !drawn.insert([plan.endpoint, plan.set]).inserted { result.curves = nil }
      add(result, analysis.listing)
    }
  }
  if let times = AssessmentTimeAnalysis(data) { add(times.result, times.listing) }
  if let agreement = AgreementAnalysis(data) { add(agreement.result, agreement.listing) }
  if let plan = study.safety {
    let safety = SafetyAnalysis(plan, data: data)
    if let events = safety.adverseEvents { add(events.result, events.listing) }
    if let deaths = safety.deaths { add(deaths.result, deaths.listing) }
  }
  return TrialResults(
    cut: settings.cut,
    asOf: settings.asOf,
    subjects: data.members.map { record.subjects[$0] },
    arms: data.arm,
    results: results,
    listings: listings,
    partialDates: data.partialDates,
    hasRowSets: SubjectLists(data).isOn,
    cohorts: nil,
    contradictedDeclarations: []
  )
}
