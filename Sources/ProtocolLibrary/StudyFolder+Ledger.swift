// SPDX-License-Identifier: Apache-2.0

extension StudyFolder {
  /// The study as its ledger tells it: the protocol in force and the tables that follow from what happened.
  ///
  /// - Parameters:
  ///   - protocolText: The protocol file as it came into force.
  ///   - tables: What the trial's state tells: `<form>.csv` for each form, in the protocol's own columns, and the
  ///     laboratories' limits.
  /// - Returns: A study whose tables are read without the protocol's mapping; none is read from the folder.
  public func conducted(_ protocolText: [UInt8], tables: [String: [UInt8]]) -> StudyFolder {
    let own = tables.sorted { $0.key < $1.key }.map { File(name: "data/\($0.key)", bytes: $0.value) }
    return StudyFolder(
      path: path,
      protocolFile: File(name: protocolFile.name, bytes: protocolText),
      tables: own,
      isConducted: true
    )
  }
}
