// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What of the balance may be told to somebody who must not learn arms: how many were allocated, and one number for all of
/// them, late and in rounds.
///
/// A number that follows every allocation tells arms to whoever looks before and after: it moves up or down with each, and
/// who knows some arms (the own subjects of an open-label trial, one unblinded subject) learns the others and foresees the
/// next. Three things stand against that:
///
/// - it is of the whole trial, never of a level or a stratum, whose numbers can be taken from each other;
/// - between two values lie at least ten subjects of other sites, so that no difference is of single subjects;
/// - it is told only when ten more of them were allocated, so that it says nothing of the next one.
///
/// - SeeAlso: Brandt et al. (2010), Guidelines for the checking of output based on microdata research, ESSNet SDC: at least
///   ten units behind every figure that is let out.
public struct TellableBalance: Hashable, Sendable {
  /// How many subjects whose arms the reader cannot know stand behind a number.
  public static let round = 10

  /// One level, or all.
  public struct Line: Hashable, Sendable {
    /// The code of the level, by factor; empty for all subjects.
    public let levels: [String: String]
    public let randomized: Int
  }

  /// The imbalance as it stood a while ago.
  public struct Imbalance: Hashable, Sendable {
    /// The largest less the smallest number of subjects for each part of the ratio.
    public let size: Double
    /// How many allocations had been made.
    public let after: Int
  }

  public let total: Line
  /// Each level of each factor, in the order of the protocol.
  public let margins: [Line]
  /// nil until two rounds are full.
  public let imbalance: Imbalance?
  /// The number, from 0, of the first allocation that is counted.
  public let since: Int

  /// - Parameters:
  ///   - facts: All recorded allocations in their order.
  ///   - sites: The site of each.
  ///   - own: The sites whose arms the reader may know; of their subjects none counts for a round.
  ///   - allocator: The rules.
  public init(
    _ facts: [AllocationFact],
    at sites: [String],
    own: Set<String>,
    by allocator: Allocator
  ) {
    precondition(facts.count == sites.count, "\(facts.count) allocations but \(sites.count) sites")
    let balance = AllocationBalanceByArm(facts, by: allocator)
    since = balance.since
    total = Line(levels: [:], randomized: balance.total.randomized)
    margins = balance.margins.map { Line(levels: $0.levels, randomized: $0.randomized) }
    let others = facts.indices.filter { $0 >= balance.since && !own.contains(sites[$0]) }
    let full = (others.count / Self.round - 1) * Self.round
    guard full > 0 else {
      imbalance = nil
      return
    }
    let past = Array(facts[...others[full - 1]])
    let then = AllocationBalanceByArm(past, by: allocator)
    imbalance =
      then.since == balance.since
      ? Imbalance(size: then.withoutArms(by: allocator).total.imbalance, after: past.count - then.since) : nil
  }
}
