// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialDesign

/// Criteria of toxicity that come with the program.
enum ToxicityShelf {
  /// Criteria by their name on the shelf.
  ///
  /// - Throws: `CommandFailure` where the program was put together without them, or with broken ones.
  static func entry<Criteria>(
    _ name: String,
    read: (ProtocolNode) throws(ProtocolProblems) -> Criteria
  ) throws(CommandFailure) -> Criteria {
    guard let node = Shelf.standard.entry(.toxicity, name) else {
      throw .usage("the criteria are not on the shelf.\n  Install the program again.")
    }
    do {
      return try read(node)
    } catch {
      throw .unsound(error.problems.map { StudyProblem($0, in: "shelf/\(name).yaml") })
    }
  }
}
