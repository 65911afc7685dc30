// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension PartialDate {
  /// Whether this date stands to another as asked: `atLeast` on or after, `below` before, and so on.
  ///
  /// Every completion of both is considered: met where all agree, not met where none does, else unknown.
  public func stands(_ relation: Comparison.Relation, to other: PartialDate) -> Truth {
    let (mine, theirs) = (possibleDays, other.possibleDays)
    switch relation {
    case .atLeast:
      return Self.truth(
        always: mine.lowerBound >= theirs.upperBound,
        never: mine.upperBound < theirs.lowerBound
      )
    case .above:
      return Self.truth(
        always: mine.lowerBound > theirs.upperBound,
        never: mine.upperBound <= theirs.lowerBound
      )
    case .atMost: return !stands(.above, to: other)
    case .below: return !stands(.atLeast, to: other)
    }
  }

  private static func truth(always: Bool, never: Bool) -> Truth {
    always ? .met : never ? .notMet : .unknown
  }
}
