// SPDX-License-Identifier: Apache-2.0

import Crypto
import TrialConduct
import TrialDesign

/// A study folder after reading: its protocol, its record, and everything that is wrong with either.
public struct StudyReading: Sendable {
  public let folder: StudyFolder
  /// nil where the protocol has problems.
  public let study: StudyProtocol?
  /// nil where the tables were not read: the protocol, which says what they mean, has problems, or no one asked.
  public let record: TrialRecord?
  /// Whether the tables were read; they are not where a problem of the protocol touches what they mean.
  public let readData: Bool
  /// By file, line and column; those of the protocol first.
  public let problems: [StudyProblem]

  /// Reads protocol and data, and collects all problems of both.
  ///
  /// - Parameters:
  ///   - folder: The study's files.
  ///   - readsData: Whether the tables are wanted; without them there is no record.
  public init(_ folder: StudyFolder, readsData: Bool = true) {
    self.folder = folder
    let (whole, partial, faults) = Self.study(in: folder.protocolFile)
    study = folder.isConducted ? whole?.conducted : whole
    let warnings = whole?.warnings ?? []
    let protocolProblems =
      faults.map { StudyProblem($0, in: folder.protocolFile.name) }
      + warnings.map { StudyProblem($0, in: folder.protocolFile.name, severity: .warning) }
    guard let stated = whole ?? partial, readsData else {
      record = nil
      self.readData = false
      problems = protocolProblems
      return
    }
    // A ledger holds the protocol's own columns and codes, whatever the files that were once brought in looked like.
    let meaning = folder.isConducted ? stated.conducted : stated
    let tables = folder.tables.map { (Self.nameInData($0.name), $0.bytes) }
    let files = Dictionary(tables) { first, _ in first }
    let (record, dataProblems) = TrialRecord.read(study: meaning, files: files)
    readData = true
    self.record = whole == nil ? nil : record
    problems = protocolProblems + dataProblems.map { StudyProblem($0) }
  }

  /// Whether protocol and data may be analysed: warnings alone do not stand in the way.
  public var isSound: Bool { !problems.contains { $0.severity == .error } }

  /// SHA-256 of the protocol file, byte by byte.
  public var protocolFingerprint: Fingerprint { Fingerprint(of: folder.protocolFile.bytes) }

  /// SHA-256 of the record's facts: the order of rows and the names of files and columns do not matter.
  public var dataFingerprint: Fingerprint? {
    guard let study, let record else { return nil }
    return Fingerprint(of: record, in: study)
  }

  /// The protocol without problems; else what of it says what the tables mean, and every problem in order.
  private static func study(
    in file: StudyFolder.File
  ) -> (whole: StudyProtocol?, partial: StudyProtocol?, problems: [ProtocolProblem]) {
    let (root, faults) = ProtocolText.read(file.bytes)
    guard let root else { return (nil, nil, faults) }
    do {
      let study = try StudyProtocol.read(root, shelf: .standard)
      return faults.isEmpty ? (study, nil, []) : (nil, study, faults)
    } catch {
      let problems = (faults + error.problems).sorted { ($0.position, $0.place) < ($1.position, $1.place) }
      return (nil, faults.isEmpty ? error.forData : nil, problems)
    }
  }

  private static func nameInData(_ name: String) -> String {
    name.hasPrefix("data/") ? String(name.dropFirst("data/".count)) : name
  }
}

extension Fingerprint {
  /// The hash of a record's canonical bytes.
  public init(of record: TrialRecord, in study: StudyProtocol) {
    var hash = SHA256()
    record.forEachCanonicalChunk(of: study) { hash.update(data: $0) }
    self.init(digest: hash.finalize())
  }
}
