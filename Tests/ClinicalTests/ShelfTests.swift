// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialDesign

/// What travels inside the binary can be read.
@Suite struct ShelfTests {
  @Test("every YAML file of the shelf is read without a problem", arguments: ShelfFiles.all.keys.sorted())
  func files(name: String) throws {
    guard name.hasSuffix(".yaml") else { return }
    let (root, problems) = ProtocolText.read(try #require(ShelfFiles.all[name]))
    #expect(problems.isEmpty)
    #expect(root != nil)
  }
}
