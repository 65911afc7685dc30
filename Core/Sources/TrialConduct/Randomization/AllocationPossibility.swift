// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One way in which the next subject could be allocated.
public struct AllocationPossibility: Sendable {
  public let allocation: Allocation
  public let probability: Double
}

extension Allocator {
  /// Every way in which the next subject could be allocated, with its probability; what chance cannot do is left out.
  ///
  /// Where a block begins, each size is a way of its own; where shares are chosen, each share is.
  public func possibilities(for levels: [Int], after state: AllocationState) -> [AllocationPossibility] {
    let index = version(after: state)
    let version = versions[index]
    let counts = index == state.version ? state.counts : carriedOver(state, to: index).counts
    let slot = counts.place(of: version.layout.key(of: levels))
    var sizes: [Int?] = [nil]
    if case .permutedBlocks(let named) = version.scheme.procedure, !version.hasOpenBlock(slot, counts) {
      sizes = named
    }
    var weights: [Int] = []
    return sizes.flatMap { size -> [AllocationPossibility] in
      let total = version.weigh(levels, slot, counts, block: size, into: &weights)
      return zip(version.scheme.candidates, weights).compactMap {
        candidate,
        weight -> AllocationPossibility? in
        guard weight > 0 else { return nil }
        return AllocationPossibility(
          allocation: Allocation(
            levels: levels,
            arm: candidate.arm,
            share: candidate.share,
            opensBlock: size
          ),
          probability: Double(weight) / Double(total) / Double(sizes.count)
        )
      }
    }
  }
}
