// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Whether a serious case is to be reported, and by when, from the versions of its report.
///
/// A version counts from the time at which the site learned what it says. That is never later than the sponsor's own
/// knowledge, from which ICH E2A (section III.B) counts: who is in time by this clock is in time by both.
extension SeriousCase {
  /// What is known now of seriousness, expectedness and causality.
  public var assessment: SafetyAssessment {
    let known = versions.count - 1
    return SafetyAssessment(
      serious: seriousness(at: known).isSerious,
      unexpected: truth("unexpected", at: known),
      suspected: truth("suspected", at: known)
    )
  }

  /// The clocks of the case.
  ///
  /// The first version holds the four minimum data: subject and event by its row, source by its author, product by the
  /// trial. Whether it was fatal or life-threatening is taken from the first version that says so or denies it; a later
  /// version that turns a denial round starts a clock of its own, every other version one for new information.
  ///
  /// - Parameters:
  ///   - zone: The sponsor's time; nil: each timestamp's own.
  ///   - followUpFrom: From which day the eight further days of a fatal case count.
  /// - Returns: The clock, whose reports are due only where `assessment` does not rule them out.
  public func clock(zone: UTCOffset?, followUpFrom: ExpeditedReporting.FollowUpStart) -> SafetyClock {
    let truths = versions.indices.map { seriousness(at: $0).isFatalOrLifeThreatening }
    let settled = truths.firstIndex { $0 != .unknown }
    let fatal = settled.map { truths[$0] } ?? .unknown
    let turn = fatal == .notMet ? truths.firstIndex(of: .met) : nil
    let start = versions[0].report.known
    let data = ExpeditedReporting.MinimumDatum.allCases.map { ($0, start) }
    return SafetyClock(
      minimum: Dictionary(uniqueKeysWithValues: data),
      fatal: fatal,
      becameFatal: turn.map { versions[$0].report.known },
      newInformation: versions.indices.dropFirst().filter { $0 != turn }.map { versions[$0].report.known },
      reported: sent.map(\.on).min().map { Timestamp($0) },
      zone: zone,
      followUpFrom: followUpFrom
    )
  }

  /// When a report that is due went out; nil where it has not.
  public func sent(_ due: ReportDue) -> CivilDate? {
    sent.filter { $0.kind == due.kind.rawValue && $0.on >= due.start }.map(\.on).min()
  }

  /// The answers of a version and those before it: what a later version leaves out still stands.
  private func seriousness(at version: Int) -> SeriousnessCriteria {
    SeriousnessCriteria(
      death: truth("death", at: version),
      lifeThreatening: truth("life-threatening", at: version),
      hospitalization: truth("hospitalization", at: version),
      disability: truth("disability", at: version),
      congenitalAnomaly: truth("congenital-anomaly", at: version),
      otherImportant: truth("other-important", at: version)
    )
  }

  private func truth(_ item: String, at version: Int) -> Truth {
    let answers = versions[...version].reversed().lazy.compactMap { version in
      version.report.answers.first { $0.item == item }?.text
    }
    switch answers.first {
    case "yes": return .met
    case "no": return .notMet
    default: return .unknown
    }
  }
}
