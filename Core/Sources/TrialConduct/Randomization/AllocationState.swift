// SPDX-License-Identifier: Apache-2.0

/// The history of a trial's allocations, as far as the next one depends on it.
///
/// It grows by `Allocator.record(_:in:)` only; nothing is ever taken out, so that a subject who was randomized in error
/// keeps the place in the sequence.
public struct AllocationState: Hashable, Sendable {
  /// Allocations so far, those made elsewhere among them: the number of the next one, counted from 0.
  public internal(set) var count = 0
  /// The version of the rules that the counts belong to.
  var version = 0
  var counts = AllocationCounts()
  /// Allocations of this version and of those it continues; kept only where a later version continues them.
  var log: [Allocation] = []

  init() {}

  /// Forgets every allocation and keeps the memory.
  mutating func clear() {
    count = 0
    counts.clear()
  }
}
