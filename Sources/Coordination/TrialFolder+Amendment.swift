// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct
import TrialDesign

extension TrialFolder {
  /// What the folder's protocol changes against the version in force.
  public func differences(from state: TrialState) -> [ProtocolDifference] {
    guard let version = state.versions.last,
      let old = ProtocolText.read(Array(version.text.utf8)).root,
      let new = ProtocolText.read(folder.protocolFile.bytes).root
    else { return [] }
    return ProtocolDifference.between(old, new)
  }
}
