// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// Allocates subjects to arms by the rules of a protocol: the one path of the live trial, of simulation and of
/// verification.
///
/// An allocation depends on the rules, on the allocations before it and on the random numbers that are passed in, on
/// nothing else. `Documentation/Randomization.md` fixes the order of the draws, so that a second program re-derives
/// every allocation: `Scripts/rederive-allocations.py` is one.
public struct Allocator: Sendable {
  /// Rules with the subject from whom they hold.
  public struct Version: Sendable {
    /// The first subject, counted from 1.
    public let from: Int
    /// Whether the allocations before count on.
    public let continues: Bool
    public let scheme: AllocationScheme
    let layout: AllocationLayout

    public init(from: Int = 1, continues: Bool = false, scheme: AllocationScheme) {
      self.from = from
      self.continues = continues
      self.scheme = scheme
      layout = AllocationLayout(scheme)
    }
  }

  /// In ascending order of `from`; the first holds from subject 1.
  public let versions: [Version]

  /// One set of rules for the whole trial.
  public init(_ scheme: AllocationScheme) {
    versions = [Version(scheme: scheme)]
  }

  /// Rules with amendments.
  ///
  /// - Parameter versions: The first from subject 1, the others in ascending order of their first subject; a version that
  ///   continues has the arms, the ratio and the factors of the one before.
  public init(versions: [Version]) {
    precondition(versions.first?.from == 1, "the first version holds from subject 1")
    precondition(
      zip(versions, versions.dropFirst()).allSatisfy { $0.from < $1.from },
      "versions stand in ascending order"
    )
    self.versions = versions
  }

  /// A trial before its first allocation.
  public var start: AllocationState { AllocationState() }

  /// The version of the rules for the next subject.
  public func version(after state: AllocationState) -> Int {
    versions.lastIndex { $0.from <= state.count + 1 } ?? 0
  }

  /// Decides the next allocation and stores nothing: the caller appends the fact and then records it.
  ///
  /// Numbers are drawn in this order: where a block begins and the rules name several sizes, one for the size; then, always,
  /// one for the arm. Each is `integer(below:)` of the source.
  ///
  /// - Parameters:
  ///   - levels: The subject's level of each factor of the version in force, all known.
  ///   - state: The allocations before.
  ///   - source: Random numbers; in the live trial the stream whose number is `state.count`.
  /// - Returns: The allocation with its reasons.
  public func nextArm(
    for levels: [Int],
    after state: AllocationState,
    drawing source: inout some RandomSource
  ) -> AllocationDecision {
    let index = version(after: state)
    let version = versions[index]
    let counts = index == state.version ? state.counts : carriedOver(state, to: index).counts
    var weights: [Int] = []
    let draw = version.draw(for: levels, in: counts, weights: &weights, from: &source)
    let candidate = version.scheme.candidates[draw.candidate]
    let allocation = Allocation(
      levels: levels,
      arm: candidate.arm,
      share: candidate.share,
      opensBlock: draw.opensBlock
    )
    return AllocationDecision(
      allocation: allocation,
      explanation: version.explanation(
        opening: draw.opensBlock,
        drawn: draw.number,
        weights,
        levels,
        counts,
        number: state.count,
        version: index
      )
    )
  }

  /// Adds an allocation to the history.
  public func record(_ allocation: Allocation, in state: inout AllocationState) {
    let index = version(after: state)
    if index != state.version { state = carriedOver(state, to: index) }
    versions[index].record(allocation, in: &state.counts)
    if versions.indices.contains(index + 1), versions[index + 1].continues {
      let share = versions[index].scheme.choosesShares ? allocation.share : nil
      state.log.append(Allocation(levels: allocation.levels, arm: allocation.arm, share: share))
    }
    state.count += 1
  }

  /// The state as another version of the rules sees it.
  func carriedOver(_ state: AllocationState, to index: Int) -> AllocationState {
    var state = state
    while state.version < index {
      let next = versions[state.version + 1]
      let before = versions[state.version].scheme
      state.version += 1
      state.counts = AllocationCounts()
      guard next.continues else {
        state.log = []
        continue
      }
      // Shares keep their meaning only where both versions choose shares.
      let keepsShares = before.candidates == next.scheme.candidates
      for past in state.log {
        let share = keepsShares ? past.share : nil
        let seen = Allocation(levels: past.levels, arm: past.arm, share: share, origin: .elsewhere)
        next.record(seen, in: &state.counts)
      }
      let isContinued = versions.indices.contains(state.version + 1) && versions[state.version + 1].continues
      if !isContinued { state.log = [] }
    }
    return state
  }
}

extension Allocator.Version {
  /// Counts an allocation.
  ///
  /// One whose share is not known counts for the share of its arm that has the fewest in the stratum, the first of
  /// these. One from elsewhere leaves the blocks alone: it was a place in another list.
  func record(_ allocation: Allocation, in counts: inout AllocationCounts) {
    counts.record(
      candidate(of: allocation, in: counts),
      levels: allocation.levels,
      opening: allocation.opensBlock,
      takesPlace: allocation.origin == .drawn,
      in: layout
    )
  }

  private func candidate(of allocation: Allocation, in counts: AllocationCounts) -> Int? {
    guard let first = layout.firstCandidate(of: allocation.arm) else { return nil }
    guard scheme.choosesShares else { return first }
    if let share = allocation.share { return first + share }
    let shares = first..<(first + scheme.shares[allocation.arm])
    guard let slot = counts.place(of: layout.key(of: allocation.levels)) else { return first }
    let totals = counts.totals
    return shares.min { totals[slot * layout.width + $0] < totals[slot * layout.width + $1] }
  }
}
