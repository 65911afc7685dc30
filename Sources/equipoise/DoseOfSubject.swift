// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// A subject of a study for whom `equipoise dose` reads what it was not told.
struct DoseOfSubject {
  let study: StudyProtocol
  let record: RecordedDosing
  let regimen: DoseRegimen
  /// How the regimen was found.
  private let regimenEvidence: DosingEvidence

  /// - Parameters:
  ///   - id: The subject's.
  ///   - path: The study.
  ///   - name: A regimen that was named, which wins over the arm's; nil for the arm's.
  ///   - looking: Who looks, where the study has a ledger.
  /// - Throws: `CommandFailure` for a study with problems, `DoseFailure` for the rest.
  init(_ id: String, in path: String, regimen name: String?, looking: LookOptions) throws {
    let reading = StudyReading(try StudyOpening(path, looking: looking).folder)
    guard let study = reading.study, let facts = reading.record, reading.isSound else {
      throw CommandFailure.unsound(reading.problems)
    }
    guard study.study.time == .calendar else { throw DoseFailure.relativeTime(path) }
    guard let record = RecordedDosing(id, in: facts, of: study) else {
      throw CommandFailure.unknown(id, option: "--subject", known: facts.subjects)
    }
    self.study = study
    self.record = record
    let arm: Arm?
    do {
      arm = try record.arm()
    } catch {
      guard name != nil else { throw DoseFailure.noArm(SourceWords(study, language: .english).words(error)) }
      arm = nil
    }
    let onFile = arm.map { arm in
      DosingEvidence.OnFile(.word(Self.title(of: arm, study)), item: study.record.arm)
    }
    if let name {
      regimen = try DoseRegimen(name, in: study)
      let title = regimen.regimen.title.english
      regimenEvidence = DosingEvidence(.regimen, .word(title), from: .option(inPlaceOf: onFile))
    } else {
      guard let arm, let onFile, let name = arm.regimen else {
        throw DoseFailure.armWithoutRegimen(arm?.id ?? "", known: study.regimens.map(\.id))
      }
      regimen = try DoseRegimen(name, in: study)
      regimenEvidence = DosingEvidence(.regimen, onFile.value, from: .record(onFile))
    }
  }

  /// The regimen of an arm behind the arm's own name.
  private static func title(of arm: Arm, _ study: StudyProtocol) -> String {
    guard let id = arm.regimen, id != arm.id else { return arm.id }
    return "\(arm.id): \(id)"
  }

  /// When cycles begin: by the day that was named for the first one asked for, else by what is on file.
  func plan(from start: CivilDate?, ofCycle cycle: Int) -> CyclePlan {
    let length = regimen.regimen.cycle
    let onFile = record.starts(of: regimen.regimen)
    guard let start else { return CyclePlan(onFile: onFile, length: length) }
    return CyclePlan(from: start, ofCycle: cycle, inPlaceOf: onFile[cycle], length: length)
  }

  /// Why a cycle cannot be placed; of the first cycle, what is missing on file.
  func reason(_ absence: DosingAbsence) -> DosingAbsence {
    if case .cycleUnknown(1) = absence { return record.absenceOfStart }
    return absence
  }

  /// The subject and where everything comes from, as a calendar shows it.
  func shown(_ request: RecordedRequest) -> CalendarSubject {
    CalendarSubject(record.subject, evidence: [regimenEvidence] + request.evidence, in: study)
  }

  /// Refusals with the form and the item in which a missing measure should stand.
  func refusals(_ refusals: [DosingRefusal], of request: RecordedRequest) -> DoseFailure {
    let missing = refusals.compactMap { refusal -> DoseFailure.Missing? in
      let measure: DosingItems.Measure
      switch refusal {
      case .heightMissing: measure = .height
      case .weightMissing: measure = .weight
      default: return nil
      }
      guard let absence = request.absence(of: measure) else { return nil }
      return DoseFailure.Missing(
        measure: measure,
        because: SourceWords(study, language: .english).words(absence),
        isNamed: !absence.isUnnamed
      )
    }
    return .notOnFile(
      missing,
      others: refusals.filter { $0 != .heightMissing && $0 != .weightMissing },
      subject: record.subject
    )
  }
}

extension DosingAbsence {
  fileprivate var isUnnamed: Bool {
    if case .notNamed = self { return true }
    return false
  }
}
