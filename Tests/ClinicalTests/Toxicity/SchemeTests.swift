// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// The shelf's criteria and terms are whole.
@Suite struct SchemeTests {
  @Test("the criteria are read without a problem")
  func reads() throws {
    do {
      _ = try Ctcae.scheme.get()
    } catch let problems as ProtocolProblems {
      for problem in problems.problems { Issue.record("\(problem.position): \(problem.place): \(problem.problem) \(problem.remedy)") }
    }
  }
}
