// SPDX-License-Identifier: Apache-2.0

/// Right-censored times to the first of several kinds of event, one row per subject.
///
/// Each event precludes the others, or is the first of them that counts: death without relapse beside relapse.
public struct CompetingTimes: Sendable {
  /// Time from origin to event or censoring, one per subject, in the order given.
  public let times: [Double]
  /// What ended each time: 0 for censoring, 1 … `causeCount` for the kinds of event.
  public let causes: [Int]
  /// Number of kinds of event, whether they happen or not.
  public let causeCount: Int

  /// The rows by ascending time, events before censorings at the same time.
  let order: [Int32]

  /// Takes and sorts the columns.
  ///
  /// - Parameters:
  ///   - times: Finite and at least 0, in any unit.
  ///   - causes: 0 for censored, 1 … `causeCount` for the kind of event.
  ///   - causeCount: Number of kinds of event, at least 1.
  public init(times: [Double], causes: [Int], causeCount: Int) {
    precondition(times.count == causes.count, "\(times.count) times but \(causes.count) causes")
    precondition(causeCount >= 1, "at least one kind of event is needed")
    requireTimes(times)
    precondition(
      causes.allSatisfy { (0...causeCount).contains($0) },
      "causes must be 0 for censored or 1 to \(causeCount)"
    )
    self.times = times
    self.causes = causes
    self.causeCount = causeCount
    order = TimeOrder(times: times, events: causes.map { $0 != 0 }).rows
  }

  /// Number of subjects.
  public var count: Int { times.count }

  /// Number of subjects whose event is of the kind `cause`.
  public func eventCount(of cause: Int) -> Int {
    causes.reduce(0) { $0 + ($1 == cause ? 1 : 0) }
  }

  /// The subjects of `rows`, in that order.
  public func subset(_ rows: [Int]) -> CompetingTimes {
    CompetingTimes(
      times: rows.map { times[$0] },
      causes: rows.map { causes[$0] },
      causeCount: causeCount
    )
  }

  /// The subjects of each group.
  ///
  /// - Parameters:
  ///   - groups: One number in 0..<`groupCount` per subject.
  ///   - groupCount: Number of groups; a group may be empty.
  /// - Returns: One value per group, its subjects in the order they have here.
  public func split(by groups: [Int], groupCount: Int) -> [CompetingTimes] {
    precondition(groups.count == count, "\(groups.count) group numbers for \(count) subjects")
    return (0..<groupCount).map { group in subset(groups.indices.filter { groups[$0] == group }) }
  }

  /// Times to events of one kind, the other kinds taken for censorings, for cause-specific hazards.
  ///
  /// `logRankTest` and `coxRegression` of the result compare cause-specific hazards. Its Kaplan–Meier curve is no
  /// probability that could be observed: use `CumulativeIncidence`.
  ///
  /// - Parameter cause: 1 … `causeCount`.
  /// - Returns: The subjects in the order they have here.
  public func causeSpecific(_ cause: Int) -> SurvivalTimes {
    precondition((1...causeCount).contains(cause), "cause \(cause) is not in 1...\(causeCount)")
    return SurvivalTimes(times: times, events: causes.map { $0 == cause })
  }

  /// Times to the first event of any kind.
  public var anyEvent: SurvivalTimes {
    SurvivalTimes(times: times, events: causes.map { $0 != 0 })
  }
}
