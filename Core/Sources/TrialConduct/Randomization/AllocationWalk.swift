// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// Many allocations one after the other, for simulation and re-randomization.
///
/// It allocates as `Allocator.nextArm` does, by the same draws, without an explanation, and once warm without memory of its
/// own: its columns are used again after `restart()`.
public struct AllocationWalk: Sendable {
  public let allocator: Allocator
  private var state: AllocationState
  private var weights: [Int] = []
  private let isAmended: Bool

  public init(_ allocator: Allocator) {
    self.allocator = allocator
    state = allocator.start
    isAmended = allocator.versions.count > 1
  }

  /// Goes back to the trial before its first allocation.
  public mutating func restart() {
    if isAmended { state = allocator.start } else { state.clear() }
  }

  /// Allocates the next subject.
  ///
  /// - Parameters:
  ///   - levels: The level of each factor of the version in force.
  ///   - source: Random numbers.
  /// - Returns: The arm's number.
  public mutating func next(_ levels: [Int], drawing source: inout some RandomSource) -> Int {
    guard !isAmended else {
      let decision = allocator.nextArm(for: levels, after: state, drawing: &source)
      allocator.record(decision.allocation, in: &state)
      return decision.allocation.arm
    }
    let version = allocator.versions[0]
    let draw = version.draw(for: levels, in: state.counts, weights: &weights, from: &source)
    state.counts.record(
      draw.candidate,
      levels: levels,
      opening: draw.opensBlock,
      takesPlace: true,
      in: version.layout
    )
    state.count += 1
    return version.scheme.candidates[draw.candidate].arm
  }

  /// Takes an allocation as it was made elsewhere.
  public mutating func keep(_ allocation: Allocation) {
    allocator.record(allocation, in: &state)
  }
}
