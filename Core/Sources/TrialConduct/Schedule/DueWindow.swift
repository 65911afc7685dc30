// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The days on which a visit is due.
public struct DueWindow: Hashable, Sendable {
  public let first: CivilDate
  /// nil where the visit waits for something that has not happened yet.
  public let last: CivilDate?

  public init(first: CivilDate, last: CivilDate?) {
    self.first = first
    self.last = last
  }

  public func contains(_ date: CivilDate) -> Bool { first <= date && last.map { date <= $0 } ?? true }

  /// How many days a date lies outside; 0 inside.
  func distance(to date: CivilDate) -> Int {
    if date < first { return first - date }
    return max(0, last.map { date - $0 } ?? 0)
  }
}

/// The windows of a visit that waits for recovery, in one subject.
///
///     due = R known and R ≤ limit ? [R, min(R + 3 d, limit)] : [limit − 2 d, limit]
///
/// for whichever comes first; for whichever comes later the end is max(R + 3 d, limit), and open while there is no
/// recovery.
public struct RecoveryWindows: Hashable, Sendable {
  /// The last dose, given or planned.
  public let lastDose: CivilDate
  /// The first day after it on which the counts had recovered; nil where they have not, as far as is known.
  public let recovery: CivilDate?
  public let limit: CivilDate
  public let first: DueWindow
  public let later: DueWindow

  /// The windows by both readings of the rule.
  ///
  /// - Parameters:
  ///   - rule: Limit and margins.
  ///   - lastDose: The last dose, given or planned.
  ///   - recovered: Days with recovered counts, in any order; only those after the last dose count.
  public init(_ rule: RecoveryRule, lastDose: CivilDate, recovered: [CivilDate]) {
    let recovery = recovered.filter { $0 > lastDose }.min()
    let limit = lastDose + rule.limit
    self.lastDose = lastDose
    self.recovery = recovery
    self.limit = limit
    let beforeLimit = DueWindow(first: limit + -rule.daysBeforeLimit, last: limit)
    guard let recovery else {
      first = beforeLimit
      later = DueWindow(first: beforeLimit.first, last: nil)
      return
    }
    let margin = recovery + rule.daysAfterRecovery
    first = recovery <= limit ? DueWindow(first: recovery, last: min(margin, limit)) : beforeLimit
    later = DueWindow(first: recovery, last: max(margin, limit))
  }

  /// When the visit is due by a reading.
  public func due(_ reading: RecoveryRule.Reading) -> DueWindow { reading == .first ? first : later }

  /// The days on which a visit counts as done: from the day after the last dose.
  public func done(_ reading: RecoveryRule.Reading) -> DueWindow {
    DueWindow(first: lastDose + 1, last: reading == .first ? limit : later.last)
  }
}
