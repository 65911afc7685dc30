// SPDX-License-Identifier: Apache-2.0

import Foundation
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// What a clinical command was pointed at: a table of cases, or a study.
struct CaseSource {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// A folder or a protocol file; anything else is a table.
  var isStudy: Bool {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return (isThere && isFolder.boolValue) || path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }
}

/// A study at a cut, with everything that its protocol derives.
struct DerivedStudy {
  let study: StudyProtocol
  /// What had happened by the cut.
  let record: TrialRecord
  let derived: DerivedRecord

  /// - Parameters:
  ///   - path: A study folder or its protocol file.
  ///   - cut: The last day whose facts count, as typed; nil for the protocol's own.
  ///   - looking: Who looks, where the study has a ledger.
  /// - Throws: `CommandFailure` for a study with problems, and for a cut it cannot have.
  init(_ path: String, cut: String?, looking: LookOptions? = nil) throws(CommandFailure) {
    let opening = try StudyOpening(path, cut: cut, looking: looking)
    let analysis = try StudyAnalysis(opening.folder, cut: opening.cut, asOf: nil)
    study = analysis.study
    record = analysis.record.happened(by: analysis.cut)
    derived = Deriver(study).derive(record, cut: analysis.cut?.day)
  }

  func lacks(_ derivation: String, in path: String) -> CommandFailure {
    .usage(
      "\(path): the protocol derives no \(derivation).\n"
        + "  Add derivations.\(derivation); Documentation/ProtocolFormat.md shows how."
    )
  }

  func unknown(_ subject: String) -> CommandFailure {
    .usage(
      "--subject: nobody randomized by the cut has the id \"\(subject)\".\n  Ids are those of the tables."
    )
  }
}
