// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

/// Everything that a report is a function of.
///
/// There is no clock among it: equal inputs give equal bytes.
public struct ReportInput: Sendable {
  /// What the report was made from, as hexadecimal hashes.
  public struct Fingerprints: Hashable, Sendable {
    /// Of the protocol file's bytes.
    public let protocolFile: String
    /// Of the record's values, whatever the order of rows and files.
    public let data: String
    /// The version of this program.
    public let engine: String

    public init(protocolFile: String, data: String, engine: String) {
      self.protocolFile = protocolFile
      self.data = data
      self.engine = engine
    }
  }

  public let study: StudyProtocol
  public let results: TrialResults
  public let fingerprints: Fingerprints
  public let language: Language

  public init(study: StudyProtocol, results: TrialResults, fingerprints: Fingerprints, language: Language) {
    self.study = study
    self.results = results
    self.fingerprints = fingerprints
    self.language = language
  }
}
