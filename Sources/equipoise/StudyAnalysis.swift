// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Dispatch
import ProtocolLibrary
import TrialAnalysis
import TrialConduct
import TrialDesign
import TrialReporting
import TrialSimulation

/// A sound study and the cut it is analysed at.
struct StudyAnalysis {
  let folder: StudyFolder
  let study: StudyProtocol
  let record: TrialRecord
  let fingerprints: ReportInput.Fingerprints
  let cut: CivilDate?
  let asOf: CivilDate?

  /// Reads a study and settles its cut.
  ///
  /// - Parameters:
  ///   - folder: The study's files.
  ///   - cut: The cut asked for, as typed; nil for the protocol's own.
  ///   - asOf: The recording day asked for, as typed; nil for everything on file.
  /// - Throws: `CommandFailure` for a study with problems, and for a cut the study cannot have.
  init(_ folder: StudyFolder, cut: String?, asOf: String?) throws(CommandFailure) {
    let reading = StudyReading(folder)
    guard let study = reading.study, let record = reading.record, reading.isSound else {
      throw .unsound(reading.problems)
    }
    self.folder = folder
    self.study = study
    self.record = record
    fingerprints = ReportInput.Fingerprints(
      protocolFile: reading.protocolFingerprint.hexadecimal,
      data: Fingerprint(of: record, in: study).hexadecimal,
      engine: EngineVersion.current
    )
    self.cut = try Self.cut(cut, of: study)
    self.asOf = try asOf.map { text throws(CommandFailure) in
      guard study.study.time == .calendar else { throw .noCalendar(option: "--as-of") }
      guard let date = CivilDate(iso: text) else { throw .notADate(text, option: "--as-of") }
      return date
    }
  }

  /// A reconstructed study at its own cut, with the cohort of seed 1 in the place of tables.
  init(drawn study: StudyProtocol, _ plan: Reconstruction, from folder: StudyFolder) throws(CommandFailure) {
    var stream = RandomStream(seed: 1, position: 0)
    let record = try reconstructed(study, plan, drawing: &stream)
    self.folder = folder
    self.study = study
    self.record = record
    fingerprints = ReportInput.Fingerprints(
      protocolFile: Fingerprint(of: folder.protocolFile.bytes).hexadecimal,
      data: Fingerprint(of: record, in: study).hexadecimal,
      engine: EngineVersion.current
    )
    cut = try Self.cut(nil, of: study)
    asOf = nil
  }

  /// A record that was made in this program, at a cut of its own.
  init(_ folder: StudyFolder, _ study: StudyProtocol, _ record: TrialRecord, cut: CivilDate) {
    self.folder = folder
    self.study = study
    self.record = record
    self.cut = cut
    asOf = nil
    fingerprints = ReportInput.Fingerprints(
      protocolFile: Fingerprint(of: folder.protocolFile.bytes).hexadecimal,
      data: Fingerprint(of: record, in: study).hexadecimal,
      engine: EngineVersion.current
    )
  }

  private static func cut(_ text: String?, of study: StudyProtocol) throws(CommandFailure) -> CivilDate? {
    guard study.study.time == .calendar else {
      if text != nil { throw .noCalendar(option: "--cut") }
      return nil
    }
    guard let text else {
      guard let cut = study.data.defaultCut else { throw .noCut }
      return cut
    }
    guard let cut = CivilDate(iso: text) else { throw .notADate(text, option: "--cut") }
    if let start = study.study.start, cut < start { throw .cutBeforeStart(cut, start: start) }
    return cut
  }

  /// Whether the cut is the protocol's own because none was asked for, and assumed there.
  func assumedCut(asked text: String?) -> Assumption? {
    text == nil ? study.assumption(at: "data.cut") : nil
  }

  /// All results; those of reconstructed data with a range for everything the published figures leave open.
  ///
  /// - Parameter cohorts: How many cohorts the ranges are taken over; nil for the protocol's number.
  /// - Returns: Every analysis of the protocol.
  /// - Throws: `CommandFailure` where the published figures cannot be met together.
  func results(cohorts: Int? = nil) throws(CommandFailure) -> TrialResults {
    let results = analyse(study, record, settings: AnalysisSettings(cut: cut, asOf: asOf))
    guard let plan = study.reconstruction else { return results }
    return try ranges(plan, cohorts: cohorts ?? plan.cohorts).applied(to: results, declared: plan)
  }

  /// The ranges over cohorts 1 … `cohorts`, found on all cores; the same whatever their number.
  private func ranges(_ plan: Reconstruction, cohorts: Int) throws(CommandFailure) -> CohortRanges {
    let parts = 8
    let bounds = (0...parts).map { 1 + UInt64($0 * cohorts / parts) }
    let found = Slots<Result<CohortRanges, ReconstructionError>>(count: parts)
    let (study, cut, asOf) = (study, cut, asOf)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      guard bounds[part] < bounds[part + 1] else { return }
      let seeds = bounds[part]...bounds[part + 1] - 1
      found.set(
        Result { () throws(ReconstructionError) in
          try rangesOverCohorts(study: study, plan: plan, seeds: seeds, cut: cut, asOf: asOf)
        },
        at: part
      )
    }
    var joined: CohortRanges?
    for part in found.values {
      do {
        guard let ranges = try part?.get() else { continue }
        joined?.add(ranges)
        joined = joined ?? ranges
      } catch {
        throw .reconstruction(error)
      }
    }
    return joined ?? CohortRanges(days: 1)
  }
}

/// One reconstructed cohort.
func reconstructed(
  _ study: StudyProtocol,
  _ plan: Reconstruction,
  drawing stream: inout RandomStream
) throws(CommandFailure) -> TrialRecord {
  do {
    return try reconstruct(study: study, plan: plan, drawing: &stream)
  } catch {
    throw .reconstruction(error)
  }
}

/// One place for each part of a parallel computation; every place is written by one part only.
private final class Slots<Value: Sendable>: @unchecked Sendable {
  private let storage: UnsafeMutableBufferPointer<Value?>

  init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil)
  }

  deinit {
    storage.deinitialize()
    storage.deallocate()
  }

  func set(_ value: Value, at index: Int) { storage[index] = value }

  /// Read only after all parts have ended.
  var values: [Value?] { Array(storage) }
}
