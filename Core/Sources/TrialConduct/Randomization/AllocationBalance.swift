// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// How many were randomized and how far apart the arms are, without a word on which arm is which.
///
/// Told line by line and at once it still tells arms to whoever watches it: each allocation moves it up or down, and who
/// knows some arms learns the others. It is for those who may see every arm; sites are told `TellableBalance`.
public struct AllocationBalance: Hashable, Sendable {
  /// One stratum, one level, or all.
  public struct Line: Hashable, Sendable {
    /// The codes that tell the line from others, by factor; empty for all subjects.
    public let levels: [String: String]
    public let randomized: Int
    /// The largest less the smallest number of subjects for each part of the ratio: 2 where 10 and 8 were allocated 1:1.
    public let imbalance: Double
  }

  public let total: Line
  /// Each level of each factor, in the order of the protocol, also those without a subject.
  public let margins: [Line]
  /// Each combination of levels that has a subject, in the order of the levels.
  public let strata: [Line]
  /// The number, from 0, of the first allocation that is counted: the last amendment that starts anew.
  public let since: Int
}

/// The same with arms: for those who may know them.
public struct AllocationBalanceByArm: Hashable, Sendable {
  /// One stratum, one level, or all.
  public struct Line: Hashable, Sendable {
    public let levels: [String: String]
    /// By arm id, every arm of the trial.
    public let arms: [String: Int]
    /// What the ratio planned for as many subjects, by arm id; each subject by the ratio in force at its turn.
    public let expected: [String: Double]

    public var randomized: Int { arms.values.reduce(0, +) }
  }

  public let total: Line
  public let margins: [Line]
  public let strata: [Line]
  public let since: Int
}

extension AllocationBalanceByArm {
  /// Counts the recorded allocations since the last amendment that starts anew.
  ///
  /// Subjects who were randomized in error and those allocated elsewhere count like all others.
  public init(_ facts: [AllocationFact], by allocator: Allocator) {
    let versions = allocator.versions.filter { $0.from <= max(1, facts.count) }
    let version = versions.last ?? allocator.versions[0]
    let start = (versions.last { !$0.continues }?.from ?? 1) - 1
    let counted = facts.dropFirst(start)
    let scheme = version.scheme
    func line(_ levels: [String: String]) -> Line {
      var arms = Dictionary(uniqueKeysWithValues: scheme.arms.map { ($0, 0) })
      var expected = Dictionary(uniqueKeysWithValues: scheme.arms.map { ($0, 0.0) })
      for (number, fact) in zip(counted.indices, counted)
      where levels.allSatisfy({ fact.levels[$0] == $1 }) {
        arms[fact.arm, default: 0] += 1
        let planned = (versions.last { $0.from <= number + 1 } ?? version).scheme
        for (arm, share) in zip(planned.arms, planned.shares) {
          expected[arm, default: 0] += Double(share) / Double(planned.shareCount)
        }
      }
      return Line(levels: levels, arms: arms, expected: expected)
    }
    since = start
    total = line([:])
    margins = scheme.factors.flatMap { factor in factor.codes.map { line([factor.id: $0]) } }
    let ids = scheme.factors.map(\.id)
    let known = Set(counted.map { fact in ids.map { fact.levels[$0] ?? "" } })
    let ordered = known.sorted { first, second in
      let places = zip(scheme.factors, zip(first, second)).map { factor, codes in
        (factor.codes.firstIndex(of: codes.0) ?? -1, factor.codes.firstIndex(of: codes.1) ?? -1)
      }
      return places.first { $0.0 != $0.1 }.map { $0.0 < $0.1 } ?? false
    }
    strata = ids.isEmpty ? [] : ordered.map { line(Dictionary(uniqueKeysWithValues: zip(ids, $0))) }
  }

  /// The same with the arms left out.
  public func withoutArms(by allocator: Allocator) -> AllocationBalance {
    let scheme =
      (allocator.versions.last { $0.from <= since + max(1, total.randomized) } ?? allocator.versions[0])
      .scheme
    func line(_ line: Line) -> AllocationBalance.Line {
      let parts = zip(scheme.arms, scheme.shares).filter { $0.1 > 0 }
        .map { Double(line.arms[$0.0] ?? 0) / Double($0.1) }
      return AllocationBalance.Line(
        levels: line.levels,
        randomized: line.randomized,
        imbalance: (parts.max() ?? 0) - (parts.min() ?? 0)
      )
    }
    return AllocationBalance(
      total: line(total),
      margins: margins.map(line),
      strata: strata.map(line),
      since: since
    )
  }
}
