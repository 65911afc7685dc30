// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct

extension TrialState {
  /// SHA-256 of the record's canonical bytes as the trial stands: what a data cut is named with.
  ///
  /// - Returns: 64 hexadecimal digits.
  /// - Throws: Where no protocol is in force, or the one in force cannot be read.
  public func dataHash() throws(TrialFailure) -> String {
    guard let version = versions.last else { throw .refused(.notActivated) }
    guard let study = try LiveTrial.studies(of: self)[version.number] else { throw .refused(.notActivated) }
    let text = Array(version.text.utf8)
    let place = StudyFolder(
      path: version.study,
      protocolFile: .init(name: "protocol.yaml", bytes: text),
      tables: []
    )
    let reading = StudyReading(place.conducted(text, tables: tables(CaptureRules(study))))
    guard let hash = reading.dataFingerprint else {
      throw .protocolUnreadable(version.number, reading.problems)
    }
    return hash.hexadecimal
  }
}

extension ProtocolVersion {
  /// A protocol file as the version that would follow those of a trial.
  public init(_ text: String, label: String, study: String, after state: TrialState) {
    self.init(
      number: state.version + 1,
      study: study,
      label: label,
      hash: Digest.hexadecimal(Array(text.utf8)),
      text: text,
      commitment: state.versions.first?.commitment
    )
  }
}
